"""
Plan an invented municipality's site from a seed: every address and the answer it gives.

Pure: the same seed gives the same bytes. Nothing here opens a socket.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from ita_audit.checklist import load_checklist
from ita_audit.demo_site import content, pdf
from ita_audit.demo_site.beside import PERSONAL, Beside, remarks_of, when
from ita_audit.demo_site.defects import Defect, plant
from ita_audit.demo_site.markup import STYLES, Listed, block, label_of, menu_without, page
from ita_audit.demo_site.site_files import (
    AGENCY,
    DEAD,
    SECURE,
    SERVICE,
    SITE_HOST,
    SLOW_S,
    SOCIAL,
    YEAR,
    Answer,
    SiteFiles,
)
from ita_audit.model import Checklist, Item, Kind, YearRule
from ita_audit.remarks import Previous
from ita_audit.thai import MONTHS, thai_digits


@dataclass(slots=True)
class SitePlan:
    """
    All answers by (host, path and query), the planted defects, and the ITA page's entries.

    `remarks` are the (item, kind) that must be noticed beside the ladders, `previous` what last
    year's audit of the same site held.
    """

    answers: dict[tuple[str, str], Answer]
    defects: list[Defect]
    entries: list[Listed]
    links: int
    menu: str
    remarks: set[tuple[str, str]]
    previous: list[Previous]


def build_site(seed: int = 2566, *, defects: bool = True) -> SitePlan:
    """Plan the whole site."""
    return _Builder(seed, defects).build()


class _Builder:
    def __init__(self, seed: int, defects: bool) -> None:
        self.rng = random.Random(seed)
        self.checklist: Checklist = load_checklist(YEAR)
        self.defects = plant(self.checklist, self.rng) if defects else []
        self.kind_of = {defect.item: defect.kind for defect in self.defects}
        absent = [self.checklist[d.item].number for d in self.defects if d.kind == "missing"]
        self.files = SiteFiles(self.rng, menu_without(absent))
        self.beside = Beside(self.files, self.checklist)
        self.shared: dict[str, list[tuple[str, str]]] = {}
        self.count = 0

    def build(self) -> SitePlan:
        self.files.fixed()
        entries = {item.code: self._entry(item) for item in self.checklist.items}
        listed = [entries[i.code] for i in self.checklist.items if self.kind_of.get(i.code) != "missing"]
        again = [self._second(entries[d.item]) for d in self.defects if d.kind == "two_candidates"]
        self.files.html(
            "/index/index.php?page=ita2023", "การเปิดเผยข้อมูลสาธารณะ (OIT) ITA 2023", self._list(listed, again)
        )
        remarks = remarks_of(self.defects)
        return SitePlan(
            self.files.answers,
            self.defects,
            listed,
            self.count,
            self.files.menu,
            remarks,
            self.beside.previous,
        )

    def _list(self, listed: list[Listed], again: list[Listed]) -> str:
        groups: dict[str, list[Listed]] = {}
        titles = {i.code: f"{i.sub_indicator} {i.sub_indicator_title}" for i in self.checklist.items}
        codes = [i.code for i in self.checklist.items if self.kind_of.get(i.code) != "missing"]
        for code, entry in zip(codes, listed, strict=True):
            groups.setdefault(titles[code], []).append(entry)
        styles = list(STYLES)
        self.rng.shuffle(styles)
        parts = [
            block(styles[n % len(styles)], entries, name) for n, (name, entries) in enumerate(groups.items())
        ]
        if again:
            parts.append(block("headings", again, "เอกสารเพิ่มเติม"))
        return "\n".join(parts)

    def _second(self, entry: Listed) -> Listed:
        item = next(i for i in self.checklist.items if i.title == entry.title)
        return Listed(entry.label, entry.title, [self.files.document(item, self._lines(item), "เอกสารอีกฉบับ")])

    # ---------------------------------------------------------- items

    def _entry(self, item: Item) -> Listed:
        label = label_of(item.number, self.rng)
        if not label and item.kind is Kind.PAGE and len(item.title) < 14:
            label = f"O{item.number}"
        kind = self.kind_of.get(item.code, "")
        if item.code == "O29":
            words = "ในปีงบประมาณ พ.ศ. 2566 รอบ 6 เดือน (ตุลาคม 2565 - มีนาคม 2566) ไม่มีเรื่องร้องเรียนการทุจริต"
            return Listed(label, item.title, statement=words)
        links = self.beside.links(item, kind) or self._broken(item, kind) or self._links(item, kind)
        self.count += len(links)
        return Listed(label, item.title, links)

    def _links(self, item: Item, kind: str) -> list[tuple[str, str]]:
        makers = {
            "O7": self._news, "O8": self._board, "O9": self._social, "O18": self._service, "O20": self._notices,
            "O21": self._months, "O25": self._criteria, "O28": self._form, "O40": self._ethics,
        }  # fmt: skip
        if item.code in makers:
            return makers[item.code](item, kind)
        if item.code in ("O42", "O43"):
            if "O42" not in self.shared:
                self.shared["O42"] = [
                    self.files.document(self.checklist["O42"], self._lines(self.checklist["O42"]))
                ]
            return self.shared["O42"]
        if item.kind is Kind.PAGE:
            files = [self.files.document(item, self._lines(item), f"ไฟล์แนบ {n}") for n in range(1, 6)]
            return [self._content(item), *files]
        return self._documents(item, kind)

    def _lines(self, item: Item, kind: str = "") -> list[str]:
        year = {
            "wrong_year_previous": YEAR - 2,
            "wrong_year_half": YEAR - 1,
            "wrong_year_current": YEAR - 1,
        }.get(kind)
        lines = [f"{item.title} {self._when(item.year_rule, year, kind)}".strip(), f"{AGENCY} (ข้อมูลสาธิต)"]
        body = content.BODY.get(item.number, (item.title,))
        if kind == "no_time_limit":
            body = tuple(line for line in body if "ระยะเวลา" not in line)
        lines += ["", self.rng.choice(content.LAWS), *body]
        if kind == "cover_against_body":
            old = YEAR - 3
            lines += ["", f"ตารางผลการดำเนินงาน ปีงบประมาณ พ.ศ. {old}", f"รวมผลปีงบประมาณ พ.ศ. {old} ทุกรายการ"]
        if item.number in (31, 39) and kind == "":
            lines.append("ประกาศ ณ วันที่ 9 มกราคม พ.ศ. 2566")
        return lines

    def _when(self, rule: YearRule, year: int | None, kind: str) -> str:
        if kind == "expired_plan":
            return "(พ.ศ. 2561 - 2565)"
        said = when(rule, year)
        return thai_digits(said) if self.rng.random() < 0.4 else said

    def _documents(self, item: Item, kind: str) -> list[tuple[str, str]]:
        lines = self._lines(item, kind)
        if kind:
            return [self.files.document(item, lines)]
        found = [self.files.document(item, lines)]
        for form in self.rng.choices(("docx", "xlsx", "pdf"), k=6):
            annex = [f"เอกสารแนบ {lines[0]}", *lines[1:]]
            found.append(self.files.document(item, annex, f"ดาวน์โหลด ({form.upper()})", form))
        return found

    def _content(self, item: Item) -> tuple[str, str]:
        lines = [line for line in self._lines(item) if line]
        body = "".join(f"<p>{line}</p>" for line in lines)
        if item.number in (1, 2, 5):
            body += "<img src='/index/picture.png' alt='ภาพประกอบ'>"
        self.files.html(f"/index/content/?id={item.number}", item.title, body)
        return f"/index/content/?id={item.number}", self.rng.choice(("คลิกที่นี่", item.title))

    # ------------------------------------------------- items of their own kind

    def _gathered(self, item: Item, files: list[tuple[str, str]]) -> list[tuple[str, str]]:
        self.count += len(files)
        rows = "".join(f'<li><a href="/index/{href}">{text}</a></li>' for href, text in files)
        self.files.html(
            f"/index/content/?id={item.number}", item.title, f"<p>รวมเอกสารของข้อนี้</p><ul>{rows}</ul>"
        )
        return [(f"/index/content/?id={item.number}", "คลิกที่นี่")]

    def _months(self, item: Item, kind: str) -> list[tuple[str, str]]:
        months = [(10, 2565), (11, 2565), (12, 2565), (1, 2566), (2, 2566), (3, 2566)]
        files = []
        for month, year in months[: 4 if kind == "four_months" else 6]:
            title = f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน {MONTHS[month - 1]} {year}"
            lines = [title, f"{AGENCY} (ข้อมูลสาธิต)", *content.BODY[21]]
            files.append(self.files.document(item, lines, f"สขร.1 เดือน {MONTHS[month - 1]}"))
        return self._gathered(item, files)

    def _criteria(self, item: Item, kind: str) -> list[tuple[str, str]]:
        titles = content.CRITERIA[: 3 if kind == "three_criteria" else 5]
        when = "(พ.ศ. 2566 - 2570)"
        files = [self.files.document(item, [f"{t} {when}", f"{AGENCY} (ข้อมูลสาธิต)", t], t) for t in titles]
        return self._gathered(item, files)

    def _ethics(self, item: Item, kind: str) -> list[tuple[str, str]]:
        when = "ประจำปีงบประมาณ พ.ศ. 2566"
        files = [
            self.files.document(item, [f"{t} {when}", f"{AGENCY} (ข้อมูลสาธิต)", t], t) for t in content.ETHICS
        ]
        return self._gathered(item, files)

    def _notices(self, item: Item, kind: str) -> list[tuple[str, str]]:
        files = []
        for number in range(1, 16):
            private = PERSONAL[number][1] if number in PERSONAL and self.defects else ""
            lines = [
                f"ประกาศผู้ชนะการเสนอราคา รายการที่ {number} ประจำปีงบประมาณ พ.ศ. 2566",
                f"{AGENCY} (ข้อมูลสาธิต)",
                *content.BODY[20],
                *filter(None, [private]),
            ]
            files.append(self.files.document(item, lines, f"ประกาศผู้ชนะ รายการที่ {number} {private}".strip()))
        return self._gathered(item, files)

    def _news(self, item: Item, kind: str) -> list[tuple[str, str]]:
        posts = []
        for number in range(84):
            title = f"{number % 28 + 1} {MONTHS[number % 3]} 2566 {content.NEWS[number % len(content.NEWS)]}"
            self.files.html(
                f"/index/news/?id={100 + number}", title, f"<p>{title}</p><p>ภาพและรายละเอียดของกิจกรรม</p>"
            )
            posts.append(f'<li><a href="/index/news/?id={100 + number}">{title}</a></li>')
        self.count += len(posts)
        self.files.html("/index/content/?id=7", item.title, f"<ul>{''.join(posts)}</ul>")
        return [("/index/content/?id=7", "คลิกที่นี่")]

    def _board(self, item: Item, kind: str) -> list[tuple[str, str]]:
        body = "<p>กระดานถาม-ตอบ</p><form><textarea name='q'></textarea></form><p>ตอบ: เจ้าหน้าที่ตอบคำถามแล้ว</p>"
        self.files.html("/index/board/?page=1", "Q&A ถาม-ตอบ", body)
        return [("/index/board/?page=1", "ถาม-ตอบ")]

    def _social(self, item: Item, kind: str) -> list[tuple[str, str]]:
        return [(f"http://{SOCIAL}/", "เพจของเทศบาล")]

    def _service(self, item: Item, kind: str) -> list[tuple[str, str]]:
        return [(f"http://{SERVICE}/", "เข้าใช้งาน")]

    def _form(self, item: Item, kind: str) -> list[tuple[str, str]]:
        body = "<p>แจ้งเรื่องร้องเรียนการทุจริต แยกจากเรื่องร้องเรียนทั่วไป ปกปิดชื่อผู้แจ้ง</p><form><textarea name='t'></textarea></form>"
        self.files.html("/index/complain/?type=2", "แจ้งเรื่องร้องเรียนการทุจริต", body)
        return [("/index/complain/?type=2", "แจ้งเรื่อง")]

    # ---------------------------------------------------------- defects

    def _broken(self, item: Item, kind: str) -> list[tuple[str, str]]:
        """The links of a defective item whose defect is not in the document's words; [] otherwise."""
        lines = self._lines(item)
        at = f"{item.number}{self.rng.randrange(10, 99)}"
        site = f"http://{SITE_HOST}"
        hrefs = {
            "dead_toggle": lambda: "#",
            "not_found": lambda: f"load_data/?doc=90{at}",
            "server_error": lambda: self.files.put(f"/index/report/?id={at}", Answer(b"error", 500)),
            "thai_digits_address": lambda: f"load_data/?doc={thai_digits('1' + at)}",
            "soft_404": lambda: f"/index/content/?id=8{at}",
            "to_home": lambda: self.files.put(
                f"/index/old/?id={at}", Answer(status=302, headers={"Location": "/index/"})
            ),
            "login": lambda: self.files.put(
                f"/index/member/?id={at}", Answer(status=302, headers={"Location": "/index/login.php"})
            ),
            "expired_certificate": lambda: self._secure(item, at),
            "slow": lambda: self.files.put(f"/index/slow/?id={at}", Answer(b"late", delay_s=SLOW_S)),
            "refused": lambda: f"http://{DEAD}/docs/{at}.pdf",
            "private_address": lambda: f"http://192.168.1.10/docs/{at}.pdf",
            "file_address": lambda: f"file:///C:/ITA/{at}.pdf",
            "scanned": lambda: self.files.download(pdf.image_pdf(item.number)),
            "torn": lambda: self.files.download(pdf.torn_pdf(lines * 6)),
            "locked": lambda: self.files.download(pdf.locked_pdf(lines)),
            "empty": lambda: self.files.download(b""),
            "html_as_pdf": lambda: self.files.download(
                page(item.title, "<p>หน้าเว็บ</p>", agency=AGENCY, menu=self.files.menu).encode()
            ),
            "same_document": lambda: self._borrowed(),
        }
        return [(hrefs[kind]().removeprefix(site), "คลิกที่นี่")] if kind in hrefs else []

    def _secure(self, item: Item, at: str) -> str:
        answer = Answer(pdf.text_pdf(self._lines(item)), content_type="application/pdf")
        self.files.answers[SECURE, f"/docs/{at}.pdf"] = answer
        return f"https://{SECURE}/docs/{at}.pdf"

    def _borrowed(self) -> str:
        """The one document of the shared pair, given for an item it does not speak of."""
        if "O42" not in self.shared:
            self.shared["O42"] = [
                self.files.document(self.checklist["O42"], self._lines(self.checklist["O42"]))
            ]
        return self.shared["O42"][0][0]
