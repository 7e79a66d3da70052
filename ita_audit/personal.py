"""Find personal data in published text, and mask it wherever we print it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_ID = re.compile(r"(?<![\da-zA-Z.,/-])[1-8](?:[ \-\u2013\u00a0]?\d){12}(?![\da-zA-Z/]|[.,-]\d)")
_MOBILE = re.compile(
    r"(?<![\da-zA-Z.,/-])(?:\+?66[ \-\u2013\u00a0]?|0)[689](?:[ \-\u2013\u00a0]?\d){8}(?![\da-zA-Z/]|[.,-]\d)"
)
_HOME = re.compile(r"(?:บ้านเลขที่|อยู่บ้านเลขที่)\s*(\d{1,4}(?:/\d{1,4})?)\s*(?:,\s*)?(?:หมู่(?:ที่)?|ม\.)\s*(\d{1,2})")
_MAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}(?=@[A-Za-z0-9\-]+\.[A-Za-z0-9])")
_OFFICE = re.compile(r"สายด่วน|สำนักงาน|ติดต่อ|ศูนย์|กอง|ฝ่าย|เทศบาล|อบต|สายตรง|call ?center|hotline", re.I)
_NOT_A_PERSON = re.compile(r"ผู้เสียภาษี|โครงการ|โฉนด|นิติบุคคล|tax ?id|e-?gp", re.I)
_MAY_HOLD = re.compile(r"\d[ \-\u2013\u00a0]?\d[ \-\u2013\u00a0]?\d[ \-\u2013\u00a0]?\d|เลขที่|[๐-๙]")
_ADDRESS = re.compile(r"(?:https?|ftp|file)://\S+\Z", re.I)
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Personal:
    """One find: its kind (national_id, mobile, home), its span in the text, and what may be printed."""

    kind: str
    span: tuple[int, int]
    masked: str


def find_personal(text: str) -> tuple[Personal, ...]:
    """
    Find national IDs that pass their checksum, mobile phones outside an office's contact, and homes.

    Returns:
        Finds in order of place, none overlapping; spans are offsets into `text` as given.
    """
    if not _MAY_HOLD.search(text):
        return ()
    plain = text.translate(_ARABIC)
    spans = [("national_id", m.span()) for m in _ID.finditer(plain) if _is_id(m, plain)]
    spans += [("mobile", m.span()) for m in _MOBILE.finditer(plain) if _is_mobile(m, plain)]
    spans += [("home", (m.start(1), m.end(2))) for m in _HOME.finditer(plain)]
    found: list[Personal] = []
    for kind, (start, end) in sorted(spans, key=lambda pair: pair[1]):
        if not found or start >= found[-1].span[1]:
            found.append(Personal(kind, (start, end), re.sub(r"\d", "×", text[start:end])))
    return tuple(found)


def hide(text: str) -> str:
    """
    The text with every digit of personal data replaced by ×; its length does not change.

    A web address that is the whole text stays as it is, or it would lead nowhere.
    """
    return text if _ADDRESS.match(text) else _without_digits(text)


def mask(text: str) -> str:
    """
    The text with every digit of personal data, and the name in an e-mail address, replaced by ×.

    Its length does not change.
    """
    return _MAIL.sub(lambda match: "×" * len(match[0]), _without_digits(text))


def hide_piece(piece: str, whole: str) -> str:
    """A piece of a text with what is personal data in the whole masked, even where the cut parted it."""
    start = whole.find(piece)
    return hide(whole)[start : start + len(piece)] if piece and start >= 0 else hide(piece)


def _without_digits(text: str) -> str:
    for found in find_personal(text):
        start, end = found.span
        text = text[:start] + found.masked + text[end:]
    return text


def _before(match: re.Match[str], plain: str) -> str:
    return plain[max(0, match.start() - _BEFORE) : match.start()].rsplit("\n", 1)[-1]


def _is_id(match: re.Match[str], plain: str) -> bool:
    digits = [int(ch) for ch in match[0] if ch.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits[:12], range(13, 1, -1), strict=True))
    return (11 - total % 11) % 10 == digits[12] and not _NOT_A_PERSON.search(_before(match, plain))


def _is_mobile(match: re.Match[str], plain: str) -> bool:
    return not _OFFICE.search(_before(match, plain))
