"""Whether a machine translation may serve as evidence, judged from the two texts alone.

Lengths are compared in characters, with a Chinese character worth `_LETTERS_PER_HAN` English ones.
Numbers are not compared here: a wrong number is a finding about the target, and says little of the
rest.
"""

from __future__ import annotations

from checker.language.characters import fold, han_count
from checker.language.tokens import WORD

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
"""English letters that a Chinese character is worth; chosen below the median of 12,416 references
of WMT news (3.6). At half 26, at double 24 of 14,811 references would be refused for their length;
as it is, none."""
_MIN_SHARE = 0.25
"""Of the expected length; below it, clauses must be missing. Chosen; of 14,811 references and 6,000
system outputs 0 and 1 are refused for it, at half the same, at double 22 and 10."""
_MAX_SHARE = 3.0
"""Of the expected length, besides `_SLACK`. Chosen; of 14,811 references and 6,000 system outputs 0
and 1 are refused for it, at half 43 and 4, at double the same."""
_MIN_EXPECTED = 40
"""Letters; shorter texts vary too much for a lower bound. Chosen; at half one reference more is
refused, at double one output less."""
_SLACK = 60
"""Letters any short text may exceed its expected length by. Chosen; at half and double nothing
changes."""
_HAN_SHARE = 0.2
"""Of all characters other than white space. Chosen; of 6,000 outputs 4 are refused for it, at half
6, at double 0."""
_LOOP_TIMES = {1: 4}
"""Repeats of n words in a row that make a loop; of longer runs 3. Chosen; 8 of 6,000 outputs and
one of 14,811 references loop."""
_LOOP_LONGEST = 24
"""Words of a run; chosen, a bound on work: at half and double nothing changes."""
_DISTINCT_SHARE, _DISTINCT_WORDS = 0.5, 40
"""Distinct word 4-grams in a text of at least so many words. Chosen; at half and double of either
nothing changes, but for a second reference at a share of .75."""


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
    words = WORD.findall(text.lower())
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
