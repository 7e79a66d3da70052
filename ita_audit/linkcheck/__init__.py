"""
Say what a link's answers mean: one status of the `check` contract, with a reason in Thai.

Pure: responses in, checks out. `sight` reads out of an answer what the rules ask, `rules` holds one
small function per status, `soft404` and `signin` the signs of pages that are not what they say,
`site` what a whole look teaches about a host, `addresses` what an address says, `frames` lays pages
beside each other, `phrases` and `reasons` hold the words.
"""

from __future__ import annotations

from importlib import import_module

_NAMES = {
    "addresses": "home_of origin_of probe_for template_of",
    "glance": "check_of fine_at_a_glance",
    "lessons": "Lessons TEMPLATES_PER_HOST",
    "rules": "best_answer check_link judge look_again opens_rung with_reading",
    "sight": "Sighting see",
    "site": "SiteContext site_context",
    "soft404": "in_doubt waits_for_others",
}
_WHERE = {name: module for module, names in _NAMES.items() for name in names.split()}
__all__ = sorted(_WHERE)


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module 'ita_audit.linkcheck' has no attribute {name!r}")
    found = getattr(import_module(f"ita_audit.linkcheck.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
