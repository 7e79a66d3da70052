"""
Short codes that records carry as text, each with its Thai wording; shown to people only as worded.

The codes themselves stay what they are in JSON and in the evidence.
"""

from __future__ import annotations

from ita_audit.model.labels import Label


class LinkRule(Label):
    """Why a link belongs to its item."""

    ROW = "row", "แถวเดียวกับข้อ"
    LIST_ITEM = "list_item", "รายการเดียวกับข้อ"
    PANEL = "panel", "แผงเดียวกับข้อ"
    DEFINITION = "definition", "คำอธิบายใต้ข้อ"
    LINK = "link", "ชื่อข้อเป็นลิงก์"
    HEADING = "heading", "อยู่ใต้หัวข้อของข้อ"
    CARD = "card", "กล่องเดียวกับข้อ"
    SCRIPT = "script", "ลิงก์ในสคริปต์ของข้อ"
    FRAME = "frame", "กรอบที่ฝังในข้อ"
    INNER = "inner", "ไฟล์ในหน้าของข้อ"
    SUBMITTED = "submitted", "ยื่นใน ITAS"
    UNPLACED = "unplaced", "ไม่อยู่ในข้อใด"
    TITLE = "title", "ข้อความลิงก์คือชื่อข้อ"
    NEAR_TITLE = "near_title", "ข้อความลิงก์ใกล้เคียงชื่อข้อ"
    LABEL = "label", "ข้อความลิงก์มีรหัสและชื่อข้อ"
    OTHER_NAME = "other_name", "ชื่อเรียกอื่นของข้อ"
    NUMBER = "number", "หมายเลขข้อ"
    SHORT_TITLE = "short_title", "ชื่อย่อของข้อ"
    TITLE_AND_MORE = "title_and_more", "ชื่อข้อและคำอื่น"
    ROW_OF_LIST = "row_of_list", "แถวของข้อในหน้ารายการ"
    YEAR_IN_MENU = "year_in_menu", "ปีในเมนูของข้อ"
    PAGE_TITLE = "page_title", "ชื่อหน้าคือชื่อข้อ"
    CANDIDATE = "candidate", "ชื่อใกล้เคียง"
    SITE_MAP = "sitemap", "แผนผังเว็บไซต์"


class Doubt(Label):
    """What is doubtful about an item's entry on a page."""

    NOT_ON_ITA_PAGE = "not_on_ita_page", "พบนอกหน้า ITA"
    OTHER_NAME = "other_name", "พบด้วยชื่อเรียกอื่น"
    YEAR_IN_NAME = "year_in_name", "ชื่อลิงก์ระบุปีอื่น"
    LISTED_TWICE = "listed_twice", "มีสองแห่งด้วยลิงก์ต่างกัน"
    MISPRINT = "misprint", "รหัสข้อที่พิมพ์น่าจะผิด"


class TableNote(Label):
    """What is said about a line of an assignment table."""

    THAI_DIGITS = "thai_digits", "รหัสข้อใช้เลขไทย"
    ZERO_FOR_O = "zero_for_o", "รหัสข้อใช้เลขศูนย์แทน O"
    NO_LETTER = "no_letter", "รหัสข้อไม่มีตัว O"
    LOOK_ALIKE = "look_alike_letter", "รหัสข้อใช้อักษรคล้าย O"
    SPELLING = "spelling", "รูปแบบรหัสข้อ"
    FORMULA = "formula", "มีสูตร"
    NO_TABLE = "no_table", "ไม่พบตาราง"
    TITLE_ROW = "title_row", "แถวหัวเรื่องก่อนตาราง"
    TOTAL_ROW = "total_row", "แถวรวม"
    STRAY_ROW = "stray_row", "แถวที่ไม่มีรหัสข้อ"
    NO_HEADING = "no_heading", "ไม่มีหัวตารางที่รู้จัก"
    TITLE_DIFFERS = "title_differs", "ชื่อข้อต่างจากแบบตรวจ"
    DUPLICATE = "identical_duplicate", "ข้อซ้ำ"
    UNIT_SPELLING = "unit_spelling", "ตัวสะกดชื่อหน่วยงาน"
    BLANK_OWNER = "blank_owner", "ไม่ระบุผู้รับผิดชอบ"
    MISSING_ITEM = "missing_item", "ตารางไม่มีข้อนี้"
    UNKNOWN_ITEM = "unknown_item", "รหัสข้อที่แบบตรวจไม่มี"
    TWO_OWNERS = "two_owners", "สองหน่วยงานในข้อเดียว"
    UNREADABLE = "unreadable_file", "เปิดไฟล์ไม่ได้"
    TOO_MANY_ROWS = "too_many_rows", "แถวเกินกำหนด"
    OVER_LONG = "over_long_cell", "เซลล์ยาวเกินกำหนด"
    WRONG_EXTENSION = "wrong_extension", "นามสกุลไม่ตรงกับเนื้อไฟล์"
    FORMULAS_UNSEEN = "formulas_unseen", "ไม่รู้ว่าช่องใดเป็นสูตร"
    HIDDEN_SHEET = "hidden_sheet", "แผ่นงานที่ซ่อน"
    HIDDEN_ROW = "hidden_row", "แถวที่ซ่อน"
    SEVERAL_SHEETS = "several_sheets", "หลายแผ่นงาน"
    MERGED = "merged_cells", "เซลล์ผสาน"
    BOM = "bom", "มี BOM นำหน้าไฟล์"
    ENCODING = "encoding", "รหัสอักษรของไฟล์"
    EMPTY_FILE = "empty_file", "ไฟล์ว่าง"
    BROKEN_FILE = "broken_file", "ไฟล์เสียหาย"


class Place(Label):
    """Where in a document words stand."""

    LEAD = "lead", "ส่วนต้นของเอกสาร"
    TITLE = "title", "ชื่อเอกสาร"
    HEADING = "heading", "หัวข้อ"
    PAGE = "page", "เนื้อหา"
    TABLE = "table", "ตาราง"
    TEXT = "text", "ข้อความ"
    META = "meta", "ข้อมูลกำกับเอกสาร"
    FILENAME = "filename", "ชื่อไฟล์"
    LABEL = "label", "ข้อความลิงก์"


class Purpose(Label):
    """Why an address was opened in a look."""

    HOME = "home", "หน้าแรก"
    PAGE = "page", "หน้า ITA"
    INDEX = "index", "หน้าที่ค้น"
    LINK = "link", "ลิงก์ของข้อ"
    INNER = "inner", "ไฟล์ในหน้าของข้อ"
    PROBE = "probe", "ที่อยู่ที่ไม่ควรมี เพื่อเทียบ"
    AGAIN = "again", "เปิดซ้ำ"
    ROBOTS = "robots", "robots.txt"
    RENDER = "render", "เบราว์เซอร์เปิดประกอบหน้า"
    RENDERED = "rendered", "หน้าที่เบราว์เซอร์แสดง"
    CANARY = "canary", "กรณีทดสอบที่รู้คำตอบ"
    WARCINFO = "warcinfo", "เริ่มรอบตรวจ"
    RESUMED = "resumed", "ทำต่อ"
    END = "end", "จบรอบตรวจ"


class FetchError(Label):
    """Why an address gave no answer."""

    DNS = "dns", "ไม่พบชื่อเครื่องแม่ข่าย"
    REFUSED = "refused", "ปฏิเสธการเชื่อมต่อ"
    RESET = "reset", "ตัดการเชื่อมต่อ"
    TIMEOUT = "timeout", "ไม่ตอบภายในเวลา"
    PROTOCOL = "protocol", "ตอบผิดรูปแบบ"
    CUT_SHORT = "cut_short", "ส่งไม่ครบ"
    REDIRECTS = "redirects", "ส่งต่อไม่รู้จบ"
    TOO_LARGE = "too_large", "ใหญ่เกินกำหนด"
    DECODING = "decoding", "ถอดรหัสเนื้อหาไม่ได้"
    UNSAFE = "unsafe", "ที่อยู่นอกอินเทอร์เน็ตสาธารณะ"
    UNSUPPORTED = "unsupported", "ไม่ใช่ลิงก์เว็บ"
    ROBOTS = "robots", "robots.txt ไม่อนุญาต"
    NO_ADDRESS = "no_address", "ไม่มีที่อยู่"
    UNCHECKED = "unchecked", "ยังไม่ได้เปิด"
    NETWORK_DOWN = "network_down", "เครือข่ายของเครื่องนี้ใช้ไม่ได้"
    TLS = "tls", "การเข้ารหัสมีปัญหา"


class Confidence(Label):
    """How sure a requirement of the checklist is."""

    SOURCED = "sourced", "มีแหล่งที่มา"
    MEMORY = "memory", "จำจากคู่มือ"
    UNCERTAIN = "uncertain", "ต้องยืนยัน"


def worded(codes: type[Label], text: str) -> str:
    """
    Say a code in Thai; what follows it behind a colon is kept.

    Args:
        codes: The closed set.

        text: `code`, or `code:words from outside`; a code that is not in the set is shown as it is.
    """
    code, colon, rest = text.partition(":")
    try:
        said = codes(code).th
    except ValueError:
        return text
    return f"{said}: {rest}" if colon else said
