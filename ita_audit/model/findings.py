"""What a finding is, and what becomes of it: parts, sentences with their sources, answers, states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ita_audit.model.labels import Label, Rung, Standing


class Part(Label):
    """The five parts of a finding (internal audit practice)."""

    CRITERIA = "criteria", "หลักเกณฑ์"
    CONDITION = "condition", "ข้อเท็จจริง"
    CAUSE = "cause", "สาเหตุ"
    EFFECT = "effect", "ผลกระทบ"
    RECOMMENDATION = "recommendation", "ข้อเสนอแนะ"


class Ease(Label):
    """How much the unit must do to put a cause right."""

    EASY = "easy", "แก้ที่ลิงก์หรือไฟล์เดิมได้ทันที"
    WORK = "work", "ต้องจัดทำหรือรวบรวมเอกสาร"
    HARD = "hard", "ต้องประสานผู้ดูแลระบบหรือหน่วยงานอื่น"


class Priority(Label):
    """Which finding comes first, by points at stake and ease."""

    FIRST = "first", "แก้ก่อน"
    NEXT = "next", "แก้ถัดไป"
    LATER = "later", "แก้เมื่อมีโอกาส"


class FollowState(Label):
    """What became of a finding; only evidence of a later look closes one."""

    OPEN = "open", "ยังไม่มีคำชี้แจง"
    ANSWERED = "answered", "ชี้แจงแล้ว รอหลักฐาน"
    CLOSED = "closed", "ปิดด้วยหลักฐาน"
    REOPENED = "reopened", "กลับมาเปิดใหม่"
    ACCEPTED = "accepted", "ผู้บริหารยอมรับความเสี่ยง"


class Note(Label):
    """What a person writes about a finding; one entry each, none ever changed."""

    CAUSE = "cause", "คำตอบเรื่องสาเหตุ"
    EFFECT = "effect", "ผลกระทบที่ผู้ตรวจสอบเขียน"
    RECOMMENDATION = "recommendation", "ข้อเสนอแนะที่ผู้ตรวจสอบแก้"
    RESPONSE = "response", "คำชี้แจงของหน่วยรับตรวจ"
    ACTION = "action", "การแก้ไขที่ตกลงกัน"
    ACCEPTED = "accepted", "ยอมรับความเสี่ยง"
    SEEN = "seen", "ข้อตรวจพบของรอบตรวจ"


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    One sentence of a finding and where it comes from.

    `fields` are (path of a field, the words it has in the text), `refs` the evidence (E-…) or
    working papers (WP-…) to look at.
    """

    part: Part
    text: str
    fields: tuple[tuple[str, str], ...]
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """
    A draft finding in five parts; cause stays an open question until a person answers.

    `key` names the common cause and stays the same from look to look; `code` is printed and follows
    from the key alone. `exposure` is the points of the total score that rest on the items.
    """

    code: str
    key: str
    title_th: str
    rung: Rung | None
    standing: Standing
    items: tuple[str, ...]
    units: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    exposure: float
    ease: Ease
    priority: Priority
    evidence: tuple[str, ...] = ()

    def text(self, part: Part) -> str:
        """The sentences of a part, a line each."""
        return "\n".join(sentence.text for sentence in self.sentences if sentence.part is part)

    @property
    def criteria_th(self) -> str:
        """What should be."""
        return self.text(Part.CRITERIA)

    @property
    def condition_th(self) -> str:
        """What is."""
        return self.text(Part.CONDITION)

    @property
    def cause_th(self) -> str:
        """The question to the unit."""
        return self.text(Part.CAUSE)

    @property
    def effect_th(self) -> str:
        """What is at stake by the structure of the score."""
        return self.text(Part.EFFECT)

    @property
    def recommendation_th(self) -> str:
        """What is proposed."""
        return self.text(Part.RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class NoFinding:
    """An item that is not passed and is in no finding, and why not."""

    item: str
    reason_th: str


@dataclass(frozen=True, slots=True)
class FindingNote:
    """
    One entry of the findings' log: what a person wrote about a finding, and when.

    `draft` keeps the words that the program proposed when the entry was written; `items` and
    `look_id` tell what stood then; `seen` holds the findings of a look (key → items) where kind is *seen*.
    """

    seq: int
    kind: Note
    key: str
    text: str
    by: str
    at: str
    unit: str = ""
    due: date | None = None
    until: date | None = None
    agrees: bool | None = None
    code: str = ""
    items: tuple[str, ...] = ()
    look_id: str = ""
    draft: str = ""
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    previous: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class LookFindings:
    """The findings of one look: key → items."""

    look_id: str
    items: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of one finding up to this look; `notes` are the last entry of each kind."""

    key: str
    code: str
    title_th: str
    items: tuple[str, ...]
    units: tuple[str, ...]
    state: FollowState
    notes: Mapping[Note, FindingNote]
    reason_th: str
    evidence: tuple[str, ...] = ()
    overdue: bool = False
