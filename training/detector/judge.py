"""Fits the second stage: `python -m training.detector.judge --data ../shared/data`.

Weighted sums over the columns of `word_features` and `segment_features` in `checker.checks.model`.
What is reported, and what limits are chosen on, is said of each document by a judge that was
fitted on the other half of the documents; what ships is fitted on both. Writes `judge.json`, and
prints the table of the model card.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.checks.model.judge import JUDGE, Judge, Limits
from checker.checks.model.segment_features import segment_features
from checker.checks.model.word_features import word_table
from checker.checks.registry_hash import registry_hash
from checker.config import SENSITIVITIES, Settings
from checker.evidence.source import EvidenceSource
from checker.models.estimator.artefact import LOST
from training.annotations import in_validation, read_records
from training.detector.boosting import boosted
from training.detector.examples import penalty_target
from training.detector.fitting import fit_chance, fit_number
from training.detector.judge_data import (
    JudgedPair,
    choose_records,
    clean_records,
    fold_of,
    gather,
)
from training.detector.judge_report import Said, choose_limits, report

__all__ = [
    "SEGMENT_COLUMNS",
    "WORD_COLUMNS",
    "fit_judge",
    "main",
    "said_by_others",
]

WORD_COLUMNS = (
    "error",
    "major",
    "error_before",
    "error_after",
    "penalty_per_word",
    "surprisal",
    "surprisal_sum",
    "gain",
    "in_translation",
    "aligned",
    "rule",
    "mark",
    "digit",
    "capital",
    "last",
    "letters",
)
SEGMENT_COLUMNS = (
    "penalty",
    "errors_expected",
    "error_top",
    "omitted",
    "surprisal_top",
    "reverse_gain",
    "reverse_low",
    "overlap",
)
_ESTIMATED = ("error", "major", "error_before", "error_after", "penalty_per_word", "chrf_loss")
_NO_LIMITS = dict.fromkeys(SENSITIVITIES, Limits(minor=0.5, near=0.5, major=0.5, omitted=0.5))
Floats = NDArray[np.float64]


def _matrix(pairs: Sequence[JudgedPair], names: Sequence[str]) -> Floats:
    """All words of all pairs, (words, names), NaN where a value is missing."""
    rows = [[np.nan if v is None else v for p in pairs for v in p.table.columns[n]] for n in names]
    table: Floats = np.array(rows, dtype=float).T.reshape(-1, len(names))
    return table


def fit_judge(pairs: Sequence[JudgedPair], columns: Sequence[str] = WORD_COLUMNS) -> dict[str, Any]:
    """Fits all three sums, in the form `Judge.from_dict` reads but for the limits."""
    labels = np.array([value for pair in pairs for value in pair.error])
    data = {"error": fit_chance(columns, _matrix(pairs, columns), labels)}
    severe = [pair for pair in pairs if pair.major is not None]
    marked = np.array([value > 0 for pair in severe for value in pair.error], dtype=bool)
    labels = np.array([value for pair in severe for value in pair.major or ()])
    rows = _matrix(severe, columns)
    data["major"] = fit_chance(columns, rows[marked], labels[marked])
    rows = _segment_rows(pairs, _judge({**data, "segment": data["error"]}))
    numbers = np.array([_target(pair) for pair in pairs])
    sets = [str(pair.record["dataset"]) for pair in pairs]
    return {
        **data,
        "segment": fit_number(SEGMENT_COLUMNS, rows, numbers, sets, scale=math.log1p(LOST)),
    }


def _judge(data: dict[str, Any]) -> Judge:
    return Judge.from_dict({"limits": {k: asdict(v) for k, v in _NO_LIMITS.items()}, **data})


def _segment_rows(pairs: Sequence[JudgedPair], judge: Judge) -> Floats:
    rows = []
    for pair in pairs:
        chances, _ = judge.words(pair.table)
        values = segment_features(pair.pair, pair.evidence, pair.table, chances)
        rows.append([np.nan if values[n] is None else values[n] for n in SEGMENT_COLUMNS])
    return np.array(rows, dtype=float).reshape(-1, len(SEGMENT_COLUMNS))


def _target(pair: JudgedPair) -> float:
    if pair.record["score_type"] == "unbabel_mqm100":
        return penalty_target((1.0 - pair.score / 100.0) * len(pair.pair.target.split()))
    return penalty_target(-max(-25.0, pair.score))


def said_by_others(
    pairs: Sequence[JudgedPair],
    clean: Sequence[JudgedPair],
    *,
    columns: Sequence[str] = WORD_COLUMNS,
) -> Said:
    """What judges say of documents they were not fitted on (of clean pairs: the one of all)."""
    judges = [_judge(fit_judge([p for p in pairs if p.fold != f], columns)) for f in (0, 1)]
    chances = [judges[pair.fold].words(pair.table) for pair in pairs]
    scores = [
        judges[p.fold].score(segment_features(p.pair, p.evidence, p.table, c[0]))
        for p, c in zip(pairs, chances, strict=True)
    ]
    whole = _judge(fit_judge(pairs, columns))
    return Said(chances, scores, [whole.words(pair.table) for pair in clean])


def _boosted(
    pairs: Sequence[JudgedPair], clean: Sequence[JudgedPair], without: Sequence[str] = ()
) -> Said:
    """The same of boosted trees over all columns; major errors are not told apart."""
    names = [name for name in pairs[0].table.columns if name not in without]
    names = [n for n, c in zip(names, _matrix(pairs, names).T, strict=True) if _varies(c)]
    chances: list[tuple[list[float], list[float]]] = [([], [])] * len(pairs)
    for fold in (0, 1):
        known = [p for p in pairs if p.fold != fold]
        asked = [i for i, p in enumerate(pairs) if p.fold == fold]
        labels = np.array([value for pair in known for value in pair.error])
        rows = _matrix([pairs[i] for i in asked], names)
        found = boosted(_matrix(known, names), labels, rows).tolist()
        for i in asked:
            size = len(pairs[i].error)
            chances[i], found = (found[:size], [0.0] * size), found[size:]
    scores = [100.0 * (1.0 - float(np.mean(c[0] or [0.0]))) for c in chances]
    labels = np.array([value for pair in pairs for value in pair.error])
    good = boosted(_matrix(pairs, names), labels, _matrix(clean, names)).tolist()
    on_clean = []
    for pair in clean:
        size = len(pair.error)
        on_clean.append((good[:size], [0.0] * size))
        good = good[size:]
    return Said(chances, scores, on_clean)


def _varies(column: Floats) -> bool:
    return bool(np.unique(column[~np.isnan(column)]).size > 2)


def _estimator_only(pair: JudgedPair) -> JudgedPair:
    """The pair as a run without the embedded model sees it."""
    evidence = replace(
        pair.evidence, translations=(), overlap=(), forced_decoding=None, reverse=None
    )
    return replace(pair, evidence=evidence, table=word_table(pair.pair, evidence, pair.findings))


def _fitted(pairs: Sequence[JudgedPair], clean: Sequence[JudgedPair], label: str) -> dict[str, Any]:
    """A judge with its limits; prints its rows of the table."""
    said = said_by_others(pairs, clean)
    limits = choose_limits(said, pairs, clean)
    rows = {"boosted trees": _boosted(pairs, clean), label: said}
    if any(pair.evidence.forced_decoding for pair in pairs):
        rows = {"boosted trees, no estimator": _boosted(pairs, clean, _ESTIMATED), **rows}
    for line in report(rows, pairs, clean, limits):
        print(line, flush=True)
    return {**fit_judge(pairs), "limits": {name: asdict(own) for name, own in limits.items()}}


def main(arguments: list[str] | None = None) -> None:
    """Command line; see `--help`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--mqm", type=Path, help="annotations (JSONL) in place of the data's")
    parser.add_argument("--limit", type=int, default=600, help="records a data set and half")
    parser.add_argument("--references", type=int, default=500, help="clean human references")
    parser.add_argument("--out", type=Path, default=JUDGE)
    options = parser.parse_args(arguments)
    mqm = options.mqm or options.data / "qe" / "mqm_zh_en.train.jsonl.xz"
    records = [r for r in read_records(mqm) if options.mqm or in_validation(r)]
    chosen = choose_records(records, limit=options.limit)
    if {fold_of(record) for record in chosen} != {0, 1}:
        parser.error(
            f"{mqm} has scored records of too few documents: each half of the documents is judged"
            " by what was learnt on the other, and one half is empty. Add documents"
        )
    source = EvidenceSource(Settings(back_ends=("embedded",)))
    pairs = gather(chosen, source, say=print)
    clean = gather(clean_records(options.data, options.references), source, say=print)
    print("complete evidence")
    data = {"complete": _fitted(pairs, clean, "judge")}
    print("without the embedded model")
    pairs, clean = list(map(_estimator_only, pairs)), list(map(_estimator_only, clean))
    data["estimator_only"] = _fitted(pairs, clean, "judge")
    version = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:12]
    print(f"judge version {version}")
    seen = {"fitted_on": registry_hash(judged=True), "equivalent": {}}
    text = json.dumps({**data, "version": version, **seen}, indent=1)
    options.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
