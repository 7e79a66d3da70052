"""Every Thai wording of a link's reason that does not depend on what a page says: one place."""

from __future__ import annotations

from ita_audit.model import LinkStatus

BY_ERROR = {
    "dns": (LinkStatus.UNREACHABLE, "ไม่พบชื่อเครื่องแม่ข่าย"),
    "refused": (LinkStatus.UNREACHABLE, "เครื่องแม่ข่ายปฏิเสธการเชื่อมต่อ"),
    "reset": (LinkStatus.UNREACHABLE, "เครื่องแม่ข่ายตัดการเชื่อมต่อโดยไม่ตอบ"),
    "timeout": (LinkStatus.TIMEOUT, "ไม่ตอบจนจบภายในเวลาที่กำหนด"),
    "tls": (LinkStatus.TLS_PROBLEM, "ต่อแบบเข้ารหัสไม่สำเร็จ"),
    "protocol": (LinkStatus.BROKEN, "คำตอบผิดข้อกำหนดของ HTTP เบราว์เซอร์บางตัวอาจยังแสดงได้"),
    "cut_short": (LinkStatus.BROKEN, "เนื้อหาขาดหายก่อนครบ"),
    "redirects": (LinkStatus.BROKEN, "เปลี่ยนทางวนหรือมากเกินไป"),
    "too_large": (LinkStatus.TOO_LARGE, "ใหญ่เกินที่กำหนด"),
    "decoding": (LinkStatus.UNREADABLE, "ถอดรหัสเนื้อหาไม่ได้"),
    "unsafe": (LinkStatus.UNSAFE, "ที่อยู่นอกอินเทอร์เน็ตสาธารณะ ไม่ได้เปิด"),
    "unsupported": (LinkStatus.UNSUPPORTED, "ไม่ใช่ลิงก์เว็บ"),
    "no_address": (LinkStatus.EMPTY, "ลิงก์ไม่มีที่อยู่"),
    "robots": (LinkStatus.ROBOTS, "robots.txt ไม่อนุญาต ไม่ได้เปิด"),
    "unchecked": (LinkStatus.UNCHECKED, "ยังไม่ได้เปิด"),
}
TLS = {
    "expired": "ใบรับรองหมดอายุ (expired)",
    "not_yet_valid": "ใบรับรองยังไม่เริ่มใช้ (not yet valid)",
    "self_signed": "ใบรับรองออกเอง (self-signed)",
    "untrusted": "ใบรับรองไม่มีผู้รับรองที่เชื่อถือ (unknown authority)",
    "incomplete_chain": "สายใบรับรองไม่ครบ (incomplete chain)",
    "wrong_host": "ใบรับรองไม่ใช่ของชื่อนี้ (wrong host)",
    "wrong_purpose": "ใบรับรองไม่ใช่สำหรับเว็บ (wrong purpose)",
    "old_protocol": "ใช้โปรโตคอลเก่าที่เลิกใช้แล้ว (old protocol)",
    "weak_key": "กุญแจใบรับรองอ่อน (weak key)",
    "weak_signature": "ลายเซ็นใบรับรองอ่อน (weak signature)",
    "revoked": "ใบรับรองถูกเพิกถอน (revoked)",
    "not_tls": "ช่องทางนี้ไม่ได้เข้ารหัส (not TLS)",
    "client_certificate": "ต้องมีใบรับรองของผู้เปิด (client certificate)",
    "handshake": "ตกลงวิธีเข้ารหัสกันไม่ได้ (handshake)",
}
NOT_OPENED = "ยังไม่ได้เปิดในรอบตรวจนี้"
NOT_CLASSED = "ยังจำแนกไม่ได้"
LIMITED = "ตอบ 429 จำกัดความถี่"
BLOCKED = "ไม่ให้โปรแกรมเปิด ต้องเปิดดูด้วยเบราว์เซอร์"
CHALLENGED = "ขอพิสูจน์ว่าเป็นคน ต้องเปิดดูด้วยเบราว์เซอร์"
NOTHING = "ตอบสำเร็จแต่ไม่มีเนื้อหา"
BLANK_PAGE = "หน้าเว็บว่าง ไม่มีข้อความ ภาพ หรือไฟล์"
ONLY_NIL = "หน้าเว็บมีเพียงข้อความว่าไม่มีข้อมูล"
NEEDS_SCRIPTS = "หน้าเว็บสร้างด้วยสคริปต์ โปรแกรมนี้ไม่เห็นเนื้อหา ต้องเปิดดูด้วยเบราว์เซอร์"
PART_ONLY = "ตอบ 206 ส่งมาเพียงบางส่วน"
UNKNOWN_BYTES = "เนื้อไฟล์ไม่ใช่ชนิดที่รู้จัก ต้องเปิดดูด้วยตา"


def tls_words(faults: str | None) -> str:
    """Say what is wrong with a certificate or encryption, several faults in one sentence."""
    names = faults.split(",") if faults else []
    return " และ ".join(TLS.get(name, name) for name in names)
