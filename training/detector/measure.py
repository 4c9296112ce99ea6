"""Measures estimators on every validation set by itself: `python -m training.detector.measure`.

Prints one JSON line a set and estimator, then the table for the documentation.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import torch
from tokenizers import Tokenizer

from checker.models.estimator.artefact import SHIPPED_ESTIMATOR, TOKENIZER
from checker.models.estimator.network import NetworkShape, QualityNetwork
from checker.models.estimator.tokens import encode_pair
from training.annotations import read_annotations
from training.detector.export import read_weights, weights_of
from training.detector.measures import best_limits
from training.detector.set_figures import SetFigures, full_figures
from training.detector.validation import TUNED_ON, Validation

__all__ = ["main", "measure", "table"]

_ROWS = (
    "Spearman",
    "word MCC",
    "best word MCC",
    "span F1",
    "best span F1",
    "character recall",
    "span recall",
    "clean alarms",
    "character recall at 10% marked",
    "span recall at 10% marked",
    "character recall at 20% alarms",
    "marked",
    "marked by experts",
)


def measure(
    folder: Path, data: Path, *, limit: int | None = None, bfloat16: bool = False
) -> dict[str, SetFigures]:
    """The figures of the estimator in a folder (of a run, or exported), by set.

    Args:
        limit: segments of each set at most.
    """
    weights, shape, _ = read_weights(weights_of(folder))
    network = QualityNetwork(NetworkShape.from_dict(shape))
    network.load_state_dict(weights)
    encode = partial(encode_pair, Tokenizer.from_file(str(folder / TOKENIZER)))
    validation = Validation(read_annotations(data), encode, limit=limit, bfloat16=bfloat16)
    judged = validation.judge(network)
    tuned = best_limits(judged[TUNED_ON])
    figures = {name: full_figures(items, tuned) for name, items in judged.items()}
    figures["all"] = {
        "limit of words": tuned.words,
        "limit of spans": tuned.spans,
        "too long": validation.left_out,
    }
    return figures


def table(named: Mapping[str, Mapping[str, SetFigures]]) -> str:
    """A Markdown table: a row a set and figure, a column an estimator."""
    names = list(named)
    lines = [f"| set | figure | {' | '.join(names)} |", f"|---|---|{'--:|' * len(names)}"]
    sets = [name for name in named[names[0]] if name != "all"]
    for name in sets:
        first = named[names[0]][name]
        size = f"{name} ({first['segments']} segments, {first['units']} units)"
        for row in _ROWS:
            if first.get(row) is not None:
                cells = [_cell(named[column][name], row) for column in names]
                lines.append(f"| {size} | {row} | {' | '.join(cells)} |")
                size = ""
    return "\n".join(lines)


def _cell(figures: SetFigures, row: str) -> str:
    value, interval = figures.get(row), figures.get(f"{row} interval")
    if not isinstance(value, int | float):
        return "–"
    if not isinstance(interval, tuple):
        return f"{value:.3f}"
    return f"{value:.3f} ({interval[0]:.2f} to {interval[1]:.2f})"


def main(words: Sequence[str] | None = None) -> None:
    """Command line: `--data`, `--estimator FOLDER [FOLDER …]`, `--limit`, `--threads`."""
    parser = argparse.ArgumentParser(prog="python -m training.detector.measure")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--estimator", type=Path, nargs="+", default=[SHIPPED_ESTIMATOR])
    parser.add_argument("--limit", type=int, help="segments of each set at most")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bfloat16", action="store_true", help="faster, a little less exact")
    options = parser.parse_args(words)
    torch.set_num_threads(options.threads)
    named = {}
    for folder in options.estimator:
        shipped = folder.resolve() == SHIPPED_ESTIMATOR.resolve()
        name = "shipped" if shipped else folder.name
        named[name] = measure(folder, options.data, limit=options.limit, bfloat16=options.bfloat16)
        for part, figures in named[name].items():
            print(json.dumps({"estimator": name, "set": part, **figures}), flush=True)
    print(table(named))


if __name__ == "__main__":
    main()
