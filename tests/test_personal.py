"""Personal data in published text: found with its near misses left alone, and masked."""

from __future__ import annotations

import pytest

from ita_audit.personal import find_personal, mask

VALID = "1234567890121"


@pytest.mark.parametrize("written", [VALID, "1-2345-67890-12-1", "1 2345 67890 12 1", "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑"])
def test_a_national_id_is_found_however_it_is_written(written):
    (found,) = find_personal(f"นาย ก เลขประจำตัวประชาชน {written} ได้รับเงิน")
    assert found.kind == "national_id"
    assert not any(ch.isdigit() for ch in mask(written))


@pytest.mark.parametrize(
    "text",
    [
        "เลขที่ 1234567890122",  # the checksum fails
        "เลขประจำตัวผู้เสียภาษี 1234567890121",
        "เลขที่โครงการ 1234567890121",
        "โทร 0 5312 3456",
        "ติดต่อสำนักงาน 081-234-5678",
        "โฉนดเลขที่ 12345 เลขที่ดิน 678",
        "ปีงบประมาณ 2566 จำนวน 1,234,567.89 บาท",
        "องค์การบริหารส่วนตำบล เลขที่ 99 หมู่ 4",
    ],
)
def test_near_misses_are_left_alone(text):
    assert find_personal(text) == ()
    assert mask(text) == text


@pytest.mark.parametrize("text", ["นาง ข มือถือ 081-234-5678", "นาง ข ๐๘ ๑๒๓๔ ๕๖๗๘"])
def test_a_private_mobile_is_found(text):
    assert [found.kind for found in find_personal(text)] == ["mobile"]


def test_a_home_is_found_and_masked():
    text = "นาย ค อยู่บ้านเลขที่ 12/3 หมู่ที่ 4 ต.ตัวอย่าง"
    assert mask(text) == "นาย ค อยู่บ้านเลขที่ ××/× หมู่ที่ × ต.ตัวอย่าง"
