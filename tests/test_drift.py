"""Two looks are compared in the words of the audit; what changes with every visit is silent."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace

import pytest

from ita_audit.comparison import drift_of
from ita_audit.demo_site.pdf import text_pdf
from ita_audit.documents import read_document
from ita_audit.drift import LookSeen, Sighting, compare_looks
from ita_audit.drift.cosmetic import plain_address, plain_lines
from ita_audit.engagement import open_engagement
from ita_audit.evidence import load_looks, open_look
from ita_audit.model import Change, LinkStatus, Reads
from ita_audit.observation import observe
from ita_audit.tables.drift import drift_table

S, C = LinkStatus, Change
PLAN = Sighting(
    "O12",
    "http://a.example/plan.pdf",
    "แผนการใช้จ่าย",
    sha256="aa",
    kind="pdf",
    reads=Reads.YES,
    lines=("แผนการใช้จ่าย ปีงบประมาณ 2566", "สำนักปลัด"),
    pages=1,
    years=(2566,),
)
LAW = Sighting("O3", "http://a.example/law", "กฎหมาย", sha256="bb", kind="html", lines=("กฎหมายที่เกี่ยวข้อง",))


def look(*sightings, page=True):
    return LookSeen("x", page, sightings)


def changes(before, after, *, page=True):
    return [(d.item, d.change) for d in compare_looks(look(*before), look(*after, page=page))]


def other(**changed):
    return replace(PLAN, **changed)


PAIRS = {
    "the same twice": (PLAN, PLAN, []),
    "404 then open": (other(status=S.BROKEN, http_status=404, sha256=""), PLAN, [C.FIXED]),
    "damaged then whole": (other(reads=Reads.DAMAGED, sha256="zz"), PLAN, [C.FIXED]),
    "bad certificate mended": (other(status=S.TLS_PROBLEM), PLAN, [C.FIXED]),
    "unreachable then open": (other(status=S.UNREACHABLE, http_status=None, sha256=""), PLAN, [C.FIXED]),
    "open then 404": (PLAN, other(status=S.BROKEN, http_status=404, sha256=""), [C.REGRESSED]),
    "open then soft 404": (PLAN, other(status=S.SOFT_404, sha256="cc", kind="html"), [C.REGRESSED]),
    "open then a login": (PLAN, other(status=S.LOGIN_WALL, sha256="cc", kind="html"), [C.REGRESSED]),
    "whole then damaged": (PLAN, other(reads=Reads.DAMAGED, sha256="cc", lines=()), [C.REGRESSED]),
    "other address, same file": (PLAN, other(url="http://a.example/new/plan.pdf"), [C.MOVED]),
    "other address, other file, same label": (
        PLAN,
        other(url="http://a.example/9.pdf", sha256="cc", lines=("อื่น",), years=()),
        [C.MOVED],
    ),
    "the site sends on": (
        PLAN,
        other(status=S.REDIRECTED, final_url="http://new.example/plan.pdf"),
        [C.MOVED],
    ),
    "other file behind the same link": (PLAN, other(sha256="cc", lines=("แผนการใช้จ่าย ปีงบประมาณ 2566", "กองคลัง")), [C.REPLACED]),
    "other scan behind the same link": (
        other(lines=(), reads=Reads.SCANNED, years=()),
        other(lines=(), reads=Reads.SCANNED, years=(), sha256="cc"),
        [C.REPLACED],
    ),
    "same first pages of a long file": (
        other(pages=40, whole=False),
        other(pages=40, whole=False, sha256="cc"),
        [C.REPLACED],
    ),
    "saved again with the same text": (PLAN, other(sha256="cc"), []),
    "next year's file behind the same link": (PLAN, other(sha256="cc", years=(2567,), lines=("แผน ปีงบประมาณ 2567",)), [C.YEAR_ROLLED]),
    "next year's file at its own address": (
        PLAN,
        other(url="http://a.example/67.pdf", label="แผนการใช้จ่าย 2567", sha256="cc", years=(2567,), lines=("x",)),
        [C.YEAR_ROLLED],
    ),
    "other words on the link": (PLAN, other(label="รายงานผล"), [C.LABEL_CHANGED]),
    "only the label's year": (PLAN, other(label="แผนการใช้จ่าย 2567"), [C.LABEL_CHANGED]),
    "a counter in the label": (other(label="แผน (อ่าน 12 ครั้ง)"), other(label="แผน (อ่าน 1,987 ครั้ง)"), []),
    "a session id in the address": (
        other(url="http://a.example/d?doc=7&PHPSESSID=81aa"),
        other(url="http://a.example/d?doc=7&PHPSESSID=77b0"),
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), PAIRS.values(), ids=PAIRS)
def test_each_class_of_change_is_named(before, after, expected):
    assert changes([before], [after]) == [("O12", change) for change in expected]


@pytest.mark.parametrize(
    ("status", "http"),
    [
        (S.TIMEOUT, None),
        (S.UNREACHABLE, None),
        (S.BLOCKED, 403),
        (S.RATE_LIMITED, 429),
        (S.ROBOTS, None),
        (S.UNCHECKED, None),
        (S.TOO_LARGE, 200),
        (S.BROKEN, 500),
        (S.BROKEN, 503),
        (S.BROKEN, 200),
        (S.BROKEN, None),
    ],
    ids=str,
)
def test_a_failed_fetch_is_no_observation_and_never_a_removal(status, http):
    failed = other(status=status, http_status=http, sha256="", lines=(), reads=None)

    assert changes([PLAN], [failed]) == [("O12", C.NO_OBSERVATION)]
    assert changes([failed], [PLAN]) in ([], [("O12", C.FIXED)])


def test_a_page_that_could_not_be_read_removes_nothing():
    assert changes([PLAN, LAW], [], page=False) == [("O3", C.NO_OBSERVATION), ("O12", C.NO_OBSERVATION)]


def test_files_behind_a_page_that_did_not_open_are_not_removed():
    page = replace(LAW, item="O12")
    file = other(parent=page.url)
    failed = replace(page, status=S.TIMEOUT, http_status=None, sha256="", lines=())

    assert changes([page, file], [failed]) == [("O12", C.NO_OBSERVATION)]
    assert changes([page, file], [page]) == [("O12", C.REMOVED)]


def test_a_link_that_went_is_a_fault_only_where_nothing_is_left():
    more = other(url="http://a.example/more.pdf", label="อื่น", sha256="dd")

    assert changes([PLAN, more], [PLAN]) == [("O12", C.REMOVED)]
    assert changes([PLAN], [LAW]) == [("O3", C.FIXED), ("O12", C.REGRESSED)]
    assert changes([PLAN], [PLAN, more]) == [("O12", C.ADDED)]


HOURS = ("08:30 น.", "16.45 น.", "23:59:01", "9:05 AM")


def visit(rng: random.Random) -> bytes:
    """The same page as another visitor gets it."""
    n = lambda top=99_999: f"{rng.randrange(top):,}"  # noqa: E731 (a shorthand inside one page)
    day, month = rng.randrange(1, 29), rng.choice(("มกราคม", "ก.พ.", "กันยายน", "พฤศจิกายน"))
    token = "".join(rng.choice("0123456789abcdef") for _ in range(32))
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>รายงาน</title>
<meta name="csrf" content="{token}"><!-- {rng.random()} --></head><body>
<div>วัน{rng.choice(("จันทร์", "พุธ", "อาทิตย์"))}ที่ {day} {month} 256{rng.randrange(6, 10)}</div>
<div>เวลา {rng.choice(HOURS)}</div>
<main><h1>รายงานผลการใช้จ่ายงบประมาณ ปีงบประมาณ 2566</h1>
<p>งบประมาณที่ได้รับจัดสรรทั้งหมด 500,000 บาท</p><p>ประชุม 12 ครั้ง ผู้เข้าร่วม 30 คน</p>
<a href="/load?doc=7&amp;PHPSESSID={token}">ดาวน์โหลดรายงาน</a> <span>อ่าน {n()} ครั้ง</span>
<p>ปรับปรุงล่าสุด {day}/0{rng.randrange(1, 9)}/202{rng.randrange(3, 7)} {rng.randrange(24):02}:{rng.randrange(60):02}</p></main>
<div>สถิติผู้เข้าชมเว็บไซต์</div><ul><li>วันนี้ {n(900)}</li><li>เมื่อวาน {n(900)}</li><li>ทั้งหมด {n(9_999_999)}</li></ul>
<div>ผู้เยี่ยมชม</div><table><tr><td>{n(9_999_999)}</td></tr></table>
<p>ขณะนี้มีผู้ใช้งานออนไลน์ {rng.randrange(40)} คน</p><p>IP ของท่าน {rng.randrange(1, 224)}.2.{rng.randrange(255)}.4</p>
<p>Visitors: {n()} | Page views: {n()}</p><p>หมายเลขคำขอ {token}</p>
<p>ประมวลผล {rng.random():.4f} วินาที</p><p>Copyright © 202{rng.randrange(3, 7)} เทศบาลสมมุติ</p>
</body></html>""".encode()


def sighting_of(data: bytes, sha: str) -> Sighting:
    reading = read_document(data, url="http://a.example/r", content_type="text/html; charset=utf-8")
    lines = tuple(part.text for part in reading.parts if part.where in ("heading", "page"))
    return Sighting("O1", "http://a.example/r", "รายงาน", sha256=sha, kind=reading.kind, reads=reading.state,
                    lines=lines, years=(2566,))  # fmt: skip


def test_a_thousand_visits_to_the_same_page_raise_no_alarm():
    rng = random.Random(2566)
    first = sighting_of(visit(rng), "first")
    alarms = [
        drift
        for number in range(1000)
        for drift in compare_looks(look(first), look(sighting_of(visit(rng), str(number))))
    ]

    assert alarms == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("500,000 บาท", "900,000 บาท"),
        ("ประชุม 12 ครั้ง", "ประชุม 13 ครั้ง"),
        ("ผู้เข้าร่วม 30 คน", "ผู้เข้าร่วม 3 คน"),
        ("รายงานผลการใช้จ่าย", "รายงานการประชุม"),
    ],
)
def test_a_change_of_content_among_counters_is_seen(old, new):
    rng = random.Random(1)
    before, after = visit(rng), visit(rng).replace(old.encode(), new.encode())

    assert [
        d.change for d in compare_looks(look(sighting_of(before, "1")), look(sighting_of(after, "2")))
    ] == [C.REPLACED]


def test_a_date_inside_a_sentence_is_content():
    one, two = (f"เทศบาลประกาศผลผู้ชนะการเสนอราคา เมื่อวันที่ {day} มกราคม 2566" for day in (5, 7))

    assert plain_lines([one]) != plain_lines([two])


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("http://a/x;jsessionid=1F?id=2", "http://a/x;jsessionid=9?id=2", True),
        ("http://a/x?v=20231&t=1700000000", "http://a/x?v=20231&t=1800000000", True),
        ("http://a/x?id=2&sid=1", "http://a/x?id=2&sid=7#top", True),
        ("http://a/x?id=2", "http://a/x?id=3", False),
        ("http://a/x?v=1", "http://a/x?v=2", False),
    ],
)
def test_addresses_differ_only_by_what_belongs_to_the_address(one, two, same):
    assert (plain_address(one) == plain_address(two)) is same


def test_the_two_looks_of_the_demo_differ_in_nothing_that_was_seen(demo):
    drifts = drift_of(demo)

    assert {d.change for d in drifts} <= {C.NO_OBSERVATION}
    assert len(drift_table(demo).rows) == len(drifts)


def test_a_third_look_is_compared_out_of_the_evidence_itself(tmp_path, demo_case, demo):
    """Four links change on the wire; the tables name exactly these, by item."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_case.folder, folder, ignore=shutil.ignore_patterns("report", "notebooks"))
    last = load_looks(folder / "evidence")[-1]
    files = [
        s
        for s in demo.observed
        if s.parent == "" and s.reading and s.reading.kind == "pdf" and s.check.status is S.OK
    ]
    one = {s.item: s for s in files if len(demo.evidence_of(s.item)) == 1 and s.reading.state is Reads.YES}
    replaced, gone, silent, source = list(one.values())[:4]
    other = text_pdf([*replaced.reading.text.split("\n")[:6], "เนื้อหาใหม่"])
    broken = next(s for s in demo.observed if s.check.status is S.BROKEN and s.check.http_status == 404 and s.check.url in demo_urls(demo, s.item))  # fmt: skip
    body = last.response(source.link.url)

    def changed(response):
        if response.url == replaced.link.url:
            return replace(response, body=other, content=other)
        if response.url == gone.link.url:
            return at_status(response, 404, b"<html><title>404</title></html>")
        if response.url == silent.link.url:
            return replace(response, hops=(), body=b"", content=b"", error="timeout", http_status=None)
        if response.url == broken.link.url:
            return replace(body, url=response.url, final_url=response.url, purpose=response.purpose)
        return response

    writer = open_look(folder / "evidence", {}, tool="t")
    for response in last.responses:
        writer.add(changed(response))
    writer.finish("finished")
    drifts = drift_of(observe(open_engagement(folder)))

    named = {(d.item, d.change) for d in drifts}
    assert {(replaced.item, C.REPLACED), (gone.item, C.REGRESSED), (silent.item, C.NO_OBSERVATION), (broken.item, C.FIXED)} <= named  # fmt: skip
    assert {
        change for item, change in named if item not in {replaced.item, gone.item, silent.item, broken.item}
    } <= {C.NO_OBSERVATION}


def demo_urls(demo, item):
    return {s.link.url for s in demo.evidence_of(item)}


def at_status(response, status, body):
    last = response.hops[-1]
    head = f"HTTP/1.1 {status} Not Found\r\nContent-Type: text/html\r\n\r\n".encode()
    hop = replace(last, http_status=status, head=head)
    return replace(response, hops=(*response.hops[:-1], hop), http_status=status, body=body, content=body)
