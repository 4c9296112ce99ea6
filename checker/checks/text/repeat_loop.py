"""repeat-loop: the same words over and over, as a decoder that got stuck writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from checker.checks.base import Check, Context, finding
from checker.language.views import View, shorten, view
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_LONGEST, _LONG = 30, 6
"""Words of the longest loop that is looked for (a bound on work), and from which a run may not come
twice; chosen."""
# A run of six words and more is not said twice in a row by intention.
_LONG_TOKEN = re.compile(r"\S{15,}")
_INSIDE_WORD = re.compile(r"([^\W\d_][^\s]{1,11}?)\1{4,}")
_SOURCE_LOOP = re.compile(r"(\w{1,6}?)(?:[，、！!,\s]*\1){2,}")
_LOOKED_AT = 20_000  # characters of the source, searched for a loop of its own; a bound on work


def _runs(seen: View) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, n-gram length, repeats) of every loop of whole words."""
    lows = [word.lower for word in seen.words]
    if len(lows) - len(set(lows)) < 3:
        return
    covered = -1
    for size in range(1, _LONGEST + 1):
        need = 4 if size == 1 else 3 if size < _LONG else 2
        length = 0
        for index, (left, right) in enumerate(zip(lows, islice(lows, size, None), strict=False)):
            same = left == right
            length = length + 1 if same else 0
            closing = index + size + 1 == len(lows) or lows[index + 1] != lows[index + 1 + size]
            if not (same and closing and length // size + 1 >= need):
                continue
            first, last = index - length + 1, index + size
            if first > covered and any(low[0].isalpha() for low in lows[first : first + size]):
                covered = last
                yield seen.words[first].start, seen.words[last].end, size, length // size + 1


def _inside_words(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield long tokens with a syllable looping in them («Sino-Sino-Sino-…»)."""
    for token in _LONG_TOKEN.finditer(text):
        match = _INSIDE_WORD.search(token.group())
        if match and len(set(match[1])) > 1:
            yield token.start(), token.end(), 0, (match.end() - match.start()) // len(match[1])


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    seen = view(pair.target)
    found = list(_runs(seen))
    if not found:
        found = list(_inside_words(pair.target))
    if not found or (pair.source and _SOURCE_LOOP.search(pair.source[:_LOOKED_AT])):
        return
    for start, end, size, repeats in found:
        unit = seen.text[start:end][: (end - start) // repeats + 1].strip(" ,.-") if size else ""
        what = f"«{shorten(unit, 40)}»" if unit else f"«{shorten(seen.text[start:end], 40)}»"
        yield finding(
            CHECK, (start, end), f"{what} is repeated {repeats} times in a row", confidence=0.95
        )


CHECK = Check(
    id="repeat-loop",
    title="Words repeated in a loop",
    description=(
        "The same words in a row: six to thirty of them twice, two to five three times, a single"
        " one four times; or a syllable looping inside a word. Left alone where the source repeats"
        " itself too."
    ),
    category="fluency/grammar",
    severity=Severity.CRITICAL,
    run=_check,
    ceiling=25.0,
    holds_back=True,
)
