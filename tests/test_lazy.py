"""Public names load late, stay once loaded, and a wrong one is said as Python says it."""

from __future__ import annotations

import importlib

import pytest

from ita_audit.lazy import lazily

PACKAGES = ("ita_audit.model", "ita_audit.linkcheck", "ita_audit.pages", "ita_audit.evidence")


@pytest.mark.parametrize("name", PACKAGES)
def test_every_public_name_is_there_and_stays_once_loaded(name):
    package = importlib.import_module(name)
    for public in package.__all__:
        assert getattr(package, public) is vars(package)[public]


@pytest.mark.parametrize("name", PACKAGES)
def test_a_name_that_is_not_public_is_no_attribute(name):
    with pytest.raises(AttributeError, match=f"module '{name}' has no attribute 'nothing'"):
        importlib.import_module(name).nothing  # noqa: B018


def test_a_name_is_looked_for_in_its_own_module_alone():
    names, load = lazily("ita_audit.pages", {"titles": "title_match", "labels": "read_label"})

    assert names == ["read_label", "title_match"]
    assert load("title_match").__module__ == "ita_audit.pages.titles"
