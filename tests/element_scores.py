"""Score the answers per element against the labelled texts; run as a program it prints the table per item."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from pathlib import Path

from ita_audit.checklist import load_checklist
from ita_audit.elements import element_answers
from ita_audit.model import Link, LinkCheck, LinkStatus, Observed, Reading, Reads, TextPart

DATA = Path(__file__).parent / "data"
TEXTS = [json.loads(line) for line in (DATA / "element_texts.jsonl").read_text(encoding="utf-8").splitlines()]
KEYS = json.loads((DATA / "element_map.json").read_text(encoding="utf-8"))
"""Item → name in the texts → key in the table of elements; null where the table has none."""


def observed(text: str, *, ref: str = "t", item: str = "O1", **reading) -> Observed:
    """One piece of evidence whose text is given."""
    link = Link("x", "http://x.invalid/x", "x", "number", item)
    check = LinkCheck(link.url, link.url, LinkStatus.OK, "", 200, (), "", 1, "", 1, 1, "")
    values = {"kind": "pdf", "state": Reads.YES, "parts": (TextPart("page", text, 1),), **reading}
    return Observed(ref, item, link, check, Reading(**values))


def held_out(row: dict) -> bool:
    """Half of the first set of texts: never read while patterns were improved."""
    return "set" not in row and zlib.crc32(row["id"].encode()) % 2 == 0


def answers(row: dict) -> dict[str, tuple[bool, bool]]:
    """Name in the text → (labelled as shown, answered as seen)."""
    item = load_checklist(2566)[row["item"]]
    seen = {a.key: a.seen for a in element_answers(item, [observed(row["text"], item=row["item"])])}
    return {name: (gold, seen.get(KEYS[row["item"]][name], False)) for name, gold in row["elements"].items()}


def counts(rows: list[dict]) -> dict[str, Counter]:
    """Item → how many (labelled, answered) pairs of each kind."""
    found: dict[str, Counter] = {}
    for row in rows:
        found.setdefault(row["item"], Counter()).update(answers(row).values())
    return found


def score(count: Counter) -> tuple[float, float, float]:
    """Precision and recall of *seen*, and the share of missing elements that were found missing."""
    hit, false, lost, right = (
        count[pair] for pair in ((True, True), (False, True), (True, False), (False, False))
    )
    return hit / max(1, hit + false), hit / max(1, hit + lost), right / max(1, right + false)


def table(rows: list[dict]) -> str:
    """One line per item, and one for all."""
    per_item = counts(rows)
    lines = ["item   n  precision recall missing-found"]
    for item, count in [*per_item.items(), ("all", sum(per_item.values(), Counter()))]:
        lines.append("{:5}{:4}  {:.2f}      {:.2f}   {:.2f}".format(item, sum(count.values()), *score(count)))
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(TEXTS))
    for half in (True, False):
        part = sum(counts([row for row in TEXTS if held_out(row) is half]).values(), Counter())
        print("held out" if half else "read", *(f"{value:.3f}" for value in score(part)))
