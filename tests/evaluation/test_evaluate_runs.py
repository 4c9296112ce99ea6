"""A whole evaluation with a checker whose answers are known: figures, files, resuming, layouts."""

import ast
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.config import Settings
from checker.errors import CheckerError, InputError, SettingsError, StoreError
from checker.evaluation.documents import TABLE_ROWS, documents_of
from checker.evaluation.evaluate import GoldChoice, evaluate
from checker.evaluation.figures import Figure, figure_line
from checker.evaluation.gold_files import read_gold
from checker.evaluation.prediction import Prediction
from checker.evaluation.runner import run_checker
from checker.formats.codec import decode, encode
from checker.records import DocumentReport

SCORE_QE = Path(__file__).resolve().parents[3] / "shared/tools/score_qe.py"


@pytest.fixture
def run(write_jsonl, tmp_path, fake_checker):
    def evaluation(records, out="out", checker=None, **options):
        gold = write_jsonl(records)
        checker = checker or fake_checker()
        choice = GoldChoice(**options)
        return evaluate(gold, tmp_path / out, settings=Settings(), choice=choice, checker=checker)

    return evaluation


def by_label(result):
    return {(f"{f.group}: " if f.group else "") + f.label: f for f in result.figures}


def test_figures_worked_out_by_hand(run, gold_records):
    figures = by_label(run(gold_records))
    values = {label: figure.value for label, figure in figures.items()}
    # Four faulty segments of 14 words: gold “grave fault” (and twice “row”), flagged “grave” and
    # “slight”; eight good ones of 12 words.
    assert values["word MCC"] == pytest.approx((138 * 4 - 6 * 4) / math.sqrt(144 * 142 * 10 * 8))
    assert values["word F1-BAD"] == pytest.approx(8 / 18)
    assert values["word F1-OK"] == pytest.approx(276 / 286)
    assert figures["word MCC"].count == 152
    assert values["span precision"] == pytest.approx(20 / 44)
    assert values["span recall"] == pytest.approx(20 / 50)
    assert values["span F1"] == pytest.approx(40 / 94)
    assert values["recall of major spans"] == 1.0
    assert values["recall of major spans, flagged major"] == 1.0
    assert values["category Fluency/Grammar: recall"] == 1.0
    assert values["category Style/Awkward: recall"] == 0.0
    assert values["flags that a rater's mark confirms"] == 0.5
    assert values["flag ECE"] == pytest.approx(0.3)
    assert values["false alarms per 1,000"] == 0.0
    assert figures["false alarms per 1,000"].count == 4
    assert values["system own/person: span F1"] is None
    assert values["system own/one: span F1"] == pytest.approx(40 / 94)
    assert values["all major: span F1"] > 0
    assert {"chrF alone: segment Spearman", "logprob alone: segment Spearman"} <= set(values)
    assert figures["segment Spearman"].low <= values["segment Spearman"]
    assert values["segment Spearman"] <= figures["segment Spearman"].high


def test_the_checker_sees_sources_and_targets_only(write_jsonl, tmp_path, gold_records,
                                                   fake_checker):  # fmt: skip
    checker = fake_checker()
    path = write_jsonl(gold_records)
    evaluate(path, tmp_path / "out", settings=Settings(), checker=checker)
    assert len(checker.seen) == 6  # two documents by three systems
    for document in checker.seen:
        for source, target in document.pairs:
            assert document.source[source.start : source.end] == source.text
            assert document.target[target.start : target.end] == target.text
    seen = {(s.text, t.text) for d in checker.seen for s, t in d.pairs}
    assert seen == {(r["src"], r["mt"]) for r in gold_records}


def test_segments_without_a_document_are_put_into_tables(write_jsonl):
    records = [{"src": f"第{n}行", "mt": f"Row {n}"} for n in range(TABLE_ROWS + 3)]
    documents = documents_of(read_gold(write_jsonl(records)))
    assert [len(rows) for _, rows in documents] == [TABLE_ROWS, 3]
    assert [document.document_id for document, _ in documents] == ["gold/table 1", "gold/table 2"]


def keep(path):
    """Predictions without what differs from run to run."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    for row in rows:
        del row["seconds"], row["peak_memory_mb"]
    return rows


def test_a_killed_run_goes_on(run, gold_records, fake_checker, tmp_path):
    whole = run(gold_records, out="whole")
    with pytest.raises(KeyboardInterrupt):
        run(gold_records, checker=fake_checker(stop_after=4))
    path = tmp_path / "out" / "predictions.jsonl"
    assert len(keep(path)) == 8
    with path.open("ab") as stream:
        stream.write(b'{"key": "torn')
    second = fake_checker()
    result = run(gold_records, checker=second)
    assert len(second.seen) == 2
    assert keep(path) == keep(tmp_path / "whole" / "predictions.jsonl")
    steady = [f for f in whole.figures if f.label not in {"segments/s", "peak memory MB"}]
    again = [f for f in result.figures if f.label not in {"segments/s", "peak memory MB"}]
    assert again == steady
    third = fake_checker()
    run(gold_records, checker=third)
    assert third.seen == []


def test_an_incomplete_document_is_checked_again(run, gold_records, fake_checker, tmp_path):
    run(gold_records)
    path = tmp_path / "out" / "predictions.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:6]))  # the head, two documents and a half
    checker = fake_checker()
    run(gold_records, checker=checker)
    assert len(checker.seen) == 4


def test_predictions_of_other_settings_are_refused(run, gold_records, fake_checker, tmp_path):
    run(gold_records)
    before = (tmp_path / "out" / "predictions.jsonl").read_bytes()
    checker = fake_checker()
    checker.signature = "fake:2"
    with pytest.raises(StoreError, match="other settings or versions: fake:1 then, fake:2 now"):
        run(gold_records, checker=checker)
    assert checker.seen == []
    assert (tmp_path / "out" / "predictions.jsonl").read_bytes() == before


def test_predictions_of_version_0_1_are_refused(run, gold_records, tmp_path):
    run(gold_records)
    path = tmp_path / "out" / "predictions.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))  # no head then
    with pytest.raises(StoreError, match="it does not say what made them"):
        run(gold_records)


def test_a_damaged_file_is_refused(run, gold_records, tmp_path):
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "predictions.jsonl"
    for line in ("[]", '{"key": '):
        path.write_text(f"{line}\n", encoding="utf-8")
        with pytest.raises(StoreError, match="line 1: is no prediction"):
            run(gold_records)
    path.write_text('{"signature": "fake:1"}\n{"key": 1}\n', encoding="utf-8")
    with pytest.raises(StoreError, match="line 2: is no prediction"):
        run(gold_records)


def test_a_folder_that_cannot_be_used_is_refused(run, gold_records, tmp_path):
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be used"):
        run(gold_records)


def test_rows_that_get_lost_are_an_error(write_jsonl, gold_records, tmp_path):
    class Lossy:
        signature = "lossy"

        def check_document(self, document):
            return DocumentReport(document, (), None, "lossy")

    segments = read_gold(write_jsonl(gold_records))
    with pytest.raises(CheckerError, match="own/one/doc0: 0 segments came back for 2 rows"):
        run_checker(Lossy(), segments, tmp_path / "p.jsonl")


def test_predictions_survive_the_file(run, gold_records, tmp_path):
    run(gold_records)
    for line in (tmp_path / "out" / "predictions.jsonl").read_text("utf-8").splitlines()[1:]:
        prediction = decode(Prediction, json.loads(line))
        assert encode(prediction) == json.loads(line)
        assert isinstance(prediction.flags, tuple)


# What is chosen of the gold.


def test_part_of_the_gold(run, gold_records):
    other = [{**row, "dataset": "other"} for row in gold_records]
    result = by_label(run([*gold_records, *other], out="a", datasets=("other",)))
    assert result["span F1"].count == 12
    both = by_label(run([*gold_records, *other], out="b"))
    assert both["span F1"].count == 24
    assert both["data set other: span F1"].value == both["data set own: span F1"].value
    assert by_label(run(gold_records, out="c", limit=5))["span F1"].count == 5
    halves = [
        by_label(run(gold_records, out=half, half=half))["span F1"].count
        for half in ("even", "odd")
    ]
    # SHA-1 of “doc0” begins with b, of “doc1” with 2.
    assert halves == [6, 6]
    with pytest.raises(InputError, match="has no data set third"):
        run(gold_records, datasets=("third",))


@pytest.mark.parametrize("options", [{"limit": 0}, {"span_gold": "best"}, {"half": "left"}])
def test_impossible_choices_are_refused(options):
    with pytest.raises(SettingsError):
        GoldChoice(**options)


def test_scores_on_different_scales_are_not_mixed(run, gold_records):
    other = [{**row, "dataset": "other", "score_type": "percent"} for row in gold_records]
    result = run([*gold_records, *other])
    figures = by_label(result)
    assert figures["segment Spearman"].value is None
    assert figures["data set other: segment Spearman"].value is not None
    assert "2 different scales (own, percent)" in result.notes[0]
    assert "chrF alone: segment Spearman" not in figures


def test_segments_without_a_score_are_counted(run, gold_records):
    result = run([*gold_records, {"src": "桥", "mt": "unscored", "dataset": "own", "score": 1}])
    assert "1 segments got no score and are left out of the correlations" in result.notes
    assert by_label(result)["segment Spearman"].count == 12


def test_false_alarms_on_clean_pairs(write_jsonl, tmp_path, gold_records, fake_checker):
    clean = tmp_path / "clean.tsv"
    clean.write_text("桥\tA grave and fatal bridge.\n路\tA slight road.\n河\tA river.\n"
                     "山\tA hill.\n", encoding="utf-8")  # fmt: skip
    gold = write_jsonl(gold_records)
    result = evaluate(
        gold, tmp_path / "out", settings=Settings(), clean=clean, checker=fake_checker()
    )
    figures = by_label(result)
    # Eight clean segments, the person's four of the gold among them.
    assert figures["false alarms per 1,000"].value == 375.0
    assert figures["false alarms per 1,000"].count == 8
    assert figures["false majors per 1,000"].value == 250.0
    assert figures["segments with a false alarm per 1,000"].value == 250.0
    assert figures["false alarms per 1,000 of says-minor"].value == 125.0
    assert figures["false alarms per 1,000 of empty-target"].value == 0.0
    assert "hand-made" not in figures


def test_omissions_are_found_on_the_source_side(run):
    source = "【桥塌了】，路也断了。"
    row = {"src": source, "mt": "The road broke.", "dataset": "own", "spans": []}
    omission = {"start": 2, "end": 4, "category": "Accuracy/Omission", "severity": "major"}
    figures = by_label(run([{**row, "src_spans": [omission]}]))
    assert figures["recall of major spans"].value == 1.0
    assert figures["flags that a rater's mark confirms"].value == 1.0
    assert figures["span F1"].value is None  # nothing on the target, rightly


# The lines and the layouts.


def test_lines():
    figure = Figure("segment Spearman", 0.12345, 200, low=0.1, high=0.2)
    assert figure_line(figure) == "segment Spearman 0.123 (95 % 0.100 to 0.200, 200 segments)"
    bare = Figure("flag ECE", None, 3, "flags", group="data set x")
    assert figure_line(bare) == "data set x: flag ECE – (3 flags)"


def test_everything_is_written(run, gold_records, tmp_path):
    result = run(gold_records)
    out = tmp_path / "out"
    lines = (out / "figures.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [figure_line(figure) for figure in result.figures]
    data = json.loads((out / "figures.json").read_text(encoding="utf-8"))
    assert data["signature"] == "fake:1"
    assert len(data["figures"]) == len(result.figures)
    assert (out / "reliability.png").read_bytes().startswith(b"\x89PNG")
    layouts = sorted(path.name for path in (out / "wmt").iterdir())
    assert layouts == sorted(
        f"{who}.{what}.tsv"
        for who in ("gold", "predicted")
        for what in ("sentence", "word", "spans")
    )


def test_without_matplotlib_the_run_says_so(run, gold_records, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    result = run(gold_records)
    assert "zh-en-checker[evaluate]" in result.notes[-1]
    assert not (tmp_path / "out" / "reliability.png").exists()
    assert (tmp_path / "out" / "figures.json").exists()


def test_layouts_row_by_row(run, tmp_path):
    mt = "A grave\tbridge\nis slight"
    marks = [{"start": 2, "end": 7, "category": "x", "severity": "critical"}]
    run([{"src": "桥", "mt": mt, "dataset": "own", "score": -5, "spans": marks}])

    def rows(name):
        text = (tmp_path / "out" / "wmt" / name).read_text(encoding="utf-8")
        return [line.split("\t") for line in text.splitlines()]

    flat = "A grave bridge is slight"
    assert rows("gold.spans.tsv") == [["zh-en", "gold", "0", flat, "2", "7", "major"]]
    assert rows("predicted.spans.tsv") == [
        ["zh-en", "checker", "0", flat, "2 18", "7 24", "major minor"]
    ]
    assert rows("gold.word.tsv") == [["zh-en", "gold", "0", "桥", flat, "OK BAD OK OK OK"]]
    assert [row[4:] for row in rows("predicted.word.tsv")] == [
        ["0", "A", "OK"],
        ["1", "grave", "BAD"],
        ["2", "bridge", "OK"],
        ["3", "is", "OK"],
        ["4", "slight", "BAD"],
    ]
    assert rows("gold.sentence.tsv") == [["zh-en", "gold", "0", "-5.0"]]


def awkward_records(gold_records):
    """Gold with everything that could make two counts differ."""
    tokens = ["A", "grave", "&quot;", "road", "&quot;", "<EOS>"]
    more: list[dict[str, Any]] = [
        {"mt": "", "spans": []},
        {"mt": "  grave edges \t", "spans": [{"start": 0, "end": 15}]},
        {"mt": "slight\nbreak", "spans": [{"start": 6, "end": 6}, {"start": 12, "end": 12}]},
        {"mt": "fatal overlap", "spans": [{"start": 0, "end": 9}, {"start": 3, "end": 7}]},
        {
            "mt": 'A grave "road"',
            "spans": None,
            "mt_tok": tokens,
            "word_tags": ["OK", "BAD", "OK", "BAD", "OK", "BAD"],
        },
    ]
    rows = []
    for number, row in enumerate(more):
        spans = row["spans"]
        for place, mark in enumerate(spans or ()):
            mark.update(category="x", severity=("major", "minor")[place % 2])
        rows.append({"src": "路", "dataset": "own", "score": -number, "score_type": "own", **row})
    return [*gold_records, *rows]


@pytest.mark.shared
@pytest.mark.skipif(not SCORE_QE.is_file(), reason="../shared/tools is not here")
@pytest.mark.parametrize("method", ["union", "majority"])
def test_figures_equal_those_of_the_field_s_script(run, gold_records, tmp_path, method):
    second = [{**row, "rater": "second"} for row in gold_records[::2]]
    records = [{**row, "rater": "first"} for row in awkward_records(gold_records)]
    result = by_label(run([*records, *second], span_gold=method))
    names = {
        "spearman": "segment Spearman",
        "pearson": "segment Pearson",
        "mcc": "word MCC",
        "f1_bad": "word F1-BAD",
        "f1_ok": "word F1-OK",
        "f1": "span F1",
        "precision": "span precision",
        "recall": "span recall",
        "n": None,
        "tokens": None,
        "segments": None,
    }
    compared = 0
    for kind in ("sentence", "word", "spans"):
        files = [tmp_path / "out" / "wmt" / f"{who}.{kind}.tsv" for who in ("gold", "predicted")]
        done = subprocess.run(
            [sys.executable, SCORE_QE, kind, *files], capture_output=True, text=True, check=True
        )
        for name, value in ast.literal_eval(done.stdout).items():
            if names[name] is not None:
                assert result[names[name]].value == pytest.approx(value, abs=5.1e-5), name
                compared += 1
    assert compared == 8
