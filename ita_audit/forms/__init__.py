"""
The auditor's desk of WP-04: one item at a time, its evidence beside the question, saved at each click.

`choose` says which items are shown, `evidence` and `past` what is shown beside the question,
`judging` is the desk itself, `signing` the row of signatures, `words` the texts that a person types.
"""

from ita_audit.forms.judging import JudgementForm, judgement_form

__all__ = ["JudgementForm", "judgement_form"]
