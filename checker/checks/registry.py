"""The table of all checks, and which of them run."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache
from importlib import import_module

from checker.checks.alarms import INFO_ABOVE, false_alarms
from checker.checks.base import Check
from checker.errors import SettingsError

__all__ = [
    "CHECK_IDS",
    "RETIRED",
    "all_checks",
    "chosen_checks",
    "get_check",
    "known_check",
    "retired_notes",
]

_NUMBERS = "checker.checks.numbers:NUMBER_CHECKS"
_PAIRS = "checker.checks.model.minimal_pairs:CHECKS"
# id -> "module:ATTRIBUTE" (a check, or a tuple of checks with this one in it), imported when used
_TABLE: dict[str, str] = {
    # garbled English
    "fused-sentence": "checker.checks.text.fused:CHECK",
    "dangling-transitive": "checker.checks.text.dangling:CHECK",
    "truncated-end": "checker.checks.text.truncated:CHECK",
    "verbless-fragment": "checker.checks.text.verbless:CHECK",
    "mid-capital": "checker.checks.text.mid_capital:CHECK",
    "repeat-loop": "checker.checks.text.repeat_loop:CHECK",
    "repeated-4gram": "checker.checks.text.repeated_4gram:CHECK",
    "doubled-word": "checker.checks.text.doubled_word:CHECK",
    "gibberish": "checker.checks.text.gibberish:CHECK",
    "mt-artefact": "checker.checks.text.mt_artefact:CHECK",
    "although-but": "checker.checks.text.although_but:CHECK",
    # copying and script
    "empty-target": "checker.checks.text.empty_target:CHECK",
    "untranslated-segment": "checker.checks.text.untranslated:CHECK",
    "han-left": "checker.checks.text.han_left:CHECK",
    "other-script-left": "checker.checks.text.other_script:CHECK",
    "latin-copy": "checker.checks.text.latin_copy:CHECK",
    "pinyin-residue": "checker.checks.text.pinyin_residue:CHECK",
    # punctuation and spacing
    "fullwidth-left": "checker.checks.text.fullwidth:CHECK",
    "sentence-stop-missing": "checker.checks.text.stop_missing:CHECK",
    "glued-sentence": "checker.checks.text.glued:CHECK",
    "space-before-punctuation": "checker.checks.text.spacing:SPACE_BEFORE_PUNCTUATION",
    "double-space": "checker.checks.text.spacing:DOUBLE_SPACE",
    "bracket-balance": "checker.checks.text.brackets:CHECK",
    "quote-balance": "checker.checks.text.quotes:CHECK",
    "book-title": "checker.checks.text.book_title:CHECK",
    # what is said, what is left out
    "page-furniture": "checker.checks.text.furniture:CHECK",
    "my-country": "checker.checks.text.my_country:CHECK",
    "question-lost": "checker.checks.text.question:CHECK",
    "negation-flip": "checker.checks.text.negation:CHECK",
    "modality": "checker.checks.text.modality:CHECK",
    "length-ratio": "checker.checks.text.length_ratio:CHECK",
    "unrelated-text": "checker.checks.text.unrelated:CHECK",
    "added-sentence": "checker.checks.text.added:CHECK",
    "clause-missing": "checker.checks.text.clause_missing:CHECK",
    "enumeration-items": "checker.checks.text.enumeration:CHECK",
    "list-and-missing": "checker.checks.text.list_and:CHECK",
    "list-numbering": "checker.checks.text.list_numbering:CHECK",
    "chinglish-density": "checker.checks.text.chinglish:CHECK",
    # numbers
    "number-power-shift": _NUMBERS,
    "number-differs": _NUMBERS,
    "number-missing": _NUMBERS,
    "number-missing-small": _NUMBERS,
    "number-added": _NUMBERS,
    "magnitude-differs": _NUMBERS,
    "percentage-point": _NUMBERS,
    "date-mismatch": _NUMBERS,
    "half-day": _NUMBERS,
    "time-of-day": _NUMBERS,
    "yoy-mom": _NUMBERS,
    "discount": _NUMBERS,
    "tenth": _NUMBERS,
    "doubling": _NUMBERS,
    "multiple": _NUMBERS,
    "ordinal-differs": _NUMBERS,
    "fraction-differs": _NUMBERS,
    "period-differs": _NUMBERS,
    "score-differs": _NUMBERS,
    "currency-swap": _NUMBERS,
    "unit-swap": _NUMBERS,
    "number-format": _NUMBERS,
    "numbers-exchanged": "checker.checks.numbers.exchanged:CHECK",
    # names and terms
    "place-name": "checker.checks.text.place_name:CHECK",
    "place-pinyin": "checker.checks.text.place_pinyin:CHECK",
    "organisation-name": "checker.checks.text.organisation_name:CHECK",
    "surname-order": "checker.checks.text.surname_order:CHECK",
    "name-pinyin": "checker.checks.text.name_pinyin:CHECK",
    "repeated-source-inconsistent": "checker.checks.text.repeated_source:CHECK",
    "repeated-target": "checker.checks.text.repeated_target:CHECK",
    "term-inconsistent": "checker.checks.text.term_consistency:CHECK",
    "glossary": "checker.checks.text.glossary:CHECK",
    # what the models see; in this order, since of equal findings the first decides
    "sentence-structure": "checker.checks.model.structure:CHECK",
    "names-exchanged": _PAIRS,
    "figures-exchanged": _PAIRS,
    "missing-verb": _PAIRS,
    "wrong-form": _PAIRS,
    "wrong-word": _PAIRS,
    "lost-denial": _PAIRS,
    "added-denial": _PAIRS,
    "omitted-item": "checker.checks.model.omitted_items:CHECK",
    "coverage": "checker.checks.model.omission:CHECK",
    "forced-decoding": "checker.checks.model.surprisal:CHECK",
    "trained-detector": "checker.checks.model.trained:CHECK",
}

CHECK_IDS: tuple[str, ...] = tuple(_TABLE)
"""All stable ids, in the order of the documentation."""

RETIRED: dict[str, str] = {"list-items": "coverage", "negation": "lost-denial"}
"""Ids that stored flags and settings may still name, each with the check that looks for the same by
what the language model says."""

_LENIENT_AT_MOST = 0.5
"""False alarms per 1,000 references up to which a check of the texts runs when lenient; chosen,
half of what the default allows."""


@cache
def get_check(check_id: str) -> Check:
    """Return a check by its id; for a retired id, the check that took its place.

    Raises:
        SettingsError: there is no such check.
    """
    check_id = RETIRED.get(check_id, check_id)
    place = _TABLE.get(check_id)
    if place is None:
        raise SettingsError(
            f"there is no check «{check_id}»", remedy=f"Choose among {', '.join(CHECK_IDS)}"
        )
    module, _, attribute = place.partition(":")
    found: Check | tuple[Check, ...] = getattr(import_module(module), attribute)
    if isinstance(found, Check):
        return found
    return next(check for check in found if check.id == check_id)


def known_check(check_id: str) -> Check | None:
    """Return a check by its id; None for a finding of other origin (a reviewer, another tool)."""
    return get_check(check_id) if check_id in _TABLE or check_id in RETIRED else None


@lru_cache(maxsize=1)
def all_checks() -> tuple[Check, ...]:
    """Return every check, in the order of the documentation."""
    return tuple(map(get_check, CHECK_IDS))


def chosen_checks(
    *,
    enable: Collection[str] = (),
    disable: Collection[str] = (),
    sensitivity: str = "balanced",
) -> tuple[Check, ...]:
    """Return the checks that run with these settings, in the order of the documentation.

    Checks of the texts alone are chosen by their measured false alarms: «strict» adds those that
    are off for having more than one in 1,000 references, «lenient» leaves out those with more than
    `_LENIENT_AT_MOST`. Checks that read models have limits of their own for each sensitivity.

    Args:
        enable: ids to run whatever the sensitivity; a retired one stands for its successor.
        disable: ids not to run; a retired one does not run anyway.

    Raises:
        SettingsError: an unknown id.
    """
    for check_id in (*enable, *disable):
        get_check(check_id)  # refuses an unknown id
    enable = {get_check(check_id).id for check_id in enable}
    return tuple(
        check
        for check in all_checks()
        if check.id not in disable and (check.id in enable or _runs(check, sensitivity))
    )


def retired_notes(enable: Collection[str] = (), disable: Collection[str] = ()) -> tuple[str, ...]:
    """Say of each retired id in the settings what becomes of it; () where there is none."""
    on = {check.id for check in chosen_checks(enable=enable, disable=disable)}
    switched_on = tuple(
        f"The check «{check_id}» was replaced by «{RETIRED[check_id]}», which runs in its place"
        " where the language model is asked."
        for check_id in enable
        if check_id in RETIRED and check_id not in disable and RETIRED[check_id] in on
    )
    switched_off = tuple(
        f"The check «{check_id}» was replaced by «{RETIRED[check_id]}» and no longer runs; to"
        " switch its successor off, name that."
        for check_id in disable
        if check_id in RETIRED
    )
    return switched_on + switched_off


def _runs(check: Check, sensitivity: str) -> bool:
    alarms = false_alarms(check.id)
    if check.asks_models or alarms is None or sensitivity == "balanced":
        return check.default
    if sensitivity == "strict":
        return check.default or alarms <= INFO_ABOVE
    return check.default and alarms <= _LENIENT_AT_MOST
