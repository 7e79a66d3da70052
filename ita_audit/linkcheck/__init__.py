"""
Say what a link's answers mean: one status of the `check` contract, with a reason in Thai.

Pure: responses in, checks out. `rules` holds one small function per status, `site` what a whole
look teaches about a host (how it says "not found", what its home page looks like).
"""

from ita_audit.linkcheck.rules import check_link, opens_rung
from ita_audit.linkcheck.site import SiteContext, probe_for, site_context

__all__ = ["SiteContext", "check_link", "opens_rung", "probe_for", "site_context"]
