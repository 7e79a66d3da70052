"""
All ten working papers, their cells in 50 random orders each and twice in order: nothing may break.

    python -m benchmarks.cell_orders [ORDERS]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from ita_audit.engagement import CASE_VARIABLE, open_engagement
from tests.test_cell_order import NEEDED, PAPERS, run_cells, shuffled, store, twice


def main(orders: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "case"
        shutil.copytree(open_engagement("demo").folder, folder)
        os.environ[CASE_VARIABLE] = str(folder)
        for path in PAPERS:
            before, began = store(folder), time.monotonic()
            said = run_cells(path, [twice, *map(shuffled, range(orders))])
            hints = sum(out.output_type == "stream" and NEEDED in out.text for out in said)
            print(path.name, f"orders {orders}, hints in Thai {hints}, anything else {len(said) - hints}, "
                  f"store {'same' if store(folder) == before else 'CHANGED'}, {time.monotonic() - began:.0f} s",
                  flush=True)  # fmt: skip
            for out in said:
                if out.output_type == "error" or NEEDED not in out.text:
                    print("  ", str(out)[:600], flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
