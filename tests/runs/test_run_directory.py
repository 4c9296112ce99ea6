"""A run directory: complete, refused where it must be, and continued to the same bytes."""

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import FormatError, StoreError
from checker.formats.jsonl import read_jsonl
from checker.formats.tsv import read_flags
from checker.records import Document, Span
from checker.report.html_report import PageOptions
from checker.runs.journal import read_entries
from checker.runs.run_directory import RunDirectory

SIGNATURE = "checker:0.1.0|balanced"
NAMES = ["linhai-port", "wheat", "storm", "opera"]
RESULTS = ["flags.tsv", "mqm.tsv", "report.html", "run.json", "segments.jsonl", "documents.jsonl"]


def opened(path, **options):
    options.setdefault("signature", SIGNATURE)
    return RunDirectory.open(path, settings={"sensitivity": "balanced"}, **options)


def run(path, documents, **options):
    with opened(path, **options) as directory:
        for report in documents:
            if not directory.is_done(report.document):
                directory.write(report)
        return directory.finish(documents_in=len(documents))


def contents(path):
    return {name: (path / name).read_bytes() for name in RESULTS}


@pytest.fixture(scope="module")
def documents(make_article):
    return [make_article(name) for name in NAMES]


@pytest.fixture(scope="module")
def uninterrupted(documents, tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "run"
    run(path, documents)
    return path


def test_everything_is_there(documents, uninterrupted):
    assert {p.name for p in uninterrupted.iterdir()} - {".lock"} == {*RESULTS, "timing.json"}
    with (uninterrupted / "segments.jsonl").open(encoding="utf-8") as lines:
        assert list(read_jsonl(lines)) == [s for d in documents for s in d.segments]
    with (uninterrupted / "flags.tsv").open(encoding="utf-8", newline="") as lines:
        assert len(list(read_flags(lines))) == sum(len(d.flags) for d in documents)
    page = (uninterrupted / "report.html").read_text(encoding="utf-8")
    assert "Run of 4 documents" in page
    assert page.count('<article class="seg') == sum(len(d.segments) for d in documents)


def test_counts(documents, uninterrupted):
    data = json.loads((uninterrupted / "run.json").read_text(encoding="utf-8"))
    counts = data["counts"]
    assert data["complete"] is True
    assert data["signature"] == SIGNATURE
    assert data["settings"] == {"sensitivity": "balanced"}
    assert set(data["versions"]) >= {"python"}
    assert (counts["documents_in"], counts["documents_out"], counts["documents_failed"]) == (
        4,
        4,
        0,
    )
    assert counts["characters_in"] == counts["characters_out"] > 0
    assert counts["balanced"] is True
    assert counts["segments"] == 36
    assert counts["flags"] == sum(counts["flags_by_severity"].values()) == 44
    assert counts["flags_by_severity"]["critical"] == 8
    assert sum(counts["score_histogram"]) + counts["unscored_segments"] == counts["segments"]
    assert counts["lowest_document_score"] == 58.31
    assert not set(data) & {"started", "finished", "seconds", "host"}


def test_times_stand_apart(uninterrupted):
    (session,) = json.loads((uninterrupted / "timing.json").read_text())["sessions"]
    assert session["documents_checked"] == 4
    assert session["documents_found_complete"] == 0
    assert session["seconds"] >= 0
    assert session["started"] <= session["finished"]


def test_a_folder_that_is_not_empty_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(StoreError, match=r"is not empty.*--resume"):
        opened(tmp_path)
    with pytest.raises(StoreError, match="holds no run"):
        opened(tmp_path, resume=True)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_in_its_place_is_refused(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(StoreError, match="cannot be written"):
        opened(tmp_path / "out")


def test_resuming_nothing_starts_a_run(tmp_path, documents):
    result = run(tmp_path / "new", documents[:1], resume=True)
    assert result.documents == 1


def test_another_signature_is_refused_and_named(tmp_path, documents):
    run(tmp_path, documents[:1])
    with pytest.raises(StoreError, match="balanced then, strict now"):
        opened(tmp_path, signature="checker:0.1.0|strict", resume=True)


def test_a_run_can_be_replaced_but_nothing_else_removed(tmp_path, documents, uninterrupted):
    run(tmp_path, documents[:1], signature="checker:0.0.9|strict")
    (tmp_path / "segments.jsonl.part").write_text("left over")
    run(tmp_path, documents, replace=True)
    assert contents(tmp_path) == contents(uninterrupted)
    assert not list(tmp_path.glob("*.part"))
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="is not empty"):
        opened(tmp_path, replace=True)
    assert contents(tmp_path) == contents(uninterrupted)


def test_replacing_nothing_starts_a_run(tmp_path, documents):
    assert run(tmp_path / "new", documents[:1], replace=True).documents == 1


def test_the_result_names_the_worst_documents(tmp_path, documents):
    better = [replace(documents[0], score=90.0), *documents[1:]]
    with opened(tmp_path) as directory:
        for report in better:
            directory.write(report)
        result = directory.finish(options=PageOptions(document_limit=3))
    assert [summary.document_id for summary in result.worst_documents] == NAMES[1:]
    assert result.lowest == 58.31


def test_a_second_process_is_refused(tmp_path):
    with opened(tmp_path), pytest.raises(StoreError, match="another process"):
        opened(tmp_path, resume=True)
    with opened(tmp_path, resume=True):
        pass


def test_a_damaged_run_file_is_refused(tmp_path, documents):
    run(tmp_path, documents[:1])
    (tmp_path / "run.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match=r"run\.json is missing or damaged"):
        opened(tmp_path, resume=True)


def test_resuming_a_complete_run_changes_nothing(tmp_path, documents, uninterrupted):
    run(tmp_path, documents)
    result = run(tmp_path, documents, resume=True)
    assert contents(tmp_path) == contents(uninterrupted)
    assert result.documents == 4
    sessions = json.loads((tmp_path / "timing.json").read_text())["sessions"]
    assert [s["documents_found_complete"] for s in sessions] == [0, 4]


def test_documents_are_known_by_content(tmp_path, documents):
    first = documents[0].document
    with opened(tmp_path) as directory:
        assert not directory.is_done(first)
        directory.write(documents[0])
        assert directory.is_done(first)
        assert directory.is_done(replace(first, source_path="elsewhere"))
        for changed in (
            replace(first, target=first.target + " "),
            replace(first, source=None),
            replace(first, pairs=((None, Span(0, 1, "L")),)),
        ):
            with pytest.raises(FormatError, match="already holds a document of this name"):
                directory.is_done(changed)
        assert not directory.is_done(replace(first, document_id="x"))
        with pytest.raises(FormatError, match="linhai-port"):
            directory.document(first)


def test_an_unfinished_document_leaves_no_trace(tmp_path, documents):
    with opened(tmp_path) as directory:
        with pytest.raises(KeyError), directory.document(documents[0].document) as out:
            out.segment(documents[0].segments[0])
            raise KeyError
        directory.record_error("linhai-port", FormatError("no text", where="a.txt"))
        directory.record_error("storm", ValueError("boom"))
        directory.write(documents[1])
        result = directory.finish(documents_in=3)
    assert not result.balanced
    data = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert data["errors"] == [
        {"document": "linhai-port", "kind": "FormatError", "message": "a.txt: no text"},
        {"document": "storm", "kind": "ValueError", "message": "ValueError: boom"},
    ]
    assert data["counts"]["documents_failed"] == 2
    with (tmp_path / "segments.jsonl").open(encoding="utf-8") as lines:
        assert {segment.pair.document_id for segment in read_jsonl(lines)} == {"wheat"}


def test_streamed_segments_equal_those_written_at_once(tmp_path, documents, uninterrupted):
    with opened(tmp_path) as directory:
        for report in documents:
            with directory.document(report.document) as out:
                for segment in report.segments:
                    out.segment(segment)
                out.complete(replace(report, segments=()))
        directory.finish(documents_in=len(documents))
    assert contents(tmp_path) == contents(uninterrupted)


def test_what_is_lost_on_the_way_shows(tmp_path, documents):
    short = replace(documents[0], segments=documents[0].segments[:-1])
    result = run(tmp_path, [short])
    assert result.unbalanced == ["linhai-port"]
    assert result.characters_in - result.characters_out == len("全年目标不变。")
    assert not result.balanced


def test_rows_are_counted(tmp_path, documents):
    report = documents[0]
    rows = tuple((None, Span(0, 0, "")) for _ in range(len(report.segments) + 1))
    result = run(tmp_path, [replace(report, document=replace(report.document, pairs=rows))])
    assert result.unbalanced == ["linhai-port"]


def test_an_empty_document(tmp_path, documents):
    empty = replace(
        documents[0], document=Document("empty", ""), segments=(), score=None, notes=("Empty.",)
    )
    result = run(tmp_path, [empty])
    assert (result.documents, result.tally.segments, result.balanced) == (1, 0, True)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "There was no text to check." in page
    assert "Empty." in page


def test_no_documents_at_all(tmp_path):
    result = run(tmp_path, [])
    assert (result.documents, result.lowest) == (0, None)
    assert (tmp_path / "report.html").stat().st_size > 1000


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_run_cut_anywhere_continues_to_the_same_bytes(
    documents, uninterrupted, tmp_path_factory, data
):
    path = tmp_path_factory.mktemp("cut")
    whole = contents(uninterrupted)
    for name in ("segments.jsonl", "documents.jsonl"):
        size = data.draw(st.integers(0, len(whole[name])))
        (path / name).write_bytes(whole[name][:size])
    unfinished = {**json.loads(whole["run.json"]), "complete": False, "counts": None}
    (path / "run.json").write_text(json.dumps(unfinished), encoding="utf-8")
    result = run(path, documents, resume=True)
    assert contents(path) == whole
    assert result.balanced


def test_damaged_bytes_are_noticed(documents, uninterrupted, tmp_path):
    whole = contents(uninterrupted)
    second = list(read_entries(uninterrupted))[1]
    damaged = bytearray(whole["segments.jsonl"])
    damaged[second.start + 10 : second.start + 20] = bytes(10)  # as after a power cut
    (tmp_path / "segments.jsonl").write_bytes(damaged)
    (tmp_path / "documents.jsonl").write_bytes(whole["documents.jsonl"])
    (tmp_path / "run.json").write_bytes(whole["run.json"])
    with opened(tmp_path, resume=True) as directory:
        assert directory.resumed == 1
    run(tmp_path, documents, resume=True)
    assert contents(tmp_path) == whole


CHILD = """
import importlib.util, sys, time
sys.path.insert(0, {root!r})
spec = importlib.util.spec_from_file_location("samples", {samples!r})
samples = importlib.util.module_from_spec(spec)
spec.loader.exec_module(samples)
from checker.runs.run_directory import RunDirectory
with RunDirectory.open({path!r}, signature={signature!r},
                       settings={{"sensitivity": "balanced"}}) as run:
    for name in {names!r}:
        report = samples.article_report(name)
        with run.document(report.document) as out:
            for segment in report.segments:
                out.segment(segment)
                out._journal.flush()
                print(name, flush=True)
                time.sleep(0.02)
            out.complete(report)
"""


def test_a_killed_process_continues_to_the_same_bytes(tmp_path, documents, uninterrupted):
    root = Path(__file__).resolve().parents[2]
    code = CHILD.format(
        root=str(root),
        samples=str(Path(__file__).parents[1] / "article.py"),
        path=str(tmp_path / "run"),
        signature=SIGNATURE,
        names=NAMES,
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        seen = 0
        for line in child.stdout:
            seen += line.strip() == "storm"
            if seen == 3:  # in the middle of the third document
                child.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
                break
        child.wait(timeout=30)
    assert child.returncode != 0
    left = (tmp_path / "run" / "segments.jsonl").read_bytes().count(b"\n")
    assert left >= 20
    result = run(tmp_path / "run", documents, resume=True)
    assert result.balanced
    assert contents(tmp_path / "run") == contents(uninterrupted)


def test_the_page_can_be_limited(tmp_path, documents):
    with opened(tmp_path) as directory:
        for report in documents:
            directory.write(report)
        options = PageOptions(limit=5, document_limit=2, worst=1, title="A <b> run")
        result = directory.finish(options=options)
    page = result.report.read_text(encoding="utf-8")
    assert page.count('<article class="seg') == 5
    assert "This page shows the 5 worst segments of 36" in page
    assert "2 documents with better scores not listed." in page
    assert "<h1>A &lt;b&gt; run</h1>" in page
