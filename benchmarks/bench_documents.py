"""
Documents: 200 files of 50 KB to 5 MB read in the sandbox with their periods and elements.

Bars: under 30 s on two cores, under 500 MB of all processes together; pdftotext's bare time over the
same PDFs beside it, where it is installed.
"""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pikepdf

from ita_audit.checklist import known_checklists
from ita_audit.demo_site import pdf
from ita_audit.demo_site.office import docx_file, xlsx_file
from ita_audit.elements import check_elements
from ita_audit.model import Link, LinkCheck, LinkStatus, Observed, Reading
from ita_audit.periods import read_period
from ita_audit.sandbox import BesideReader

COUNT, SMALL, LARGE = 200, 50_000, 5_000_000
YEAR = 2566
_LINK = Link("a.pdf", "http://a.example/a.pdf", "", "")
_CHECK = LinkCheck(_LINK.url, _LINK.url, LinkStatus.OK, "", 200, (), "", 1, "", 1, 1, "")
LINE = "รายงานผลการดำเนินงานตามแผนปฏิบัติการ ครั้งที่ {n} ประจำปีงบประมาณ พ.ศ. {year} งบประมาณ {n},500 บาท"


def make(folder: Path, seed: int = 1) -> list[Path]:
    """Write the files: four of five PDFs with text (5 to 120 pages), the rest scans, DOCX and XLSX."""
    chance = random.Random(seed)
    paths = []
    for number in range(COUNT):
        size = int(SMALL * (LARGE / SMALL) ** chance.random())
        lines = [LINE.format(n=n, year=2564 + number % 6) for n in range(1, chance.randint(150, 3_600))]
        if number % 5:
            name, data = "pdf", _padded(pdf.text_pdf(lines), size, chance)
        elif number % 15 == 0:
            name, data = "docx", docx_file(lines)
        elif number % 15 == 5:
            name, data = "xlsx", xlsx_file(lines)
        else:
            name, data = "pdf", _padded(pdf.image_pdf(number), size, chance)
        paths.append(folder / f"{number:03}.{name}")
        paths[-1].write_bytes(data)
    return paths


def _padded(data: bytes, size: int, chance: random.Random) -> bytes:
    """Bring a PDF up to a size with bytes that do not compress, as pictures and fonts do."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.Root.Filler = pikepdf.Stream(document, chance.randbytes(max(0, size - len(data))))
        document.save(out)
    return out.getvalue()


def measure(paths: list[Path]) -> tuple[float, float, list[Reading]]:
    """
    Seconds, megabytes of all processes at their peaks, and the readings.

    Periods and elements of a document are looked for while the next ones are being read.
    """
    items = known_checklists()[0].items
    start = time.perf_counter()
    readings = []
    with BesideReader(workers=2) as reader:
        waiting = [reader.submit(path.read_bytes(), path.name, "") for path in paths]
        for number, future in enumerate(waiting):
            readings.append(future.result())
            item = items[number % len(items)]
            period = read_period(readings[-1].parts)
            seen = Observed("E", item.code, _LINK, _CHECK, readings[-1], period)
            check_elements(item, [seen], fiscal_year=YEAR)
        peak = _peak("self") + sum(_peak(str(child.process.pid)) for child in reader.alive)
    return time.perf_counter() - start, peak, readings


def _peak(process: str) -> float:
    """Peak resident megabytes of a process; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _bare(paths: list[Path]) -> float:
    start = time.perf_counter()
    for path in paths:
        if path.suffix == ".pdf":
            subprocess.run(
                ["pdftotext", "-l", "5", str(path), "-"], check=False, capture_output=True, timeout=60
            )
    return time.perf_counter() - start


def main() -> None:
    """Print the figures beside their bars."""
    with tempfile.TemporaryDirectory() as folder:
        paths = make(Path(folder))
        total = sum(path.stat().st_size for path in paths) / 1e6
        seconds, megabytes, readings = measure(paths)
        beside = ""
        if shutil.which("pdftotext"):
            bare = _bare(paths)
            beside = f", pdftotext alone {bare:.1f} s (ratio {seconds / bare:.1f})"
        states = sorted({reading.state.value for reading in readings})
        print(
            f"documents: {len(paths)} files, {total:.0f} MB in {seconds:.1f} s (< 30), "
            f"{megabytes:.0f} MB (< 500), states {', '.join(states)}{beside}"
        )


if __name__ == "__main__":
    main()
