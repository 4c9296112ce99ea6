"""gibberish and mt-artefact."""

from __future__ import annotations

import pytest

GIBBERISH = [
    ("The price was â€œhigh today.", ["â€œ"]),
    ("Caf\ufffd\ufffd is closed.", ["\ufffd\ufffd"]),
    ("The text says 锟斤拷 here.", ["锟斤拷"]),
    ("The wind was sooooooooo strong.", ["ooooooooo"]),
    ("The mаrket rose.", ["mаrket"]),  # a Cyrillic letter
    ("They met Xkcdfgrtplq there.", ["Xkcdfgrtplq"]),
    ("#$%^&&^%$#@!!@#$%^&*()", ["#$%^&&^%$#@!!@#$%^&*()"]),
    ("The price was high today.", []),
    ("", []),
    ("He rated it AAA and wrote to www.example.com/aaaaaaaa today.", []),
    ("The word was blacked out: XXXXX.", []),
    ("NASDAQ: BZFDQ rose.", []),
    ("----------------------------------", []),
]


@pytest.mark.parametrize(("target", "expected"), GIBBERISH)
def test_gibberish(flagged, target, expected):
    assert flagged("gibberish", None, target) == expected


def test_text_of_the_source_is_no_gibberish(flagged):
    assert flagged("gibberish", "观众高喊Gooooooal！", "Fans cried Gooooooal!") == []
    assert flagged("gibberish", "观众高喊好！", "Fans cried Gooooooal!") == ["oooooo"]


ARTEFACTS = [
    (None, "The lake <unk> froze.", ["<unk>"]),
    (None, "Here is the translation: The lake froze.", ["Here is the translation:"]),
    (None, "The firm&amp;s lake froze.", ["&amp;"]),
    (None, "♪ The lake froze ♪", ["♪", "♪"]),
    (None, "```text", ["```text"]),
    (None, "The lake ( ) froze.", ["( )"]),
    (None, "▁The lake froze.", ["▁"]),
    (None, "The lake froze.", []),
    (None, "", []),
    (None, "Sources said here that the translation was late.", []),
    ("湖面<br>结冰", "The lake<br>froze", []),
    ("湖面（）结冰", "The lake ( ) froze", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), ARTEFACTS)
def test_artefacts(flagged, source, target, expected):
    assert flagged("mt-artefact", source, target) == expected
