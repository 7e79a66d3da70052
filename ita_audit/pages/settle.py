"""
Settle which lines stand for which items: one assignment over the whole page.

Every line's options are weighed together with the order of the list, so that a misprinted number,
a restarted count or a document called after another item gives way to the pair that keeps the
list consistent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ita_audit.model import Checklist
from ita_audit.pages.anchors import Candidate, Option, Reading
from ita_audit.pages.labels import read_labels
from ita_audit.pages.layout import Layout
from ita_audit.thai import tidy

NEXT, AHEAD, BACK = 0.6, 0.25, -0.9
"""What the order speaks: the next number, a later one, and one that goes back."""
NAV = -0.6
_TEMPLATE, _PLAIN = 0.35, 90.0
_SAME_SHAPE = ("td", "th", "li", "p", "dt", "dd", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "a")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line that stands for an item, how sure that is, and what was doubtful about it."""

    line: int
    number: int
    score: float
    label: str
    titled: float
    labelled: bool
    doubts: tuple[str, ...] = ()


def settle(reading: Reading, layout: Layout, checklist: Checklist | None) -> list[Anchor]:
    """
    Choose for every candidate line the item it stands for, or none.

    Returns:
        Anchors in the order of the page; an item may have several.
    """
    candidates = _without_menus(reading.candidates)
    candidates = _without_documents(candidates, layout)
    ordered = _runs_in_order(candidates)
    first = _assign(candidates, ordered=ordered)
    shapes = Counter(_shape(anchor.line, layout) for anchor in first)
    weighed = [_weigh(candidate, shapes, layout) for candidate in candidates]
    return _per_item(_assign(weighed, ordered=ordered), layout)


def _without_menus(candidates: Sequence[Candidate]) -> list[Candidate]:
    """
    Candidates in menus count only where the page has no list of its own; names in a menu are nothing
    beside an item that the page itself prints with its label and title.
    """
    main = [c for c in candidates if not c.nav]
    numbers = {o.number for c in candidates for o in c.options}
    if len({o.number for c in main for o in c.options}) * 2 >= len(numbers):
        return main
    if any(o.labelled and o.titled >= _PLAIN for c in main for o in c.options):
        return [c for c in candidates if not c.nav or any(o.labelled for o in c.options)]
    return list(candidates)


def _without_documents(candidates: Sequence[Candidate], layout: Layout) -> list[Candidate]:
    """
    Drop titles that name documents: where the list prints labels, an unlabelled line counts only for
    an item without one; where names stand on lines of their own, a link that bears one is evidence.
    """
    labelled = {o.number for c in candidates for o in c.options if o.labelled and not o.doubts}
    numbers = {o.number for c in candidates for o in c.options}
    linked = linked_lines(layout)
    plain = {o.number for c in candidates if c.line not in linked for o in c.options}
    kept = []
    for candidate in candidates:
        options = candidate.options
        if len(labelled) * 2 >= len(numbers):
            options = tuple(o for o in options if o.labelled or o.number not in labelled)
        if candidate.line in linked:
            options = tuple(o for o in options if o.labelled or o.number not in plain)
        if options:
            kept.append(candidate if options is candidate.options else replace(candidate, options=options))
    return kept


def linked_lines(layout: Layout) -> set[int]:
    """Lines that are nothing but a link's text."""
    return {
        raw.line
        for raw in layout.links
        if raw.line < len(layout.lines) and tidy("".join(raw.words)) == layout.lines[raw.line].text
    }


def _runs_in_order(candidates: Sequence[Candidate]) -> bool:
    """Tell a list, whose numbers rise, from a menu, where items stand anywhere."""
    numbers = [max(c.options, key=lambda o: o.weight).number for c in candidates]
    steps = [b - a for a, b in pairwise(numbers) if b != a]
    return not steps or sum(step > 0 for step in steps) >= 0.6 * len(steps)


def _assign(candidates: Sequence[Candidate], *, ordered: bool) -> list[Anchor]:
    """The heaviest way through the page (Viterbi over the last item chosen)."""
    best: dict[int, tuple[float, tuple | None]] = {0: (0.0, None)}
    for candidate in candidates:
        grown: dict[int, tuple[float, tuple | None]] = {}
        for last, (total, path) in best.items():
            for option in candidate.options:
                score = total + option.weight + (NAV if candidate.nav and ordered else 0.0)
                score += _step(last, option.number) if ordered else 0.0
                if option.number not in grown or score > grown[option.number][0]:
                    grown[option.number] = (score, (path, candidate, option))
        for number, entry in grown.items():
            if number not in best or entry[0] > best[number][0]:
                best[number] = entry
    _, path = max(best.values(), key=lambda entry: entry[0])
    chosen: list[Anchor] = []
    while path:
        path, candidate, option = path
        chosen += _anchors(candidate, option)
    return chosen[::-1]


def _anchors(candidate: Candidate, option: Option) -> list[Anchor]:
    """A series of labels on one line stands for all its items."""
    options = [o for o in candidate.options if o.labelled] if candidate.together else [option]
    return [
        Anchor(candidate.line, o.number, o.weight, candidate.text[:60], o.titled, o.labelled, o.doubts)
        for o in sorted(options, key=lambda o: -o.number)
    ]


def _step(last: int, number: int) -> float:
    if last == 0 or number == last:
        return 0.0
    if number == last + 1:
        return NEXT
    return max(0.0, AHEAD - 0.03 * (number - last)) if number > last else BACK


def _weigh(candidate: Candidate, shapes: Mapping[tuple, int], layout: Layout) -> Candidate:
    """The items of a list look alike: a line of the common shape gains, an odd one loses."""
    total = sum(shapes.values()) or 1
    share = shapes.get(_shape(candidate.line, layout), 0) / total
    gain = _TEMPLATE if share >= 0.3 else (-_TEMPLATE if share < 0.05 and total >= 10 else 0.0)
    if not gain:
        return candidate
    options = tuple(replace(o, weight=o.weight + gain) for o in candidate.options)
    return replace(candidate, options=options)


def _shape(line: int, layout: Layout) -> tuple[str, bool, bool]:
    """What a line looks like to a reader: its cell, item or heading, and whether it is labelled."""
    block = layout.lines[line].block
    while block >= 0 and layout.blocks[block].tag not in _SAME_SHAPE:
        block = layout.blocks[block].parent
    tag = layout.blocks[block].tag if block >= 0 else ""
    return tag, layout.lines[line].heading, bool(read_labels(layout.lines[line].text))


def _per_item(anchors: Sequence[Anchor], layout: Layout) -> list[Anchor]:
    """Keep, per item, the lines that are about as sure as its surest one."""
    best: dict[int, float] = {}
    for anchor in anchors:
        best[anchor.number] = max(best.get(anchor.number, 0.0), anchor.score)
    return [a for a in anchors if a.score >= best[a.number] - 1.5]
