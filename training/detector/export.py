"""Makes the estimator that ships from a checkpoint: `python -m training.detector.export`.

Writes `estimator.safetensors` (int8), `tokenizer.json` and `estimator.json` in the form that
`checker.estimator.artefact` reads.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from checker.estimator.artefact import FACTS, SHIPPED_ESTIMATOR, TOKENIZER, WEIGHTS
from checker.estimator.weights import pack
from training.detector.batches import LONGEST

__all__ = ["export", "main"]


def export(checkpoint: Path, tokenizer: Path, out: Path) -> Mapping[str, Any]:
    """Writes the artefact; returns its facts.

    Args:
        checkpoint: of `training.detector`.
        tokenizer: the `tokenizer.json` beside it.
    """
    with safe_open(str(checkpoint), framework="pt") as file:
        texts = file.metadata()
        names = [name for name in file.keys() if name.startswith("network.")]  # noqa: SIM118
        weights = {name.removeprefix("network."): file.get_tensor(name) for name in names}
    return write(weights, json.loads(texts["shape"]), json.loads(texts["run"]), tokenizer, out)


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
    """Command line: `--run FOLDER [--out FOLDER]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="the run's --out folder")
    parser.add_argument("--out", type=Path, default=SHIPPED_ESTIMATOR)
    options = parser.parse_args(arguments)
    run = options.run
    facts = export(run / "checkpoint.safetensors", run / "tokenizer.json", options.out)
    for name in ("weights_sha256", "tokenizer_sha256"):
        print(f"{name} {facts[name]}")


if __name__ == "__main__":
    main()
