"""Sites of many makes, and how each says "not found" without saying 404; with healthy pages beside."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl

from tests.hostile.cases import OK, Book
from tests.hostile.payloads import document
from tests.hostile.wire import MISSING, Answer, Request, Wire, redirect, reply

MENU = ("หน้าแรก", "ข้อมูลพื้นฐาน", "โครงสร้าง", "แผนพัฒนา", "ข่าวประชาสัมพันธ์", "ติดต่อเรา", "ร้องเรียน")
FOOT = "สงวนลิขสิทธิ์ เทศบาลตำบลตัวอย่าง ๑๒๓ หมู่ ๔ ถนนตัวอย่าง โทร 0-0000-0000"
NEWS = [f"กิจกรรมที่ {n} ของเทศบาลในหมู่บ้านและชุมชน" for n in range(40)]
SOFT = "soft_404"
BODY = "".join(
    f"<p>รายละเอียดข้อที่ {n}: การดำเนินงานตามแผนของเทศบาลตำบลตัวอย่างในรอบปีงบประมาณ พ.ศ. 2566</p>" for n in range(9)
)


def frame(
    title: str, body: str, *, extra: str = "", classes: str = "", site: str = "เทศบาลตำบลตัวอย่าง"
) -> str:
    """A page in the site's dress."""
    menu = "".join(f'<li><a href="/m/{n}">{name}</a></li>' for n, name in enumerate(MENU))
    return (
        f'<!doctype html><html lang="th"><head><title>{title} | {site}</title>{extra}</head><body class="{classes}">'
        f"<ul class=menu>{menu}</ul><div id=content>{body}</div><div class=foot>{FOOT}</div></body></html>"
    )


HOME = frame("หน้าแรก", "<h1>ยินดีต้อนรับ</h1>" + "".join(f"<p>{news}</p>" for news in NEWS[:12]))


def make(
    book: Book, host: str, missing: Answer, pages: dict[str, str], *, home: str = HOME
) -> Callable[[str], str]:
    """A site whose known pages are given and whose unknown addresses get `missing`."""
    site = book.server.site(host)
    site.answers |= {target: reply(page) for target, page in pages.items()}
    site.answers |= {"/": reply(home), "/index.php": reply(home), "/robots.txt": MISSING}
    site.other = missing
    for number, target in enumerate(pages):
        book.add(f"{host} real {number}", f"http://{host}{target}", OK)
    return lambda target: f"http://{host}{target}"


def page_of(number: int, words: str = "") -> str:
    title = words or f"ประกาศฉบับที่ {number} เรื่องแผนงานและงบประมาณ"
    return frame(
        title,
        f"<h1>{title}</h1>{BODY}<p>ฉบับที่ {number} ลงวันที่ {number % 28 + 1}</p><a href='/files/{number}.pdf'>ดาวน์โหลด</a>",
    )


def programs(book: Book) -> None:
    """Sites that choose a page by a value in the query."""
    notice = frame("ข้อมูล", "<h3>ไม่พบข้อมูลที่ท่านต้องการ</h3>")
    at = make(book, "query.example", reply(notice), {f"/index/content/?id={n}": page_of(n) for n in (11, 12)})
    for n in (901, 902):
        book.add(f"query notice {n}", at(f"/index/content/?id={n}"), SOFT)

    at = make(
        book,
        "blank.example",
        reply(frame("รายละเอียด", "")),
        {f"/view.php?nid={n}": page_of(n) for n in (21, 22)},
    )
    book.add("query blank", at("/view.php?nid=998"), SOFT)

    at = make(
        book, "inplace.example", reply(HOME), {f"/index.php?page=doc&id={n}": page_of(n) for n in (31, 32)}
    )
    book.add("home page in place", at("/index.php?page=doc&id=77"), SOFT)
    book.add("home page with a language", at("/index.php?lang=th"), OK)
    book.add("home page itself", at("/"), OK)
    book.add("home page by name", at("/index.php"), OK)

    joomla = reply(
        frame(
            "404 - ไม่พบบทความ",
            "<h1>404 - ไม่พบบทความ</h1><p>คุณไม่สามารถเข้าหน้านี้ได้</p>" + "".join(f"<p>{n}</p>" for n in NEWS[:9]),
        )
    )
    at = make(book, "joomla.example", joomla, {"/index.php?option=com_content&view=article&id=5": page_of(5)})
    book.add("article missing", at("/index.php?option=com_content&view=article&id=555"), SOFT)

    def echo(wire: Wire, request: Request) -> bool:
        value = dict(parse_qsl(request.query)).get("doc", "")
        body = f"<h2>ผลการค้นหา</h2><p>ไม่พบเอกสารหมายเลข {value} ในระบบ</p><p>ผู้เข้าชม {request.number * 37} ครั้ง เวลา 10:{request.number % 60:02}</p>"
        return reply(frame("เอกสาร", body))(wire, request)

    at = make(book, "echo.example", echo, {f"/load/?doc={n}": page_of(n) for n in (41, 42)})
    book.add("repeats the number asked", at("/load/?doc=4711"), SOFT)

    def shuffled(wire: Wire, request: Request) -> bool:
        news = "".join(f"<p>{NEWS[(request.number * 7 + n * 3) % 40]}</p>" for n in range(14))
        return reply(frame("ไม่พบหน้า", f"<h1>ไม่พบหน้าที่คุณต้องการ</h1>{news}"))(wire, request)

    at = make(book, "shuffle.example", shuffled, {"/news.php?id=51": page_of(51)})
    book.add("notice among random news", at("/news.php?id=999"), SOFT)

    api = reply('{"status":404,"success":false,"message":"ไม่พบข้อมูล"}', 200, "application/json")
    at = make(book, "api.example", api, {})
    book.add("missing as JSON", at("/api/doc?id=9"), SOFT)

    script = reply("<script>alert('ไม่พบข้อมูลที่ท่านต้องการ');window.location='index.php';</script>")
    at = make(book, "alert.example", script, {"/show.php?id=61": page_of(61)})
    book.add("alert and away", at("/show.php?id=62"), SOFT)
    back = reply("<script>alert('ไม่พบเอกสาร');history.back();</script>")
    at = make(book, "back.example", back, {"/show.php?id=63": page_of(63)})
    book.add("alert and back", at("/show.php?id=64"), SOFT)

    cp874 = reply(frame("ข้อมูล", "<h1>ไม่พบข้อมูลที่ต้องการ</h1>").encode("cp874"), 200, "text/html")
    at = make(book, "old.example", cp874, {"/v.asp?id=65": page_of(65)})
    book.add("notice in windows-874", at("/v.asp?id=66"), SOFT)

    at = make(
        book,
        "board.example",
        reply(frame("กระดาน", "<h1>กระทู้ถามตอบ</h1>" + BODY)),
        {"/board/?page=1": frame("กระดาน", "<h1>กระทู้ถามตอบ</h1>" + BODY)},
    )
    book.add("list that ignores its page number", at("/board/?page=2"), OK)
    book.add("program that ignores a value", at("/board/?from=facebook"), OK)


def paths(book: Book) -> None:
    """Sites that choose a page by its path."""
    word = reply(
        frame(
            "Page not found",
            "<h1>Oops! That page can&#8217;t be found.</h1><p>It looks like nothing was found at this location.</p>",
            classes="error404 wp",
        )
    )
    at = make(book, "wordpress.example", word, {"/2023/plan/": page_of(71), "/2023/report/": page_of(72)})
    book.add("WordPress missing", at("/2023/lost/"), SOFT)

    at = make(book, "tohome.example", redirect("/"), {"/docs/a.html": page_of(73)})
    book.add("sent home", at("/docs/lost.html"), SOFT)
    book.add("file sent home", at("/docs/lost.pdf"), "soft_404 wrong_type")
    at = make(
        book,
        "tohome301.example",
        redirect("http://tohome301.example/index.php", 301),
        {"/docs/a.html": page_of(74)},
    )
    book.add("sent home for good", at("/docs/lost.html"), SOFT)
    book.add("index sent to the root", "http://alias.example/home.html", "ok redirected")
    book.server.site("alias.example").answers |= {"/home.html": redirect("/", 301), "/": reply(HOME)}

    at = make(book, "to404.example", redirect("/404.html"), {"/docs/a.html": page_of(75)})
    book.server.site("to404.example").answers["/404.html"] = reply(
        frame("ข้อผิดพลาด", '<img src="/404.png" alt="404">')
    )
    book.add("sent to 404.html", at("/docs/lost.html"), SOFT)
    at = make(
        book, "aspx.example", redirect("/error.aspx?aspxerrorpath=/x.aspx"), {"/docs/a.aspx": page_of(76)}
    )
    book.server.site("aspx.example").answers["/error.aspx?aspxerrorpath=/x.aspx"] = reply(
        frame("Error", "<h2>The resource cannot be found.</h2>")
    )
    book.add("sent to error.aspx", at("/docs/lost.aspx"), SOFT)

    split_word = "<h1>ไม่<b>พ\u200bบ</b>หน้า<span>เว็บ</span></h1>"
    at = make(book, "split.example", reply(frame("แจ้ง", split_word)), {"/p/1": page_of(77)})
    book.add("notice cut by markup", at("/p/2"), SOFT)

    refresh = reply(
        frame(
            "แจ้ง",
            "<p>หน้านี้ถูกย้ายแล้ว ระบบจะพาไปหน้าแรก</p>",
            extra='<meta http-equiv="refresh" content="5;url=/">',
        )
    )
    at = make(book, "refresh.example", refresh, {"/p/1": page_of(78)})
    book.add("notice and refresh", at("/p/2"), SOFT)

    file = reply(frame("ดาวน์โหลด", "<p>ไม่พบไฟล์ที่ต้องการ</p>"))
    at = make(book, "files.example", file, {"/p/1": page_of(79)})
    book.server.site("files.example").answers["/upload/a.pdf"] = reply(
        document("pdf"), 200, "application/pdf"
    )
    book.add("file is there", at("/upload/a.pdf"), OK)
    book.add("file is not there", at("/upload/b.pdf"), "soft_404 wrong_type")

    same = reply(
        "<html><body><h1>Welcome to nginx!</h1><p>If you see this page, the web server is installed.</p></body></html>"
    )
    at = make(book, "nginx.example", same, {}, home="<html><body><h1>Welcome to nginx!</h1></body></html>")
    book.add("server never set up", at("/docs/plan.html"), SOFT)
    for host, words in (
        ("suspended.example", "<title>Account Suspended</title><h1>This Account has been suspended.</h1>"),
        ("sale.example", "<title>parked</title><h1>This domain is for sale</h1>"),
        ("closed.example", "<title>แจ้งปิดระบบ</title><h1>เว็บไซต์ปิดปรับปรุงชั่วคราว</h1>"),
        ("database.example", "<title>Error</title><h1>Error establishing a database connection</h1>"),
        ("fatal.example", "<br><b>Fatal error</b>: Uncaught Error: Call to undefined function mysql_connect() in /var/www/x.php on line 3"),
        ("unavailable.example", "<title>503 Service Unavailable</title><h1>Service Unavailable</h1>"),
    ):  # fmt: skip
        at = make(book, host, reply(words), {}, home=words)
        book.add(f"soft fault {host}", at("/docs/plan.html"), "soft_404 broken")


def alone(book: Book) -> None:
    """Pages that stand alone: every address beside them answers 404 as it should."""
    for name, page in (
        ("Thai", "<html><head><title>ไม่พบหน้า</title></head><body><h1>ไม่พบหน้าที่ท่านต้องการ</h1></body></html>"),
        ("English", "<html><title>404 Not Found</title><body><h1>404</h1><p>The page you requested was not found.</p></body></html>"),
        ("data", "<html><title>เทศบาล</title><body><div class=msg>ไม่พบข้อมูลที่ท่านต้องการ</div></body></html>"),
        ("removed", "<html><title>เทศบาล</title><body><p>เอกสารนี้ถูกลบออกจากระบบแล้ว</p></body></html>"),
        ("Facebook", "<title>Facebook</title><h2>ขณะนี้เนื้อหานี้ไม่พร้อมใช้งาน</h2><p>เมื่อเป็นเช่นนี้ มักจะเป็นเพราะเจ้าของแชร์กับคนกลุ่มเล็กๆ</p>"),
        ("bare", "<html><title>ข่าว</title><body><p>ไม่พบข้อมูล</p></body></html>"),
    ):  # fmt: skip
        right = "soft_404 empty" if name == "bare" else SOFT
        book.serve(f"alone {name}", reply(page), right, host="alone.example", path=f"/{name}/1")
    at = book.serve
    article = (
        f"<h1>ข่าวประชาสัมพันธ์</h1>{BODY}<p>หากไม่พบข้อมูลที่ท่านต้องการ โปรดติดต่อเจ้าหน้าที่ หรือแจ้งว่า Page not found</p>"
    )
    for name, page in (
        ("article that mentions it", frame("ข่าว", article)),
        ("order 404", frame("คำสั่งที่ 404/2566", f"<h1>คำสั่งที่ 404/2566 เรื่องแต่งตั้งคณะทำงาน</h1>{BODY}")),
        ("guide to a missing page", frame("คู่มือแก้ปัญหา Page not found", f"<h1>คู่มือแก้ปัญหา Page not found</h1>{BODY * 2}")),
        ("nil statement", frame("เรื่องร้องเรียน", "<h1>สถิติเรื่องร้องเรียนการทุจริต</h1><p>ปีงบประมาณ พ.ศ. 2566 ไม่พบเรื่องร้องเรียนการทุจริต</p>")),
        ("nil statement in other words", frame("เรื่องร้องเรียน", "<h1>เรื่องร้องเรียน</h1><p>ไม่พบข้อมูลการร้องเรียนเจ้าหน้าที่ในปี 2566</p>")),
        ("short notice", "<html><title>ประกาศ</title><body><p>งดให้บริการวันที่ 5 ธันวาคม 2566</p></body></html>"),
        ("one word", "<html><body>ok</body></html>"),
        ("short list", frame("ผู้บริหาร", "<ul><li>นายก</li><li>ปลัด</li></ul>")),
        ("picture in the site's dress", frame("โครงสร้าง", '<img src="/img/structure.jpg" alt="โครงสร้าง">')),
        ("nobody bid", frame("ประกาศผล", "<h1>ประกาศผลการเสนอราคา</h1><p>ไม่พบผู้ยื่นข้อเสนอ จึงยกเลิกการประกวดราคา</p>")),
    ):  # fmt: skip
        at(f"decoy {name}", reply(page), OK, host="decoy.example", path=f"/{name.replace(' ', '-')}/1")
    book.server.site("decoy.example").answers["/"] = reply(HOME)
    dressed = {
        f"/short.php?id={n}": frame("ประกาศ", f"<p>{words}</p>")
        for n, words in ((81, "งดจ่ายน้ำหมู่ 4"), (82, "เปิดรับสมัครเด็กเล็ก"))
    }
    make(book, "dressed.example", reply(frame("ประกาศ", "<p>ไม่พบข้อมูล</p>")), dressed)
    pictured = {f"/pic.php?id={n}": frame("ภาพ", f'<img src="/up/{n}.jpg">') for n in (83, 84)}
    make(book, "pictured.example", reply(frame("ภาพ", "")), pictured)
    file = "/pic.php?id=85"
    book.server.site("pictured.example").answers[file] = reply(
        frame("ไฟล์", "<a href='/up/แผน.pdf'>ดาวน์โหลด</a>")
    )
    book.add("only a file in the site's dress", f"http://pictured.example{file}", OK)
    book.add("short link to a home page", "http://short.example/x7", OK)
    book.server.site("short.example").answers["/x7"] = redirect("http://inplace.example/")
