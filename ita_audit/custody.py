"""
The chain of custody of a case: one printed digest for every look, every judgement and every word about a finding.

A report prints `custody_head`; years later `verify_case` tells whether everything that stood when it
was printed still stands as it was. Nothing here opens the network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from ita_audit.engagement import Engagement
from ita_audit.evidence import load_looks, look_heads, verify_looks
from ita_audit.finding_log import NAME as FINDINGS
from ita_audit.finding_log import FindingLog
from ita_audit.journal import Journal, case_state
from ita_audit.model import Judgement

JOURNAL = "journal.sqlite"


def case_journal(case: Engagement) -> Journal:
    """The journal of a case."""
    return Journal(case.working / JOURNAL)


def custody_head(case: Engagement) -> str:
    """The digest to print: of all closed looks and of the ends of journal and findings' log, 64 hex digits."""
    return _head(look_heads(case.evidence), _ends(case_journal(case))[-1], _ends(_log(case))[-1])


def evidence_head(case: Engagement) -> str:
    """One digest of all closed looks, 64 hex digits: what a signature says of the evidence."""
    return _head(look_heads(case.evidence), "", "")


def _log(case: Engagement) -> FindingLog:
    return FindingLog(case.working / FINDINGS)


def _ends(kept: Journal | FindingLog) -> list[str]:
    """Every end that a chain has had, the empty one first."""
    return ["", *(entry.digest for entry in kept.entries())]


def signing_state(case: Engagement, entries: Sequence[Judgement], checklist: str) -> dict[str, str]:
    """
    What a signature would stand on now.

    Args:
        case: The case.

        entries: Its journal, oldest first.

        checklist: Digest of the checklist.
    """
    return case_state(entries, evidence=evidence_head(case), checklist=checklist)


def _head(looks: Sequence[str], journal: str, findings: str) -> str:
    """One digest of all ends; while nobody wrote about findings it is as it was before there was a log."""
    words = [*looks, f"journal {journal}", *([f"findings {findings}"] if findings else [])]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def verify_case(case: Engagement, head: str | None = None) -> list[str]:
    """
    Check every record, register line, journal entry and entry of the findings' log of an open case.

    Args:
        case: The case.

        head: A digest printed in a report: of the case, of a look's chain, or of the journal. The
            case may have grown since.

    Returns:
        One sentence per problem; nothing when all is as it was.
    """
    journal = case_journal(case)
    problems = [*verify_looks(case.evidence), *journal.verify(), *_log(case).verify()]
    if head and not problems and not _has_stood(case, journal, head.strip().lower()):
        problems.append(
            f"{case.name}: nothing in the case ends at the printed head {head[:16]}…: "
            "something was removed or written anew since"
        )
    return problems


def _has_stood(case: Engagement, journal: Journal, head: str) -> bool:
    looks, ends, notes = look_heads(case.evidence), _ends(journal), _ends(_log(case))
    chains = {capture.info.chain_head for capture in load_looks(case.evidence, states=("finished", "void"))}
    if head in chains or head in ends:
        return True
    return any(head == stood for stood in _stood(looks, ends, notes))


def _stood(looks: Sequence[str], ends: Sequence[str], notes: Sequence[str]) -> Iterator[str]:
    """Every head that a case may have had, the newest first: `_head` of all ends, without hashing anew."""
    so_far = [hashlib.sha256()]
    for look in looks:
        so_far.append(so_far[-1].copy())
        so_far[-1].update(f"{look}\n".encode())
    for before in reversed(so_far):
        for end in reversed(ends):
            judged = before.copy()
            judged.update(f"journal {end}".encode())
            for note in reversed(notes):
                whole = judged.copy()
                whole.update(f"\nfindings {note}".encode() if note else b"")
                yield whole.hexdigest()


CUSTODY_TH = (
    ("ค่าแฮชและสายโซ่", "พิสูจน์ว่าหลักฐาน ทะเบียน และผลที่บันทึกไม่ถูกแก้ ลบ เพิ่ม หรือสลับหลังพิมพ์ค่านี้",
     "ไม่พิสูจน์เวลา และไม่กันผู้ที่เขียนทุกอย่างใหม่พร้อมค่าที่พิมพ์ทุกฉบับ"),
    ("ไฟล์ผนึก (.wacz) กับ SHA-256", "พิสูจน์ว่าทุกไบต์ของไฟล์เป็นไฟล์เดียวกับที่ผนึก และผลเดิมทำซ้ำได้จากไฟล์นั้น",
     "ไม่บอกว่าใครผนึกและเมื่อใด ค่า SHA-256 ต้องเก็บแยกจากไฟล์"),
    ("ลายมือชื่อ Ed25519 (ถ้ามี)", "พิสูจน์ว่าผู้ถือกุญแจลงนามไฟล์นี้",
     "ไม่พิสูจน์ว่าผู้ถือกุญแจคือใคร จนกว่าจะได้กุญแจสาธารณะจากช่องทางที่เชื่อถือได้ และไม่พิสูจน์เวลา"),
    ("ตราเวลา RFC 3161 (ถ้ามี)", "พิสูจน์ว่าไฟล์นี้มีอยู่แล้วก่อนเวลาที่หน่วยออกตราเวลาระบุ",
     "ไม่พิสูจน์ว่าเว็บไซต์แสดงเนื้อหานั้นแก่ผู้อื่น หรือแสดงก่อนและหลังเวลาที่ตรวจ"),
)  # fmt: skip
CUSTODY_EN = (
    "The hash chain proves that nothing was changed, removed, added or reordered since its end was printed; not when, "
    "and not against someone who rewrites everything together with every printed copy.",
    "The sealed file with its SHA-256 proves that every byte is as sealed and that the same verdicts come out of it; "
    "not by whom or when. Keep the SHA-256 apart from the file.",
    "An Ed25519 signature proves that the holder of the key signed the file; not who that is, unless the public key "
    "came by a trusted way; not when.",
    "An RFC 3161 token proves that the file existed before the stated time, on the word of the authority; not what "
    "the site showed to others, or before or after the look.",
)


def custody_statement() -> tuple[tuple[str, str, str, str], ...]:
    """
    Say what each proof proves and what not.

    Returns:
        One row per proof: its name, what it proves and what it does not (Thai), and both in English.
    """
    return tuple((*row, english) for row, english in zip(CUSTODY_TH, CUSTODY_EN, strict=True))
