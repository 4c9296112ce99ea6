"""One evaluation: read gold, run the product, measure, write everything into a folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.checks.registry import chosen_checks
from checker.config import Settings
from checker.errors import InputError, MissingDependencyError, SettingsError, StoreError
from checker.evaluation.figures import Figure, figure_line
from checker.evaluation.gold import SPAN_GOLD, GoldSegment
from checker.evaluation.gold_files import clean_segments, read_gold, read_pairs, sample
from checker.evaluation.layouts import write_layouts
from checker.evaluation.measure_confidence import flag_reliability
from checker.evaluation.reliability_plot import write_reliability_plot
from checker.evaluation.runner import CheckerLike, Judged, run_checker
from checker.evaluation.summary import summarise

__all__ = [
    "HALVES",
    "Evaluation",
    "GoldChoice",
    "active_rules",
    "default_checker",
    "evaluate",
    "write_figures",
]

HALVES = ("even", "odd")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldChoice:
    """Which part of a gold file counts, and how.

    Attributes:
        limit: at most this many segments, whole documents drawn with `seed`.
        datasets: only these; () for all.
        half: "even" or "odd" keeps the documents whose id's SHA-1 begins with an even or odd
            hexadecimal digit, and all segments without a document id; None keeps everything.
        span_gold: how several raters become one gold; one of `SPAN_GOLD`.
        score_field: field of a JSONL record that holds the score.
    """

    limit: int | None = None
    seed: int = 0
    datasets: tuple[str, ...] = ()
    half: str | None = None
    span_gold: str = "union"
    score_field: str = "score"

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 1:
            raise SettingsError(f"limit is {self.limit}", remedy="Use 1 or more")
        if self.span_gold not in SPAN_GOLD:
            raise SettingsError(
                f"span gold is {self.span_gold!r}", remedy=f"Choose {' or '.join(SPAN_GOLD)}"
            )
        if self.half is not None and self.half not in HALVES:
            raise SettingsError(f"half is {self.half!r}", remedy=f"Choose {' or '.join(HALVES)}")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came out.

    Attributes:
        signature: names version, settings and models.
        notes: sentences for the reader about what was left out.
    """

    figures: tuple[Figure, ...]
    signature: str
    notes: tuple[str, ...] = ()


def evaluate(
    gold: Path,
    out: Path,
    *,
    settings: Settings,
    choice: GoldChoice | None = None,
    clean: Path | None = None,
    checker: CheckerLike | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Runs the product over a gold file and measures it.

    Writes into `out`: predictions.jsonl (and clean.jsonl), wmt/*.tsv, figures.json, figures.txt
    and reliability.png. Run again with the same arguments after a kill, it goes on.

    Args:
        clean: clean pairs (source, tab, target) for false alarms.
        checker: what to run; by default `checker.Checker(settings)`.

    Raises:
        InputError: a file cannot be read, or nothing of it is left to evaluate.
        StoreError: the folder cannot be used.
        CheckerError: a back end or model failed.
    """
    choice = choice or GoldChoice()
    segments = _chosen(read_gold(gold, score_field=choice.score_field), choice, str(gold))
    references = clean_segments(read_pairs(clean), name=clean.name) if clean else []
    references = sample(references, choice.limit, seed=choice.seed)
    checker = checker or default_checker(settings)
    judged = run_checker(checker, segments, out / "predictions.jsonl", progress=progress)
    good = run_checker(checker, references, out / "clean.jsonl", progress=progress)
    figures = summarise(
        judged,
        clean=[prediction for _, prediction in good],
        rules=active_rules(settings),
        method=choice.span_gold,
        seed=choice.seed,
    )
    notes = [*_notes(judged), *_write(judged, out, choice)]
    result = Evaluation(tuple(figures), checker.signature, tuple(notes))
    write_figures(result, out)
    return result


def default_checker(settings: Settings) -> CheckerLike:
    """The product, as a user's run makes it."""
    from checker.pipeline import Checker  # on first use: loads the stages

    return Checker(settings)


def active_rules(settings: Settings) -> list[str]:
    """Ids of the rules that these settings run."""
    chosen = chosen_checks(
        enable=settings.enable, disable=settings.disable, sensitivity=settings.sensitivity
    )
    return [check.id for check in chosen]


def write_figures(result: Evaluation, out: Path) -> None:
    """Writes figures.json (unrounded) and figures.txt (the lines that are printed).

    Raises:
        StoreError: a file cannot be written.
    """
    data = {
        "signature": result.signature,
        "notes": result.notes,
        "figures": [figure.to_dict() for figure in result.figures],
    }
    lines = [figure_line(figure) for figure in result.figures]
    try:
        (out / "figures.json").write_text(
            json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        (out / "figures.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", where=str(out)) from error


def _chosen(segments: Sequence[GoldSegment], choice: GoldChoice, where: str) -> list[GoldSegment]:
    known = {segment.dataset for segment in segments}
    unknown = sorted(set(choice.datasets) - known)
    if unknown:
        raise InputError(
            f"has no data set {', '.join(unknown)}",
            where=where,
            remedy=f"It has {', '.join(sorted(known))}",
        )
    kept = [
        segment
        for segment in segments
        if (not choice.datasets or segment.dataset in choice.datasets)
        and (choice.half is None or _in_half(segment.document_id, choice.half))
    ]
    if not kept:
        raise InputError("has no segment in the chosen part", where=where)
    return sample(kept, choice.limit, seed=choice.seed)


def _in_half(document_id: str | None, half: str) -> bool:
    if document_id is None:
        return True
    digit = int(hashlib.sha1(document_id.encode(), usedforsecurity=False).hexdigest()[0], 16)
    return digit % 2 == HALVES.index(half)


def _notes(judged: Sequence[Judged]) -> list[str]:
    scales = {r.score_type for segment, _ in judged for r in segment.ratings if r.score is not None}
    notes = []
    if len(scales) > 1:
        notes.append(
            f"the gold scores are on {len(scales)} different scales"
            f" ({', '.join(sorted(map(str, scales)))}): correlations are given by data set only"
        )
    without = sum(prediction.score is None for _, prediction in judged)
    if without:
        notes.append(f"{without} segments got no score and are left out of the correlations")
    return notes


def _write(judged: Sequence[Judged], out: Path, choice: GoldChoice) -> list[str]:
    """Writes layouts and plot; returns notes about what could not be made."""
    bins = flag_reliability(judged)
    try:
        write_layouts(judged, out / "wmt", span_gold=choice.span_gold)
        if bins:
            path = out / "reliability.png"
            write_reliability_plot(bins, path, title="Confidence of flags")
    except MissingDependencyError as error:
        return [f"reliability.png is not drawn: {error}"]
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", where=str(out)) from error
    return []
