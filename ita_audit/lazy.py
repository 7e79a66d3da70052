"""Public names of a package that are loaded when they are first asked for: a command pays for what it uses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazily(package: str, names: Mapping[str, str]) -> tuple[list[str], Callable[[str], object]]:
    """
    Make what a package needs to load its public names late.

    Args:
        package: Its `__name__`.

        names: Module of the package → the public names in it, parted by blanks.

    Returns:
        `__all__` and `__getattr__` (PEP 562) of the package; a name loaded once stays in it.
    """
    where = {name: module for module, words in names.items() for name in words.split()}

    def load(name: str) -> object:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{where[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return sorted(where), load
