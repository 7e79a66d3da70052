"""
Tables that print the same on every machine, and the same rows as XLSX and CSV.

`table` is the one way anything reaches a page; `papers` holds the tables of the working papers,
`search` those of how the site was searched, `remarks` those of what stands beside the ladders, `findings` those of findings and their follow-up,
`report` those of the audit report, `export` the files.
"""

from ita_audit.tables.custody import canary_sentence, custody_head_line, custody_table
from ita_audit.tables.drift import drift_table
from ita_audit.tables.export import save_csv, save_xlsx
from ita_audit.tables.findings import (
    finding_cards,
    finding_sources_table,
    findings_table,
    follow_up_table,
    no_finding_table,
)
from ita_audit.tables.judged import judgement_table, signature_table
from ita_audit.tables.memo import concentration_sentence, cover_memo, first_table, verify_table
from ita_audit.tables.own_paper import (
    measures_table,
    paper_addresses_table,
    paper_claims_table,
    paper_observations_table,
)
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
    papers_beside,
    papers_table,
    period_table,
    problem_links_table,
    unplaced_table,
)
from ita_audit.tables.reconcile import three_way_table
from ita_audit.tables.remarks import elements_table, pictures_sentence, remarks_table
from ita_audit.tables.report import (
    cover,
    evidence_table,
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
from ita_audit.tables.spot import spot_check_sentence, spot_check_table
from ita_audit.tables.state import case_state_table
from ita_audit.tables.table import AuditTable, Block

__all__ = [
    "AuditTable",
    "Block",
    "assignment_problems",
    "assignment_table",
    "canary_sentence",
    "candidates_table",
    "case_state_table",
    "check_table",
    "checklist_table",
    "concentration_sentence",
    "cover",
    "cover_memo",
    "custody_head_line",
    "custody_table",
    "drift_table",
    "elements_table",
    "engagement_table",
    "evidence_table",
    "finding_cards",
    "finding_sources_table",
    "findings_table",
    "first_table",
    "follow_up_table",
    "headline_cards",
    "headline_sentence",
    "item_table",
    "judgement_table",
    "ladder_table",
    "limits_table",
    "links_table",
    "looks_table",
    "measures_table",
    "method_table",
    "no_finding_table",
    "page_table",
    "paper_addresses_table",
    "paper_claims_table",
    "paper_header",
    "paper_observations_table",
    "papers_beside",
    "papers_table",
    "paths_table",
    "period_table",
    "pictures_sentence",
    "problem_links_table",
    "register_table",
    "remarks_table",
    "save_csv",
    "save_xlsx",
    "sign_off",
    "signature_table",
    "spot_check_sentence",
    "spot_check_table",
    "three_way_table",
    "trace_table",
    "unit_actions",
    "unit_table",
    "unplaced_table",
    "verify_table",
    "versions_table",
]
