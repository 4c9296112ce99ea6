"""A compact lexicon of English verb forms, and what it says of a word's chances of being finite.

Regular forms are generated from the base forms of `data/verbs.tsv` by the spelling rules of
English; irregular ones stand there. The list is generous on purpose: a rule that looks for a
*missing* verb must believe in every word that might be one.
"""

from __future__ import annotations

from checker.language.tables import by_role, rows

__all__ = [
    "ALSO_NOUNS",
    "BASES",
    "IRREGULAR_PAST",
    "PARTICIPLES",
    "PAST_OF",
    "PRESENT_S",
    "VERB_ROLES",
    "base_of",
    "is_ing",
    "third_person",
]

_COLUMNS = ("base", "past", "participle", "roles")
_ROWS = rows("language/verbs", *_COLUMNS)
VERB_ROLES = by_role("language/verbs", *_COLUMNS)
"""Base forms by role; what a role means stands at the head of the table."""
ALSO_NOUNS = VERB_ROLES["noun"]
"""Base forms that are nouns as well."""

_VOWELS = "aeiou"
_DOUBLING = VERB_ROLES["doubles"]

_IRREGULAR = {base: (past, participle) for base, past, participle, _ in _ROWS if past != "-"}
PAST_OF = {base: past for base, (past, _) in _IRREGULAR.items()}
"""Base form → irregular past tense («take» → «took»)."""
IRREGULAR_PAST = frozenset(PAST_OF.values())
"""Past tenses such as «took»; many are participles, too."""
PARTICIPLES = frozenset(participle for _, participle in _IRREGULAR.values())
BASES = frozenset(base for base, *_ in _ROWS)
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


_BASE_OF |= {
    _past(base): base for base in sorted(BASES - _IRREGULAR.keys() | VERB_ROLES["regular"])
}
_BASE_OF |= {form: base for base, forms in _IRREGULAR.items() for form in forms}


def is_ing(word: str) -> bool:
    """Whether a lower-case word is the -ing form of a verb listed here."""
    return word in _ING


def base_of(word: str) -> str | None:
    """Return the base form of a lower-case verb listed here: "take" of "taking", "took", "take"."""
    return word if word in BASES else _BASE_OF.get(word)
