"""The closed sets: every code with its Thai wording, the only place a status is translated."""

from __future__ import annotations

import enum


class Label(enum.Enum):
    """A closed set whose members carry a stable code and the Thai wording shown to people."""

    th: str

    def __new__(cls, code: str, th: str) -> Label:
        """Keep the code as the value and the Thai wording beside it."""
        member = object.__new__(cls)
        member._value_ = code
        member.th = th
        return member

    def __str__(self) -> str:
        return self.value


class Outcome(Label):
    """The result of testing one item, in the words of W3C EARL 1.0."""

    PASSED = "passed", "ผ่าน"
    FAILED = "failed", "พบปัญหา"
    CANT_TELL = "cant_tell", "ยังวินิจฉัยไม่ได้"
    INAPPLICABLE = "inapplicable", "ไม่เกี่ยวข้อง"
    UNTESTED = "untested", "ยังไม่ได้ตรวจ"


class EntryKind(Label):
    """What an entry of the journal is."""

    JUDGEMENT = "judgement", "ข้อสรุป"
    WITHDRAWAL = "withdrawal", "ถอนข้อสรุป"
    SIGN_OFF = "sign_off", "ลงนาม"
    REOPENING = "reopening", "เปิดใหม่"
    SPOT_CHECK = "spot_check", "สุ่มสอบทาน"


class Role(Label):
    """In which capacity a person writes or signs."""

    PREPARER = "preparer", "ผู้จัดทำ"
    REVIEWER = "reviewer", "ผู้สอบทาน"


class Standing(Label):
    """The three headline groups that the machine may put an item in."""

    READY = "ready", "พร้อมให้ผู้ตรวจสอบอ่าน"
    PROBLEM = "problem", "พบปัญหา"
    CANNOT_TELL = "cannot_tell", "ยังวินิจฉัยไม่ได้"


class LinkStatus(Label):
    """What one link check found; the codes are the `status` of the `check` contract."""

    OK = "ok", "เปิดได้"
    REDIRECTED = "redirected", "เปิดได้ที่ที่อยู่ใหม่"
    BROKEN = "broken", "ลิงก์เสีย"
    UNREACHABLE = "unreachable", "ติดต่อไม่ได้"
    TIMEOUT = "timeout", "ไม่ตอบภายในเวลา"
    TLS_PROBLEM = "tls_problem", "ใบรับรองมีปัญหา"
    SOFT_404 = "soft_404", "ตอบ 200 แต่ไม่พบหน้า"
    LOGIN_WALL = "login_wall", "ต้องเข้าสู่ระบบ"
    BLOCKED = "blocked", "ปิดกั้นโปรแกรม"
    RATE_LIMITED = "rate_limited", "จำกัดความถี่"
    ROBOTS = "robots", "robots.txt ไม่อนุญาต"
    WRONG_TYPE = "wrong_type", "ชนิดไฟล์ไม่ตรง"
    UNREADABLE = "unreadable", "อ่านไม่ได้"
    SCANNED = "scanned", "ภาพสแกน"
    TOO_LARGE = "too_large", "ใหญ่เกินกำหนด"
    EMPTY = "empty", "ว่างเปล่า"
    UNSAFE = "unsafe", "ที่อยู่นอกอินเทอร์เน็ตสาธารณะ"
    UNSUPPORTED = "unsupported", "ชนิดลิงก์ที่ไม่ใช่เว็บ"
    UNCHECKED = "unchecked", "ยังไม่ได้เปิด"


class Rung(Label):
    """The five rungs of the ladder, in climbing order."""

    FOUND = "found", "พบลิงก์"
    OPENS = "opens", "เปิดได้"
    READS = "reads", "อ่านได้"
    PERIOD = "period", "ตรงปี"
    ELEMENTS = "elements", "องค์ประกอบ"


class Found(Label):
    """Does the site give a link, or an accepted statement, for this item?"""

    YES = "yes", "พบ"
    NO = "no", "ไม่พบ"
    AMBIGUOUS = "ambiguous", "มีหลายตัวเลือก"
    CANNOT_TELL = "cannot_tell", "ยังบอกไม่ได้"


class Opens(Label):
    """Does it open for a member of the public?"""

    YES = "yes", "เปิดได้"
    CERTIFICATE = "certificate", "เปิดได้ แต่ใบรับรองมีปัญหา"
    BROKEN = "broken", "ลิงก์เสีย"
    UNREACHABLE = "unreachable", "ติดต่อไม่ได้"
    LOGIN_WALL = "login_wall", "ต้องเข้าสู่ระบบ"
    SOFT_404 = "soft_404", "ตอบ 200 แต่ไม่พบหน้า"
    CANNOT_TELL = "cannot_tell", "ยังบอกไม่ได้"
    UNSAFE = "unsafe", "ที่อยู่ไม่ปลอดภัย"
    UNSUPPORTED = "unsupported", "ไม่ใช่ลิงก์เว็บ"
    NOT_REACHED = "not_reached", "ยังไม่ถึงขั้นนี้"


class Reads(Label):
    """Is it content that can be read?"""

    YES = "yes", "อ่านได้"
    SCANNED = "scanned", "ภาพสแกน"
    DAMAGED = "damaged", "ไฟล์เสียหาย"
    ENCRYPTED = "encrypted", "ติดรหัสผ่าน"
    EMPTY = "empty", "ว่างเปล่า"
    WRONG_TYPE = "wrong_type", "ชนิดไฟล์ไม่ตรง"
    CANNOT_TELL = "cannot_tell", "ยังบอกไม่ได้"
    NOT_REACHED = "not_reached", "ยังไม่ถึงขั้นนี้"


class Period(Label):
    """Does it cover the period that the item asks for?"""

    MATCH = "match", "ตรงปี"
    WRONG_YEAR = "wrong_year", "ผิดปี"
    MIXED = "mixed", "ปีขัดกันเอง"
    CANNOT_TELL = "cannot_tell", "ยังบอกไม่ได้"
    NOT_ASKED = "not_asked", "ไม่กำหนดปี"
    NOT_REACHED = "not_reached", "ยังไม่ถึงขั้นนี้"


class Elements(Label):
    """Are the required elements visible?"""

    ALL = "all", "ครบ"
    SOME = "some", "ไม่ครบ"
    CANNOT_TELL = "cannot_tell", "ยังบอกไม่ได้"
    NOT_ASKED = "not_asked", "ไม่กำหนด"
    NOT_REACHED = "not_reached", "ยังไม่ถึงขั้นนี้"


class Seen(Label):
    """Was one required element seen in what was read?"""

    YES = "seen", "พบ"
    NO = "not_seen", "ไม่พบ"
    CANNOT_TELL = "cannot_tell", "ยังบอกไม่ได้"


class YearRule(Label):
    """Which period an item asks for, relative to the assessed fiscal year."""

    UNDATED = "undated", "ไม่กำหนดปี"
    IN_FORCE = "in_force", "ยังใช้บังคับในปีงบประมาณ"
    CURRENT_FY = "current_fy", "ปีงบประมาณปัจจุบัน"
    FIRST_HALF = "first_half", "หกเดือนแรกของปีงบประมาณ"
    PREVIOUS_FY = "previous_fy", "ปีงบประมาณก่อนหน้า"


class Kind(Label):
    """What sort of evidence an item asks for."""

    PAGE = "page", "หน้าเว็บ"
    DOC = "doc", "เอกสาร"
    DOCS = "docs", "ชุดเอกสาร"
    LIST = "list", "รายการต่อเนื่อง"
    CHANNEL = "channel", "ช่องทางที่ใช้งานได้"


class Severity(Label):
    """How much a problem in a given table matters."""

    ERROR = "error", "ต้องแก้ก่อนใช้"
    WARNING = "warning", "โปรดตรวจสอบ"
    NOTE = "note", "ปรับรูปแบบแล้ว"


class Way(Label):
    """Why a page of the site was opened while links were searched for."""

    HOME = "home", "หน้าแรก"
    ITA = "ita", "หน้า ITA"
    YEAR = "year", "เมนูของปีที่ตรวจ"
    SECTION = "section", "ตัวชี้วัดหรือหมวด"
    PAGING = "paging", "หน้าถัดไปของรายการเดียวกัน"
    UNNAMED = "unnamed", "ลิงก์ที่ไม่บอกชื่อในหน้า ITA"
    SITE_MAP = "site_map", "แผนผังเว็บไซต์"


class Visited(Label):
    """What came of opening such a page."""

    READ = "read", "อ่านแล้ว"
    NOT_OPENED = "not_opened", "ยังไม่ได้เปิดในรอบตรวจนี้"
    GONE = "gone", "ไม่มีหน้านี้แล้ว"
    FAILED = "failed", "เปิดไม่ได้"
    SCRIPTS = "scripts", "แสดงรายการด้วยสคริปต์เท่านั้น"
    OTHER_YEAR = "other_year", "เป็นของปีอื่น จึงไม่อ่าน"
    SAME_PAGE = "same_page", "หน้าเดียวกับที่อ่านแล้ว"
    NOT_A_PAGE = "not_a_page", "ไม่ใช่หน้าเว็บของเว็บไซต์นี้"


class Refusal(Label):
    """Why a candidate is shown and is not taken as the link of its item."""

    WEAK = "weak", "ชื่อคล้าย แต่ไม่ตรงพอ"
    OTHER_YEAR = "other_year", "ชื่อตรง แต่เป็นของปีอื่น"
    OTHER_NAME = "other_name", "ตรงกับชื่อเรียกอื่นของข้อ ต้องให้คนยืนยัน"
    WITHOUT_LINK = "without_link", "หน้า ITA ลงชื่อข้อนี้ไว้โดยไม่มีลิงก์ ลิงก์นี้อยู่ที่อื่น"
    NO_CLICK_PATH = "no_click_path", "อยู่ใน sitemap.xml แต่ไม่พบทางคลิกจากหน้าเว็บ"


class Change(Label):
    """What two looks of one link differ in, in the words of the audit."""

    FIXED = "fixed", "แก้ไขแล้ว"
    REGRESSED = "regressed", "กลับมีปัญหา"
    MOVED = "moved", "ย้ายที่อยู่"
    REPLACED = "replaced", "เปลี่ยนเนื้อหาโดยใช้ลิงก์เดิม"
    YEAR_ROLLED = "year_rolled", "เปลี่ยนปีของเอกสาร"
    LABEL_CHANGED = "label_changed", "เปลี่ยนข้อความลิงก์"
    ADDED = "added", "เพิ่มลิงก์"
    REMOVED = "removed", "ถอดลิงก์ออก"
    NO_OBSERVATION = "no_observation", "รอบนี้ไม่ได้เห็น"


class Concern(Label):
    """How an observation on the municipality's own paper is meant; a query is not an error."""

    CONTRADICTION = "contradiction", "ขัดแย้งกัน"
    MISSING = "missing", "ขาดหรือว่าง"
    WEAK = "weak", "หลักฐานยังไม่พอ"
    QUERY = "query", "ข้อซักถาม"
    FORMALITY = "formality", "แบบพิธี"
