"""What every page maker needs: the year's items with links, invented addresses, the gold label."""

from __future__ import annotations

import csv
import hashlib
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

CHECKLISTS = Path(__file__).resolve().parent.parent.parent / "data" / "checklists"
NO_LINKS = ("", "#")


@dataclass
class Item:
    """One listed item: number of its checklist, title as printed, evidence as (href, link text)."""

    number: int
    title: str
    sub: str
    sub_title: str
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def href(self) -> str:
        return self.links[0][0]


def rows_of(year: int, scheme: str = "oit") -> list[dict[str, str]]:
    with (CHECKLISTS / f"{scheme}-{year}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def themes(year: int, scheme: str) -> dict[int, int]:
    """Number in that year's list → number of the same theme in 2566 (0 where there is none)."""
    if year == 2566 or scheme != "oit":
        return {}
    with (CHECKLISTS / "crosswalk.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["fiscal_year"] == str(year) and r["item"]]
    return {int(r["item"][1:]): int((r["to_items"].split() or ["O0"])[0].strip(",;/|")[1:]) for r in rows}


@dataclass
class Kit:
    """One page in the making. Makers fill `items`; the gold label is read off them."""

    slug: str
    year: int
    scheme: str
    agency: str
    host: str
    style: str
    items: list[Item] = field(default_factory=list)
    optional: dict[str, list[str]] = field(default_factory=dict)
    kind: str = "oit"
    numbers: bool = True
    encoding: str = "utf-8"
    note: str = ""
    extra: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.slug)
        self.used: list[int] = []  # numbers in addresses end in a counter, so that none repeats

    def __getitem__(self, number: int) -> Item:
        return next(item for item in self.items if item.number == number)

    def href(self, style: str | None = None) -> str:
        """Return an invented address that says nothing about its item."""
        key = f"{self.slug}-{self.rng.random()}"
        token = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
        number = self.rng.randrange(10, 890) * 100 + len(self.used) % 100
        self.used.append(number)
        month = f"{self.rng.randrange(1, 13):02d}"
        return {
            "file": f"uploads/file_{token[:10]}.pdf",
            "query": f"index.php?op=page_show&pid={number}",
            "amp": f"viewfile.php?cat={token[0]}&id={number}&dl=1",
            "drive": f"https://drive.google.com/file/d/1{token[:24]}_{token[24:32]}/view?usp=sharing",
            "wp": f"https://{self.host}/wp-content/uploads/{self.year - 543}/{month}/{token[:8]}.pdf",
            "path": f"/content/{token[:6]}/{number}",
            "old": f"http://{self.host}/data_{number}",
            "thai": f"/เอกสาร/{self.rng.choice('กขคงจ')}{number}.pdf",
        }[style or self.style]

    def gold(self) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {}
        for item in self.items:
            kept = [href for href, _ in item.links if is_link(href)]
            out.setdefault(f"O{item.number}", []).extend(kept)
        for code, hrefs in self.extra.items():
            out.setdefault(code, []).extend(hrefs)
        return {code: list(dict.fromkeys(hrefs)) for code, hrefs in out.items()}

    def groups(self) -> list[tuple[str, str, list[Item]]]:
        """Items by sub-indicator: (number, title, items) in order."""
        found: dict[str, tuple[str, str, list[Item]]] = {}
        for item in self.items:
            found.setdefault(item.sub, (item.sub, item.sub_title, []))[2].append(item)
        return list(found.values())


def is_link(href: str) -> bool:
    return href.strip() not in NO_LINKS and not href.strip().lower().startswith(("javascript:", "#"))


MAKERS: dict[str, tuple[Callable[[Kit], str], dict]] = {}


def page(
    slug: str, year: int, agency: str, host: str, *, style: str = "file", scheme: str = "oit", fill=True
):
    """Register a maker; it gets a Kit whose items carry invented evidence (unless `fill` is off)."""

    def keep(maker: Callable[[Kit], str]) -> Callable[[Kit], str]:
        assert slug not in MAKERS, slug
        MAKERS[slug] = (
            maker,
            {"year": year, "agency": agency, "host": host, "style": style, "scheme": scheme, "fill": fill},
        )
        return maker

    return keep


def link(href: str, text: str, **attributes: str) -> str:
    more = "".join(f' {name.rstrip("_")}="{escape(value)}"' for name, value in attributes.items())
    return f'<a href="{escape(href)}"{more}>{escape(text, quote=False)}</a>'


def links(pairs: Iterable[tuple[str, str]], between: str = "<br>", **attributes: str) -> str:
    return between.join(link(href, text, **attributes) for href, text in pairs)
