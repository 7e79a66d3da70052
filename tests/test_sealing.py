"""A sealed case is one file of which every byte counts, and from which the same verdicts come again."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import subprocess
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ita_audit.engagement import open_engagement
from ita_audit.errors import EvidenceError, MissingExtra
from ita_audit.evidence import load_looks
from ita_audit.journal import Journal
from ita_audit.model import Outcome
from ita_audit.report.derive import derive
from ita_audit.sealing import Derived, canonical, container, layout, seal_case, signing, stamp, verify_sealed
from ita_audit.sealing.cdxj import surt
from ita_audit.sealing.container import NotAsSealed, read_container, write_container
from ita_audit.sealing.package import whole_package
from ita_audit.sealing.seal import file_sha256
from tests.test_custody import look

MADE = Derived(
    canonical({"items": {"O1": {"outcome": "failed"}}}), b"<html>report</html>", {"program": "x 1"}
)


def same(project, name):
    """Stand in for the program where only the file is looked at: always the same verdicts."""
    return MADE


@pytest.fixture(scope="module")
def case(tmp_path_factory, demo_case):
    """A small case: one look of four answers, three judgements, a given file with a Thai name."""
    folder = tmp_path_factory.mktemp("cases") / "small"
    shutil.copytree(demo_case.folder / "input", folder / "input")
    (folder / "input" / "หนังสือ นำส่ง.txt").write_text("สำเนา", encoding="utf-8")
    shutil.copyfile(demo_case.folder / "engagement.toml", folder / "engagement.toml")
    opened = open_engagement(folder)
    look(opened)
    journal = Journal(opened.working / "journal.sqlite")
    for number in range(3):
        journal.record(f"O{number + 1}", Outcome.PASSED, "อ่านแล้ว", by="ผู้ตรวจ")
    return opened


@pytest.fixture(scope="module")
def sealed(case, tmp_path_factory):
    return seal_case(case, tmp_path_factory.mktemp("sealed") / "small.wacz", derive=same)


@pytest.fixture
def copy(sealed, tmp_path):
    """The sealed file alone, without the digest beside it."""
    path = tmp_path / "small.wacz"
    shutil.copyfile(sealed.path, path)
    return path


def rebuilt(path, changes=None, *, drop=(), case=None):
    """Write a sealed file anew with other members, its manifest and digests made to fit."""
    members = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name not in (layout.PACKAGE, layout.DIGEST, *drop):
                members[name] = archive.read(name)
    members |= changes or {}
    with path.open("wb") as file:
        write_container(file, whole_package(case, members))


def problems(path, **options):
    return verify_sealed(path, derive=options.pop("derive", same), **options).problems


def test_a_sealed_case_verifies_with_its_digest(sealed):
    found = verify_sealed(sealed.path, derive=same)

    assert (found.problems, found.notes) == ((), ())
    assert found.sha256 == sealed.sha256 == file_sha256(sealed.path)
    assert sealed.path.with_name("small.wacz.sha256").read_text() == f"{sealed.sha256}  small.wacz\n"


def test_the_same_case_gives_the_same_bytes(case, sealed, tmp_path):
    again = seal_case(case, tmp_path / "again.wacz", derive=same)

    assert again.sha256 == sealed.sha256


def test_the_layout_is_that_of_the_standard(sealed, case):
    with zipfile.ZipFile(sealed.path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        package = json.loads(archive.read("datapackage.json"))
        digest = json.loads(archive.read("datapackage-digest.json"))
        pages = archive.read("pages/pages.jsonl").decode().splitlines()
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    look_id = load_looks(case.evidence)[0].info.look_id
    assert {f"archive/{look_id}.warc.gz", "indexes/index.cdx.gz", "indexes/index.idx", "input/หนังสือ นำส่ง.txt",
            "journal/journal.jsonl", "report/report.html", "versions/versions.json", "checklists/oit-2566.csv",
            f"looks/{look_id}.register.csv", "case/engagement.toml", "working/journal.sqlite"} <= set(names)  # fmt: skip
    assert all(name.count("/") <= 1 for name in names)
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    assert [r["path"] for r in package["resources"]] == names[:-2]
    assert digest["path"] == "datapackage.json"
    assert json.loads(pages[0])["format"] == "json-pages-1.0"


def test_the_index_leads_to_the_records(sealed):
    """A viewer finds each record by what the index says; the record is the one of that address."""
    from warcio.archiveiterator import ArchiveIterator

    with zipfile.ZipFile(sealed.path) as archive:
        table = archive.read("indexes/index.idx").decode().splitlines()
        block = json.loads(table[1][table[1].index("{") :])
        packed = archive.read("indexes/index.cdx.gz")[block["offset"] : block["offset"] + block["length"]]
        lines = gzip.decompress(packed).decode().splitlines()
        assert lines == sorted(lines)
        assert len(lines) == 3
        for line in lines:
            fields = json.loads(line[line.index("{") :])
            data = archive.read(f"archive/{fields['filename']}")
            member = data[int(fields["offset"]) : int(fields["offset"]) + int(fields["length"])]
            record = next(iter(ArchiveIterator(io.BytesIO(member))))
            assert record.rec_headers.get_header("WARC-Target-URI") == fields["url"]
            assert record.rec_headers.get_header("WARC-Payload-Digest") == fields["digest"]
            assert line.startswith(surt(fields["url"]) + " 20230420050000 ")


def test_every_flipped_byte_is_found_against_the_digest(sealed, copy):
    whole = copy.read_bytes()
    for place in range(0, len(whole), 4099):
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        copy.write_bytes(changed)
        assert problems(copy, sha256=sealed.sha256), place


def test_bytes_outside_the_members_count_even_without_the_digest(sealed, copy):
    """Every byte of every header and of the directory, one bit each."""
    whole = copy.read_bytes()
    held = {n for m in read_container(copy) for n in range(m.start, m.start + m.size)}
    outside = [place for place in range(len(whole)) if place not in held]
    assert len(outside) > 2000
    for place in outside[::3]:
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        copy.write_bytes(changed)
        with pytest.raises(NotAsSealed):
            read_container(copy)


def test_bytes_of_the_members_count_even_without_the_digest(sealed, copy):
    whole = copy.read_bytes()
    places = [m.start + (m.size // 2) for m in read_container(copy) if m.size]
    places += [m.start for m in read_container(copy) if m.size]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        copy.write_bytes(changed)
        assert problems(copy), place


@pytest.mark.parametrize(
    "change",
    [
        lambda b: b + b"\0",
        lambda b: b + b"PK\x05\x06" + bytes(18),
        lambda b: b"#!/bin/sh\n" + b,
        lambda b: b[:-1],
        lambda b: b[: len(b) // 2],
        lambda b: b"",
        lambda b: b[:-2] + b"\x04\0note",
    ],
    ids=["a byte after", "a second end", "a head before", "cut by one", "cut in half", "empty", "a comment"],
)
def test_bytes_before_after_and_missing_are_found(copy, change):
    copy.write_bytes(change(copy.read_bytes()))

    assert problems(copy)


def test_a_member_that_no_list_names_is_found(copy, case):
    with zipfile.ZipFile(copy) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with copy.open("wb") as file:
        write_container(file, {"input/more.txt": b"x", **members})

    assert "input/more.txt: in the file, not listed in the manifest" in problems(copy)


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/x", "input/../../x", "input\\x", "other/x", "input/x:y", "case/x"]
)
def test_a_member_of_a_strange_name_is_refused_and_written_nowhere(copy, case, name, tmp_path):
    rebuilt(copy, {name: b"x"}, case=case)

    assert len(problems(copy)) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"small.wacz"}


def test_the_digest_that_is_given_decides(sealed, copy, case):
    rebuilt(copy, {layout.REPORT: b"<html>other</html>"}, case=case)

    assert problems(copy, sha256=sealed.sha256)[0].startswith("small.wacz: SHA-256 is ")
    assert problems(copy, sha256="00") != ()


def test_a_file_made_anew_to_fit_itself_is_found_by_what_comes_out_of_it(copy, case):
    other = canonical({"items": {"O1": {"outcome": "passed"}}})
    rebuilt(copy, {layout.REPORT: b"<html>other</html>", layout.VERDICTS: other}, case=case)

    found = problems(copy)

    assert "report/report.html: not what the case gives" in found
    assert any(problem.startswith("verdict on O1: sealed passed/") for problem in found)


@pytest.mark.parametrize("name", [layout.INDEX, layout.TABLE, layout.PAGES, layout.JOURNAL_TEXT])
def test_every_text_that_comes_out_of_the_case_is_made_again(copy, case, name):
    rebuilt(copy, {name: b"{}\n"}, case=case)

    assert f"{name}: not what the case gives" in problems(copy)


def test_evidence_changed_inside_a_file_made_anew_is_named(copy, case):
    with zipfile.ZipFile(copy) as archive:
        name = next(n for n in archive.namelist() if n.endswith("register.csv"))
        changed = archive.read(name).replace(b"a.example/y", b"a.example/z", 1)
    rebuilt(copy, {name: changed}, case=case)

    assert any(p.startswith("evidence: ") and "register.csv, row" in p for p in problems(copy))


def test_another_program_version_is_named_and_its_report_is_no_difference(copy):
    other = Derived(MADE.verdicts, b"<html>newer</html>", {"program": "x 2"})

    found = verify_sealed(copy, derive=lambda *_: other)

    assert found.problems == ()
    assert any("made with another program: x 1 (here x 2)" in note for note in found.notes)
    assert any(note.startswith("report/report.html: another program version made it") for note in found.notes)


def test_another_verdict_is_a_difference_whoever_made_it(copy):
    other = Derived(canonical({"items": {"O1": {"outcome": "cant_tell"}}}), MADE.report, {"program": "x 2"})

    assert any("verdict on O1" in problem for problem in problems(copy, derive=lambda *_: other))


def test_nothing_is_sealed_that_does_not_verify(case, tmp_path):
    folder = tmp_path / "broken"
    shutil.copytree(case.folder, folder)
    broken = open_engagement(folder)
    path = load_looks(broken.evidence)[0].folder / "register.csv"
    path.write_bytes(path.read_bytes().replace(b"a.example/y", b"a.example/z", 1))

    with pytest.raises(EvidenceError, match="the chain is broken here"):
        seal_case(broken, tmp_path / "x.wacz", derive=same)


def test_a_container_larger_than_the_old_format_allows_is_read_back(tmp_path, monkeypatch):
    """ZIP64 fields are written where sizes need them; the border is moved so that the test stays small."""
    monkeypatch.setattr(container, "_FULL", 1000)
    members = {"a/one.txt": b"x" * 1500, "a/two.txt": b"y" * 20}
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        write_container(file, members)

    assert [(m.name, m.size) for m in read_container(path)] == [("a/one.txt", 1500), ("a/two.txt", 20)]
    path.write_bytes(path.read_bytes()[:-40] + b"\1" + path.read_bytes()[-39:])
    with pytest.raises(NotAsSealed):
        read_container(path)


def test_a_container_of_more_members_than_the_old_format_counts_opens_with_the_standard_library(tmp_path):
    path = tmp_path / "many.zip"
    with path.open("wb") as file:
        write_container(file, {f"a/{number}": b"" for number in range(65_536)})

    with zipfile.ZipFile(path) as archive:
        assert len(archive.namelist()) == 65_536
    assert len(read_container(path)) == 65_536


def key_pair(folder, name):
    key = Ed25519PrivateKey.generate()
    private, public = folder / f"{name}.pem", folder / f"{name}.pub"
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                          serialization.NoEncryption()))  # fmt: skip
    public.write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM,
                                                     serialization.PublicFormat.SubjectPublicKeyInfo))  # fmt: skip
    return private, public


def test_a_signature_names_its_key_and_fits_one_file_only(tmp_path):
    private, public = key_pair(tmp_path, "ours")
    _, other = key_pair(tmp_path, "other")
    signature = signing.sign("ab" * 32, private)

    assert signing.check_signature(signature, "ab" * 32, trusted=public).problem == ""
    assert "another key" in signing.check_signature(signature, "ab" * 32, trusted=other).problem
    assert "another file" in signing.check_signature(signature, "cd" * 32).problem
    forged = signature.replace(b'"sha256": "ab', b'"sha256": "cd').replace(b"ab" * 31, b"ab" * 31)
    assert signing.check_signature(forged, "cd" + "ab" * 31).problem == "the signature is not valid"
    assert signing.check_signature(b"{}", "ab" * 32).problem
    with pytest.raises(EvidenceError, match="expected an Ed25519 private key"):
        signing.sign("ab" * 32, tmp_path / "none.pem")


def test_without_the_extra_a_time_stamp_is_one_thai_and_one_english_line(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    with pytest.raises(MissingExtra) as missing:
        stamp.request_stamp(tmp_path / "x", "http://tsa.example/")

    assert len(str(missing.value).splitlines()) == 2
    assert "ita-audit[timestamp]" in str(missing.value)


TSA = """[req]
distinguished_name=dn
x509_extensions=ext
prompt=no
[dn]
CN=Test authority
[ext]
extendedKeyUsage=critical,timeStamping
[tsa]
default_tsa=c
[c]
serial=serial
signer_cert=cert.pem
signer_key=key.pem
signer_digest=sha256
default_policy=1.2.3.4
digests=sha256
"""


@pytest.fixture
def authority(tmp_path):
    """A time-stamping authority on loopback, made of the openssl program."""
    if not shutil.which("openssl"):
        pytest.skip("needs the openssl program as authority")
    (tmp_path / "tsa.cnf").write_text(TSA)
    (tmp_path / "serial").write_text("01\n")

    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=tmp_path, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "9",
            "-config", "tsa.cnf")  # fmt: skip

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            (tmp_path / "q").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            openssl("ts", "-reply", "-queryfile", "q", "-out", "r", "-config", "tsa.cnf")
            answer = (tmp_path / "r").read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_): ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_time_stamp_fits_one_file_and_its_authority(copy, authority, tmp_path):
    pytest.importorskip("rfc3161_client", reason="needs the extra `timestamp`")
    with pytest.raises(EvidenceError, match="no time stamp"):
        stamp.request_stamp(copy, f"http://{authority}/")  # a private target that nobody allowed
    token = stamp.request_stamp(copy, f"http://{authority}/", allow=(authority,))
    changed = bytearray(token)
    changed[-20] ^= 1
    cert = tmp_path / "cert.pem"

    assert stamp.check_stamp(token, copy) == stamp.Stamped(stamp.check_stamp(token, copy).time, False)
    assert stamp.check_stamp(token, copy, authority=cert).trusted
    assert stamp.check_stamp(bytes(changed), copy, authority=cert).problem
    assert stamp.check_stamp(token, cert).problem == "the time stamp is of another file"
    assert stamp.check_stamp(token[:40], copy).problem


def command(*words, cwd=None):
    program = [sys.executable, "-c", "from ita_audit.cli import main; main()", *map(str, words)]
    return subprocess.run(program, capture_output=True, timeout=300, check=False, cwd=cwd, encoding="utf-8")


def test_the_demo_seals_and_verifies_with_the_same_verdicts_and_the_same_report(tmp_path, demo_case):
    """The two commands end to end; the second knows nothing but the file."""
    out = tmp_path / "demo.wacz"
    done = command("seal", demo_case.folder, "--out", out, "--sign", key_pair(tmp_path, "k")[0])
    away = tmp_path / "away"
    away.mkdir()
    for name in ("demo.wacz", "demo.wacz.sig"):
        shutil.move(tmp_path / name, away / name)
    good = command(
        "verify",
        away / "demo.wacz",
        "--sha256",
        done.stdout.split()[0],
        "--key",
        tmp_path / "k.pub",
        "--json",
    )
    wrong = command("verify", away / "demo.wacz", "--sha256", "0" * 64)

    assert done.returncode == 0, done.stderr
    said = json.loads(good.stdout)
    assert (good.returncode, said["ok"], said["problems"]) == (0, True, [])
    assert any(note.startswith("signed by the given key") for note in said["notes"])
    assert wrong.returncode == 1
    assert "Traceback" not in wrong.stderr


def test_a_forged_demo_is_found_by_making_its_verdicts_again(tmp_path, demo_case):
    """Someone rewrites a verdict, the report and every digest; the evidence inside says otherwise."""
    sealed = seal_case(demo_case, tmp_path / "demo.wacz", derive=derive)
    sealed.path.with_name("demo.wacz.sha256").unlink()
    with zipfile.ZipFile(sealed.path) as archive:
        verdicts = json.loads(archive.read(layout.VERDICTS))
        report = archive.read(layout.REPORT)
    bad = next(code for code, entry in verdicts["items"].items() if entry["outcome"] == "failed")
    verdicts["items"][bad]["outcome"] = "passed"
    rebuilt(
        sealed.path,
        {layout.VERDICTS: canonical(verdicts), layout.REPORT: report + b"<!-- -->"},
        case=demo_case,
    )

    found = verify_sealed(sealed.path, derive=derive).problems

    assert any(problem.startswith(f"verdict on {bad}: sealed passed/") for problem in found)
    assert "report/report.html: not what the case gives" in found
    assert len(found) == 2


def test_an_open_case_is_verified_by_the_same_command(case):
    printed = command("verify", case.folder)
    against = command("verify", case.folder, "--head", printed.stdout.split()[-1])
    wrong = command("verify", case.folder, "--head", "0" * 64)

    assert (printed.returncode, against.returncode, wrong.returncode) == (0, 0, 1)
