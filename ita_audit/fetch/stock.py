"""Transfers that ended well, kept for the next request to the same target."""

from __future__ import annotations

from ita_audit.fetch.gate import Target
from ita_audit.fetch.transfer import Transfer


class Stock:
    """
    Idle transfers by target: another exchange then needs no new handle and no new options.

    Only what ended by itself, without encryption and without a cookie, is kept: there is nothing in
    it that the next exchange could inherit. One that has cookies to send takes a new handle.

    Args:
        most: So many are kept.
    """

    def __init__(self, most: int) -> None:
        self.most, self.count = most, 0
        self.idle: dict[Target, list[Transfer]] = {}

    def take(self, target: Target) -> Transfer | None:
        """Give an idle transfer of a target; None when there is none."""
        idle = self.idle.get(target)
        if not idle:
            return None
        self.count -= 1
        return idle.pop()

    def give_back(self, transfer: Transfer, code: int) -> None:
        """Keep a transfer whose exchange was taken up, or close it; `code` is curl's, 0 when it ended well."""
        clean = not code and not transfer.stop and transfer.target.scheme == "http" and not transfer.jar()
        if not clean or self.count >= self.most:
            transfer.close()
            return
        transfer.let_go()
        self.count += 1
        self.idle.setdefault(transfer.target, []).append(transfer)

    def close(self) -> None:
        """Close all that is idle."""
        for transfers in self.idle.values():
            for transfer in transfers:
                transfer.close()
        self.idle.clear()
        self.count = 0
