"""
Guess which checklist a page follows, and say why: years it names, labels that fit their titles.

A numbered list that fits no checklist at hand is read by its own printed numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ita_audit.model import Checklist, PageLinks
from ita_audit.pages.anchors import Reading, read_anchors
from ita_audit.pages.layout import Layout
from ita_audit.pages.lines import lay_out
from ita_audit.pages.place import read_layout
from ita_audit.pages.years import years_said

_FITS = 0.6
_NUMBERED = 8
_NAMED = 0.2


@dataclass(frozen=True, slots=True)
class Guess:
    """The checklist a page seems to follow; None when it is numbered but fits none, with the reason."""

    checklist: Checklist | None
    why_th: str
    why_en: str
    numbered: bool = False


def guess_checklist(layout: Layout, checklists: Sequence[Checklist]) -> Guess:
    """
    Choose among checklists the one that a page follows.

    Args:
        layout: The page laid out.

        checklists: Those to choose from: all, or the ones of the year that was asked for.

    Returns:
        The best fit, else None with `numbered` telling whether printed numbers can be read alone.
    """
    said = years_said(layout)
    printed = read_anchors(layout, None)
    numbered = len(printed.strong) >= _NUMBERED
    named = [c for c in checklists if _year_share(said, c.fiscal_year) >= _NAMED]
    if named and len(named) < len(checklists):
        guess = guess_checklist(layout, named)
        if guess.checklist:
            return guess
    ranked = sorted(
        (
            (_fit(read_anchors(layout, c), c, printed), _year_share(said, c.fiscal_year), c)
            for c in checklists
        ),
        key=lambda entry: (
            round(entry[0] + 0.5 * entry[1], 3),
            entry[2].scheme == "oit",
            entry[2].fiscal_year,
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < (_FITS if numbered else _NAMED):
        return Guess(None, "หน้านี้มีเลขข้อ แต่ไม่ตรงกับแบบตรวจที่มี", "numbered, but fits no checklist here", numbered)
    fit, share, best = ranked[0]
    return Guess(
        best,
        f"ชื่อข้อตรงกับ {best.file} ร้อยละ {100 * min(fit, 1.0):.0f} และหน้านี้ระบุปี {best.fiscal_year} ร้อยละ {100 * share:.0f} ของปีที่พบ",
        f"titles fit {best.file} by {min(fit, 1.0):.0%}; {share:.0%} of the years it names are {best.fiscal_year}",
        numbered,
    )


def _fit(reading: Reading, checklist: Checklist, printed: Reading) -> float:
    """Labelled: the share of labels that stand with their own title. Unlabelled: the share of items named."""
    beyond = [n for n in printed.strong if n > len(checklist.items)]
    if len(printed.strong) >= _NUMBERED:
        reach = 1.0 - len(beyond) / len(printed.strong)
        whole = 0.05 * min(1.0, max(printed.strong) / len(checklist.items))
        return reading.fit * reach + whole if reading.compared >= 4 else 0.65 * reach + whole
    named = {o.number for c in reading.candidates for o in c.options if o.titled >= 88.0}
    return len(named) / len(checklist.items)


def _year_share(said: dict[int, int], year: int) -> float:
    total = sum(said.values())
    return said.get(year, 0) / total if total else 0.0


def read_any_page(
    html: bytes,
    *,
    url: str,
    checklists: Sequence[Checklist],
    year: int | None = None,
    content_type: str = "",
) -> tuple[PageLinks, Checklist | None]:
    """
    Read a page whose checklist is not known, or known only by its year.

    Args:
        html: The page's bytes.

        url: Its address.

        checklists: Those to choose from; empty when the asked year has none.

        year: The asked fiscal year (B.E.), when there is one.

        content_type: The header of that name, for the charset.

    Returns:
        The page and the checklist it was read by; None when it was read by its printed numbers
        (scheme `unknown`) or refused. `notes` say what was guessed and why.
    """
    layout = lay_out(html, url=url, content_type=content_type)
    guess = guess_checklist(layout, checklists)
    if guess.checklist is None and not guess.numbered and checklists:
        checklist = max(checklists, key=lambda c: (c.scheme == "oit", c.fiscal_year))
        page = read_layout(layout, url=url, checklist=checklist)
        return replace(page, fiscal_year=year), checklist if year else None
    page = read_layout(layout, url=url, checklist=guess.checklist)
    note = f"{guess.why_th} | {guess.why_en}"
    if guess.checklist is None:
        page = replace(page, fiscal_year=year)
    return replace(page, notes=(*page.notes, note)), guess.checklist
