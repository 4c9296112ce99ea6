"""The second stage, fitted on self-written annotations with an estimator that sees the truth."""

from __future__ import annotations

import json
from dataclasses import asdict

import numpy as np
import pytest

from checker.checks.model.judge import Judge, Judges
from checker.checks.model.segment_features import segment_features
from checker.checks.model.word_features import target_words
from checker.checks.registry_hash import registry_hash
from checker.config import Settings
from checker.evidence.source import EvidenceSource
from checker.models.estimator.linear import LinearModel
from checker.records import QualityEstimate, TokenQuality
from training.detector import judge as judging
from training.detector.fitting import fit_number
from training.detector.judge_data import choose_records, fold_of, judged_pairs
from training.detector.judge_report import choose_limits, report

WRONG = "elephant"


class Seer:
    """Suspects one word, and calls the segments bad that hold it."""

    signature = "seer|1"

    def estimate(self, pairs):
        estimates = []
        for _, target in pairs:
            tokens = tuple(
                TokenQuality(w.start, w.end, *((0.9, 0.8) if w.text == WRONG else (0.05, 0.01)))
                for w in target_words(target)
            )
            bad = WRONG in target
            estimates.append(
                QualityEstimate(tokens, ((0, 1, 0.02),), 0.01, 0.8 * bad, 0.8 * bad, 0.3, "seer|1")
            )
        return estimates


def records(pairs):
    rows = []
    for number, (source, target) in enumerate(pairs * 4):
        words = target.split()
        bad = number % 2 == 0
        mt = " ".join([*words[:-1], WRONG, words[-1]] if bad else words)
        start = mt.index(WRONG) if bad else 0
        span = {"start": start, "end": start + len(WRONG), "severity": "major", "category": "x"}
        rows.append(
            {"dataset": "wmt21", "doc_id": f"d{number % 16}", "src": source, "mt": mt,
             "spans": [span] if bad else [], "score": -5.0 if bad else 0.0,
             "score_type": "google_mqm"}
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def judged(pairs):
    settings = Settings(back_ends=(), forced_decoding=False, use_cache=False)
    source = EvidenceSource(settings, estimator=Seer())
    return list(judged_pairs(choose_records(records(pairs), limit=100), source))


def test_documents_do_not_straddle_the_folds(judged):
    folds: dict[str, set[int]] = {}
    for item in judged:
        folds.setdefault(item.record["doc_id"], set()).add(item.fold)
        assert item.fold == fold_of(item.record)
    assert {len(seen) for seen in folds.values()} == {1}
    assert set.union(*folds.values()) == {0, 1}


def clean_of(judged):
    return [item for item in judged if not item.record["spans"]]


def test_the_judge_learns_what_the_experts_mark_and_survives_being_written(judged):
    fitted = judging.fit_judge([item for item in judged if item.fold == 0])
    said = judging.said_by_others(judged, clean_of(judged))
    limits = choose_limits(said, judged, clean_of(judged))
    plain = {name: asdict(value) for name, value in limits.items()}
    judge = Judge.from_dict(json.loads(json.dumps({**fitted, "limits": plain})))
    for item in (item for item in judged if item.fold == 1):
        error, _ = judge.words(item.table)
        for word, chance in zip(item.table.words, error, strict=True):
            assert (chance > 0.5) is (word.text == WRONG)
        features = segment_features(item.pair, item.evidence, item.table, error)
        assert (judge.score(features) < 90) is (WRONG in item.pair.target)
    assert limits["strict"].minor < limits["balanced"].minor < limits["lenient"].minor


def test_documents_are_spoken_of_by_a_judge_that_has_not_seen_them(judged, monkeypatch):
    asked = []
    fit = judging.fit_judge

    def noted(pairs, *more):
        asked.append(pairs)
        return fit(pairs, *more)

    monkeypatch.setattr(judging, "fit_judge", noted)
    said = judging.said_by_others(judged, judged[:3])
    assert [{item.fold for item in pairs} for pairs in asked] == [{1}, {0}, {0, 1}]
    assert (len(said.chances), len(said.scores), len(said.on_clean)) == (len(judged),) * 2 + (3,)


def test_the_report_has_a_line_for_every_row_of_the_table(judged):
    said = judging.said_by_others(judged, clean_of(judged))
    limits = choose_limits(said, judged, clean_of(judged))
    lines = list(report({"judge": said}, judged, clean_of(judged), limits))
    text = "\n".join(lines)
    for label in ("chrF against", "rules alone", "all major", "all OK", "estimator alone", "judge"):
        assert any(line.startswith(label) for line in lines), label
    assert "wmt21 word MCC 1.000" in text and "wmt21 span F1" in text
    assert "balanced" in text and "per 1,000" in text


def test_the_command_writes_judges_for_both_kinds_of_run(tmp_path, pairs, monkeypatch, capsys):
    rows = [{**row, "rater": "a"} for row in records(pairs)]
    gold = tmp_path / "desk.jsonl"
    gold.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    plain = Settings(back_ends=(), forced_decoding=False, use_cache=False)
    monkeypatch.setattr(
        judging, "EvidenceSource", lambda _: EvidenceSource(plain, estimator=Seer())
    )
    monkeypatch.setattr(judging, "clean_records", lambda *_: [r for r in rows if not r["spans"]])
    out = tmp_path / "judge.json"
    judging.main(["--mqm", str(gold), "--out", str(out)])
    judges = Judges.from_dict(json.loads(out.read_text(encoding="utf-8")))
    assert judges.version in capsys.readouterr().out
    assert judges.knows(registry_hash(judged=True))
    assert judges.complete.limits.keys() == judges.estimator_only.limits.keys()


def test_annotators_who_mark_more_do_not_outweigh_the_others():
    rows = np.array([[0.0], [1.0], [2.0]] * 40)
    numbers = np.array(([0.0, 0.1, 0.2] * 20) + ([0.5, 0.6, 0.7] * 20))
    groups = ["a"] * 60 + ["b"] * 60
    model = LinearModel.from_dict(fit_number(["x"], rows, numbers, groups, scale=2.0))
    low, middle, high = model.predict({"x": [0.0, 1.0, 2.0]})
    assert low < middle < high
    points = np.expm1(2.0 * np.array([low, middle, high]))
    due = [np.mean(np.expm1(2.0 * np.array(pair))) for pair in ((0.0, 0.5), (0.1, 0.6), (0.2, 0.7))]
    assert points == pytest.approx(due, abs=0.05)


def test_annotations_of_one_document_are_refused_in_words(tmp_path, pairs, capsys):
    rows = [{**row, "doc_id": "only", "rater": "a"} for row in records(pairs)]
    gold = tmp_path / "desk.jsonl"
    gold.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    with pytest.raises(SystemExit):
        judging.main(["--mqm", str(gold), "--out", str(tmp_path / "judge.json")])
    assert "one half is empty. Add documents" in capsys.readouterr().err
