"""Memory of a long run: `python -m benchmarks.bench_memory [10000 100000]`.

Scores made-up tables of that many rows with the rules alone, each in a process of its own, and
prints the peak memory of each: it must not grow with the rows.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._measure import ROOT, machine, row

RUN = """
import resource, sys
from checker.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


def table(path: Path, rows: int) -> None:
    """Writes a JSONL table; every tenth row has a number off by ten."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            wrong = number % 10 == 0
            target = f"Batch {number} put {number + 11}{'0' if wrong else ''} million yuan to work."
            record = {
                "id": str(number),
                "source": f"第{number}批投资{(number + 11) * 100}万元到位。",
                "target": target,
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def main() -> None:
    """Measures each size."""
    sizes = [int(text) for text in sys.argv[1:]] or [10_000, 100_000]
    print("| machine | rows | peak RSS MiB |")
    print("|---|--:|--:|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rows.jsonl"
            table(path, size)
            command = ["score", str(path), "--out", f"{folder}/run", "--back-end", "none"]
            done = subprocess.run(
                [sys.executable, "-c", RUN, *command, "--no-forced-decoding"],
                cwd=ROOT, capture_output=True, text=True, check=True,
            )  # fmt: skip
            print(row(machine(), size, int(done.stderr.split()[-1]) / 1024))


if __name__ == "__main__":
    main()
