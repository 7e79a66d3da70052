"""How a letter looks in Word: page, Thai font, words; and the file it is packed into, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from ita_audit.letters.compose import Letter
from ita_audit.sealing.container import write_container

FONT = "TH Sarabun New"
BODY, SMALL = 16, 13
"""Sizes in points: of a memo's words, and of its tables."""
_KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid", "Header", "HeaderChar", "Footer", "FooterChar"}  # fmt: skip
_DROPPED = ("stylesWithEffects", "thumbnail", "customXml")


def set_up(word: Word, letter: Letter, day: date) -> None:
    """Page, font and properties; what the template brings and a letter does not need is left out."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(2)
    section.header_distance = section.footer_distance = Cm(0.5)
    styles = word.styles.element
    for style in list(styles.style_lst):
        if style.styleId not in _KEPT_STYLES:
            styles.remove(style)
    normal = word.styles["Normal"]
    _font(normal.element.get_or_add_rPr(), BODY)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    if letter.demo:
        section.top_margin = Cm(2)
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        put(paragraph, "ข้อมูลสาธิต · หน่วยงานสมมุติ", size=SMALL, bold=True)
    made = datetime(day.year, day.month, day.day)
    properties = word.core_properties
    properties.title, properties.author, properties.last_modified_by = letter.subject, letter.office[:200], ""
    properties.created = properties.modified = properties.last_printed = made
    properties.comments, properties.keywords, properties.language, properties.revision = "", "", "th-TH", 1


def _font(properties: object, size: float) -> None:
    """Font, size and language of Latin and of complex (Thai) script alike."""
    for tag in ("w:rFonts", "w:lang"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    fonts = properties.get_or_add_rFonts() if hasattr(properties, "get_or_add_rFonts") else None
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    for tag, value in (("w:sz", 2 * size), ("w:szCs", 2 * size)):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        element = OxmlElement(tag)
        element.set(qn("w:val"), str(int(value)))
        properties.append(element)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:bidi"), "th-TH")
    properties.append(language)


def put(paragraph: Paragraph, text: str, *, size: float = BODY, bold: bool = False) -> object:
    """Add words; Word takes Thai from the complex-script settings, so both are set."""
    run = paragraph.add_run(text)
    properties = run._r.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    if bold:
        for tag in ("w:b", "w:bCs"):
            properties.append(OxmlElement(tag))
    for tag in ("w:sz", "w:szCs"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), str(int(2 * size)))
        properties.append(element)
    properties.append(OxmlElement("w:cs"))
    return run


def packed(word: Word) -> bytes:
    """Save without the template's extras, in one spelling of the container: no clock, no compression."""
    for parent in (word.part.rels, word.part.package.rels):
        for key, relation in list(parent.items()):
            if any(name in relation.reltype for name in _DROPPED):
                del parent[key]
    buffer, out = io.BytesIO(), io.BytesIO()
    word.save(buffer)
    with zipfile.ZipFile(buffer) as file:
        write_container(out, {name: file.read(name) for name in file.namelist()})
    return out.getvalue()
