"""One training worker: builds model, stream and validation, and runs the trainer."""

from __future__ import annotations

import argparse
import ctypes
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from checker.models.lm.adapter import read_adapter
from training.retranslator.data import VALIDATION, Example, load_examples, read_pairs
from training.retranslator.model import LoraGemma
from training.retranslator.trainer import Settings, Trainer

__all__ = ["keep_memory", "load_model", "work"]


def keep_memory() -> None:
    """Tells glibc to keep freed memory: page faults cost a third of the time otherwise."""
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        if hasattr(library, "mallopt"):
            for option, value in ((-4, 0), (-1, 2**31 - 1), (-2, 1 << 28)):
                library.mallopt(option, value)


def load_model(seed: int, rank: int, alpha: float) -> tuple[LoraGemma, Tokenizer]:
    """The embedded model with new LoRA factors, and its tokenizer."""
    from checker.models.lm.tensors import hf_config, hf_tensors
    from checker.models.lm.vocabulary import cut_tokenizer, open_gguf, read_kept_ids

    gguf, kept = open_gguf(), read_kept_ids()
    tensors = {name: torch.from_numpy(array.copy()) for name, array in hf_tensors(gguf, kept)}
    config = hf_config(gguf, vocabulary=len(kept))
    model = LoraGemma(tensors, config, rank=rank, alpha=alpha, seed=seed)
    return model, cut_tokenizer(gguf, kept)


def _validation_examples(data: Path) -> list[Example]:
    examples = []
    for file, wanted in (("wmt17-21-newstest", 32), ("flores200-dev", 32)):
        rows = read_pairs(data / "parallel" / f"{file}.tsv.xz")
        rows = [row for row in rows if row[2].startswith(VALIDATION)]
        examples += [
            Example(*rows[i * len(rows) // wanted][:2]) for i in range(min(wanted, len(rows)))
        ]
    return examples[::2] + examples[1::2]


def work(rank: int, world: int, options: argparse.Namespace, meeting: str) -> None:
    """One worker; it alone prints nothing and writes only the log and checkpoints (rank 0)."""
    from training.retranslator.batches import BatchStream
    from training.retranslator.validation import Validation

    keep_memory()
    torch.set_num_threads(options.threads)
    if world > 1:
        torch.distributed.init_process_group(
            "gloo", init_method=f"file://{meeting}", rank=rank, world_size=world
        )
    model, tokenizer = load_model(options.seed, options.rank, options.alpha)
    if options.adapter is not None:
        adapter = read_adapter(options.adapter)
        model.start_from(adapter.factors(), adapter.scale)

    def to_ids(text: str) -> list[int]:
        return list(tokenizer.encode(text, add_special_tokens=False).ids)

    pools = load_examples(options.data, seed=options.seed, limit=options.limit)
    stream = BatchStream(pools, to_ids, tokens=options.batch, seed=options.seed * 1000 + rank)
    settings = Settings(
        minutes=options.minutes if options.steps is None else None,
        steps=options.steps,
        rate=options.rate,
        b_ratio=options.b_ratio,
        seed=options.seed,
        report_minutes=options.report_minutes,
    )
    examples = _validation_examples(options.data)
    validate: Callable[[LoraGemma], dict[str, Any]] = Validation(examples, to_ids, tokenizer.decode)
    trainer = Trainer(
        model, stream, settings, options.out, validate=validate, rank=rank, world=world
    )
    if options.resume:
        trainer.resume()
    trainer.run()
    if world > 1:
        torch.distributed.destroy_process_group()
