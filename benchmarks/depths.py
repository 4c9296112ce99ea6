"""What each depth finds, and what it costs: injected defects, references and system outputs.

    python -m benchmarks.depths collect ../shared/data FILE      # asks the models; resumes
    python -m benchmarks.depths fit FILE OUT                     # what is in doubt: doubt.json
    python -m benchmarks.depths table FILE                       # recall by what is asked

`fit` learns from half of the pairs (by a hash of their source) when all evidence adds a flag to
those of rules and estimator, or takes a major one away; `table` reports on the other half.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.results import rows_document
from benchmarks.witness_texts import LONGEST, NEWS, WIKI, Text, human_references, outputs
from checker.checks.model.doubt import doubt_features, shipped_doubt
from checker.checks.model.judgement import judge_pair
from checker.config import Settings
from checker.evaluation.defects import DEFECTS, garble_pairs
from checker.evaluation.gold_files import read_pairs
from checker.pipeline import Checker
from checker.records import SegmentReport, Side

SEED, EACH = 7, (12, 6)
Row = dict[str, Any]
Mark = tuple[Side, int, int]
SETTINGS = {"quick": Settings(depth="quick"), "thorough": Settings(depth="thorough")}


def injected(data: Path) -> Iterator[tuple[str, str, str, list[Mark]]]:
    """Defect, source, target and marks: of each kind news and encyclopaedia."""
    sets = [read_pairs(data / "parallel" / name) for name in (NEWS, WIKI)]
    for defect in DEFECTS:
        for pairs, number in zip(sets, EACH, strict=True):
            made = garble_pairs(pairs, seed=SEED, defects=(defect,), per_defect=1000)
            short = (pair for pair in made if len(pair.source) <= LONGEST)
            for pair in islice(short, number):
                marks = [(s.side, s.start, s.end) for s in (*pair.spans, *pair.counterparts)]
                yield defect, pair.source, pair.target, marks


def plain(data: Path) -> Iterator[tuple[str, str, str, list[Mark]]]:
    """References and outputs, without marks."""
    texts: list[Text] = [*islice(human_references(data), 12), *islice(outputs(data), 200)]
    for text in texts:
        for source, target in text.pairs:
            yield text.part, source, target, []


def collect(data: Path, out: Path) -> None:
    """Writes one row a pair with the flags at each depth."""
    done = {row["number"] for row in read(out)} if out.is_file() else set()
    checkers = {name: Checker(own) for name, own in SETTINGS.items()}
    rows = [*injected(data), *plain(data)]
    for start in range(0, len(rows), 24):
        numbers = [n for n in range(start, min(start + 24, len(rows))) if n not in done]
        if not numbers:
            continue
        task = rows_document("depths", [rows[n][1:3] for n in numbers])
        checked = {name: own.check_document(task).segments for name, own in checkers.items()}
        with out.open("a", encoding="utf-8") as stream:
            for place, n in enumerate(numbers):
                kind, source, target, marks = rows[n]
                row = {
                    "number": n,
                    "kind": kind,
                    "source": source,
                    "target": target,
                    "marks": marks,
                }
                row |= {name: _flags(found[place]) for name, found in checked.items()}
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        print(start, len(rows), flush=True)


def _flags(report: SegmentReport) -> Row:
    flags = [
        [
            f.side,
            f.start,
            f.end,
            f.severity.value,
            sorted({found.check_id for found in f.findings}),
            f.confidence,
        ]
        for f in report.flags
    ]
    return {"score": report.score, "flags": flags}


def read(path: Path) -> list[Row]:
    """The rows of a collection."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


FEATURES = (
    "words", "ratio", "penalty_per_word", "penalty", "chrf_loss", "end", "omitted", "error_mean",
    "error_top", "error_most", "rule_most", "rules", "denials", "denials_apart", "figures", "names",
    "items", "clauses", "size",
)  # fmt: skip


def held_out(source: str) -> bool:
    """Whether a pair is reported on, and not learnt from."""
    return hashlib.sha256(source.encode()).digest()[0] % 2 == 1


def changed(row: Row) -> bool:
    """Whether all evidence adds a flag, or a graver one, or takes a major one away."""
    quick, thorough = row["quick"]["flags"], row["thorough"]["flags"]
    added = any(not any(_covers(old, new) for old in quick) for new in thorough)
    grave = [old for old in quick if _RANK[old[3]] > 1]
    return added or any(not any(_covers(new, old) for new in thorough) for old in grave)


_RANK = {"minor": 1, "major": 2, "critical": 3}


def _covers(old: list[Any], new: list[Any]) -> bool:
    touches = old[0] == new[0] and old[1] < new[2] and new[1] < old[2]
    return touches and min(_RANK[old[3]], 2) >= min(_RANK[new[3]], 2)


def found(row: Row, depth: str, least: int) -> bool:
    """Whether a flag of at least this rank touches a mark."""
    return any(
        flag[0] == side and flag[1] < end and start < flag[2] and _RANK[flag[3]] >= least
        for flag in row[depth]["flags"]
        for side, start, end in row["marks"]
    )


def described(rows: Sequence[Row]) -> list[tuple[dict[str, float | None], float]]:
    """What is known of each pair before the language model is asked, and its doubt today."""
    checker, known = Checker(SETTINGS["quick"]), []
    for row in rows:
        task = rows_document("one", [(row["source"], row["target"])])
        (pair,) = (segment.pair for segment in checker.check_document(task).segments)
        (evidence,) = checker.evidence.estimate([pair])
        (findings,) = checker.text_findings([pair])
        judgement = judge_pair(pair, evidence, findings)
        values = {} if judgement is None else doubt_features(pair, evidence, findings, judgement)
        known.append((values, shipped_doubt().of(pair, evidence, findings, judgement)))
    return known


def fit(rows: Sequence[Row], out: Path) -> None:
    """Writes the weighted sum of `doubt.json`."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    learnt = [row for row in rows if not held_out(row["source"])]
    values = [known for known, _ in described(learnt)]
    table = np.array([[_number(v.get(name)) for name in FEATURES] for v in values])
    means, scales = np.nanmean(table, 0), np.nanstd(table, 0) + 1e-9
    scaled = np.nan_to_num(np.clip((table - means) / scales, -5, 5))
    model = LogisticRegression(C=0.3, max_iter=1000).fit(scaled, [changed(row) for row in learnt])
    data = {
        "features": FEATURES,
        "base": round(float(model.intercept_[0]), 4),
        "means": [round(float(v), 4) for v in means],
        "scales": [round(float(v), 4) for v in scales],
        "weights": [round(float(v), 4) for v in model.coef_[0]],
    }
    data["version"] = hashlib.sha256(json.dumps(data).encode()).hexdigest()[:12]
    data["fitted_on"] = f"{len(learnt)} pairs: injected defects, references, system outputs"
    out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def table(rows: Sequence[Row]) -> None:
    """Prints, by the least doubt that is asked, the share asked and the recall of defects."""
    rows = [row for row in rows if held_out(row["source"])]
    doubts = [doubt for _, doubt in described(rows)]
    marked = [(row, d) for row, d in zip(rows, doubts, strict=True) if row["marks"]]
    clean = {kind: [d for row, d in zip(rows, doubts, strict=True) if row["kind"] == kind]
             for kind in ("references", "outputs")}  # fmt: skip
    print(
        "| least doubt | asked: garbled | references | outputs | recall | as major | worst kind |"
    )
    print("|--:|--:|--:|--:|--:|--:|---|")
    for least in (0.0, 0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5, 1.1):
        shares = [_share([d >= least for d in own]) for own in
                  ([d for _, d in marked], clean["references"], clean["outputs"])]  # fmt: skip
        depth = [(row, "thorough" if d >= least else "quick") for row, d in marked]
        recall = [_share([found(row, name, rank) for row, name in depth]) for rank in (1, 2)]
        print(f"| {least:g} | " + " | ".join(f"{v:.2f}" for v in (*shares, *recall))
              + f" | {_worst(depth)} |")  # fmt: skip


def _worst(depth: Sequence[tuple[Row, str]]) -> str:
    """The kind of defect that loses most against asking everything."""
    losses = {}
    for kind in {row["kind"] for row, _ in depth}:
        own = [(row, name) for row, name in depth if row["kind"] == kind]
        full = _share([found(row, "thorough", 1) for row, _ in own])
        losses[kind] = (full - _share([found(row, name, 1) for row, name in own]), len(own))
    kind = max(losses, key=lambda name: losses[name])
    return f"{kind} −{losses[kind][0]:.2f} of {losses[kind][1]}"


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else float("nan")


def main() -> None:
    """Collects, fits or prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("collect", "fit", "table"))
    parser.add_argument("paths", nargs="+", type=Path)
    options = parser.parse_args()
    if options.step == "collect":
        data, out = options.paths
        collect(data, out)
    elif options.step == "fit":
        fit(read(options.paths[0]), options.paths[1])
    else:
        table(read(options.paths[0]))


if __name__ == "__main__":
    main()
