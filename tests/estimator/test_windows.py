"""Windows cover both sides and always fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.estimator.windows import Window, windows

SIZES = st.integers(min_value=0, max_value=3000)


@given(SIZES, SIZES, st.integers(min_value=64, max_value=512))
def test_the_target_is_covered_once_and_the_source_at_least_once(source, target, longest):
    found = windows(source, target, longest)
    assert [i for w in found for i in range(*w.target)] == list(range(target))
    assert {i for w in found for i in range(*w.source)} == set(range(source))
    for window in found:
        sides = (window.source, window.target)
        assert sum(end - start for start, end in sides) + 4 <= longest


def test_what_fits_is_one_window():
    assert windows(30, 40, 512) == [Window((0, 30), (0, 40))]
