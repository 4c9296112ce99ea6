"""A word of a closed set put for another of it: «rose» for «fell», «July» for «June»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.contrast.expected import ExpectedWord
from checker.contrast.proposal import Proposal
from checker.records import Replacement

__all__ = ["SETS", "exchanged_words"]

_SURPRISAL = 3.0
"""Least surprise, in nats, of the word that stands there."""

_TEXT = """
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
spring summer autumn winter
yesterday today tomorrow
morning afternoon evening night noon
year month week day hour minute
years months weeks days hours minutes
annual monthly weekly daily
north south east west
northern southern eastern western
northeast northwest southeast southwest
left right
up down
above below
before after
over under
more less fewer
higher lower
increase decrease
increased decreased
increasing decreasing
increases decreases
rise fall
rose fell
risen fallen
rising falling
rises falls
growth decline
grew declined shrank
growing declining shrinking
gain loss
gains losses
profit loss
surplus deficit
import export
imports exports
imported exported
buy sell
bought sold
buying selling
demand supply
domestic foreign
urban rural
male female
men women
man woman
boys girls
boy girl
his her
he she
father mother
son daughter
brother sister
husband wife
win lose
won lost
first second third fourth fifth sixth seventh eighth ninth tenth
positive negative
maximum minimum
largest smallest
highest lowest
best worst
oldest youngest
longest shortest
upper lower
inside outside
open close
opened closed
start end
began ended
allow prohibit
allowed prohibited
support oppose
supported opposed
supports opposes
agree disagree
strengthen weaken
strengthened weakened
expand reduce
expanded reduced narrowed
success failure
public private
ancient modern
yuan dollars euros yen pounds
kilometers meters centimeters millimeters
tons kilograms grams
hectares mu
china japan india russia america australia canada germany france britain italy spain korea israel
chinese japanese indian russian american australian canadian german french british spanish korean
"""
SETS: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split()) for line in _TEXT.strip().splitlines()
)
"""Words of which only one can be right in a place."""

_SETS_OF: dict[str, list[frozenset[str]]] = {}
for _set in SETS:
    for _word in _set:
        _SETS_OF.setdefault(_word, []).append(_set)


def exchanged_words(words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    """Proposes, in a word's place, the word of the same set that a reader of the Chinese expects.

    Args:
        words: of the target, with their surprisals.
    """
    for word in words:
        due = word.expected
        sets = _SETS_OF.get(word.text.lower(), ())
        if word.first < _SURPRISAL or not any(due.lower() in members for members in sets):
            continue
        if due.lower() != word.text.lower() and due[:1].isupper() == word.text[:1].isupper():
            yield Proposal("word", (Replacement(word.start, word.end, due),))
