"""`python -m training.tagger --data ../shared/data --layout open --out DIR --minutes 60`."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

import torch

from checker.embedded.adapter import read_adapter
from training.detector.batches import Stream
from training.detector.mqm import read_records
from training.detector.pools import load_material, shares_at
from training.detector.trainer import Settings, Trainer
from training.detector.validation import Validation
from training.retranslator.worker import keep_memory, load_model
from training.tagger.layout import LAYOUTS, encode_for_tagger
from training.tagger.network import EmbeddedTagger

__all__ = ["main"]

_SHIPPED = Path("checker/embedded/data")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.tagger", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--mqm", type=Path, help="annotations (JSONL) in place of the data's")
    parser.add_argument("--layout", choices=LAYOUTS, default="open")
    parser.add_argument("--adapter", type=Path, default=_SHIPPED, help="adapter to begin with")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60.0, help="wall-clock budget")
    parser.add_argument("--steps", type=int, help="step budget, instead of --minutes")
    parser.add_argument("--resume", action="store_true", help="continue from the checkpoint")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=2048, help="tokens a step")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--report-minutes", type=float, default=15.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, help="examples of each kind at most, for trials")
    return parser


def main(arguments: list[str] | None = None) -> None:
    """Command line of the training."""
    options = _arguments().parse_args(arguments)
    torch.set_num_threads(options.threads)
    keep_memory()
    adapter = read_adapter(options.adapter)
    factors = adapter.factors()
    rank = len(next(iter(factors.values()))[0])
    gemma, tokenizer = load_model(options.seed, rank, adapter.scale * rank)
    gemma.start_from(factors, adapter.scale)
    torch.manual_seed(options.seed)
    network = EmbeddedTagger(gemma, layout=options.layout)
    encode = partial(encode_for_tagger, tokenizer, layout=options.layout)
    pools = load_material(options.data, options.mqm, limit=options.limit).pools()
    stream = Stream(
        pools,
        lambda spent: shares_at(spent, pools),
        encode,
        size=options.batch,
        seed=options.seed,
    )
    settings = Settings(
        minutes=options.minutes if options.steps is None else None,
        steps=options.steps,
        rate=options.rate,
        head_ratio=5.0,
        weight_decay=0.0,
        report_minutes=options.report_minutes,
        seed=options.seed,
    )
    mqm = options.mqm or options.data / "qe" / "mqm_zh_en.train.jsonl.xz"
    validation = Validation(list(read_records(mqm)), encode) if mqm.is_file() else None
    trainer = Trainer(network, stream, settings, options.out, validate=validation)
    if options.resume:
        trainer.resume()
    trainer.run()


if __name__ == "__main__":
    main()
