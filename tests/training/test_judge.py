"""The second stage, fitted on self-written annotations with an estimator that sees the truth."""

from __future__ import annotations

import json

import pytest

from checker.config import Settings
from checker.detectors.judge import Judge
from checker.detectors.word_features import target_words
from checker.evidence import EvidenceSource
from checker.records import QualityEstimate, TokenQuality
from training.detector import judge as judging
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
    folds = {}
    for item in judged:
        folds.setdefault(item.record["doc_id"], set()).add(item.fold)
        assert item.fold == fold_of(item.record)
    assert {len(seen) for seen in folds.values()} == {1}
    assert set.union(*folds.values()) == {0, 1}


def test_the_judge_learns_what_the_experts_mark_and_survives_being_written(judged):
    judge = judging.fit_judge([item for item in judged if item.fold == 0])
    stored = {**judging._DATA[judge.version], "version": judge.version}
    limits = choose_limits(judge, judged, [item for item in judged if not item.record["spans"]])
    plain = {name: {"minor": v.minor, "near": v.near, "major": v.major, "omitted": v.omitted}
             for name, v in limits.items()}  # fmt: skip
    again = Judge.from_dict(json.loads(json.dumps({**stored, "limits": plain})))
    for item in (item for item in judged if item.fold == 1):
        error, major = again.words(item.table)
        assert (error, major) == judge.words(item.table)
        for word, chance in zip(item.table.words, error, strict=True):
            assert (chance > 0.5) is (word.text == WRONG)
        features = judging._segment(item, again)
        assert (again.score(features) < 80) is (WRONG in item.pair.target)
    assert limits["strict"].minor < limits["balanced"].minor < limits["lenient"].minor


def test_the_report_has_a_line_for_every_row_of_the_table(judged):
    judge = judging.fit_judge(judged)
    clean = [item for item in judged if not item.record["spans"]]
    limits = choose_limits(judge, judged, clean)
    lines = list(report({"both": judge}, judged, clean, limits))
    text = "\n".join(lines)
    for label in ("chrF against", "rules alone", "all major", "all OK", "estimator alone", "both"):
        assert any(line.startswith(label) for line in lines), label
    assert "wmt21 word MCC 1.000" in text and "wmt21 span F1" in text
    assert "balanced" in text and "per 1,000" in text
