"""What was seen is kept as it was, found again as it was, and every change is noticed."""

from __future__ import annotations

import json
import shutil

import pytest
from warcio.checker import Checker

from ita_audit.errors import LookError
from ita_audit.evidence import load_looks, open_look, verify_looks
from ita_audit.model import Hop, Response

NOON = "2023-04-20T05:00:00Z"


def answer(url="http://a.example/x", body=b"%PDF body", status=200, **changes):
    head = f"HTTP/1.1 {status} OK\r\nX-Thai: ".encode() + b"\xa1\xa2\r\nContent-Type: application/pdf\r\n\r\n"
    hop = Hop(url, status, "203.0.113.9", b"GET /x HTTP/1.1\r\n\r\n", head, NOON, 12)
    values = dict(
        url=url, final_url=url, http_status=status, hops=(hop,), body=body, content=body, error=None, detail="",
        tls=None, ip="203.0.113.9", observed_at=NOON, elapsed_ms=12, attempts=1,
    )  # fmt: skip
    return Response(**(values | changes))


FAILED = answer(
    "http://dead.example/", b"", None, hops=(), error="refused", detail="ปฏิเสธ", ip=None, http_status=None
)
ANSWERS = [answer(), answer("http://a.example/y", b"%PDF other"), FAILED, answer("http://a.example/again")]


def keep(folder, answers=ANSWERS, state="finished"):
    writer = open_look(folder, {"rate": 2}, tool="test 1")
    for response in answers:
        writer.add(response)
    return writer.finish(state)


@pytest.fixture
def looks(tmp_path):
    keep(tmp_path)
    keep(tmp_path)
    return tmp_path


def test_responses_come_back_exactly_as_they_were_added(looks):
    assert [capture.responses for capture in load_looks(looks)] == [ANSWERS, ANSWERS]


def test_the_file_is_a_standard_warc(looks, capsys):
    for capture in load_looks(looks):
        checker = Checker(
            type("C", (), {"inputs": [str(capture.folder / "capture.warc.gz")], "verbose": False})()
        )
        checker.process_all()
        assert checker.exit_value == 0


def test_equal_payloads_are_kept_once_in_the_whole_case(looks):
    second = (load_looks(looks)[1].folder / "register.csv").read_text(encoding="utf-8")
    assert second.count('""type"": ""revisit""') == 3
    assert '""type"": ""response""' not in second


def test_untouched_evidence_verifies(looks):
    assert verify_looks(looks) == []


@pytest.mark.parametrize("name", ["capture.warc.gz", "register.csv", "look.json"])
def test_any_changed_byte_is_noticed(looks, name, tmp_path_factory):
    """One byte flipped at every 37th place of every file of a look."""
    path = load_looks(looks)[0].folder / name
    whole = path.read_bytes()
    missed = []
    for place in range(0, len(whole), 37):
        changed = bytearray(whole)
        changed[place] ^= 0x01
        path.write_bytes(changed)
        if not verify_looks(looks):
            missed.append(place)
    path.write_bytes(whole)
    if name == "look.json":  # blanks and the interpreter's version prove nothing
        text = whole.decode()
        line_of = {p: text[text.rfind("\n", 0, p) + 1 : text.find("\n", p)] for p in missed}
        missed = [p for p in missed if '"python"' not in line_of[p] and not text[p].isspace()]
    assert missed == []


def test_a_removed_last_line_and_a_cut_file_are_noticed(looks):
    register = load_looks(looks)[0].folder / "register.csv"
    whole = register.read_text(encoding="utf-8")
    register.write_text(whole[: whole.rstrip("\n").rfind("\n") + 1], encoding="utf-8")
    assert verify_looks(looks)
    register.write_text(whole, encoding="utf-8")
    warc = register.with_name("capture.warc.gz")
    warc.write_bytes(warc.read_bytes()[:-1])
    assert any("bytes" in problem for problem in verify_looks(looks))


def test_a_look_goes_on_after_a_kill_at_any_byte(tmp_path):
    """Whatever was torn off the register's end, what stood before it is kept and the rest is asked again."""
    writer = open_look(tmp_path / "one", {}, tool="t")
    for response in ANSWERS:
        writer.add(response)
    writer.warc.file.close()
    writer.register.close()
    writer.lock.release()
    whole = (writer.folder / "register.csv").read_bytes()
    start = whole.find(b"\n", whole.find(b"\n") + 1) + 1
    for cut in range(start, len(whole) + 1, 41):
        folder = tmp_path / f"cut{cut}"
        shutil.copytree(tmp_path / "one", folder)
        register = next(folder.rglob("register.csv"))
        register.write_bytes(whole[:cut])
        again = open_look(folder, {}, tool="t")
        kept = [r for many in again.done.values() for r in many]
        for response in ANSWERS[len(kept) :]:
            again.add(response)
        again.finish("finished")

        assert kept == ANSWERS[: len(kept)]
        assert [c.responses for c in load_looks(folder)] == [ANSWERS]
        assert verify_looks(folder) == []


def test_one_look_per_case_at_a_time(tmp_path):
    first = open_look(tmp_path, {}, tool="t")
    with pytest.raises(LookError, match="another look"):
        open_look(tmp_path, {}, tool="t")
    first.finish("finished")
    open_look(tmp_path, {}, tool="t").finish("finished")


def test_a_void_look_is_kept_apart(tmp_path):
    keep(tmp_path)
    keep(tmp_path, [FAILED], state="void")

    assert len(load_looks(tmp_path)) == 1
    assert len(list((tmp_path / "looks").glob("*/look.json"))) == 2


def test_the_chain_head_depends_on_the_settings(tmp_path):
    keep(tmp_path)
    path = load_looks(tmp_path)[0].folder / "look.json"
    look = json.loads(path.read_text(encoding="utf-8"))
    look["settings"]["rate"] = 200
    path.write_text(json.dumps(look), encoding="utf-8")
    assert any("chain is broken" in problem for problem in verify_looks(tmp_path))
