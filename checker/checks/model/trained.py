"""What the trained detector finds: suspicious words of the target, words left out of the source.

Its probabilities come from the estimator and the judge; its reasons come from what can be checked:
the Chinese beside the words, what a reader of it expects, what the re-translation says there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from checker.checks.base import Check, Context
from checker.checks.model.decoder import DecodedSpan, decode_spans
from checker.checks.model.judge import Limits
from checker.checks.model.scored_words import ScoredWord, probability_text
from checker.checks.model.word_features import WordTable
from checker.evidence.source import Evidence
from checker.language.characters import is_han
from checker.language.clauses import split_clauses
from checker.records import (
    Finding,
    SegmentPair,
    Severity,
    Span,
)

__all__ = ["CHECK", "left_out", "suspicious_words"]

_UNEXPECTED = 3.0
"""Nats from which a word's surprise is worth telling."""
_MIN_HAN = 2  # characters of a stretch left out that is worth telling; chosen, not measured
_Row = tuple[int, int, float]  # a source token and its chance of being left out


def suspicious_words(
    pair: SegmentPair,
    evidence: Evidence,
    table: WordTable,
    error: Sequence[float],
    major: Sequence[float],
    limits: Limits,
) -> list[Finding]:
    """Findings on the target, in order, disjoint; none of marks alone.

    Args:
        error: calibrated probability of error of each word of the table; `major` likewise.
    """
    if not any(map(str.isalpha, pair.target)):
        return []  # figures alone are for the rules
    return [
        _finding(pair, evidence, table, span, limits)
        for span in decode_spans(table.words, error, major, limits)
        if any(word.text[0].isalnum() for word in table.words[span.first : span.last + 1])
    ]


def _finding(
    pair: SegmentPair, evidence: Evidence, table: WordTable, span: DecodedSpan, limits: Limits
) -> Finding:
    start, end = table.words[span.first].start, table.words[span.last].end
    scored = [word for word in table.scored[span.first : span.last + 1] if word is not None]
    worst = max(scored, key=lambda word: word.first, default=None)
    return Finding(
        check_id=CHECK.id,
        side="target",
        start=start,
        end=end,
        category=_category(worst),
        severity=Severity.MAJOR if span.is_major(limits) else Severity.MINOR,
        confidence=round(span.error, 3),
        reason=_reason(pair.target[start:end], span, worst, _instead(evidence, start, end)),
    )


def _category(worst: ScoredWord | None) -> str:
    """Odd English that the Chinese does explain is a matter of style; else of meaning."""
    if worst is not None and worst.gain > _UNEXPECTED and worst.first < _UNEXPECTED:
        return "style/awkward"
    return "accuracy/mistranslation"


def _reason(text: str, span: DecodedSpan, worst: ScoredWord | None, instead: str | None) -> str:
    parts = [
        f"The trained detector gives ‘{text}’ a chance of {span.error:.0%} to be marked by an"
        f" expert ({span.major:.0%} as a major error)."
    ]
    if worst is not None and worst.first >= _UNEXPECTED:
        parts.append(
            f"Given the Chinese, ‘{worst.text}’ is unexpected here"
            f" (probability {probability_text(worst.first)})"
            + ("; the source does not explain it." if worst.gain <= 1.0 else ".")
        )
        due = (worst.expected or "").strip()
        if due and worst.expected_probability is not None and due != worst.text:
            parts.append(
                f"A reader of the Chinese expects ‘{due}’"
                f" (probability {worst.expected_probability:.2g})."
            )
    if instead is not None:
        parts.append(f"The re-translation says ‘{instead}’ here.")
    return " ".join(parts)


def _instead(evidence: Evidence, start: int, end: int) -> str | None:
    """The words of the best re-translation in place of the span, where it differs there."""
    best = max(evidence.overlap, key=lambda overlap: overlap.chrf, default=None)
    if best is None:
        return None
    other = [
        op.pseudo.text
        for op in best.diff
        if op.kind == "replace" and op.target.start < end and start < op.target.end
    ]
    text = " … ".join(part.strip() for part in other if part.strip())
    return text if 0 < len(text) <= 80 else None


# «本报北京3月3日电（记者王某）»: English news has it in another form, or not at all.
_DATELINE = re.compile(
    r"(?:本报|新华社|中新社|中新网|人民网|央视|[^，。；]{0,12}\d{1,2}[月日])"
    r"[^，。；]{0,16}?(?:电|讯)\s*(?:（[^）]{0,30}）|\([^)]{0,30}\))?"
)


def left_out(pair: SegmentPair, evidence: Evidence, limits: Limits) -> list[Finding]:
    """Source words that the estimator takes for untranslated: findings on the source, in order.

    None where the source was scored given the target: «coverage» and «omitted-item» see more then
    (of 58 dropped clauses and 52 items that anything finds, this alone found none).
    """
    if evidence.estimate is None or evidence.reverse is not None or not pair.source:
        return []
    findings = []
    dateline = _DATELINE.match(pair.source)
    begin = dateline.end() if dateline else 0
    marked = [row for row in evidence.estimate.omitted if begin <= row[0] < row[1]]
    for rows in _lost_runs(pair.source, marked, limits.omitted):
        text = pair.source[rows[0][0] : rows[-1][1]].strip("，。；：！？、 \n")
        if sum(map(is_han, text)) >= _MIN_HAN:
            start = pair.source.index(text, rows[0][0])
            chance = max(row[2] for row in rows)
            findings.append(_omission(pair.source, start, text, chance))
    return findings


def _lost_runs(source: str, marked: Sequence[_Row], limit: float) -> list[list[_Row]]:
    """Neighbouring rows above the limit."""
    ends = [clause.end for clause in split_clauses(source)]

    def kind(row: _Row) -> tuple[bool, int]:
        return row[2] >= limit, bisect_right(ends, row[0])

    runs: list[list[_Row]] = []
    for (missing, _), group in groupby(marked, key=kind):
        rows = list(group)
        if not missing:
            continue
        if runs and runs[-1][-1][1] == rows[0][0]:
            runs[-1] += rows
        else:
            runs.append(rows)
    return runs


def _omission(source: str, start: int, text: str, chance: float) -> Finding:
    span = Span(start, start + len(text), text)
    clause = next((c for c in split_clauses(source) if c.start <= start < c.end), None)
    whole = clause is not None and len(text) >= 0.6 * len(clause.text.strip("，。；：！？、 \n"))
    return Finding(
        check_id=CHECK.id,
        side="source",
        start=span.start,
        end=span.end,
        category="accuracy/omission",
        severity=Severity.MAJOR if whole else Severity.MINOR,
        confidence=round(chance, 3),
        reason=f"Nothing in the English seems to translate ‘{text}’ (chance {chance:.0%}).",
        source_spans=(span,),
    )


def _run(pair: SegmentPair, ctx: Context) -> list[Finding]:
    judged = ctx.judgement
    if judged is None:
        raise LookupError("no judgement, though the check needs one")
    limits = judged.judge.limits[ctx.sensitivity]
    words = suspicious_words(pair, ctx.given, judged.table, judged.error, judged.major, limits)
    return [*words, *left_out(pair, ctx.given, limits)]


CHECK = Check(
    id="trained-detector",
    title="Words that an expert would mark",
    description=(
        "Words of the English that an estimator trained on experts' MQM marks finds wrong, weighed"
        " with everything else that is known of them; where the language model is not asked, also"
        " words of the Chinese that it takes for left out. Its chances are calibrated. It sees that"
        " something is odd; what, the reasons say as far as can be checked."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    run=_run,
    needs=frozenset({"estimate"}),
    sees="oddity",
    priced=True,
)
