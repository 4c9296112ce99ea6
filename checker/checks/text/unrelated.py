"""unrelated-text: the English translates some other passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.checks.base import Check, Context, finding
from checker.checks.text.coverage import Verdict, judge, measurable
from checker.language.anchors import Witness
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK", "is_unrelated"]

_SURE, _SUSPECT, _FITS = 5.4, 3.5, -1.5
"""Log likelihood ratio from which the texts do not belong together; less will do where the English
fits the source of the segment before or after. Chosen; with these the check keeps the bar of
default checks (`alarms_read.json`). Findings with those of `clause-missing`: references 25, outputs
23, garbled pairs 113; with _SURE halved 41, 33, 135, doubled 17, 20, 75; with _SUSPECT halved 29,
23, 113, doubled 14, 22, 91; with _FITS halved 26, 24, 113, doubled 24, 22, 113
(`benchmarks.sensitivity`)."""
_MIN_MISSING, _NAMED = 2, 4
"""Words that must be missing, and words that the reason names; chosen. Findings on references,
outputs, garbled pairs: 17, 10, 88; with 1: 19, 15, 95, with 4: 6, 5, 54
(`benchmarks.sensitivity`)."""
_MUCH = 0.35
"""Share of the source that names of bodies make up where an English with initials is excused;
chosen. Findings at half/as is/double: references 17/17/17, outputs 10/10/10, garbled 88/88/89
(`benchmarks.sensitivity`)."""
_INITIALS = re.compile(r"\b[A-Z]{3,}s?\b")
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{4,14}?(?:委员会|集团公司|集团|公司|组织|协会|联盟|银行|大学|法院|总局|管理局|研究院)"
)
_PRESENT = -1.0
"""The other clauses' sum below which only one clause is missing; chosen. At half and double no
finding comes or goes (`benchmarks.sensitivity`)."""


def is_unrelated(verdict: Verdict) -> bool:
    """Whether the English surely translates something else, not only a clause less."""
    if verdict.score < _SURE or len(verdict.missing) < _MIN_MISSING:
        return False
    return verdict.clause is None or verdict.clause.rest >= _PRESENT


def _abbreviated(source: str, target: str) -> bool:
    """Whether names of organisations fill much of the source and the English has initials."""
    initials = [name for name in _INITIALS.findall(target) if name not in source]
    named = sum(len(match.group()) for match in _ORGANISATION.finditer(source))
    return bool(initials) and named >= _MUCH * len(source)


def _fitting(pair: SegmentPair, ctx: Context) -> SegmentPair | None:
    """Return the neighbour whose source the English fits, if there is one."""
    for other in (ctx.before, ctx.after):
        source = (other.source if other is not None else None) or ""
        if measurable(source, pair.target) and judge(source, pair.target).score < _FITS:
            return other
    return None


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    source = pair.source or ""
    if not measurable(source, pair.target):
        return
    verdict = judge(source, pair.target)
    if verdict.score < _SUSPECT or len(verdict.missing) < _MIN_MISSING:
        return
    other = _fitting(pair, ctx)
    if other is None and _abbreviated(source, pair.target):
        return  # «CIETAC» says all of 中国国际经济贸易仲裁委员会
    if other is None and not is_unrelated(verdict):
        return
    start = len(pair.target) - len(pair.target.lstrip())
    yield finding(
        CHECK,
        (start, len(pair.target.rstrip())),
        _reason(verdict.missing, verdict.extra, other),
        confidence=0.9 if other else min(0.9, 0.6 + 0.05 * (verdict.score - _SURE)),
        source_spans=tuple(Span(w.start, w.end, w.text) for w in verdict.missing),
    )


def _reason(missing: Sequence[Witness], extra: Sequence[Witness], other: SegmentPair | None) -> str:
    reason = f"No English word stands for {_list(missing)}"
    if extra:
        reason += f", and nothing in the source for {_list(extra)}"
    reason += ": this seems to be the translation of another passage"
    if other is not None:
        reason += f"; it fits the source of segment {other.segment_id + 1}"
    return reason


def _list(witnesses: Sequence[Witness]) -> str:
    strong = sorted(witnesses, key=lambda w: -w.weight)[:_NAMED]
    return ", ".join(f"«{w.text}»" for w in sorted(strong))


CHECK = Check(
    id="unrelated-text",
    title="Translation of another passage",
    description=(
        "Words with few translations (some 800, from 经济 and 医院 to 周一), figures and Latin"
        " words of the source have no counterpart in the English, known English words none in the"
        " source, or the lengths do not fit; together the measured odds are more than 200 to 1"
        " against the texts belonging together (30 to 1 where the English fits the source of a"
        " neighbour)."
    ),
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    run=_check,
    needs=frozenset({"source"}),
)
