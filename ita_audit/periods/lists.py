"""Lists and archives among a text's statements: their rows count together, and no row contradicts another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from ita_audit.periods.canon import MONTH
from ita_audit.periods.events import YEARS, Found, line_of
from ita_audit.periods.spans import Span

_PLACE = re.compile(r"^\W*(?:(?:หน้า)?ปก|หน้า|หัว|เนื้อหา|ตาราง|เนื้อความ|ภายใน)")
_PART = re.compile(r"(?:^|\n)\W*(?:(?:หน้า)?ปก(?:นอก|ใน|หน้า|หลัง)?|เนื้อใน|เนื้อหา|คำนำ|หน้า(?:ที่)?\s?\d+)\W*\n$")
"""A line that names a part of one document: what follows is no row of a list."""
_ROW = re.compile(rf"\d+|{MONTH}|ปีงบประมาณ|พ\.ศ\.|[\s().,|-]+")
_COLUMN = re.compile(r"(?:^|[\n|])\s?ปี(?:งบประมาณ|ที่|\s?พ\.ศ\.)?\s?(?=[|\n])")
_HEAD = re.compile(r"\W*(?:ประจำ)?(?:ปีงบประมาณ|ปี)?\s?(?:พ\.ศ\. )?\d{4}\W*")
_OFFERED = re.compile(r"ดาวน์โหลด|คลิก|เปิดดู|download|pdf|docx?|xlsx?", re.I)


def rows_of(
    strong: Sequence[Found], text: str, alone: Callable[[Sequence[Found]], tuple[Span, ...]]
) -> tuple[Span, ...]:
    """The periods of a list whose rows are worded alike, each as it covers `alone`; () when it is none."""
    rows: dict[str, list[Found]] = {}
    for one in strong:
        line = _first_line(one.said.at, text)
        if _PLACE.search(line) or _PART.search(text[: text.rfind("\n", 0, one.said.at) + 1]):
            return ()
        rows.setdefault(line, []).append(one)
    if len(rows) < 2:
        return ()
    keys = [(_ROW.sub("", line), line) for line in rows]
    only_months = all(one.said.says == "month" for one in strong)
    for start in (0, 1) if _first_is_title(strong) else (0,):
        if len(keys) - start < 2 or (
            len(keys[start][0]) < 12
            and not only_months
            and start == 0
            and not _years_only(keys, strong, text)
        ):
            continue
        alike = [line for key, line in keys[start:] if fuzz.ratio(key, keys[start][0]) > 78]
        if start and not all(one.said.says == "month" for line in alike for one in rows[line]):
            continue
        if len(alike) >= 2 and (len(alike) > 2 or start == 0):
            spans = [
                span
                for line in alike
                for span in alone(rows[line]) or tuple(one.said.span for one in rows[line])
            ]
            return tuple(dict.fromkeys(sorted(spans))) if len(set(spans)) > 1 else ()
    return ()


def _years_only(keys: Sequence[tuple[str, str]], strong: Sequence[Found], text: str) -> bool:
    """Whether three rows or more differ by nothing but their year."""
    years = all(o.said.says in YEARS for o in strong) or (
        bool(_COLUMN.search(text[: strong[0].said.at])) and all(o.said.says == "naked" for o in strong)
    )
    return years and len(keys) > 2 and len({key for key, _ in keys}) == 1


def _first_line(at: int, text: str) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _first_is_title(strong: Sequence[Found]) -> bool:
    return strong[0].said.says in ("fiscal_year", "year")


def archive(strong: Sequence[Found], text: str) -> tuple[Span, ...]:
    """The years that head the parts of an archive, each on a line of its own; () when the text is none."""
    years = [one.said for one in strong if one.said.says in YEARS]
    if not years or not all(_HEAD.fullmatch(line_of(said, text)) for said in years):
        return ()
    spans = tuple(dict.fromkeys(sorted(said.span for said in years)))
    opens = not text[: years[0].at].strip(" \n") or len(spans) > 2 or _OFFERED.search(text)
    return spans if len(spans) > 1 and opens else ()
