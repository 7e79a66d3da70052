"""
Audit workbook for the published OIT items of Thai public bodies.

The names below are what the working papers use; each is loaded when it is first asked for, so that
a command pays only for what it needs.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

_WHERE = {
    "case_state_table": "tables", "concentration_sentence": "tables", "cover_memo": "tables", "first_table": "tables",
    "verify_table": "tables", "check_table": "tables", "checklist_table": "tables", "assignment_table": "tables",
    "assignment_problems": "tables", "cover": "tables", "engagement_table": "tables", "evidence_table": "tables",
    "finding_cards": "tables", "finding_sources_table": "tables", "findings_table": "tables",
    "follow_up_table": "tables", "no_finding_table": "tables", "letters_table": "letters",  "headline_cards": "tables", "headline_sentence": "tables", "item_table": "tables",
    "judgement_table": "tables", "ladder_table": "tables", "limits_table": "tables", "links_table": "tables",
    "looks_table": "tables", "method_table": "tables", "page_table": "tables", "paper_header": "tables",
    "papers_beside": "tables", "papers_table": "tables", "period_table": "tables", "problem_links_table": "tables",
    "register_table": "tables", "sign_off": "tables", "spot_check_table": "tables", "spot_check_sentence": "tables", "spot_check_form": "spot_desk", "three_way_table": "tables",
    "drift_table": "tables", "canary_sentence": "tables", "custody_table": "tables", "custody_head_line": "tables",
    "signature_table": "tables", "trace_table": "tables", "candidates_table": "tables", "paths_table": "tables", "unit_actions": "tables",
    "unit_table": "tables", "unplaced_table": "tables", "versions_table": "tables",
    "remarks_table": "tables", "elements_table": "tables", "pictures_sentence": "tables",
    "measures_table": "tables", "paper_observations_table": "tables", "paper_addresses_table": "tables",
    "paper_claims_table": "tables", "measures_timeline": "charts",
    "coverage_matrix": "charts", "points_chart": "charts", "unit_chart": "charts",
    "judgement_form": "forms", "coverage_form": "coverage_desk", "finding_form": "finding_desk", "look_if_real": "live_cell", "observe": "observation", "open_engagement": "engagement",
}  # fmt: skip
__all__ = sorted(_WHERE)


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    if name not in _WHERE:
        raise AttributeError(f"module 'ita_audit' has no attribute {name!r}")
    return getattr(import_module(f"ita_audit.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    """The public names."""
    return __all__
