"""What a case is: an address, and the statuses of the `check` contract that are right for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.hostile.wire import Answer, Server

OK = frozenset({"ok"})
MOVED = frozenset({"ok", "redirected"})
BROKEN = frozenset({"broken"})
OPENS = {"ok", "redirected"}


@dataclass(frozen=True)
class Case:
    """One link: a name, the address as written, the right statuses, and words its reason must have."""

    name: str
    url: str
    right: frozenset[str]
    reason: str = ""


@dataclass
class Book:
    """All cases of a run, and the server that answers them."""

    server: Server
    cases: list[Case] = field(default_factory=list)
    connect_to: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, url: str, right: str | frozenset[str], reason: str = "") -> None:
        """Add a case; `right` may be words separated by blanks."""
        right = frozenset(right.split()) if isinstance(right, str) else right
        if any(case.name == name for case in self.cases):
            raise ValueError(f"two cases are called {name}")
        self.cases.append(Case(name, url, right, reason))

    def serve(
        self,
        name: str,
        answer: Answer,
        right: str | frozenset[str],
        *,
        host: str = "raw.example",
        path: str = "",
        reason: str = "",
    ) -> str:
        """Serve an answer under an address of its own and add the case; returns the address."""
        target = path or f"/{name.replace(' ', '-')}"
        self.server.site(host).answers[target] = answer
        self.add(name, f"http://{host}{target}", right, reason)
        return f"http://{host}{target}"

    def hidden(self, target: str, answer: Answer, host: str = "raw.example") -> str:
        """Serve an answer that is no case of its own; returns the address."""
        self.server.site(host).answers[target] = answer
        return f"http://{host}{target}"
