"""A compact lexicon of English verb forms, and what it says of a word's chances of being finite.

Regular forms are generated from base forms by the spelling rules of English; irregular ones are
listed. The lists are generous on purpose: a rule that looks for a *missing* verb must believe in
every word that might be one.
"""

from __future__ import annotations

from checker.language.grammar_words import words
from checker.language.verb_list import ALSO_NOUNS_TEXT, IRREGULAR_TEXT, REGULAR_TEXT

__all__ = [
    "ALSO_NOUNS",
    "BASES",
    "IRREGULAR_PAST",
    "PARTICIPLES",
    "PRESENT_S",
    "base_of",
    "is_ing",
    "third_person",
]

_ROWS = tuple(row.split("/") for row in IRREGULAR_TEXT.split())
ALSO_NOUNS = words(ALSO_NOUNS_TEXT)
"""Base forms that are nouns as well."""

_VOWELS = "aeiou"
_DOUBLING = words(
    "admit ban commit cut dig drag drop equip grab hit knit let occur plan prefer put quit refer"
    " regret rob run set shut skip slip step stop swim top transfer transmit whip win wrap begin"
    " compel control forget get permit propel rid sit spin split spur stir submit upset"
)

IRREGULAR_PAST = frozenset(row[1] for row in _ROWS)
"""Past tenses such as «took»; many are participles, too."""
PARTICIPLES = frozenset(row[2] for row in _ROWS)
BASES = words(REGULAR_TEXT) | frozenset(row[0] for row in _ROWS)
"""Base forms, which are also the present tense after a plural subject."""


def third_person(base: str) -> str:
    """Return the third person singular of a base form."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


PRESENT_S = frozenset(third_person(base) for base in BASES - {"have", "do", "be"})
"""Third persons such as «takes»."""


def _ing_forms(base: str) -> frozenset[str]:
    silent = base.endswith("e") and not base.endswith("ee")
    return frozenset(
        {
            base + "ing",
            base[:-1] + "ing" if silent else base + "ing",
            base[:-2] + "ying" if base.endswith("ie") else base + "ing",
            base + base[-1] + "ing" if base in _DOUBLING else base + "ing",
        }
    )


_BASE_OF = {form: base for base in sorted(BASES) for form in _ing_forms(base)}
_ING = frozenset(_BASE_OF)
_BASE_OF |= {third_person(base): base for base in BASES - {"have", "do", "be"}}


def _past(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    if base in _DOUBLING:
        return base + base[-1] + "ed"
    return base + ("d" if base.endswith("e") else "ed")


_BASE_OF |= {_past(base): base for base in words(REGULAR_TEXT)}
_BASE_OF |= {form: row[0] for row in _ROWS for form in row[1:]}


def is_ing(word: str) -> bool:
    """Whether a lower-case word is the -ing form of a verb listed here."""
    return word in _ING


def base_of(word: str) -> str | None:
    """Return the base form of a lower-case verb listed here: "take" of "taking", "took", "take"."""
    return word if word in BASES else _BASE_OF.get(word)
