"""
Search a site whose items are spread over menus, sub-indicators, next pages and a site map.

`seen` reads a page's links with the labels above them, `titles` and `signs` read words, `finds`
gives one page's items, `steps` and `paging` choose the next pages, `walk` visits them, `candidates`
ranks what came near; `search` puts the stages in order. Pure: answers in, links and trace out.
"""

from ita_audit.survey.search import Survey, survey

__all__ = ["Survey", "survey"]
