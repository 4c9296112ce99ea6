"""Sentence pairs that surely lie near the true path, found by rare words, without a full matrix.

As patience diff does with lines: a word that occurs in very few sentences of each side votes for
those pairs; of all pairs with enough votes the heaviest chain that runs forward on both sides is
kept. Time and memory grow with the number of words, not with the product of the two lengths.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from checker.language.tokens import BARE

__all__ = ["Place", "find_anchors", "heaviest_chain", "words_of"]

Place = tuple[int, int]
"""A source sentence and a target sentence, 0-based."""

_RARE = 3
"""Sentences of one side in which a voting word may occur; chosen, a bound on work; at 1 and 6 the
same units are found as at 3 (`benchmarks.sensitivity`)."""
_ENOUGH = 1.0  # votes of a pair: two words, or one that is unique on both sides; chosen
_LONG = 4  # letters; chosen: at 2 and 8 the same units are found as at 4 (`benchmarks.sensitivity`)


def words_of(text: str) -> set[str]:
    """The words of an English text that are long enough to mean something, in lower case."""
    found = BARE.findall(text.lower())
    return {word for word in found if len(word) >= _LONG or word.isdigit()}


def find_anchors(source: Sequence[Iterable[str]], target: Sequence[Iterable[str]]) -> list[Place]:
    """Returns anchors, strictly ascending on both sides.

    Args:
        source: the words of each source sentence (of its re-translation, and those it shares with
            English anyway).
        target: the words of each target sentence.
    """
    left, right = _rare_places(source), _rare_places(target)
    votes: defaultdict[Place, float] = defaultdict(float)
    for word in left.keys() & right.keys():
        weight = 1 / (len(left[word]) * len(right[word]))
        for i in left[word]:
            for j in right[word]:
                votes[i, j] += weight
    return heaviest_chain({place: w for place, w in votes.items() if w >= _ENOUGH - 1e-9})


def _rare_places(sentences: Sequence[Iterable[str]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    frequent: set[str] = set()
    for number, words in enumerate(sentences):
        for word in words:
            if word in frequent:
                continue
            found = places.setdefault(word, [])
            found.append(number)
            if len(found) > _RARE:
                del places[word]
                frequent.add(word)
    return places


def heaviest_chain(weights: dict[Place, float]) -> list[Place]:
    """Returns the chain of places, strictly ascending on both sides, with the largest total weight.

    O(k log k) for k places: `tails` keeps, by target number, the best chains that end there, each
    heavier than those ending before it.
    """
    tails: list[tuple[int, float, int]] = []  # (target number, total weight, index into links)
    links: list[tuple[Place, int]] = []  # (place, index of the one before, -1 for none)
    # Equal source numbers: larger target first, so that two of them never follow each other.
    for place in sorted(weights, key=lambda p: (p[0], -p[1])):
        at = bisect_left(tails, place[1], key=lambda tail: tail[0])
        before, total = (tails[at - 1][2], tails[at - 1][1]) if at else (-1, 0.0)
        total += weights[place]
        if at < len(tails) and tails[at][0] == place[1] and tails[at][1] >= total:
            continue
        links.append((place, before))
        end = at
        while end < len(tails) and tails[end][1] <= total:
            end += 1
        tails[at:end] = [(place[1], total, len(links) - 1)]
    chain: list[Place] = []
    index = tails[-1][2] if tails else -1
    while index >= 0:
        place, index = links[index]
        chain.append(place)
    return chain[::-1]
