"""What a judgement on one item rests on, as digests: its row, the page, each address, the rules' answers."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable

from ita_audit.journal.force import EVIDENCE
from ita_audit.model import Checklist, Label, Ladder, Observed, PageItem, Rung, Verdict

_LONG = 300


def item_digests(
    checklist: Checklist,
    code: str,
    *,
    page: PageItem | None,
    observed: Iterable[Observed],
    ladder: Ladder,
    verdict: Verdict,
) -> dict[str, str]:
    """
    Make the digests of everything that a judgement on an item rests on, and of nothing else.

    Times, attempts, numbering and order do not count: the same content seen again is the same.

    Args:
        checklist: The year's checklist.

        code: The item.

        page: What the ITA page says of it; None when it does not list it.

        observed: Its evidence.

        ladder: Its five answers.

        verdict: What the rules conclude.

    Returns:
        SHA-256 in hex by name.
    """
    said = [page.label, page.statement, sorted(page.doubts)] if page else None
    answers = [ladder.step(rung).answer.value for rung in Rung]
    seen = sorted([element.name, element.seen] for element in ladder.element_answers)
    digests = {
        "checklist": _sha([checklist.fiscal_year, checklist.scheme, dataclasses.asdict(checklist[code])]),
        "page": _sha(said),
        "rules": _sha([answers, seen, verdict.outcome.value, verdict.rule]),
    }
    by_address: dict[str, list] = {}
    for one in observed:
        came = [one.link.text, one.check.status.value, one.check.http_status, one.check.sha256]
        by_address.setdefault(one.link.url or one.link.href, []).append(came)
    return digests | {
        EVIDENCE + _short(address): _sha(sorted(map(json.dumps, came)))
        for address, came in by_address.items()
    }


def _short(address: str) -> str:
    if len(address) <= _LONG:
        return address
    return f"{address[:_LONG]}… {hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _sha(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, default=_code)
    return hashlib.sha256(text.encode()).hexdigest()


def _code(value: object) -> object:
    if isinstance(value, Label):
        return value.value
    raise TypeError(f"{value!r} has no digest")
