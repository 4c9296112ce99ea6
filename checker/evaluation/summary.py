"""All figures of a run: over everything, by data set, by system and by MQM category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from checker.evaluation.alarms import alarm_figures
from checker.evaluation.figures import Figure
from checker.evaluation.measure_confidence import calibration_figures
from checker.evaluation.measure_places import recall_figures, span_figures, word_figures
from checker.evaluation.measure_segments import correlations, signal_correlations
from checker.evaluation.prediction import Prediction
from checker.evaluation.runner import Judged
from checker.records import Severity

__all__ = ["speed_figures", "summarise"]

_BY_SYSTEM = ("segment Spearman", "word MCC", "span F1")


def summarise(
    judged: Sequence[Judged],
    *,
    clean: Sequence[Prediction] = (),
    rules: Iterable[str] = (),
    method: str = "union",
    seed: int = 0,
) -> list[Figure]:
    """Measures a run.

    Args:
        judged: the gold segments with their predictions.
        clean: predictions for further clean references; human translations of the gold in which
            no rater found an error are always counted with them.
        rules: ids of the rules that ran, listed even without an alarm.
        method: how several raters become one gold; see `checker.evaluation.gold`.

    Returns:
        Figures in the order of the report; those that rest on nothing at all are left out.
    """
    figures = _everything(judged, method=method, seed=seed)
    figures += _baselines(judged, method=method, seed=seed)
    good = [prediction for segment, prediction in judged if segment.clean]
    figures += alarm_figures([*good, *clean], rules=rules, seed=seed)
    figures += speed_figures([prediction for _, prediction in judged])
    datasets = _groups(judged, lambda pair: pair[0].dataset)
    for dataset, members in datasets if len(datasets) > 1 else ():
        own = _everything(members, method=method, seed=seed)
        own += _baselines(members, method=method, seed=seed)
        figures += [replace(figure, group=f"data set {dataset}") for figure in own]
    for system, members in _groups(judged, _system):
        own = _everything(members, method=method, seed=seed, labels=_BY_SYSTEM)
        figures += [replace(figure, group=f"system {system}") for figure in own]
    for category in _categories(judged):
        own = recall_figures(judged, category=category, seed=seed)
        figures += [replace(figure, group=f"category {category}") for figure in own]
    return [figure for figure in figures if figure.count]


def speed_figures(predictions: Sequence[Prediction]) -> list[Figure]:
    """Segments a second (model loading included) and peak memory, over all runs kept."""
    seconds = sum(prediction.seconds for prediction in predictions)
    peaks = [p.peak_memory_mb for p in predictions if p.peak_memory_mb is not None]
    number = len(predictions)
    speed = number / seconds if seconds else None
    return [
        Figure("segments/s", speed, number, digits=2),
        Figure("peak memory MB", max(peaks, default=None), number, digits=0),
    ]


def _everything(
    judged: Sequence[Judged], *, method: str, seed: int, labels: Sequence[str] = ()
) -> list[Figure]:
    figures = correlations(judged, seed=seed, only=labels)
    figures += word_figures(judged, method=method, seed=seed)
    figures += span_figures(judged, method=method, seed=seed)
    if labels:
        return [figure for figure in figures if figure.label in labels]
    figures += recall_figures(judged, seed=seed)
    return figures + calibration_figures(judged, method=method)


def _baselines(judged: Sequence[Judged], *, method: str, seed: int) -> list[Figure]:
    """What marking everything major would reach (marking nothing reaches 0), and single signals."""
    figures = signal_correlations(judged, seed=seed)
    words = word_figures(judged, method=method, seed=seed, everything=True)
    figures += [replace(f, label=f"all BAD: {f.label}") for f in words if f.label == "word F1-BAD"]
    spans = span_figures(judged, method=method, seed=seed, everything=True)
    figures += [replace(f, label=f"all major: {f.label}") for f in spans if f.label == "span F1"]
    return figures


def _groups(
    judged: Sequence[Judged], key: Callable[[Judged], str | None]
) -> list[tuple[str, list[Judged]]]:
    groups: dict[str, list[Judged]] = {}
    for pair in judged:
        name = key(pair)
        if name is not None:
            groups.setdefault(name, []).append(pair)
    return sorted(groups.items())


def _system(pair: Judged) -> str | None:
    segment = pair[0]
    return None if segment.system is None else f"{segment.dataset}/{segment.system}"


def _categories(judged: Sequence[Judged]) -> list[str]:
    """Categories of the experts' spans, the most frequent first."""
    found = Counter(
        span.category
        for segment, _ in judged
        for rating in segment.ratings
        for span in rating.spans or ()
        if span.severity is not Severity.NEUTRAL
    )
    return sorted(found, key=lambda category: (-found[category], category))
