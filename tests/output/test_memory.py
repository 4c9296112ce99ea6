"""Ten times the segments must not need more memory."""

import tracemalloc
from dataclasses import replace

import pytest

from checker.output.html_report import PageOptions
from checker.output.run_directory import RunDirectory

SMALL, LARGE = 150, 1500
# CPython keeps thousands of freed tuples for later use; a run that held its segments would need
# several times this.
ALLOWED = 600_000
OPTIONS = PageOptions(limit=50, document_limit=20)


def segments(report, count):
    for number in range(count):
        segment = report.segments[number % len(report.segments)]
        yield replace(segment, pair=replace(segment.pair, segment_id=number))


def one_document(run, report, count):
    with run.document(report.document) as out:
        for segment in segments(report, count):
            out.segment(segment)
        out.complete(replace(report, segments=()))


def many_documents(run, report, count):
    for number, segment in enumerate(segments(report, count)):
        document = replace(report.document, document_id=f"row {number}")
        run.write(replace(report, document=document, segments=(segment,)))


def peak(path, report, fill, count):
    tracemalloc.start()
    try:
        with RunDirectory.open(path, signature="s", versions={}) as run:
            fill(run, report, count)
            run.finish(options=OPTIONS)
        with RunDirectory.open(path, signature="s", versions={}, resume=True) as run:
            run.finish(options=OPTIONS)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("fill", [one_document, many_documents])
def test_memory_does_not_grow_with_the_run(tmp_path, article, fill):
    peak(tmp_path / "warm", article, fill, 60)  # imports and caches
    small = peak(tmp_path / "small", article, fill, SMALL)
    large = peak(tmp_path / "large", article, fill, LARGE)
    sizes = [(tmp_path / n / "segments.jsonl").stat().st_size for n in ("small", "large")]
    assert sizes[1] - sizes[0] > 5 * ALLOWED
    assert large < small + ALLOWED
