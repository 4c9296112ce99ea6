"""What the trainings of estimator and tagger share: arguments, examples, validation, the run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from torch import nn

from training.annotations import read_annotations
from training.detector.batches import Encode, Stream
from training.detector.pools import Material
from training.detector.shares import shares_at
from training.detector.trainer import Settings, Trainer
from training.detector.validation import Validation

__all__ = ["arguments", "train"]


def arguments(name: str, description: str | None, *, rate: float) -> argparse.ArgumentParser:
    """The arguments that both have.

    Args:
        rate: peak learning rate if none is asked for.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {name}", description=description)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--mqm", type=Path, help="annotations (JSONL) in place of the data's")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=120.0, help="wall-clock budget")
    parser.add_argument("--steps", type=int, help="step budget, instead of --minutes")
    parser.add_argument("--resume", action="store_true", help="continue from the checkpoint")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=2048, help="tokens a step")
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--report-minutes", type=float, default=15.0)
    parser.add_argument(
        "--validate", type=int, default=400, help="segments of each validation set at most"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, help="examples of each kind at most, for trials")
    return parser


def train(
    network: nn.Module,
    encode: Encode,
    material: Material,
    options: argparse.Namespace,
    *,
    earliest: float = 0.0,
    **settings: Any,
) -> None:
    """Trains to the end of the budget, with checkpoints, log and validation in `options.out`.

    Args:
        earliest: share of the budget at which the mixture of examples begins.
        settings: of `training.detector.trainer.Settings`, beside what the options say.
    """
    pools = material.pools()
    stream = Stream(
        pools,
        lambda spent: shares_at(max(spent, earliest), pools),
        encode,
        size=options.batch,
        seed=options.seed,
    )
    chosen = Settings(
        minutes=options.minutes if options.steps is None else None,
        steps=options.steps,
        rate=options.rate,
        report_minutes=options.report_minutes,
        seed=options.seed,
        **settings,
    )
    records = read_annotations(options.data, options.mqm)
    validation = Validation(records, encode, limit=options.validate) if records else None
    trainer = Trainer(network, stream, chosen, options.out, validate=validation)
    if options.resume:
        trainer.resume()
    trainer.run()
