"""Place and filters in the address; who reviews, signed; what a suggestion may replace."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.records import Severity, Translation
from checker.store import SegmentQuery, Sort, State, open_store
from checker.ui.address import from_place, from_query, to_place, to_query
from checker.ui.payload import problems_of
from checker.ui.repair import repaired, suggestion_of
from checker.ui.signing import read, sign
from tests.store.store_samples import report

QUERIES = st.builds(
    SegmentQuery,
    st.just("run"),
    severities=st.lists(st.sampled_from(list(Severity)), unique=True).map(tuple),
    states=st.lists(st.sampled_from(list(State)), unique=True).map(tuple),
    categories=st.lists(st.sampled_from(["accuracy/omission", "style"]), unique=True).map(tuple),
    rules=st.lists(st.sampled_from(["numbers", "my-country"]), unique=True).map(tuple),
    min_confidence=st.none() | st.integers(1, 100).map(lambda n: n / 100),
    max_score=st.none() | st.integers(1, 100).map(float),
    flagged=st.none() | st.booleans(),
    text=st.text(st.characters(codec="utf-8"), max_size=20),
    decided_by=st.none() | st.just("Ana"),
    sort=st.sampled_from(list(Sort)),
    page=st.integers(0, 40),
    page_size=st.sampled_from([25, 50]),
)


@given(QUERIES)
def test_filters_come_back_from_the_address(query: SegmentQuery) -> None:
    assert to_query("run", from_query(query)) == query


@pytest.mark.parametrize("place", [None, (0, None), (41, "flag:ab.0.1")])
def test_a_place_comes_back_from_the_address(place) -> None:
    assert to_place(from_place(place)) == place


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "severity",
                "order",
                "page",
                "size",
                "segment",
                "score-from",
                "confidence-to",
                "flagged",
                "find",
            ]
        ),
        st.text(max_size=12),
    )
)
def test_a_wrong_address_is_no_error(given_: dict[str, str]) -> None:
    query = to_query("run", given_)
    assert 0 <= query.page < 1_000_000 and query.page_size in (25, 50)
    place = to_place(given_)
    assert place is None or place[0] >= 0


def test_a_name_is_read_only_from_what_was_signed_here(tmp_path) -> None:
    here, there = str(tmp_path / "a" / "r.sqlite"), str(tmp_path / "b" / "r.sqlite")
    cookie = sign("王 Li; x=1", here)
    assert all(ch.isalnum() or ch in "-_." for ch in cookie)
    assert read(cookie, here) == "王 Li; x=1"
    assert read(cookie, there) == "", "another computer's key"
    name, _, mark = cookie.partition(".")
    other = mark[:-1] + ("1" if mark[-1] == "0" else "0")
    for wrong in ("", ".", name, f"{name}.", f"x{name}.{mark}", f"{name}.{other}", "Ana.é"):
        assert read(wrong, here) == ""
    assert (tmp_path / "a" / "desk.key").stat().st_mode & 0o077 == 0


@pytest.fixture
def segment(tmp_path):
    """The sample's second segment: «50 percent» for five."""
    with open_store(tmp_path / "r.sqlite") as store:
        run_id = store.add_run(report(), who="Ana")
        yield store.segment(run_id, 1)


def offering(segment, words: str | None, **changes):
    """The segment's flag with another suggestion."""
    view = segment.flags[0]
    return dataclasses.replace(
        view, flag=dataclasses.replace(view.flag, suggestion=words, **changes)
    )


def test_a_suggestion_replaces_the_flagged_words_only(segment) -> None:
    assert repaired(segment, offering(segment, "5 percent")) == "Output grew by 5 percent."
    assert repaired(segment, offering(segment, "")) == "Output grew by."
    for none in (None, "50 percent", segment.report.translations[0].text):
        view = offering(segment, none)
        assert suggestion_of(segment, view) is None and repaired(segment, view) is None
    other = dataclasses.replace(segment, target="Something else altogether.")
    assert repaired(other, offering(segment, "5 percent")) is None, "the words are not there"
    whole = offering(segment, "Pseudo 1", start=0, end=len(segment.target), text=segment.target)
    assert repaired(segment, whole) == "Pseudo 1", "where the whole segment is what is flagged"


def test_what_speaks_against_a_re_translation_is_named(segment) -> None:
    said = "The re-translation by embedded is not offered as a suggestion: says 680 billion."
    translation = Translation("embedded", "…", "t", False, "too long")
    found = dataclasses.replace(segment.report, missing=(said, "Something else."))
    assert problems_of(found, translation) == ["Not used: too long.", "Not used: says 680 billion."]
