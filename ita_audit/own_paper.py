"""
The municipality's own report among the given files: read, held against itself, its addresses for the look.

Offline but for nothing: what a look saw of its addresses is asked from the captured answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_audit.consistency import check_paper, mask_names
from ita_audit.consistency.records import Observation
from ita_audit.errors import EngagementError
from ita_audit.model import Checklist, LinkCheck, Reading, Response
from ita_audit.sandbox import read_safely
from ita_audit.sourcepaper import read_paper
from ita_audit.sourcepaper.records import Address, Claim, Paper

NAME = "paper.*"
MAX_BYTES = 10_000_000
_SHOWN_BY = {"qr_eit": ("eit",), "ita_page": ("ita",)}
"""Words that the home page or the ITA page shows when a claim of this kind is true."""


@dataclass(frozen=True, slots=True)
class SeenAddress:
    """An address of the paper as printed, and as read with its digits folded: what the look saw of each."""

    address: Address
    as_printed: LinkCheck
    as_folded: LinkCheck


@dataclass(frozen=True, slots=True)
class SeenClaim:
    """A claim about the website; `shown` is None where no word can tell and a person must look."""

    claim: Claim
    shown: bool | None


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """The paper of a case, what contradicts what in it, and what the last look saw of what it says."""

    file: str
    paper: Paper
    observations: tuple[Observation, ...]
    addresses: tuple[SeenAddress, ...] = ()
    claims: tuple[SeenClaim, ...] = ()

    def masked(self, text: str) -> str:
        """A text with the names of persons replaced: those the paper names, and what follows a title."""
        people = [p for order in self.paper.orders for p in (*order.members, *order.signed)]
        names = sorted({p.name for p in (*people, *self.paper.signed) if p.name}, key=len, reverse=True)
        return str(mask_names(text, names))


def load_own_paper(folder: Path, checklist: Checklist) -> OwnPaper | None:
    """
    Read the one file `paper.*` among the given files.

    Args:
        folder: The case's `input` folder.

        checklist: The year's items.

    Returns:
        The paper with what contradicts what in it; None when the case has none.

    Raises:
        EngagementError: There are several, or it is too large.
        SourcePaperError: It cannot be read.
    """
    found = sorted(folder.glob(NAME))
    if not found:
        return None
    path = found[0]
    if len(found) > 1 or path.stat().st_size > MAX_BYTES:
        raise EngagementError(
            f"{folder.name}: expected one file {NAME} of at most {MAX_BYTES} bytes, found {', '.join(p.name for p in found)}",
            hint_th=f"วางรายงานของหน่วยงานเพียงไฟล์เดียวชื่อ {NAME} ในโฟลเดอร์ input ขนาดไม่เกิน 10 MB",
        )
    paper = read_paper(path.read_bytes(), path.name, checklist, read=_bounded)
    return OwnPaper(path.name, paper, check_paper(paper, checklist))


def _bounded(data: bytes, *, url: str) -> Reading:
    return read_safely([(data, url, "")])[0]


def addresses_of(paper: Paper) -> tuple[str, ...]:
    """Every address of a paper to be opened: as printed and with its digits folded, each once."""
    return tuple(dict.fromkeys(url for address in paper.addresses for url in _both(address)))


def _both(address: Address) -> tuple[str, str]:
    return _whole(address.raw), _whole(address.folded)


def _whole(address: str) -> str:
    return address if address.lower().startswith(("http://", "https://")) else f"http://{address}"


def seen_by(
    own: OwnPaper, check: Callable[[str], LinkCheck], pages: Sequence[Response]
) -> tuple[tuple[SeenAddress, ...], tuple[SeenClaim, ...]]:
    """
    Hold what the paper says of the website against what the look captured.

    Args:
        own: The paper.

        check: Checks one captured address.

        pages: The captured home page and ITA page.
    """
    addresses = [SeenAddress(a, *map(check, _both(a))) for a in own.paper.addresses]
    return tuple(addresses), tuple(_claims(own.paper, pages))


def _claims(paper: Paper, pages: Sequence[Response]) -> Iterator[SeenClaim]:
    text = b"\n".join(page.content for page in pages).decode("utf-8", "replace").lower()
    for claim in paper.claims:
        words = _SHOWN_BY.get(claim.kind)
        yield SeenClaim(claim, any(word in text for word in words) if words and text else None)
