"""How fast the deterministic rules are: `python -m benchmarks.bench_rules [--segments N]`.

One process, one core, no model. Prints a Markdown row: all default rules over real pairs.
"""

from __future__ import annotations

import argparse

from benchmarks._measure import machine, pairs, peak_mib, row, timed
from checker.checks.running import run_checks
from checker.records import SegmentPair


def main() -> None:
    """Times the rules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=2000)
    rows = pairs(parser.parse_args().segments)
    found = tuple(
        SegmentPair("bench", index, zh, en, 0, len(zh), 0, len(en))
        for index, (zh, en) in enumerate(rows)
    )
    run_checks(found[:50])  # imports and compiled patterns
    wall, cpu = timed(lambda: run_checks(found))
    print("| machine | segments | wall s | CPU s | segments/s (CPU) | peak RSS MiB |")
    print("|---|--:|--:|--:|--:|--:|")
    print(row(machine(), len(found), wall, cpu, len(found) / cpu, peak_mib()))


if __name__ == "__main__":
    main()
