"""Makes the adapter that ships from a checkpoint: `python -m training.retranslator.export`.

Writes `adapter.safetensors` (LoRA factors in bfloat16, 15 MB at rank 32) and `adapter.json` (rank,
alpha, checksums, facts of the training) in the form `checker.models.lm.adapter` reads.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from checker.models.lm.tensors import PROJECTIONS
from checker.models.lm.vocabulary import KEPT_IDS_SHA256, SOURCE_SHA256

__all__ = ["adapter_tensors", "export", "main"]


def adapter_tensors(
    flat: Tensor, shapes: dict[str, tuple[int, int]], rank: int
) -> dict[str, Tensor]:
    """The flat parameter vector of `LoraGemma` as named bfloat16 factors.

    Args:
        shapes: (rows, columns) of every adapted weight, in the order of the vector.
    """
    if flat.numel() != rank * sum(rows + columns for rows, columns in shapes.values()):
        raise ValueError("the checkpoint does not fit these shapes and this rank")
    tensors: dict[str, Tensor] = {}
    start = 0
    for key, (rows, columns) in shapes.items():
        middle, end = start + rank * columns, start + rank * (rows + columns)
        tensors[f"{key}.lora_A"] = flat[start:middle].view(rank, columns).bfloat16().contiguous()
        tensors[f"{key}.lora_B"] = flat[middle:end].view(rows, rank).bfloat16().contiguous()
        start = end
    return tensors


def _shapes() -> dict[str, tuple[int, int]]:
    from checker.models.lm.vocabulary import open_gguf

    gguf = open_gguf(verify=False)
    shapes: dict[str, tuple[int, int]] = {}
    for layer in range(int(gguf.metadata["gemma3.block_count"])):
        for name, original in PROJECTIONS.items():
            rows, columns = gguf.tensors[f"blk.{layer}.{original}.weight"].shape
            shapes[f"model.layers.{layer}.{name}"] = (rows, columns)
    return shapes


def export(
    checkpoints: Sequence[Path],
    out: Path,
    *,
    rank: int,
    alpha: float,
    facts: dict[str, Any] | None = None,
) -> str:
    """Writes the adapter; returns the hex SHA-256 of its tensors' file.

    Args:
        checkpoints: of one run, the last one last; their factors are averaged.
        alpha: less than in training shrinks the update, which makes the model less sure.
    """
    flats: list[Tensor] = []
    run: dict[str, Any] = {}
    for checkpoint in checkpoints:
        with safe_open(str(checkpoint), framework="pt") as file:
            flats.append(file.get_tensor("parameters"))
            run = json.loads(file.metadata()["run"])
    flat = torch.stack(flats).mean(0)
    out.mkdir(parents=True, exist_ok=True)
    target = out / "adapter.safetensors"
    save_file(adapter_tensors(flat.to(torch.float32), _shapes(), rank), str(target))
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    settings = {
        "rank": rank,
        "alpha": alpha,
        "sha256": digest,
        "source_sha256": SOURCE_SHA256,
        "kept_ids_sha256": KEPT_IDS_SHA256,
        "training": {**run, "averaged": len(flats), **(facts or {})},
    }
    (out / "adapter.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    return digest


def main(arguments: list[str] | None = None) -> None:
    """Command line: `--checkpoint FILE [FILE …] --out FOLDER`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=Path("checker/models/lm/data"))
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--alpha", type=float, default=64.0)
    options = parser.parse_args(arguments)
    digest = export(options.checkpoint, options.out, rank=options.rank, alpha=options.alpha)
    print(f"{options.out / 'adapter.safetensors'} sha256 {digest}")


if __name__ == "__main__":
    main()
