"""Headers, menus, side columns and footers around the lists: links that belong to no item."""

from __future__ import annotations

from tests.page_makers.kit import Kit

MENU = [
    ("index.php", "หน้าแรก"),
    ("about.php?p=history", "ประวัติความเป็นมา"),
    ("about.php?p=org", "โครงสร้าง"),
    ("staff.php", "บุคลากร"),
    ("news.php", "ข่าวประชาสัมพันธ์"),
    ("gallery.php", "ภาพกิจกรรม"),
    ("board.php", "กระดานสนทนา"),
    ("contact.php", "ติดต่อเรา"),
]
SIDE = [
    ("http://www.dla.example/", "กรมส่งเสริมการปกครองท้องถิ่น"),
    ("http://process.gprocurement.example/", "ระบบจัดซื้อจัดจ้างภาครัฐ"),
    ("http://www.nacc.example/", "สำนักงาน ป.ป.ช."),
    ("http://www.damrong.example/", "ศูนย์ดำรงธรรม"),
    ("https://www.oic.example/", "ศูนย์ข้อมูลข่าวสารของราชการ"),
]


def bootstrap(kit: Kit, body: str, *, title: str = "", version: int = 5, head: str = "") -> str:
    toggle = "data-bs-toggle" if version == 5 else "data-toggle"
    menu = "\n".join(
        f'        <li class="nav-item"><a class="nav-link" href="{href}">{text}</a></li>'
        for href, text in MENU
    )
    return f"""<!doctype html>
<html lang="th">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{title or "ITA " + str(kit.year)} | {kit.agency}</title>
  <link rel="stylesheet" href="assets/bootstrap.min.css">{head}
</head>
<body>
<nav class="navbar navbar-expand-lg navbar-dark bg-primary">
  <div class="container">
    <a class="navbar-brand" href="index.php"><img src="img/logo.png" alt="ตราสัญลักษณ์" height="60"></a>
    <button class="navbar-toggler" {toggle}="collapse" type="button"><span class="navbar-toggler-icon"></span></button>
    <div class="collapse navbar-collapse">
      <ul class="navbar-nav">
{menu}
      </ul>
    </div>
  </div>
</nav>
<main class="container my-4">
{body}
</main>
<footer class="bg-dark text-white py-4">
  <div class="container">
    <p>{kit.agency} โทร. 0 0000 0000 ต่อ 12 อีเมล saraban@{kit.host.removeprefix("www.")}</p>
    <p><a href="sitemap.php">แผนผังเว็บไซต์</a> | <a href="privacy.php">นโยบายเว็บไซต์</a> | <a href="https://www.facebook.com/invented.page.{len(kit.slug)}">Facebook</a></p>
    <p>ผู้เยี่ยมชม 018324 คน วันนี้ 43 คน</p>
  </div>
</footer>
<script src="assets/bootstrap.bundle.min.js"></script>
</body>
</html>
"""


def tables(kit: Kit, body: str, *, title: str = "", charset: str = "utf-8") -> str:
    """Lay the page out in tables, as sites of the 2000s do; an empty charset prints no meta element."""
    meta = f'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={charset}">' if charset else ""
    menu = "\n".join(
        f'<TR><TD class="menu"><IMG SRC="images/dot.gif"> <A HREF="{href}">{text}</A></TD></TR>'
        for href, text in MENU
    )
    side = "\n".join(
        f'<A HREF="{href}" TARGET="_blank"><IMG SRC="images/b{n}.gif" BORDER="0" ALT="{text}"></A><BR>'
        for n, (href, text) in enumerate(SIDE)
    )
    return f"""<HTML>
<HEAD>
{meta}
<TITLE>{title or kit.agency}</TITLE>
</HEAD>
<BODY BGCOLOR="#FFFFFF" TOPMARGIN="0">
<TABLE WIDTH="1000" BORDER="0" CELLSPACING="0" CELLPADDING="0" ALIGN="center">
<TR><TD COLSPAN="3"><IMG SRC="images/head.jpg" WIDTH="1000" HEIGHT="180"></TD></TR>
<TR>
<TD WIDTH="180" VALIGN="top" BGCOLOR="#E8F4FF">
<TABLE WIDTH="100%">
<TR><TD><B>เมนูหลัก</B></TD></TR>
{menu}
</TABLE>
</TD>
<TD VALIGN="top">
{body}
</TD>
<TD WIDTH="160" VALIGN="top">
<B>หน่วยงานที่เกี่ยวข้อง</B><BR>
{side}
</TD>
</TR>
<TR><TD COLSPAN="3" ALIGN="center" BGCOLOR="#003366"><FONT COLOR="#FFFFFF">{kit.agency} สงวนลิขสิทธิ์ พ.ศ. {kit.year - 4}</FONT></TD></TR>
</TABLE>
</BODY>
</HTML>
"""


def wordpress(kit: Kit, body: str, *, title: str, year_links: bool = True) -> str:
    recent = [
        ("ประชาสัมพันธ์การรับลงทะเบียนผู้สูงอายุ", 11),
        ("ประกาศผลสอบราคาจ้างก่อสร้างถนน", 7),
        ("แผนการจัดซื้อจัดจ้าง งบเพิ่มเติม", 3),
    ]
    posts = "\n".join(
        f'<li><a href="https://{kit.host}/?p={800 + n * 13}">{text}</a></li>' for text, n in recent
    )
    years = "\n".join(
        f'<li class="cat-item"><a href="https://{kit.host}/category/ita-{year}/">ITA {year}</a> (43)</li>'
        for year in range(2563, 2569)
        if year_links
    )
    return f"""<!DOCTYPE html>
<html lang="th" class="no-js">
<head>
<meta charset="UTF-8" />
<title>{title} &#8211; {kit.agency}</title>
<link rel="canonical" href="https://{kit.host}/ita/" />
<link rel="https://api.w.org/" href="https://{kit.host}/wp-json/" />
<style id="wp-emoji-styles-inline-css">img.emoji {{display: inline !important;}}</style>
</head>
<body class="page-template-default page page-id-{len(title) * 37} wp-custom-logo">
<div id="page" class="site">
<header id="masthead" class="site-header"><div class="site-branding"><p class="site-title"><a href="https://{kit.host}/" rel="home">{kit.agency}</a></p></div>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu" class="menu">
<li class="menu-item"><a href="https://{kit.host}/">หน้าแรก</a></li>
<li class="menu-item menu-item-has-children"><a href="#">ข้อมูลหน่วยงาน</a><ul class="sub-menu">
<li class="menu-item"><a href="https://{kit.host}/history/">ประวัติ</a></li>
<li class="menu-item"><a href="https://{kit.host}/structure/">โครงสร้าง</a></li>
<li class="menu-item"><a href="https://{kit.host}/executives/">คณะผู้บริหาร</a></li></ul></li>
<li class="menu-item"><a href="https://{kit.host}/category/news/">ข่าวประชาสัมพันธ์</a></li>
<li class="menu-item"><a href="https://{kit.host}/contact/">ติดต่อเรา</a></li>
</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
{body}
</main></div>
<aside id="secondary" class="widget-area">
<section class="widget widget_recent_entries"><h2 class="widget-title">เรื่องล่าสุด</h2><ul>
{posts}
</ul></section>
<section class="widget widget_categories"><h2 class="widget-title">หมวดหมู่</h2><ul>
{years}
</ul></section>
</aside></div>
<footer id="colophon" class="site-footer"><div class="site-info"><a href="https://wordpress.example/">Proudly powered by WordPress</a></div></footer>
</div>
</body>
</html>
"""


def react(kit: Kit, body: str, *, title: str = "") -> str:
    """One line without white space, as a server-side rendered component gives it."""
    return (
        f'<!DOCTYPE html><html lang="th"><head><meta charSet="utf-8"/><title>{title or kit.agency}</title>'
        '<link rel="preload" as="script" href="/_next/static/chunks/main.js"/></head><body><div id="__next">'
        f'<header class="sticky top-0 z-50"><div class="flex h-16 items-center"><a href="/">{kit.agency}</a>'
        '<nav class="hidden lg:flex gap-6"><a href="/about">เกี่ยวกับเรา</a><a href="/news">ข่าวประชาสัมพันธ์</a>'
        '<a href="/contact">ติดต่อเรา</a></nav></div></header>'
        f'<main class="mx-auto max-w-7xl px-4">{body}</main>'
        f'<footer class="border-t"><div class="grid"><p>© {kit.year - 543} {kit.agency}</p><a href="/privacy">นโยบายความเป็นส่วนตัว</a>'
        '</div></footer></div><script id="__NEXT_DATA__" type="application/json">{"props":{},"page":"/ita"}</script></body></html>'
    )
