"""Keep a running look: WARC bytes durable first, then the register line that names them."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ita_audit.evidence import register
from ita_audit.evidence.lock import CaseLock
from ita_audit.evidence.reader import Capture, load_looks
from ita_audit.evidence.records import REVISIT, make_conversion, make_record
from ita_audit.model import RENDER, RENDERED, Hop, LookInfo, Response

WARC, REGISTER, LOOK = "capture.warc.gz", "register.csv", "look.json"
RESUME_WITHIN = timedelta(hours=24)
_HTTP = "application/http; msgtype="


def open_look(
    evidence: Path, settings: Mapping[str, object], *, tool: str, resume: bool = True
) -> LookWriter:
    """
    Start a look, or go on with one that was stopped less than a day ago.

    Args:
        evidence: The case's evidence folder.

        settings: Pace, permissions and addresses; kept in look.json and in the chain.

        tool: Name and version of the program.

        resume: Go on with a stopped look if there is one.

    Raises:
        LookError: Another look of this case runs.
    """
    looks = evidence / "looks"
    lock = CaseLock(looks)
    try:
        stopped = _stopped(looks) if resume else None
        folder = stopped or _new_folder(looks, settings, tool)
        return LookWriter(folder, lock)
    except BaseException:
        lock.release()
        raise


def _stopped(looks: Path) -> Path | None:
    for path in sorted(looks.glob(f"*/{LOOK}"), reverse=True)[:1]:
        look = json.loads(path.read_text(encoding="utf-8"))
        started = datetime.fromisoformat(look["started"])
        if look["state"] in ("running", "interrupted") and datetime.now(UTC) - started < RESUME_WITHIN:
            return path.parent
    return None


def _new_folder(looks: Path, settings: Mapping[str, object], tool: str) -> Path:
    while True:
        now = datetime.now(UTC)
        folder = looks / now.strftime("%Y%m%dT%H%M%SZ")
        try:
            folder.mkdir(parents=True)
            break
        except FileExistsError:
            time.sleep(0.1)
    look = {
        "look_id": folder.name,
        "started": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "finished": None,
        "state": "running",
        "tool": tool,
        "python": platform.python_version(),
        "settings": dict(settings),
        "chain_head": "",
    }
    _save(folder / LOOK, json.dumps(look, ensure_ascii=False, indent=1) + "\n")
    (folder / REGISTER).write_text(register.header_line(), encoding="utf-8", newline="")
    (folder / WARC).touch()
    return folder


def _save(path: Path, text: str) -> None:
    """Replace a small file so that a crash leaves the old one or the new one."""
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


class LookWriter:
    """An open look: add answers, then finish it."""

    def __init__(self, folder: Path, lock: CaseLock) -> None:
        self.folder, self.lock = folder, lock
        self.look = json.loads((folder / LOOK).read_text(encoding="utf-8"))
        self.payloads = {
            row["payload_sha256"]: (row["url"], row["observed_at"])
            for capture in load_looks(folder.parent.parent)
            for row in capture.rows
            if row["payload_sha256"] and _is_first(row)
        }
        self.pages: dict[str, dict] = {}
        rows = self._recover()
        self.chain = rows[-1]["chain"] if rows else register.origin(self.look)
        self.seq = len(rows)
        self.warc = (folder / WARC).open("ab")
        self.register = (folder / REGISTER).open("a", encoding="utf-8", newline="")
        self.done: dict[str, list[Response]] = {}
        for response in Capture(folder, rows).responses:
            self.done.setdefault(response.url, []).append(response)
        if not rows:
            self._open_warc()

    def _recover(self) -> list[dict[str, str]]:
        """Cut off what a crash left behind the last complete register line."""
        path, warc = self.folder / REGISTER, self.folder / WARC
        text = path.read_bytes().decode("utf-8", "replace")  # a torn tail may end inside a letter
        rows, chain = [], register.origin(self.look)
        for row in register.read_rows(text):
            if register.link(row, chain) != row["chain"]:
                break
            chain = row["chain"]
            rows.append(row)
        rows = [row for row in rows if row["purpose"] != register.END]
        lines = register.header_line() + "".join(register.line_of(row) for row in rows)
        if lines != text:
            _save(path, lines)
        records = [record for row in rows for record in json.loads(row["records"])]
        end = max((record["offset"] + record["length"] for record in records), default=0)
        if warc.stat().st_size > end:
            os.truncate(warc, end)
        for row in rows:
            if row["payload_sha256"] and _is_first(row):
                self.payloads.setdefault(row["payload_sha256"], (row["url"], row["observed_at"]))
            self._remember(row, json.loads(row["records"]))
        return rows

    def _remember(self, row: Mapping[str, object], records: list[dict]) -> None:
        """Note the record of an address's last answer: what a browser shows of it refers to it."""
        answers = [record for record in records if record["type"] in ("response", "revisit")]
        if answers and row["purpose"] != RENDER:
            self.pages[row["url"]] = answers[-1]

    def _open_warc(self) -> None:
        fields = f"software: {self.look['tool']}\r\nformat: WARC File Format 1.1\r\n"
        member, _ = make_record(
            "warcinfo",
            fields.encode(),
            date=self.look["started"],
            content_type="application/warc-fields",
            extra=(("WARC-Filename", WARC),),
        )
        record = self._append(member, "warcinfo", None)
        self._line({"purpose": register.START, "observed_at": self.look["started"]}, [record])

    def add(self, response: Response) -> None:
        """Keep one answer: its records are durable before the register names them."""
        records = []
        sha = hashlib.sha256(response.body).hexdigest() if response.body else ""
        if sha and response.purpose == RENDERED:
            self._line(_row(response, sha) | {"content_type": "text/html"}, [self._rendered(response)])
            self.done.setdefault(response.url, []).append(response)
            return
        for number, hop in enumerate(response.hops):
            final = number == len(response.hops) - 1
            records += self._exchange(hop, response, sha if final else "", final)
        if not response.hops:
            records.append(self._failure(response))
        row = _row(response, sha)
        self._remember(row, records)
        self._line(row, records)
        if sha:
            self.payloads.setdefault(sha, (response.url, response.observed_at))
        self.done.setdefault(response.url, []).append(response)

    def _exchange(self, hop: Hop, response: Response, sha: str, final: bool) -> list[dict]:
        body = response.body if final else b""
        common = {"url": hop.url, "date": hop.observed_at, "ip": hop.ip}
        earlier = self.payloads.get(sha) if sha else None
        if earlier:
            kind, block = "revisit", hop.head
            extra = (
                ("WARC-Profile", REVISIT),
                ("WARC-Refers-To-Target-URI", earlier[0]),
                ("WARC-Refers-To-Date", earlier[1]),
            )
        else:
            kind, block, extra = "response", hop.head + body, ()
        cut = (response.truncated or "") if final else "unspecified"
        member, record_id = make_record(
            kind,
            block,
            payload=body if hop.head else None,
            content_type=_HTTP + "response",
            truncated=cut,
            extra=extra,
            **common,
        )
        request, _ = make_record(
            "request", hop.request, content_type=_HTTP + "request", concurrent=record_id, **common
        )
        return [self._append(member, kind, hop), self._append(request, "request", hop)]

    def _rendered(self, response: Response) -> dict:
        """Keep what a browser showed of a page, with a reference to the page's own record."""
        page, source = self.pages.get(response.url), b""
        if page:
            with (self.folder / WARC).open("rb") as file:
                file.seek(page["offset"])
                source = file.read(page["length"])
        return self._append(make_conversion(response, source), "conversion", None)

    def _failure(self, response: Response) -> dict:
        """An attempt without any HTTP answer is evidence too: a metadata record says what happened."""
        fields = f"error: {response.error}\r\ndetail: {response.detail}\r\nattempts: {response.attempts}\r\n"
        member, _ = make_record(
            "metadata",
            fields.encode("utf-8"),
            url=response.final_url,
            date=response.observed_at,
            content_type="application/warc-fields",
        )
        return self._append(member, "metadata", None)

    def _append(self, member: bytes, kind: str, hop: Hop | None) -> dict:
        offset = self.warc.tell()
        self.warc.write(member)
        record = {
            "type": kind,
            "offset": offset,
            "length": len(member),
            "sha256": hashlib.sha256(member).hexdigest(),
        }
        if hop is not None and kind != "request":
            record |= {"url": hop.url, "http_status": hop.http_status, "ip": hop.ip}
            record |= {"observed_at": hop.observed_at, "elapsed_ms": hop.elapsed_ms, "head": len(hop.head)}
        return record

    def _line(self, row: dict, records: list[dict]) -> None:
        self.warc.flush()
        os.fsync(self.warc.fileno())
        row |= {"seq": self.seq, "records": json.dumps(records, ensure_ascii=False)}
        full = register.chained(row, self.chain)
        self.register.write(register.line_of(full))
        self.register.flush()
        os.fsync(self.register.fileno())
        self.chain, self.seq = full["chain"], self.seq + 1

    def finish(self, state: str) -> LookInfo:
        """Close the look as finished, interrupted or void; the chain's end goes into look.json."""
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._line({"purpose": register.END, "detail": state, "observed_at": now}, [])
        self.warc.close()
        self.register.close()
        self.look |= {"finished": now, "state": state, "chain_head": self.chain}
        _save(self.folder / LOOK, json.dumps(self.look, ensure_ascii=False, indent=1) + "\n")
        self.lock.release()
        return Capture(self.folder).info


def _is_first(row: Mapping[str, str]) -> bool:
    """Tell whether a row's records hold its payload as it came from the site."""
    return '"type": "revisit"' not in row["records"] and row["purpose"] != RENDERED


def _row(response: Response, sha: str) -> dict:
    kept = ("purpose", "url", "final_url", "http_status", "error", "detail", "tls", "ip")
    row = {name: getattr(response, name) for name in kept}
    row |= {name: getattr(response, name) for name in ("observed_at", "elapsed_ms", "attempts", "truncated")}
    return row | {
        "content_type": response.content_type,
        "bytes": len(response.body),
        "payload_sha256": sha,
    }
