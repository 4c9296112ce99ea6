"""`python -m training.tagger --data ../shared/data --layout open --out DIR --minutes 60`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import torch

from checker.models.lm.adapter import read_adapter
from training.detector.pools import load_material
from training.detector.running import arguments, train
from training.retranslator.worker import keep_memory, load_model
from training.tagger.layout import LAYOUTS, encode_for_tagger
from training.tagger.network import EmbeddedTagger

__all__ = ["main"]

_SHIPPED = Path("checker/models/lm/data")
_HEADS = 2.0
"""How many times as fast as the LoRA factors the heads learn, which are new."""


def main(words: list[str] | None = None) -> None:
    """Command line of the training."""
    parser = arguments("training.tagger", __doc__, rate=2e-4)
    parser.add_argument("--layout", choices=LAYOUTS, default="open")
    parser.add_argument("--adapter", type=Path, default=_SHIPPED, help="adapter to begin with")
    options = parser.parse_args(words)
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
    material = load_material(options.data, options.mqm, limit=options.limit)
    train(network, encode, material, options, head_ratio=_HEADS, weight_decay=0.0)


if __name__ == "__main__":
    main()
