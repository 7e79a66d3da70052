"""
Periods: 10,000 short texts, a page of 5 MB, and hostile strings of a million characters.

Bars: the short texts under 20 s on one core, every single text under 5 s.
"""

from __future__ import annotations

import time

from ita_audit.model import TextPart
from ita_audit.periods import read_period

SHORT = (
    "รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2566 รอบ 6 เดือน (ต.ค. 65 - มี.ค. 66)",
    "แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570) แก้ไขครั้งที่ 2/2566",
    "ตามพระราชบัญญัติเทศบาล พ.ศ. 2496 เมื่อวันที่ 18 เมษายน 2566 เวลา 14.00 น. ได้จัดประชุม ณ ห้องประชุม",
    "คู่มือการปฏิบัติงานของเจ้าหน้าที่",
)
HOSTILE = (
    "พระราชบัญญัติ", "ระเบียบ พ.ศ. ", "2", "2566-", "2566 ", " ", "\n", "มกราคม 2566 และ ", "12/", "เผยแพร่", "ก ข ",
    "\n• แสดง", "Q1 ", "1,000", "\ufffd", "a", "ตาม", "ฉบับที่ 1 ", "แผน ปีงบประมาณ 2566\nแผน ปีงบประมาณ 2565\n",
)  # fmt: skip
MILLION = 1_000_000


def measure() -> tuple[float, float, float]:
    """Seconds for 10,000 short texts, for a page of 5 MB, and for the slowest hostile string."""
    start = time.perf_counter()
    for number in range(10_000):
        read_period((TextPart("title", SHORT[number % len(SHORT)], 1),))
    short = time.perf_counter() - start
    page = "รายงานผล ประจำปีงบประมาณ พ.ศ. 2566\n" + "กิจกรรม วันที่ 3 มกราคม 2566 งบ 10,000 บาท\n" * 60_000
    start = time.perf_counter()
    read_period((TextPart("page", page, 1),))
    large = time.perf_counter() - start
    slowest = 0.0
    for unit in HOSTILE:
        start = time.perf_counter()
        read_period((TextPart("page", (unit * (MILLION // len(unit) + 1))[:MILLION], 1),))
        slowest = max(slowest, time.perf_counter() - start)
    return short, large, slowest


def main() -> None:
    """Print the figures beside their bars."""
    short, large, slowest = measure()
    print(
        f"periods: 10,000 short texts {short:.1f} s (< 20), 5 MB {large:.2f} s (< 5), hostile {slowest:.2f} s (< 5)"
    )


if __name__ == "__main__":
    main()
