"""clause-missing: no known word of a source clause has a counterpart in a short English."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.checks.text.coverage import judge, measurable
from checker.checks.text.unrelated import is_unrelated
from checker.language.tokens import length_units, word_count
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_NAMED = 5  # words; chosen, only what the reason names
_USUAL = 0.71  # English words per unit of source


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    source = pair.source or ""
    if not measurable(source, pair.target):
        return
    verdict = judge(source, pair.target)
    if verdict.clause is None or is_unrelated(verdict):
        return
    score, clause, missing, _ = verdict.clause
    text = clause.text.rstrip()
    named = ", ".join(f"«{w.text}»" for w in missing[:_NAMED])
    words, usual = word_count(pair.target), _USUAL * length_units(source)
    yield finding(
        CHECK,
        (clause.start, clause.start + len(text)),
        f"«{shorten(text, 60)}» is not explained by any English word: nothing stands for {named}"
        f" ({words} English words where about {usual:.0f} are usual)",
        confidence=min(0.9, 0.55 + 0.04 * score),
        side="source",
    )


CHECK = Check(
    id="clause-missing",
    title="Clause left out",
    description=(
        "A clause of the source none or hardly any of whose known words, figures and Latin words"
        " has a counterpart in the English, which is about as short as if the clause had been left"
        " out. At most one clause of a segment; segments whose English translates something else"
        " are left to «unrelated-text». Where the language model is asked, «coverage» speaks in its"
        " place."
    ),
    category="accuracy/omission",
    severity=Severity.MAJOR,
    run=_check,
    needs=frozenset({"source"}),
    unless=frozenset({"reverse"}),
    gives_way_to=frozenset({"coverage"}),
    phenomenon="omission",
)
