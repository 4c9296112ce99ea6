"""Words of English by what they are and what they may do, as `data/english_words.tsv` has them.

There is no part-of-speech tagger in this package, so the grammar-like rules lean on words whose
class hardly varies. All are in small letters.
"""

from __future__ import annotations

from checker.language.calendar import MONTHS, WEEKDAYS
from checker.language.tables import by_role, rows

__all__ = [
    "ADJECTIVES",
    "ARTICLES",
    "AUXILIARIES",
    "CLOSED_CLASS",
    "CONJUNCTIONS",
    "DETERMINERS",
    "NAME_HEADS",
    "OPENER_PHRASES",
    "PREPOSITIONS",
    "PRONOUN_OBJECTS",
    "PRONOUN_SUBJECTS",
    "RELATIVES",
    "ROLES",
    "SENTENCE_STARTERS",
    "WEEKDAYS_MONTHS",
    "words",
]


def words(text: str) -> frozenset[str]:
    """Return the set of the words in a text."""
    return frozenset(text.split())


ROLES = by_role("language/english_words")
"""The words of each role; what a role means stands at the head of the table."""

ARTICLES = ROLES["article"]
DETERMINERS = ARTICLES | ROLES["determiner"]
PREPOSITIONS = ROLES["preposition"]
CONJUNCTIONS = ROLES["conjunction"]
RELATIVES = ROLES["relative"]
PRONOUN_SUBJECTS = ROLES["subject"]
PRONOUN_OBJECTS = ROLES["object"]
AUXILIARIES = ROLES["auxiliary"]
CLOSED_CLASS = frozenset().union(
    DETERMINERS, PREPOSITIONS, CONJUNCTIONS, RELATIVES, PRONOUN_SUBJECTS, PRONOUN_OBJECTS,
    AUXILIARIES, ROLES["other"],
)  # fmt: skip
ADJECTIVES = ROLES["adjective"]
NAME_HEADS = ROLES["head"]
SENTENCE_STARTERS = ROLES["starter"]
OPENER_PHRASES = tuple(phrase for (phrase,) in rows("language/sentence_openers", "phrase"))
WEEKDAYS_MONTHS = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS))
