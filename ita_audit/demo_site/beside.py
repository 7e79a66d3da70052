"""Plants that stand beside the ladder: last year's evidence, blank forms, strange titles, personal data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ita_audit.demo_site import content, pdf
from ita_audit.demo_site.defects import Defect
from ita_audit.demo_site.site_files import AGENCY, SITE, SITE_HOST, YEAR, Answer, SiteFiles
from ita_audit.documents import read_document
from ita_audit.model import Checklist, Item, YearRule
from ita_audit.remarks import PREVIOUS_FILE, Previous, previous_of, save_previous

PERSONAL_ITEM = "O20"
PERSONAL = {
    3: ("national_id", "ผู้ชนะการเสนอราคา นายสาธิต (ชื่อสมมุติ) เลขประจำตัวประชาชน 1-2345-67890-12-1"),
    5: ("mobile", "ผู้เสนอราคา นางสมมุติ (ชื่อสมมุติ) มือถือ 080-000-0012"),
    8: ("home", "ผู้รับจ้าง นายตัวอย่าง (ชื่อสมมุติ) อยู่บ้านเลขที่ 12/3 หมู่ที่ 4"),
}
"""Invented personal data in notices, by number: the kind, and the line that holds it."""
SECRETS = ("1-2345-67890-12-1", "080-000-0012", "12/3 หมู่ที่ 4", "1234567890121")
"""What no printed page may show."""
REMARKS = {
    "same_document": ("same_file", "other_document"),
    "last_year_file": ("last_year",),
    "unchanged_pages": ("unchanged",),
    "blank_form": ("blank_form",),
    "other_document": ("other_document",),
}
_BLANKS = (
    "ผลการดำเนินงานตามแผน ............................................ โครงการ",
    "งบประมาณที่ใช้ ............................................ บาท",
    "ปัญหาอุปสรรค ........................................................................",
    "ข้อเสนอแนะ ..........................................................................",
    "ลงชื่อ ............................................ ผู้รายงาน",
)


def remarks_of(defects: Iterable[Defect]) -> set[tuple[str, str]]:
    """The remarks that a site with these defects must get, and no others: (item, kind)."""
    planted = {(defect.item, kind) for defect in defects for kind in REMARKS.get(defect.kind, ())}
    return planted | {(PERSONAL_ITEM, kind) for kind, _ in PERSONAL.values()} if planted else set()


class Beside:
    """Makes the links of items whose evidence is readable and yet not what it stands for."""

    def __init__(self, files: SiteFiles, checklist: Checklist) -> None:
        self.files, self.checklist = files, checklist
        self.previous: list[Previous] = []
        self.makers = {
            "last_year_file": self._last_year,
            "unchanged_pages": self._unchanged,
            "blank_form": self._blank,
            "other_document": self._other,
            "ebook": self._ebook,
        }

    def links(self, item: Item, kind: str) -> list[tuple[str, str]]:
        """The links of an item with such a plant; [] for any other kind."""
        return self.makers[kind](item) if kind in self.makers else []

    def _last_year(self, item: Item) -> list[tuple[str, str]]:
        """Last year's file without a year in it, under a label that names this year."""
        data = pdf.text_pdf([item.title, *_body(item)])
        self._held(item, f"{SITE}load_data/?doc=7{item.number}", data, "application/pdf")
        return [(self.files.download(data), f"{item.title} {when(item.year_rule)}")]

    def _unchanged(self, item: Item) -> list[tuple[str, str]]:
        """Last year's page with last year's files behind it, under a label that names this year."""
        files = []
        for number in range(1, 4):
            data = pdf.text_pdf([f"{item.title} ส่วนที่ {'กขค'[number - 1]}", *_body(item)])
            self._held(item, f"{SITE}load_data/?doc=6{item.number}{number}", data, "application/pdf")
            files.append(f'<li><a href="/index/{self.files.download(data)}">ไฟล์แนบ</a></li>')
        words = "".join(f"<p>{line}</p>" for line in _body(item))
        address = f"/index/content/?id={item.number}"
        self.files.html(address, item.title, f"{words}<ul>{''.join(files)}</ul>")
        html = self.files.answers[SITE_HOST, address].body
        self._held(item, f"{SITE}content/?id={item.number}&year={YEAR - 1}", html, "text/html; charset=utf-8")
        return [(address, f"{item.title} {when(item.year_rule)}")]

    def _held(self, item: Item, address: str, data: bytes, content_type: str) -> None:
        reading = read_document(data, url=address, content_type=content_type)
        self.previous.append(previous_of(item.code, address, hashlib.sha256(data).hexdigest(), reading))

    def _blank(self, item: Item) -> list[tuple[str, str]]:
        return [
            (
                self.files.download(pdf.text_pdf([f"{item.title} {when(item.year_rule)}", AGENCY, *_BLANKS])),
                "คลิกที่นี่",
            )
        ]

    def _other(self, item: Item) -> list[tuple[str, str]]:
        """A document whose own title is that of the privacy policy."""
        other = self.checklist["O10"]
        lines = [f"{other.title} {when(item.year_rule)}".strip(), *_body(other)]
        return [(self.files.download(pdf.text_pdf(lines)), item.title)]

    def _ebook(self, item: Item) -> list[tuple[str, str]]:
        """A page that is a program for turning pages: what it shows is not in it."""
        body = "<div id='flipbook' class='flipbook'></div><script src='/index/turn.min.js'></script>"
        address = f"/index/ebook/?id={item.number}"
        self.files.html(address, f"หนังสืออิเล็กทรอนิกส์ ({item.number})", body)
        self.files.put("/index/turn.min.js", Answer(b"// turns pages", content_type="text/javascript"))
        return [(address, item.title)]


def _body(item: Item) -> list[str]:
    return [AGENCY, *content.BODY.get(item.number, (item.title,))]


def when(rule: YearRule, year: int | None = None) -> str:
    """The period as a document of an item says it, in Arabic digits; '' where no year is asked for."""
    now = year or YEAR
    return {
        YearRule.UNDATED: "",
        YearRule.IN_FORCE: f"(พ.ศ. {YEAR} - {YEAR + 4})",
        YearRule.CURRENT_FY: f"ประจำปีงบประมาณ พ.ศ. {now}",
        YearRule.FIRST_HALF: f"ประจำปีงบประมาณ พ.ศ. {now} (ตุลาคม {now - 1} - มีนาคม {now})",
        YearRule.PREVIOUS_FY: f"ประจำปีงบประมาณ พ.ศ. {year or YEAR - 1}",
    }[rule]


def give_previous(folder: Path, previous: list[Previous]) -> Path:
    """Write what last year's audit held into a case's input; what was given before gives way."""
    path = folder / "input" / PREVIOUS_FILE
    path.unlink(missing_ok=True)
    return save_previous(path, previous)
