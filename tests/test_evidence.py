"""What was seen is kept as it was, found again as it was, and every change is noticed."""

from __future__ import annotations

import dataclasses
import errno
import gzip
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.indexer import Indexer

from ita_audit.errors import LookError
from ita_audit.evidence import (
    WarcWriter,
    folders,
    load_looks,
    lock,
    open_look,
    register,
    unfinished,
    verify,
    verify_looks,
    warc,
)
from ita_audit.evidence.register import RESUMED, read_rows, warc_end
from ita_audit.model import RENDERED, Hop, Response, captured

NOON = "2023-04-20T05:00:00Z"
IP = "203.0.113.9"


def hop(url="http://a.example/x", status=200, head=None, request=b"GET /x HTTP/1.1\r\n\r\n", **changes):
    if head is None:
        head = (
            f"HTTP/1.1 {status} OK\r\nX-Thai: ".encode()
            + b"\xa1\xa2\r\nContent-Type: application/pdf\r\n\r\n"
        )
    return Hop(**(dict(url=url, http_status=status, ip=IP, request=request, head=head, observed_at=NOON,
                       elapsed_ms=12) | changes))  # fmt: skip


def answer(url="http://a.example/x", body=b"%PDF body", status=200, **changes):
    values = dict(
        url=url, final_url=url, http_status=status, hops=(hop(url, status),), body=body, content=body, error=None,
        detail="", tls=None, ip=IP, observed_at=NOON, elapsed_ms=12, attempts=1,
    )  # fmt: skip
    return Response(**(values | changes))


FAILED = answer(
    "http://dead.example/", b"", None, hops=(), error="refused", detail="ปฏิเสธ\r\nWARC-Type: x", ip=None
)
TEXT = "ข้อความ".encode() * 40
GZIPPED = answer(
    "http://a.example/gz",
    gzip.compress(TEXT, mtime=0),
    hops=(hop("http://a.example/gz", head=b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"),),
    content=TEXT,
)
CHUNKED = answer(
    "http://a.example/chunked",
    TEXT,
    hops=(hop("http://a.example/chunked", head=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),),
)
MOVED = answer(
    "http://a.example/old",
    TEXT + b"!",
    final_url="http://a.example/new",
    hops=(
        hop("http://a.example/old", 301, b"HTTP/1.1 301 Moved\r\nLocation: /new\r\n\r\n"),
        hop("http://a.example/new", 200, b"HTTP/1.1 200 OK\r\n\r\n"),
    ),
)
SILENT = answer(
    "http://a.example/silent",
    b"",
    None,
    hops=(hop("http://a.example/silent", None, b""),),
    error="reset",
    http_status=None,
)
CUT = answer("http://a.example/long", b"half of", error="timeout", truncated="time")
ANSWERS = [answer(), answer("http://a.example/y", b"%PDF other"), FAILED, answer("http://a.example/again")]
MANY = [*ANSWERS, GZIPPED, CHUNKED, MOVED, SILENT, CUT, answer("http://a.example/e", b"", 204)]


def keep(folder, answers=ANSWERS, state="finished"):
    writer = open_look(folder, {"rate": 2, "contact": "a@b.example"}, tool="test 1")
    for response in answers:
        writer.add(response)
    return writer.finish(state)


def abandon(writer):
    """What a killed process leaves: everything written so far, nothing closed in order."""
    writer.warc.file.close()
    writer.register.close()
    writer.lock.release()


@pytest.fixture
def looks(tmp_path):
    keep(tmp_path)
    keep(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def warc_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("warc")
    keep(folder, MANY)
    return load_looks(folder)[0].folder / "capture.warc.gz"


def records(path, **options):
    with path.open("rb") as file:
        for record in ArchiveIterator(file, **options):
            yield record, record.content_stream().read()


def test_responses_come_back_exactly_as_they_were_added(tmp_path):
    keep(tmp_path, MANY)
    keep(tmp_path, MANY)

    assert [capture.responses for capture in load_looks(tmp_path)] == [MANY, MANY]


def test_a_libraries_checker_finds_nothing_wrong(warc_file):
    checker = Checker(type("C", (), {"inputs": [str(warc_file)], "verbose": False})())
    checker.process_all()

    assert checker.exit_value == 0


def test_every_record_has_what_the_standard_asks_for(warc_file):
    ids, counts = set(), {}
    for record, _ in records(warc_file, no_record_parse=True):
        head, kind = record.rec_headers, record.rec_type
        counts[kind] = counts.get(kind, 0) + 1
        ids.add(head.get_header("WARC-Record-ID"))
        assert head.protocol == "WARC/1.1"
        assert head.get_header("WARC-Date").endswith("Z")
        assert head.get_header("WARC-Block-Digest").startswith("sha256:")
        if kind in ("response", "revisit", "request"):
            assert head.get_header("WARC-IP-Address") == IP
            assert head.get_header("WARC-Warcinfo-ID") in ids
        if kind in ("response", "revisit"):
            assert head.get_header("WARC-Payload-Digest").startswith("sha256:")
        if kind == "request":
            assert head.get_header("WARC-Concurrent-To") in ids

    assert counts == {"warcinfo": 1, "response": 8, "revisit": 1, "request": 10, "metadata": 2}


def test_fastwarc_verifies_every_block_digest(warc_file):
    with warc_file.open("rb") as file:
        found = [record.verify_block_digest() for record in FastIterator(file, parse_http=False)]

    assert len(found) == 22
    assert all(found)


def test_what_we_stopped_is_marked_in_the_standards_words(warc_file):
    cut = {
        record.rec_headers.get_header("WARC-Target-URI"): record.rec_headers.get_header("WARC-Truncated")
        for record, _ in records(warc_file, no_record_parse=True)
        if record.rec_type in ("response", "revisit")
    }

    assert {url: why for url, why in cut.items() if why} == {
        "http://a.example/long": "time",
        "http://a.example/old": "length",
    }


def test_header_bytes_stand_in_the_file_as_they_were_sent(warc_file):
    heads = {
        record.rec_headers.get_header("WARC-Target-URI"): content
        for record, content in records(warc_file, no_record_parse=True)
        if record.rec_type == "response"
    }

    assert heads["http://a.example/x"] == MANY[0].hops[0].head + MANY[0].body


def test_replay_gives_the_content_that_was_read(warc_file):
    """Chunked, compressed and redirected answers come out of a replay library as a visitor sees them."""
    replayed = {
        record.rec_headers.get_header("WARC-Target-URI"): content
        for record, content in records(warc_file)
        if record.rec_type == "response"
    }

    assert replayed["http://a.example/gz"] == TEXT
    assert replayed["http://a.example/chunked"] == TEXT
    assert replayed["http://a.example/new"] == TEXT + b"!"


def test_an_equal_payload_refers_to_the_record_that_holds_it(warc_file):
    by_id = {
        r.rec_headers.get_header("WARC-Record-ID"): r for r, _ in records(warc_file, no_record_parse=True)
    }
    revisit = next(r.rec_headers for r in by_id.values() if r.rec_type == "revisit")
    original = by_id[revisit.get_header("WARC-Refers-To")].rec_headers

    assert revisit.get_header("WARC-Profile").endswith("/warc/1.1/revisit/identical-payload-digest")
    assert original.get_header("WARC-Target-URI") == revisit.get_header("WARC-Refers-To-Target-URI")
    assert original.get_header("WARC-Date") == revisit.get_header("WARC-Refers-To-Date")
    assert original.get_header("WARC-Payload-Digest") == revisit.get_header("WARC-Payload-Digest")


def test_a_failure_is_evidence_and_adds_no_header_of_its_own(warc_file):
    said = [content for record, content in records(warc_file) if record.rec_type == "metadata"]

    assert "detail: ปฏิเสธWARC-Type: x\r\n".encode() in said[0]
    assert b"error: reset" in said[1]


def test_the_index_of_a_library_finds_every_record(warc_file, tmp_path):
    out = tmp_path / "index.jsonl"
    Indexer(["offset", "warc-type"], [str(warc_file)], str(out)).process_all()
    named = [
        record
        for row in read_rows(warc_file.with_name("register.csv").read_text(encoding="utf-8"))
        for record in json.loads(row["records"])
        if record["type"] != "file"
    ]

    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(int(line["offset"]), line["warc-type"]) for line in lines] == [
        (record["offset"], record["type"]) for record in named
    ]


def test_the_warcinfo_names_program_settings_and_operator(warc_file):
    record, content = next(records(warc_file))

    assert record.rec_type == "warcinfo"
    for line in (
        b"software: test 1",
        b"operator: a@b.example",
        b"setting-rate: 2",
        b"format: WARC File Format 1.1",
    ):
        assert line in content


def test_a_page_as_a_browser_showed_it_refers_to_its_own_record(tmp_path):
    shown = answer(
        body=b"<p>filled</p>", hops=(), http_status=None, ip=None, purpose=RENDERED, detail="chromium 1"
    )
    keep(tmp_path, [answer(), shown])
    capture = load_looks(tmp_path)[0]
    by_kind = {
        r.rec_type: r.rec_headers
        for r, _ in records(capture.folder / "capture.warc.gz", no_record_parse=True)
    }

    assert capture.responses == [answer(), shown]
    assert by_kind["conversion"].get_header("WARC-Refers-To") == by_kind["response"].get_header(
        "WARC-Record-ID"
    )
    assert verify_looks(tmp_path) == []


def test_the_digest_of_a_payload_is_worked_out_once(monkeypatch):
    response = answer(body=b"%PDF body")
    assert response.sha256 == hashlib.sha256(b"%PDF body").hexdigest()
    monkeypatch.setattr(captured.hashlib, "sha256", None)
    assert len(response.sha256) == 64
    assert answer(body=b"").sha256 == ""


def test_documents_that_are_packed_already_are_not_packed_again(tmp_path):
    body = b"%PDF" + bytes(range(256)) * 4000
    writer = WarcWriter(tmp_path / "one.warc.gz")
    writer.open(tool="t", date=NOON, settings={})
    began = time.perf_counter()
    for number in range(20):
        writer.add(answer(f"http://a.example/{number}", body + bytes([number])))
    writer.close()

    assert (tmp_path / "one.warc.gz").stat().st_size > 20 * len(body)
    assert time.perf_counter() - began < 5


def test_equal_payloads_are_kept_once_in_the_whole_case(looks):
    second = (load_looks(looks)[1].folder / "register.csv").read_text(encoding="utf-8")
    assert second.count('""type"": ""revisit""') == 3
    assert '""type"": ""response""' not in second


def test_untouched_evidence_verifies(looks):
    assert verify_looks(looks) == []


@pytest.mark.parametrize(("name", "step"), [("capture.warc.gz", 3), ("register.csv", 3), ("look.json", 1)])
def test_any_changed_byte_is_noticed(tmp_path, name, step):
    """One bit flipped at every `step`-th byte of every file of a look, another bit each time."""
    keep(tmp_path, ANSWERS[:3])
    path = load_looks(tmp_path)[0].folder / name
    whole = path.read_bytes()
    missed = []
    for place in range(0, len(whole), step):
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        path.write_bytes(changed)
        if not verify_looks(tmp_path):
            missed.append(place)

    assert missed == []


@pytest.mark.parametrize("name", ["capture.warc.gz", "register.csv", "look.json"])
def test_a_file_cut_at_any_byte_is_noticed(tmp_path, name):
    keep(tmp_path, ANSWERS[:3])
    path = load_looks(tmp_path)[0].folder / name
    whole = path.read_bytes()
    for cut in range(0, len(whole), 7):
        path.write_bytes(whole[:cut])
        assert verify_looks(tmp_path), cut
    path.write_bytes(whole + b"\n")
    assert verify_looks(tmp_path)


def lines_of(path):
    return path.read_text(encoding="utf-8").splitlines(keepends=True)


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:2] + lines[3:],
        lambda lines: lines[:-1],
        lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
        lambda lines: [*lines[:3], lines[2], *lines[3:]],
        lambda lines: [*lines, lines[-1]],
    ],
    ids=["one removed", "the last removed", "two exchanged", "one doubled", "one added"],
)
def test_lines_removed_added_or_reordered_are_noticed(looks, change):
    path = load_looks(looks)[0].folder / "register.csv"
    path.write_text("".join(change(lines_of(path))), encoding="utf-8")

    assert verify_looks(looks)


def members(path):
    rows = read_rows(path.with_name("register.csv").read_text(encoding="utf-8"))
    data = path.read_bytes()
    named = [r for row in rows for r in json.loads(row["records"]) if r["type"] != "file"]
    return [data[r["offset"] : r["offset"] + r["length"]] for r in named]


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m[:2] + m[3:],
        lambda m: m[:-1],
        lambda m: [*m[:1], m[2], m[1], *m[3:]],
        lambda m: [*m, m[-1]],
        lambda m: [*m[:2], m[1], *m[2:]],
    ],
    ids=["one removed", "the last removed", "two exchanged", "one added", "one doubled"],
)
def test_records_removed_added_or_reordered_are_noticed(looks, change):
    path = load_looks(looks)[0].folder / "capture.warc.gz"
    path.write_bytes(b"".join(change(members(path))))

    assert verify_looks(looks)


def test_a_look_removed_renamed_or_joined_by_a_stray_file_is_noticed(looks):
    first, second = (capture.folder for capture in load_looks(looks))
    stray = first / "notes.txt"
    stray.write_text("x")
    assert verify_looks(looks) == [f"{first.name}/notes.txt: not a file of this look"]
    stray.unlink()
    shutil.move(first, looks / "aside")
    assert verify_looks(looks) == [f"{second.name}: the look before it is not the one it was chained to"]
    shutil.move(looks / "aside", first.with_name("20200101T000000Z"))
    assert verify_looks(looks)


def test_an_older_look_is_known_by_its_files_and_read_line_by_line_only_when_they_differ(looks, monkeypatch):
    keep(looks)
    first, second, last = (capture.folder for capture in load_looks(looks))
    read = []
    real = verify._verify
    monkeypatch.setattr(verify, "_verify", lambda folder, before: read.append(folder) or real(folder, before))

    assert verify_looks(looks) == []
    assert read == [last]
    line = bytearray((first / "capture.warc.gz").read_bytes())
    line[len(line) // 2] ^= 1
    (first / "capture.warc.gz").write_bytes(line)
    assert [problem.split("/")[0] for problem in verify_looks(looks)][:1] == [first.name]
    assert not [problem for problem in verify_looks(looks) if second.name in problem]


def test_an_older_look_written_anew_and_chained_anew_is_noticed(looks):
    keep(looks)
    folders_ = [capture.folder for capture in load_looks(looks)]
    kept = folders_[0].name
    shutil.rmtree(folders_[0])
    other = looks.parent / "other"
    keep(other, ANSWERS[:3])
    forged = load_looks(other)[0].folder
    look = json.loads((forged / "look.json").read_text(encoding="utf-8"))
    forged.rename(folders_[0])
    (folders_[0] / "look.json").write_text(
        json.dumps(look | {"look_id": kept}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )

    assert any(kept in problem for problem in verify_looks(looks))


def test_a_look_that_was_changed_before_the_next_began_is_never_vouched_for(looks):
    first = load_looks(looks)[0].folder
    path = first / "capture.warc.gz"
    path.write_bytes(path.read_bytes()[:-9] + b"forgotten")
    keep(looks)

    assert load_looks(looks)[-1].look["before"] == {}
    assert any(first.name in problem for problem in verify_looks(looks))


def test_a_page_that_leads_on_is_kept_because_it_is_the_reason_for_the_next_hop(tmp_path):
    page = b"<meta http-equiv=refresh content='0;url=/new'>"
    led = dataclasses.replace(MOVED, hops=(hop("http://a.example/old", 200, body=page), MOVED.hops[1]))
    keep(tmp_path, [led, led])
    first, second = load_looks(tmp_path)[0].responses

    assert first == second == led
    assert first.hops[0].body == page


def test_a_look_goes_on_after_a_kill_at_any_byte(tmp_path):
    """Whatever was torn off the register's end, what stood before it is kept and the rest is asked again."""
    writer = open_look(tmp_path / "one", {}, tool="t")
    for response in ANSWERS:
        writer.add(response)
    abandon(writer)
    whole = (writer.folder / "register.csv").read_bytes()
    start = whole.find(b"\n", whole.find(b"\n") + 1) + 1
    for cut in range(start, len(whole) + 1, 41):
        folder = tmp_path / f"cut{cut}"
        shutil.copytree(tmp_path / "one", folder)
        register = next(folder.rglob("register.csv"))
        register.write_bytes(whole[:cut])
        assert verify_looks(folder) == []  # a look that was killed is not a changed one
        assert len(unfinished(folder)) == 1
        again = open_look(folder, {}, tool="t")
        kept = [r for many in again.done.values() for r in many]
        for response in ANSWERS[len(kept) :]:
            again.add(response)
        again.finish("finished")

        assert kept == ANSWERS[: len(kept)]
        assert [c.responses for c in load_looks(folder)] == [ANSWERS]
        assert verify_looks(folder) == []


def test_what_is_cut_off_is_written_down(tmp_path):
    writer = open_look(tmp_path, {"rate": 2}, tool="t")
    writer.add(ANSWERS[0])
    abandon(writer)
    for name, tail in (("capture.warc.gz", b"half a record"), ("register.csv", "ครึ่งบรรทัด".encode()[:-1])):
        with (writer.folder / name).open("ab") as file:
            file.write(tail)

    open_look(tmp_path, {"rate": 5}, tool="t").finish("finished")

    rows = load_looks(tmp_path)[0].rows
    said = json.loads(next(row["detail"] for row in rows if row["purpose"] == RESUMED))
    assert (said["cut"]["warc_bytes"], said["cut"]["register_bytes"]) == (13, 32)
    assert said["settings"] == {"rate": 5}
    assert verify_looks(tmp_path) == []


def test_a_changed_line_of_a_stopped_look_is_named_and_nobody_goes_on_with_it(tmp_path):
    writer = open_look(tmp_path, {}, tool="t")
    for response in ANSWERS:
        writer.add(response)
    abandon(writer)
    path = writer.folder / "register.csv"
    path.write_bytes(path.read_bytes().replace(b"/y", b"/z", 1))

    assert [problem.rpartition(": ")[2] for problem in verify_looks(tmp_path)] == ["the chain is broken here"]
    assert open_look(tmp_path, {}, tool="t").folder != writer.folder


def test_a_look_of_other_addresses_is_not_gone_on_with(tmp_path):
    abandon(open_look(tmp_path, {"site": "http://a.example/"}, tool="t"))
    other = open_look(tmp_path, {"site": "http://b.example/"}, tool="t")
    other.finish("finished")

    assert [c.look["state"] for c in load_looks(tmp_path, states=("interrupted", "finished"))] == [
        "interrupted",
        "finished",
    ]
    assert verify_looks(tmp_path) == []


def test_a_crash_between_the_last_line_and_look_json_is_put_right(tmp_path):
    keep(tmp_path)
    folder = load_looks(tmp_path)[0].folder
    look = json.loads((folder / "look.json").read_text(encoding="utf-8"))
    running = look | {"state": "running", "finished": None, "chain_head": ""}
    (folder / "look.json").write_text(
        json.dumps(running, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    assert verify_looks(tmp_path) == [f"{folder.name}/look.json: says running, its register does not"]

    open_look(tmp_path, {}, tool="t").finish("void")

    assert json.loads((folder / "look.json").read_text(encoding="utf-8")) == look
    assert verify_looks(tmp_path) == []


def test_the_bytes_are_durable_before_the_line_that_names_them(tmp_path, monkeypatch):
    """At every moment a power cut may keep lines and lose WARC bytes that were not synced: none is named."""
    events = []
    append, sync = warc.DurableFile.append, warc.DurableFile.sync
    monkeypatch.setattr(
        warc.DurableFile,
        "append",
        lambda self, *pieces: (append(self, *pieces), events.append((self.path, self.end)))[0],
    )
    monkeypatch.setattr(
        warc.DurableFile, "sync", lambda self: (sync(self), events.append((self.path, None)))[0]
    )
    writer = open_look(tmp_path / "one", {}, tool="t")
    for response in MANY:
        writer.add(response)
    abandon(writer)
    monkeypatch.undo()

    whole = {name: (writer.folder / name).read_bytes() for name in ("capture.warc.gz", "register.csv")}
    written, durable = dict.fromkeys(whole, 0), dict.fromkeys(whole, 0)
    written["register.csv"] = durable["register.csv"] = len(
        whole["register.csv"].splitlines(keepends=True)[0]
    )
    for number, (path, end) in enumerate(events):
        if end is None:
            durable[path.name] = written[path.name]
        else:
            written[path.name] = end
        lines = whole["register.csv"][: written["register.csv"]].decode("utf-8")
        assert warc_end(read_rows(lines)) <= durable["capture.warc.gz"], number
        if number % 5 == 0:
            folder = tmp_path / f"cut{number}"
            shutil.copytree(tmp_path / "one", folder)
            for name, kept in (("capture.warc.gz", durable), ("register.csv", written)):
                (next(folder.rglob(name))).write_bytes(whole[name][: kept[name]])
            again = open_look(folder, {}, tool="t")
            kept = [r for many in again.done.values() for r in many]
            again.finish("finished")
            assert kept == MANY[: len(kept)]
            assert verify_looks(folder) == []
    assert number > 3 * len(MANY)


class SmallDisk:
    """A disk with so much room left; a write takes what fits, the next one fails."""

    room = 0

    def take(self, pieces):
        data = b"".join(pieces)
        fits = min(len(data), SmallDisk.room)
        if not fits:
            raise OSError(errno.ENOSPC, "No space left on device")
        SmallDisk.room -= fits
        return self.file.write(data[:fits])


def fill(folder, kept):
    """Look as the program does: what stops it while it runs interrupts it."""
    writer = open_look(folder, {}, tool="t")
    try:
        for response in MANY:
            writer.add(response)
            kept.append(response)
    except LookError:
        writer.finish("interrupted")
        raise
    writer.finish("finished")


def test_a_full_disk_stops_the_look_keeps_what_it_had_and_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(warc.DurableFile, "take", SmallDisk.take)
    SmallDisk.room = 1 << 30
    keep(tmp_path / "whole", MANY)
    needed = (1 << 30) - SmallDisk.room
    for number, room in enumerate(range(0, needed - 149, 149)):  # record ids pack to a few bytes more or less
        folder, kept = tmp_path / f"disk{number}", []
        SmallDisk.room = room
        with pytest.raises(LookError, match="nothing more could be written") as stopped:
            fill(folder, kept)
        assert "ดิสก์เต็ม" in stopped.value.hint_th
        assert verify_looks(folder) == []
        SmallDisk.room = 1 << 30
        again = open_look(folder, {}, tool="t")
        assert [r for many in again.done.values() for r in many][: len(kept)] == kept
        for response in MANY:
            if response.url not in again.done:
                again.add(response)
        again.finish("finished")
        assert verify_looks(folder) == []
        assert {r.url for r in load_looks(folder)[-1].responses} == {r.url for r in MANY}


@pytest.mark.parametrize("most", [1, 3, 7, 1000])
def test_pieces_are_written_whole_however_few_bytes_the_system_takes_at_a_time(tmp_path, monkeypatch, most):
    pieces = [bytes([n]) * (n % 5) for n in range(1, 250)] * 5
    whole = b"".join(pieces)
    monkeypatch.setattr(warc.DurableFile, "take", lambda self, some: self.file.write(b"".join(some)[:most]))
    file = warc.DurableFile(tmp_path / "few")
    assert (file.append(b"ab"), file.append(*pieces), file.end) == (0, 2, 2 + len(whole))
    file.close()
    monkeypatch.undo()
    many = warc.DurableFile(tmp_path / "many")
    many.append(b"ab", *pieces)
    many.close()
    assert (tmp_path / "few").read_bytes() == (tmp_path / "many").read_bytes() == b"ab" + whole


def test_one_look_per_case_at_a_time(tmp_path):
    first = open_look(tmp_path, {}, tool="t")
    with pytest.raises(LookError, match=f"another look of this case runs .process {os.getpid()}, since 2"):
        open_look(tmp_path, {}, tool="t")
    first.finish("finished")
    open_look(tmp_path, {}, tool="t").finish("finished")


HOLD = """
import sys, time
from pathlib import Path
from ita_audit.evidence import open_look
open_look(Path(sys.argv[1]), {}, tool="t")
print("held", flush=True)
time.sleep(60)
"""


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path):
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert child.stdout.readline() == b"held\n"
    with pytest.raises(LookError, match=f"process {child.pid}"):
        open_look(tmp_path, {}, tool="t")
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()

    open_look(tmp_path, {}, tool="t").finish("finished")

    said = json.loads(next(r["detail"] for r in load_looks(tmp_path)[0].rows if r["purpose"] == RESUMED))
    assert said["lock_of"]["pid"] == child.pid


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="the owner's process can be told on Linux only"
)
def test_where_the_file_system_keeps_no_locks_the_owner_decides(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "_lock", lambda descriptor: None)
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    assert child.stdout.readline() == b"held\n"
    with pytest.raises(LookError, match=f"process {child.pid}"):
        open_look(tmp_path, {}, tool="t")
    child.kill()
    child.wait()
    child.stdout.close()

    open_look(tmp_path, {}, tool="t").finish("finished")


def test_a_void_look_is_kept_apart(tmp_path):
    keep(tmp_path)
    keep(tmp_path, [FAILED], state="void")

    assert len(load_looks(tmp_path)) == 1
    assert len(list((tmp_path / "looks").glob("*/look.json"))) == 2
    assert verify_looks(tmp_path) == []


def test_looks_stay_in_order_where_the_clock_was_put_back(tmp_path, monkeypatch):
    ahead = type(
        "Ahead",
        (datetime,),
        {"now": classmethod(lambda cls, zone: datetime(2099, 12, 31, 23, 59, 59, tzinfo=zone))},
    )
    with monkeypatch.context() as clock:
        clock.setattr(folders, "datetime", ahead)
        keep(tmp_path)
    keep(tmp_path)

    captures = load_looks(tmp_path)
    assert [capture.folder.name for capture in captures] == ["20991231T235959Z", "21000101T000000Z"]
    assert captures[1].look["started"] < "2099"
    assert verify_looks(tmp_path) == []


def test_the_chain_head_depends_on_the_settings(tmp_path):
    keep(tmp_path)
    path = load_looks(tmp_path)[0].folder / "look.json"
    look = json.loads(path.read_text(encoding="utf-8"))
    look["settings"]["rate"] = 200
    path.write_text(json.dumps(look, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert any("chain is broken" in problem for problem in verify_looks(tmp_path))


def as_first_format(folder):
    """Write a look as the first version of the program did: no format, no link to another look."""
    look = json.loads((folder / "look.json").read_text(encoding="utf-8"))
    for key in ("format", "previous", "before"):
        del look[key]
    chain, rows = register.origin(look), []
    for row in read_rows((folder / "register.csv").read_bytes().decode("utf-8")):
        rows.append(register.chained(row, chain))
        chain = rows[-1]["chain"]
    (folder / "register.csv").write_text(register.text_of(rows), encoding="utf-8", newline="")
    (folder / "look.json").write_text(register.look_text(look | {"chain_head": chain}), encoding="utf-8")


def test_a_look_of_the_first_format_loads_verifies_and_is_followed_by_one_of_this(tmp_path):
    keep(tmp_path, MANY)
    first = load_looks(tmp_path)[0]
    as_first_format(first.folder)
    keep(tmp_path, MANY)
    old, new = load_looks(tmp_path)

    assert verify_looks(tmp_path) == []
    assert old.responses == new.responses == MANY
    assert new.look["before"]["look_id"] == first.folder.name


def test_ctrl_c_waits_until_record_and_line_are_both_written():
    from ita_audit.evidence.uninterrupted import uninterrupted

    done = []

    def write():
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            done.append("written")

    with pytest.raises(KeyboardInterrupt):
        write()
    assert done == ["written"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
