"""
Invented sites without an ITA list: their items are spread over menus, pages, categories, years.

Pure and seeded: the same seed gives the same pages. `Served` puts one on a loopback port.
"""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ita_audit.checklist import load_checklist
from ita_audit.model import Hop, Response
from ita_audit.survey import Survey, survey
from ita_audit.thai import thai_digits

YEAR = 2566
CHECKLIST = load_checklist(YEAR)
HOST = "www.spread.example"
BASE = f"http://{HOST}"
KINDS = ("menu", "sub_pages", "item_pages", "category", "site_map", "year_folders")
NEWS = ("ลงพื้นที่สำรวจถนน", "รณรงค์คัดแยกขยะ", "อบรมอาสาสมัคร", "ประชุมสภาเทศบาล สมัยสามัญ", "ซ้อมแผนป้องกันอัคคีภัย")
DECOYS = (
    "โครงสร้างพื้นฐาน", "ประวัติความเป็นมา", "สถานที่ท่องเที่ยว", "ข่าวประชาสัมพันธ์การจัดซื้อจัดจ้าง",
    "อำนาจหน้าที่ของสภาเทศบาล", "รายงานการประชุมสภา", "แผนที่เดินทาง", "แบบฟอร์มคำร้อง", "คู่มือการใช้งานเว็บไซต์", "นโยบายเว็บไซต์",
    "รายงานผลการดำเนินงานศูนย์พัฒนาเด็กเล็ก", "แผนปฏิบัติการด้านสิ่งแวดล้อม", "การประเมินภาษีที่ดิน", "ผลิตภัณฑ์ชุมชน",
)  # fmt: skip


@dataclass
class SpreadSite:
    """Pages by address, and per item its right addresses and the pages clicked through on the way."""

    kind: str
    pages: dict[str, str] = field(default_factory=dict)
    truth: dict[str, tuple[str, ...]] = field(default_factory=dict)
    clicks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    ita_page: str = f"{BASE}/ita"
    requests: list[str] = field(default_factory=list)
    failing: dict[str, int] = field(default_factory=dict)

    @property
    def home(self) -> str:
        return f"{BASE}/"

    def body(self, address: str) -> bytes | None:
        """What the site answers for a path with its query; None is a 404."""
        path = address.partition("#")[0]
        html = self.pages.get(path) or self.pages.get(path.rstrip("/") or "/")
        return html.encode() if html else None


class Builder:
    """Builds one site of a kind from a seed: markup, labels and noise differ, the plan does not."""

    def __init__(self, kind: str, seed: int) -> None:
        self.rng = random.Random(f"{kind}-{seed}")
        self.site = SpreadSite(kind)
        self.site.absent = tuple(sorted(self.rng.sample([i.code for i in CHECKLIST.items], 2)))
        self.items = [i for i in CHECKLIST.items if i.code not in self.site.absent]
        self.menu: list[tuple[str, str]] = [("หน้าแรก", "/"), ("ภาพกิจกรรม", "/photos"), ("ถามบ่อย", "/faq")]
        self.style = self.rng.choice(("o", "oit", "number", "none", "none"))
        self.digits = thai_digits if self.rng.random() < 0.3 else str
        getattr(self, f"_{kind}")()

    # ---------------------------------------------------------- words

    def name(self, item: object) -> str:
        label = {
            "o": f"O{item.number} ",
            "oit": f"OIT {item.number} : ",
            "number": f"{item.number}. ",
            "none": "",
        }
        title = item.title
        if item.aliases and self.rng.random() < 0.1:
            title = self.rng.choice(item.aliases)
        elif self.rng.random() < 0.15:
            title = f"{title} ของเทศบาลตำบลกระจาย"
        elif self.rng.random() < 0.1:
            title = title.replace(" ", "  ").replace("กฎหมาย", "กฏหมาย")
        return self.digits(label[self.style]) + title

    def when(self, year: int = YEAR) -> str:
        forms = (
            f"ITA {year}",
            f"ITA ปี {year}",
            f"OIT ประจำปีงบประมาณ พ.ศ. {year}",
            f"ITA {year - 543}",
            f"ITA ปี {year - 2500}",
        )
        said = self.rng.choice(forms)
        return thai_digits(said) if self.rng.random() < 0.3 else said

    def noise(self, count: int) -> list[tuple[str, str]]:
        words = self.rng.sample(DECOYS, count)
        return [(text, f"/post/{self.rng.randrange(10**6)}") for text in words]

    # ---------------------------------------------------------- pages

    def page(self, path: str, title: str, body: str, *, nav: str = "") -> None:
        menu = "".join(f"<li><a href='{href}'>{escape(text)}</a></li>" for text, href in self.menu)
        news = "".join(f"<li><a href='/news/{n}'>{text}</a></li>" for n, text in enumerate(NEWS))
        self.site.pages[path] = (
            f"<!DOCTYPE html><html lang='th'><head><meta charset='utf-8'><title>{escape(title)} - เทศบาลตำบลกระจาย"
            f"</title></head><body><header><nav class='navbar'><ul>{menu}{nav or self.nav}</ul></nav></header>"
            f"<div class='breadcrumb'><a href='/'>หน้าแรก</a> / {escape(title)}</div>"
            f"<main><h1>{escape(title)}</h1>{body}</main>"
            f"<aside><h3>ข่าวล่าสุด</h3><ul>{news}</ul></aside>"
            "<footer><a href='/login'>เข้าสู่ระบบ</a> <a href='https://video.example/'>วิดีโอแนะนำ</a></footer>"
            "</body></html>"
        )

    nav = ""

    def put(self, item: object, hrefs: str | tuple[str, ...], *via: str) -> None:
        """Plan an item's own page, or its files, and the pages clicked through on the way."""
        paths = (hrefs,) if isinstance(hrefs, str) else hrefs
        self.site.truth[item.code] = tuple(f"{BASE}{path}" for path in paths)
        self.site.clicks[item.code] = tuple(f"{BASE}{step}" for step in ("/", *via))
        path = paths[0]
        if path.endswith(".pdf"):
            return
        files = "".join(f"<li><a href='{path}/file{n}.html'>ไฟล์แนบ {n}</a></li>" for n in (1, 2))
        self.page(path, item.title, f"<p>{item.title} ปีงบประมาณ {YEAR}</p><ul>{files}</ul>")

    def sections(self) -> dict[str, list]:
        found: dict[str, list] = {}
        for item in self.items:
            found.setdefault(f"{item.sub_indicator} {item.sub_indicator_title}", []).append(item)
        return found

    def listed(self, rows: list[tuple[str, str | tuple[str, ...]]]) -> str:
        """Rows as one of several markups: the name is the link, or stands beside links without a name."""
        form = self.rng.choice(("links", "table", "cards", "headings", "details", "nested"))
        if form == "links" and all(isinstance(href, str) for _, href in rows):
            return "<ul>" + "".join(f"<li><a href='{h}'>{escape(n)}</a></li>" for n, h in rows) + "</ul>"
        words = self.rng.choice(("คลิกที่นี่", "อ่านต่อ", "ดูรายละเอียด", "ดาวน์โหลด"))
        cut = []
        for name, href in rows:
            hrefs = (href,) if isinstance(href, str) else href
            cut.append((escape(name), [f"<a href='{h}'>{words}</a>" for h in hrefs]))
        if form == "table":
            body = "".join(f"<tr><td>{n}</td><td>{' '.join(links)}</td></tr>" for n, links in cut)
            return f"<table><tr><th>รายการ</th><th>ลิงก์</th></tr>{body}</table>"
        if form == "cards":
            body = "".join(
                f"<div class='card'><h4>{n}</h4><p>{' '.join(links)}</p></div>" for n, links in cut
            )
            return f"<div class='grid'>{body}</div>"
        if form == "headings":
            return "".join(
                f"<p><strong>{n}</strong></p>" + "".join(f"<p>{x}</p>" for x in links) for n, links in cut
            )
        if form == "details":
            return "".join(
                f"<details><summary>{n}</summary><div>{'<br>'.join(links)}</div></details>"
                for n, links in cut
            )
        inner = (f"<li>{n}<ul>{''.join(f'<li>{x}</li>' for x in links)}</ul></li>" for n, links in cut)
        return f"<ul>{''.join(inner)}</ul>"

    # ---------------------------------------------------------- kinds

    def _menu(self) -> None:
        """Drop-down menus by sub-indicator, unrelated entries between; the ITA page has no list."""
        flat, yearly = self.rng.random() < 0.4, self.rng.random() < 0.3
        self.menu.append(("การเปิดเผยข้อมูลสาธารณะ", "/ita"))
        if yearly:
            branches = [
                (self.when(year), self._drop_downs(flat, year)) for year in (YEAR + 1, YEAR, YEAR - 1)
            ]
            self.nav = "".join(
                f"<li><a href='#'>{words}</a><ul>{inner}</ul></li>" for words, inner in branches
            )
        else:
            self.nav = self._drop_downs(flat, YEAR)
        for item in self.items:
            self.put(item, f"/{YEAR}/{item.number}")
        self.page("/", "ยินดีต้อนรับ", "<p>เว็บไซต์หลักของหน่วยงานสมมุติ</p>")
        self.page("/ita", "การเปิดเผยข้อมูลสาธารณะ", "<p>ดูข้อมูลได้จากเมนูด้านบน</p>")
        if self.rng.random() < 0.4:
            self.site.ita_page = self.site.home

    def _drop_downs(self, flat: bool, year: int) -> str:
        parts = []
        for title, items in self.sections().items():
            rows = [(self.name(item), f"/{year}/{item.number}") for item in items]
            for decoy in self.noise(2):
                rows.insert(self.rng.randrange(len(rows) + 1), decoy)
            links = [f"<a href='{href}'>{escape(text)}</a>" for text, href in rows]
            if flat:
                inner = f"<button>{escape(title)}</button><div class='dropdown-content'>{'<br>'.join(links)}</div>"
                parts.append(f"<li class='dropdown'>{inner}</li>")
            else:
                inner = "".join(f"<li>{link}</li>" for link in links)
                parts.append(f"<li><a href='#'>{escape(title)}</a><ul>{inner}</ul></li>")
        return "".join(parts)

    def _sub_pages(self) -> None:
        """An ITA page that only leads to one page per sub-indicator."""
        self.menu.append((self.when(), "/ita"))
        numbered = self.rng.random() < 0.6
        index = []
        for number, (title, items) in enumerate(self.sections().items()):
            path = f"/ita/part{number}"
            words = title if numbered else title.partition(" ")[2]
            index.append(((f"ตัวชี้วัดย่อยที่ {words}" if numbered else words), path))
            rows = []
            for item in items:
                files = tuple(f"/files/{item.number}-{n}.pdf" for n in range(self.rng.choice((1, 1, 3))))
                target = f"/s/{item.number}" if self.rng.random() < 0.6 else files
                rows.append((self.name(item), target))
                self.put(item, target, "/ita", path)
            self.page(path, words, self.listed([*rows, *self.noise(1)]))
        self.page("/", "ยินดีต้อนรับ", "<p>เว็บไซต์หลัก</p>")
        links = "".join(f"<p><a href='{href}'>{escape(text)}</a></p>" for text, href in index)
        self.page("/ita", "ITA", links)

    def _item_pages(self) -> None:
        """One page per item behind links that name nothing; only the pages say which item they are."""
        self.menu.append((self.when(), "/ita"))
        words = self.rng.choice(("<img src='/b.png' alt=''>", "ดูรายละเอียด", "อ่านต่อ »"))
        words = words if self.rng.random() < 0.8 else "คลิก"
        shown = [f"<div class='box'><a href='/i/{item.number}'>{words}</a></div>" for item in self.items]
        shown += [f"<div class='box'><a href='{href}'>{words}</a></div>" for _, href in self.noise(3)]
        self.rng.shuffle(shown)
        for item in self.items:
            self.put(item, f"/i/{item.number}", "/ita")
        self.page("/", "ยินดีต้อนรับ", "<p>เว็บไซต์หลัก</p>")
        self.page("/ita", "การเปิดเผยข้อมูล", "".join(shown))

    def _category(self) -> None:
        """A blog's category: cards with author, date, tag and excerpt, going on on further pages."""
        ways = (
            "/category/ita/page/{}/",
            "/category/ita?page={}",
            "/category/ita?paged={}",
            "/blog?cat=7&p={}",
        )
        form, behind = self.rng.choice(ways), self.rng.random() < 0.4
        first = "/blog?cat=7" if form.startswith("/blog") else "/category/ita"
        self.menu.append((f"ITA {YEAR}", "/ita" if behind else first))
        self.site.ita_page = f"{BASE}/ita" if behind else f"{BASE}{first}"
        size, only_next, plain = self.rng.choice((5, 8, 10)), self.rng.random() < 0.4, self.rng.random() < 0.3
        posts = [(item, self.name(item), f"/2023/04/post-{item.number}/") for item in self.items]
        posts += [(None, text, href) for text, href in self.noise(4)]
        old = self.rng.sample(self.items, 3)
        posts += [(None, f"ITA {YEAR - 1} O{i.number} {i.title}", f"/2022/04/old-{i.number}/") for i in old]
        self.rng.shuffle(posts)
        pages = [posts[n : n + size] for n in range(0, len(posts), size)]
        address = [first, *(form.format(n) for n in range(2, len(pages) + 1))]
        for number, shown in enumerate(pages):
            cards = "".join(self._card(name, href, plain) for _, name, href in shown)
            pager = self._pager(address, number, only_next)
            self.page(address[number], f"หมวด: ITA {YEAR}", f"{cards}<div class='nav-links'>{pager}</div>")
            for item, _, href in shown:
                if item:
                    via = (
                        address[1 : number + 1]
                        if only_next
                        else address[number : number + 1]
                        if number
                        else []
                    )
                    self.put(item, href, *(("/ita",) if behind else ()), first, *via)
        self.page("/", "ยินดีต้อนรับ", "<p>เว็บไซต์หลัก</p>")
        self.page("/ita", "ITA", f"<p><a href='{first}'>การเปิดเผยข้อมูล ปี {YEAR}</a></p>")

    def _card(self, name: str, href: str, plain: bool) -> str:
        tag = f"/tag/t{self.rng.randrange(1000)}"
        title = escape(name) if plain else f"<a href='{href}'>{escape(name)}</a>"
        meta = f"<a href='/author/admin'>admin</a> <a href='/category/ita'>ITA</a> <a href='{tag}'>ป้าย</a>"
        day = f"<a href='{href[:9]}'>3 เมษายน 2566</a>"
        return (
            f"<article><h2>{title}</h2><div class='meta'>โดย {meta} {day}</div>"
            f"<p>เทศบาลขอเผยแพร่ข้อมูล <a href='{href}'>อ่านต่อ</a></p></article>"
        )

    def _pager(self, address: list[str], number: int, only_next: bool) -> str:
        if only_next:
            last = number + 1 == len(address)
            return "" if last else f"<a class='next' href='{address[number + 1]}'>ถัดไป »</a>"
        return " ".join(
            f"<span>{n + 1}</span>" if n == number else f"<a href='{href}'>{n + 1}</a>"
            for n, href in enumerate(address)
        )

    def _site_map(self) -> None:
        """Menus without the items; a site map lists every page, other years' too."""
        self.menu += [
            ("การเปิดเผยข้อมูลสาธารณะ", "/ita"),
            (self.rng.choice(("แผนผังเว็บไซต์", "Site map")), "/map"),
        ]
        years = ""
        for year in (YEAR - 1, YEAR):
            groups = ""
            for title, items in self.sections().items():
                rows = [(self.name(item), f"/{year}/{item.number}") for item in items]
                rows += self.noise(1)
                inner = "".join(f"<li><a href='{href}'>{escape(text)}</a></li>" for text, href in rows)
                groups += f"<li><span>{escape(title)}</span><ul>{inner}</ul></li>"
            years += f"<li>{self.when(year)}<ul>{groups}</ul></li>"
        for item in self.items:
            self.put(item, f"/{YEAR}/{item.number}", "/map")
        other = "".join(f"<li><a href='{href}'>{text}</a></li>" for text, href in self.noise(5))
        self.page("/map", "แผนผังเว็บไซต์", f"<ul>{other}{years}</ul>")
        self.page("/", "ยินดีต้อนรับ", "<p>เว็บไซต์หลัก</p>")
        self.page("/ita", "การเปิดเผยข้อมูลสาธารณะ", "<p>ยินดีให้บริการข้อมูล</p>")

    def _year_folders(self) -> None:
        """An ITA page with a folder per year; the items have the same names in each."""
        self.menu.append(("ITA", "/ita"))
        years = [YEAR - 1, YEAR, YEAR + 1]
        self.rng.shuffle(years)
        spread = self.rng.random() < 0.4
        folders = ""
        for year in years:
            folders += (
                f"<p><a href='/ita/{year}'>{self.rng.choice((self.when(year), f'ปีงบประมาณ {year}'))}</a></p>"
            )
            links = []
            for number, (title, items) in enumerate(self.sections().items()):
                rows = [(self.name(item), f"/{year}/{item.number}") for item in items]
                path = f"/ita/{year}/part{number}"
                body = self.listed(rows)
                if spread:
                    self.page(path, title, body)
                    links.append(f"<p><a href='{path}'>{escape(title)}</a></p>")
                else:
                    links.append(f"<h3>{escape(title)}</h3>{body}")
                for item in items if year == YEAR else ():
                    via = (path,) if spread else ()
                    self.put(item, f"/{year}/{item.number}", "/ita", f"/ita/{year}", *via)
            self.page(f"/ita/{year}", f"ITA {year}", "".join(links))
        self.page("/", "ยินดีต้อนรับ", "<p>เว็บไซต์หลัก</p>")
        self.page("/ita", "การเปิดเผยข้อมูล", folders)


def build(kind: str, seed: int) -> SpreadSite:
    """Plan a site of one kind."""
    return Builder(kind, seed).site


class Served:
    """A planned site on a loopback port while the context is open; `requests` lists what was asked."""

    def __init__(self, site: SpreadSite) -> None:
        self.site = site

    def __enter__(self) -> Served:
        site = self.site

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                """Say nothing."""

            def do_GET(self) -> None:
                site.requests.append(self.path)
                found = site.body(self.path)
                body = found or b"<html><body>404 Not Found</body></html>"
                site.failing[self.path] = site.failing.get(self.path, 0) - 1
                failed = site.failing[self.path] >= 0
                self.send_response(500 if failed else 200 if found else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        self.connect_to = {f"{HOST}:80": f"127.0.0.1:{self.server.server_port}"}
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def answer(site: SpreadSite, url: str) -> Response:
    """The captured answer to one address, without a socket."""
    found = site.body(url.partition(HOST)[2]) if HOST in url else None
    status = 200 if found else 404
    body = found or b"<html><body>404 Not Found</body></html>"
    head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode()
    hop = Hop(url, status, "127.0.0.1", b"", head, "2023-04-20T02:00:00Z", 1)
    return Response(url, url, status, (hop,), body, body, None, "", None, None, hop.observed_at, 1, 1)


def crawl(site: SpreadSite, max_pages: int = 60) -> tuple[Survey, dict[str, Response]]:
    """Open what the survey wants until it wants no more, as a look does."""
    answers = {url: answer(site, url) for url in (site.home, site.ita_page)}
    while True:
        found = survey(answers, CHECKLIST, site=site.home, ita_page=site.ita_page, max_pages=max_pages)
        if not found.wanted:
            return found, answers
        assert not answers.keys() & set(found.wanted), "an address is wanted twice"
        answers |= {url: answer(site, url) for url in found.wanted}
