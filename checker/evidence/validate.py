"""Whether a machine translation may serve as evidence, judged from the two texts alone.

Lengths are compared in characters, with a Chinese character worth `_LETTERS_PER_HAN` English ones
(the median of news translations lies between 3 and 3.5). Numbers are not compared here: a wrong
number is a finding about the target, and says little of the rest.
"""

from __future__ import annotations

import re

from checker.language.characters import fold, han_count

__all__ = ["PROBLEMS", "problem_of"]

PROBLEMS = (
    "empty source",
    "empty",
    "copied",
    "copied example",
    "untranslated",
    "looping",
    "truncated",
    "too short",
    "too long",
)
"""Every reason why a translation can be unusable."""

_LETTERS_PER_HAN = 3.2
_MIN_SHARE = 0.25  # of the expected length; below it, clauses must be missing
_MAX_SHARE = 3.0
_MIN_EXPECTED = 40  # letters; shorter texts vary too much for a lower bound
_SLACK = 60  # letters any short text may exceed its expected length by
_HAN_SHARE = 0.2  # of all characters other than white space
_WORD = re.compile(r"\w+|[^\w\s]")
_LOOP_TIMES = {1: 4}  # repeats of n words in a row that make a loop; longer ones: 3
_LOOP_LONGEST = 24
_DISTINCT_SHARE = 0.5  # distinct word 4-grams in a text of at least _DISTINCT_WORDS words
_DISTINCT_WORDS = 40


def problem_of(source: str, text: str) -> str | None:
    """Says why `text` cannot serve as a translation of `source`, or None if it can.

    Args:
        source: the Chinese text.
        text: what a back end made of it.

    Returns:
        One of `PROBLEMS`.
    """
    if not source.strip():
        return "empty source"
    if not any(character.isalnum() for character in text):
        # A source without letters or digits («……») may well stay so.
        return "empty" if any(character.isalnum() for character in source) else None
    if han_count(source) and _squeezed(source) == _squeezed(text):
        return "copied"
    if han_count(text) > _HAN_SHARE * len("".join(text.split())):
        return "untranslated"
    if _loops(text) and not _loops(_spaced(source)):
        return "looping"
    return _length_problem(source, text)


def _length_problem(source: str, text: str) -> str | None:
    han = han_count(source)
    expected = _LETTERS_PER_HAN * han + (len("".join(source.split())) - han)
    length = len("".join(text.split()))
    if expected >= _MIN_EXPECTED and length < _MIN_SHARE * expected:
        return "too short"
    if length > _MAX_SHARE * expected + _SLACK:
        return "too long"
    return None


def _loops(text: str) -> bool:
    """Whether words are repeated in a row, or a long text says little new."""
    words = _WORD.findall(text.lower())
    longest = min(_LOOP_LONGEST, len(words) // 3)
    if any(_repeats(words, size) for size in range(1, longest + 1)):
        return True
    if len(words) < _DISTINCT_WORDS:
        return False
    grams = list(zip(words[:-3], words[1:-2], words[2:-1], words[3:], strict=True))
    return len(set(grams)) < _DISTINCT_SHARE * len(grams)


def _repeats(words: list[str], size: int) -> bool:
    """Whether some `size` words, not all of them marks, stand often enough in a row."""
    needed = (_LOOP_TIMES.get(size, 3) - 1) * size
    run = 0
    for place, (before, here) in enumerate(zip(words[:-size], words[size:], strict=True)):
        run = run + 1 if here == before else 0
        if run >= needed and any(word[0].isalpha() for word in words[place : place + size]):
            return True
    return False


def _spaced(source: str) -> str:
    """Chinese with every character a word of its own, so that loops can be counted."""
    return " ".join(source)


def _squeezed(text: str) -> str:
    return "".join(fold(text).text.lower().split())
