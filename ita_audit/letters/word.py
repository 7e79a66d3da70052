"""A letter as a Word file, in the layout of a Thai memo; the same letter gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from ita_audit.letters.compose import (
    ATTACHED_FORM,
    ATTACHED_ITEMS,
    CONFIRM,
    DOTS,
    EYES,
    FIX,
    PERSONAL,
    Letter,
    Question,
)
from ita_audit.letters.rows import Row, address, clickable
from ita_audit.letters.styles import BODY, SMALL, packed, put, set_up
from ita_audit.thai import thai_digits

_LABEL, _TITLE = 20, 29
_WIDTH, _MIDDLE, _INDENT = Cm(16), Cm(8), Cm(2.5)
_COLUMNS = (("ที่", 1.2), ("ข้อ", 5.0), ("สิ่งที่พบและลิงก์", 8.5), ("สิ่งที่ต้องทำ", 4.6), ("ตัวอย่างที่ถือว่าครบ", 6.4))
_REPLY = (
    ("ข้อตรวจพบและคำถาม", 9.0),
    ("ความเห็น", 3.3),
    ("สาเหตุและการแก้ไข", 6.8),
    ("ผู้รับผิดชอบ", 3.6),
    ("กำหนดเสร็จ", 3.0),
)


def letter_word(letter: Letter, day: date) -> bytes:
    """
    Lay a letter out as a DOCX file.

    Args:
        letter: The letter.

        day: The day written in the file's properties: the case's as-of date, never the clock.
    """
    word = Document()
    set_up(word, letter, day)
    _head(word, letter)
    for number, name in enumerate(("เรื่องเดิม", "ข้อเท็จจริง", "ข้อพิจารณา")):
        heading = word.add_paragraph()
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_before = Pt(6)
        put(heading, f"{thai_digits(str(number + 1))}. {name}", bold=True)
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.first_line_indent = _INDENT
        paragraph.alignment = WD_ALIGN_PARAGRAPH.THAI_JUSTIFY
        put(paragraph, letter.paragraphs[number])
    _close(word, letter)
    _attach(word, ATTACHED_ITEMS, letter.unit)
    _items(word, PERSONAL, letter.personal)
    _items(word, FIX, letter.fix)
    _items(word, CONFIRM, [row for row in letter.confirm if row.asks])
    _items(word, EYES, [row for row in letter.confirm if not row.asks])
    if letter.questions:
        _attach(word, ATTACHED_FORM, letter.unit)
        _reply(word, letter)
    return packed(word)


def _head(word: Word, letter: Letter) -> None:
    """The memo's head: a place for the emblem, title, and fields on dotted lines."""
    title = word.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(14), Pt(6)
    put(title, "บันทึกข้อความ", size=_TITLE, bold=True)
    _field(word, (("ส่วนราชการ", letter.office),))
    _field(word, (("ที่", ""), ("วันที่", letter.day)))
    _field(word, (("เรื่อง", letter.subject),))
    to = word.add_paragraph()
    to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(6)
    put(to, "เรียน", bold=True)
    put(to, f"  {letter.to}")


def _field(word: Word, fields: Sequence[tuple[str, str]]) -> None:
    paragraph = word.add_paragraph()
    for number, (label, value) in enumerate(fields, 1):
        end = _WIDTH if number == len(fields) else _MIDDLE
        paragraph.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
        put(paragraph, label, size=_LABEL, bold=True)
        put(paragraph, f"  {value}\t")


def _table(word: Word, columns: Sequence[tuple[str, float]]) -> Table:
    """A bordered table whose head is repeated on every page and whose rows are not torn."""
    table = word.add_table(rows=1, cols=len(columns))
    table.style = word.styles["Table Grid"]
    table.autofit = False
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
    for cell, (name, width) in zip(table.rows[0].cells, columns, strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        put(cell.paragraphs[0], name, size=SMALL, bold=True)
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", "E8EDF2")):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
    _row_setting(table.rows[0], "w:cantSplit", "w:tblHeader")
    return table


def _row_setting(row: object, *tags: str) -> None:
    properties = row._tr.get_or_add_trPr()
    for tag in tags:
        properties.append(OxmlElement(tag))


def _added(table: Table, columns: Sequence[tuple[str, float]]) -> Sequence[_Cell]:
    row = table.add_row()
    _row_setting(row, "w:cantSplit")
    for cell, (_, width) in zip(row.cells, columns, strict=True):
        cell.width = Cm(width)
    return row.cells


def _items(word: Word, caption: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    above = word.add_paragraph()
    above.paragraph_format.space_before = Pt(6)
    above.paragraph_format.keep_with_next = True
    put(above, caption, bold=True, size=BODY - 1)
    table = _table(word, _COLUMNS)
    for number, row in enumerate(rows, 1):
        cells = _added(table, _COLUMNS)
        cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        put(cells[0].paragraphs[0], thai_digits(str(number)), size=SMALL)
        put(cells[1].paragraphs[0], row.item, size=SMALL, bold=True)
        put(cells[1].paragraphs[0], f" {row.title}", size=SMALL)
        put(cells[1].add_paragraph(), f"{row.code} · {row.stake}", size=SMALL - 1)
        put(cells[2].paragraphs[0], row.found, size=SMALL)
        for url in row.links:
            _link(cells[2].add_paragraph(), url)
        if row.more_links:
            put(cells[2].add_paragraph(), thai_digits(f"และอีก {row.more_links} ลิงก์"), size=SMALL)
        put(
            cells[2].add_paragraph(),
            f"หลักฐาน {', '.join(row.refs)}" if row.refs else "(ไม่มีลิงก์ให้เปิด)",
            size=SMALL - 1,
        )
        put(cells[3].paragraphs[0], row.action, size=SMALL)
        put(cells[4].paragraphs[0], row.example, size=SMALL)


def _link(paragraph: Paragraph, url: str) -> None:
    """An address as text; clickable only where that is safe."""
    shown = address(url)
    run = put(paragraph, shown, size=SMALL - 1)
    if not clickable(url):
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.font.underline = True
    paragraph._p.append(link)
    link.append(run._r)


def _close(word: Word, letter: Letter) -> None:
    end = word.add_paragraph()
    end.paragraph_format.first_line_indent = _INDENT
    end.paragraph_format.space_before = Pt(6)
    end.paragraph_format.keep_with_next = True
    put(end, "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ")
    for number, text in enumerate((f"(ลงชื่อ) {DOTS}", f"({letter.signer or DOTS})", letter.position)):
        line = word.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.left_indent = Cm(7)
        line.paragraph_format.keep_with_next = number < 2
        line.paragraph_format.space_before = Pt(30 if number == 0 else 0)
        put(line, text)


def _attach(word: Word, title: str, unit: str) -> None:
    """Begin an attachment on a page of its own; tables stand on wide pages."""
    section = word.sections[-1]
    if section.orientation != WD_ORIENT.LANDSCAPE:
        section = word.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = section.bottom_margin = Cm(2)
        section.top_margin = Cm(2)
        above = word.add_paragraph()
    else:
        above = word.add_paragraph()
        above.paragraph_format.page_break_before = True
    above.paragraph_format.keep_with_next = True
    put(above, f"{title} {unit}", bold=True)


def _reply(word: Word, letter: Letter) -> None:
    """A form to fill in and send back: the cause is the unit's to tell."""
    table = _table(word, _REPLY)
    for question in letter.questions:
        _question(_added(table, _REPLY), question)


def _question(cells: Sequence[_Cell], question: Question) -> None:
    put(cells[0].paragraphs[0], question.code, size=SMALL, bold=True)
    put(cells[0].paragraphs[0], f" {question.title} ({', '.join(question.items)})", size=SMALL)
    put(cells[0].add_paragraph(), question.question, size=SMALL - 1)
    put(cells[1].paragraphs[0], "☐ เห็นด้วย", size=SMALL)
    put(cells[1].add_paragraph(), "☐ ไม่เห็นด้วย", size=SMALL)
