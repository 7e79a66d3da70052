"""What stands beside an item's ladder: remarks of closed kinds, each with the places it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from ita_audit.model.labels import Label, Rung


class RemarkKind(Label):
    """What was noticed beside the ladder."""

    SAME_FILE = "same_file", "เอกสารเดียวกันใต้สองข้อ"
    LAST_YEAR = "last_year", "เอกสารของปีก่อน เปลี่ยนเพียงชื่อ"
    UNCHANGED = "unchanged", "ชุดหน้าและไฟล์เหมือนปีก่อนทั้งหมด"
    BLANK_FORM = "blank_form", "แบบฟอร์มเปล่าแทนผล"
    OTHER_DOCUMENT = "other_document", "ชื่อเอกสารไม่ใช่เรื่องของข้อนี้"
    NATIONAL_ID = "national_id", "เผยแพร่เลขประจำตัวประชาชน"
    MOBILE = "mobile", "เผยแพร่โทรศัพท์มือถือส่วนบุคคล"
    HOME = "home", "เผยแพร่ที่อยู่บ้านของบุคคล"

    @property
    def rung(self) -> Rung | None:
        """The rung that a remark of this kind makes doubtful; None for one that says nothing of disclosure."""
        return _RUNGS.get(self)

    @property
    def personal(self) -> bool:
        """Tell a remark on personal data."""
        return self in (RemarkKind.NATIONAL_ID, RemarkKind.MOBILE, RemarkKind.HOME)


_RUNGS = {
    RemarkKind.SAME_FILE: Rung.ELEMENTS,
    RemarkKind.LAST_YEAR: Rung.PERIOD,
    RemarkKind.UNCHANGED: Rung.PERIOD,
    RemarkKind.BLANK_FORM: Rung.ELEMENTS,
    RemarkKind.OTHER_DOCUMENT: Rung.ELEMENTS,
}


@dataclass(frozen=True, slots=True)
class RemarkPlace:
    """
    One place that a remark rests on.

    `ref` is a piece of evidence; it is empty for what stands outside the case's evidence (last
    year's file, the checklist), which `words` then name. `words` hold no personal data.
    """

    ref: str
    page: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing noticed about an item: it may raise a doubt, and never makes an item pass."""

    item: str
    kind: RemarkKind
    reason_th: str
    places: tuple[RemarkPlace, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """References of the evidence it rests on, each once."""
        return tuple(dict.fromkeys(place.ref for place in self.places if place.ref))
