"""The web canaries: known addresses, what the server does there, and the status that is right."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass, replace

from ita_audit.canary.papers import page, scan_pdf, text_pdf
from ita_audit.canary.periods import QUESTIONS, TOGETHER, Question
from ita_audit.canary.server import Reply
from ita_audit.linkcheck import probe_for
from ita_audit.model import LinkStatus, Period, Reads, YearRule

HOST, OPEN, SHUT, DEAD, PACE, CROWD = (
    "canary.invalid",
    "open.canary.invalid",
    "shut.canary.invalid",
    "dead.canary.invalid",
    "pace.canary.invalid",
    "crowd.canary.invalid",
)
SECURE = {
    "tls.canary.invalid": "",
    "expired.canary.invalid": "expired",
    "unknown.canary.invalid": "unknown",
    "name.canary.invalid": "wrong_host",
}
MAX_BYTES = 40_000
"""The cap on a body in the canaries' own settings."""
PACED = 6
"""So many addresses measure the pace, and as many the crowd."""
QUICK, DRIP, AT_PACE, IN_CROWD = "quick", "drip", "at_pace", "in_crowd"
"""The flights: each under settings of its own, all but the first at the same time."""


@dataclass(frozen=True, slots=True)
class Case:
    """
    One canary: an address, the reply, and what must come out of the pipeline.

    `content` is what must have been read, `reads` what the document reader must say, `asks` which
    period it covers, `attempts` how often it must have been asked, `final` where it must have ended;
    None asks nothing. `also` is a second status that is right where the contract allows two.
    """

    url: str
    status: LinkStatus
    reply: Reply | None = None
    purpose: str = "link"
    content: bytes | None = None
    reads: Reads | None = None
    asks: Question | None = None
    attempts: int | None = None
    final: str | None = None
    also: LinkStatus | None = None
    flight: str = QUICK

    @property
    def name(self) -> str:
        """How a failure is named."""
        return self.url.replace("http://", "").replace(HOST, "")


S = LinkStatus
_PDF = "application/pdf"
_TEXT = page("แผนการดำเนินงาน", "เนื้อหาของเอกสารที่เปิดได้ตามปกติ", "ผู้รับผิดชอบ สำนักปลัด", "โทรศัพท์ในเวลาราชการ")
_NEWS = page(
    "ข่าวประชาสัมพันธ์",
    *(f"ย่อหน้าที่ {n} ของข่าวยาวซึ่งเล่าถึงงานของหน่วยงานและการให้บริการประชาชน" for n in range(12)),
    "ระบบเดิมเคยตอบว่าไม่พบหน้า จึงปรับปรุงใหม่แล้ว",
)
_MISSING = page("ข่าว", "ไม่พบข้อมูลที่ท่านต้องการ", "กลับหน้าแรกเพื่อเลือกเมนูอื่น")
_HOME = page("เว็บทดสอบ", "ยินดีต้อนรับสู่เว็บทดสอบ", "ข่าวล่าสุดของหน่วยงาน", "บริการประชาชน", "ติดต่อเรา")
_LOGIN = page("เข้าสู่ระบบ", "กรอกชื่อผู้ใช้", head="<form method='post'><input type='password' name='p'></form>")
_BOX = page(
    "รายงานประจำปี", "เนื้อหารายงานที่ทุกคนอ่านได้", "ผู้จัดทำ", head="<form><input type='password' name='p'></form>"
)
_CHALLENGE = (
    b"<html><title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x.js'></script></html>"
)
_BOMB = gzip.compress(bytes(2_000_000), mtime=0)
_GZ = gzip.compress(_TEXT, mtime=0)
_THAI = (
    "<html><head><title>แผน</title></head><body><h1>แผนการใช้จ่าย</h1><p>ปีงบประมาณ พ.ศ. 2566</p></body></html>"
).encode("cp874")
_FY2566 = Question((), YearRule.CURRENT_FY, Period.MATCH)


def _moved(to: str, status: str = "302 Found", body: bytes = b"moved") -> Reply:
    return Reply(body, status, headers=(f"Location: {to}",))


def _at(path: str, status: LinkStatus, reply: Reply | None = None, **more: object) -> Case:
    host = str(more.pop("host", HOST))
    return Case(f"http://{host}{path}", status, reply, **more)


def _busy(times: str = "0") -> Reply:
    return Reply(b"busy", "503 Service Unavailable", headers=(f"Retry-After: {times}",))


_OPENS = (
    _at("/", S.OK, Reply(_HOME), purpose="home"),
    _at("/content/?id=1", S.OK, Reply(_TEXT), content=_TEXT, attempts=1),
    _at("/doc/plan.pdf", S.OK, Reply(text_pdf("แผนการใช้จ่าย ปีงบประมาณ พ.ศ. 2566"), content_type=_PDF),
        reads=Reads.YES, asks=_FY2566),
    _at("/get/?doc=7", S.OK, Reply(text_pdf("คู่มือการปฏิบัติงานของหน่วยงาน"), content_type=_PDF), reads=Reads.YES),
    _at("/cp874", S.OK, Reply(_THAI, content_type="text/html; charset=windows-874"), asks=_FY2566),
    _at("/gzip", S.OK, Reply(_GZ, headers=("Content-Encoding: gzip",)), content=_TEXT),
    _at("/deflate", S.OK, Reply(zlib.compress(_TEXT), headers=("Content-Encoding: deflate",)), content=_TEXT),
    _at("/chunked", S.OK, Reply(_TEXT, manner="chunked"), content=_TEXT),
    _at("/until-close", S.OK, Reply(_TEXT, manner="until_close"), content=_TEXT),
    _at("/early", S.OK, Reply(_TEXT, manner="early"), content=_TEXT),
    _at("/slow", S.OK, Reply(_TEXT, manner="slow"), content=_TEXT),
    _at("/flaky", S.OK, Reply(_TEXT, first=_busy()), content=_TEXT, attempts=2),
    _at("/hangs-up-once", S.OK, Reply(_TEXT, first=Reply(manner="reset")), content=_TEXT, attempts=2),
    _at("/แผน งาน", S.OK, content=_TEXT),
    _at("/%E0%B9%81%E0%B8%9C%E0%B8%99%20%E0%B8%87%E0%B8%B2%E0%B8%99", S.OK, Reply(_TEXT), content=_TEXT),
    _at("/anchor#part", S.OK, content=_TEXT),
    _at("/anchor", S.OK, Reply(_TEXT), content=_TEXT),
    _at("/here", S.OK, Reply(_TEXT), host=OPEN),
    _at("/missing", S.BROKEN, host=OPEN),
    _at("/news/long", S.OK, Reply(_NEWS)),
    _at("/box", S.OK, Reply(_BOX)),
    _at("/later", S.OK, Reply(_TEXT, first=_busy("1")), content=_TEXT, attempts=2),
)  # fmt: skip
_MOVES = (
    _at("/moved", S.REDIRECTED, _moved("/content/?id=1", "301 Moved Permanently"), final=f"http://{HOST}/content/?id=1"),
    _at("/moved-308", S.REDIRECTED, _moved("../content/?id=1", "308 Permanent Redirect"), content=_TEXT),
    _at("/found", S.OK, _moved(f"http://{HOST}/content/?id=1"), content=_TEXT, final=f"http://{HOST}/content/?id=1"),
    _at("/moved-fat", S.OK, Reply(headers=("Location: /content/?id=1",), status="302 Found", manner="endless"),
        content=_TEXT),
    _at("/loop-a", S.BROKEN, _moved("/loop-b")),
    _at("/loop-b", S.BROKEN, _moved("/loop-a")),
    _at("/long/0", S.BROKEN, _moved("/long/1")),
    _at("/long/4", S.OK, _moved("/long/5"), final=f"http://{HOST}/long/14"),
    _at("/to-private", S.UNSAFE, _moved("http://127.0.0.1/")),
    _at("/to-file", S.UNSUPPORTED, _moved("file:///etc/hosts")),
    _at("/to-dead", S.UNREACHABLE, _moved(f"http://{DEAD}/")),
)  # fmt: skip
_FAILS = (
    _at("/404", S.BROKEN, Reply(_TEXT, "404 Not Found")),
    _at("/410", S.BROKEN, Reply(_TEXT, "410 Gone")),
    _at("/500", S.BROKEN, Reply(_TEXT, "500 Internal Server Error")),
    _at("/503", S.BROKEN, _busy(), attempts=2),
    _at("/304", S.BROKEN, Reply(b"", "304 Not Modified")),
    _at("/401", S.LOGIN_WALL, Reply(_TEXT, "401 Unauthorized", headers=("WWW-Authenticate: Basic",))),
    _at("/403", S.BLOCKED, Reply(_TEXT, "403 Forbidden")),
    _at("/429", S.RATE_LIMITED, Reply(b"", "429 Too Many Requests", headers=("Retry-After: 0",))),
    _at("/challenge", S.BLOCKED, Reply(_CHALLENGE, "503 Service Unavailable", headers=("Retry-After: 0",))),
    _at("/nothing", S.EMPTY, Reply(b"")),
    _at("/blank", S.EMPTY, Reply(b" \r\n \t")),
    _at("/short", S.BROKEN, Reply(_TEXT, manner="short")),
    _at("/gzip-cut", S.UNREADABLE, Reply(_GZ[:-9], headers=("Content-Encoding: gzip",)), also=S.BROKEN),
    _at("/gzip-torn", S.UNREADABLE, Reply(_TEXT, headers=("Content-Encoding: gzip",))),
    _at("/bomb", S.UNREADABLE, Reply(_BOMB, headers=("Content-Encoding: gzip",)), also=S.TOO_LARGE),
    _at("/brotli", S.UNREADABLE, Reply(_GZ, headers=("Content-Encoding: br",))),
    _at("/huge", S.TOO_LARGE, Reply(_TEXT * 200)),
    _at("/endless", S.TOO_LARGE, Reply(manner="endless")),
    _at("/garbage", S.BROKEN, Reply(manner="garbage")),
    _at("/fat-head", S.BROKEN, Reply(manner="fat_head")),
    _at("/resets", S.UNREACHABLE, Reply(manner="reset")),
    _at("/", S.UNREACHABLE, host=DEAD),
    _at("/drip", S.TIMEOUT, Reply(manner="drip"), flight=DRIP),
    _at("/secret", S.ROBOTS, Reply(_TEXT)),
    _at("/any", S.ROBOTS, Reply(_TEXT), host=SHUT),
)
_SEEMS = (
    _at("/content/?id=9", S.SOFT_404, Reply(_MISSING)),
    _at("/old/page", S.SOFT_404, _moved("/")),
    _at("/home2", S.OK, Reply(_HOME)),
    _at("/member", S.LOGIN_WALL, _moved("/login.php?next=member")),
    _at("/report.pdf", S.WRONG_TYPE, Reply(_TEXT)),
    _at("/get/?doc=8", S.WRONG_TYPE, Reply(_TEXT, content_type=_PDF)),
    _at("/scan.pdf", S.OK, Reply(scan_pdf(), content_type=_PDF), reads=Reads.SCANNED),
    _at("/torn.pdf", S.OK, Reply(text_pdf("แผน 2566")[:400], content_type=_PDF), reads=Reads.DAMAGED),
)
_TLS = (
    _at("/", S.OK, Reply(_TEXT), host="tls.canary.invalid"),
    *(
        _at("/", S.TLS_PROBLEM, Reply(_TEXT), host=host, content=_TEXT)
        for host, fault in SECURE.items()
        if fault
    ),
)
_NO_WEB = tuple(
    Case(url, status)
    for url, status in (
        ("mailto:saraban@canary.invalid", S.UNSUPPORTED),
        ("javascript:void(0)", S.UNSUPPORTED),
        ("tel:1567", S.UNSUPPORTED),
        ("ftp://canary.invalid/plan.pdf", S.UNSUPPORTED),
        ("file:///C:/ITA/plan.pdf", S.UNSUPPORTED),
        (r"C:\ITA\plan.pdf", S.UNSUPPORTED),
        ("", S.EMPTY),
        ("http://127.0.0.1/", S.UNSAFE),
        ("http://2130706433/", S.UNSAFE),
        ("http://0177.0.0.1/", S.UNSAFE),
        ("http://[::1]/", S.UNSAFE),
        ("http://[::ffff:127.0.0.1]/", S.UNSAFE),
        ("http://[64:ff9b::7f00:1]/", S.UNSAFE),
        ("http://[2002:7f00:1::]/", S.UNSAFE),
        ("http://canary.invalid@127.0.0.1/", S.UNSAFE),
    )
)
_PERIODS = tuple(
    _at(f"/period/{number}", S.OK, Reply(page(*question.lines)), asks=question)
    for number, question in enumerate(QUESTIONS)
)
_TOGETHER = tuple(_at(f"/together/{n}", S.OK, Reply(page(line))) for n, line in enumerate(TOGETHER[0]))
_PACED = tuple(_at(f"/pace/{n}", S.OK, Reply(_TEXT), host=PACE, flight=AT_PACE) for n in range(PACED))
_CROWD = tuple(
    _at(f"/crowd/{n}", S.OK, Reply(_TEXT, manner="slow"), host=CROWD, flight=IN_CROWD) for n in range(PACED)
)
_PROBE = Case(
    probe_for(f"http://{HOST}/content/?id=1") or "", S.OK, purpose="probe", content=_MISSING, also=S.SOFT_404
)


def _secured(case: Case) -> Case:
    host = case.url.split("/")[2] if case.url.startswith("http://") else ""
    return replace(case, url=case.url.replace("http://", "https://")) if host in SECURE else case


CASES: tuple[Case, ...] = (
    _PROBE,
    *map(
        _secured,
        (*_OPENS, *_MOVES, *_FAILS, *_SEEMS, *_TLS, *_NO_WEB, *_PERIODS, *_TOGETHER, *_PACED, *_CROWD),
    ),
)


def replies() -> dict[tuple[str, str], Reply]:
    """What the server answers, by (host, path with query); a path ending in `?*` takes any query."""
    found = {
        (HOST, "/robots.txt"): Reply(b"User-agent: *\nDisallow: /secret\n", content_type="text/plain"),
        (SHUT, "/robots.txt"): Reply(b"", "503 Service Unavailable", headers=("Retry-After: 0",)),
        (HOST, "/login.php?next=member"): Reply(_LOGIN),
        (HOST, "/content/?*"): Reply(_MISSING),
        (HOST, "/long/14"): Reply(_TEXT),
    }
    found |= {(HOST, f"/long/{n}"): _moved(f"/long/{n + 1}") for n in range(1, 14)}
    for case in CASES:
        if case.reply:
            host, _, path = case.url.partition("://")[2].partition("/")
            found[host, "/" + path] = case.reply
    return found
