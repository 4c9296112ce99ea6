"""Fits the second stage: `python -m training.detector.judge --data ../shared/data`.

Boosted trees over the columns of `checker.detectors.word_features` and `segment_features`, on one
half of the validation documents; limits and figures on the other half and on human references.
Writes `judge.json`, and prints the table of the model card.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.config import SENSITIVITIES, Settings
from checker.detectors.judge import JUDGE, Judge, Limits
from checker.detectors.segment_features import segment_features
from checker.evidence import EvidenceSource
from training.detector.boosting import fit_trees
from training.detector.examples import penalty_per_word_target
from training.detector.judge_data import JudgedPair, choose_records, judged_pairs
from training.detector.judge_report import choose_limits, report
from training.detector.mqm import in_validation, read_records
from training.retranslator.data import VALIDATION, read_pairs

__all__ = ["ESTIMATED", "fit_judge", "main", "matrix"]

ESTIMATED = (
    "error",
    "major",
    "error_before",
    "error_after",
    "penalty_per_word",
    "penalty",
    "chrf_loss",
    "end",
    "omitted",
)
"""Columns that come from the estimator."""
_NO_LIMITS = Limits(minor=0.5, near=0.5, major=0.5, omitted=0.5)
Floats = NDArray[np.float64]


def matrix(pairs: Sequence[JudgedPair], names: Sequence[str]) -> Floats:
    """All words of all pairs, (words, names), NaN where a value is missing."""
    rows = [[np.nan if v is None else v for p in pairs for v in p.table.columns[n]] for n in names]
    return np.array(rows, dtype=float).T.reshape(-1, len(names))


def fit_judge(pairs: Sequence[JudgedPair], *, without: Sequence[str] = ()) -> Judge:
    """Fits all three sets of trees; the limits are still to be chosen.

    Args:
        without: columns that are not used.
    """
    names = [name for name in pairs[0].table.columns if name not in without]
    names = _known(names, matrix(pairs, names))
    labels = np.array([value for pair in pairs for value in pair.error])
    error = fit_trees(names, matrix(pairs, names), labels, classify=True)
    severe = [pair for pair in pairs if pair.major is not None]
    labels = np.array([value for pair in severe for value in pair.major or ()])
    major = fit_trees(names, matrix(severe, names), labels, classify=True)
    data = {"error": error, "major": major, "segment": {**error, "features": names, "trees": []}}
    judge = _judge(data)
    values = [_segment(pair, judge) for pair in pairs]
    chosen = [name for name in values[0] if name not in without]
    table = np.array([[_number(row[name]) for name in chosen] for row in values], dtype=float)
    known = _known(chosen, table)
    table = table[:, [chosen.index(name) for name in known]]
    targets = np.array([_target(pair) for pair in pairs])
    segment = fit_trees(known, table, targets, classify=False)
    return _judge({**data, "segment": segment})


def _known(names: Sequence[str], rows: Floats) -> list[str]:
    """The columns with more than one value."""
    spread = [np.unique(column[~np.isnan(column)]).size > 1 for column in rows.T]
    return [name for name, varied in zip(names, spread, strict=True) if varied]


def _judge(data: Mapping[str, Any], limits: Mapping[str, Limits] | None = None) -> Judge:
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:12]
    plain = {name: asdict((limits or {}).get(name, _NO_LIMITS)) for name in SENSITIVITIES}
    judge = Judge.from_dict({**data, "limits": plain, "version": digest})
    _DATA[judge.version] = dict(data)
    return judge


_DATA: dict[str, dict[str, Any]] = {}
# What a judge was made from, to be written out.


def _segment(pair: JudgedPair, judge: Judge) -> dict[str, float | None]:
    return segment_features(pair.pair, pair.evidence, pair.table, judge.words(pair.table)[0])


def _target(pair: JudgedPair) -> float:
    words = len(pair.pair.target.split())
    if pair.record["score_type"] == "unbabel_mqm100":
        return penalty_per_word_target((1.0 - pair.score / 100.0) * words, words)
    return penalty_per_word_target(-max(-25.0, pair.score), words)


def _number(value: float | None) -> float:
    return np.nan if value is None else value


def _clean_records(data: Path, limit: int) -> list[dict[str, Any]]:
    rows = read_pairs(data / "parallel" / "wmt17-21-newstest.tsv.xz")
    rows = [row for row in rows if row[2].startswith(VALIDATION)]
    rows = [rows[i * len(rows) // limit] for i in range(limit)]
    return [
        {
            "dataset": "references",
            "src": s,
            "mt": t,
            "doc_id": d,
            "spans": [],
            "score": 0.0,
            "score_type": "google_mqm",
        }
        for s, t, d in rows
    ]


def main(arguments: list[str] | None = None) -> None:
    """Command line; see `--help`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--mqm", type=Path, help="annotations (JSONL) in place of the data's")
    parser.add_argument("--limit", type=int, default=600, help="records a data set and half")
    parser.add_argument("--references", type=int, default=500, help="clean human references")
    parser.add_argument("--no-models", action="store_true", help="estimator and rules alone")
    parser.add_argument("--out", type=Path, default=JUDGE)
    options = parser.parse_args(arguments)
    settings = Settings(
        back_ends=() if options.no_models else ("embedded",),
        forced_decoding=not options.no_models,
    )
    source = EvidenceSource(settings)
    mqm = options.mqm or options.data / "qe" / "mqm_zh_en.train.jsonl.xz"
    records = [r for r in read_records(mqm) if options.mqm or in_validation(r)]
    pairs = []
    for pair in judged_pairs(choose_records(records, limit=options.limit), source):
        pairs.append(pair)
        if len(pairs) % 128 == 0:
            print(f"{len(pairs)} pairs", flush=True)
    clean = list(judged_pairs(_clean_records(options.data, options.references), source))
    half = [pair for pair in pairs if pair.fold == 0]
    other = [pair for pair in pairs if pair.fold == 1]
    judge = fit_judge(half)
    limits = choose_limits(judge, other, clean)
    final = replace(judge, limits=limits)
    rows = {
        "features without the estimator": fit_judge(half, without=ESTIMATED),
        "both": final,
    }
    for line in report(rows, other, clean, limits):
        print(line, flush=True)
    text = {**_DATA[judge.version], "limits": {k: asdict(v) for k, v in limits.items()}}
    text["version"] = hashlib.sha256(json.dumps(text, sort_keys=True).encode()).hexdigest()[:12]
    print(f"judge version {text['version']}")
    options.out.write_text(json.dumps(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
