"""
Write the invented pages and their gold labels: `python tests/pages/make_pages.py`.

Each maker under `tests/page_makers` builds one page of one markup from the year's checklist and
invented agencies, addresses and evidence; the gold label is read off the same items.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.page_makers.press import make, slugs  # noqa: E402


def main() -> None:
    for slug in slugs():
        html, gold = make(slug)
        (HERE / f"{slug}.html").write_bytes(html)
        (HERE / f"{slug}.json").write_bytes(gold)
    print(f"{len(slugs())} pages")


if __name__ == "__main__":
    main()
