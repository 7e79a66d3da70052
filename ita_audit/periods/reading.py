"""
Weigh the statements of one document: what it says of itself first, its body, its name last.

A cover against a body that never speaks of the cover's year is a contradiction, and kept as one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from ita_audit.model import PeriodReading, PeriodStatement, TextPart
from ita_audit.periods.spans import FOREVER, Span, be_year
from ita_audit.periods.statements import Said, clean, statements
from ita_audit.thai import fiscal_year

MAX_LINES = 400
_LEAD = 4
_STRONG = {"range", "plan", "part", "month", "fiscal_year", "as_of", "academic", "onwards"}
_ORDER = ("title", "heading", "page", "table", "text", "filename", "label")


def read_period(parts: Sequence[TextPart]) -> PeriodReading:
    """
    Read which period a document covers.

    Args:
        parts: Its texts and where they stand; titles, headings and the first page are trusted
            before tables, those before the file name, that before a link's label.

    Returns:
        The covered days, merged; the statements they rest on; and rival readings where the
        document contradicts itself. Empty when nothing is stated.
    """
    body = [part for part in parts if part.where in ("title", "heading", "page", "table", "text")]
    found = _document(body)
    if not found:
        found = _weak([part for part in parts if part.where == "filename"], filename=True)
    if not found:
        found = _document([part for part in parts if part.where == "label"])
    if not found:
        return PeriodReading((), ())
    lead, rivals = _rivals(found)
    chosen = _choose(lead)
    readings = (_merge([s for s in chosen]), _merge(_choose(rivals))) if rivals else ()
    covered = _merge(chosen + (_choose(rivals) if rivals else []))
    return PeriodReading(
        covered=covered,
        fiscal_years=_years(covered),
        statements=tuple(found[:40]),
        readings=readings,
    )


def _document(parts: Sequence[TextPart]) -> list[PeriodStatement]:
    found: list[PeriodStatement] = []
    lines = 0
    for part in sorted(parts, key=lambda p: (p.page or 1, _ORDER.index(p.where) if p.where in _ORDER else 9)):
        for line in _joined(clean(part.text)):
            if not line.strip():
                continue
            lines += 1
            if lines > MAX_LINES:
                return found
            leads = part.where in ("title", "heading") or (lines <= _LEAD and (part.page or 1) == 1)
            where = "lead" if leads else part.where
            found += [_statement(said, where, part.page) for said in statements(line)]
    return found


_UNFINISHED = re.compile(r"(?:งบประมาณ|พ\s*\.\s*ศ\s*\.|ประจำปี|เดือน|ปี|ถึง|[-–(])\s*$")
_CONTINUES = re.compile(r"^\s*(?:พ\s*\.\s*ศ\s*\.|25\d\d|ถึง|[-–])")


def _joined(text: str) -> list[str]:
    """Lines, a phrase broken over two of them put together again: a wrap changes no meaning."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and line.strip() and (_UNFINISHED.search(lines[-1]) or _CONTINUES.match(line)):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line)
    return lines


def _weak(parts: Sequence[TextPart], *, filename: bool) -> list[PeriodStatement]:
    """A file name: a year at its end or beside a word, a quarter, six months; never a hash or a date."""
    found = []
    for part in parts:
        name = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", clean(part.text).rsplit("/", 1)[-1])
        words = re.sub(r"[_+%]", " ", name)
        said = statements(words)
        if not said:
            year = _year_in_name(words)
            spelt = re.sub(r"[-]", " ", words)
            said = statements(f"{spelt} ปีงบประมาณ {year}") if year else []
            parts_said = [s for s in said if s.says == "part"]
            said = parts_said or said
        found += [_statement(one, "filename", None) for one in said]
    return found


def _year_in_name(words: str) -> int | None:
    if re.match(r"\s*20\d\d-\d\d(?!\d)", words) and not re.search(r"25\d\d", words):
        return None
    last = re.search(r"-(\d\d)$", words.strip())
    if last and re.search(r"(?:^|[^0-9])25\d\d", words):
        return be_year(last[1])
    years = [y for y in re.findall(r"(?<!\d)(25[5-8]\d|20[12]\d)(?!\d)", words)]
    years = [y for y in years if not re.search(rf"(?:ITA|OIT)\s*-?{y}", words, re.I)] or years
    return be_year(years[-1]) if years else None


def _statement(said: Said, where: str, page: int | None) -> PeriodStatement:
    return PeriodStatement(said.span[0], said.span[1], said.words[:160], said.says, where, page)


def _rivals(found: list[PeriodStatement]) -> tuple[list[PeriodStatement], list[PeriodStatement]]:
    """Cover against body: the body states other years and never the cover's."""
    lead = [s for s in found if s.where == "lead" and s.says in _STRONG | {"year"}]
    rest = [s for s in found if s.where != "lead" and s.says in _STRONG - {"month"}]
    if not lead or not rest or any(s.says in ("plan", "onwards") for s in lead):
        return (lead or found), []
    cover = _cover_years(lead)
    body = [s for s in rest if s.says in ("fiscal_year", "range", "part")]
    if len(cover) != 1 or not body:
        return lead, []
    if _listing(found) or any(set(_years([(s.start, s.end)])) & cover for s in body):
        return lead, []
    years = [y for s in body for y in _years([(s.start, s.end)])]
    return (lead, [s for s in body]) if len(set(years)) == 1 else (lead, [])


def _cover_years(lead: Sequence[PeriodStatement]) -> set[int]:
    return {year for s in lead for year in _years([(s.start, s.end)])}


def _listing(found: Sequence[PeriodStatement]) -> bool:
    texts = [re.sub(r"\d+", "#", s.text) for s in found if s.where == "lead"]
    return len(texts) >= 3 and all(fuzz.ratio(texts[0], text) > 80 for text in texts[1:])


def _choose(found: Sequence[PeriodStatement]) -> list[PeriodStatement]:
    """The most telling kind of statement decides; a year that a range or a part narrows is dropped."""
    narrow = [s for s in found if s.says in ("range", "part", "as_of")]
    plans = [s for s in found if s.says in ("plan", "onwards")]
    if plans and not narrow:
        return plans
    if narrow:
        ranges = [s for s in narrow if s.says == "range"]
        return ranges or narrow
    for kinds in ({"month"}, {"academic"}, {"fiscal_year"}, {"year"}, {"day"}):
        chosen = [s for s in found if s.says in kinds]
        if chosen and kinds == {"fiscal_year"}:
            lead = [s for s in chosen if s.where == "lead"]
            return lead or chosen
        if chosen and kinds == {"day"}:
            return chosen[:1]
        if chosen:
            return chosen
    return []


def _merge(found: Sequence[PeriodStatement] | Sequence[Span]) -> tuple[Span, ...]:
    spans = sorted((s.start, s.end) if isinstance(s, PeriodStatement) else s for s in found)
    return tuple(dict.fromkeys(spans))


def _years(spans: Sequence[Span]) -> tuple[int, ...]:
    years: set[int] = set()
    for start, end in spans:
        last = fiscal_year(start) if end == FOREVER else fiscal_year(end)
        years |= set(range(fiscal_year(start), min(last, fiscal_year(start) + 60) + 1))
    return tuple(sorted(years))
