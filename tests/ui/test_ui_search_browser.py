"""Looking around from a segment: the search, the order, the same Chinese elsewhere."""

from __future__ import annotations

import pytest

from checker.store import Sort
from tests.ui.browser import open_run, select, settle
from tests.ui.ui_samples import fill

pytestmark = pytest.mark.browser


def walk(page, key: str, *, times: int) -> list[int]:
    """Press a key and say which segments it went to."""
    found = []
    for _ in range(times):
        page.keyboard.press(key)
        settle(page)
        found.append(int(page.locator(".ck-on").first.get_attribute("data-position")))
    return found


@pytest.mark.parametrize("view", ["segments", "document"])
def test_next_and_back_stay_within_the_search(page, served, view: str) -> None:
    run_id = fill(served.store, f"search {view}", copies=4)
    open_run(page, served, run_id, find="grew", view=view)
    hits = page.locator(".ck-hit").all_inner_texts()
    assert hits == ["grew"] * 4
    assert walk(page, "Shift+J", times=3) == [1, 5, 9], "segments"
    assert walk(page, "n", times=2) == [9, 13], "open flags, the first of the segment itself"
    assert walk(page, "p", times=1) == [9]


def test_the_review_goes_by_confidence(page, served) -> None:
    run_id = fill(served.store, "surest", copies=2)
    open_run(page, served, run_id, order=Sort.CONFIDENCE.value)
    places = [int(n) - 1 for n in page.locator(".ck-gutter b").all_inner_texts()]
    assert places[:4] == [1, 5, 0, 4], "95, 95, 90, 90 per cent"
    assert walk(page, "n", times=2) == [1, 5]


def test_the_same_chinese_elsewhere_stands_beside_the_segment(page, served) -> None:
    run_id = fill(served.store, "elsewhere", copies=2)
    open_run(page, served, run_id)
    select(page, "My country's")
    page.get_by_text("Terms and same Chinese elsewhere").click()
    told = page.locator(".st-key-elsewhere_open .ck-facts")
    told.wait_for()
    assert "我国, segment 4\nMy country's grain harvest was good." in told.inner_text()
    assert "segment 1\n" not in told.inner_text(), "not the segment itself"
    page.locator(".ck-row").nth(1).locator(".ck-gutter").click()
    page.get_by_text("Mark words of the Chinese").wait_for()
