"""The lines of a letter: one item each, in words fit for paper, with the digits of a Thai memo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ita_audit.findings import BY_AUDITOR, WAITING, asked_of_unit
from ita_audit.letters.satisfy import would_satisfy
from ita_audit.model import Finding
from ita_audit.observation import Audit
from ita_audit.personal import hide, mask
from ita_audit.thai import thai_digits, tidy, visible
from ita_audit.verdicts import plain_reason

_LINKS, _ADDRESS, _WORDS, _LONGEST_LINK = 24, 300, 900, 2000
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_AS_IT_IS = re.compile(r"“[^”]*”|ตอบ \d{3}\b|[\x21-\x7e]*[A-Za-z][\x21-\x7e]*|\d+(?:\.\d+){3}")
"""What keeps its digits: quotations, answers of a server, addresses and codes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a unit; `asks` tells whether the unit has anything to do about it now."""

    item: str
    title: str
    code: str
    found: str
    links: tuple[str, ...]
    more_links: int
    refs: tuple[str, ...]
    action: str
    example: str
    points: float
    asks: bool = True

    @property
    def stake(self) -> str:
        """Points at stake in words; personal data has none."""
        return thai_digits(f"เสี่ยง {self.points:.2f} คะแนน") if self.points else "ไม่ใช่ข้อให้คะแนน"


def clean(text: str, limit: int = _WORDS) -> str:
    """Text from outside, fit for paper: masked, deceptive characters shown, cut where it would swamp."""
    shown = _NO_CHARACTER.sub("\ufffd", visible(mask(tidy(text[: 4 * limit])))).replace("\t", " ")
    return shown[:limit] + (" …" if len(shown) > limit or len(text) > 4 * limit else "")


def address(url: str) -> str:
    """An address for paper: personal data masked, deceptive characters shown, cut where it would swamp."""
    shown = _NO_CHARACTER.sub(
        "\ufffd", visible(hide(url[:_LONGEST_LINK])[:_ADDRESS].replace("\n", " ").replace("\t", " "))
    )
    return shown + (" …" if len(url) > _ADDRESS else "")


def clickable(url: str) -> bool:
    """Tell an address that may be a link: of the web, not longer than programs take, nothing hidden in it."""
    web = url.startswith(("http://", "https://")) and len(url) <= _LONGEST_LINK
    return web and visible(url) == url and not _NO_CHARACTER.search(url) and not url.count("\n")


def said(text: str) -> str:
    """Words of a letter: clean, and in Thai digits but for quotations, addresses and codes."""
    text, parts, at = clean(text), [], 0
    for kept in _AS_IT_IS.finditer(text):
        parts += [thai_digits(text[at : kept.start()]), kept.group()]
        at = kept.end()
    return "".join((*parts, thai_digits(text[at:])))


def row_of(audit: Audit, finding: Finding, code: str) -> Row:
    """One item of a finding: what was seen, where, what the unit does about it, what would satisfy."""
    verdict, judged, item = audit.verdicts[code], audit.in_force.get(code), audit.item(code)
    seen = [s for s in audit.evidence_of(code) if s.ref in verdict.evidence] or list(audit.evidence_of(code))
    urls = list(dict.fromkeys(s.link.url or s.link.href for s in seen))
    action = asked_of_unit(code, audit.draft.sources)
    return Row(
        item=code,
        title=said(item.title),
        code=finding.code,
        found=said(
            f"ผู้ตรวจสอบพบว่า {judged.reason}" if action == BY_AUDITOR else plain_reason(verdict.reason_th)
        ),
        links=tuple(urls[:_LINKS]),
        more_links=max(0, len(urls) - _LINKS),
        refs=tuple(dict.fromkeys(s.ref for s in seen)),
        action=said(action),
        example=said(would_satisfy(item, audit.case.fiscal_year)),
        points=audit.points[code],
        asks=action != WAITING,
    )


def personal_row(audit: Audit, code: str, findings: Sequence[Finding]) -> Row:
    """One item with published personal data of one or more kinds: where it stands, never what it says."""
    own = audit.draft.sources.personal[code]
    stands = [
        f"{remark.kind.th} อย่างน้อยที่ " + audit.draft.sources.words(f"personal/{code}/{kind}/places")
        for kind, remark in own.items()
    ]
    refs = tuple(dict.fromkeys(ref for remark in own.values() for ref in remark.evidence))
    urls = list(dict.fromkeys(s.link.url or s.link.href for s in audit.evidence_of(code) if s.ref in refs))
    kind = findings[0].key.partition("|")[0]
    return Row(
        item=code,
        title=said(audit.item(code).title),
        code=", ".join(finding.code for finding in findings),
        found=said(" · ".join(stands)),
        links=tuple(urls[:_LINKS]),
        more_links=max(0, len(urls) - _LINKS),
        refs=refs,
        action=said(audit.draft.sources.words(f"kinds/{kind}/action_th")),
        example="ฉบับที่ปิดทับข้อมูลส่วนบุคคลแล้ว และไฟล์เดิมเปิดไม่ได้อีก",
        points=0.0,
    )
