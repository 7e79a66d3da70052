"""
Check a list of links in a process of its own, under settings given as JSON; report what it used.

Names are answered by a table, so that no test depends on a resolver; what the process opens and
starts is watched.
"""

from __future__ import annotations

import json
import resource
import socket
import sys
import time
from pathlib import Path

NAMES = {
    "private.example": ["10.0.0.5"], "mixed.example": ["8.8.8.8", "127.0.0.66"], "mapped.example": ["::ffff:127.0.0.1"],
    "metadata.example": ["169.254.169.254"], "six.example": ["fd00::1"], "none.example": [],
}  # fmt: skip
WATCHED: list[str] = []


def resolve(host: str, *_: object, **__: object) -> list[tuple]:
    """Stand in for the system's resolver."""
    if host == "slow.example":
        time.sleep(8)
    if host not in NAMES:
        raise socket.gaierror(-2, "Name or service not known")
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in NAMES[host]]


def watch(event: str, args: tuple) -> None:
    if event == "open" and str(args[0]).startswith(("/etc/passwd", "C:", "c:", "\\\\")):
        WATCHED.append(f"{event} {args[0]}")
    elif event in ("os.system", "subprocess.Popen") and "ita_audit.reader_child" not in str(args):
        WATCHED.append(f"{event} {args}")


def own_peak_kib() -> int:
    """This program's own peak: on Linux ru_maxrss begins with that of the process that started it."""
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(plan: Path, out: Path) -> None:
    """Run the plan and write one record a line, then one line of measurements."""
    from ita_audit.check_links import CheckTarget, check_targets
    from ita_audit.engagement import LookSettings

    asked = json.loads(plan.read_text(encoding="utf-8"))
    settings = {
        key: tuple(value) if isinstance(value, list) else value for key, value in asked["settings"].items()
    }
    socket.getaddrinfo = resolve
    sys.addaudithook(watch)
    started = time.monotonic()
    with out.open("w", encoding="utf-8") as file:
        for record in check_targets(
            [CheckTarget(url, url) for url in asked["urls"]], LookSettings(**settings)
        ):
            print(json.dumps(record, ensure_ascii=False), file=file)
    used = {
        "seconds": time.monotonic() - started,
        "own_kib": own_peak_kib(),
        "child_kib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
        "watched": WATCHED,
    }
    print(json.dumps(used))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
