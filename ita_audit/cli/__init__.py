"""
The command line: each command does in a terminal what a notebook does, with the same functions.

JSON goes to standard output alone; everything said to a person goes to standard error. Exit
status: 0 done, 1 the audit could not be done, 2 wrong usage.
"""

from __future__ import annotations

import sys

import typer

from ita_audit.cli import case, custody, paper, reading, web
from ita_audit.errors import AuditError

_INTERRUPTED = 130
"""What typer makes of Ctrl-C, in silence."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="สมุดงานตรวจสอบ ITA | ITA audit workbook",
)
for commands in (case, web, reading, paper, custody):
    commands.register(app)


def main() -> None:
    """Run the command line; an audit error ends in two lines and status 1, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except AuditError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(1) from None
    except OSError as error:
        where = error.filename or ""
        print(f"เปิดหรือบันทึกไฟล์ไม่ได้ {where}\n{error.strerror or error}: {where}", file=sys.stderr)
        raise SystemExit(1) from None
    except SystemExit as ended:
        if ended.code != _INTERRUPTED:
            raise
        print("หยุดแล้ว สิ่งที่เก็บได้ยังอยู่ครบ สั่งซ้ำเพื่อทำต่อ\nstopped; nothing kept is lost", file=sys.stderr)
        raise SystemExit(1) from None
