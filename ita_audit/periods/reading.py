"""
Read the statements of one document in the order of trust: its own words, its name, a link's label.

The decision itself is `weigh`; here the texts are cleaned, joined and searched, and each statement
keeps the place and the page where it stands. A text too damaged to be read states nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from urllib.parse import unquote

from ita_audit.model import PeriodReading, PeriodStatement, TextPart
from ita_audit.periods.canon import MAX_TEXT, MONTH, clean, damaged
from ita_audit.periods.events import Found
from ita_audit.periods.spans import FOREVER, Span
from ita_audit.periods.statements import statements
from ita_audit.periods.weigh import Weighed, weigh
from ita_audit.thai import fiscal_year, fold_digits, tidy

_LEAD = 300
"""Characters of a first page that hold its title; the head of an office memo alone fills 250."""
_QUOTED, _LONGEST = 40, 160
_LONGEST_NAME = 2_000
_FILE = re.compile(r"\S{1,200}\.(?:pdf|docx?|xlsx?|csv|zip|jpe?g|png)", re.I)
"""A link whose words are the name of its file."""
_STAMPS = ("day", "as_of", "signed")
_ORDER = ("title", "heading", "page", "table", "text")
_NOTHING = PeriodReading((), ())


def read_period(parts: Sequence[TextPart]) -> PeriodReading:
    """
    Read which period a document covers.

    Args:
        parts: Its texts and where they stand; titles, headings and the first page are trusted
            before tables, those before the page's own name and the file name, those before a
            link's label.

    Returns:
        The covered days, merged; the statements they rest on; and rival readings where the
        document contradicts itself. Empty when nothing is stated or the text is damaged.
    """
    body = sorted(
        (part for part in parts if part.where in _ORDER),
        key=lambda part: (part.page or 1, _ORDER.index(part.where)),
    )
    for group in (
        body,
        *([part for part in parts if part.where == where] for where in ("meta", "filename", "label")),
    ):
        if not group:
            continue
        found, text, broken = _find(group)
        if broken:
            return _NOTHING
        weighed = weigh(found, text, short=group[0].where != "page")
        if weighed.chosen:
            return _reading(weighed, found)
    return _NOTHING


def _find(parts: Sequence[TextPart]) -> tuple[list[Found], str, bool]:
    """Clean and join the texts, and find their statements with place and page."""
    texts, starts, at = [], [], 0
    for part in parts:
        if at > MAX_TEXT:
            break
        named = part.where == "filename" or (part.where == "label" and _FILE.fullmatch(part.text.strip()))
        text = _name(part.text) if named else clean(part.text)
        if not named and damaged(part.text[:MAX_TEXT], text):
            return [], "", True
        texts.append(text)
        starts.append(at)
        at += len(text) + 1
    whole = "\n".join(texts)
    found, lines = [], _Lines()
    for said in statements(whole):
        place = bisect_right(starts, said.at) - 1
        part = parts[place]
        if part.where == "filename" and said.says in _STAMPS and not _STAMPED.search(part.text):
            continue
        lead = said.at < _LEAD and (part.page or 1) == 1 and part.where in _ORDER
        quote = said.words
        if part.where != "filename" and len(found) < _QUOTED:
            nth = whole.count("\n", starts[place], said.at)
            quote = _quotation(lines.of(part.text), nth, said.words)
        found.append(Found(said, "lead" if lead else part.where, part.page, quote))
    return found, whole, False


class _Lines:
    """The lines of raw texts as cleaning leaves them, parted once each."""

    def __init__(self) -> None:
        self.parted: dict[str, list[str]] = {}

    def of(self, raw: str) -> list[str]:
        if raw not in self.parted:
            self.parted[raw] = re.split(r"\s*\n\s*", raw[:MAX_TEXT])
        return self.parted[raw]


def _quotation(lines: Sequence[str], nth: int, words: str) -> str:
    """The line of the raw text in which cleaned words stand; the words when it is not found."""
    last = re.findall(r"\d+", words)[-1:]
    for at in sorted(range(max(0, nth - 1), min(len(lines), nth + 4)), key=lambda k: abs(k - nth)):
        line = tidy(lines[at])
        start = fold_digits(line).find(last[0][-2:]) if last else -1
        if start >= 0:
            return line if len(line) <= _LONGEST else line[max(0, start - 110) :][:_LONGEST]
    return words


_STAMPED = re.compile(r"ประชุม|minutes|meeting|อบรม|กิจกรรม", re.I)
_PICTURE = re.compile(r"scan|img|image|doc|file|page|photo|dsc|หน้า|รูป|ภาพ|คำสั่ง|หนังสือ|ที่", re.I)


def _name(text: str) -> str:
    """A file name as words; a stamp of upload in front of it or a hash is none of them."""
    name = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", unquote(text.strip()[-_LONGEST_NAME:])).rsplit("/", 1)[-1]
    name = re.sub(r"(?<!\d)(25[5-8]\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)", r"\1-\2-\3", name)
    name = re.sub(r"(?<!\d)((?:25|20)\d\d)[_ ]((?:25|20)\d\d)(?!\d)", _plan_years, name)
    name = clean(re.sub(r"[_+%]|\s\(\d+\)$", " ", name)).strip()
    if re.search(r"สขร|เดือน|month", name, re.I):
        name = re.sub(r"(?<!\d)(25\d\d)-(0[1-9]|1[0-2])(?!\d|-)", r" เดือน \2/\1 ", name)
    name = re.sub(
        rf"(?<=[A-Za-z])-|-(?=[A-Za-z])|(?<=[ก-๎])-(?=[ก-๎])(?!-{MONTH})|(?<=[qQ][1-4])-|(?<=\d)-(?=เดือน)|(?<=รอบ)-",
        " ",
        name,
    )
    name = re.sub(r"(?<!\d{4})(?<!ที่-\d{3})(?<!ที่-\d{2})(?<!ที่-\d)-(?=(?:25|20)\d\d(?!-?\d))", " ", name)
    name = re.sub(r"(?<=[A-Za-zก-๎])(?=(?:25|20)\d\d(?!\d))", " ", name)
    name = re.sub(r"(?<![\d-])(25\d\d)-\d(?!\d)", r"\1 ", name)
    if not _PICTURE.search(name) and not re.search(r"\d-\d\d-\d\d$", name):
        name = re.sub(r"(?<=[A-Za-zก-๎\d])[- ]([5-7]\d)$", _two_digits, name)
    name = re.sub(r"(?<=[ก-๎])\s?([5-7]\d)(?![\d.,/])(?!\s?(?:เดือน|มกรา|ตุลา))", r" ปี \1", name)
    return clean(name)


def _plan_years(m: re.Match) -> str:
    return f"{m[1]}-{m[2]}" if 2 <= int(m[2]) - int(m[1]) <= 20 else m[0]


def _two_digits(m: re.Match) -> str:
    month = re.search(rf"(?<!\d)[5-7]\d$|(?:{MONTH}|\d/|-\d\d) ?$", m.string[: m.start()])
    return m[0] if month else f" ปี {m[1]}"


def _reading(weighed: Weighed, found: Sequence[Found]) -> PeriodReading:
    chosen, rivals = weighed.chosen, weighed.rivals
    covered = tuple(dict.fromkeys(sorted([*chosen, *rivals])))
    return PeriodReading(
        covered=covered,
        fiscal_years=fiscal_years(covered),
        statements=tuple(
            PeriodStatement(*one.said.span, one.quote[:_LONGEST], one.said.says, one.where, one.page)
            for one in found[:_QUOTED]
        ),
        readings=(tuple(sorted(chosen)), tuple(sorted(rivals))) if rivals else (),
    )


def fiscal_years(spans: Sequence[Span]) -> tuple[int, ...]:
    """The fiscal years (Buddhist Era) that spans touch, at most 60 of each."""
    years: set[int] = set()
    for start, end in spans:
        last = fiscal_year(start) if end == FOREVER else fiscal_year(end)
        years |= set(range(fiscal_year(start), min(last, fiscal_year(start) + 60) + 1))
    return tuple(sorted(years))
