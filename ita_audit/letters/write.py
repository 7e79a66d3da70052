"""Save the letters of a case: one Word file and one page per unit, and a list of them."""

from __future__ import annotations

from html import escape
from pathlib import Path

from ita_audit.letters.compose import Letter, letters_of
from ita_audit.letters.page import document, letter_page
from ita_audit.letters.rows import clean
from ita_audit.letters.word import letter_word
from ita_audit.observation import Audit

INDEX = "index.html"
_STYLE = """
body { margin: 0; font: 17px/1.6 Sarabun, sans-serif; color: #111; } main { max-width: 52rem; margin: 0 auto; padding: 1.5rem; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #444; padding: .3rem .5rem; text-align: left; }
caption { text-align: left; font-weight: 700; } a { color: #0b3d91; }
"""


def write_letters(audit: Audit, folder: Path) -> list[Path]:
    """
    Write the letters of a case.

    Args:
        audit: The audit.

        folder: Where to; made when absent. Letters of an earlier run are replaced.

    Returns:
        The list, then for each unit the Word file and the page; no unit's name chooses a file name.

    Raises:
        EvidenceError: The website was not looked at yet.
    """
    audit.require_look()
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("letter-[0-9][0-9].docx"), *folder.glob("letter-[0-9][0-9].html")):
        old.unlink()
    letters = letters_of(audit)
    paths = []
    for number, letter in enumerate(letters, 1):
        word, page = folder / f"letter-{number:02d}.docx", folder / f"letter-{number:02d}.html"
        word.write_bytes(letter_word(letter, audit.case.as_of))
        page.write_text(letter_page(letter), encoding="utf-8", newline="\n")
        paths += [word, page]
    index = folder / INDEX
    index.write_text(_index(audit, letters), encoding="utf-8", newline="\n")
    return [index, *paths]


def _index(audit: Audit, letters: tuple[Letter, ...]) -> str:
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ("หน่วยงาน", "ข้อมูลส่วนบุคคล", "ต้องแก้", "ขอให้ยืนยัน", "เปิด")
    )
    rows = "\n".join(
        f'<tr><th scope="row">{escape(letter.unit)}</th><td>{len(letter.personal)}</td><td>{len(letter.fix)}</td><td>{sum(row.asks for row in letter.confirm)}</td>'
        f'<td><a href="letter-{number:02d}.html">หน้าเว็บของฉบับที่ {number}</a> · '
        f'<a href="letter-{number:02d}.docx">ไฟล์ Word ของฉบับที่ {number}</a></td></tr>'
        for number, letter in enumerate(letters, 1)
    )
    title = f"บันทึกข้อความถึงหน่วยงาน {clean(audit.case.agency)} {audit.case.fiscal_year}"
    body = (
        f"<h1>{escape(title)}</h1><table><caption>ฉบับละหนึ่งหน่วยงาน</caption>"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    )
    return document(title, body, _STYLE)
