"""Makes the estimator that ships from a checkpoint: `python -m training.detector.export`.

Writes `estimator.safetensors` (int8), `tokenizer.json` and `estimator.json` in the form that
`checker.models.estimator.artefact` reads.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from checker.models.estimator.artefact import FACTS, SHIPPED_ESTIMATOR, TOKENIZER, WEIGHTS
from checker.models.estimator.weights import pack, unpack
from training.detector.batches import LONGEST

__all__ = ["average", "export", "main", "read_weights", "weights_of"]


def export(checkpoint: Path, tokenizer: Path, out: Path) -> Mapping[str, Any]:
    """Writes the artefact of a checkpoint; returns its facts.

    Args:
        checkpoint: of `training.detector`.
        tokenizer: the `tokenizer.json` beside it.
    """
    return write(*read_weights(checkpoint), tokenizer, out)


def average(folders: Sequence[Path], out: Path) -> Mapping[str, Any]:
    """Writes the artefact whose weights are the mean of several runs' (Wortsman et al. 2022).

    Args:
        folders: of runs of `training.detector`, or of exported estimators; all must go back to one
            and the same first run, or their mean means nothing.

    Raises:
        ValueError: they differ in shape or tokenizer.
    """
    read = [read_weights(weights_of(folder)) for folder in folders]
    tokenizers = {_vocabulary(folder / TOKENIZER) for folder in folders}
    if len(tokenizers) > 1 or any(shape != read[0][1] for _, shape, _ in read):
        raise ValueError("the runs differ in shape or tokenizer")
    mean = {
        name: torch.stack([weights[name].float() for weights, _, _ in read]).mean(0)
        for name in read[0][0]
    }
    runs = [run for _, _, run in read]
    facts = {
        "mean_of": runs,
        "step": sum(run["step"] for run in runs),
        "tokens": sum(run["tokens"] for run in runs),
    }
    return write(mean, read[0][1], facts, folders[0] / TOKENIZER, out)


def weights_of(folder: Path) -> Path:
    """The file with the weights of a run's folder or of an exported estimator's."""
    return next(p for p in (folder / WEIGHTS, folder / "checkpoint.safetensors") if p.is_file())


def _vocabulary(path: Path) -> tuple[str, ...]:
    """The pieces in order; their scores may differ in the last digit after being written."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return tuple(piece for piece, _ in data["model"]["vocab"])


def read_weights(path: Path) -> tuple[dict[str, Tensor], dict[str, int], dict[str, Any]]:
    """Weights, shape and facts of the run, from a checkpoint or an exported estimator."""
    if path.name == WEIGHTS:
        facts = json.loads((path.parent / FACTS).read_text(encoding="utf-8"))
        return unpack(load_file(str(path))), facts["shape"], facts["training"]
    with safe_open(str(path), framework="pt") as file:
        texts = file.metadata()
        names = [name for name in file.keys() if name.startswith("network.")]  # noqa: SIM118
        weights = {name.removeprefix("network."): file.get_tensor(name) for name in names}
    return weights, json.loads(texts["shape"]), json.loads(texts["run"])


def write(
    weights: Mapping[str, Tensor],
    shape: Mapping[str, int],
    run: Mapping[str, Any],
    tokenizer: Path,
    out: Path,
) -> Mapping[str, Any]:
    """Writes the three files of an artefact."""
    out.mkdir(parents=True, exist_ok=True)
    save_file(pack(weights), str(out / WEIGHTS))
    data = json.loads(tokenizer.read_text(encoding="utf-8"))
    (out / TOKENIZER).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    facts = {
        "format": 1,
        "shape": dict(shape),
        "longest": min(LONGEST, shape["places"]),
        "weights_sha256": hashlib.sha256((out / WEIGHTS).read_bytes()).hexdigest(),
        "tokenizer_sha256": hashlib.sha256((out / TOKENIZER).read_bytes()).hexdigest(),
        "training": dict(run),
    }
    (out / FACTS).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return facts


def main(arguments: list[str] | None = None) -> None:
    """Command line: `--run FOLDER [FOLDER …] [--out FOLDER]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--run",
        type=Path,
        nargs="+",
        required=True,
        help="the run's --out folder; of several (or exported ones) the mean of the weights",
    )
    parser.add_argument("--out", type=Path, default=SHIPPED_ESTIMATOR)
    options = parser.parse_args(arguments)
    if len(options.run) == 1:
        run = options.run[0]
        facts = export(run / "checkpoint.safetensors", run / TOKENIZER, options.out)
    else:
        facts = average(options.run, options.out)
    for name in ("weights_sha256", "tokenizer_sha256"):
        print(f"{name} {facts[name]}")


if __name__ == "__main__":
    main()
