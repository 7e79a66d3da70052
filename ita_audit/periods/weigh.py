"""
Decide among the statements of one text: what it covers, and whether it contradicts itself.

A part of a year beside the year narrows it; a plan's years give way to the year of a report on the
plan; an event is its day; a report's date of issue is nothing; rows of a list count together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ita_audit.periods.canon import MONTH
from ita_audit.periods.events import REPORT, YEARS, Found, event, is_event, line_of, meet, signed_day
from ita_audit.periods.lists import archive, rows_of
from ita_audit.periods.scan import Said
from ita_audit.periods.spans import Span
from ita_audit.thai import fiscal_year

_NARROW = ("range", "part", "month", "as_of")
_STRONG = (*_NARROW, *YEARS, "plan", "academic", "onwards")
_BESIDE, _NEAR = 110, 40
_EXAM = re.compile(r"ITA|(?<!M)OIT|MOIT(?!\s?\d)|ประเมินคุณธรรม(?:และ)?ความโปร่งใส", re.I)
_BETWEEN = re.compile(r"\d{4}|รายงาน|แผน|สรุป|O\d", re.I)
_EXAM_ITSELF = re.compile(
    r"ผลการประเมิน|ผลคะแนน|วิเคราะห์|มาตรการ|^\W*(?:รายงานผล|สรุปผล|แผน|คำ\s?สั่ง|ประกาศ|ประชุม|อบรม|เรื่อง\s?:?\s?(?:แต่งตั้ง|มอบหมาย|กำหนด))"
)
_FRAMEWORK = re.compile(
    r"(?:ยุทธศาสตร์ชาติ|แผนแม่บท|แผนพัฒนาเศรษฐกิจ|ตามแผน|ภายใต้แผน|สอดคล้องกับ|แผนปฏิรูป|แผนพัฒนาจังหวัด|ยุทธศาสตร์จังหวัด)[^\n\x00]{0,90}$"
)
_AMENDS = re.compile(r"(?:แก้ไข|เปลี่ยนแปลง|เพิ่มเติม|ทบทวน|ปรับปรุง)[^\n]{0,30}$")
_WITH = re.compile(r"[\s,)]*(?:และ|กับ|&|,|/|\||vs\.?|พร้อม)\s?(?:O\s?-?\d{1,2})?[^\n\d]{0,60}$|[\s,]{0,3}$")
_OF_MONTH = re.compile(r"เดือน\s?$")
_ALONE = re.compile(rf"\s*{MONTH} (?:พ\.ศ\. )?\d{{4}}\s*")
"""A line of nothing but a month: at the foot of a cover, the month in which the report was made."""
_LOOKED_BACK = re.compile(
    r"[^\d\n\x00]{0,40}?(?:ได้รับ(?:การประเมิน|ระดับ|รางวัล|คะแนน|ผล)|ได้\s?(?:ร้อยละ\s?)?[\d.]+\s?คะแนน|ได้คะแนน|ได้ระดับ|มีผลคะแนน|ผ่านเกณฑ์)"
)
"""What a preface says of years before: the score or prize that they brought."""


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
    rows = strong or [one for one in found if one.said.says == "naked"]
    listed = rows_of(rows, text, lambda row: _narrowed(row, text).chosen) or archive(strong, text)
    if listed:
        return Weighed(listed)
    chosen = _narrowed(strong, text) if strong else Weighed()
    happened = event(found, text)
    if happened and (not chosen.chosen or is_event(strong, found, happened, text)):
        return Weighed(happened)
    if chosen.chosen:
        return chosen
    naked = [one.said for one in found if one.said.says == "naked"]
    naked = [said for said in naked if short or "\n" not in text[: said.at].strip()]
    named = any(one.where == "filename" for one in found)
    naked = [said for said in naked if said.words.startswith("25") or named or REPORT.search(text)]
    naked = [said for said in naked if not _near_exam(said, text)]
    if naked:
        return Weighed(_joined(naked[-1:], naked[:-1][::-1], text))
    return Weighed(signed_day(found, text))


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
    rest = [one for one in strong if one.said.says not in YEARS or not _near_exam(one.said, text)]
    own = [
        one
        for one in rest
        if one.said.says != "plan" or not _FRAMEWORK.search(text[max(0, one.said.at - 130) : one.said.at])
    ]
    told = [one for one in own if one.said.says not in YEARS or not _looks_back(one.said, text)]
    return told or own or rest


def _looks_back(said: Said, text: str) -> bool:
    line = text[text.rfind("\n", 0, said.at) + 1 : said.at]
    return bool(_LOOKED_BACK.match(text[said.end : said.end + 60])) and not REPORT.search(line[-30:])


def _near_exam(said: Said, text: str) -> bool:
    before = text[max(0, said.at - 60) : said.at].rsplit("\n", 1)[-1]
    found = list(_EXAM.finditer(before))
    if not found or _BETWEEN.search(before[found[-1].end() :]):
        return False
    line = text[text.rfind("\n", 0, said.at) + 1 : said.at]
    if said.at > len(line) and _LOOKED_BACK.match(text[said.end : said.end + 60]):
        return True
    return not _EXAM_ITSELF.search(line.strip())


def _narrowed(strong: Sequence[Found], text: str) -> Weighed:
    """Weigh years against the parts, plans and ranges that stand with them."""
    lead = [one.said for one in strong if one.where == "lead"]
    if not lead:
        first = strong[0].said
        lead = [one.said for one in strong if one.said.at - first.end < 200]
    years = _title_years(lead, text)
    own = _title_days(lead, years, text)
    if own:
        return Weighed(own)
    plans = [s for s in lead if s.says == "plan"]
    parts = [
        s for s in lead if s.says in _NARROW and _beside(s, years) and not _made_in(s, lead, years, text)
    ]
    onward = [s for s in lead if s.says == "onwards"]
    school = [s for s in lead if s.says == "academic"]
    if plans and not any(s.says == "range" for s in parts) and not _year_of_plan(plans, years, text):
        return Weighed(_spans(plans[:1]))
    if parts:
        weighed = _parts(parts, years)
        if weighed.chosen:
            return weighed
    if onward and {s.says for s in years} == {"calendar"}:
        return Weighed(_spans(onward[:1]))
    if years:
        return _against_body(years, strong, text)
    return Weighed(_spans(onward[:1] or school or plans[:1]))


def _title_days(lead: Sequence[Said], years: Sequence[Said], text: str) -> tuple[Span, ...]:
    """The month or range, with its own year, that a title states, before years named far from it."""
    first = lead[0]
    if not years or first.says not in ("range", "month") or years[0].at < first.end:
        return ()
    between = text[first.end : years[0].at]
    apart = len(between) > _BESIDE or ("\n" in between and {s.says for s in years} == {"year"})
    named = first.says == "range" or _OF_MONTH.search(text[: first.at]) or first.words.startswith("ประจำ")
    loose = not any(y.words.startswith("ประจำ") for y in years)
    return (first.span,) if apart and named and loose else ()


def _title_years(lead: Sequence[Said], text: str) -> list[Said]:
    """The years that decide: fiscal ones before bare ones, the first line's before later mentions."""
    every = [s for s in lead if s.says in YEARS]
    title = every[0] if every and every[0].words.startswith("ประจำ") else None
    if title is not None:
        lead = [
            s
            for s in lead
            if s.at - title.end <= 12 or "\n" not in text[title.end : s.at] or s.span == title.span
        ]
    for kind in ("fiscal_year", "calendar", "year"):
        years = [s for s in lead if s.says == kind]
        if years:
            if kind == "fiscal_year":
                years = [
                    s for s in lead if s.says == "fiscal_year" or (s.says == "year" and s.at > years[0].at)
                ]
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


def _made_in(said: Said, lead: Sequence[Said], years: Sequence[Said], text: str) -> bool:
    """Whether a month stands alone on a cover, lines below the year: when the report was made."""
    if said.says != "month" or not years or sum(s.says == "month" for s in lead) > 1:
        return False
    lines = text[years[0].end : said.at].count("\n")
    return years[0].end < said.at and lines > 1 and bool(_ALONE.fullmatch(line_of(said, text)))


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
        if years and fixed and not any(meet(s.span, y.span) for s in first for y in years):
            return Weighed(_spans(years), spans)
        if len(spans) == 2 and _one_month_of_two_years(first, spans):
            return Weighed(spans[:1], spans[1:])
        return Weighed(spans)
    as_of = parts[0].span[1]
    if not years:
        return Weighed(((as_of, as_of),))
    for year in years:
        if year.span[0] <= as_of <= year.span[1]:
            return Weighed(((year.span[0], as_of),))
    return Weighed()


def _one_month_of_two_years(said: Sequence[Said], spans: Sequence[Span]) -> bool:
    """A monthly summary is of one month: the same month of two years contradicts."""
    one, other = (span[0] for span in spans)
    return {s.says for s in said} == {"month"} and one.month == other.month and one.year != other.year


_NAME = 14
"""Letters in front of a year that name what it is the year of."""
_ERA = re.compile(r"\s|ประจำ|ของ")
_TABLE = re.compile(
    r"^\W*(?:(?:หัว|ท้าย)กระดาษ\W*)?(?:ตาราง|ผล|สรุป|เนื้อหา|รายงาน|บัญชี|ข้อมูล|ปีงบประมาณ|แผน|รวม|ลำดับ|ที่)"
)


def _against_body(years: Sequence[Said], strong: Sequence[Found], text: str) -> Weighed:
    """A cover whose year the body never names, while it states another one, is contradicted."""
    chosen = _spans(years)
    last = years[-1].end
    rest = [o.said for o in strong if o.said.at > last and o.said.says in ("fiscal_year", "range", "part")]
    if len(set(chosen)) != 1 or not rest or any(meet(s.span, chosen[0]) for s in rest):
        return Weighed(chosen)
    touched = {fiscal_year(s.span[0]) for s in rest} | {fiscal_year(s.span[1]) for s in rest}
    lines = {line_of(s, text) for s in rest} - {line_of(years[0], text)}
    told = len(rest) > 1 or any(len(line) <= 120 and _TABLE.search(line) for line in lines)
    told = told or any(_same_thing(years[0], said, text) for said in rest)
    return Weighed(chosen, _spans(rest)) if len(touched) == 1 and lines and told else Weighed(chosen)


def _same_thing(title: Said, other: Said, text: str) -> bool:
    """Whether two years stand behind the same name: `แผนการจัดหาพัสดุ ประจำปี…` twice."""
    names = [
        _ERA.sub("", text[text.rfind("\n", 0, said.at) + 1 : said.at])[-_NAME:] for said in (title, other)
    ]
    return len(names[0]) == _NAME and names[0] == names[1]


def _spans(said: Sequence[Said]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(sorted(s.span for s in said)))
