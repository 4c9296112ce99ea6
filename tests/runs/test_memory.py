"""Ten times the segments must not need more memory, measured on whole processes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the peak memory of a process is not known on Windows")

SMALL, LARGE = 400, 4000
ALLOWED = 3 << 20

CHILD = """
import importlib.util, json, resource, sys
from dataclasses import replace

sys.path.insert(0, {root!r})
spec = importlib.util.spec_from_file_location("samples", {samples!r})
samples = importlib.util.module_from_spec(spec)
spec.loader.exec_module(samples)
from checker.report.html_report import PageOptions
from checker.runs.run_directory import RunDirectory

report = samples.article_report()

def segments(count):
    for number in range(count):
        segment = report.segments[number % len(report.segments)]
        yield replace(segment, pair=replace(segment.pair, segment_id=number))

def one_document(run):
    with run.document(report.document) as out:
        for segment in segments({count}):
            out.segment(segment)
        out.complete(replace(report, segments=()))

def many_documents(run):
    for number, segment in enumerate(segments({count})):
        document = replace(report.document, document_id=f"row {{number}}")
        run.write(replace(report, document=document, segments=(segment,)))

options = PageOptions(limit=50, document_limit=20)
with RunDirectory.open({path!r}, signature="s", versions={{}}) as run:
    {fill}(run)
    run.finish(options=options)
with RunDirectory.open({path!r}, signature="s", versions={{}}, resume=True) as run:
    written = run.finish(options=options).tally.segments
if sys.platform == "darwin":
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
else:  # there, ru_maxrss begins with the size of the process that started this one
    with open("/proc/self/status", encoding="utf-8") as status:
        peak = next(int(line.split()[1]) << 10 for line in status if line.startswith("VmHWM"))
print(json.dumps([written, peak]))
"""


def peak(path, fill, count):
    here = Path(__file__)
    code = CHILD.format(
        root=str(here.parents[2]),
        samples=str(here.parents[1] / "article.py"),
        path=str(path),
        fill=fill,
        count=count,
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    written, size = json.loads(done.stdout)
    assert written == count
    return size


@pytest.mark.parametrize("fill", ["one_document", "many_documents"])
def test_memory_does_not_grow_with_the_run(tmp_path, fill):
    small = peak(tmp_path / "small", fill, SMALL)
    large = peak(tmp_path / "large", fill, LARGE)
    sizes = [(tmp_path / n / "segments.jsonl").stat().st_size for n in ("small", "large")]
    # As records the segments would need several times their size as text.
    assert sizes[1] - sizes[0] > 2 * ALLOWED
    assert large < small + ALLOWED
