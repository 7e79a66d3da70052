"""What `ita-audit check` can be told, and what it is told when nothing is said."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from functools import partial


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """
    Read the command line of `check`; wrong usage ends the program with 2.

    Args:
        arguments: What stands after `check`.
    """
    parser = argparse.ArgumentParser(
        prog="ita-audit check",
        description="ตรวจลิงก์อย่างเดียว ไม่ต้องมีแฟ้มงาน | The link checker alone, without any case.",
        formatter_class=partial(argparse.HelpFormatter, width=100),  # a set width loads no terminal library
    )
    for name, metavar, said, words in _OPTIONS:
        extra = {"metavar": metavar} if metavar else {"action": "store_true"}
        parser.add_argument(name, help=words, **{**extra, **said})
    asked = parser.parse_args(arguments)
    asked.live = asked.page.startswith(("http://", "https://"))
    if not (asked.urls or asked.source or asked.page):
        parser.error("no address: give URL…, --from FILE or --page URL")
    if asked.recursive and not (asked.urls or asked.live):
        parser.error("--recursive needs URL… or --page URL, so that the site is named")
    return asked


def _number(kind: type, least: float, text: str) -> object:
    try:
        value = kind(text)
    except ValueError:
        value = None
    if value is None or not least <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a number from {least}, got {text}")
    return value


def _permission(text: str) -> str:
    if not re.fullmatch(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:/]+):[0-9]{1,5}(?:-[0-9]{1,5})?", text):
        raise argparse.ArgumentTypeError(f"expected HOST:PORT or HOST:PORT-PORT, got {text}")
    return text


_COUNT, _TIME = partial(_number, int, 1), partial(_number, float, 0.001)
_OPTIONS = (
    ("urls", "URL", {"nargs": "*"}, "ที่อยู่ที่จะตรวจ | addresses to check"),
    ("--from", "FILE", {"dest": "source", "default": ""}, "ที่อยู่ละบรรทัด หรือ JSON lines ที่มี url; - คือ standard input | a list"),
    ("--page", "URL", {"default": ""}, "ตรวจทุกลิงก์ของหน้านี้ (ที่อยู่ หรือไฟล์) | every link of this page"),
    ("--year", "YEAR", {"type": int}, "ปีงบประมาณ พ.ศ. ของ --page | fiscal year, places links by item"),
    ("--recursive", "", {}, "อ่านทุกหน้าในเว็บเดียวกันต่อ | every page of the same site"),
    ("--max-pages", "N", {"type": _COUNT, "default": 10_000}, "อ่านลิงก์จากหน้าเว็บไม่เกิน (10000) | pages read for links"),
    ("--jsonl", "OUT", {"default": "-"}, "เขียนผล JSON lines ลงไฟล์ หรือ - | results"),
    ("--warc", "FILE", {"default": ""}, "เก็บคำขอและคำตอบทุกไบต์ลงไฟล์ (WARC 1.1) | keep every byte"),
    ("--allow", "HOST:PORT[-PORT]", {"action": "append", "type": _permission, "default": []}, "อนุญาตปลายทางส่วนตัวนี้เท่านั้น | exactly this target"),
    ("--ca-file", "F", {"default": ""}, "ใบรับรองรากเพิ่มเติม | further roots of trust"),
    ("--concurrency", "N", {"type": _COUNT, "default": 8}, "เปิดพร้อมกันทั้งหมด (8) | at once in all"),
    ("--per-host", "N", {"type": _COUNT, "default": 2}, "เปิดพร้อมกันต่อเครื่องแม่ข่าย (2) | at once per server"),
    ("--rate", "R", {"type": _TIME, "default": 2.0}, "ครั้งต่อวินาทีต่อเครื่องแม่ข่าย (2) | starts a second per server"),
    ("--timeout", "S", {"type": _TIME, "default": 30.0}, "วินาทีต่อการเปิดหนึ่งครั้ง (30) | seconds an attempt may take"),
    ("--contact", "WHO", {"default": ""}, "ผู้ติดต่อ บอกแก่เครื่องแม่ข่าย | told to servers in User-Agent"),
    ("--ignore-robots", "", {}, "ไม่ถาม robots.txt | do not ask for robots.txt"),
)  # fmt: skip
