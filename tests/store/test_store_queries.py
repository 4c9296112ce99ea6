"""Filters, search, order and paging, on both engines."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from checker.errors import InputError
from checker.records import Severity
from checker.store import (
    Accept,
    Dismiss,
    Request,
    ReviewStore,
    Scope,
    SegmentQuery,
    Sort,
    State,
    Translate,
)
from tests.store.store_samples import LINES, MARKS, report


def found(store: ReviewStore, run_id: str, **filters: Any) -> list[int]:
    """Positions that a query finds, in its order."""
    return [item.position for item in store.segments(SegmentQuery(run_id, **filters)).items]


@pytest.fixture
def run_id(store: ReviewStore) -> str:
    """Run of the sample, its critical flag accepted."""
    made = store.add_run(report(), who="Ana")
    segment = store.segment(made, 1)
    assert segment is not None
    store.decide(made, Request(1, Accept(), segment.flags[0].key), who="Ana")
    return made


@pytest.mark.parametrize(
    ("filters", "positions"),
    [
        ({}, [0, 1, 2, 3]),
        ({"severities": (Severity.MINOR,)}, [0, 3]),
        ({"severities": (Severity.MAJOR, Severity.CRITICAL)}, [0, 1]),
        ({"categories": ("fluency/grammar",)}, [0]),
        ({"rules": ("my-country",)}, [0, 3]),
        ({"rules": ("my-country",), "severities": (Severity.MAJOR,)}, []),
        ({"states": (State.ACCEPTED,)}, [1]),
        ({"states": (State.OPEN, State.REOPENED)}, [0, 3]),
        ({"min_confidence": 0.7}, [0, 1]),
        ({"max_confidence": 0.7}, [0, 3]),
        ({"min_confidence": 0.65, "max_confidence": 0.85}, []),
        ({"min_score": 70}, [2]),
        ({"max_score": 66}, [0]),
        ({"flagged": False}, [2]),
        ({"flagged": True}, [0, 1, 3]),
        ({"edited": True}, []),
        ({"text": "MEETING"}, [2]),
        ({"text": "粮食"}, [3]),
        ({"text": "ｍｙ"}, [0, 3]),
        ({"text": "%"}, []),
        ({"text": "  "}, [0, 1, 2, 3]),
        ({"text": "my", "severities": (Severity.MAJOR,)}, [0]),
        ({"sort": Sort.RISK}, [0, 3, 1, 2]),
        ({"sort": Sort.SCORE}, [0, 3, 1, 2]),
        ({"sort": Sort.CONFIDENCE}, [0, 3, 1, 2]),
    ],
)
def test_filters_and_orders(
    store: ReviewStore, run_id: str, filters: dict[str, Any], positions
) -> None:
    assert found(store, run_id, **filters) == positions
    query = SegmentQuery(run_id, **filters)
    assert store.positions(query) == positions
    assert store.segments(query).total == len(positions)


def test_pages_partition_the_result_and_locate_finds_them(store: ReviewStore) -> None:
    lines, marks = LINES * 8, MARKS * 8
    run_id = store.add_run(report(lines=lines, marks=marks), who="Ana")
    seen: list[int] = []
    for number in range(4):
        page = store.segments(SegmentQuery(run_id, sort=Sort.RISK, page=number, page_size=10))
        assert page.pages == 4 and page.total == 32
        for item in page.items:
            assert (
                store.locate(SegmentQuery(run_id, sort=Sort.RISK, page_size=10), item.position)
                == number
            )
        seen.extend(item.position for item in page.items)
    assert sorted(seen) == list(range(32))
    query = SegmentQuery(run_id, severities=(Severity.MAJOR,))
    assert store.locate(query, 2) is None


@pytest.mark.parametrize(("page", "size"), [(0, 0), (0, 501), (-1, 10)])
def test_impossible_pages_are_refused(
    store: ReviewStore, run_id: str, page: int, size: int
) -> None:
    with pytest.raises(InputError, match="Pages count from 0"):
        store.segments(SegmentQuery(run_id, page=page, page_size=size))


def test_flags_to_go_through_meet_the_filters(store: ReviewStore, run_id: str) -> None:
    def places(open_only: bool = True, **filters) -> list[tuple[int, int]]:
        found = store.flag_places(SegmentQuery(run_id, **filters), open_only=open_only)
        for position, ordinal, key in found:
            segment = store.segment(run_id, position)
            assert segment is not None and segment.flags[ordinal].key == key
        return [(position, ordinal) for position, ordinal, _ in found]

    assert places() == [(0, 0), (0, 1), (3, 0)]
    assert places(open_only=False) == [(0, 0), (0, 1), (1, 0), (3, 0)]
    assert places(severities=(Severity.MAJOR,)) == [(0, 1)], "the flag, not only its segment"
    assert places(severities=(Severity.CRITICAL,)) == [], "decided already"
    assert places(text="harvest") == [(3, 0)]


def test_nothing_to_go_through(store: ReviewStore) -> None:
    run_id = store.add_run(report(marks=((), (), (), ())), who="Ana")
    assert store.flag_places(SegmentQuery(run_id)) == []


def test_segments_come_in_the_order_asked_for(store: ReviewStore, run_id: str) -> None:
    found = store.segments_at(run_id, (3, 0, 99))
    assert [segment.position for segment in found] == [3, 0]


def test_statistics(store: ReviewStore, run_id: str) -> None:
    segment = store.segment(run_id, 0)
    assert segment is not None
    country = next(f for f in segment.flags if f.flag.check_id == "my-country")
    store.decide(run_id, Request(0, Dismiss("ok", Scope.RULE), country.key), who="Ana")
    numbers = store.segment(run_id, 1).flags[0]
    store.decide(run_id, Request(1, Dismiss("no"), numbers.key, numbers.event), who="Ben")
    store.decide(run_id, Request(0, Accept(), country.key, 2), who="Ben")
    figures = store.statistics
    facets = figures.facets(run_id)
    assert facets.severities == (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
    assert facets.rules == ("fused-sentence", "my-country", "numbers")
    counts = {(c.check_id, c.state.value): c.count for c in figures.flag_counts(run_id)}
    assert counts == {
        ("fused-sentence", "open"): 1,
        ("my-country", "accepted"): 1,
        ("my-country", "dismissed"): 1,
        ("numbers", "dismissed"): 1,
    }
    bands = figures.score_histogram(SegmentQuery(run_id))
    assert sum(count for _, count in bands) == 4 and (40, 1) in bands and (90, 1) in bands
    precision = {item.check_id: item.precision for item in figures.rule_precision(run_id)}
    assert precision == {"my-country": 0.5, "numbers": 0.0, "fused-sentence": None}
    (agreement,) = figures.agreements("article")
    assert (agreement.first, agreement.second, agreement.both, agreement.same) == (
        "Ana",
        "Ben",
        2,
        0,
    )
    assert agreement.kappa == pytest.approx(-1.0)
    days = figures.activity("article")
    assert {(item.document_id, item.who): item.decisions for item in days} == {
        ("article", "Ana"): 2,
        ("article", "Ben"): 2,
    }, "a wide dismissal is one decision"
    for item in days:
        query = SegmentQuery(run_id, decided_by=item.who, decided_on=item.day)
        assert [s.position for s in store.segments(query).items] == [0, 1]
    assert store.segments(SegmentQuery(run_id, decided_by="Eve")).total == 0
    assert store.segments(SegmentQuery(run_id, decided_on="1999-12-31")).total == 0


def test_an_accepted_flag_is_found_after_its_words_were_changed(store: ReviewStore) -> None:
    run_id = store.add_run(report(), who="Ana")
    store.decide(run_id, Request(1, Translate("Output grew by 5 percent.")), who="Ana")
    asked = SegmentQuery(run_id, rules=("numbers",))
    assert store.segments(asked).total == 0, "its words are gone"
    accepted = dataclasses.replace(asked, states=(State.ACCEPTED,))
    assert [item.position for item in store.segments(accepted).items] == [1]
    still_open = dataclasses.replace(asked, states=(State.OPEN, State.REOPENED))
    assert store.segments(still_open).total == 0


def test_score_of_exactly_100_counts_in_the_last_band(store: ReviewStore) -> None:
    run_id = store.add_run(report(lines=LINES[:1], marks=((),)), who="Ana")
    assert store.statistics.score_histogram(SegmentQuery(run_id))[-1] == (90, 1)
