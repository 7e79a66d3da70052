"""
Answer many `period` questions: one line for each, whatever is wrong with the line or its file.

Files are read one after another by one bounded child process; a file that cannot be read covers
nothing, and the answer says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ita_audit.model import PeriodReading, Reading, Reads, TextPart, YearRule
from ita_audit.periods import judge_period, read_period
from ita_audit.periods.judge import covered_json
from ita_audit.sandbox import BesideReader

MAX_FILE = 200_000_000
POOR = 0.5
"""Below this share of readable characters (0 … 1) no year in a document is believed."""
_TEXTS = ("title", "heading", "page", "table", "filename", "label")
_NOTHING = PeriodReading((), ())


def answer_questions(questions: Iterable[object], *, base: Path) -> Iterator[dict]:
    """
    Answer questions about texts and files.

    Args:
        questions: {"id", "text" or "file", "kind", "ask": ["first_half@2566", …]} each; a line of
            JSON is taken too, and whatever else is answered with its problem.

        base: Folder of the files.

    Returns:
        {"id", "covered", "fiscal_years", "verdicts"} each, in order; `problem` says what was wrong. A line without an id is `line N`.
    """
    with BesideReader() as reader:
        for number, question in enumerate(questions, 1):
            yield _answer(question, number, base, reader)


def _answer(question: object, number: int, base: Path, reader: BesideReader) -> dict:
    if isinstance(question, str):
        try:
            question = json.loads(question)
        except (ValueError, RecursionError) as error:
            return _laid_out(f"line {number}", _NOTHING, {}, f"not one JSON object: {str(error)[:120]}")
    if not isinstance(question, dict):
        return _laid_out(f"line {number}", _NOTHING, {}, "not a JSON object with id, text or file, kind, ask")
    reading, problem = _read(question, base, reader)
    asked = question.get("ask", [])
    verdicts = {}
    for key in asked if isinstance(asked, list) else []:
        verdicts[str(key)], wrong = _verdict(str(key), reading)
        problem = problem or wrong
    return _laid_out(question.get("id", f"line {number}"), reading, verdicts, problem)


def _verdict(key: str, reading: PeriodReading) -> tuple[str, str]:
    rule, _, year = key.partition("@")
    try:
        if not 2400 <= int(year) <= 2700:
            raise ValueError(year)
        return judge_period(reading, YearRule(rule), int(year))[0].value, ""
    except ValueError:
        rules = ", ".join(one.value for one in YearRule)
        return "cannot_tell", f"asked {key[:60]!r}: expected RULE@YEAR, with RULE one of {rules}"


def _read(question: dict, base: Path, reader: BesideReader) -> tuple[PeriodReading, str]:
    kind = question.get("kind")
    if isinstance(question.get("text"), str):
        where = kind if kind in _TEXTS else "page"
        return read_period((TextPart(where, question["text"], 1),)), ""
    if not isinstance(question.get("file"), str):
        return _NOTHING, "neither text nor file"
    path = base / question["file"]
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE)
    except (OSError, ValueError) as error:
        return _NOTHING, f"file not read: {getattr(error, 'strerror', None) or error}"
    return read_file(data, path.name, named=kind == "filename", reader=reader)


def read_file(data: bytes, name: str, *, named: bool, reader: BesideReader) -> tuple[PeriodReading, str]:
    """
    Read which period a file covers.

    Args:
        data: Its bytes.

        name: Its name; says what kind of file it is promised to be.

        named: Whether the name may say the period where the text does not.

        reader: The bounded child that opens it.

    Returns:
        The reading, and why there is none.
    """
    document: Reading = reader.submit(data, name, "").result()
    parts = tuple(part for part in document.parts if named or part.where != "filename")
    if document.quality < POOR:
        return _NOTHING, "text too damaged to judge"
    period = read_period(parts)
    unread = document.state is not Reads.YES and not period.covered
    return period, f"{document.state.value}: {document.reason_th}" if unread else ""


def _laid_out(number: object, reading: PeriodReading, verdicts: dict[str, str], problem: str) -> dict:
    if isinstance(number, str):
        number = number.encode("utf-8", "replace").decode("utf-8")
    answer = {
        "id": number,
        "covered": covered_json(reading),
        "fiscal_years": list(reading.fiscal_years),
        "verdicts": verdicts,
    }
    return {**answer, "problem": problem} if problem else answer
