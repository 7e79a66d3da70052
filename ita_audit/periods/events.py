"""Events and dated acts: the day on which a text says that something was done or decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ita_audit.periods.canon import MONTH
from ita_audit.periods.days import goes_on
from ita_audit.periods.scan import Said
from ita_audit.periods.spans import FOREVER, Span

YEARS = ("fiscal_year", "year", "calendar")
REPORT = re.compile(
    r"รายงาน|แผน|สรุป|สถิติ|ทะเบียน|คู่มือ|ผลการ|ข้อมูล|บัญชี|งบ(?!ดรับ)|ตาราง|แบบ|มาตรการ|นโยบาย|MOIT|OIT|รายละเอียด|report|plan",
    re.I,
)
_ACT = re.compile(
    r"^[\s\d.\-–O:()“\"]*(?:\d{1,2} [ก-๎]+ \d{2,4}\s)?[\s\-:]*(?:(?:เรื่อง|สำเนา|ประชาสัมพันธ์|ข่าว(?:ประชาสัมพันธ์)?|ภาพข่าว|กิจกรรม)\s?:?\s?)?(?:ประกาศ|คำ\s?สั่ง|เจตจำนง|การแสดงเจต|แสดงเจต|รายงานการประชุม|บันทึกการประชุม|minutes|meeting|ขอเชิญ|เชิญชวน|ประชาสัมพันธ์|ข่าว|กิจกรรม|ประชุม|การประชุม|อบรม|ลงพื้นที่|พิธี|announcement|order)"
)
_NOW = rf"วันนี้(?!\s?[:=]?\s?[\d,]+(?![\d,])(?!\s?(?:เดือน\s?)?{MONTH}))"
"""Today, but not `วันนี้ 68` of a visitor counter."""
_ENACTED = re.compile(r"ประกาศ|สั่ง|ให้ไว้")
_LISTS = re.compile(r"รายงาน|แผน|สรุป|สถิติ|คู่มือ|ทะเบียน|บัญชี")
_EVENT = re.compile(
    rf"{_NOW}|วัน(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ|พฤหัส|ศุกร์|เสาร์)|เวลา|เมื่อวันที่|ระหว่างวันที่|ในวันที่|จัด(?:กิจกรรม|ขึ้น|โครงการ|ประชุม|งาน|เวที|อบรม|พิธี|ให้มี|การ)|ประชุม|ลงพื้นที่|ร่วมกิจกรรม|เข้าร่วม|ณ (?:ห้อง|หอ|ศาลา|โรงเรียน|วัด|อาคาร|บริเวณ|ที่ทำการ)|อบรม|ประชาคม|ขอเชิญ|เชิญชวน|ร่วมงาน|งานประเพณี"
)
_INVITED = re.compile(r"ขอเชิญ|เชิญชวน|งานประเพณี|กิจกรรม")
_TODAY = re.compile(
    rf"{_NOW}|(?:เมื่อ|ใน)วันที่|(?:^|\n)วันที่ ?\d[^\n]{{0,40}}(?:เวลา|จัดกิจกรรม|จัดประชุม|จัดโครงการ|ร่วม)|วัน(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์)|ระหว่างวันที่"
)
_FOR_PLAN = re.compile(
    r"(?:เพื่อ|ใน(?:การ)?|เรื่อง)?(?:จัดทำ|ทบทวน|เพิ่มเติม|แก้ไข|พิจารณา|เปลี่ยนแปลง|รับฟัง)[^\d\n\x00]{0,60}$"
)
"""A plan that a meeting makes, reviews or adds to is the meeting's purpose, not its days."""
_OPENS = re.compile(r"(?:^|\n)\s?(?:เมื่อ|ใน)?วันที่\s?$")
_FORMAL = re.compile(r"\s*(?:ประกาศ|คำ\s?สั่ง)(?!ประชา)")
_SESSIONS = re.compile(r"กำหนด(?:จำนวน)?สมัยประชุม")
"""A notice that fixes the council's sessions of a year; the meeting that resolved it is cited."""
_MEETING = re.compile(r"ประชุม|สภา|ประชาคม")


@dataclass(frozen=True, slots=True)
class Found:
    """A statement and where it stands: `lead`, or the kind of its text part; the page from 1; its words as found."""

    said: Said
    where: str
    page: int | None
    quote: str = ""


def meet(one: Span, other: Span) -> bool:
    """Whether two spans have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def line_of(said: Said, text: str) -> str:
    """The line of the text in which a statement stands."""
    end = text.find("\n", said.end)
    return text[text.rfind("\n", 0, said.at) + 1 : end if end >= 0 else len(text)]


def signed_day(found: Sequence[Found], text: str) -> tuple[Span, ...]:
    """The day of an order, notice or declaration, on from it where it says so; a report's is none."""
    signed = [one.said for one in found if one.said.says == "signed"]
    title = text.lstrip().split("\n", 1)[0]
    act = (
        _ACT.search(text) or (_ENACTED.match(signed[-1].words) and not _LISTS.search(title))
        if signed
        else None
    )
    if signed and act:
        own = [said for said in signed if _ENACTED.match(said.words)] or signed
        start = own[-1].span[0]
        return ((start, FOREVER if goes_on(text) else start),)
    return ()


def event(found: Sequence[Found], text: str) -> tuple[Span, ...]:
    """The day of an event or act; a report's, plan's or list's own date is none."""
    days = [one.said for one in found if one.said.says == "day"]
    if not days:
        return ()
    title = text[:200].lstrip().split("\n", 1)[0]
    lines = [line for line in text.split("\n") if line.strip()]
    act = _ACT.search(text[:200]) or (len(lines) > 1 and _only_date(lines[0]) and _ACT.search(lines[1]))
    told = [d for d in days if _EVENT.search(text[max(0, d.at - 60) : d.end + 80]) or _opens_news(d, text)]
    if REPORT.search(title) and not act:
        told = [d for d in told if _TODAY.search(text[max(0, d.at - 30) : d.at])]
        return (told[0].span,) if told else ()
    rows = [d for d in days if len(line_of(d, text)) < 160]
    if act and len({line_of(d, text) for d in rows}) > 2:
        return tuple(dict.fromkeys(sorted(d.span for d in rows)))
    chosen = told or (days if act else [])
    return (chosen[0].span,) if chosen else ()


def _opens_news(said: Said, text: str) -> bool:
    """Whether a line begins with `วันที่ …` and goes on: news of that day."""
    rest = text[said.end :].split("\n", 1)[0]
    return len(rest) >= 20 and bool(_OPENS.search(text[max(0, said.at - 20) : said.at]))


def _only_date(line: str) -> bool:
    return bool(re.fullmatch(rf"\s*\d{{1,2}} {MONTH} \d{{4}}\s*", line))


def is_event(strong: Sequence[Found], found: Sequence[Found], event: Sequence[Span], text: str) -> bool:
    """Whether the text tells of an event of the year that it names."""
    kinds = {one.said.says for one in strong if one.where == "lead"}
    if kinds == {"calendar"} and _MEETING.search(text[:200]):
        return not _SESSIONS.search(text[:200])
    day = next(one.said.at for one in found if one.said.says == "day")
    if kinds == {"plan"} and (_TODAY.search(text[max(0, day - 30) : day]) or "เวลา" in text[day : day + 40]):
        plan = strong[0].said.at
        if day < plan or (_MEETING.search(text[:plan]) and _FOR_PLAN.search(text[max(0, plan - 80) : plan])):
            return True
    first = strong[0].said
    held = _ACT.search(text[:200]) or _INVITED.search(text[: first.at])
    if first.says == "year" and held and _in_calendar_year(first, event[0]):
        return True
    if not kinds <= set(YEARS) or (_FORMAL.match(text) and "วันนี้" not in text):
        return False
    title = text[:120].lstrip().split("\n", 1)[0]
    if not _TODAY.search(text) or (REPORT.match(title.strip()) and not _ACT.search(title)):
        return False
    return all(meet(one.said.span, event[0]) for one in strong[:1])


def _in_calendar_year(named: Said, held: Span) -> bool:
    """Whether an event is held in the year of its name after that fiscal year: `ลอยกระทง ประจำปี 2568`."""
    return held[0].year == named.span[1].year and not meet(named.span, held)
