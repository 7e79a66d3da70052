"""
Say what a link's answers mean: one status of the `check` contract, with a reason in Thai.

Pure: responses in, checks out. `sight` reads out of an answer what the rules ask, `rules` holds one
small function per status, `soft404` and `signin` the signs of pages that are not what they say,
`site` what a whole look teaches about a host, `addresses` what an address says, `frames` lays pages
beside each other, `phrases` and `reasons` hold the words.
"""

from __future__ import annotations

from ita_audit.lazy import lazily

_NAMES = {
    "addresses": "home_of origin_of probe_for template_of",
    "glance": "check_of fine_at_a_glance",
    "lessons": "Lessons TEMPLATES_PER_HOST",
    "rules": "best_answer check_link judge look_again opens_rung with_reading",
    "sight": "Sighting see",
    "site": "SiteContext site_context",
    "soft404": "in_doubt waits_for_others",
}
__all__, __getattr__ = lazily(__name__, _NAMES)
