"""Sentence stops of the source that the English has lost: where a capital shows that one stood.

A capitalised name behind a noun may open a sentence («… in this field Foggo said …») or belong to
the one it stands in («the plan Foggo proposed»). What tells them apart is the source: if it has
more sentences than the English, and one of its stops lies at the same place, the stop was lost.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from checker.language.characters import han_count
from checker.language.chinese_sentences import split_chinese
from checker.language.enclosures import CLOSING
from checker.language.grammar_words import (
    ADJECTIVES,
    AUXILIARIES,
    CLOSED_CLASS,
    PRONOUN_OBJECTS,
    PRONOUN_SUBJECTS,
    ROLES,
    WEEKDAYS_MONTHS,
    words,
)
from checker.language.openers import TITLE_WORDS, Opening, before_name, has_finite
from checker.language.tables import by_role
from checker.language.verbs import IRREGULAR_PAST, PRESENT_S
from checker.language.views import Sentence, View
from checker.records import SegmentPair

__all__ = ["pronoun_opener", "stops_lost"]

_CLOSING, _NO_FULL_STOP = "".join(CLOSING), ("；", ";", "…", "...")
_NEAR, _LAST = 0.15, 0.93
"""Shares of the texts: how far stop and word may stand apart, and behind what place of the source
only who spoke is left («……。”他说。»); chosen. Findings on references, outputs, garbled pairs: 3,
3, 93; with _NEAR halved 3, 3, 88, doubled 5, 3, 94; with _LAST .86 or 1 as before
(`benchmarks.sensitivity`)."""
_MIN_WORDS, _REACH = 3, 80
"""Words of either sentence, of which at least 2 are read; words around the seam in which a verb is
looked for, a bound on work. Chosen: at 2 or half and at double no finding comes or goes."""
_ENDS = PRONOUN_OBJECTS | ROLES["sentence_end"]
_KINDS = ROLES["kind"]
_ENDINGS = by_role("language/english_endings")
_ATTRIBUTIVE, _ABSTRACT = tuple(_ENDINGS["attributive"]), tuple(_ENDINGS["abstract"])
_PRONOUNS = words("he she they we it i")
_OPENERS = ROLES["behind_noun"]


def stops_lost(pair: SegmentPair, seen: View) -> dict[int, Sentence]:
    """Return the words that open a sentence where the source has a stop and the English none.

    Returns:
        Index of each such word, with the (fused) sentence it stands in.
    """
    source = (pair.source or "").rstrip()
    if not han_count(source):
        return {}
    stops = [
        sentence.end / len(source)
        for sentence in split_chinese(source)[:-1]
        if not sentence.text.rstrip(_CLOSING).endswith(_NO_FULL_STOP)
    ]
    if len(stops) < len(seen.sentences):
        return {}
    around = dict([*seen.inner_capitals, *_first_persons(seen)])
    places = sorted(
        (seen.words[index].start / len(seen.text), index)
        for index, sentence in around.items()
        if _may_open(seen, index, sentence)
    )
    found: dict[int, Sentence] = {}
    for stop in stops if places else ():
        at = bisect(places, (stop, 0))
        place, index = min(places[max(0, at - 1) : at + 1], key=lambda item: abs(item[0] - stop))
        if abs(place - stop) < _NEAR and stop < _LAST:
            found[index] = around[index]
    return found


def _first_persons(seen: View) -> Iterator[tuple[int, Sentence]]:
    """«I» inside a sentence: always a capital, so no sign by itself."""
    for sentence in seen.sentences:
        for index in range(sentence.first + 1, sentence.last):
            if seen.words[index].text == "I" and seen.gap(index) == " ":
                yield index, sentence


def _may_open(seen: View, index: int, sentence: Sentence) -> bool:
    """Whether two full clauses meet before a word, and no title or verb leads to it."""
    before = seen.words[index - 1]
    if seen.words[index].text == "I" and not before.text.islower():
        return False  # «World War I»
    if index - sentence.first < _MIN_WORDS or sentence.last - index < _MIN_WORDS:
        return False
    if before.lower in CLOSED_CLASS - _ENDS:
        return False
    if not _leads_over(seen, index):
        return False
    behind = seen.words[max(sentence.first, index - _REACH) : index]
    ahead = seen.words[index + 1 : min(sentence.last, index + 1 + _REACH)]
    return has_finite(behind) and has_finite(ahead)


def _leads_over(seen: View, index: int) -> bool:
    """Whether a sentence may end in the word before, and this one open the next."""
    word, before, follower = seen.words[index], seen.words[index - 1], seen.words[index + 1]
    if word.lower in CLOSED_CLASS or word.lower in _OPENERS:
        return True
    while follower.capitalised and seen.gap(index + 1) == " " and index + 2 < len(seen.words):
        index += 1  # «Bac Giang has»: the verb behind the whole name
        follower = seen.words[index + 1]
    if before.lower in WEEKDAYS_MONTHS:
        return not follower.text[0].isdigit() and word.lower not in WEEKDAYS_MONTHS
    if before.text[0].isupper() or word.lower.endswith("'s"):
        return False
    if before.lower.endswith(_ABSTRACT):
        return True
    if before.lower.endswith(("ed", "ing")) or before.lower in PRESENT_S | {"said"}:
        # «… he said Cruz said», «… motivated Shortly afterwards»
        return has_finite((follower,)) or word.lower.endswith("ly")
    return _may_end(before.lower)


def _may_end(word: str) -> bool:
    """Whether a sentence may well end in a word, and a name does not well follow it."""
    if word in ADJECTIVES or word in PRESENT_S or word in IRREGULAR_PAST:
        return False
    if word in _KINDS or word in TITLE_WORDS or before_name(word):
        return False
    return not word.endswith(_ATTRIBUTIVE)


def pronoun_opener(seen: View, index: int, sentence: Sentence) -> Opening | None:
    """Return a pronoun and its verb right behind a name («… of Peking University He was …»)."""
    if index + 1 >= sentence.last or index - sentence.first < _MIN_WORDS:
        return None
    word, before, follower = seen.words[index], seen.words[index - 1], seen.words[index + 1]
    fits = word.lower in _PRONOUNS and follower.text in AUXILIARIES - PRONOUN_SUBJECTS
    # «It Is Time», «Minister He is»: a title before the surname He, or a name in capitals
    if not fits or not before.capitalised or before_name(before.lower):
        return None
    return Opening(follower.end, 0.75)
