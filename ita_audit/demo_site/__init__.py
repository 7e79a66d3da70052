"""
The invented municipality of the demo case: its pages, documents and planted defects, from a seed.

`plan` lays everything out purely (`site_files` holds the addresses), `server` serves it on loopback. Everything it shows is made up
and says so.
"""

from ita_audit.demo_site.plan import SitePlan, build_site
from ita_audit.demo_site.server import DemoSite
from ita_audit.demo_site.site_files import AGENCY, ITA_PAGE, SITE

__all__ = ["AGENCY", "ITA_PAGE", "SITE", "DemoSite", "SitePlan", "build_site"]
