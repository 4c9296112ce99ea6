"""Speed of the quality estimator; prints a Markdown table row.

python -m benchmarks.bench_estimator --segments 200 --threads 2
"""

from __future__ import annotations

import argparse
import time

from benchmarks._measure import machine, pairs, peak_mib, row, timed
from checker.models.estimator.estimator import QualityEstimator

HEAD = (
    "machine", "precision", "threads", "batch tokens", "cold start s", "segments", "segments/s",
    "segments/CPU s", "peak RSS MiB",
)  # fmt: skip


def main() -> None:
    """Measures the shipped estimator."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--segments", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch-tokens", type=int, default=2048)
    parser.add_argument("--repeats", type=int, default=2)
    options = parser.parse_args()
    rows = pairs(options.segments)
    began = time.perf_counter()
    estimator = QualityEstimator(threads=options.threads, batch_tokens=options.batch_tokens)
    estimator.estimate(rows[:1])
    cold = time.perf_counter() - began
    wall, cpu = timed(lambda: estimator.estimate(rows), repeats=options.repeats)
    print(row(*HEAD))
    print(row(*["---"] * len(HEAD)))
    about = [machine(), "float32", options.threads, options.batch_tokens, cold, len(rows)]
    print(row(*about, len(rows) / wall, len(rows) / cpu, peak_mib()))


if __name__ == "__main__":
    main()
