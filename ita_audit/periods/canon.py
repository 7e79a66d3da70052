"""
One spelling of a text for the date grammar, and whether the text is whole enough to be judged.

Months become full Thai names, numeric and English dates Thai ones, era and fiscal-year words one
token each; digits, marks, invisible characters and blanks are made alike. A line break stays one.
"""

from __future__ import annotations

import re

from ita_audit.thai import BUDDHIST_ERA, MONTHS, MONTHS_SHORT, compose, fold_digits

MAX_TEXT = 60_000
_ENGLISH = ("january", "february", "march", "april", "may", "june",
            "july", "august", "september", "october", "november", "december")  # fmt: skip
MONTH = "(?:" + "|".join(MONTHS) + ")"
_EN = "|".join(sorted({*_ENGLISH, *(name[:3] for name in _ENGLISH), "sept"}, key=len, reverse=True))


def _short_months() -> tuple[tuple[re.Pattern, re.Pattern, str], ...]:
    """Per month: its two letters at all (quick to look for), its short forms, its full name."""
    rules = []
    for full, short in zip(MONTHS, MONTHS_SHORT, strict=True):
        one, two = short.rstrip(".").split(".")
        dotted = (
            rf"(?<![ก-ฮ.]){one}\s?\.\s?{two}(?![ก-ฮ]\.)(?:\s?\.|(?![ก-๎]))|(?<=เดือน){one}\s?\.\s?{two}\s?\.?"
        )
        plain = rf"(?:(?<![ก-๎.])|(?<=เดือน)){one}{two}\.?(?=[\s\d\-–_)]|ถึง|$)"
        half = rf"(?<![ก-๎.]){one}{two}\.(?=\s?\d)"
        letters = re.compile(rf"{one}\s?\.?\s?{two}")
        rules.append((letters, re.compile(f"(?:{dotted}|{plain}|{half})\\s?"), f"{full} "))
    return tuple(rules)


_SHORT = _short_months()
_A_SHORT = re.compile(
    r"(?:ม\s?\.?\s?ค|ก\s?\.?\s?พ|มี\s?\.?\s?ค|เม\s?\.?\s?ย|พ\s?\.?\s?[คย]|มิ\s?\.?\s?ย|ก\s?\.?\s?[คย]|ส\s?\.?\s?ค|ต\s?\.?\s?ค|ธ\s?\.?\s?ค)"
)
_SPACED = re.compile(r"(?:[ก-ฮะาำเ-ๆ\dA-Za-z.()/-][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]* ){5,}[ก-ฮะาำเ-ๆ\d.()/-][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*(?![^\s])")  # fmt: skip
_SPACED_YEAR = re.compile(r"(?<!\d)(?<!\d )2 ([45]) (\d) (\d)(?!\d)(?! \d(?!\d))")
_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_REPAIRS = (
    (re.compile("(?<=[ก-ฮ])[\ufffd\uf700-\uf8ff ]?([\u0e48-\u0e4b]?)\ufffd\\s?า"), r"\1ำ"),
    (re.compile(r"ประจ[ํ]?\s?า\s?ปี"), "ประจำปี"),
    (re.compile(r"ประจ[ํ]?าเดือน"), "ประจำเดือน"),
    (re.compile(r"ดาเนิน"), "ดำเนิน"),
    (re.compile(r"ไตร\s?มาศ|ไตร\s?มาส"), "ไตรมาส"),
    (re.compile(r"ไตรมาส\s?(?:ที่\s?)?(?:หนึ่ง|แรก)"), "ไตรมาสที่ 1"),
    (re.compile(r"ไตรมาส\s?(?:ที่\s?)?สอง"), "ไตรมาสที่ 2"),
    (re.compile(r"ไตรมาส\s?(?:ที่\s?)?สาม"), "ไตรมาสที่ 3"),
    (re.compile(r"ไตรมาส\s?(?:ที่\s?)?(?:สี่|สุดท้าย)"), "ไตรมาสที่ 4"),
    (re.compile(r"ประจำ\s?(?=ปี|เดือน)"), "ประจำ"),
)
_WORDS = (
    (re.compile(r"พ\s?\.\s?ศ\s?\.?\s?(?![ก-ฮ])|(?<![ก-๎])พ\s?ศ\s?\.?\s?(?=\d)|พุทธศักราช\s?|B\.?E\.?\s?(?=2[45]\d\d)"), "พ.ศ. "),
    (re.compile(r"ค\s?\.\s?ศ\s?\.?\s?(?=\d)|(?<![ก-๎])คศ\.?\s?(?=\d)|คริสต์ศักราช\s?"), "ค.ศ. "),
    (re.compile(r"((?:พ\.ศ\. |งบประมาณ|ประจำปี)\s?)[.…_]{2,}\s?(?=(?:25|20)\d\d(?!\d))"), r"\1"),
    (re.compile(r"(?<=[a-z])FY(?=[\s\-_.'’]{0,2}\d)"), " FY"),
    (re.compile(r"(?<![A-Za-z])(?:FY|fiscal year)\.?\s?-?['’]?(?!20(?:\.\.| \d(?!\d)))([0-3]\d)(?![\d/])(?!\s?(?:เดือน|รอบ|วัน))", re.I), r"ปีงบประมาณ 20\1"),
    (re.compile(r"ปี\s?งบ\s?ประ\s?มาณ\s?|ปี\s?งบ(?:\s?ฯ|\s?ปม\.?|\s?\.)?\s?(?=\d|พ\.ศ)|(?:ปี\s?|(?<![ก-๎]))ง\.?\s?ป\.?(?:\s?ม\.?)?\s?(?=\d|พ\.ศ)"
                r"|งบ\s?ประมาณ\s?(?:ประจำ)?ปี\s?(?=\d|พ\.ศ)|(?<![A-Za-z])(?:FY|fiscal year)\.?\s?-?(?=\d|พ\.ศ)", re.I), "ปีงบประมาณ "),
    (re.compile(r"(?:ประจำ|รอบ)?ปีงบประมาณ (?:ประจำปี\s?|ปี\s?)?(?=\d|พ\.ศ)"), "ปีงบประมาณ "),
    (re.compile(r"(?<=ปีงบประมาณ )(?:พ\.ศ\. |ค\.ศ\. )\s?(?=\d)"), ""),
    (re.compile(r"(?<=ปีงบประมาณ )['’](?=[4-9]\d(?!\d))"), ""),
    (re.compile(r"(?<=ปีงบประมาณ )(?!25)([0-3]\d)(?![\d/])(?!\s?(?:เดือน|รอบ|วัน))"), r"20\1"),
    (re.compile(r"((?<!\d)(?:6|9|12)\s?เดือน(?:แรก|หลัง)?|ครึ่งปี(?:แรก|หลัง))\s?/\s?(?=(?:25|20)\d\d(?!\d)|[4-9]\d(?!\d))"), r"\1 ปีงบประมาณ "),
    (re.compile(r"((?:ไตรมาส|รอบ|การประเมิน|ครึ่งปี)\s?(?:ที่\s?)?[1-4](?:\s?(?:-|–|และ|,|ถึง)\s?[1-4])?|(?<![A-Za-z])Q[1-4])\s?/\s?(?=(?:25|20)\d\d|[4-9]\d(?!\d))"), r"\1 ปีงบประมาณ "),
    (re.compile(r"((?<![A-Za-z])Q[1-4])\s?-\s?(?=(?:25|20)\d\d(?!\d))"), r"\1 ปีงบประมาณ "),
    (re.compile(r"[\u2010-\u2015\u2212~]"), "-"),
)  # fmt: skip
_NUMERIC = re.compile(
    r"(?<![\d/.\-])(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(2[45]\d\d|20\d\d|[4-9]\d)(?![\d/])(?!\2\d)"
)
_NUMERIC_DAYS = re.compile(
    r"(?<![\d/.\-])(\d{1,2})\s?-\s?(\d{1,2})/(0?[1-9]|1[0-2])/(2[45]\d\d|20\d\d)(?![\d/])"
)
_ISO = re.compile(
    r"(?<![\d/\-])(2[45]\d\d|20\d\d)([-/])(\d{1,2})\2(\d{1,2})(?!\d)(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?"
)
_EN_DAY_AFTER = re.compile(
    rf"(?<![A-Za-z])({_EN})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ?(?=20\d\d|2[45]\d\d)", re.I
)
_EN_MONTH = re.compile(
    rf"(?<![A-Za-z])({_EN})(?![A-Za-z])\.?(?=[\s\-]{{0,3}}(?:\d|to\b|[A-Z])|\s?-)|(?<=\d )({_EN})(?![A-Za-z])",
    re.I,
)
_LATIN = re.compile("[A-Za-z]{3}")
_BLANK = re.compile(r"\s+")
_MISREAD = re.compile(
    r"(?<![A-Za-z0-9])(?:[2Zz][5Ss][0-9OoIlSsBbGgqZz]{2}|25[0-9OoIlSBbGq]{2})(?![A-Za-z0-9])"
)
_BAD_YEAR = re.compile(
    r"(?:ปีงบประมาณ |ประจำปี ?|พ\.ศ\. )\s?(?:\d{5,}|2[136-9]\d\d|20[3-9]\d|259\d|25\d(?!\d)|25\d?[^\d\s\-.,)/]{1,2}\d|25\d?[^\W\d_ก-๎])(?!\d)"
    r"|(?<!\d)25 ?-(?= ?25\d\d(?!\d))|(?<!\d)25\d\d ?- ?25\d?(?![\d\-/.])|(?:ปีงบประมาณ|ประจำปี) ?(?:พ\.ศ\. )?(?:\d{3}|25 \d)(?![\d,.]|\s?/)(?! ?(?:บาท|ล้าน|แสน|คน|ราย|วัน|ปี|ครั้ง|ชุด|หน้า|เรื่อง|โครงการ|แห่ง|เดือน|%))|ปี ?(?:\d{5,}|25\d)(?!\d|,)(?! ?(?:บาท|คน|ราย|วัน))|ปีงบประมาณ 25[0-3]\d(?!\d)"
)

_LATIN_THAI = re.compile("[\u00a1-\u00a8\u00aa-\u00ad\u00af\u00b1-\u00b6\u00b8-\u00d6\u00d8-\u00fb]")
_LATIN_YEAR = re.compile(r"»Õ|¾\.?È")
"""ปี and พ.ศ. in Thai's one-byte code (TIS-620) read as Latin: the digits survive, the words do not."""
_UTF8_AS_THAI = re.compile("(?:เ[ธน][\u0080-\u00a0\u0e01-\u0e5b\ufffd\u2018-\u2026]){4}")
_DOUBTED = re.compile(r"25\d{1,2}\?|25\?|25\d?_(?!\w)|อ่านไม่(?:ชัด|ออก)|เลขไม่ชัด")

_STRIPPED_YEAR = re.compile(
    "(?<!ปี)(?<![ุู])ปงบประมาณ|ประจ[ําำา]{1,2}ป(?![ีรก-ฮ])|ประจ[ําำา]{1,2}ปง|(?<![ก-๎])ปงบ|(?<![ก-๎])ป(?= ?25)|ปการศกษา"
)
_STRIPPED = re.compile(
    "ดาเนน|จดซอ|จดจาง|ใชจาย|ขอมล|หนวยงาน|ทองถน|สงเสรม|ผบรหาร|เจาหนาท(?!ี)|รอยละ|ปองกน|แผนพฒนา|ประเมนผล|ความเสยง|สถต|บรการ|ปฏบต|บญญต|กจกรรม|โรงเรยน|ศกษา|คอลมน|เดอน|ประชม|รายจาย|พรอม"
    "|ตลาคม|กนยายน|ธนวาคม|มนาคม|มถนายน|พฤศจกายน|สงหาคม|กมภาพนธ"
)


def _month(name: str) -> str:
    return MONTHS[[full[:3] for full in _ENGLISH].index(name.lower()[:3])]


def _day(day: str, month: str, year: str, whole: str) -> str:
    number = int(month)
    if not (1 <= number <= 12 and 1 <= int(day) <= 31):
        return whole
    value = int(year) + (BUDDHIST_ERA if len(year) == 4 and int(year) < 2200 else 0)
    return f" {int(day)} {MONTHS[number - 1]} {value} "


def _has_english_month(text: str) -> bool:
    folded = text.casefold()
    return any(name[:3] in folded for name in _ENGLISH)


def clean(text: str) -> str:
    """One spelling of a text for the rules; blanks single, a run with a line break is a line break."""
    text = fold_digits(compose(text[:MAX_TEXT]))
    if " " in text:
        text = _SPACED.sub(lambda m: m[0].replace(" ", ""), text)
        text = _SPACED_YEAR.sub(r"2\1\2\3", text)
    text = _BLANK.sub(lambda m: "\n" if "\n" in m[0] else " ", text)
    for pattern, word in (*_REPAIRS, *_WORDS):
        text = pattern.sub(word, text)
    text = _NUMERIC_DAYS.sub(lambda m: f"{m[1]}-{m[2]} {MONTHS[int(m[3]) - 1]} {m[4]}", text)
    text = _NUMERIC.sub(lambda m: _day(m[1], m[3], m[4], m[0]), text)
    text = _ISO.sub(lambda m: _day(m[4], m[3], m[1], m[0]), text)
    if _LATIN.search(text) and _has_english_month(text):
        text = _EN_DAY_AFTER.sub(lambda m: f"{m[2]} {_month(m[1])} ", text)
        text = _EN_MONTH.sub(lambda m: _month(m[1] or m[2]), text)
    if _A_SHORT.search(text):
        for letters, pattern, name in _SHORT:
            if letters.search(text):
                text = pattern.sub(name, text)
    return _BLANK.sub(lambda m: "\n" if "\n" in m[0] else " ", text)


def _wrong_letters(text: str) -> bool:
    """Whether Thai was lost in a wrong encoding: read as Latin, UTF-8 read as Thai, or kept as question marks."""
    latin, asked, thai = len(_LATIN_THAI.findall(text)), text.count("?"), len(re.findall("[ก-ฮ]", text))
    if (latin and _LATIN_YEAR.search(text)) or latin > max(3, thai) or asked > max(5, thai):
        return True
    return "à¸" in text or "à¹" in text or bool(_UTF8_AS_THAI.search(text))


def damaged(raw: str, text: str) -> bool:
    """
    Whether letters or digits are lost or misread so that no year in the text can be trusted.

    Args:
        raw: The text as found.

        text: The same, cleaned.
    """
    seen = len(text)
    if not seen:
        return False
    odd = sum(text.count(ch) for ch in ("\ufffd", "\x00", "□", "■")) + len(
        re.findall("[\ue000-\uf8ff]", text)
    )
    if odd and (odd >= 0.02 * seen or re.search("[\ufffd\ue000-\uf8ff□]\\d|\\d[\ufffd\ue000-\uf8ff□]", text)):
        return True
    if _wrong_letters(text):
        return True
    if (
        any(not m[0].isdigit() for m in _MISREAD.finditer(text))
        or _BAD_YEAR.search(text)
        or _DOUBTED.search(text)
    ):
        return True
    letters, marks = len(re.findall("[ก-ฮ]", text)), len(re.findall(_MARK, text))
    if (
        (letters >= 80 and marks < 0.05 * letters)
        or _STRIPPED_YEAR.search(text)
        or len(_STRIPPED.findall(text)) > (seen > 120)
    ):
        return True
    loose = len(re.findall("(?:^|[\\s\\dA-Za-z])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4d]", text))
    return loose >= 2 and loose > 0.01 * seen
