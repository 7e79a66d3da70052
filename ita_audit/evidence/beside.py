"""Write a WARC file beside the network's work: the digests of records and the disk hold no request up."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ita_audit.evidence.warc import WarcWriter
    from ita_audit.model import Response

PILE = 16_000_000
"""So many bytes may wait to be written before `add` waits; about as many are written at a time."""


class BesideWriter:
    """
    Takes answers in order and lets a thread append them; a failed write is told at the next answer.

    Args:
        begin: Makes what appends, in the thread and not before there is something to append: by then
            the network is under way.
    """

    def __init__(self, begin: Callable[[], WarcWriter]) -> None:
        self.begin = begin
        self.writer: WarcWriter | None = None
        self.queue: queue.SimpleQueue[Response | None] = queue.SimpleQueue()
        self.room = threading.Condition()
        self.bytes = self.unsynced = 0
        self.failure: OSError | None = None
        self.thread = threading.Thread(target=self._work, name="warc")
        self.thread.start()

    def add(self, response: Response) -> None:
        """
        Hand in an answer; waits while too many bytes wait.

        Raises:
            OSError: An earlier one could not be written.
        """
        _ = response.sha256  # worked out here once, for the verdict too
        with self.room:
            self.room.wait_for(lambda: self.failure or self.bytes < PILE)
            if self.failure:
                raise self.failure
            self.bytes += len(response.body)
        self.queue.put(response)

    def close(self) -> None:
        """
        Return when all is written and on the disk.

        Raises:
            OSError: Some could not be written; what was written before it is whole.
        """
        self.queue.put(None)
        self.thread.join()
        if self.writer is not None:
            self.writer.close()
        if self.failure:
            raise self.failure

    def _work(self) -> None:
        response = self.queue.get()
        try:
            self.writer = self.begin()
        except OSError as error:
            self.failure = error
        while response is not None:
            self._append(response)
            with self.room:
                self.bytes -= len(response.body)
                self.room.notify()
            response = self.queue.get()

    def _append(self, response: Response) -> None:
        try:
            if self.failure is None:
                self.writer.add(response)
                self.unsynced += len(response.body)
                if self.unsynced > PILE:  # the disk works meanwhile, not all of it at the end
                    self.writer.file.sync()
                    self.unsynced = 0
        except OSError as error:
            self.failure = error
