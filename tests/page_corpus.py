"""The invented pages with their gold labels, and how a reading of them is scored."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from ita_audit.checklist import load_checklist
from ita_audit.model import PageLinks
from ita_audit.pages import read_page

FOLDER = Path(__file__).resolve().parent / "pages"
NEGATIVE = {"none", "other"}
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Gold:
    """One page with what a careful reader takes from it."""

    slug: str
    html: bytes
    encoding: str
    year: int
    scheme: str
    kind: str
    pairs: Pairs
    optional: Pairs
    listed: frozenset[str]

    @property
    def negative(self) -> bool:
        return self.kind in NEGATIVE

    @property
    def text(self) -> str:
        return self.html.decode(self.encoding)


@dataclass(frozen=True)
class Score:
    """Pairs (item, address) and items with evidence: right, wrong, missed."""

    slug: str
    pairs: tuple[int, int, int]
    items: tuple[int, int, int]
    wrong: Pairs
    missed: Pairs

    @property
    def pair_f1(self) -> float:
        return f1(*self.pairs)

    @property
    def item_f1(self) -> float:
        return f1(*self.items)


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def address(href: str) -> str:
    """Fold spellings of one address: percent-encoding, normal form, white space."""
    return " ".join(unicodedata.normalize("NFC", unquote(href)).split()).removeprefix("./")


def pairs_of(items: dict[str, list[str]]) -> Pairs:
    return frozenset((code, address(href)) for code, hrefs in items.items() for href in hrefs)


@cache
def corpus() -> tuple[Gold, ...]:
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found.append(
            Gold(
                slug=path.stem,
                html=path.with_suffix(".html").read_bytes(),
                encoding=gold["encoding"],
                year=gold["fiscal_year"],
                scheme=gold["scheme"],
                kind=gold["type"],
                pairs=pairs_of(gold["items"]),
                optional=pairs_of(gold["optional"]) - pairs_of(gold["items"]),
                listed=frozenset(gold["items"]),
            )
        )
    return tuple(found)


def read(page: Gold, html: bytes | None = None) -> PageLinks:
    return read_page(
        page.html if html is None else html,
        url=f"https://www.town.example/ita/{page.slug[:3]}/index.html",
        checklist=load_checklist(page.year, page.scheme),
    )


@cache
def reading(slug: str) -> PageLinks:
    """Read a page of the corpus as it is, once in a test run."""
    return read(next(page for page in corpus() if page.slug == slug))


def placed(reading: PageLinks) -> Pairs:
    return frozenset(
        (code, address(link.href)) for code, item in reading.items.items() for link in item.links
    )


def score(page: Gold, given: Pairs) -> Score:
    """Optional pairs are neither rewarded nor punished; an item counts once, with or without a gold link."""
    wrong, missed = given - page.pairs - page.optional, page.pairs - given
    true_items, given_items = {c for c, _ in page.pairs}, {c for c, _ in given}
    free = {c for c, _ in page.optional} - {c for c, _ in wrong}
    return Score(
        page.slug,
        (len(given & page.pairs), len(wrong), len(missed)),
        (len(given_items & true_items), len(given_items - true_items - free), len(true_items - given_items)),
        wrong,
        missed,
    )


def totals(scores: list[Score]) -> tuple[float, float, float]:
    """Pair F1 micro, pair F1 macro, item F1 micro."""
    pairs = [sum(s.pairs[n] for s in scores) for n in range(3)]
    items = [sum(s.items[n] for s in scores) for n in range(3)]
    return f1(*pairs), sum(s.pair_f1 for s in scores) / len(scores), f1(*items)


def table(scores: list[Score]) -> str:
    lines = [f"{'page':46} right wrong missed  pairF1 itemF1"]
    for s in sorted(scores, key=lambda s: s.pair_f1):
        right, wrong, missed = s.pairs
        lines.append(f"{s.slug:46} {right:5} {wrong:5} {missed:6}  {s.pair_f1:6.3f} {s.item_f1:6.3f}")
    return "\n".join(lines)
