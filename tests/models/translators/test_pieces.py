"""Long sources are split without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.models.translators.generated import Generated
from checker.models.translators.pieces import joined, pieces_of


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("短。", ["短。"]),
        ("一二三。四五六。", ["一二三。", "四五六。"]),
        ("一。二。三四五六。", ["一。二。", "三四五六。"]),
        ("他说：“好！”走了。", ["他说：", "“好！”", "走了。"]),
        ("一二三四五六七八九", ["一二三四五", "六七八九"]),
        ("一二，三四，五六七。", ["一二，", "三四，", "五六七。"]),
    ],
)
def test_at_sentence_ends_then_commas_then_anywhere(source, pieces):
    assert pieces_of(source, longest=5) == pieces


@given(st.text(alphabet="一二三，。！？”\n a", min_size=1), st.integers(1, 30))
def test_nothing_but_white_space_is_lost_and_no_piece_is_too_long(source, longest):
    pieces = pieces_of(source, longest=longest)
    assert "".join("".join(pieces).split()) == "".join(source.split())
    assert all(len(piece) <= longest for piece in pieces)


def test_a_joined_translation_has_the_first_problem():
    parts = [Generated("A."), Generated("B", "truncated"), Generated("", "looping")]
    assert joined(parts) == Generated("A. B", "truncated")
    assert joined(parts[:1]) == Generated("A.")
    assert joined([]) == Generated("")
