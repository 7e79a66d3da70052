"""
The words by which a page says that it is not what was asked for: Thai and English, by what they say.

A pattern speaks of the page, file or record that was asked for. "ไม่พบข้อมูล" alone does; "ไม่พบข้อมูลการร้องเรียน"
is a statement about the world, and may be the very disclosure an item asks for.
"""

from __future__ import annotations

import re
from functools import cached_property

_THING = (
    "(?:หน้าเว็บ|หน้าเพจ|เว็บเพจ|เพจ|ไฟล์|เอกสาร|เนื้อหา|บทความ|ข่าว|กระทู้|ข้อมูล|รายการ|รายละเอียด|ประกาศ|ลิงก์|ลิ้งค์|URL)"
)
_ENDS = (
    r"(?=\s*(?:$|[.!,;:|()<>\"'…\-–—\n]|นี้|ดังกล่าว|ในระบบ|ในฐานข้อมูล|ค่ะ|ครับ|คะ|หมายเลข|เลขที่|รหัส|ของท่าน\s*$"
    r"|(?:ที่)?(?:คุณ|ท่าน)|ที่(?:ต้องการ|ร้องขอ|เรียก|ค้นหา|ขอ|เลือก|ระบุ|กำลัง)|กรุณา|โปรด|[0-9#a-z]))"
)
_MISSING_TH = (
    rf"ไม่พบ\s*{_THING}{_ENDS}",
    r"ไม่พบหน้า(?:ที่(?:คุณ|ท่าน|ต้องการ|ร้องขอ|เรียก|ค้นหา|ขอ|เลือก|ระบุ|กำลัง)|นี้|ดังกล่าว|\s*(?:$|[.!\n(|\-–]))",
    rf"ไม่มี(?:หน้า|{_THING}){_ENDS}",
    rf"(?:หน้า|{_THING})(?:นี้|ดังกล่าว|ที่(?:คุณ|ท่าน)[^\n]{{0,40}}?)\s*(?:ไม่มี(?:อยู่|แล้ว)|ไม่พร้อมใช้งาน|ถูก(?:ลบ|ย้าย|นำออก)|ถูกยกเลิก)",
    r"ถูก(?:ลบ|ย้าย|นำออก)(?:ไป|ออก)?(?:แล้ว|จากระบบ|จากเว็บไซต์)",
    r"ไม่มีอยู่ใน(?:ระบบ|เว็บไซต์)|(?:ลิงก์|ลิ้งค์)(?:นี้)?\s*(?:หมดอายุ|ไม่ถูกต้อง|เสีย)",
    r"ไม่สามารถ(?:แสดง|เปิด|ค้นหา)(?:หน้า|เอกสาร|ข้อมูล|ไฟล์)(?:ที่|นี้|ดังกล่าว|ได้)",
)
_NOUN = "(?:page|file|document|record|article|content|item|resource|url|object|post|node|entry|link)"
_MISSING_EN = (
    rf"\b{_NOUN}\b[^.\n]{{0,60}}?\b(?:not\s+(?:be\s+)?found|(?:does\s+not|doesn['’]?t|no\s+longer)\s+exists?)",
    rf"\b{_NOUN}\b[^.\n]{{0,60}}?\b(?:is\s?n['’]?t|is\s+not|no\s+longer|currently\s+un)\s*available",
    rf"\b{_NOUN}\b[^.\n]{{0,60}}?\bhas\s+been\s+(?:removed|deleted|moved)",
    rf"\b{_NOUN}\b[^.\n]{{0,60}}?\b(?:can(?:not|['’]?t)|could\s?n(?:o|['’])t)\s+be\s+(?:found|displayed)",
    rf"\bno\s+such\s+{_NOUN}\b|\bnothing\s+(?:was\s+)?found\b",
    r"(?:^|\n|[|:–—-]\s*)(?:404|not\s+found)\s*(?:$|[|:–—!.-])",
    r"\b(?:http\s+)?(?:error|status)\s*:?\s*404\b|\b404\b\s*[-–—:|]?\s*(?:error|not\s+found|page|ไม่พบ)",
)
_FAULT = (
    r"\b(?:internal\s+server\s+error|service\s+unavailable|bad\s+gateway|gateway\s+time-?out)\b",
    r"error\s+establishing\s+a\s+database|could\s+not\s+connect\s+to\s+(?:the\s+)?(?:database|mysql)|access\s+denied\s+for\s+user",
    r"\bfatal\s+error\b.{0,80}\bon\s+line\b|uncaught\s+(?:exception|error)|you\s+have\s+an\s+error\s+in\s+your\s+sql",
    r"server\s+error\s+in\s+['‘].{0,40}application|stack\s+trace:",
    r"ไม่สามารถเชื่อมต่อ(?:กับ)?(?:ฐานข้อมูล|ระบบ)|เกิดข้อผิดพลาด(?:ของระบบ|ภายในระบบ|ในการเชื่อมต่อ|จากระบบ)",
)
_CLOSED = (
    r"account\s+(?:has\s+been\s+|is\s+)?suspended|domain\s+(?:name\s+)?(?:is\s+)?(?:may\s+be\s+)?for\s+sale|buy\s+this\s+domain"
    r"|domain\s+(?:has\s+)?expired",
    r"\b(?:site|website|page)\s+(?:is\s+)?(?:currently\s+)?(?:under\s+(?:construction|maintenance)|down\s+for\s+maintenance|offline)",
    r"^\s*it\s+works!?\s*$|welcome\s+to\s+nginx|apache2?\s+[\w ]{0,20}default\s+page|^iis\s+windows\s+server|default\s+web\s+site\s+page",
    r"(?:ปิด|อยู่ระหว่าง(?:การ)?|กำลัง)ปรับปรุง(?:ระบบ|เว็บไซต์|หน้าเว็บ|หน้านี้|ข้อมูล)?\s*(?:$|[.!\n]|ชั่วคราว|ขออภัย|กรุณา)",
    r"ระงับการ(?:ใช้งาน|ให้บริการ)(?:บัญชี|เว็บไซต์|ชั่วคราว)|โดเมน(?:นี้)?(?:หมดอายุ|ถูกระงับ|พร้อมขาย)",
)
_SIGN_IN = r"เข้าสู่ระบบ|ลงชื่อเข้าใช้|ล็อ[กค]อิน|ล๊อกอิน|ลงชื่อเข้าระบบ|sign[\s-]?in|log[\s-]?in|log\s+on|authentication"
_DEMAND = (
    r"(?:กรุณา|โปรด|ต้อง|จำเป็นต้อง)\s*(?:ทำการ)?\s*(?:เข้าสู่ระบบ|ลงชื่อเข้าใช้|ล็อ[กค]อิน|ล๊อกอิน|สมัครสมาชิก|ยืนยันตัวตน)",
    r"(?:เฉพาะ|สำหรับ)(?:สมาชิก|เจ้าหน้าที่|ผู้ดูแลระบบ|บุคลากร|ผู้ใช้ที่ได้รับอนุญาต)(?:เท่านั้น)?\s*(?:$|[.!\n]|กรุณา|โปรด)",
    r"(?:you\s+must|you\s+need\s+to|please)\s+(?:be\s+)?(?:log(?:ged)?|sign(?:ed)?)\s+(?:in|on)|(?:log|sign)\s+in\s+to\s+(?:continue|view|see|access|your)",
    r"you\s+need\s+(?:access|permission)|request\s+access|access\s+(?:is\s+)?restricted|members?\s+only",
    r"(?:ขอ|ไม่มี|ต้องมี|คุณต้องมี)สิทธิ์(?:ใน)?การเข้าถึง|ต้องมีสิทธิ์เข้าถึง|ขอสิทธิ์เข้าถึง|ไม่มีสิทธิ์เข้าใช้",
)
_CHALLENGE = (
    r"^\s*just\s+a\s+moment|checking\s+(?:if\s+the\s+site\s+connection|your\s+browser)|verify(?:ing)?\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human",
    r"attention\s+required!?\s*\|\s*cloudflare|enable\s+javascript\s+and\s+cookies\s+to\s+continue|ddos\s+protection\s+by",
    r"request\s+unsuccessful\.\s+incapsula|pardon\s+our\s+interruption|are\s+you\s+a\s+robot|i['’]?m\s+not\s+a\s+robot|unusual\s+traffic",
    r"access\s+denied[^\n]{0,80}(?:security|firewall|blocked)|(?:you\s+have\s+been|your\s+ip\s+\S+\s+(?:has\s+been|is))\s+blocked",
    r"ยืนยันว่า(?:คุณ|ท่าน)(?:เป็นมนุษย์|ไม่ใช่(?:โปรแกรม|หุ่นยนต์|บอท))|กำลังตรวจสอบเบราว์เซอร์|ตรวจสอบว่าคุณไม่ใช่บอท",
)


class Phrases:
    """
    Patterns of one meaning, tried only on a text that has one of the words they cannot do without.

    Args:
        patterns: Regular expressions, case aside.

        words: Every match of every pattern contains one of these.
    """

    def __init__(self, *patterns: str, words: str) -> None:
        self.patterns, self.words = patterns, tuple(words.split())

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All patterns as one; made when a text first needs it, which few texts do."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.patterns), re.I | re.M)

    def named_in(self, folded: str) -> bool:
        """Tell whether a text, case aside, has one of the words."""
        for word in self.words:  # noqa: SIM110 (a generator costs as much as the search)
            if word in folded:
                return True
        return False

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first match, as a compiled pattern does."""
        return self.pattern.search(text) if self.named_in(text.casefold()) else None


MISSING = Phrases(
    *_MISSING_TH, *_MISSING_EN, words="ไม่ ถูก ลิงก์ ลิ้งค์ found exist available been displayed such 404"
)
"""The page or file asked for is not there."""
FAULT = Phrases(
    *_FAULT,
    words="server unavailable gateway database mysql denied fatal uncaught sql application stack ไม่สามารถ ข้อผิดพลาด",
)
"""The site's own program failed."""
CLOSED = Phrases(
    *_CLOSED,
    words="suspended domain construction maintenance offline works nginx apache iis default ปรับปรุง ระงับ โดเมน",
)
"""The whole site is closed, for sale, or was never set up."""
SIGN_IN = Phrases(_SIGN_IN, words="เข้าสู่ระบบ ลงชื่อ ล็อ ล๊อกอิน sign log authentication")
"""Names a sign-in; every page with a member's box says so somewhere."""
DEMAND = Phrases(
    *_DEMAND,
    words="เข้าสู่ระบบ ลงชื่อเข้าใช้ ล็อ ล๊อกอิน สมาชิก ยืนยันตัวตน เจ้าหน้าที่ ผู้ดูแลระบบ บุคลากร ผู้ใช้ที่ สิทธิ์ log sign access permission only",
)
"""Demands a sign-in or a permission before anything is shown."""
CHALLENGE = Phrases(
    *_CHALLENGE,
    words="just checking verify attention javascript ddos incapsula pardon robot traffic denied blocked ยืนยันว่า ตรวจสอบ",
)
"""Wants to know whether a person is asking."""
NO_SCRIPTS = Phrases(
    r"(?:enable|turn\s+on|requires?|need\s+to\s+enable)\s+javascript|เปิด(?:ใช้งาน)?\s*(?:java\s?script|จาวาสคริปต์)",
    words="java จาวาสคริปต์",
)
"""A page that is nothing without scripts."""
ERROR_ADDRESS = re.compile(
    r"(?:^|[/_.?=&-])(?:40[34]|errors?|err|not-?_?found|page-?_?not-?_?found|aspxerrorpath|suspended-?page)(?:$|[/_.?=&-])",
    re.I,
)
"""An address that calls itself an error page."""
SIGN_IN_ADDRESS = re.compile(
    r"(?:^|[/_.?=&-])(?:user-?|member-?|admin-?)?(?:log[_-]?[io]n|sign-?_?in|logon|wp-login|auth|oauth2?|sso|servicelogin)"
    r"(?:$|[/_.?=&-])",
    re.I,
)
"""An address that calls itself a sign-in page."""
