"""Invented personal data planted in a case stays in its evidence and appears in nothing that is printed."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from dataclasses import replace

import pytest

from ita_audit import tables
from ita_audit.custody import case_journal
from ita_audit.demo_site.beside import PERSONAL, PERSONAL_ITEM, SECRETS
from ita_audit.elements.words import QUOTE, Line, quote
from ita_audit.engagement import open_engagement
from ita_audit.forms.evidence import evidence_html, question_html
from ita_audit.letters import write_letters
from ita_audit.model import Outcome
from ita_audit.observation import observe
from ita_audit.reply import reply_files
from ita_audit.reply.copies import Exhibit, Sighting
from ita_audit.reply.pack import _exhibit, _shown
from ita_audit.report.derive import derive
from ita_audit.report.papers import notebooks_folder
from ita_audit.sealing import seal_case
from ita_audit.tables import save_csv, save_xlsx

TYPED = f"เห็น {SECRETS[0]} และมือถือ {SECRETS[1]}"
"""What an auditor may type into a reason."""


@pytest.fixture(scope="module")
def audit(tmp_path_factory, demo_case):
    folder = tmp_path_factory.mktemp("masked") / "demo"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "working"))
    case = open_engagement(folder)
    case.working.mkdir()
    saw = observe(case)
    case_journal(case).record(
        PERSONAL_ITEM, Outcome.FAILED, TYPED, by="ผู้ตรวจสอบ", saw=saw.digests(PERSONAL_ITEM)
    )
    return observe(case)


_NOT_OF_AN_AUDIT = ("custody_table", "papers_table", "case_state_table")


def leaks(data: bytes) -> set[str]:
    """The secrets in some bytes; what is packed is unpacked."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return set().union(*(leaks(archive.read(name)) for name in archive.namelist()))
    text = data.decode("utf-8", "replace")
    return {secret for secret in SECRETS if secret in text or json.dumps(secret)[1:-1] in text}


def exported(audit, folder):
    """Every file that the case is exported as, by name; exact copies of what was received apart."""
    save_xlsx(audit, folder / "report.xlsx")
    save_csv(audit, folder / "csv")
    write_letters(audit, folder / "letters")
    found = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found |= {f"reply {name}": data for name, data in reply_files(audit, PERSONAL_ITEM).items()
              if not name.startswith(("copy-", "exchange-"))}  # fmt: skip
    for name in tables.__all__:
        if name in _NOT_OF_AN_AUDIT or not name.endswith(("_table", "_sentence", "_cards", "_memo")):
            continue
        shown = getattr(tables, name)(audit)
        found[name] = (shown._repr_html_() + repr(shown)).encode()
        found[f"{name} frame"] = shown.frame.to_csv().encode() if hasattr(shown, "frame") else b""
    found["desk"] = (question_html(audit, PERSONAL_ITEM) + evidence_html(audit, PERSONAL_ITEM)).encode()
    return found


def test_the_evidence_holds_the_planted_data_and_it_is_told(audit):
    """The test that follows can fail: the data is there, in documents, in names of links, in a reason."""
    texts = "".join(seen.reading.text for seen in audit.observed if seen.reading)
    labels = "".join(seen.link.text for seen in audit.observed)
    assert all(secret in texts and secret in labels for secret in SECRETS[:3])
    assert TYPED in audit.latest[PERSONAL_ITEM].reason
    told = {remark.kind.value for remark in audit.ladders[PERSONAL_ITEM].remarks}
    assert told == {kind for kind, _ in PERSONAL.values()}


def test_no_exported_file_and_no_table_shows_personal_data(audit, tmp_path):
    found = exported(audit, tmp_path)

    assert {name: leaks(data) for name, data in found.items() if leaks(data)} == {}
    assert {"report.xlsx", "items.csv", "remarks.csv", "findings.csv", "links_table", "desk"} <= set(found)
    assert any(name.endswith(".docx") for name in found)
    assert "×-××××-×××××-××-×" in found["links_table"].decode()
    assert "×-××××-×××××-××-×" in found["finding_cards"].decode()


def test_the_sealed_report_and_verdicts_show_none(audit, tmp_path):
    seal_case(audit.case, tmp_path / "case.wacz", derive=derive)
    with zipfile.ZipFile(tmp_path / "case.wacz") as sealed:
        made = {
            name: sealed.read(name) for name in sealed.namelist() if name.startswith(("report/", "input/"))
        }

    assert len(made["report/report.html"]) > 100_000
    assert {name: leaks(data) for name, data in made.items() if leaks(data)} == {}


@pytest.mark.parametrize("path", sorted(notebooks_folder().glob("*.ipynb")), ids=lambda path: path.name)
def test_the_stored_papers_show_none(path):
    assert leaks(path.read_bytes()) == set()


def test_a_quotation_masks_the_person_and_keeps_its_length():
    whole = f"โทรศัพท์ 053-711-111 เลขประจำตัว {SECRETS[0]} " + "ก" * QUOTE
    for text in (whole[:60], whole):
        line = Line(text, text, *([None] * (len(Line.__slots__) - 2)))
        assert SECRETS[0] not in quote(line, 0)
        assert len(quote(line, 0)) == min(len(text), QUOTE)
        assert "053-711-111" in quote(line, 0)


NUMBERED = f"https://town.example/{SECRETS[3]}.pdf"
_TARGET = re.compile(rb'(?:href|Target)="https?://[^"]*"')
"""Where a click leads: it stays as it is."""


def shown_leaks(data: bytes) -> set[str]:
    """The secrets in some bytes, the targets of links apart."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return set().union(*(shown_leaks(archive.read(name)) for name in archive.namelist()))
    return leaks(_TARGET.sub(b"", data))


def test_a_number_in_an_address_is_shown_nowhere_and_a_click_still_leads_there(audit, tmp_path):
    observed = tuple(
        replace(
            seen,
            link=replace(seen.link, url=NUMBERED, href=NUMBERED, path=((NUMBERED, "หน้าแรก"),)),
            check=replace(seen.check, url=NUMBERED, final_url=NUMBERED),
        )
        for seen in audit.observed
    )
    found = exported(replace(audit, observed=observed), tmp_path)

    assert {name: shown_leaks(data) for name, data in found.items() if shown_leaks(data)} == {}
    assert "town.example/×××××××××××××.pdf" in found["reply manifest.json"].decode()
    for name in ("links_table", "reply cover.html", "letter-01.html"):
        assert f'href="{NUMBERED}"' in found[name].decode()
        assert "town.example/×××××××××××××.pdf</a>" in found[name].decode()


def test_a_number_in_the_last_address_of_a_copy_is_masked(audit):
    seen = audit.evidence_of(PERSONAL_ITEM)[0]
    opened = Sighting("2023-01-01", "2023-01-01T00:00:00Z", 200, "", 1, "0" * 64, NUMBERED)
    copy = Exhibit(1, seen, False, (opened,), opened, True, b"", b"")

    assert leaks((json.dumps(_exhibit(copy)) + _shown(copy)).encode()) == set()
    assert opened.final_url == NUMBERED
