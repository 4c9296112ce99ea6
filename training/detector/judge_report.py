"""Chooses the limits of each sensitivity, and the figures of the model card."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from checker.checks.model.decoder import decode_spans
from checker.checks.model.judge import Limits
from checker.checks.model.trained import left_out
from checker.evaluation.calibration import expected_calibration_error, reliability
from checker.evaluation.correlation import spearman
from checker.evaluation.spans import MarkedSpan, flatten, span_counts, span_scores
from checker.evaluation.words import bad_words, whitespace_tokens, word_counts, word_scores
from checker.records import Severity
from training.detector.judge_data import JudgedPair

__all__ = ["Said", "choose_limits", "report"]

_FALSE_MAJORS, _FALSE_OMISSIONS = 0.0, 6.0
"""Per 1,000 references, at the default setting: what the trained detector alone may add."""
_FLAGGED = 350.0
"""Of 1,000 references, how many may have any flag at the default setting: a reader's patience.
Experts marked something in 66 % of WMT20's and WMT21's human translations."""
_OPENNESS = {"strict": 0.7, "balanced": 1.0, "lenient": 1.5}
Chances = Sequence[tuple[list[float], list[float]]]
Marks = list[MarkedSpan]


@dataclass(frozen=True, slots=True)
class Said:
    """What a second stage says.

    Attributes:
        chances: per pair, its words' probabilities of an error and of a major one.
        scores: per pair, higher is better.
        on_clean: as `chances`, of the human references.
    """

    chances: Chances
    scores: Sequence[float]
    on_clean: Chances


def choose_limits(
    said: Said, pairs: Sequence[JudgedPair], clean: Sequence[JudgedPair]
) -> dict[str, Limits]:
    """Word limits with the best sum of word MCC and span F1; the rest by clean references."""
    on_clean = said.on_clean
    # What the rules flag as a whole (loops, copies) outweighs all other words of a data set.
    open_ = [place for place, pair in enumerate(pairs) if not _settled(pair)]
    chances = [said.chances[place] for place in open_]
    pairs = [pairs[place] for place in open_]
    major = _quantile([max(c[1], default=0.0) for c in on_clean], _FALSE_MAJORS)
    omitted = _omitted_limit(clean)
    best, chosen = -1.0, Limits(0.5, 0.5, major, omitted)
    for minor in np.arange(0.12, 0.82, 0.02):
        for near in (0.4, 0.6, 0.8, 1.0):
            limits = Limits(float(minor), float(minor * near), major, omitted)
            good = [_marks(p, c, limits) for p, c in zip(clean, on_clean, strict=True)]
            if 1000 * sum(map(bool, good)) > _FLAGGED * len(clean):
                continue
            marks = [_marks(p, c, limits) for p, c in zip(pairs, chances, strict=True)]
            figures = _places(pairs, marks)
            value = sum(figures.values())
            if value > best:
                best, chosen = value, limits
    return {name: _opened(chosen, factor) for name, factor in _OPENNESS.items()}


def _settled(pair: JudgedPair) -> bool:
    marked = sum(mark.end - mark.start for mark in flatten(pair.pair.target, _rule_marks(pair)))
    return 2 * marked > len(pair.pair.target)


def _opened(limits: Limits, factor: float) -> Limits:
    def move(chance: float) -> float:
        odds = factor * chance / (1.0 - chance)
        return round(odds / (1.0 + odds), 4)

    return Limits(move(limits.minor), move(limits.near), move(limits.major), move(limits.omitted))


def _quantile(values: Sequence[float], per_thousand: float) -> float:
    """The least limit that at most so many of a thousand values reach."""
    ordered = sorted(values, reverse=True)
    allowed = int(len(ordered) * per_thousand / 1000.0)
    return min(0.95, ordered[allowed] + 1e-4) if ordered else 0.5


def _omitted_limit(clean: Sequence[JudgedPair]) -> float:
    """The least limit at which few enough references are said to leave something out."""
    quiet = 0.95
    for step in range(94, 4, -1):
        limits = Limits(0.5, 0.5, 0.5, step / 100.0)
        said = sum(bool(left_out(pair.pair, pair.evidence, limits)) for pair in clean)
        if 1000 * said > _FALSE_OMISSIONS * len(clean):
            break
        quiet = limits.omitted
    return quiet


def _marks(pair: JudgedPair, chances: tuple[list[float], list[float]], limits: Limits) -> Marks:
    """What a user is shown on the target: the detector's spans and the rules' findings."""
    words = pair.table.words
    spans = [
        MarkedSpan(words[s.first].start, words[s.last].end, s.is_major(limits))
        for s in decode_spans(words, *chances, limits)
    ]
    return list(flatten(pair.pair.target, [*spans, *_rule_marks(pair)]))


def _rule_marks(pair: JudgedPair) -> Marks:
    return [
        MarkedSpan(f.start, f.end, f.severity.rank >= Severity.MAJOR.rank)
        for f in pair.findings
        if f.side == "target" and f.severity is not Severity.NEUTRAL
    ]


def _gold(pair: JudgedPair) -> Marks:
    spans = [s for s in pair.record["spans"] or () if s["severity"] != "neutral"]
    return [MarkedSpan(s["start"], s["end"], s["severity"] in ("major", "critical")) for s in spans]


def _places(pairs: Sequence[JudgedPair], marks: Sequence[Marks]) -> dict[str, float]:
    """Word MCC by data set, and span F1 where spans are annotated."""
    figures = {}
    for name in sorted({pair.record["dataset"] for pair in pairs}):
        chosen = [(p, m) for p, m in zip(pairs, marks, strict=True) if p.record["dataset"] == name]
        counts = sum(_word_counts(p, m) for p, m in chosen)
        figures[f"{name} word MCC"] = word_scores(np.asarray(counts)).mcc or 0.0
        if chosen[0][0].record["spans"] is not None:
            totals = sum(
                span_counts(p.pair.target, flatten(p.pair.target, _gold(p)), m) for p, m in chosen
            )
            figures[f"{name} span F1"] = span_scores(np.asarray(totals)).f1 or 0.0
    return figures


def _word_counts(pair: JudgedPair, marks: Marks) -> NDArray[np.float64]:
    ours = [(m.start, m.end) for m in marks]
    if pair.record["spans"] is None:
        places = [(word.start, word.end) for word in pair.table.words]
        return word_counts(np.array(pair.error) > 0, bad_words(places, ours))
    tokens = whitespace_tokens(pair.pair.target)
    gold = bad_words(tokens, [(m.start, m.end) for m in _gold(pair)])
    return word_counts(gold, bad_words(tokens, ours))


def report(
    rows: Mapping[str, Said],
    pairs: Sequence[JudgedPair],
    clean: Sequence[JudgedPair],
    limits: Mapping[str, Limits],
) -> Iterator[str]:
    """A line a row of the table, then the figures of the last row at each sensitivity."""
    names = sorted({pair.record["dataset"] for pair in pairs})
    for label, value in _baselines().items():
        yield _row(label, names, pairs, [value(pair) for pair in pairs], None)
    for label, marks in _constant(pairs).items():
        yield _row(label, names, pairs, None, marks)
    for label, said in rows.items():
        own = choose_limits(said, pairs, clean)["balanced"]
        marks = [_marks(p, c, own) for p, c in zip(pairs, said.chances, strict=True)]
        yield _row(label, names, pairs, said.scores, marks)
        errors = [f"{name} {_ece(pairs, said.chances, name):.3f}" for name in (None, *names)]
        yield f"{label}: calibration of words, ECE " + " | ".join(errors)
    yield from _settings(said, limits, pairs, clean)


def _baselines() -> dict[str, Callable[[JudgedPair], float]]:
    def estimated(pair: JudgedPair) -> float:
        return -(pair.evidence.estimate.penalty_per_word if pair.evidence.estimate else 0.0)

    def difference(pair: JudgedPair) -> float:
        known = [v for v in pair.table.columns["gain"] if v is not None]
        return fmean(known) if known else 0.0

    return {
        "chrF against the re-translation": lambda p: max(
            (o.chrf for o in p.evidence.overlap), default=0.0
        ),
        "mean surprisal difference": difference,
        "rules alone": lambda p: -float(sum(f.severity.rank for f in p.findings)),
        "estimator alone": estimated,
    }


def _constant(pairs: Sequence[JudgedPair]) -> dict[str, list[Marks]]:
    everything = [[MarkedSpan(0, len(p.pair.target), True)] for p in pairs]
    flat = [list(flatten(p.pair.target, _rule_marks(p))) for p in pairs]
    return {"all major": everything, "all OK": [[] for _ in pairs], "rules alone, places": flat}


def _row(
    label: str,
    names: Sequence[str],
    pairs: Sequence[JudgedPair],
    scores: Sequence[float] | None,
    marks: Sequence[Marks] | None,
) -> str:
    cells = [label]
    for name in names:
        members = [i for i, p in enumerate(pairs) if p.record["dataset"] == name]
        if scores is not None:
            gold = [pairs[i].score for i in members]
            value = spearman(gold, [scores[i] for i in members])
            cells.append(f"{name} Spearman {value or 0.0:.3f}")
    if marks is not None:
        cells += [f"{key} {value:.3f}" for key, value in _places(pairs, marks).items()]
    return " | ".join(cells)


def _ece(pairs: Sequence[JudgedPair], chances: Chances, name: str | None) -> float:
    """Expected calibration error of words, of one data set or (None) of all."""
    both = [
        (c[0], p.error)
        for p, c in zip(pairs, chances, strict=True)
        if name in (None, p.record["dataset"])
    ]
    told = np.array([v for c, _ in both for v in c])
    gold = np.array([v for _, error in both for v in error])
    return expected_calibration_error(reliability(told, gold)) or 0.0


def _settings(
    said: Said,
    limits: Mapping[str, Limits],
    pairs: Sequence[JudgedPair],
    clean: Sequence[JudgedPair],
) -> Iterator[str]:
    for name, own in limits.items():
        marks = [_marks(p, c, own) for p, c in zip(pairs, said.chances, strict=True)]
        good = [_marks(p, c, own) for p, c in zip(clean, said.on_clean, strict=True)]
        majors = sum(any(m.major for m in marks_) for marks_ in good)
        flagged = sum(map(bool, good))
        figures = " | ".join(f"{k} {v:.3f}" for k, v in _places(pairs, marks).items())
        yield (
            f"{name}: {own} | {figures} | per 1,000 of {len(clean)} references:"
            f" {1000 * majors / max(1, len(clean)):.0f} with a major,"
            f" {1000 * flagged / max(1, len(clean)):.0f} with any flag"
        )
