"""A verb that the sentence seems to lack, put in where a reader of the Chinese expects it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from checker.checks.model.trials.expected import ExpectedWord
from checker.checks.model.trials.proposal import Proposal
from checker.language.grammar_words import words as words_of
from checker.language.verbs import (
    ALSO_NOUNS,
    BASES,
    IRREGULAR_PAST,
    PARTICIPLES,
    PRESENT_S,
    base_of,
    is_ing,
    third_person,
)
from checker.records import Replacement

__all__ = ["inserted_verbs", "other_forms", "second_verb"]

_SURPRISAL, _EXPECTED = 4.5, 0.12
"""Least surprise, in nats, of the word in the verb's place, and least probability of the verb
there; chosen, not measured: bounds on the trials, whose gain decides."""
_FORM_SURPRISAL = 3.0
"""The same of a word that would stand in another form; its base must be the likeliest there."""
_SECOND_SURPRISAL, _SECOND_EXPECTED = 3.0, 0.05
"""The same of a second verb behind the first; lower, since the first has been expected already."""

_HAVE_BE = words_of("is was are were has have had be been being am")
_HAVE = words_of("have has had")
_MODALS = words_of("will would can could should must may might shall to not")
_GOVERNING = _MODALS - words_of("to not shall")
_DETERMINERS = words_of("a an the its their our my your his every")
_OBJECTS = words_of("me us him them")
_BEFORE_OBJECTS = words_of("for to with from by against about like at between")
_NEVER_PASSIVE = words_of("""
    fished depreciated appreciated arrived departed died lived worked walked talked smiled laughed
    cried travelled traveled happened occurred emerged appeared disappeared existed belonged
    remained stayed waited listened participated returned escaped retired graduated migrated
    succeeded collapsed exploded erupted rallied plunged soared slumped surged vanished
""")
_ADJECTIVES = words_of("""
    open close clear complete present welcome separate secure lower slow live clean dry empty free
    warm cool calm ready better correct direct equal perfect subject content still
""")
_ORDINALS = words_of("first second third other another one latter former")
_ASKING = words_of("how what why who where when whether")
_FINITE = (_HAVE_BE | _MODALS | IRREGULAR_PAST | PRESENT_S) - (
    frozenset(map(third_person, ALSO_NOUNS)) | words_of("to not being")
)


def inserted_verbs(words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    """Proposes a verb before each word in whose place one is expected.

    Args:
        words: of the target, with their surprisals.
    """
    for earlier, before, word in zip(chain([None], words), words, words[1:], strict=False):
        due = _due(word, _SURPRISAL, _EXPECTED)
        if due is None or _stands_already(due, word.text.lower()):
            continue
        apart = before.end < word.start  # not inside «directly-controlling»
        if apart and _may_follow(before.text.lower(), due) and not _elliptic(earlier, before, word):
            yield Proposal("verb", (_put_before(word, due),))


def _put_before(word: ExpectedWord, verb: str) -> Replacement:
    """«will» before «contacting» makes «will contact»."""
    base = base_of(word.text.lower())
    if verb in _GOVERNING and base is not None and base != word.text.lower():
        return Replacement(word.start, word.end, f"{verb} {base}")
    return Replacement(word.start, word.start, f"{verb} ")


def other_forms(words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    """Proposes the base form of an unexpected verb that follows «will» and its like.

    Args:
        words: of the target, with their surprisals.
    """
    for before, word in pairwise(words):
        base = base_of(word.text)
        if (
            before.text in _GOVERNING
            and word.first >= _FORM_SURPRISAL
            and base not in (None, word.text)
            and word.expected == base
        ):
            yield Proposal("verb-form", (Replacement(word.start, word.end, word.expected),))


def second_verb(proposal: Proposal, words: Sequence[ExpectedWord]) -> Proposal | None:
    """The proposal with one verb more: «will» alone seldom mends what «will be held» would.

    Args:
        words: of the variant that the proposal makes.
    """
    (edit,) = proposal.edits
    if edit.start < edit.end:
        return None  # «will contact» in place of «contacting»
    after = next((w for w in words if w.start >= edit.start + len(edit.text)), None)
    due = None if after is None else _due(after, _SECOND_SURPRISAL, _SECOND_EXPECTED)
    if due is None or not (_may_follow(edit.text.strip(), due) or _is_participle(due)):
        return None
    return Proposal("verb", (Replacement(edit.start, edit.end, f"{edit.text}{due} "),))


def _stands_already(verb: str, word: str) -> bool:
    """Whether the sentence is whole without the verb: «you (can) send», «we (have) paid»."""
    if verb in _MODALS:
        return base_of(word) is not None and not is_ing(word)
    if verb == "be":
        return word in BASES - _ADJECTIVES and word not in PARTICIPLES  # «will (be) arrange»
    if word in _NEVER_PASSIVE:
        return True  # «their fathers (are) fished»
    past = word in IRREGULAR_PAST or word.endswith("ed")
    return verb in _HAVE and past


def _elliptic(earlier: ExpectedWord | None, before: ExpectedWord, word: ExpectedWord) -> bool:
    """Whether a clause begins here that has no verb: «the second how», «for us mainly»."""
    if before.text.lower() in _ORDINALS and word.text.lower() in _ASKING:
        return True
    governed = earlier is not None and earlier.text.lower() in _BEFORE_OBJECTS
    return governed and before.text.lower() in _OBJECTS


def _due(word: ExpectedWord, surprisal: float, probability: float) -> str | None:
    due = word.expected
    sure = word.first >= surprisal and word.probability >= probability
    plain = due.isalpha() and due.islower() and word.text[0].isalnum()
    return due if sure and plain else None


def _may_follow(before: str, verb: str) -> bool:
    """Whether the verb may stand behind this word: finite, or governed by it."""
    if verb in _FINITE:
        return before != "to" and before not in _DETERMINERS
    if verb in BASES and before in _MODALS:
        return True
    return before in _HAVE_BE and _is_participle(verb)


def _is_participle(word: str) -> bool:
    return word in PARTICIPLES or is_ing(word) or (word.endswith("ed") and len(word) > 3)
