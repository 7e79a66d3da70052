"""Find an item by what a person types: `O4`, `o4`, `4`, Thai digits, or its whole label."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ita_audit.errors import ChecklistError
from ita_audit.model import Checklist, Item
from ita_audit.thai import fold_digits

_CODE = re.compile(r"\s*[oOอ]?\s*0*(\d+)")


def code_in(text: str, codes: Iterable[str]) -> str | None:
    """Find the code that a text begins with; None when it begins with none of them."""
    found = _CODE.match(fold_digits(text))
    return next((code for code in codes if found and code[1:] == found[1]), None)


def item_named(checklist: Checklist, text: str) -> Item:
    """
    Find the item that a person names.

    Raises:
        ChecklistError: The checklist has no such item.
    """
    code = code_in(text, (item.code for item in checklist.items))
    if code is None:
        first, last = checklist.items[0].code, checklist.items[-1].code
        raise ChecklistError(
            f"{text[:40]!r}: expected an item of {checklist.file}, {first} … {last}",
            hint_th=f"แบบตรวจปี {checklist.fiscal_year} ไม่มีข้อนี้ ระบุรหัสข้อ {first} ถึง {last}",
        )
    return checklist[code]
