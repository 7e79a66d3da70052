"""What printing and conversion did to a paper: named with raw and read value, never a contradiction."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence

from ita_audit.sourcepaper.records import Address, Artefact, Cell, Claim, Place, Row
from ita_audit.sourcepaper.tables import Table
from ita_audit.sourcepaper.written import foreign_letters
from ita_audit.thai import fold_digits, squash, tidy

_PAGE_NUMBER = re.compile(r"^[\s\-–—]*(?:หน้า(?:ที่)?\s*)?[0-9๐-๙]{1,3}[\s\-–—]*$")
_SCRIBBLE = re.compile(r"^[0-9๐-๙\s\-–—_~.,'`/\\|]{1,14}$")
_CATCH = re.compile(r"^(.{3,80}?)\s*(?:\.{3,}|…)\s*$")
_TAG = re.compile(r"</?(?:ul|ol|li|p|br|div|span|b|strong)\b[^<>]{0,300}>", re.I)
_YEAR_FORM = re.compile(r"(?:ปี|งบประมาณ)?\s*พ\s*\.\s*ศ\s*\.\s*[0-9๐-๙]{4}")
_CE_THAI = re.compile(r"(?<![๐-๙])๒๐[๐-๙]{2}(?![๐-๙])")
_UNSPACED = re.compile(r"[ก-๎]ๆ(?=[ก-ฮเแโใไ])")
_AGENCY = re.compile(
    r"^(?:ของ)?((?:เทศบาล(?:ตำบล|เมือง|นคร)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบต\.|อบจ\.)\s*[ก-๎]{2,40})$"
)


def furniture(items: Sequence[Cell | Row]) -> tuple[set[int], list[Artefact]]:
    """Find lines that carry no words of the paper: page numbers, scribbles, catch-words, empty rows."""
    dropped: set[int] = set()
    found: list[Artefact] = []
    texts = [(i, item) for i, item in enumerate(items) if isinstance(item, Cell)]
    for position, (index, cell) in enumerate(texts):
        artefact = _carries_nothing(cell)
        catch = _CATCH.match(cell.text)
        following = next(
            (c.text for _, c in texts[position + 1 : position + 4] if not _carries_nothing(c)), ""
        )
        if catch and squash(following).startswith(squash(catch[1])):
            words = "คำต่อท้ายหน้า ซ้ำกับต้นหน้าถัดไป ไม่นับเป็นข้อความ"
            artefact = Artefact("catch_word", cell.place, cell.text, "", words)
        if artefact:
            dropped.add(index)
            found.append(artefact)
    return dropped, found


def _carries_nothing(cell: Cell) -> Artefact | None:
    if not cell.text and "|" in cell.raw and not re.fullmatch(r"[\s|:]*-{2,}[\s|:\-]*", cell.raw):
        words = "แถวหัวตารางว่างจากการแปลงไฟล์ ไม่นับเป็นข้อมูล"
        return Artefact("broken_table_row", cell.place, cell.raw.strip(), "", words)
    if not cell.text:
        return (
            Artefact("table_rule", cell.place, cell.raw.strip(), "", "เส้นตาราง ไม่ใช่ข้อมูล")
            if cell.raw
            else None
        )
    if _PAGE_NUMBER.match(cell.text):
        return Artefact("page_number", cell.place, cell.text, "", "เลขหน้า ไม่ใช่ข้อมูล")
    if _SCRIBBLE.match(cell.text):
        return Artefact("scribble", cell.place, cell.text, "", "รอยลายมือชื่อที่อ่านเป็นตัวเลข ไม่ใช่ข้อมูล")
    return None


def agency_of(items: Sequence[Cell | Row]) -> str:
    """The municipality's name as it stands alone on a line near the top; '' when none does."""
    for item in items[:40]:
        if isinstance(item, Cell) and (match := _AGENCY.match(item.text)):
            return tidy(match[1])
    return ""


def text_artefacts(items: Sequence[Cell | Row], agency: str) -> Iterator[Artefact]:
    """Find artefacts of spelling, spacing and markup, each once a line."""
    seen_form: dict[str, Place] = {}
    for item in items:
        raws = [cell.raw for cell in item.cells] if isinstance(item, Row) else [item.raw]
        raw, place = " ".join(raws), item.place
        if isinstance(item, Row) and item.syntax == "html":
            raw = " ".join(cell.text for cell in item.cells)
        yield from _markup(raw, place)
        for match in _CE_THAI.finditer(raw):
            year = str(int(fold_digits(match[0])) + 543)
            yield Artefact("ce_year", place, match[0], year, "ปี ค.ศ. พิมพ์ด้วยเลขไทย ไม่อ่านเป็นปี พ.ศ.")
        for match in _YEAR_FORM.finditer(raw):
            form = re.sub(r"[0-9๐-๙]{4}", "#", match[0].strip())
            seen_form.setdefault(form, place)
        if mark := _UNSPACED.search(raw):
            words = "ไม้ยมกไม่เว้นวรรค เทียบโดยไม่นับวรรค"
            yield Artefact("unspaced_mark", place, raw[max(0, mark.start() - 8) : mark.end() + 8], "", words)
        yield from _spaced_name(raw, place, agency)
        if letters := foreign_letters(raw):
            named = ", ".join(f"U+{ord(ch):04X} {unicodedata.name(ch, '?')}" for ch in letters[:6])
            yield Artefact("foreign_letters", place, letters, "", f"มีอักษรต่างระบบในคำไทย: {named} ไม่แก้ให้เอง")
    if len(seen_form) > 1:
        for form, place in seen_form.items():
            yield Artefact("year_spacing", place, form, "พ.ศ. #", "เว้นวรรคคำว่า พ.ศ. ไม่เหมือนกัน อ่านเป็นปีเดียวกัน")


def _markup(raw: str, place: Place) -> Iterator[Artefact]:
    tags = _TAG.findall(raw)
    if tags:
        words = f"แท็ก HTML ค้าง {len(tags)} แห่ง ตัดออกแล้วอ่านข้อความ"
        yield Artefact("html_tags", place, " ".join(dict.fromkeys(tags))[:120], "", words)
    if "**" in raw:
        yield Artefact("bold_marks", place, "**", "", "เครื่องหมายตัวหนาของ Markdown ตัดออกแล้ว")


def _spaced_name(raw: str, place: Place, agency: str) -> Iterator[Artefact]:
    if not agency or squash(agency) not in squash(raw) or agency in raw:
        return
    pattern = r"\s*".join(map(re.escape, agency.replace(" ", "")))
    if match := re.search(pattern, raw):
        words = "ชื่อหน่วยงานมีวรรคจากการตัดบรรทัด เทียบโดยไม่นับวรรค"
        yield Artefact("wrapped_name", place, match[0], agency, words)


def table_artefacts(items: Sequence[Cell | Row], tables: Sequence[Table]) -> Iterator[Artefact]:
    """Find breaks inside tables and several table syntaxes in one file."""
    syntaxes: dict[str, Place] = {}
    for item in items:
        if isinstance(item, Row):
            syntaxes.setdefault("html_fragments" if _fragments(item) else item.syntax, item.place)
    if len(syntaxes) > 1:
        read = ", ".join(syntaxes)
        yield Artefact("mixed_syntax", min(syntaxes.values(), key=lambda p: (p.page or 0, p.line)), read, read,
                       "ไฟล์เดียวมีตารางหลายรูปแบบ อ่านทีละตาราง")  # fmt: skip
    for table in tables:
        places = [items[i].place for i in (table.header, *table.source) if 0 <= i < len(items)]
        for one, two in itertools.pairwise(places):
            if (two.page == one.page and two.line > one.line + 1) or two.page != one.page:
                broken = items[table.source[0]]
                if isinstance(broken, Row) and broken.syntax in ("tab", "markdown", "spaces"):
                    words = "ตารางขาดช่วง (ขึ้นหน้าใหม่) อ่านต่อเป็นตารางเดียวกัน"
                    yield Artefact("table_broken", Place(one.line + 1, one.page), "", "", words)


def _fragments(row: Row) -> bool:
    return row.syntax == "tab" and any(cell.raw.startswith("<p") for cell in row.cells)


def value_artefacts(
    addresses: Sequence[Address], claims: Sequence[Claim], titles: Sequence[tuple[str, Place]]
) -> Iterator[Artefact]:
    """Find artefacts of values: digits in addresses, addresses without scheme, mixed digits in titles."""
    for address in addresses:
        if fold_digits(address.raw) != address.raw:
            words = "ที่อยู่เว็บพิมพ์ด้วยเลขไทย ลองทั้งสองแบบ ไม่แก้แทน"
            yield Artefact("address_thai_digits", address.place, address.raw, address.folded, words)
        elif "://" not in address.raw:
            words = "ที่อยู่เว็บไม่มี http:// เติมเพื่อให้เปิดได้"
            yield Artefact("address_without_scheme", address.place, address.raw, address.folded, words)
    for claim in claims:
        if match := re.search(r"[A-Za-z]{3,}\s+&\s+[A-Za-z]{3,}", claim.text):
            yield Artefact("latin_words", claim.place, match[0], match[0], "คำอังกฤษที่ไม่อธิบายไว้ คงไว้ตามต้นฉบับ")
    thai = [place for title, place in titles if re.search("[๐-๙]", title)]
    for title, place in titles:
        if thai and re.search("[0-9]", title):
            words = "ชื่อข้อใช้เลขอารบิก ขณะที่ชื่ออื่นใช้เลขไทย เทียบหลังอ่านเป็นเลขเดียวกัน"
            yield Artefact("mixed_digits", place, title, fold_digits(title), words)
