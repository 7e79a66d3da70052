"""The structures by name, as the table of elements names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ita_audit.elements import acts, contact, figures, shapes
from ita_audit.elements.contact import Place
from ita_audit.elements.words import lines_of

Detector = Callable[[Sequence[str]], list[Place]]

STRUCTURES: Mapping[str, Detector] = MappingProxyType(
    {
        f"@{found.__name__}": found
        for found in (
            contact.phone, contact.e_mail, contact.postal_address, contact.location_map,
            contact.service_hours, contact.social_account,
            figures.money, figures.budget_table, figures.percentage, figures.time_limit, figures.day,
            figures.time_span, figures.several_years, figures.people, figures.case_count,
            figures.service_count, figures.fee, figures.risk_level, figures.contract,
            shapes.chart, shapes.units, shapes.person, shapes.office_holder, shapes.photo,
            shapes.signature, shapes.steps, shapes.question_and_answer, shapes.ask_place, shapes.form,
            shapes.online, shapes.law, shapes.own_text, shapes.duties, shapes.results, shapes.deputy,
            shapes.contact_of_each, shapes.deed, acts.reported, acts.acted, acts.award, acts.invited, acts.outsiders, acts.ethics_team,
            acts.ethics_training, shapes.how_to_complain,
            shapes.separate_channel, shapes.before_during_after, shapes.risk_event, shapes.assessed,
            shapes.online_service, figures.month, figures.procured, figures.spent, figures.counted_gifts,
        )
    }
)  # fmt: skip
SIGNS = MappingProxyType(
    {"@form": "form", "@location_map": "map", "@social_account": "social", "@ask_place": "chat"}
)
"""Structures that a sign of the markup shows without words."""
PICTURES = ("@photo",)
"""Structures that a picture in the file shows without words."""


def find(name: str, text: str) -> tuple[str, ...]:
    """
    The lines of a text in which a structure stands.

    Args:
        name: A key of `STRUCTURES` ("@phone").

        text: Any text.

    Raises:
        KeyError: No structure has this name.
    """
    lines = lines_of(text).lines
    places = STRUCTURES[name]([line.plain for line in lines])
    return tuple(dict.fromkeys(lines[number].shown for number, _ in places))
