"""Each validation set is measured by what its annotation can tell."""

from __future__ import annotations

import numpy as np
import pytest

from checker.evaluation.spans import MarkedSpan
from checker.evaluation.words import bad_words, whitespace_tokens
from training.detector.gold import Gold, Judged, choose_gold
from training.detector.measure import table
from training.detector.measures import Limits, best_limits, marked_spans, recall_figures
from training.detector.set_figures import full_figures, limit_of_alarms, limit_of_density

TEXT = "one two three four"


def judged(error, *, spans=(), score=0.0, partial=False, name="set", unit="a", major=0.0, worse=0):
    places = whitespace_tokens(TEXT)
    bad = bad_words(places, ((s.start, s.end) for s in spans))
    gold = Gold(name, unit, "源", TEXT, score, partial, places, bad, tuple(spans))
    return Judged(gold, np.array(error), np.full(4, major), np.array([0.0, worse, 0.0]))


def test_neighbouring_words_of_one_severity_make_one_span():
    item = judged([0.1, 0.6, 0.6, 0.6])
    assert [(s.start, s.end, s.major) for s in marked_spans(item, 0.5)] == [(4, 18, False)]
    item = judged([0.6, 0.1, 0.6, 0.6], major=0.3)
    assert [(s.start, s.end, s.major) for s in marked_spans(item, 0.5)] == [
        (0, 3, True),
        (8, 18, True),
    ]


def test_a_perfect_reader_gets_full_figures_and_a_blind_one_none():
    spans = (MarkedSpan(4, 7, False),)
    right = [
        judged([0.0, 0.9, 0.0, 0.0], spans=spans, score=-1.0, worse=1, unit="a"),
        judged([0.0, 0.0, 0.0, 0.0], unit="b"),
    ]
    figures = full_figures(right, Limits(0.5, 0.5))
    assert figures["word MCC"] == figures["best word MCC"] == pytest.approx(1.0)
    assert figures["span F1"] == pytest.approx(1.0)
    assert figures["Spearman"] == pytest.approx(1.0)
    assert figures["marked"] == figures["marked by experts"] == pytest.approx(3 / 36)
    assert (figures["segments"], figures["units"]) == (2, 2)
    blind = [judged([0.9, 0.0, 0.0, 0.0], spans=spans, score=-1.0), judged([0.0] * 4, worse=1)]
    figures = full_figures(blind, Limits(0.5, 0.5))
    correlation = figures["word MCC"]
    assert isinstance(correlation, float) and correlation < 0
    assert figures["span F1"] == 0
    assert figures["Spearman"] == pytest.approx(-1.0)


def test_posts_are_measured_by_rank_and_recall_only():
    items = [
        judged([0.9, 0.0, 0.0, 0.0], spans=(MarkedSpan(0, 7, True),), score=-5.0, partial=True,
               worse=1),
        judged([0.0] * 4, partial=True),
    ]  # fmt: skip
    figures = full_figures(items, Limits(0.5, 0.5))
    assert figures["Spearman"] == pytest.approx(1.0)
    assert figures["character recall"] == pytest.approx(3 / 7) and figures["span recall"] == 1.0
    assert figures["clean alarms"] is None
    assert not {"word MCC", "span F1"} & set(figures)


def test_a_sample_of_errors_is_measured_by_recall_and_alarms_on_clean_records():
    items = [
        judged([0.9, 0.0, 0.0, 0.0], spans=(MarkedSpan(0, 3, True),), score=None, partial=True),
        judged([0.0, 0.0, 0.8, 0.0]),
        *(judged([0.0] * 4) for _ in range(4)),
    ]
    figures = full_figures(items, Limits(0.5, 0.5))
    assert figures["clean alarms"] == pytest.approx(0.2)
    assert figures["character recall"] == 1.0
    assert "Spearman" not in figures and "word MCC" not in figures


def test_limits_of_equal_density_and_alarms_let_through_no_more_than_asked():
    items = [judged([i / 40, (i + 1) / 40, (i + 2) / 40, 0.5]) for i in range(20)]
    limit = limit_of_density(items, 0.1)
    assert recall_figures(items, limit)["marked"] <= 0.1
    limit = limit_of_alarms(items, 0.2)
    assert recall_figures(items, limit)["clean alarms"] == 0.05  # 19 at the same chance
    items = [judged([i / 40, 0.0, 0.0, 0.0]) for i in range(20)]
    assert recall_figures(items, limit_of_alarms(items, 0.2))["clean alarms"] == pytest.approx(0.2)
    assert limit_of_alarms([judged([0.1] * 4, partial=True)]) is None


def test_the_best_limit_is_where_the_words_are_told_apart():
    spans = (MarkedSpan(4, 7, True),)
    items = [judged([0.2, 0.4, 0.2, 0.2], spans=spans, score=-5.0, major=0.4)]
    limits = best_limits(items)
    assert 0.2 < limits.words <= 0.4 and 0.2 < limits.spans <= 0.4


def test_neutral_marks_are_not_asked_for_and_sets_are_told_apart_by_round():
    plain = {"dataset": "biomqm", "src": "药", "mt": TEXT, "score": 0.0, "partial": False}
    spans = [{"start": 0, "end": 3, "severity": "neutral", "category": "Other"}]
    records = [
        {**plain, "doc_id": f"doc{i}", "round": kind, "spans": spans}
        for i in range(12)
        for kind in ("v1", "v2")
    ]
    gold = choose_gold(records, limit=None)
    assert {g.name for g in gold} == {"biomqm v1", "biomqm v2"}
    assert not any(g.bad.any() or g.spans for g in gold)
    assert len(choose_gold(records, limit=2)) == 4


def test_the_table_has_a_column_an_estimator_and_a_row_a_figure():
    figures: dict[str, float | tuple[float, float] | None]
    figures = {"segments": 2, "units": 1, "Spearman": 0.5, "Spearman interval": (0.25, 0.75),
               "word MCC": None}  # fmt: skip
    other = {**figures, "Spearman": None, "Spearman interval": None}
    lines = table({"a": {"set": figures, "all": {}}, "b": {"set": other, "all": {}}}).splitlines()
    assert lines[0] == "| set | figure | a | b |"
    assert lines[2] == "| set (2 segments, 1 units) | Spearman | 0.500 (0.25 to 0.75) | – |"
    assert len(lines) == 3
