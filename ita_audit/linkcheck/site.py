"""What one look teaches about each host: its home page, and how it answers for what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ita_audit.linkcheck.addresses import at_home, home_of, origin_of, template_of
from ita_audit.linkcheck.frames import SAME_TEXT, Frame, own_text
from ita_audit.linkcheck.sight import Sighting, see
from ita_audit.model import Response


@dataclass(frozen=True, slots=True)
class SiteContext:
    """
    What a look taught, by origin: home pages, and answers to addresses that should not exist (these
    by template too).
    `probed` names templates that were asked for such an address, `honest` those that answered it
    with 404, `varied` those whose pages differ from the answer.
    """

    homes: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    missing: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)
    probed: frozenset[str] = frozenset()
    honest: frozenset[str] = frozenset()
    varied: frozenset[str] = frozenset()


def is_page(sighting: Sighting) -> bool:
    """Tell whether an answer is a web page that was given as a success."""
    return sighting.page is not None and not sighting.error and sighting.http_status == 200


def site_context(answers: Iterable[Response | Sighting]) -> SiteContext:
    """Learn the hosts of a look from all its answers."""
    homes: dict[str, tuple[Frame, ...]] = {}
    missing: dict[str, tuple[Frame, ...]] = {}
    probed, honest, pages = set(), set(), []
    for sighting in map(see, answers):
        probe = sighting.purpose == "probe" and sighting.url != home_of(sighting.url)
        if probe:
            probed.add(template_of(sighting.url))
            honest |= {template_of(sighting.url)} if sighting.http_status in (404, 410) else set()
        if not is_page(sighting):
            continue
        frame, origin = sighting.frame, origin_of(sighting.final_url)
        if sighting.purpose == "home" or at_home(sighting.final_url):
            homes[origin] = (*homes.get(origin, ()), frame)
        if probe:
            for place in (origin_of(sighting.url), template_of(sighting.url)):
                missing[place] = (*missing.get(place, ()), frame)
        elif sighting.purpose not in ("home", "page"):
            pages.append((sighting.url, frame))
    varied = {
        template_of(url)
        for url, frame in pages
        if missing.get(template_of(url)) and own_text(frame, missing[template_of(url)]) > 4 * SAME_TEXT
    }
    return SiteContext(homes, missing, frozenset(probed), frozenset(honest), frozenset(varied))
