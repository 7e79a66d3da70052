"""Reply packs: exactly the submitted link, frozen, seen when, and nothing that a click would run."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import io
import json
import re
import time
import zipfile
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from warcio.archiveiterator import ArchiveIterator

from ita_audit.errors import EvidenceError
from ita_audit.model import Link, Standing
from ita_audit.reply import exhibits_of, reply_files, save_reply
from ita_audit.reply.copies import Sighting, choose, local_day, safe_ending, sighted
from tests.test_letters import HOSTILE, LONG, Face, hostile


def with_submitted(demo, code, url):
    link = Link(url, url, "", "submitted", item=code, source="submitted")
    return dataclasses.replace(demo, submitted=(link,))


def closing(demo, day):
    return dataclasses.replace(demo, case=dataclasses.replace(demo.case, window_closes=day))


def seen_day(demo):
    return local_day(demo.observed[0].check.observed_at)


def test_a_pack_holds_the_exact_bytes_of_the_evidence(demo):
    for exhibit in exhibits_of(demo, "O21"):
        assert hashlib.sha256(exhibit.payload).hexdigest() == exhibit.seen.check.sha256
        assert exhibit.chosen.sha256 == exhibit.seen.check.sha256
        assert len(exhibit.sightings) >= len(demo.looks)


def test_the_records_of_a_pack_are_standard_and_hold_the_payload_again(demo):
    files = reply_files(demo, "O21")
    manifest = json.loads(files["manifest.json"])
    for one in manifest["exhibits"]:
        records = list(ArchiveIterator(io.BytesIO(files[one["records"]]), check_digests=True))
        copies = []
        for record in ArchiveIterator(io.BytesIO(files[one["records"]])):
            assert record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type == "response":
                copies.append(hashlib.sha256(record.raw_stream.read()).hexdigest())
        assert records
        assert one["packed"]["sha256"] in copies


def test_every_file_is_named_with_its_digest_and_any_change_shows(demo):
    files = reply_files(demo, "O21")
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {n: hashlib.sha256(d).hexdigest() for n, d in files.items() if n != "SHA256SUMS"}
    listed = json.loads(files["manifest.json"])["files"]
    assert set(listed) == set(files) - {"manifest.json", "SHA256SUMS"}


def test_a_submitted_link_is_told_from_one_that_was_only_found(demo):
    url = demo.evidence_of("O21")[0].link.url
    audit = with_submitted(demo, "O21", url)

    assert next(e.submitted for e in exhibits_of(audit, "O21"))
    assert "ยื่นลิงก์ของข้อนี้ใน ITAS" in Face(reply_files(audit, "O21")["cover.html"].decode()).text
    assert "ไม่มีรายการลิงก์ที่ยื่น" in Face(reply_files(demo, "O21")["cover.html"].decode()).text


@pytest.mark.parametrize(
    ("days", "says", "in_time"),
    [
        (0, "สำเนาทุกฉบับเก็บไม่เกินวันปิดรับ", True),
        (-1, "ไม่พิสูจน์สภาพในวันนั้น", False),
        (None, "ไม่ระบุวันปิดรับคำตอบ", None),
    ],
    ids=["in time", "too late", "no day given"],
)
def test_a_copy_after_the_window_is_said_to_prove_nothing_of_that_day(demo, days, says, in_time):
    day = None if days is None else seen_day(demo) + timedelta(days=days)
    audit = closing(demo, day)

    assert {e.in_time for e in exhibits_of(audit, "O22")} == {in_time}
    assert says in Face(reply_files(audit, "O22")["cover.html"].decode()).text


def test_a_dead_link_and_a_missing_one_are_packed_as_what_they_are(demo, planted):
    dead = Face(reply_files(demo, planted["refused"])["cover.html"].decode()).text
    missing = reply_files(demo, planted["missing"])

    assert "ไม่ได้เนื้อหา: ปฏิเสธการเชื่อมต่อ" in dead
    assert "ยังไม่สนับสนุนว่าครบ" in dead
    assert "ไม่มีลิงก์ของข้อนี้ในหลักฐาน" in Face(missing["cover.html"].decode()).text
    assert set(missing) == {"cover.html", "manifest.json", "SHA256SUMS"}


def test_a_pack_says_what_is_not_supported(demo):
    for code, verdict in demo.verdicts.items():
        text = Face(reply_files(demo, code)["cover.html"].decode()).text
        if demo.evidence_of(code):
            assert ("ยังไม่สนับสนุนว่าครบ" in text) is (verdict.standing is not Standing.READY)


def test_a_disputed_item_is_packed_in_seconds_and_the_same_every_time(demo, tmp_path):
    start = time.monotonic()
    one = save_reply(demo, "O21", tmp_path / "a", as_zip=True)
    assert time.monotonic() - start < 20
    time.sleep(2.1)  # the clock of a ZIP file counts in two seconds
    two = save_reply(demo, "O21", tmp_path / "b", as_zip=True)
    folder = save_reply(demo, "O21", tmp_path / "c")

    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as file:
        assert file.testzip() is None
        assert {n: file.read(n) for n in file.namelist()} == {
            p.name: p.read_bytes() for p in folder.iterdir()
        }


@pytest.mark.parametrize("code", ["O99", "../../etc", "o1", ""])
def test_an_item_that_the_checklist_has_not_makes_no_file(demo, tmp_path, code):
    with pytest.raises(EvidenceError):
        save_reply(demo, code, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", [HOSTILE, LONG], ids=["hostile", "long"])
def test_text_from_outside_is_text_and_chooses_no_name(demo, text, tmp_path):
    audit = hostile(demo, text)
    path = save_reply(audit, "O21", tmp_path, as_zip=True)
    with zipfile.ZipFile(path) as file:
        names, page = file.namelist(), file.read("cover.html").decode("utf-8")
        json.loads(file.read("manifest.json"))
    pattern = r"cover\.html|manifest\.json|SHA256SUMS|copy-\d\d\.[a-z]{3,4}|exchange-\d\d\.warc\.gz"
    face = Face(page)

    assert path.name == "reply-O21.zip"
    assert all(re.fullmatch(pattern, name) for name in names)
    assert not {"script", "iframe", "object", "img", "form"} & set(face.tags)
    assert "\u202e" not in face.text
    assert len(face.text) < 400_000


@pytest.mark.parametrize(
    ("payload", "ending"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"<html><script>alert(1)</script>", "txt"),
        (b"<svg onload=alert(1)>", "txt"),
        (b"MZ\x90\x00", "bin"),
        (b"PK\x03\x04 cut short", "bin"),
        (b"#!/bin/sh\nrm", "txt"),
    ],
    ids=["pdf", "jpg", "page", "svg", "program", "broken zip", "script"],
)
def test_a_copy_is_named_so_that_a_click_runs_nothing(payload, ending):
    assert safe_ending(payload) == ending


def office(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


def test_office_files_with_macros_do_not_open_by_a_click():
    assert safe_ending(office("[Content_Types].xml", "word/document.xml")) == "docx"
    assert safe_ending(office("word/document.xml", "word/vbaProject.bin")) == "bin"
    assert safe_ending(office("setup.exe")) == "bin"


def test_what_is_printed_is_masked_and_the_copy_is_not_touched(demo):
    audit = hostile(demo, "นายก 1101700230708 โทร 081-234-5678")
    audit = dataclasses.replace(
        audit, observed=tuple(dataclasses.replace(s, link=dataclasses.replace(s.link, url=o.link.url))
                              for s, o in zip(audit.observed, demo.observed, strict=True))
    )  # fmt: skip
    files, plain = reply_files(audit, "O21"), reply_files(demo, "O21")

    assert not re.search(r"1101700230708|081-234-5678", Face(files["cover.html"].decode()).text)
    assert files["copy-02.pdf"] == plain["copy-02.pdf"]
    assert gzip.decompress(files["exchange-01.warc.gz"])


def test_a_day_ends_at_midnight_in_thailand():
    assert local_day("2023-04-30T16:59:59Z") == date(2023, 4, 30)
    assert local_day("2023-04-30T17:00:00Z") == date(2023, 5, 1)


def sighting(stamp, status=200, error="", sha="a"):
    return Sighting("look", stamp, status, error, 1, sha if status == 200 else "", "http://x.example/")


EARLY, LATE, LATER = "2023-04-29T01:00:00Z", "2023-05-02T01:00:00Z", "2023-05-03T01:00:00Z"
CLOSES = date(2023, 4, 30)


@pytest.mark.parametrize(
    ("seen", "closes", "chosen"),
    [
        ((sighting(EARLY), sighting(LATE)), CLOSES, 0),
        ((sighting(EARLY, 404), sighting(LATE)), CLOSES, 1),
        ((sighting(EARLY), sighting(EARLY, None, "timeout")), CLOSES, 0),
        ((sighting(LATE), sighting(LATER)), CLOSES, 1),
        ((sighting(EARLY), sighting(LATE)), None, 1),
        ((sighting(EARLY, 404), sighting(LATE, 404)), CLOSES, 1),
        ((), CLOSES, None),
    ],
    ids=[
        "before the window",
        "only good late",
        "an error after",
        "all late",
        "no window",
        "never good",
        "never",
    ],
)
def test_the_copy_that_proves_most_is_packed(seen, closes, chosen):
    assert choose(seen, closes) == chosen


def test_what_was_asked_for_other_reasons_is_no_sighting_of_the_link():
    """Probes, robots.txt and what a browser asked for beside are not the link as submitted."""
    url = "http://x.example/a"
    rows = [
        {"url": url, "purpose": p} for p in ("link", "again", "render", "rendered", "probe", "canary", "end")
    ]
    rows.append({"url": "http://x.example/b", "purpose": "link"})
    found = sighted([SimpleNamespace(rows=rows)], {url})

    assert [row["purpose"] for _, row in found[url]] == ["link", "again"]
    assert list(found) == [url]


def test_a_submitted_link_that_was_never_opened_is_no_copy(demo):
    url = "http://www.buengsathit.example/never-opened.pdf"
    first = demo.evidence_of("O30")[0]
    check = dataclasses.replace(first.check, url=url, final_url=url, sha256="", bytes=0, http_status=None)
    never = dataclasses.replace(
        first,
        ref="E-O30-02",
        link=Link(url, url, "", "submitted", item="O30", source="submitted"),
        check=check,
    )
    audit = dataclasses.replace(with_submitted(demo, "O30", url), observed=(never,))
    files = reply_files(audit, "O30")
    text = Face(files["cover.html"].decode()).text
    (one,) = json.loads(files["manifest.json"])["exhibits"]

    assert (one["copy"], one["packed"], one["submitted"]) == (None, None, True)
    assert not re.search(r"(?<!ไม่มี)สำเนา 1", text)
    assert "แฟ้มงานไม่มีสำเนาของลิงก์ที่ยื่น (รายการ 1)" in text
    assert "ไม่เคยเปิดในรอบตรวจใด จึงไม่มีสำเนาของลิงก์นี้" in text
    assert "วันปิดรับ 30" not in text
    assert not [name for name in files if name.startswith(("copy-", "exchange-"))]


def test_a_title_without_a_link_brings_the_copy_of_the_page_that_shows_it(demo):
    code = next(c for c, entry in demo.page.items.items() if not entry.links and not demo.evidence_of(c))
    files = reply_files(demo, code)
    (one,) = json.loads(files["manifest.json"])["exhibits"]
    page = files[one["copy"]].decode("utf-8", "replace")
    text = Face(files["cover.html"].decode()).text

    assert (one["ita_page"], one["evidence"], one["url"]) == (True, None, demo.case.ita_page)
    assert demo.item(code).title in page
    assert "โดยไม่มีลิงก์" in text
    assert "ไม่มีลิงก์ของข้อนี้ในหลักฐาน" in text
    assert hashlib.sha256(files[one["copy"]]).hexdigest() == one["packed"]["sha256"]
