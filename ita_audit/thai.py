"""
Thai text as the audit compares it: digits folded, marks composed, spaces and look-alikes gone.

Nothing here knows the checklist; no word segmentation, no dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
BUDDHIST_ERA = 543
_BANGKOK = timedelta(hours=7)

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "01234567890123456789")
_OTHER_DIGIT = re.compile("[๐-๙０-９]")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Old Thai fonts put shifted vowels and tone marks in the private-use area (domain.md §7).
_PRIVATE = {
    0xF700: "ฐ", 0xF701: "ิ", 0xF702: "ี", 0xF703: "ึ", 0xF704: "ื",
    0xF705: "่", 0xF706: "้", 0xF707: "๊", 0xF708: "๋", 0xF709: "์",
    0xF70A: "่", 0xF70B: "้", 0xF70C: "๊", 0xF70D: "๋", 0xF70E: "์",
    0xF70F: "ญ", 0xF710: "ั", 0xF711: "ํ", 0xF712: "็", 0xF713: "่",
    0xF714: "้", 0xF715: "๊", 0xF716: "๋", 0xF717: "์", 0xF718: "ุ",
    0xF719: "ู", 0xF71A: "ฺ",
}  # fmt: skip
_TONE = "\u0e48-\u0e4b"
_UPPER = "\u0e31\u0e34-\u0e37\u0e4d"
_PRIVATE_LETTER = re.compile("[\uf700-\uf71a]")
_TONE_FIRST = re.compile(f"([{_TONE}])([{_UPPER}])")
_SARA_AM = re.compile(f"\u0e4d([{_TONE}]?)\\s?\u0e32")
_LATE_TONE = re.compile(f"\u0e33([{_TONE}])")
_DOUBLED = re.compile(f"([{_TONE}\u0e31\u0e34-\u0e3a\u0e47\u0e4c])\\1+")
_TO_COMPOSE = re.compile(
    f"{_INVISIBLE.pattern}|[\u00a0\uf700-\uf71a\u0e4d]|เเ|[{_TONE}][{_UPPER}]|\u0e33[{_TONE}]|{_DOUBLED.pattern}"
)
_SPACE = re.compile(r"\s+")
_NO_LETTER = re.compile(r"[^0-9a-z\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4d]")
_MARK = re.compile("[\u0e47-\u0e4c]")
_DASHES = re.compile("[\u2010-\u2015\u2212\u00ad]")


_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_LAST_COMMON = 2400
"""A later year is meant in the Buddhist Era."""


def fold_digits(text: str) -> str:
    """Turn Thai and full-width digits into ASCII digits; leave everything else alone."""
    return text.translate(_DIGITS) if _OTHER_DIGIT.search(text) else text


def thai_digits(text: str) -> str:
    """Turn ASCII digits into Thai digits, for formal letters."""
    return text.translate(_TO_THAI)


def decode_text(data: bytes) -> tuple[str, str]:
    """Decode text: BOM, strict UTF-8, then windows-874. Returns (text, encoding name)."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if data.count(b"\x00") > len(data) // 4:
        return data.decode("utf-16-le", "replace"), "utf-16"
    return data.decode("cp874", "replace"), "windows-874"


def compose(text: str) -> str:
    """
    Give Thai text one spelling: NFC, composed SARA AM, SARA AE, tone after vowel, no invisibles.

    Unicode normalisation alone does not compose SARA AM nor order marks around it.
    """
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not _TO_COMPOSE.search(text)):
        return text
    if _PRIVATE_LETTER.search(text):
        text = text.translate(_PRIVATE)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace("\u00a0", " ")
    text = _TONE_FIRST.sub(r"\2\1", text.replace("เเ", "แ"))
    text = _LATE_TONE.sub("\\1\u0e33", _SARA_AM.sub("\\1\u0e33", text))
    return _DOUBLED.sub(r"\1", text)


def tidy(text: str) -> str:
    """Compose the text and collapse white space; what is shown to people."""
    return _SPACE.sub(" ", compose(text)).strip()


def squash(text: str) -> str:
    """
    Reduce text to what comparison needs: composed, digits folded, case folded, no spaces,
    no punctuation, ฏ read as ฎ, ๆ and ฯ dropped.
    """
    text = fold_digits(compose(text)).casefold()
    text = _DASHES.sub("-", text).replace("ฏ", "ฎ")
    return _NO_LETTER.sub("", text)


def bare(text: str) -> str:
    """Squash and drop tone marks and thanthakhat: survives text layers that lost them."""
    return _MARK.sub("", squash(text))


def similarity(left: str, right: str) -> float:
    """How alike two titles are, 0 … 100, blind to spaces, digits' script, marks and order noise."""
    from rapidfuzz import fuzz

    one, two = bare(left), bare(right)
    if not one or not two:
        return 0.0
    return fuzz.ratio(one, two)


def thai_share(text: str) -> float:
    """The share of letters that are Thai, 0 … 1."""
    letters = [ch for ch in text if ch.isalpha() or "\u0e00" <= ch <= "\u0e7f"]
    return sum("\u0e00" <= ch <= "\u0e7f" for ch in letters) / len(letters) if letters else 0.0


def thai_date(day: date) -> str:
    """Write a date the way a Thai official letter does, with ASCII digits: 30 มกราคม 2566."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST_ERA}"


def common_era(day: date) -> date:
    """The day meant by one whose year is of the Buddhist Era (after 2400); any other as it is."""
    return day.replace(year=day.year - BUDDHIST_ERA) if day.year > _LAST_COMMON else day


def read_day(text: str) -> date:
    """
    Read a day as people write it: day/month/year or YYYY-MM-DD, of the Buddhist Era or of ours, in any digits.

    Raises:
        ValueError: It is no day.
    """
    words = fold_digits(text.strip())
    found = _DAY.fullmatch(words) or _ISO_DAY.fullmatch(words)
    if not found:
        raise ValueError(f"expected a day, got {text[:40]!r}")
    year = int(found["year"])
    year -= BUDDHIST_ERA if year > _LAST_COMMON else 0
    return date(year, int(found["month"]), int(found["day"]))


def local_time(stamp: str) -> str:
    """Write a UTC stamp (ISO 8601, `Z`) as Bangkok time with the Buddhist-Era date; '' stays ''."""
    if not stamp:
        return ""
    moment = datetime.fromisoformat(stamp.replace("Z", "+00:00")) + _BANGKOK
    return f"{thai_date(moment.date())} {moment:%H:%M:%S} น."


def fiscal_year(day: date) -> int:
    """The Thai fiscal year (B.E.) a day belongs to: October starts the next one."""
    return day.year + BUDDHIST_ERA + (day.month >= 10)


def fiscal_span(year: int) -> tuple[date, date]:
    """First and last day of a Thai fiscal year given in B.E."""
    ce = year - BUDDHIST_ERA
    return date(ce - 1, 10, 1), date(ce, 9, 30)


def visible(text: str) -> str:
    """Show control, bidi and zero-width characters for what they are: U+202E and the like."""
    return "".join(
        f"[U+{ord(ch):04X}]" if unicodedata.category(ch) in ("Cc", "Cf", "Co") and ch not in "\n\t" else ch
        for ch in text
    )
