"""The measure of growth tells a square from a line (on a clock that the work itself moves)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from tests.growth import LINEAR, TIMES, growth


@pytest.fixture
def spend(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[float], None]]:
    """Moves the processor's clock by that many seconds."""
    clock = [0.0]
    monkeypatch.setattr(time, "process_time", lambda: clock[0])

    def move(seconds: float) -> None:
        clock[0] += seconds

    yield move


def test_a_line_passes_and_a_square_does_not(spend: Callable[[float], None]) -> None:
    assert growth(lambda _: spend(1), lambda _: spend(TIMES)) == TIMES < LINEAR
    assert growth(lambda _: spend(1), lambda _: spend(TIMES**2)) == TIMES**2 > LINEAR


def test_times_too_short_to_measure_are_no_growth(spend: Callable[[float], None]) -> None:
    assert growth(lambda _: spend(1e-6), lambda _: spend(0.05)) < LINEAR


def test_a_slow_run_is_forgiven_if_another_is_not(spend: Callable[[float], None]) -> None:
    spent = iter([1, 50, 1, TIMES])
    assert growth(lambda _: spend(next(spent)), lambda _: spend(next(spent))) == TIMES
