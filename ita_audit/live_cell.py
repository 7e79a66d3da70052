"""The one live cell of the working papers; loading it loads nothing that can reach the network."""

from __future__ import annotations

from ita_audit.engagement import Engagement


def look_if_real(case: Engagement) -> str:
    """
    Look at the live site of a real case; the demo is never looked at from a working paper.

    Raises:
        LookError: Another look runs, or this machine's own network is down.
    """
    if case.demo:
        return "แฟ้มสาธิตใช้หลักฐานที่เก็บไว้แล้ว ไม่ต่ออินเทอร์เน็ต"
    from ita_audit.look import look

    return f"รอบตรวจ {look(case).look_id} เสร็จแล้ว"
