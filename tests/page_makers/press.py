"""From makers to bytes and gold labels; the same on every run."""

from __future__ import annotations

import importlib
import json
import pkgutil

from tests import page_makers
from tests.page_makers.evidence import fill
from tests.page_makers.kit import MAKERS, Kit


def slugs() -> list[str]:
    for module in pkgutil.iter_modules(page_makers.__path__):
        importlib.import_module(f"tests.page_makers.{module.name}")
    return sorted(MAKERS)


def make(slug: str) -> tuple[bytes, bytes]:
    """Return the page's bytes and those of its gold label (JSON)."""
    maker, about = MAKERS[slug]
    wanted = dict(about)
    filled = wanted.pop("fill")
    kit = Kit(slug=slug, **wanted)
    if filled:
        fill(kit)
    html = maker(kit)
    gold = {
        "id": slug,
        "fiscal_year": kit.year,
        "scheme": kit.scheme,
        "type": kit.kind,
        "numbers_printed": kit.numbers,
        "encoding": kit.encoding,
        "markup": (maker.__doc__ or "").strip(),
        "note": kit.note,
        "items": kit.gold(),
        "optional": kit.optional,
    }
    return html.encode(kit.encoding), f"{json.dumps(gold, ensure_ascii=False, indent=1)}\n".encode()
