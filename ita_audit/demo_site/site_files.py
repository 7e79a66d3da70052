"""The addresses of a planned site: pages in its template, downloads behind a handler."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from urllib.parse import quote

from ita_audit.demo_site import content, pdf
from ita_audit.demo_site.markup import MENU, page
from ita_audit.demo_site.office import docx_file, xlsx_file
from ita_audit.model import Item

AGENCY = "เทศบาลตำบลบึงสาธิต"
SITE_HOST = "www.buengsathit.example"
SOCIAL, SERVICE, SECURE, DEAD = (
    "social.buengsathit.example",
    "eservice.buengsathit.example",
    "secure.buengsathit.example",
    "old.buengsathit.example",
)
SITE = f"http://{SITE_HOST}/index/"
ITA_PAGE = f"{SITE}index.php?page=ita2023"
YEAR = 2566
SLOW_S = 6.0


@dataclass(slots=True)
class Answer:
    """What one address answers."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0


class SiteFiles:
    """Collects answers by (host, path and query) while a site is planned."""

    def __init__(self, rng: random.Random, menu: str = MENU) -> None:
        self.rng, self.menu = rng, menu
        self.answers: dict[tuple[str, str], Answer] = {}
        self.next_doc = rng.randrange(11_000, 13_000)

    def put(self, address: str, answer: Answer, host: str = SITE_HOST) -> str:
        """Plan the answer of one address; returns the whole address."""
        self.answers[host, address] = answer
        return f"http://{host}{address}"

    def html(self, address: str, title: str, body: str, host: str = SITE_HOST) -> str:
        """Plan a page in the site's template."""
        html = page(title, body, agency=AGENCY, menu=self.menu)
        return self.put(address, Answer(html.encode("utf-8")), host)

    def fixed(self) -> None:
        """The pages every seed has: home, login, robots.txt, the other hosts."""
        news = "".join(f"<li>{line}</li>" for line in content.NEWS)
        self.html("/index/", "ยินดีต้อนรับ", f"<h3>ข่าวล่าสุด</h3><ul>{news}</ul><p>เว็บไซต์ของหน่วยงานสมมุติ</p>")
        self.put("/robots.txt", Answer(b"User-agent: *\nDisallow: /admin/\n", content_type="text/plain"))
        form = "<form method='post'><label>ผู้ใช้ <input name='u'></label><label>รหัสผ่าน <input type='password'></label></form>"
        self.html("/index/login.php", "เข้าสู่ระบบ", form)
        self.html(
            "/", "บัญชีสังคมออนไลน์ของเทศบาล", "<p>ติดตามข่าวของเทศบาลได้ที่ Facebook: เทศบาลตำบลบึงสาธิต</p>", SOCIAL
        )
        self.html("/", "บริการออนไลน์ E-Service", "<p>ยื่นคำขอใช้บริการโดยไม่ต้องเดินทางมาที่สำนักงาน</p>", SERVICE)

    def document(self, item: Item, lines: list[str], text: str = "", form: str = "pdf") -> tuple[str, str]:
        """Plan a document's download; returns (href, link text)."""
        makers = {"pdf": pdf.text_pdf, "docx": docx_file, "xlsx": xlsx_file}
        text = text or self.rng.choice(("คลิกที่นี่", "คลิกที่นี่", "ดูเอกสาร", f"{item.title}.pdf"))
        return self.download(makers[form](lines), form), text

    def download(self, body: bytes, form: str = "pdf") -> str:
        """Plan a download without ending in its address, its name in a header only."""
        types = {
            "pdf": "application/pdf",
            "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
        self.next_doc += self.rng.randrange(3, 40)
        name = f"attachment; filename*=UTF-8''{quote(f'เอกสาร-{self.next_doc}.{form}')}"
        answer = Answer(body, content_type=types[form], headers={"Content-Disposition": name})
        self.put(f"/index/load_data/?doc={self.next_doc}", answer)
        return f"load_data/?doc={self.next_doc}"


def soft_missing(menu: str = MENU) -> Answer:
    """What the content handler answers for an id it does not know: 200, the template, and words."""
    body = "<p>ไม่พบข้อมูลที่ท่านต้องการ</p>"
    return Answer(page("ไม่พบข้อมูล", body, agency=AGENCY, menu=menu).encode("utf-8"))
