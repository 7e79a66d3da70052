"""
All ten working papers, their cells in 50 random orders each and twice in order: nothing may break.

    python -m benchmarks.cell_orders [ORDERS]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from ita_audit.engagement import CASE_VARIABLE, open_engagement
from tests.test_cell_order import PAPERS, run_cells, shuffled, store, twice


def main(orders: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "case"
        shutil.copytree(open_engagement("demo").folder, folder)
        os.environ[CASE_VARIABLE] = str(folder)
        for path in PAPERS:
            before = store(folder)
            said = run_cells(path, [twice, *map(shuffled, range(orders))])
            errors = sum(out.output_type == "error" for out in said)
            print(path.name, f"orders {orders}, tracebacks {errors}, hints {len(said) - errors}, "
                  f"store {'same' if store(folder) == before else 'CHANGED'}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
