"""
The invented municipality of the demo case: its pages, documents and planted defects, from a seed.

`plan` lays everything out purely, `server` serves it on loopback. Everything it shows is made up
and says so.
"""

from ita_audit.demo_site.plan import AGENCY, ITA_PAGE, SITE, SitePlan, build_site
from ita_audit.demo_site.server import DemoSite

__all__ = ["AGENCY", "ITA_PAGE", "SITE", "DemoSite", "SitePlan", "build_site"]
