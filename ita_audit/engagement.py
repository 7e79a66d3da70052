"""
Open a case folder: who is audited, for which year, as of when, by whom, and how politely.

Nothing here reads evidence or the journal; a case knows where they are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_audit.errors import EngagementError
from ita_audit.model.settings import LookSettings as LookSettings
from ita_audit.thai import common_era

DEFAULT_CASE = "demo"
CASE_VARIABLE = "ITA_AUDIT_CASE"
ROOT_VARIABLE = "ITA_AUDIT_ROOT"


@dataclass(frozen=True, slots=True)
class Engagement:
    """One municipality, one fiscal year: the contents of engagement.toml and the case folder."""

    folder: Path
    name: str
    agency: str
    agency_en: str
    site: str
    ita_page: str
    fiscal_year: int
    scheme: str
    as_of: date
    demo: bool
    prepared_by: str
    reviewed_by: str
    reviewer_note: str
    audit_unit: str
    addressee: str
    mask_names: bool
    objective: str
    window_closes: date | None
    look: LookSettings

    @property
    def input(self) -> Path:
        """Given: never edited."""
        return self.folder / "input"

    @property
    def evidence(self) -> Path:
        """Captured: never overwritten."""
        return self.folder / "evidence"

    @property
    def working(self) -> Path:
        """Judged: append-only."""
        return self.folder / "working"

    @property
    def report(self) -> Path:
        """Reported: disposable."""
        return self.folder / "report"

    @property
    def assignment_file(self) -> Path:
        """The assignment table: the one file input/assignment.* of this case."""
        found = sorted(self.input.glob("assignment.*"))
        if len(found) != 1:
            names = ", ".join(path.name for path in found) or "none"
            raise EngagementError(
                f"{self.input}: expected one file assignment.*, found {names}",
                hint_th="วางตารางมอบหมายเพียงไฟล์เดียวในโฟลเดอร์ input ชื่อ assignment.csv, .xlsx, .docx หรือ .txt",
            )
        return found[0]


def project_root() -> Path:
    """The folder that holds `data/` and `notebooks/`: ITA_AUDIT_ROOT, the checkout, else the current folder."""
    if given := os.environ.get(ROOT_VARIABLE):
        return Path(given)
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "data" / "checklists").is_dir():
        return checkout
    here = Path.cwd()
    return next((p for p in (here, *here.parents) if (p / "data" / "checklists").is_dir()), here)


def case_folder(case: str | Path | None = None) -> Path:
    """
    Find a case: the argument, else ITA_AUDIT_CASE, else the demo; a folder or a name.

    Raises:
        EngagementError: There is no engagement.toml there.
    """
    wanted = str(case or os.environ.get(CASE_VARIABLE) or DEFAULT_CASE)
    cases = project_root() / "data" / "cases"
    for folder in (Path(wanted), cases / wanted):
        if (folder / "engagement.toml").is_file():
            return folder.resolve()
    known = ", ".join(sorted(p.parent.name for p in cases.glob("*/engagement.toml")))
    raise EngagementError(
        f"{wanted}: expected a case folder with engagement.toml; known cases: {known}",
        hint_th=f"ไม่พบแฟ้มงาน “{wanted}” ตรวจชื่อ หรือสร้างใหม่ด้วยคำสั่ง ita-audit new",
    )


def open_engagement(case: str | Path | None = None) -> Engagement:
    """
    Read engagement.toml of a case and check it.

    Args:
        case: Folder or name under data/cases; None takes ITA_AUDIT_CASE, else the demo.

    Raises:
        EngagementError: The file is missing, is not TOML, or lacks something it needs.
    """
    import tomllib

    folder = case_folder(case)
    path = folder / "engagement.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise EngagementError(
            f"{path}: expected a TOML file in UTF-8, got: {error}",
            hint_th="แก้ไฟล์ engagement.toml ให้เป็น TOML ที่อ่านได้ (เทียบกับของแฟ้มงาน demo)",
        ) from error
    return _engagement(folder, path, data)


def _engagement(folder: Path, path: Path, data: Mapping[str, dict]) -> Engagement:
    main, people = data.get("engagement", {}), data.get("people", {})

    def need(key: str, kind: type) -> object:
        value = main.get(key)
        if not isinstance(value, kind) or value == "":
            raise EngagementError(
                f"{path}, [engagement] {key}: expected {kind.__name__}, got {value!r}",
                hint_th=f"เติมค่า {key} ในหัวข้อ [engagement] ของไฟล์ {path.name}",
            )
        return value

    year = need("fiscal_year", int)
    if not 2500 <= year <= 2700:
        raise EngagementError(
            f"{path}, [engagement] fiscal_year: expected a Buddhist-Era year, got {year}",
            hint_th="ระบุปีงบประมาณเป็นพุทธศักราช เช่น 2566",
        )
    return Engagement(
        folder=folder,
        name=folder.name,
        agency=need("agency", str),
        agency_en=main.get("agency_en", ""),
        site=_web_address(path, "site", need("site", str)),
        ita_page=_web_address(path, "ita_page", main.get("ita_page") or main["site"]),
        fiscal_year=year,
        scheme=main.get("scheme", "oit"),
        as_of=common_era(need("as_of", date)),
        demo=bool(main.get("demo", False)),
        prepared_by=people.get("prepared_by", ""),
        reviewed_by=people.get("reviewed_by", ""),
        reviewer_note=people.get("reviewer_note", ""),
        audit_unit=people.get("audit_unit", "หน่วยตรวจสอบภายใน"),
        addressee=people.get("addressee", "ผู้บริหารท้องถิ่น"),
        mask_names=bool(people.get("mask_names", False)),
        objective=main.get("objective", ""),
        window_closes=_day(path, main, "window_closes"),
        look=_look_settings(path, data.get("look", {})),
    )


def _day(path: Path, table: Mapping[str, object], key: str) -> date | None:
    value = table.get(key)
    if value is not None and type(value) is not date:
        raise EngagementError(
            f"{path}, [engagement] {key}: expected a date, got {value!r}",
            hint_th=f"เขียนค่า {key} เป็นวันที่ ปปปป-ดด-วว ไม่มีเครื่องหมายคำพูด เช่น 2023-04-30 หรือ 2566-04-30",
        )
    return common_era(value) if value else None


def _web_address(path: Path, key: str, value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+(?:/\S*)?", value):
        raise EngagementError(
            f"{path}, [engagement] {key}: expected http:// or https://, got {value!r}",
            hint_th=f"เติมที่อยู่เว็บไซต์เต็มในค่า {key} เช่น https://www.example.go.th/",
        )
    return value


def _look_settings(path: Path, table: Mapping[str, object]) -> LookSettings:
    known = {name: getattr(LookSettings(), name) for name in LookSettings.__dataclass_fields__}
    values: dict[str, object] = {}
    for key, value in table.items():
        if key not in known:
            raise EngagementError(
                f"{path}, [look] {key}: expected one of {', '.join(known)}",
                hint_th=f"ลบหรือแก้ชื่อค่า {key} ในหัวข้อ [look]",
            )
        default = known[key]
        right = isinstance(value, (int, float)) if type(default) in (int, float) else True
        if not right or (type(default) in (int, float) and (isinstance(value, bool) or value <= 0)):
            raise EngagementError(
                f"{path}, [look] {key}: expected a number above zero, got {value!r}",
                hint_th=f"แก้ค่า {key} ให้เป็นตัวเลขมากกว่าศูนย์",
            )
        if key == "render" and value not in (True, False, "auto"):
            raise EngagementError(
                f'{path}, [look] render: expected true, false or "auto", got {value!r}',
                hint_th='แก้ค่า render ในหัวข้อ [look] ให้เป็น true, false หรือ "auto"',
            )
        values[key] = tuple(value) if isinstance(default, tuple) else value
    return LookSettings(**values)
