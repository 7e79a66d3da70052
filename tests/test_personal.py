"""Personal data in published text: found with its near misses left alone, and masked."""

from __future__ import annotations

import time

import pytest

from ita_audit.personal import find_personal, hide, mask

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


@pytest.mark.parametrize("text", ["นาง ข มือถือ 081-234-5678", "นาง ข ๐๘ ๑๒๓๔ ๕๖๗๘", "นาง ข +66 81 234 5678"])
def test_a_private_mobile_is_found(text):
    assert [found.kind for found in find_personal(text)] == ["mobile"]


def test_a_home_is_found_and_masked():
    text = "นาย ค อยู่บ้านเลขที่ 12/3 หมู่ที่ 4 ต.ตัวอย่าง"
    assert mask(text) == "นาย ค อยู่บ้านเลขที่ ××/× หมู่ที่ × ต.ตัวอย่าง"


def test_the_name_in_an_address_is_masked_and_its_agency_stays():
    assert mask("ส่ง somchai@town.example") == "ส่ง ×××××××@town.example"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ที่อยู่ 12/3 หมู่ที่ 4 ตำบลตัวอย่าง", "ที่อยู่ ××/× หมู่ที่ × ตำบลตัวอย่าง"),
        ("ผู้ร้อง นาย ก 99/1 ม.5 ต.ตัวอย่าง", "ผู้ร้อง นาย ก ××/× ม.× ต.ตัวอย่าง"),
        ("นางสาวตัวอย่าง เลขที่ 45 หมู่ 2", "นางสาวตัวอย่าง เลขที่ ×× หมู่ ×"),
        ("น.ส. ข เลขที่ ๔๕ ม. ๒", "น.ส. ข เลขที่ ×× ม. ×"),
        ("ด.ญ.ตัวอย่าง 7/12 หมู่ที่\u200b 11", "ด.ญ.ตัวอย่าง ×/×× หมู่ที่\u200b ××"),
        ("เทศบาลตำบลตัวอย่าง แจ้งนายสมมุติ 45 หมู่ 2", "เทศบาลตำบลตัวอย่าง แจ้งนายสมมุติ ×× หมู่ ×"),
        ("นายสมมุติ พนักงานเทศบาล เลขที่ 45 หมู่ 2", "นายสมมุติ พนักงานเทศบาล เลขที่ ×× หมู่ ×"),
        ("ชื่อ-สกุล สมมุติ ตัวอย่าง\nที่อยู่ : 12/3 หมู่ 4", "ชื่อ-สกุล สมมุติ ตัวอย่าง\nที่อยู่ : ××/× หมู่ ×"),
        ("99/1 หมู่ 5 มือถือ 081-234-5678", "××/× หมู่ × มือถือ ×××-×××-××××"),
    ],
)
def test_a_home_is_found_without_the_word_for_one(text, shown):
    assert mask(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "เทศบาลตำบลตัวอย่าง เลขที่ 99/9 หมู่ที่ 4 ตำบลตัวอย่าง",
        "ที่ตั้ง 99/9 ม.4 ต.ตัวอย่าง",
        "นายสมมุติ ผู้อำนวยการโรงเรียนบ้านตัวอย่าง เลขที่ 99 หมู่ 4",
        "สำนักงานเทศบาลตำบลตัวอย่าง\nที่อยู่ 99 หมู่ 4 ตำบลตัวอย่าง",
        "ที่อยู่ : 99/9 หมู่ 4 ตำบลตัวอย่าง\nโทรศัพท์ 053-123-456 โทรสาร 053-123-457",
        "นายกเทศมนตรี คำสั่งที่ 12/2566 หมู่ 4",
        "นายสมมุติ คำสั่ง 12/2566 หมู่ 4",
        "สายบ้านนายสมมุติ ถึงบ้านนายตัวอย่าง 120 หมู่ 4",
        "นายสมมุติ ยาว 120 ม. 4 ช่อง",
        "นายสมมุติ วัดได้ 120 ม. 4 ช่อง",
        "นายสมมุติ ปีงบประมาณ พ.ศ. 2566 หมู่ 4",
        "โฉนดของนายสมมุติ เลขที่ดิน 678 หมู่ 4",
        "ก่อสร้างถนน คสล. เลขที่ 45 หมู่ 2",
        "ราษฎร 1,250 หมู่ 4",
        "อำเภอนางตัวอย่าง 45 หมู่ 2",
    ],
)
def test_a_house_number_of_no_person_is_left_alone(text):
    assert find_personal(text) == ()


SPELLED = [f"1{dash}2345{dash}67890{dash}12{dash}1" for dash in "\u2010\u2011\u2012\u2013\u2014\u2015."]
SPELLED += ["1234567\u200b890121", "1\u200d-2345-\u206067890-12-\ufeff1", f"{VALID}/2566", f"{VALID}/ ก"]


@pytest.mark.parametrize("written", SPELLED)
def test_a_national_id_is_found_through_dashes_dots_and_letters_that_are_not_seen(written):
    text = f"นาย ก เลขประจำตัวประชาชน {written} ได้รับเงิน"
    (found,) = find_personal(text)
    number = written.split("/")[0]
    assert text[slice(*found.span)] == number
    assert len(mask(text)) == len(text)
    assert not any(ch.isdigit() for ch in found.masked)


@pytest.mark.parametrize("text", ["มือถือ 081.234.5678", "มือถือ (081) 234-5678", "ติดต่อนายเอ 0812345678",
                                  "ติดต่อคุณสมมุติ 081-234-5678", "นาง ข โทร.0812345678", "มือถือ 081\u2011234\u20115678"])  # fmt: skip
def test_a_private_mobile_is_found_however_it_is_written(text):
    assert [found.kind for found in find_personal(text)] == ["mobile"]
    assert not any(ch.isdigit() for ch in mask(text))


def test_the_card_decides_where_the_tax_number_is_named_beside_it():
    assert mask(f"ผู้เสียภาษี/บัตรประชาชน {VALID}") == "ผู้เสียภาษี/บัตรประชาชน " + "×" * 13


@pytest.mark.parametrize(
    "text",
    [
        "ติดต่อนายกเทศมนตรี 081-234-5678",
        "ติดต่อ 081-234-5678",
        "ติดต่อนายสมมุติ กองช่าง 081-234-5678",
        "โทร.081-234-5678",
        "1.2 3.4 5.6 7.8 9.0 1.2 1",
        f"สัญญาเลขที่ {VALID}/2566",
        f"เลขที่ กจ-{VALID}",
        f"{VALID}/12",
        f"{VALID},500",
        f"12,{VALID}",
        "จ อ พ 1 2 3 4 5 6 7 8 9 10 11 12",
    ],
)
def test_near_misses_of_other_spellings_are_left_alone(text):
    assert find_personal(text) == ()


SITE = "https://town.example/"
TIME = "1601234567892"
"""A time in milliseconds that passes the check of identity numbers."""


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"{SITE}{VALID}.pdf", f"{SITE}{'×' * 13}.pdf"),
        (f"{SITE}x_1-2345-67890-12-1-2566.pdf", f"{SITE}x_×-××××-×××××-××-×-2566.pdf"),
        (f"{SITE}%E0%B8%81{VALID}%20ก?a=1", f"{SITE}%E0%B8%81{'×' * 13}%20ก?a=1"),
        (f"{SITE}tel_0812345678", f"{SITE}tel_××××××××××"),
        (f"{SITE}?tel=0812345678", f"{SITE}?tel=××××××××××"),
        (f"/files/{VALID}", f"/files/{'×' * 13}"),
        (f"files/{VALID}.pdf", f"files/{'×' * 13}.pdf"),
        (f"ดู {SITE}{VALID}/1 และ {SITE}2", f"ดู {SITE}{'×' * 13}/1 และ {SITE}2"),
        (f"{SITE}cid={TIME}", f"{SITE}cid={'×' * 13}"),
        (f"บัตรประชาชน {SITE}{TIME}.pdf", f"บัตรประชาชน {SITE}{'×' * 13}.pdf"),
    ],
)
def test_personal_data_in_an_address_is_masked(address, shown):
    assert hide(address) == shown


@pytest.mark.parametrize(
    "address",
    [
        f"{SITE}{TIME}.jpg",
        f"{SITE}photo_{TIME}.jpg",
        f"photo_{TIME}.jpg",
        f"{SITE}1234567890122.pdf",
        f"{SITE}a{VALID}.pdf",
        f"{SITE}{VALID}7",
        f"{SITE}egp/{VALID}",
        f"{SITE}%8{VALID}",
        f"{SITE}66089123456/20230405_123456.pdf",
        f"{SITE}2023-0812345678",
        f"{SITE}file_0812345678.pdf",
        "uploads/file_0812345678.pdf",
    ],
)
def test_ordinary_numbers_in_an_address_are_left_alone(address):
    assert hide(address) == address


@pytest.mark.parametrize(
    "hostile",
    ["1 " * 30_000, "หมู่ 4 12/3 " * 5_000, "://" + "1_" * 30_000, "นาย 1/1 ม.1 " * 5_000, "1\u200b" * 30_000,
     "." * 60_000, "a." * 1_200, "ที่อยู่" + ":" * 60_000 + "1 หมู่ 1", "www." * 15_000],
    ids=range(9),
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_its_length_allows(hostile):
    began = time.process_time()
    assert len(hide(hostile)) == len(hostile)
    assert time.process_time() - began < 3


def test_numbers_in_a_list_with_commas_are_all_masked():
    numbers = f"นาย ก,{VALID},0812345678,{VALID},500"
    assert [found.kind for found in find_personal(numbers[:-4])] == ["national_id", "mobile", "national_id"]
    assert len(find_personal(numbers)) == 2
