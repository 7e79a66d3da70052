"""Take away what changes with every visit and means nothing: counters, clocks, session ids, caches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ita_audit.thai import MONTHS, MONTHS_SHORT, fold_digits, tidy

_DAYS = "จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ?|ศุกร์|เสาร์|อาทิตย์"
_ENGLISH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH = "|".join(re.escape(name) for name in (*MONTHS, *MONTHS_SHORT))
_YEAR = r"(?:พ\s*\.?\s*ศ\s*\.?\s*|ค\s*\.?\s*ศ\s*\.?\s*)?(?:25|20)\d\d"
_DATE = re.compile(
    rf"(?:วัน(?:{_DAYS})\s*(?:ที่)?\s*)?(?:"
    rf"\d{{1,2}}\s*(?:เดือน\s*)?(?:{_MONTH})\s*{_YEAR}"
    rf"|\d{{1,2}}\s*(?:{_ENGLISH})[a-z]*\.?,?\s*{_YEAR}|(?:{_ENGLISH})[a-z]*\.?\s*\d{{1,2}},?\s*{_YEAR}"
    rf"|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:25|20)\d\d|(?:25|20)\d\d-\d\d-\d\d)",
    re.I,
)
_WEEKDAY = re.compile(rf"วัน(?:{_DAYS})(?:ที่)?|(?:mon|tues?|wednes|thurs?|fri|satur|sun)day,?", re.I)
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:น\.?|am|pm)(?![a-zก-๙])|(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)",
    re.I,
)
_TOKEN = re.compile(
    r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b(?=[0-9a-z]*\d)(?=[0-9a-z]*[a-z])[0-9a-z]{20,}\b"
    r"|\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b",
    re.I,
)
_ADDRESS = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_TOOK = re.compile(r"\d+(?:\.\d+)?\s*(?=วินาที|seconds?\b|secs?\b|ms\b|queries)", re.I)
_VISITS = re.compile(
    r"ผู้เข้าชม|ผู้เยี่ยมชม|ผู้ชม|เข้าชม|เยี่ยมชม|เข้าใช้|ผู้ใช้งาน|ออนไลน์|สถิติเว็บ|เปิดอ่าน|เปิดดู|อ่านแล้ว|ดาวน์โหลด|คนอ่าน|คนดู"
    r"|\bvisit|\bview|\bhits?\b|\bonline\b|\bcounter\b|\bdownload|\bread\b",
    re.I,
)
_SPAN = r"(?:วันนี้|เมื่อวาน|สัปดาห์นี้|เดือนนี้|เดือนก่อน|เดือนที่แล้ว|ปีนี้|ปีก่อน|ปีที่แล้ว|ทั้งหมด|รวม|today|yesterday|this \w+|last \w+|total|all)"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?\s*k?(?![\d.])", re.I)
_ONLY_NUMBER = re.compile(rf"\s*(?:{_SPAN})?\s*[:：]?\s*\d[\d,\s]*(?:ครั้ง|คน|ท่าน)?\s*", re.I)
_READ_COUNT = re.compile(r"(?:อ่าน|ดู|ชม|โหลด)\s*[:：]?\s*\(?\s*\d[\d,]*\s*\)?\s*(?:ครั้ง)?|\d[\d,]*\s*ครั้ง", re.I)
_COPYRIGHT = re.compile(
    r"((?:©|\(c\)|copyright|สงวนลิขสิทธิ์)[^\d]{0,30})(?:25|20)\d\d(?:\s*[-–]\s*(?:25|20)\d\d)?", re.I
)
_TODAY = re.compile(
    r"วันนี้|ปัจจุบัน|ขณะนี้|เวลา|ปรับปรุง|อัปเดต|อัพเดท|แก้ไขล่าสุด|เมื่อสักครู่|พิมพ์เมื่อ|today|\bnow\b|updated?|modified|generated",
    re.I,
)
_NEAR, _FEW = 3, 10
_SESSION = re.compile(
    r"phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|sid|sess|session_?id|session|token|csrf\w*|_csrf|nonce|rand|random"
    r"|timestamp|cachebuster|_",
    re.I,
)
_BUSTER = re.compile(r"t|ts|v|ver|time|r|rnd", re.I)


def plain_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """
    Write the lines of a page so that two visits to the same content give the same.

    Args:
        lines: Visible text, a line per block.

    Returns:
        The lines in order of their text; dates, clocks, counters and tokens are replaced by a sign,
        lines that were nothing else are left out.
    """
    tidied = [_stamps(tidy(fold_digits(line)).casefold()) for line in lines]
    near = [
        any(_VISITS.search(other) for other in tidied[max(0, n - _NEAR) : n + 1]) for n in range(len(tidied))
    ]
    kept = [_counters(line, counted) for line, counted in zip(tidied, near, strict=True)]
    return tuple(sorted(line for line in kept if re.search(r"[^\W_]", line.replace("⟨n⟩", ""))))


def _stamps(line: str) -> str:
    bare = _CLOCK.sub("⟨n⟩", _WEEKDAY.sub("⟨n⟩", _DATE.sub("⟨n⟩", line)))
    letters = len(re.sub(r"⟨n⟩|[\W\d_]", "", bare))
    if letters <= _FEW or _TODAY.search(line) or _VISITS.search(line) or _CLOCK.search(line):
        line = bare  # a date inside a sentence is content; beside a clock or alone it is today's
    for pattern in (_TOKEN, _ADDRESS, _TOOK):
        line = pattern.sub("⟨n⟩", line)
    line = _COPYRIGHT.sub(r"\1⟨n⟩", line)
    return re.sub(r"\s+", " ", re.sub(r"(?:⟨n⟩\s*)+", "⟨n⟩", line)).strip()


def _counters(line: str, counted: bool) -> str:
    """Numbers count visits only where words say so; a sum of money is none of them."""
    if not counted or "บาท" in line:
        return line
    if _ONLY_NUMBER.fullmatch(line):
        return ""
    if _VISITS.search(line):
        line = _NUMBER.sub("⟨n⟩", line) if len(line) < 80 else _READ_COUNT.sub("⟨n⟩", line)
    return re.sub(r"(?:⟨n⟩\s*)+", "⟨n⟩", line)


def plain_label(label: str) -> str:
    """Write a link's text so that a counter in it is no change."""
    line = _stamps(tidy(fold_digits(label)).casefold())
    line = _READ_COUNT.sub("", line) if _VISITS.search(line) or "ครั้ง" in line else line
    return line.strip(" ()[]⟨n⟩")


def without_years(text: str) -> str:
    """Take the years out of a text, to see whether anything else of it changed."""
    return re.sub(r"(?<!\d)(?:25|20)\d\d(?!\d)", "", text).strip()


def plain_address(url: str) -> str:
    """Write an address without what belongs to one visit: session ids, cache busters, the fragment."""
    parts = urlsplit(re.sub(r";jsessionid=[^?#/]*", "", url, flags=re.I))
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="replace")
    kept = [(key, value) for key, value in pairs if not _of_one_visit(key, value)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit(parts._replace(query=query, fragment=""))


def _of_one_visit(key: str, value: str) -> bool:
    if _SESSION.fullmatch(key):
        return True
    return bool(_BUSTER.fullmatch(key) and re.fullmatch(r"\d{9,}|[0-9a-f]{16,}|0\.\d+", value))
