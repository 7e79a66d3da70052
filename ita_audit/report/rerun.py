"""`make rerun`: execute the project's working papers in place on the demo case."""

from __future__ import annotations

import sys

from tqdm import tqdm

from ita_audit.engagement import DEFAULT_CASE
from ita_audit.report.papers import notebooks_folder, run_papers


def main() -> None:
    """Execute 00 … 09 in place; their stored outputs are what nbval compares with."""
    papers = sorted(notebooks_folder().glob("*.ipynb"))
    with tqdm(total=len(papers), file=sys.stderr, ascii=" -=") as bar:
        run_papers(DEFAULT_CASE, papers=papers, progress=lambda done, _: bar.update(done - bar.n))


if __name__ == "__main__":
    main()
