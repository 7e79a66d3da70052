"""
Decide among the statements of one text: what it covers, and whether it contradicts itself.

A part of a year beside the year narrows it; a plan's years give way to the year of a report on the
plan; an event is its day; a report's date of issue is nothing; rows of a list count together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ita_audit.periods.canon import MONTH
from ita_audit.periods.spans import FOREVER, Span
from ita_audit.periods.statements import Said, goes_on
from ita_audit.thai import fiscal_year

_NARROW = ("range", "part", "month", "as_of")
_YEARS = ("fiscal_year", "year", "calendar")
_STRONG = (*_NARROW, *_YEARS, "plan", "academic", "onwards")
_BESIDE, _NEAR = 110, 40
_REPORT = re.compile(
    r"รายงาน|แผน|สรุป|สถิติ|ทะเบียน|คู่มือ|ผลการ|ข้อมูล|บัญชี|งบ(?!ดรับ)|ตาราง|แบบ|มาตรการ|นโยบาย|MOIT|OIT|รายละเอียด|report|plan", re.I
)
_ACT = re.compile(
    r"^[\s\d.\-–O:()“\"]*(?:\d{1,2} [ก-๎]+ \d{2,4}\s)?[\s\-:]*(?:(?:เรื่อง|สำเนา|ประชาสัมพันธ์|ข่าว(?:ประชาสัมพันธ์)?|ภาพข่าว|กิจกรรม)\s?:?\s?)?(?:ประกาศ|คำ\s?สั่ง|เจตจำนง|การแสดงเจต|แสดงเจต|รายงานการประชุม|บันทึกการประชุม|minutes|meeting|ขอเชิญ|เชิญชวน|ประชาสัมพันธ์|ข่าว|กิจกรรม|ประชุม|การประชุม|อบรม|ลงพื้นที่|พิธี|บันทึกข้อความ|ที่\s?[ก-ฮ]{2}\s|announcement|order)"
)
_ENACTED = re.compile(r"ประกาศ|สั่ง|ให้ไว้")
_LISTS = re.compile(r"รายงาน|แผน|สรุป|สถิติ|คู่มือ|ทะเบียน|บัญชี")
_EVENT = re.compile(
    r"วันนี้|วัน(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ|พฤหัส|ศุกร์|เสาร์)|เวลา|เมื่อวันที่|ระหว่างวันที่|ในวันที่|จัด(?:กิจกรรม|ขึ้น|โครงการ|ประชุม|งาน|เวที|อบรม|พิธี|ให้มี|การ)|ประชุม|ลงพื้นที่|ร่วมกิจกรรม|เข้าร่วม|ณ (?:ห้อง|หอ|ศาลา|โรงเรียน|วัด|อาคาร|บริเวณ|ที่ทำการ)|อบรม|ประชาคม"
)
_TODAY = re.compile(r"วันนี้|(?:เมื่อ|ใน)วันที่|วัน(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์)|ระหว่างวันที่")
_MEETING = re.compile(r"ประชุม|สภา")
_EXAM = re.compile(r"ITA|OIT|ประเมินคุณธรรม(?:และ)?ความโปร่งใส", re.I)
_BETWEEN = re.compile(r"\d{4}|รายงาน|แผน|สรุป|O\d", re.I)
_EXAM_ITSELF = re.compile(r"ผลการประเมิน|ผลคะแนน|วิเคราะห์|มาตรการ|^\W*(?:รายงานผล|สรุปผล|แผน|คำ\s?สั่ง|ประกาศ|ประชุม|อบรม)")
_FRAMEWORK = re.compile(r"(?:ยุทธศาสตร์ชาติ|แผนแม่บท|แผนพัฒนาเศรษฐกิจ|ตามแผน|ภายใต้แผน|สอดคล้องกับ|แผนปฏิรูป|แผนพัฒนาจังหวัด|ยุทธศาสตร์จังหวัด)[^\n\x00]{0,90}$")
_AMENDS = re.compile(r"(?:แก้ไข|เปลี่ยนแปลง|เพิ่มเติม|ทบทวน|ปรับปรุง)[^\n]{0,30}$")
_WITH = re.compile(r"[\s,)]*(?:และ|กับ|&|,|/|vs\.?|พร้อม)[^\n\d]{0,60}$|[\s,]{0,3}$")
_PLACE = re.compile(r"^\W*(?:(?:หน้า)?ปก|หน้า|หัว|เนื้อหา|ตาราง|เนื้อความ|ภายใน)")
_ROW = re.compile(rf"\d+|{MONTH}|ปีงบประมาณ|พ\.ศ\.|[\s().-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A statement and where it stands: `lead`, or the kind of its text part; the page from 1."""

    said: Said
    where: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """The covered spans, and those of a rival reading where the text contradicts itself."""

    chosen: tuple[Span, ...] = ()
    rivals: tuple[Span, ...] = ()


def weigh(found: Sequence[Found], text: str, *, short: bool) -> Weighed:
    """
    Choose among statements.

    Args:
        found: In the order of the text.

        text: The cleaned text.

        short: Whether it is a title, name or label rather than a page.
    """
    strong = _strong(found, text)
    listed = _rows(strong or [one for one in found if one.said.says == "naked"], text)
    if listed:
        return Weighed(listed)
    chosen = _narrowed(strong, text) if strong else Weighed()
    event = _event(found, text)
    if event and (not chosen.chosen or _is_event(strong, found, event, text)):
        return Weighed(event)
    if chosen.chosen:
        return chosen
    naked = [one.said for one in found if one.said.says == "naked"]
    naked = [said for said in naked if short or "\n" not in text[: said.at].strip()]
    naked = [said for said in naked if said.words.startswith("25") or _REPORT.search(text)]
    naked = [said for said in naked if not _near_exam(said, text)] if short else naked
    if naked:
        return Weighed(_joined(naked[-1:], naked[:-1][::-1], text))
    signed = [one.said for one in found if one.said.says == "signed"]
    title = text.lstrip().split("\n", 1)[0]
    act = _ACT.search(text) or (_ENACTED.match(signed[-1].words) and not _LISTS.search(title)) if signed else None
    if signed and act:
        start = signed[-1].span[0]
        return Weighed(((start, FOREVER if goes_on(text) else start),))
    return Weighed()


def _joined(kept: list[Said], others: Sequence[Said], text: str) -> tuple[Span, ...]:
    """The years that stand with another one: `2567 vs 2568`, `2567 และ … 2568`."""
    for said in others:
        first, last = sorted((said, kept[-1]), key=lambda one: one.at)
        if said.span == kept[0].span or _WITH.match(text[first.end : last.at]):
            kept = [*kept, said]
    return _spans(kept)


def _strong(found: Sequence[Found], text: str) -> list[Found]:
    """Statements that can decide; the year of the assessment itself is none."""
    strong = [one for one in found if one.said.says in _STRONG]
    rest = [one for one in strong if one.said.says not in _YEARS or not _near_exam(one.said, text)]
    own = [one for one in rest if one.said.says != "plan" or not _FRAMEWORK.search(text[max(0, one.said.at - 130) : one.said.at])]
    return own or rest


def _near_exam(said: Said, text: str) -> bool:
    before = text[max(0, said.at - 60) : said.at].rsplit("\n", 1)[-1]
    found = list(_EXAM.finditer(before))
    if not found or _BETWEEN.search(before[found[-1].end() :]):
        return False
    line = text[text.rfind("\n", 0, said.at) + 1 : said.at]
    return not _EXAM_ITSELF.search(line.strip())


def _line_of(said: Said, text: str) -> str:
    end = text.find("\n", said.end)
    return text[text.rfind("\n", 0, said.at) + 1 : end if end >= 0 else len(text)]


def _rows(strong: Sequence[Found], text: str) -> tuple[Span, ...]:
    """The periods of a list whose rows are worded alike; () when the text is no list."""
    rows: dict[str, list[Found]] = {}
    for one in strong:
        line = _line_of(one.said, text)
        if _PLACE.search(line):
            return ()
        rows.setdefault(line, []).append(one)
    if len(rows) < 2:
        return ()
    keys = [(_ROW.sub("", line), line) for line in rows]
    only_months = all(one.said.says == "month" for one in strong)
    for start in (0, 1) if _first_is_title(strong) else (0,):
        if len(keys) - start < 2 or (len(keys[start][0]) < 12 and not only_months and start == 0):
            continue
        alike = [line for key, line in keys[start:] if fuzz.ratio(key, keys[start][0]) > 78]
        if start and not all(one.said.says == "month" for line in alike for one in rows[line]):
            continue
        if len(alike) >= 2 and (len(alike) > 2 or start == 0):
            spans = [
                span
                for line in alike
                for span in _narrowed(rows[line], text).chosen or _spans([one.said for one in rows[line]])
            ]
            return tuple(dict.fromkeys(sorted(spans))) if len(set(spans)) > 1 else ()
    return ()


def _first_is_title(strong: Sequence[Found]) -> bool:
    return strong[0].said.says in ("fiscal_year", "year")


def _narrowed(strong: Sequence[Found], text: str) -> Weighed:
    """Weigh years against the parts, plans and ranges that stand with them."""
    lead = [one.said for one in strong if one.where == "lead"]
    if not lead:
        first = strong[0].said
        lead = [one.said for one in strong if one.said.at - first.end < 200]
    years = _title_years(lead, text)
    plans = [s for s in lead if s.says == "plan"]
    parts = [s for s in lead if s.says in _NARROW and _beside(s, years)]
    onward = [s for s in lead if s.says == "onwards"]
    school = [s for s in lead if s.says == "academic"]
    if plans and not any(s.says == "range" for s in parts) and not _year_of_plan(plans, years, text):
        return Weighed(_spans(plans[:1]))
    if parts:
        weighed = _parts(parts, years)
        if weighed.chosen:
            return weighed
    if years:
        return _against_body(years, strong, text)
    return Weighed(_spans(onward[:1] or school or plans[:1]))


def _title_years(lead: Sequence[Said], text: str) -> list[Said]:
    """The years that decide: fiscal ones before bare ones, the first line's before later mentions."""
    for kind in ("fiscal_year", "calendar", "year"):
        years = [s for s in lead if s.says == kind]
        if years:
            if kind == "fiscal_year":
                years = [s for s in lead if s.says == "fiscal_year" or (s.says == "year" and s.at > years[0].at)]
            kept = years[:1]
            for said in years[1:]:
                if said.span == kept[0].span or _WITH.match(text[kept[-1].end : said.at]):
                    kept.append(said)
            return kept
    return []


def _beside(said: Said, years: Sequence[Said]) -> bool:
    if not years:
        return True
    gap = min(max(said.at - y.end, y.at - said.end) for y in years)
    if said.says == "as_of":
        return gap <= 2 * _BESIDE
    return gap <= (_NEAR if said.says == "month" and not said.words.startswith(("ประจำ", "รอบ")) else _BESIDE)


def _year_of_plan(plans: Sequence[Said], years: Sequence[Said], text: str) -> bool:
    """Whether a year stands beside a plan's years that is not merely the year of its amendment."""
    own = [s for s in years if s.says == "fiscal_year" or s.words.startswith("ประจำ") or s.end < plans[0].at]
    own = [s for s in own if not _AMENDS.search(text[max(0, s.at - 50) : s.at])]
    return bool(own) and len({s.span for s in own}) == 1


def _parts(parts: Sequence[Said], years: Sequence[Said]) -> Weighed:
    ranges = [s for s in parts if s.says == "range"]
    first = ranges or [s for s in parts if s.says == "part"] or [s for s in parts if s.says == "month"]
    if first:
        spans = _spans(first)
        fixed = [s for s in first if s.says in ("range", "month")]
        if years and fixed and not any(_meet(s.span, y.span) for s in first for y in years):
            return Weighed(_spans(years), spans)
        return Weighed(spans)
    as_of = parts[0].span[1]
    if not years:
        return Weighed(((as_of, as_of),))
    for year in years:
        if year.span[0] <= as_of <= year.span[1]:
            return Weighed(((year.span[0], as_of),))
    return Weighed()


def _meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


_TABLE = re.compile(r"^\W*(?:ตาราง|ผล|สรุป|เนื้อหา|รายงาน|บัญชี|ข้อมูล|ปีงบประมาณ|แผน|รวม|ลำดับ|ที่)")


def _against_body(years: Sequence[Said], strong: Sequence[Found], text: str) -> Weighed:
    """A cover whose year the body never names, while it states another one, is contradicted."""
    chosen = _spans(years)
    last = years[-1].end
    rest = [o.said for o in strong if o.said.at > last and o.said.says in ("fiscal_year", "range", "part")]
    if len(set(chosen)) != 1 or not rest or any(_meet(s.span, chosen[0]) for s in rest):
        return Weighed(chosen)
    touched = {fiscal_year(s.span[0]) for s in rest} | {fiscal_year(s.span[1]) for s in rest}
    lines = {_line_of(s, text) for s in rest} - {_line_of(years[0], text)}
    told = len(rest) > 1 or any(len(line) <= 120 and _TABLE.search(line) for line in lines)
    return Weighed(chosen, _spans(rest)) if len(touched) == 1 and lines and told else Weighed(chosen)


def _event(found: Sequence[Found], text: str) -> tuple[Span, ...]:
    """The day of an event or act; a report's, plan's or list's own date is none."""
    days = [one.said for one in found if one.said.says == "day"]
    if not days:
        return ()
    title = text[:200].lstrip().split("\n", 1)[0]
    lines = [line for line in text.split("\n") if line.strip()]
    act = _ACT.search(text[:200]) or (len(lines) > 1 and _only_date(lines[0]) and _ACT.search(lines[1]))
    told = [d for d in days if _EVENT.search(text[max(0, d.at - 60) : d.end + 80])]
    if _REPORT.search(title) and not act:
        told = [d for d in told if _TODAY.search(text[max(0, d.at - 30) : d.at])]
        return (told[0].span,) if told else ()
    rows = [d for d in days if len(_line_of(d, text)) < 160]
    if act and len({_line_of(d, text) for d in rows}) > 2:
        return tuple(dict.fromkeys(sorted(d.span for d in rows)))
    chosen = told or (days if act else [])
    return (chosen[0].span,) if chosen else ()


def _only_date(line: str) -> bool:
    return bool(re.fullmatch(rf"\s*\d{{1,2}} {MONTH} \d{{4}}\s*", line))


def _is_event(
    strong: Sequence[Found], found: Sequence[Found], event: Sequence[Span], text: str
) -> bool:
    """Whether the text tells of an event of the year that it names."""
    kinds = {one.said.says for one in strong if one.where == "lead"}
    if kinds == {"calendar"} and _MEETING.search(text[:200]):
        return True
    day = next(one.said.at for one in found if one.said.says == "day")
    if kinds == {"plan"} and day < strong[0].said.at and _TODAY.search(text[max(0, day - 30) : day]):
        return True
    if not kinds <= set(_YEARS):
        return False
    title = text[:120].lstrip().split("\n", 1)[0]
    if not _TODAY.search(text) or (_REPORT.match(title.strip()) and not _ACT.search(title)):
        return False
    return all(_meet(one.said.span, event[0]) for one in strong[:1])


def _spans(said: Sequence[Said]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(sorted(s.span for s in said)))
