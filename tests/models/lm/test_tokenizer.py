"""The cut tokenizer loses no text and knows no special tokens."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import InputError, IntegrityError
from checker.models.lm.tokenizer import UNK, EmbeddedTokenizer

pytestmark = pytest.mark.model

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXT)
def test_every_text_survives(real_tokenizer, text):
    ids, offsets = real_tokenizer.encode_with_offsets(text)
    assert real_tokenizer.decode(ids) == text
    assert all(UNK < i < real_tokenizer.size for i in ids)
    assert len(offsets) == len(ids)


@settings(max_examples=100, deadline=None)
@given(st.text("▁ a中\n😀<bos>0x", max_size=30))
def test_the_space_sign_and_mixed_text_survive(real_tokenizer, text):
    ids, offsets = real_tokenizer.encode_with_offsets(text)
    assert real_tokenizer.decode(ids) == text
    covered: set[int] = set()
    last = 0
    for start, end in offsets:
        assert start >= last or end > start
        covered |= set(range(start, end))
        last = max(last, start)
    assert covered == set(range(len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "<bos>", "<eos>", "<pad>", "<unk>", "<end_of_turn>", "<start_of_turn>user", "<0x41>",
        "a<bos>b", "<unused7>", "<mask>", "\x00\x01", "\r\n", "  two  spaces ", "̈", "A\u0308",
    ],
)  # fmt: skip
def test_text_is_never_a_special_token(real_tokenizer, text):
    ids = real_tokenizer.encode(text)
    assert min(ids) > UNK
    assert real_tokenizer.decode(ids) == text


def test_offsets_name_the_piece(real_tokenizer):
    text = "工业互联网发展 Zhang Guangjun said 45%."
    ids, offsets = real_tokenizer.encode_with_offsets(text)
    for token, (start, end) in zip(ids, offsets, strict=True):
        assert real_tokenizer.pieces[token].replace("▁", " ") == text[start:end]


def test_bytes_of_a_character_carry_its_span(real_tokenizer):
    ids, offsets = real_tokenizer.encode_with_offsets("a\U0001f9ecb")
    assert len(ids) == 6
    assert offsets == [(0, 1), *[(1, 2)] * 4, (2, 3)]


def test_common_characters_are_single_tokens(real_tokenizer):
    for character in "的一是国工业网亿万，。“”%ABCxyz0189":
        assert len(real_tokenizer.encode(character)) == 1


def test_chinese_ids_are_what_only_chinese_needs(real_tokenizer):
    chinese = real_tokenizer.chinese_ids
    english = "The “naïve” café – €5 – in Łódź grew 4.5 % … Zhang’s 🚀 ½"
    assert not chinese & set(real_tokenizer.encode(english))
    for text in ("工", "业互联网", "，", "。", "「」", "㐂", "龥", "（Ａ）"):
        assert chinese & set(real_tokenizer.encode(text))
    assert not {0, 1, 2, 3, real_tokenizer.newline_id} & chinese


def test_half_a_surrogate_pair_is_refused(real_tokenizer):
    with pytest.raises(InputError, match="surrogate"):
        real_tokenizer.encode("a\ud800b")


def test_broken_bytes_decode_to_the_replacement_character(real_tokenizer):
    byte = real_tokenizer.pieces.index("<0xE4>")
    assert "�" in real_tokenizer.decode([byte])
    assert real_tokenizer.decode([0, 1, 2, 3]) == ""


def test_a_missing_or_damaged_file_is_refused(tmp_path):
    with pytest.raises(IntegrityError, match="cannot be read"):
        EmbeddedTokenizer.from_file(tmp_path / "tokenizer.json")
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(IntegrityError, match="cannot be read"):
        EmbeddedTokenizer.from_file(tmp_path / "tokenizer.json")
