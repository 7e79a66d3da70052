"""
The command line: each command does in a terminal what a notebook does, with the same functions.

JSON goes to standard output alone; everything said to a person goes to standard error. Exit
status: 0 done, 1 the audit could not be done, 2 wrong usage.
"""

from __future__ import annotations

import gc
import sys

from ita_audit.errors import AuditError

_WRONG_USAGE, _INTERRUPTED = 2, 130
"""Exit statuses as argparse and typer give them: wrong usage, said in English, and Ctrl-C, in silence."""


def main() -> None:
    """Run the command line; an audit error ends in two lines and status 1, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        _run()
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
        if ended.code == _WRONG_USAGE:
            print("คำสั่งหรือตัวเลือกไม่ถูกต้อง ดูวิธีใช้ด้วย --help | wrong usage, see --help", file=sys.stderr)
        if ended.code != _INTERRUPTED:
            raise
        print("หยุดแล้ว สิ่งที่เก็บได้ยังอยู่ครบ สั่งซ้ำเพื่อทำต่อ\nstopped; nothing kept is lost", file=sys.stderr)
        raise SystemExit(1) from None


def _run() -> None:
    """Load only what the command needs: a link checker must not wait for a report's libraries."""
    if sys.argv[1:2] == ["check"]:
        gc.disable()  # what is loaded stays; looking through it for rubbish takes longer than the links
        from ita_audit.cli.check import run

        status = run(sys.argv[2:])
        gc.freeze()
        raise SystemExit(status)
    from ita_audit.cli.app import app

    app()
