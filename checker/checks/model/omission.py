"""Source clauses that no English words explain.

Two witnesses. The Chinese is scored given the English, and alone: a clause that is translated
becomes far more predictable once the English is known. And the English is scored given the Chinese
without the clause: it suffers where some of its words translate it (`trials.removals`; both ideas
in Vamvas and Sennrich 2022). The first is cheap and names the doubtful, the second decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.checks.base import Check, Context
from checker.checks.model.witnesses import Stretch, explained, removal_of, unexplained
from checker.language.characters import is_han
from checker.language.chinese_sentences import split_chinese
from checker.language.clauses import split_clauses
from checker.language.english_sentences import split_english
from checker.records import (
    Finding,
    ForcedDecoding,
    QualityEstimate,
    Removal,
    SegmentPair,
    Severity,
    Span,
)

__all__ = [
    "CHECK",
    "THRESHOLDS",
    "Thresholds",
    "doubtful_clauses",
    "omitted_clauses",
]

_MIN_HAN = 5
"""Han characters a clause needs to be judged: «他说，» carries too little."""

# Who says it: names are hard to predict even where they are translated.
_ATTRIBUTION = re.compile(
    r"(?:说|表示|介绍|指出|认为|坦言|强调|称|透露|回应|提问|商定)[，：:。”]*\s*$"
)

_DOUBTFUL, _DOUBTFUL_FIRST = 1.6, 2.2
"""Nats a token that the English may explain of a clause that is worth a trial. The first clause has
no words before it, so that any related English explains something of it."""
_SURE = ((3.0, 0.5), (1.0, 0.25))
"""Nats that the English gains without a clause, and most that it explains of it, from which the
clause is left out whatever the estimator says. Any first clause that was tried and gains as much as
the first row says counts as unexplained."""
_AGREES = 0.15
"""Chance of being left out at which the estimator is a second witness: of clauses of 500 good
translations that the English can do without, it gives none more than 0.06; of 55 dropped ones it
gives 41 as much."""
_REPEATED = 0.3
"""Share of a clause's pairs of characters that stand elsewhere in the source, from which it says
little that is new, and its absence proves nothing."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a clause is not explained.

    Attributes:
        gain: most that the English may explain, nats a token of the Chinese.
        contrast: least by which the rest of the segment must be better explained, unless all of it
            stays under `gain`: then the whole sentence is missing.
        removal: least that the English gains without the clause, in nats; where that was tried it
            decides alone.
    """

    gain: float
    contrast: float
    removal: float


THRESHOLDS = {
    "strict": Thresholds(gain=0.45, contrast=1.1, removal=-1.0),
    "balanced": Thresholds(gain=0.3, contrast=1.4, removal=0.0),
    "lenient": Thresholds(gain=0.05, contrast=1.8, removal=2.0),
}
"""By sensitivity. The English is more probable without 55 of 60 dropped last clauses, 66 of 80
dropped first ones, and 14 clauses of 500 good translations, of which three are missing indeed."""


def omitted_clauses(
    pair: SegmentPair,
    reverse: ForcedDecoding,
    removals: Sequence[Removal] = (),
    estimate: QualityEstimate | None = None,
    *,
    sensitivity: str,
) -> list[Finding]:
    """Finds clauses of the source that the target does not explain.

    Args:
        reverse: surprisals of the source given the target; offsets index the source.
        removals: trials without a clause; clauses not tried are judged by `reverse` alone.
        estimate: the trained estimator's view; without it, findings are not doubted.

    Returns:
        Findings on the source, in order.
    """
    source = pair.source or ""
    limits = THRESHOLDS[sensitivity]
    gains = [(clause, _gain(clause, reverse)) for clause in split_clauses(source)]
    known = [gain for _, gain in gains if gain is not None]
    findings = []
    for span, gain in gains:
        if gain is None or len(known) < 2:
            continue
        others = (sum(known) - gain) / (len(known) - 1)
        clause = Stretch(span, gain, others, removal_of(span.start, span.end, removals))
        doubtful = gain <= limits.gain and (
            others - gain >= limits.contrast or max(known) <= limits.gain
        )
        if doubtful if clause.removal is None else clause.removal >= limits.removal:
            findings.append(_finding(pair, clause, limits, estimate))
    return findings


def doubtful_clauses(source: str, reverse: ForcedDecoding) -> Iterator[tuple[Span, float]]:
    """Clauses that the English hardly explains, with the nats a token that it does."""
    clauses = split_clauses(source)
    for clause in clauses if len(clauses) > 1 else ():
        gain = _gain(clause, reverse)
        if gain is not None and gain <= (_DOUBTFUL if clause.start else _DOUBTFUL_FIRST):
            yield clause, gain


def _gain(clause: Span, reverse: ForcedDecoding) -> float | None:
    """Mean nats a token of the clause that the English explains; None where that says nothing."""
    if sum(map(is_han, clause.text)) < _MIN_HAN or _ATTRIBUTION.search(clause.text):
        return None
    return explained(reverse, clause.start, clause.end)


def _repeated(source: str, clause: Span) -> float:
    """Share of the clause's pairs of Han characters that the rest of the source has, too."""
    rest = f"{source[: clause.start]}\n{source[clause.end :]}"
    grams = [
        clause.text[i : i + 2]
        for i in range(len(clause.text) - 1)
        if is_han(clause.text[i]) and is_han(clause.text[i + 1])
    ]
    return sum(gram in rest for gram in grams) / len(grams) if grams else 0.0


def _sentence_lost(pair: SegmentPair, clause: Span) -> bool:
    """Whether the clause is a sentence and the English has fewer sentences than the Chinese."""
    sentences = split_chinese(pair.source or "")
    whole = any(s.start >= clause.start and s.end <= clause.end for s in sentences)
    return whole and len(split_english(pair.target)) < len(sentences)


def _agreed(pair: SegmentPair, clause: Stretch, estimate: QualityEstimate | None) -> bool:
    """Whether the clause is surely left out: a second witness agrees, or the trial is clear.

    The second witness is the estimator, or a sentence fewer in the English. Without an estimator
    a clause that was not tried is not doubted.
    """
    span = clause.span
    if estimate is None:
        return clause.removal is None or clause.removal >= _SURE[0][0]
    chances = [row[2] for row in estimate.omitted if row[0] < span.end and span.start < row[1]]
    if max(chances, default=0.0) >= _AGREES:
        return True
    if clause.removal is None or _repeated(pair.source or "", span) >= _REPEATED:
        return False
    if clause.removal >= 0.0 and _sentence_lost(pair, span):
        return True
    return any(
        clause.removal >= least and (clause.gain <= most or (span.start == 0 and row == 0))
        for row, (least, most) in enumerate(_SURE)
    )


def _confidence(clause: Stretch, limits: Thresholds, *, agreed: bool) -> float:
    """By what the witnesses say; WMT21's experts marked a quarter of 15 findings.

    Of 41 that are major in 1,019 translations of wmt22-qe-dev nearly all are missing, when read.
    """
    excess = clause.others - clause.gain - limits.contrast
    if clause.removal is not None:
        excess = max(excess, clause.removal / 2)
    sure = min(0.6, max(0.2, 0.2 + excess / 5))
    return round(sure if agreed else sure / 2, 3)


def _finding(
    pair: SegmentPair, clause: Stretch, limits: Thresholds, estimate: QualityEstimate | None
) -> Finding:
    span = clause.span
    words = span.text.strip("，。；：！？、 \n")
    start = span.start + span.text.index(words) if words else span.start
    agreed = _agreed(pair, clause, estimate)
    return Finding(
        check_id=CHECK.id,
        side="source",
        start=start,
        end=start + len(words),
        category="accuracy/omission",
        severity=Severity.MAJOR if agreed else Severity.MINOR,
        confidence=_confidence(clause, limits, agreed=agreed),
        reason=unexplained(f"‘{words}’", clause, "the rest of the segment"),
        source_spans=(Span(start, start + len(words), words),),
    )


def _run(pair: SegmentPair, ctx: Context) -> list[Finding]:
    given = ctx.given
    return omitted_clauses(
        pair, ctx.reverse, given.removals, given.estimate, sensitivity=ctx.sensitivity
    )


CHECK = Check(
    id="coverage",
    title="Clause that nothing translates",
    description=(
        "A clause of the source that no English words explain: it is no more predictable once the"
        " English is known, and the English is no less probable without it. Major where a second"
        " witness agrees or the trial is clear. Who said it («他表示») and clauses that repeat"
        " others are left alone."
    ),
    category="accuracy/omission",
    severity=Severity.MAJOR,
    run=_run,
    needs=frozenset({"source", "reverse"}),
    phenomenon="omission",
    sees="oddity",
)
