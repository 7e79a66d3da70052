"""
A cell that needs an earlier one says which, in Thai, instead of a traceback.

An extension of IPython: the project's environment loads it into every kernel
(`etc/ipython/ipython_kernel_config.py`), so that it is there before any cell has run.
"""

from __future__ import annotations

import sys
from types import TracebackType

FIRST = "เซลล์แรก (บรรทัด import … และ audit = …)"
_MADE_THERE = ("audit", "ita")


def hint_for(name: str) -> str:
    """
    Say which cell a missing name needs; empty when the name is none of the working papers'.

    Args:
        name: The name that Python did not find.
    """
    import ita_audit

    if name in _MADE_THERE or name in ita_audit.__all__:
        return (
            f"เซลล์นี้ต้องใช้ “{name}” จาก{FIRST} สั่งเซลล์แรกของกระดาษทำการนี้ก่อน แล้วสั่งเซลล์นี้อีกครั้ง\n"
            f"This cell needs `{name}` from the first cell of the paper; run that one first."
        )
    return ""


def _tell(
    shell: object,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    hint = hint_for(getattr(error, "name", None) or "")
    if hint:
        sys.stderr.write(f"{hint}\n")  # in one piece: print would write the line's end apart
    else:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def load_ipython_extension(shell: object) -> None:
    """Install the hint in a kernel."""
    shell.set_custom_exc((NameError,), _tell)
