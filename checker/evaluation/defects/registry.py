"""The table of defects, and the functions that inject them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from checker.errors import SettingsError
from checker.evaluation.defects.cuts import cut_after_function_word, drop_final_clause
from checker.evaluation.defects.fused import join_sentences
from checker.evaluation.defects.lists import drop_list_item
from checker.evaluation.defects.names import swap_names
from checker.evaluation.defects.negation import drop_negation
from checker.evaluation.defects.numbers import digit_slip, divide_by_ten, multiply_by_ten
from checker.evaluation.defects.records import CleanPair, Defect, GarbledPair
from checker.evaluation.defects.script import leave_fullwidth, leave_han
from checker.evaluation.defects.terms import percent_for_point, swap_comparison, swap_currency
from checker.evaluation.defects.verbs import drop_verb
from checker.evaluation.defects.whole import (
    copy_source,
    empty_target,
    loop_words,
    put_other_segment,
)
from checker.records import Severity

__all__ = ["DEFECTS", "garble", "garble_pairs"]

_MAJOR, _MINOR, _CRITICAL = Severity.MAJOR, Severity.MINOR, Severity.CRITICAL
_OMISSION, _MISTRANSLATION = "accuracy/omission", "accuracy/mistranslation"
_UNTRANSLATED, _GRAMMAR = "accuracy/untranslated", "fluency/grammar"

_TABLE = (
    Defect("clause-dropped", "final clause dropped", _MAJOR, _OMISSION, False, drop_final_clause),
    Defect(
        "cut-after-function-word",
        "cut after a function word",
        _MAJOR,
        _OMISSION,
        True,
        cut_after_function_word,
    ),
    Defect("sentences-joined", "two sentences joined", _MAJOR, _GRAMMAR, True, join_sentences),
    Defect("verb-dropped", "verb dropped", _MAJOR, _GRAMMAR, False, drop_verb),
    Defect("number-times-ten", "figure ×10", _CRITICAL, _MISTRANSLATION, True, multiply_by_ten),
    Defect("number-tenth", "figure ÷10", _CRITICAL, _MISTRANSLATION, True, divide_by_ten),
    Defect("number-digit-slip", "digit slip", _MAJOR, _MISTRANSLATION, True, digit_slip),
    Defect(
        "percent-for-point",
        "percent for percentage point",
        _MAJOR,
        _MISTRANSLATION,
        False,
        percent_for_point,
    ),
    Defect(
        "comparison-swapped",
        "comparison with last year and last month swapped",
        _MAJOR,
        _MISTRANSLATION,
        False,
        swap_comparison,
    ),
    Defect("currency-swapped", "currency swapped", _MAJOR, _MISTRANSLATION, False, swap_currency),
    Defect("list-item-dropped", "list item dropped", _MAJOR, _OMISSION, False, drop_list_item),
    Defect("negation-dropped", "negation dropped", _MAJOR, _MISTRANSLATION, False, drop_negation),
    Defect("names-swapped", "names swapped", _MAJOR, _MISTRANSLATION, False, swap_names),
    Defect("han-left", "Chinese characters left", _MAJOR, _UNTRANSLATED, True, leave_han),
    Defect(
        "fullwidth-left",
        "full-width marks left",
        _MINOR,
        "fluency/punctuation",
        False,
        leave_fullwidth,
    ),
    Defect("words-looped", "four words looped", _MAJOR, _GRAMMAR, True, loop_words),
    Defect(
        "other-segment",
        "another segment's text",
        _CRITICAL,
        _MISTRANSLATION,
        False,
        put_other_segment,
    ),
    Defect("source-copied", "source copied", _CRITICAL, _UNTRANSLATED, True, copy_source),
    Defect("target-empty", "nothing left", _CRITICAL, _OMISSION, True, empty_target),
)

DEFECTS: dict[str, Defect] = {defect.defect_id: defect for defect in _TABLE}
"""Every defect by its id, in the order of reports."""


def garble(pair: CleanPair, defect: str, *, seed: int = 0) -> GarbledPair | None:
    """Injects one defect into a clean pair.

    The same pair, defect and seed give the same result on every machine.

    Returns:
        The garbled pair, or None where the defect does not apply to this pair.

    Raises:
        SettingsError: no defect has that id.
    """
    if defect not in DEFECTS:
        raise SettingsError(
            f"unknown defect {defect!r}", remedy=f"Choose one of {', '.join(DEFECTS)}"
        )
    kind = DEFECTS[defect]
    injection = kind.inject(pair, random.Random(f"{seed}|{defect}|{pair.source}|{pair.target}"))
    if injection is None or injection.target == injection.clean_target:
        return None
    return GarbledPair(
        source=injection.source,
        target=injection.target,
        defect=defect,
        spans=injection.spans,
        severity=kind.severity,
        category=kind.category,
        seed=seed,
        clean_target=injection.clean_target,
        edits=injection.edits,
        counterparts=injection.counterparts,
    )


def garble_pairs(
    pairs: Sequence[tuple[str, str]],
    *,
    seed: int = 0,
    defects: Sequence[str] | None = None,
    per_defect: int | None = None,
) -> Iterator[GarbledPair]:
    """Injects each defect into every pair it applies to, or into a sample of them.

    Args:
        pairs: clean (source, target) pairs in the order of their text.
        defects: ids; all of them where None.
        per_defect: at most this many pairs a defect, drawn with the seed.

    Yields:
        Garbled pairs, defect by defect, in the order of the table.

    Raises:
        SettingsError: an unknown defect.
    """
    following: CleanPair | None = None
    clean: list[CleanPair] = []
    for source, target in reversed(pairs):
        # Only the next pair is ever needed: a chain of all pairs would be deep.
        clean.append(CleanPair(source, target, following))
        following = CleanPair(source, target)
    clean.reverse()
    for defect in DEFECTS if defects is None else defects:
        order = list(range(len(clean)))
        if per_defect is not None:
            random.Random(f"{seed}|{defect}").shuffle(order)
        made = 0
        for index in order:
            if made == per_defect:
                break
            garbled = garble(clean[index], defect, seed=seed)
            if garbled is not None:
                made += 1
                yield garbled
