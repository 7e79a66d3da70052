"""
Tables that print the same on every machine, and the same rows as XLSX and CSV.

`table` is the one way anything reaches a page; `papers` holds the tables of the working papers,
`search` those of how the site was searched,
`report` those of the audit report, `export` the files.
"""

from ita_audit.tables.custody import canary_sentence, custody_head_line, custody_table
from ita_audit.tables.drift import drift_table
from ita_audit.tables.export import save_csv, save_xlsx
from ita_audit.tables.judged import judgement_table, signature_table
from ita_audit.tables.papers import (
    assignment_problems,
    assignment_table,
    check_table,
    checklist_table,
    engagement_table,
    ladder_table,
    links_table,
    looks_table,
    page_table,
    paper_header,
    papers_table,
    period_table,
    problem_links_table,
    spot_check_table,
    unplaced_table,
)
from ita_audit.tables.reconcile import three_way_table
from ita_audit.tables.report import (
    cover,
    evidence_table,
    finding_cards,
    headline_cards,
    headline_sentence,
    item_table,
    limits_table,
    method_table,
    register_table,
    sign_off,
    unit_actions,
    unit_table,
    versions_table,
)
from ita_audit.tables.search import candidates_table, paths_table, trace_table
from ita_audit.tables.table import AuditTable, Block

__all__ = [
    "AuditTable",
    "Block",
    "assignment_problems",
    "assignment_table",
    "canary_sentence",
    "candidates_table",
    "check_table",
    "checklist_table",
    "cover",
    "custody_head_line",
    "custody_table",
    "drift_table",
    "engagement_table",
    "evidence_table",
    "finding_cards",
    "headline_cards",
    "headline_sentence",
    "item_table",
    "judgement_table",
    "ladder_table",
    "limits_table",
    "links_table",
    "looks_table",
    "method_table",
    "page_table",
    "paper_header",
    "papers_table",
    "paths_table",
    "period_table",
    "problem_links_table",
    "register_table",
    "save_csv",
    "save_xlsx",
    "sign_off",
    "signature_table",
    "spot_check_table",
    "three_way_table",
    "trace_table",
    "unit_actions",
    "unit_table",
    "unplaced_table",
    "versions_table",
]
