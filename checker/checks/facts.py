"""What a whole document says about its words, computed once for all of its pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from checker.language.views import view
from checker.records import SegmentPair

__all__ = ["inner_capital_counts", "lower_case_words", "per_document"]

_T = TypeVar("_T")
Pairs = tuple[SegmentPair, ...]


class _Same:
    """Compares by identity, so that looking a document up does not hash all of its text."""

    __slots__ = ("pairs",)

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs

    def __hash__(self) -> int:
        return id(self.pairs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.pairs is other.pairs


def per_document(function: Callable[[Pairs], _T]) -> Callable[[Pairs], _T]:
    """Keep the result of a function of a document's pairs for the last two documents asked for."""
    cached = lru_cache(maxsize=2)(lambda key: function(key.pairs))

    @wraps(function)
    def call(pairs: Pairs) -> _T:
        return cached(_Same(pairs))

    return call


@per_document
def lower_case_words(pairs: Pairs) -> frozenset[str]:
    """Return the words that the document's English has in small letters somewhere."""
    return frozenset(
        word.text for pair in pairs for word in view(pair.target).words if word.text.islower()
    )


@per_document
def inner_capital_counts(pairs: Pairs) -> Counter[str]:
    """Return in how many segments each word is capitalised inside a sentence (headlines apart).

    A word that is so in two segments is taken for a term or a name of that document.
    """
    counts: Counter[str] = Counter()
    for pair in pairs:
        seen = view(pair.target)
        if not seen.title_case:
            counts.update(
                {
                    seen.words[index].text
                    for index, _ in seen.inner_capitals
                    if not seen.words[index - 1].text[0].isupper()
                }
            )
    return counts
