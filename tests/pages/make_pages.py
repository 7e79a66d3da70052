"""
Write the invented pages and their gold labels: `python tests/pages/make_pages.py`.

Each maker under `tests/page_makers` builds one page of one markup from the year's checklist and
invented agencies, addresses and evidence; the gold label is read off the same items. Output is the
same on every run.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from tests import page_makers  # noqa: E402
from tests.page_makers.evidence import fill  # noqa: E402
from tests.page_makers.kit import MAKERS, Kit  # noqa: E402


def load_makers() -> None:
    for module in pkgutil.iter_modules(page_makers.__path__):
        importlib.import_module(f"tests.page_makers.{module.name}")


def make(slug: str) -> tuple[bytes, dict]:
    """Return the page's bytes and its gold label."""
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
    return html.encode(kit.encoding), gold


def main() -> None:
    load_makers()
    for slug in sorted(MAKERS):
        html, gold = make(slug)
        (HERE / f"{slug}.html").write_bytes(html)
        text = json.dumps(gold, ensure_ascii=False, indent=1)
        (HERE / f"{slug}.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(MAKERS)} pages")


if __name__ == "__main__":
    main()
