"""Pairs that were given, and targets without a source."""

import pytest

from checker.alignment import pairs_from_rows, pairs_without_source
from checker.errors import InputError
from checker.language.english_sentences import split_english
from checker.records import Document, Span


def test_rows_become_pairs_with_their_places():
    document = Document(
        "d",
        "Water.\nFire.",
        "水。\n木。",
        pairs=(
            (Span(0, 2, "水。"), Span(0, 6, "Water.")),
            (None, Span(7, 12, "Fire.")),
            (Span(3, 5, "木。"), None),
        ),
        ids=("a", "b", "c"),
    )
    pairs = pairs_from_rows(document)
    assert [(p.source, p.target, p.alignment, p.row_id) for p in pairs] == [
        ("水。", "Water.", "1-1", "a"),
        ("", "Fire.", "0-1", "b"),
        ("木。", "", "1-0", "c"),
    ]
    assert [p.segment_id for p in pairs] == [0, 1, 2]
    assert all(p.alignment_score is None for p in pairs)
    assert (pairs[1].source_start, pairs[1].source_end) == (2, 2)
    assert (pairs[2].target_start, pairs[2].target_end) == (12, 12)
    for pair in pairs:
        assert document.source[pair.source_start : pair.source_end] == pair.source
        assert document.target[pair.target_start : pair.target_end] == pair.target


def test_rows_without_any_source():
    document = Document("d", "Fire.", None, pairs=((None, Span(0, 5, "Fire.")),))
    [pair] = pairs_from_rows(document)
    assert (pair.source, pair.target, pair.row_id) == (None, "Fire.", None)


@pytest.mark.parametrize(
    "document",
    [Document("d", "x", "y"), Document("d", "x", "y", pairs=((None, Span(0, 1, "x")),), ids=())],
)
def test_rows_that_are_not_there(document):
    with pytest.raises(InputError):
        pairs_from_rows(document)


def test_without_source():
    document = Document("d", "  It rains. It pours.\nStop.")
    pairs = pairs_without_source(document, split_english(document.target))
    assert [(p.source, p.target, p.alignment) for p in pairs] == [
        (None, "It rains.", "0-1"),
        (None, "It pours.", "0-1"),
        (None, "Stop.", "0-1"),
    ]
    assert document.target[pairs[1].target_start : pairs[1].target_end] == "It pours."
    assert [p.segment_id for p in pairs] == [0, 1, 2]
