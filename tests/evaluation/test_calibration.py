"""Reliability bins, the calibration error and bootstrap intervals."""

import sys

import numpy as np
import pytest

from checker.errors import MissingDependencyError
from checker.evaluation.bootstrap import interval_of_samples, interval_of_sums
from checker.evaluation.calibration import expected_calibration_error, reliability
from checker.evaluation.reliability_plot import write_reliability_plot


def test_error_worked_out_by_hand():
    confidences, outcomes = [0.95, 0.95, 0.95, 0.95, 0.25], [1, 1, 1, 0, 0.5]
    bins = reliability(confidences, outcomes)
    assert [(b.count, b.confidence, b.observed) for b in bins] == [
        (1, 0.25, 0.5),
        (4, pytest.approx(0.95), 0.75),
    ]
    # 4/5 · 0.20 + 1/5 · 0.25
    assert expected_calibration_error(bins) == pytest.approx(0.21)


def test_borders_belong_to_the_lower_bin():
    bins = reliability([0.0, 0.1, 0.11, 1.0], [0, 0, 0, 1], bins=10)
    assert [(b.low, b.count) for b in bins] == [(0.0, 2), (pytest.approx(0.1), 1), (0.9, 1)]


def test_no_predictions_have_no_error():
    assert reliability([], []) == ()
    assert expected_calibration_error(()) is None


def test_lengths_must_agree():
    with pytest.raises(ValueError, match="1 confidences, 2 outcomes"):
        reliability([0.5], [1, 0])


def test_intervals_are_seeded_and_hold_the_figure():
    hits = np.array([[i % 4 == 0, 1.0] for i in range(400)], dtype=float)

    def share(sums):
        return float(sums[0] / sums[1])

    low, high = interval_of_sums(hits, share, seed=5)
    assert low < 0.25 < high
    # The standard error of a share of 1/4 over 400 draws is 0.0217.
    assert high - low == pytest.approx(2 * 1.96 * 0.0217, rel=0.15)
    assert interval_of_sums(hits, share, seed=5) == (low, high)
    assert interval_of_sums(hits, share, seed=6) != (low, high)


def test_intervals_of_samples():
    values = np.arange(100.0)
    low, high = interval_of_samples(100, lambda rows: float(values[rows].mean()), seed=1)
    assert low < 49.5 < high
    assert high - low == pytest.approx(2 * 1.96 * 2.887, rel=0.25)


def test_what_is_undefined_has_no_interval():
    assert interval_of_sums(np.ones((1, 1)), lambda s: 1.0, seed=0) is None
    assert interval_of_samples(0, lambda rows: 1.0, seed=0) is None
    assert interval_of_samples(9, lambda rows: None, seed=0) is None
    constant = interval_of_sums(np.ones((9, 1)), lambda s: float(s[0]), seed=0)
    assert constant == (9.0, 9.0)


def test_the_plot_is_a_png(tmp_path):
    pytest.importorskip("matplotlib", reason="the reliability plot is an extra")
    path = tmp_path / "reliability.png"
    write_reliability_plot(reliability([0.9, 0.2], [1, 0]), path, title="Flags")
    assert path.read_bytes().startswith(b"\x89PNG")


def test_without_matplotlib_the_install_line_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingDependencyError, match=r"zh-en-checker\[evaluate\]"):
        write_reliability_plot((), tmp_path / "x.png", title="")
    assert not (tmp_path / "x.png").exists()
