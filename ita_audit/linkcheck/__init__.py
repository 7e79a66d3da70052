"""
Say what a link's answers mean: one status of the `check` contract, with a reason in Thai.

Pure: responses in, checks out. `sight` reads out of an answer what the rules ask, `rules` holds one
small function per status, `soft404` and `signin` the signs of pages that are not what they say,
`site` what a whole look teaches about a host, `addresses` what an address says, `frames` lays pages
beside each other, `phrases` and `reasons` hold the words.
"""

from ita_audit.linkcheck.addresses import home_of, origin_of, probe_for, template_of
from ita_audit.linkcheck.rules import best_answer, check_link, judge, look_again, opens_rung, with_reading
from ita_audit.linkcheck.sight import Sighting, see
from ita_audit.linkcheck.site import SiteContext, site_context
from ita_audit.linkcheck.soft404 import in_doubt

__all__ = [
    "Sighting",
    "SiteContext",
    "best_answer",
    "check_link",
    "home_of",
    "in_doubt",
    "judge",
    "look_again",
    "opens_rung",
    "origin_of",
    "probe_for",
    "see",
    "site_context",
    "template_of",
    "with_reading",
]
