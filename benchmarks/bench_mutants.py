"""Mutants of fetch, linkcheck and periods: the bar is that canaries stop 95 in a hundred."""

from __future__ import annotations

from benchmarks.mutants import MUTANTS, fates


def main() -> None:
    all_fates = fates()
    applied = [fate for fate in all_fates if fate.applied]
    missed = [fate for fate in applied if not fate.stopped_by]
    share = 100 * (1 - len(missed) / len(applied)) if applied else 0.0
    print(f"{len(applied)} mutants of {len(MUTANTS)} apply, {share:.1f} % stopped by the canaries (bar 95)")
    for fate in missed:
        print(f"not stopped: {fate.mutant.file}: {fate.mutant.breaks}")
    for fate in all_fates:
        if not fate.applied:
            print(f"does not apply any more: {fate.mutant.file}: {fate.mutant.breaks}")


if __name__ == "__main__":
    main()
