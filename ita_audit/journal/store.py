"""The journal's file in use: what may be written, one entry a transaction, and how it is read back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from ita_audit.errors import JournalError
from ita_audit.journal.entries import broken, check_signed
from ita_audit.journal.force import SignOff, case_state, in_force, sign_offs
from ita_audit.journal.table import Writer, prepare, rows_of
from ita_audit.model import EntryKind, Judgement, Outcome, Role

_WAIT_S = 10.0
_READ_AGAIN = 20
_PAUSE_S = 0.02


class Journal:
    """The judgements of one case."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def record(
        self,
        item: str,
        outcome: Outcome,
        reason: str,
        *,
        by: str,
        role: str = "preparer",
        saw: Mapping[str, str] | None = None,
        at: str | None = None,
        until: str = "",
        over: str | None = None,
    ) -> Judgement:
        """
        Append one judgement; it is on disk when this returns.

        Args:
            item: Item code.

            outcome: What the person concludes.

            reason: In the person's words; needed for every outcome but *untested*.

            by: Who.

            role: preparer or reviewer.

            saw: Digests of evidence, checklist and rules that the judgement rests on.

            at: UTC time; None takes the clock.

            until: Last day (YYYY-MM-DD) of an exception; needed for *inapplicable*, else empty.

            over: Digest of the judgement in force that the person saw ("" for none); refused when
                another was written meanwhile. None does not ask.

        Raises:
            JournalError: Nobody signs, no reason is given, another judgement came between, or the
                entry could not be kept.
        """
        check_signed(item, outcome, reason, by, until)
        with self._writing(f"ข้อ {item}") as writer:
            held = in_force(writer.entries).get(item)
            if over is not None and over != (held.digest if held else ""):
                raise JournalError(
                    f"{item}: another judgement was written meanwhile",
                    hint_th=f"มีผลใหม่ของข้อ {item} จากอีกหน้าต่าง อ่านผลล่าสุดแล้วกดบันทึกอีกครั้ง",
                )
            return writer.append(
                item=item, outcome=outcome, reason=reason, by=by, role=role, at=at, saw=saw, until=until
            )

    def withdraw(self, judgement: Judgement, *, by: str, reason: str = "ถอนข้อสรุปที่เพิ่งบันทึก") -> Judgement:
        """
        Undo a judgement by a new entry: the one before it is in force again.

        Raises:
            JournalError: Nobody signs, it is not in force any more, or the entry could not be kept.
        """
        check_signed(judgement.item, Outcome.UNTESTED, reason, by, "")
        with self._writing(f"การถอนข้อ {judgement.item}") as writer:
            held = in_force(writer.entries).get(judgement.item)
            if held is None or held.digest != judgement.digest:
                raise JournalError(
                    f"{judgement.item}: the judgement to withdraw is not in force",
                    hint_th=f"ข้อ {judgement.item} มีผลใหม่กว่าแล้ว จึงไม่ได้ถอน",
                )
            return writer.append(
                item=judgement.item, reason=reason, by=by, role=judgement.role,
                saw={"judgement": judgement.digest}, kind=EntryKind.WITHDRAWAL,
            )  # fmt: skip

    def sign(
        self, role: Role, *, by: str, evidence: str, checklist: str, note: str = "", state: str | None = None
    ) -> Judgement:
        """
        Sign the case as it is: every judgement in force, the evidence, the checklist.

        Args:
            role: Preparer or reviewer; a reviewer signs what a preparer signed, and is someone else.

            by: Who.

            evidence: One digest of all closed looks.

            checklist: Digest of the checklist.

            note: What the person adds.

            state: The digest of all judgements that the person saw; None does not ask.

        Raises:
            JournalError: Says in Thai why it was not signed.
        """
        check_signed("ลงนาม", Outcome.UNTESTED, note, by, "")
        with self._writing("การลงนาม") as writer:
            now = case_state(writer.entries, evidence=evidence, checklist=checklist)
            if state is not None and state != now["judgements"]:
                raise JournalError(
                    "a judgement was written meanwhile", hint_th="มีผลใหม่จากอีกหน้าต่าง อ่านแล้วลงนามอีกครั้ง"
                )
            saw = dict(now)
            if role is Role.REVIEWER:
                prepared = sign_offs(writer.entries, now).get(Role.PREPARER.value)
                _check_reviewer(prepared, by)
                saw["signed"] = prepared.entry.digest
            return writer.append(reason=note, by=by, role=role.value, saw=saw, kind=EntryKind.SIGN_OFF)

    def spot_check(self, item: str, outcome: Outcome, reason: str, *, by: str, sample: str) -> Judgement:
        """
        Keep what a person found who did an item of the sample again by hand; no judgement.

        Args:
            item: Item code.

            outcome: passed, failed or cant_tell.

            reason: What the person saw.

            by: Who.

            sample: End of the look's chain that drew the sample.

        Raises:
            JournalError: Nobody signs, no reason is given, or the entry could not be kept.
        """
        check_signed(item, outcome, reason, by, "")
        with self._writing(f"ผลทำซ้ำข้อ {item}") as writer:
            return writer.append(
                item=item, outcome=outcome, reason=reason, by=by, role=Role.REVIEWER.value,
                saw={"sample": sample}, kind=EntryKind.SPOT_CHECK,
            )  # fmt: skip

    def reopen(self, *, by: str, reason: str, role: Role = Role.PREPARER) -> Judgement:
        """
        End all signatures; the reason stays in the chain.

        Raises:
            JournalError: No name or reason, nothing was signed, or the entry could not be kept.
        """
        check_signed("เปิดใหม่", Outcome.FAILED, reason, by, "")
        with self._writing("การเปิดใหม่") as writer:
            if not sign_offs(writer.entries, {}):
                raise JournalError("nothing is signed", hint_th="ยังไม่มีการลงนาม จึงไม่ต้องเปิดใหม่")
            return writer.append(reason=reason, by=by, role=role.value, kind=EntryKind.REOPENING)

    @contextmanager
    def _writing(self, what: str) -> Iterator[Writer]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=_WAIT_S, isolation_level=None)) as database:
                database.execute("PRAGMA journal_mode=WAL")
                database.execute("PRAGMA synchronous=FULL")
                database.execute("BEGIN IMMEDIATE")
                try:
                    prepare(database)
                    yield Writer(database)
                    database.execute("COMMIT")
                except BaseException:
                    with suppress(sqlite3.Error):  # a full disk has rolled back by itself
                        database.execute("ROLLBACK")
                    raise
        except (sqlite3.Error, OSError, ValueError) as error:
            raise JournalError(
                f"{self.path.name}: not saved: {error}",
                hint_th=f"ยังไม่ได้บันทึก{what} ตรวจพื้นที่ว่างและสิทธิ์เขียนของดิสก์ แล้วกดบันทึกอีกครั้ง",
            ) from error

    def entries(self) -> list[Judgement]:
        """All entries, oldest first; none when there is no journal yet."""
        for _ in range(_READ_AGAIN):
            before = self._stamp()
            try:
                found = self._read()
            except (sqlite3.Error, ValueError) as error:
                if before == self._stamp():
                    raise JournalError(
                        f"{self.path.name}: expected a journal, got: {error}",
                        hint_th="ไฟล์บันทึกผลเสียหาย กู้สำเนาเดิมของ working/journal.sqlite",
                    ) from error
            else:  # a read without locks may have met a writer: then the chain does not hold
                if before == self._stamp() or not any(broken(found)):
                    return found
            time.sleep(_PAUSE_S)
        return self._read()

    def _stamp(self) -> tuple:
        files = [self.path, self._log]
        return tuple((f.stat().st_size, f.stat().st_mtime_ns) if f.exists() else None for f in files)

    @property
    def _log(self) -> Path:
        return self.path.with_name(self.path.name + "-wal")

    def _read(self) -> list[Judgement]:
        if not self.path.is_file():
            return []
        uri = f"{self.path.resolve().as_uri()}?mode=ro"
        if not self._log.exists():
            uri += "&immutable=1"  # nobody writes: leave no -wal or -shm behind
        with closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_S)) as database:
            return rows_of(database)

    def latest(self) -> dict[str, Judgement]:
        """The judgement in force per item, exceptions included whatever the day."""
        return in_force(self.entries())

    def heads(self) -> list[str]:
        """The digest after each entry, oldest first: every end that the chain has had."""
        return [entry.digest for entry in self.entries()]

    def verify(self, head: str | None = None) -> list[str]:
        """
        Name every entry that was changed, removed, added or moved.

        Args:
            head: End of the chain as printed in a report; the journal may have grown since.

        Returns:
            One sentence per problem; nothing when all is as it was written.
        """
        try:
            entries = self.entries()
        except (JournalError, ValueError, TypeError, sqlite3.Error) as error:
            return [f"{self.path.name}: not as it was written: {error}"]
        said = [f"{self.path.name}, entry {seq}: does not fit the chain" for seq in broken(entries)]
        if head and head not in {entry.digest for entry in entries}:
            said.append(f"{self.path.name}: no entry ends at the printed head {head[:16]}…")
        return said


def _check_reviewer(prepared: SignOff | None, by: str) -> None:
    if prepared is None or not prepared.stands:
        raise JournalError(
            "the reviewer signs what the preparer signed; nothing signed covers the case as it is",
            hint_th="ผู้จัดทำต้องลงนามในผลล่าสุดก่อน ผู้สอบทานจึงลงนามได้",
        )
    if prepared.entry.by.strip() == by.strip():
        raise JournalError(
            "the reviewer is the preparer",
            hint_th="ผู้สอบทานต้องเป็นคนละคนกับผู้จัดทำ หน่วยที่มีคนเดียวให้เว้นว่างและระบุเหตุผลใน engagement.toml",
        )
