"""How fast the review store answers: `python -m benchmarks.review_desk [SEGMENTS …] [--url URL]`.

Prints milliseconds for what a reviewer does, on documents of 1,000 and 20,000 segments (made up,
40 tokens of evidence each). What the desk must keep on 2 cores: first page of 1,000 segments under
1.5 s, a decision under 0.3 s.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from checker.records import (
    Document,
    DocumentReport,
    Flag,
    ForcedDecoding,
    SegmentPair,
    SegmentReport,
    Severity,
    TokenSurprisal,
    Translation,
)
from checker.store import (
    Accept,
    Dismiss,
    Request,
    ReviewStore,
    Scope,
    SegmentQuery,
    Sort,
    open_store,
)

T = TypeVar("T")
ZH = "我国粮食产量增长百分之五，出口也有所增加。"
EN = "My country's grain output rose by 5 percent."


def made_up(segments: int) -> DocumentReport:
    """A document in which every other segment has a flag."""
    tokens = tuple(TokenSurprisal(n, n + 1, 3.5, 4.5) for n in range(40))
    reports, place = [], 0
    for number in range(segments):
        target = f"{EN} {number}"
        pair = SegmentPair(
            "benchmark", number, f"{ZH}{number}", target, 0, 0, place, place + len(target)
        )
        flag = Flag(
            "target",
            0,
            12,
            place,
            place + 12,
            target[:12],
            Severity.MINOR,
            "accuracy/mistranslation",
            "my-country",
            0.8,
            "我国 is «China».",
        )
        reports.append(
            SegmentReport(
                pair,
                90.0,
                (flag,) if number % 2 else (),
                (Translation("e", EN, "s"),),
                forced_decoding=ForcedDecoding(tokens, "s"),
            )
        )
        place += len(target) + 1
    text = "\n".join(report.pair.target for report in reports)
    return DocumentReport(Document("benchmark", text, ZH * segments), tuple(reports), 90.0, "b")


def timed(what: str, action: Callable[[], T]) -> T:
    """Run something and print how long it took."""
    start = time.perf_counter()
    result = action()
    print(f"  {what:44s} {1000 * (time.perf_counter() - start):9.1f} ms")
    return result


def measure(store: ReviewStore, segments: int) -> None:
    """Print the figures of one document."""
    print(f"{segments:,} segments")
    report = made_up(segments)
    run = timed("record the run", lambda: store.add_run(report, who="A"))
    query = SegmentQuery(run)
    timed("first page", lambda: store.segments(query))
    last = SegmentQuery(run, sort=Sort.RISK, page=segments // 50 - 1, page_size=50)
    timed("last page by risk", lambda: store.segments(last))
    timed("search both texts", lambda: store.segments(SegmentQuery(run, text="output rose")))
    timed("what the filters offer", lambda: store.statistics.facets(run))
    second, fourth = store.segment(run, 1), store.segment(run, 3)
    assert second is not None and fourth is not None
    flag = second.flags[0]
    timed("accept", lambda: store.decide(run, Request(1, Accept(), flag.key), who="A"))
    timed("undo", lambda: store.undo("benchmark", who="A"))
    timed("open flags to go through", lambda: store.flag_places(query))
    other = fourth.flags[0]
    wide = Request(3, Dismiss("x", Scope.RULE), other.key)
    timed("dismiss the rule in the document", lambda: store.decide(run, wide, who="A"))
    timed("list of documents", store.documents)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("segments", nargs="*", type=int, default=[1_000, 20_000])
    parser.add_argument("--url", help="an empty database; default: a SQLite file for each size")
    arguments = parser.parse_args()
    for number in arguments.segments:
        with tempfile.TemporaryDirectory() as folder:
            location = arguments.url or Path(folder) / "review.sqlite"
            with open_store(location) as store:
                measure(store, number)


if __name__ == "__main__":
    main()
