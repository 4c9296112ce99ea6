"""Speed and numerical noise of forced decoding; prints Markdown table rows.

    python -m benchmarks.bench_forced_decoding --segments 100 --threads 2

Each segment's target is scored given its source and alone (`both directions`: the source given the
target and alone as well). The noise is measured against float32, and between batch sizes.
"""

from __future__ import annotations

import argparse
import time

from benchmarks._measure import machine, pairs, peak_mib, row, timed
from checker.models.lm.gemma.precision import PRECISIONS, Precision
from checker.models.lm.model import EmbeddedModel
from checker.models.lm.prepared import prepared
from checker.models.lm.scorer import EmbeddedForcedDecoder
from checker.models.threads import use_threads
from checker.records import TokenSurprisal

HEAD = (
    "machine", "precision", "threads", "batch tokens", "cold start s", "segments",
    "segments/s", "both directions/s", "segments/CPU s", "peak RSS MiB",
)  # fmt: skip
Scores = list[tuple[TokenSurprisal, ...]]


def differences(one: Scores, other: Scores) -> tuple[float, float, float]:
    """Mean, 99th percentile and largest absolute difference of all surprisals, in nats."""
    found = sorted(
        abs(a - b)
        for left, right in zip(one, other, strict=True)
        for s, t in zip(left, right, strict=True)
        for a, b in ((s.alone, t.alone), (s.given_source or 0.0, t.given_source or 0.0))
    )
    return sum(found) / len(found), found[int(0.99 * len(found))], found[-1]


def measure(precision: Precision, options: argparse.Namespace) -> Scores:
    """Prints one row; returns the scores."""
    rows = pairs(options.segments)
    began = time.perf_counter()
    use_threads(options.threads)
    model = EmbeddedModel(prepared(), precision)
    decoder = EmbeddedForcedDecoder(model, precision, batch_tokens=options.batch_tokens)
    decoder.score(rows[:1])
    cold = time.perf_counter() - began
    kept: list[Scores] = []
    wall, cpu = timed(lambda: kept.append(decoder.score(rows)), repeats=options.repeats)
    back, _ = timed(lambda: decoder.score_reverse(rows), repeats=options.repeats)
    count = len(rows)
    about = [machine(), precision, options.threads, options.batch_tokens, cold, count]
    print(row(*about, count / wall, count / (wall + back), count / cpu, peak_mib()))
    single = EmbeddedForcedDecoder(model, precision, batch_tokens=1)
    few = rows[:: max(1, count // 20)]
    again = [score for score, pair in zip(kept[-1], rows, strict=True) if pair in few]
    print(f"  batch of one against many: {noise(single.score(few), again)}")
    return kept[-1]


def noise(one: Scores, other: Scores) -> str:
    """The differences in words."""
    mean, most, largest = differences(one, other)
    return f"mean {mean:.4f}, 99 % under {most:.4f}, largest {largest:.3f} nats"


def main() -> None:
    """Measures every precision asked for and compares each with the first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--segments", type=int, default=100)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch-tokens", type=int, default=2048)
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--precision", nargs="+", choices=PRECISIONS, default=list(PRECISIONS))
    options = parser.parse_args()
    prepared()
    print(row(*HEAD))
    print(row(*["---"] * len(HEAD)))
    first: Scores | None = None
    for precision in options.precision:
        scores = measure(precision, options)
        if first is not None:
            print(f"  {precision} against {options.precision[0]}: {noise(scores, first)}")
        first = first or scores


if __name__ == "__main__":
    main()
