"""From subwords back to the text, on a small byte-fallback tokenizer and any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.models.lm.subwords import one_line, units_of


@pytest.fixture(scope="module")
def tokenizer(gemma_folder):
    from checker.models.lm.tokenizer import EmbeddedTokenizer

    return EmbeddedTokenizer.from_file(gemma_folder / "tokenizer.json")


def units(tokenizer, text):
    line = one_line(text)
    _, offsets = tokenizer.encode_with_offsets(" " + line.text)
    return units_of(line, offsets), len(offsets)


@pytest.mark.parametrize(
    ("text", "collapsed"),
    [
        ("", ""),
        (" \n ", ""),
        ("a", "a"),
        ("  a \t\n b  ", "a b"),
        ("a　b", "a b"),
        ("a\u200bb", "a\u200bb"),
        ("x\ud800y", "x\ufffdy"),
    ],
)
def test_white_space_is_collapsed_with_its_places(text, collapsed):
    line = one_line(text)
    assert line.text == collapsed
    assert len(line.places) == len(collapsed)
    for character, place in zip(line.text, line.places, strict=True):
        original = text[place]
        assert character == original or original.isspace() or character == "\ufffd"


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_collapsing_is_what_the_prompts_do(text):
    wanted = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    shown = one_line(text).text.replace("\ufffd", "?")
    assert shown == wanted.replace("\ufffd", "?")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the art", ["the", "ar", "t"]),
        ("  in\n the", ["in", "the"]),
        ("é é", ["é", "é"]),
        ("a𠀀b", ["a", "𠀀", "b"]),
        ("工业", ["工业"]),
        ("", []),
        ("   ", []),
    ],
)
def test_units_are_subwords_without_their_space(tokenizer, text, words):
    found, _ = units(tokenizer, text)
    assert [text[unit.start : unit.end] for unit in found] == words


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_units_cover_text_and_tokens_once_and_in_order(tokenizer, text):
    found, tokens = units(tokenizer, text)
    assert "".join(text[u.start : u.end] for u in found).split() == text.split() or (
        "".join("".join(text[u.start : u.end] for u in found).split()) == "".join(text.split())
    )
    place = 0
    for unit in found:
        assert unit.first == place
        assert unit.first <= unit.lead < unit.stop
        place = unit.stop
        assert not text[unit.start].isspace()
    assert place <= tokens
    assert all(a.end <= b.start for a, b in pairwise(found))
