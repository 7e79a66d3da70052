"""Keep a running look: WARC bytes durable first, then the register line that names them."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ita_audit.errors import LookError
from ita_audit.evidence import register
from ita_audit.evidence.folders import REGISTER, WARC, look_folders, new_folder, read_look, save_look, sweep
from ita_audit.evidence.lock import CaseLock
from ita_audit.evidence.reader import Capture, load_looks
from ita_audit.evidence.recover import (
    changed,
    close,
    end_line,
    file_record,
    now_utc,
    recover,
    settle,
)
from ita_audit.evidence.uninterrupted import uninterrupted
from ita_audit.evidence.verify import chained_to
from ita_audit.evidence.warc import DurableFile, Kept, WarcWriter
from ita_audit.model import RENDERED, LookInfo, Response

RESUME_WITHIN = timedelta(hours=24)
SYNC_LINES_S = 0.5
"""
Lines of the register are handed to the system at once, and to the disk at least so often: a killed
process loses none, a power cut the last half second, and no line ever precedes its WARC bytes.
"""
_SAME = ("site", "ita_page")
"""Settings that make it the same look; others may differ when it goes on, and the register says so."""


def open_look(
    evidence: Path, settings: Mapping[str, object], *, tool: str, resume: bool = True
) -> LookWriter:
    """
    Start a look, or go on with one that was stopped less than a day ago.

    Args:
        evidence: The case's evidence folder.

        settings: Pace, permissions and addresses; kept in look.json and in the chain.

        tool: Name and version of the program.

        resume: Go on with a stopped look of the same addresses if there is one.

    Raises:
        LookError: Another look of this case runs, or the disk is full.
    """
    looks = evidence / "looks"
    lock = CaseLock(looks)
    try:
        sweep(looks)
        last = (look_folders(looks) or [None])[-1]
        going_on = bool(last and resume and _may_go_on(read_look(last), settings) and not changed(last))
        state = settle(last, resumable=going_on) if last else ""
        if last and going_on and state in ("running", "interrupted"):
            return LookWriter(last, lock, settings=settings)
        previous, before = chained_to(last, looks) if last else ("", {})
        return LookWriter(new_folder(looks, settings, tool, previous=previous, before=before), lock)
    except OSError as error:
        lock.release()
        raise _not_kept(evidence, error) from error
    except BaseException:
        lock.release()
        raise


def _may_go_on(look: Mapping[str, object], settings: Mapping[str, object]) -> bool:
    young = datetime.now(UTC) - datetime.fromisoformat(look["started"]) < RESUME_WITHIN
    same = all(look["settings"].get(key) == settings.get(key) for key in _SAME)
    return young and same and look["state"] in ("running", "interrupted")


class LookWriter:
    """
    An open look: add answers, then finish it.

    `done` holds, by address, the answers that were kept before this process took the look up.
    """

    def __init__(self, folder: Path, lock: CaseLock, *, settings: Mapping[str, object] | None = None) -> None:
        self.folder, self.lock = folder, lock
        self.look = read_look(folder)
        recovered = recover(folder)
        rows = recovered.rows
        self.chain = rows[-1]["chain"] if rows else register.origin(self.look)
        self.seq = len(rows)
        self.warc = WarcWriter(folder / WARC, known=_known(folder, rows), digests=True, look_id=folder.name)
        for row in rows:
            self.warc.remember(row["url"], row["purpose"], json.loads(row["records"]))
        self.register = DurableFile(folder / REGISTER)
        self.synced = 0.0
        self.done: dict[str, list[Response]] = {}
        for response in Capture(folder, rows).responses:
            self.done.setdefault(response.url, []).append(response)
        if self.look["state"] != "running":
            self.look |= {"finished": None, "state": "running", "chain_head": ""}
            save_look(folder, self.look)
        if rows:
            self.warc.info_id = json.loads(rows[0]["records"])[0].get("id", "")
            self._resumed(recovered.cut, settings or self.look["settings"])
        else:
            self._begin()

    def _begin(self) -> None:
        started = self.look["started"]
        records = self.warc.open(
            tool=self.look["tool"],
            date=started,
            settings=self.look["settings"],
            part_of=self.look["look_id"],
        )
        self._line({"purpose": register.START, "observed_at": started}, records)

    def _resumed(self, cut: Mapping[str, object], settings: Mapping[str, object]) -> None:
        before = self.look["settings"]
        changed = {key: value for key, value in settings.items() if before.get(key) != value}
        said = {"cut": dict(cut), "settings": changed, "lock_of": self.lock.taken_over}
        detail = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)
        self._line({"purpose": register.RESUMED, "detail": detail, "observed_at": now_utc()}, [])

    def add(self, response: Response) -> None:
        """
        Keep one answer: its records are durable before the register names them.

        Raises:
            LookError: It could not be kept (disk full); what was kept before stays as it is.
        """
        start = self.warc.file.end
        try:
            with uninterrupted():
                self._line(_row(response), self.warc.add(response))
        except OSError as error:
            self.warc.file.back_to(start)
            raise _not_kept(self.folder, error) from error
        if response.purpose != register.CANARY:
            self.done.setdefault(response.url, []).append(response)

    def _line(self, row: dict, records: list[dict]) -> None:
        if records:
            self.warc.file.sync()
        row |= {"seq": self.seq, "records": register.records_json(records)}
        full = register.chained(row, self.chain)
        self.register.append(register.line_of(full).encode())
        if row["purpose"] in register.NOTES or time.monotonic() - self.synced > SYNC_LINES_S:
            self.register.sync()
            self.synced = time.monotonic()
        self.chain, self.seq = full["chain"], self.seq + 1
        self.last = full

    def finish(self, state: str, reason: str = "") -> LookInfo:
        """
        Close the look as finished, interrupted or void; the chain's end goes into look.json.

        Args:
            state: How it ended.

            reason: Why, for a void or interrupted look.

        Raises:
            LookError: The end could not be written. A look that was interrupted anyway is then left
                as it is; going on with it puts it right.
        """
        try:
            with contextlib.suppress(*([OSError] if state == "interrupted" else [])):
                self._end(state, reason)
        except OSError as error:
            raise _not_kept(self.folder, error) from error
        finally:
            self.warc.file.close()
            self.register.close()
            self.lock.release()
        return Capture(self.folder).info

    def _end(self, state: str, reason: str) -> None:
        self.warc.file.sync()
        row = end_line(self.seq, state, reason, file_record(self.folder / WARC))
        self._line(row, json.loads(row["records"]))
        close(self.folder, self.look, self.last)


def _known(folder: Path, rows: list[dict[str, str]]) -> dict[str, Kept]:
    """Every payload kept in this look and in finished ones before it."""
    known: dict[str, Kept] = {}
    finished = [(capture.folder.name, capture.rows) for capture in load_looks(folder.parent.parent)]
    for look_id, given in (*finished, (folder.name, rows)):
        for row in given:
            records = json.loads(row["records"]) if row["payload_sha256"] else []
            answers = [record for record in records if record["type"] in ("response", "revisit")]
            if answers and answers[-1]["type"] == "response":
                last = answers[-1]
                kept = Kept(last["url"], last["observed_at"], last.get("id", ""), look_id)
                known.setdefault(row["payload_sha256"], kept)
    return known


def _row(response: Response) -> dict:
    kept = ("purpose", "url", "final_url", "http_status", "error", "detail", "tls", "ip")
    row = {name: getattr(response, name) for name in kept}
    row |= {name: getattr(response, name) for name in ("observed_at", "elapsed_ms", "attempts", "truncated")}
    rendered = response.purpose == RENDERED and response.body
    return row | {
        "content_type": "text/html" if rendered else response.content_type,
        "bytes": len(response.body),
        "payload_sha256": response.sha256,
    }


def _not_kept(folder: Path, error: OSError) -> LookError:
    return LookError(
        f"{folder.name}: the look stopped, nothing more could be written: {error}",
        hint_th=(
            "บันทึกหลักฐานต่อไม่ได้ (ดิสก์เต็มหรือเขียนไม่ได้) สิ่งที่เก็บแล้วยังอยู่ครบ "
            "เพิ่มพื้นที่ว่างแล้วสั่งตรวจอีกครั้ง โปรแกรมจะทำต่อจากเดิม"
        ),
    )
