"""A document goes, comes back and goes again: what four real looks make of its finding."""

from __future__ import annotations

import dataclasses
import shutil
from urllib.parse import urlsplit

from ita_audit.demo_site import DemoSite
from ita_audit.engagement import open_engagement
from ita_audit.following import follow, note_look, write_note
from ita_audit.look import look
from ita_audit.model import FollowState, Note
from ita_audit.observation import observe
from ita_audit.tables import follow_up_table

ITEM = "O33"


def state_of(audit, key):
    return {one.key: one for one in follow(audit)}[key]


def test_only_looks_close_and_reopen_a_finding(demo_case, tmp_path):
    folder = tmp_path / "case"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("evidence", "report", "working"))
    case = open_engagement(folder)
    with DemoSite(11, defects=False) as site:
        settings = dataclasses.replace(case.look, spacing_s=0.05, **site.permissions)

        def seen():
            look(case, settings=settings)
            audit = observe(case)
            note_look(audit)
            return audit

        first = seen()
        parts = urlsplit(first.evidence_of(ITEM)[0].link.url)
        place = (parts.netloc, f"{parts.path}?{parts.query}")
        good = site.plan.answers.pop(place)
        gone = seen()
        finding = next(f for f in gone.findings if ITEM in f.items)
        before = state_of(gone, finding.key).state
        write_note(gone, finding, Note.ACTION, "อัปโหลดใหม่", by="ก")
        answered = state_of(gone, finding.key).state
        site.plan.answers[place] = good
        closed = state_of(seen(), finding.key)
        del site.plan.answers[place]
        last = seen()

    assert not [f for f in first.findings if ITEM in f.items]
    assert finding.key.startswith("does_not_open.")
    assert (before, answered) == (FollowState.OPEN, FollowState.ANSWERED)
    assert (closed.state, closed.items) == (FollowState.CLOSED, (ITEM,))
    assert closed.evidence
    back = state_of(last, finding.key)
    assert (back.state, back.code) == (FollowState.REOPENED, finding.code)
    assert next(row[0] for row in follow_up_table(last).rows) == finding.code
