"""Documents and pages that are not what they promise, walls and challenges, and pages in odd letters."""

from __future__ import annotations

import codecs

from tests.hostile import payloads
from tests.hostile.cases import MOVED, OK, Book
from tests.hostile.http_cases import PAGE, PDF
from tests.hostile.payloads import document
from tests.hostile.wire import raw, redirect, reply

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
THAI = "ประกาศเทศบาลตำบลตัวอย่าง เรื่อง แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2566 " * 6


def documents(book: Book) -> None:
    """Files that are damaged, locked, pictures, empty, or something else."""
    at = book.serve
    for name, kind, right, suffix in (
        ("torn pdf", "torn", "unreadable", "pdf"), ("locked pdf", "locked", "unreadable", "pdf"),
        ("garbage pdf", "garbage.pdf", "unreadable", "pdf"), ("pdf of zeros", "zeros.pdf", "unreadable", "pdf"),
        ("scanned pdf", "scan", "scanned", "pdf"), ("pdf of blank pages", "blank", "empty", "pdf"),
        ("torn docx", "torn.docx", "unreadable", "docx"), ("torn xlsx", "torn.xlsx", "unreadable", "xlsx"),
        ("locked xlsx", "locked.xlsx", "unreadable", "xlsx"), ("bomb in a docx", "bomb.docx", "unreadable unchecked too_large", "docx"),
        ("zip as docx", "zip", "wrong_type unreadable", "docx"), ("xlsx as docx", "xlsx", "wrong_type ok", "docx"),
    ):  # fmt: skip
        at(
            name,
            reply(document(kind), 200, "application/octet-stream"),
            right,
            path=f"/docs/{name.replace(' ', '-')}.{suffix}",
        )
    for suffix, type_ in (("pdf", PDF), ("docx", WORD), ("xlsx", "application/octet-stream"), ("doc", "application/msword"),
                          ("xls", "application/vnd.ms-excel"), ("jpg", "image/jpeg"), ("zip", "application/zip")):  # fmt: skip
        at(f"page as {suffix}", reply(PAGE, 200, type_), "wrong_type", path=f"/docs/page.{suffix}")
    at("page declared pdf", reply(PAGE, 200, PDF), "wrong_type", path="/show?id=5")
    at("page named pdf by header", reply(PAGE, 200, "application/force-download", 'Content-Disposition: attachment; filename="a.pdf"'), "wrong_type")  # fmt: skip
    at("png as pdf", reply(payloads.PNG, 200, PDF), "wrong_type", path="/docs/png.pdf")
    at("text as pdf", reply("ข้อความธรรมดา", 200, PDF), "wrong_type unreadable", path="/docs/text.pdf")
    at("docx as pdf", reply(document("docx"), 200, PDF), "wrong_type", path="/docs/word.pdf")
    at("noise as pdf", reply(payloads.NOISE, 200, PDF), "unreadable wrong_type", path="/docs/noise.pdf")
    at("noise as page", reply(payloads.NOISE, 200, "text/html"), "unreadable wrong_type")
    at(
        "noise as octets",
        reply(payloads.NOISE, 200, "application/octet-stream"),
        "unchecked unreadable",
        path="/dl.php?id=9",
    )
    empty = "empty"
    at("no bytes", reply(b""), empty)
    at("no bytes pdf", reply(b"", 200, PDF), empty, path="/docs/zero.pdf")
    at("white space", reply(b" \r\n\t " * 50), empty)
    at("status 204", reply(b"", 204), "empty broken")
    at("status 205", reply(b"", 205), "empty broken")
    at("page without content", reply("<html><head><title></title></head><body> </body></html>"), empty)
    at("page of comments", reply("<html><body><!-- ว่าง --><div></div></body></html>"), empty)
    at(
        "page of scripts",
        reply('<html><body><div id="root"></div><script src="/app.js"></script></body></html>'),
        "unchecked",
    )
    at("wants scripts", reply('<html><body><p>You need to enable JavaScript to run this app.</p><script src="/a.js"></script></body></html>'), "unchecked")  # fmt: skip
    at("page of one picture", reply('<html><body><img src="/files/a.png"></body></html>'), OK)
    at("page around a pdf", reply('<html><body><iframe src="/files/plan.pdf"></iframe></body></html>'), OK)
    at(
        "page of frames",
        reply('<html><frameset cols="20,80"><frame src="/a"><frame src="/b"></frameset></html>'),
        OK,
    )
    at("page without html tag", reply(f"<div><p>{THAI}</p></div>"), OK)
    at("words only", reply(THAI, 200, "text/plain; charset=utf-8"), OK)


def letters(book: Book) -> None:
    """Pages whose letters are not what they declare: all open, none is taken for something else."""
    page = f"<html><head><title>แผน</title>%s</head><body><h1>แผนปฏิบัติการ</h1><p>{THAI}</p></body></html>"
    thai, utf = page % "", page % '<meta charset="tis-620">'
    for name, data, type_ in (
        ("windows-874 said", thai.encode("cp874"), "text/html; charset=windows-874"),
        ("windows-874 unsaid", thai.encode("cp874"), "text/html"),
        ("windows-874 as utf-8", thai.encode("cp874"), "text/html; charset=utf-8"),
        ("utf-8 as tis-620", utf.encode(), "text/html"),
        ("utf-8 with mark", codecs.BOM_UTF8 + thai.encode(), "text/html"),
        ("utf-16", thai.encode("utf-16"), "text/html"),
        ("utf-16 said", thai.encode("utf-16-le"), "text/html; charset=utf-16le"),
        ("unknown label", thai.encode(), "text/html; charset=thai-xyz"),
        ("bytes cut", thai.encode()[:-1 - len(b"</p></body></html>") - 1], "text/html; charset=utf-8"),
    ):  # fmt: skip
        book.serve(f"letters {name}", reply(data, 200, type_), OK)


def addresses(book: Book) -> None:
    """Addresses as people write them, opened as a browser opens them."""
    host = "http://raw.example"
    for target in ("/a/b.html", "/หน้า".encode().decode("latin-1"), "/a%20b.html"):
        book.hidden(target, reply(PAGE))
    encoded = (
        "/%E0%B9%80%E0%B8%AD%E0%B8%81%E0%B8%AA%E0%B8%B2%E0%B8%A3/%E0%B9%81%E0%B8%9C%E0%B8%99%202566.html"
    )
    for target in (
        encoded,
        "/q?x=%E0%B8%84",
        "/long/" + "a" * 4000,
        "/semi;a=1",
        "/plus+plus",
        "/pipe|x",
        "/%2Fslash",
        "/q?a=1&amp;b=2",
    ):
        book.hidden(target, reply(PAGE))
    for name, url in (
        ("capitals", "HTTP://RAW.Example/a/b.html"), ("fragment", f"{host}/a/b.html#หน้า 3"), ("blanks around", f"  {host}/a/b.html \n"),
        ("tab and newline", "http://raw.exa\tmple/a/\nb.html"), ("dots", f"{host}/a/./x/../b.html"), ("encoded dots", f"{host}/a/%2e/b.html"),
        ("backslashes", "http:\\\\raw.example\\a\\b.html"), ("one slash", "http:/raw.example/a/b.html"), ("default port", "http://raw.example:80/a/b.html"),
        ("Thai path", f"{host}/เอกสาร/แผน 2566.html"), ("encoded Thai path", host + encoded), ("Thai query", f"{host}/q?x=ค"),
        ("long", f"{host}/long/" + "a" * 4000), ("semicolon", f"{host}/semi;a=1"), ("plus", f"{host}/plus+plus"), ("pipe", f"{host}/pipe|x"),
        ("encoded slash", f"{host}/%2Fslash"), ("entity left in", f"{host}/q?a=1&amp;b=2"), ("blank in path", f"{host}/a b.html"),
        ("user and password", "http://user:secret@raw.example/a/b.html"), ("soft hyphen in host", "http://raw\u00ad.example/a/b.html"),
        ("full-width host", "http://ｒａｗ.example/a/b.html"), ("ideographic dot", "http://raw。example/a/b.html"),
    ):  # fmt: skip
        book.add(f"address {name}", url, OK)
    book.serve("address of a Thai host", reply(PAGE), OK, host="xn--o3cg7ak5c9d.example", path="/thai")
    book.add("Thai host as written", "http://เทศบาล.example/thai", OK)


def walls(book: Book) -> None:
    """Pages that want a member, and pages that only have a box for one."""
    at, wall = book.serve, "login_wall"
    form = '<form action="%s"><input name="u"><input type="password" name="p"><button>ตกลง</button></form>'
    login = f"<html><head><title>เข้าสู่ระบบ</title></head><body><h1>เข้าสู่ระบบ</h1>{form % '/login.php'}</body></html>"
    book.hidden("/login.php", reply(login))
    book.hidden("/login.php?return=%2Fmember%2Fdoc", reply(login))
    book.hidden("/member/signin", reply(f"<title>ระบบสมาชิก</title>{form % '/member/signin'}"))
    at("sent to login", redirect("/login.php"), wall)
    at("sent to login and back", redirect("/login.php?return=%2Fmember%2Fdoc"), wall)
    at("sent to sign-in", redirect("/member/signin"), wall)
    at("login in place", reply(login), wall)
    at(
        "login in English",
        reply(f"<title>Sign in</title><h2>Please sign in to continue</h2>{form % '/auth'}"),
        wall,
    )
    at(
        "members only",
        reply(f"<title>เอกสาร</title><p>เฉพาะเจ้าหน้าที่เท่านั้น กรุณาเข้าสู่ระบบก่อน</p>{form % '/x'}"),
        wall,
    )
    at(
        "login by alert",
        reply("<script>alert('กรุณาเข้าสู่ระบบก่อนใช้งาน');window.location='/login.php'</script>"),
        wall,
    )
    at("login by refresh", reply('<meta http-equiv="refresh" content="0;url=/login.php">'), wall)
    at("status 401", reply("who", 401, "text/html", 'WWW-Authenticate: Basic realm="a"'), wall)
    at("403 with a form", reply(login, 403), "login_wall blocked")
    at("WordPress login", reply(f'<title>Log In &lsaquo; เทศบาล</title><body class="login">{form % "/wp-login.php"}'), wall, path="/wp-login.php?redirect_to=x")  # fmt: skip
    google = '<title>Google Drive: Sign-in</title><h1>Sign in</h1><p>to continue to Google Drive</p><form action="https://accounts.google.com/v3/signin"><input type="email" name="identifier"></form>'
    at("Google sign-in", reply(google), wall, host="drive.google.com", path="/file/d/1AbC/view")
    at("Google sign-in in Thai", reply('<title>ลงชื่อเข้าใช้ - บัญชี Google</title><h1>ลงชื่อเข้าใช้</h1><form action="https://accounts.google.com/signin"><input type="email"></form>'), wall, host="docs.google.com", path="/d/x")  # fmt: skip
    at("Google permission", reply("<title>Google Drive - Access Denied</title><p>You need access</p><p>Ask for access, or switch to an account with access.</p><form action='https://accounts.google.com/AccountChooser'><button>Request access</button></form>"), wall, host="drive.google.com", path="/file/d/2/view")  # fmt: skip
    at("sent to Google", redirect("https://accounts.google.com/ServiceLogin?continue=https://drive.google.com/x"), wall, host="drive.google.com", path="/open?id=3")  # fmt: skip
    facebook = '<title>Facebook</title><h1>คุณต้องเข้าสู่ระบบเพื่อดำเนินการต่อ</h1><form action="/login/device-based/"><input name="email"><input type="password" name="pass"></form>'
    at(
        "Facebook wall",
        reply(facebook),
        wall,
        host="www.facebook.com",
        path="/login/?next=https%3A%2F%2Fwww.facebook.com%2Fmuni",
    )
    at(
        "sent to Facebook wall",
        redirect("/login/?next=https%3A%2F%2Fwww.facebook.com%2Fmuni"),
        wall,
        host="www.facebook.com",
        path="/muni/posts/1",
    )
    at(
        "LINE login",
        redirect("https://access.line.me/oauth2/v2.1/login?returnUri=x"),
        wall,
        host="line.example",
        path="/r/1",
    )
    at(
        "Microsoft login",
        redirect("https://login.microsoftonline.com/common/oauth2/authorize?x=1"),
        wall,
        host="muni.sharepoint.example",
        path="/doc.docx",
    )
    box = f"<html><head><title>แผนงาน</title></head><body><div>สมาชิก เข้าสู่ระบบ {form % '/login.php'}</div><h1>แผนงาน</h1><p>{THAI * 3}</p></body></html>"
    at("page with a members' box", reply(box), OK)
    at(
        "page about signing in",
        reply(f"<title>คู่มือการเข้าสู่ระบบ e-Plan</title><h1>คู่มือการเข้าสู่ระบบ</h1><p>{THAI * 2}</p>"),
        OK,
    )
    post = f"<title>เทศบาล - โพสต์</title><form action='/login/'><input name='email'><input type='password'></form><h1>เทศบาลตำบลตัวอย่าง</h1><p>{THAI * 3}</p>"
    at("public Facebook page", reply(post), OK, host="www.facebook.com", path="/muni")
    at("author page", reply(PAGE), OK, path="/authority/login-statistics-2566.html")


def blocks(book: Book) -> None:
    """Refusals that are for programs, and limits."""
    at = book.serve
    at("status 403", reply("<h1>Forbidden</h1>", 403), "blocked")
    at("403 challenge", reply('<title>Just a moment...</title><div id="cf-challenge"></div>', 403), "blocked")
    at(
        "503 challenge",
        reply("<title>Just a moment...</title><p>Checking your browser before accessing</p>", 503),
        "blocked",
    )
    at(
        "200 challenge",
        reply(
            "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p><script src=/c.js></script>"
        ),
        "blocked",
    )
    at(
        "challenge in Thai",
        reply("<title>ตรวจสอบความปลอดภัย</title><p>กรุณายืนยันว่าคุณไม่ใช่โปรแกรมอัตโนมัติ</p>"),
        "blocked",
    )
    at(
        "firewall page",
        reply(
            "<title>Request Rejected</title><p>Access denied. Your request was blocked by the security policy.</p>",
            200,
        ),
        "blocked",
    )
    at("status 429", reply("slow down", 429, "text/plain"), "rate_limited")
    at("429 for an hour", reply("slow down", 429, "text/plain", "Retry-After: 3600"), "rate_limited")
    at(
        "429 with nonsense",
        raw(b"HTTP/1.1 429 No\r\nRetry-After: \xb2\xb3\r\nContent-Length: 0\r\n\r\n"),
        "rate_limited",
    )
    at(
        "429 until a past day",
        reply("", 429, "text/plain", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"),
        "rate_limited",
    )
    at("503 for an hour", reply("", 503, "text/plain", "Retry-After: 3600"), "broken")
    at(
        "page about captcha",
        reply(f"<title>ข่าว</title><h1>ข่าว</h1><p>ระบบเพิ่มหน้ายืนยันว่าคุณไม่ใช่โปรแกรมอัตโนมัติ</p><p>{THAI * 4}</p>"),
        OK,
    )
    robots = b"User-agent: *\nDisallow: /private/\n"
    book.server.site("rules.example").answers["/robots.txt"] = reply(robots, 200, "text/plain")
    at("robots forbids", reply(PAGE), "robots", host="rules.example", path="/private/a")
    at("robots allows", reply(PAGE), OK, host="rules.example", path="/public/a")
    at("permanent move", redirect("/page", 301), frozenset({"redirected"}))
    at("permanent move by 308", redirect("/page", 308), frozenset({"redirected"}))
    at("moved for now", redirect("/page", 302), MOVED)
