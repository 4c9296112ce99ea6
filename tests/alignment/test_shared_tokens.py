"""What both languages write alike, or with the same value."""

import pytest

from checker.alignment.tokens import aligned_words, source_tokens, target_tokens


@pytest.mark.parametrize(
    ("source", "target", "token"),
    [
        ("共有7900万台", "a total of 79 million sets", "#79000000"),
        ("1.2亿人", "120,000,000 people", "#120000000"),
        ("３０００吨", "3,000 tons", "#3000"),
        ("下降2.50%", "fell 2.5 percent", "#2.5"),
        ("十二个县", "twelve counties", "#12"),
        ("三万五千亩", "35,000 mu", "#35000"),
        ("二〇二一年", "in 2021", "#2021"),
        ("500多万元", "more than 5 million yuan", "#5000000"),
        ("9月", "in Sept.", "month 9"),
        ("十一月", "November", "month 11"),
        ("GDP增速", "growth of GDP", "gdp"),
        ("在北京举行", "held in Beijing", "beijing"),
        ("0个", "0 items", "#0"),
    ],
)
def test_the_same_thing_gives_the_same_token(source, target, token):
    assert token in source_tokens(source)
    assert token in target_tokens(target)


@pytest.mark.parametrize(
    ("text", "read"), [("", source_tokens), ("", target_tokens), ("。！", source_tokens)]
)
def test_nothing_to_read(text, read):
    assert read(text) == set()


@pytest.mark.parametrize(
    "text", ["万一", "三五成群", "九" * 500, "1" * 500, "1,2,3", "点亿万", "²³"]
)
def test_odd_numerals_are_no_trouble(text):
    assert isinstance(source_tokens(text), set)
    assert isinstance(target_tokens(text), set)


def test_tables_are_well_formed():
    assert len(aligned_words()) > 250
    assert all(ord(ch) > 0x2000 for term in aligned_words() for ch in term)
    assert all(word == word.lower() and word.isascii() for word in aligned_words().values())


def test_only_words_that_surely_count_are_numbers():
    assert target_tokens("One of nineteen, the second") >= {"#19", "#2"}
    assert not target_tokens("one, first, seventh") & {"#1", "#7"}
