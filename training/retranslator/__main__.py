"""`python -m training.retranslator --data ../shared/data --out DIR --minutes 90`."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import torch

from training.retranslator.worker import work

__all__ = ["main"]


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.retranslator", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=180.0, help="wall-clock budget")
    parser.add_argument("--steps", type=int, help="step budget, instead of --minutes")
    parser.add_argument("--resume", action="store_true", help="continue from the checkpoint")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--threads", type=int, default=1, help="per worker")
    parser.add_argument("--batch", type=int, default=1024, help="tokens a worker and step")
    parser.add_argument("--rank", type=int, default=32)
    parser.add_argument("--alpha", type=float, default=64.0)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--b-ratio", type=float, default=1.0)
    parser.add_argument("--report-minutes", type=float, default=20.0)
    parser.add_argument("--adapter", type=Path, help="adapter folder to begin with")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, help="pairs of each file at most, for trials")
    return parser


def main(arguments: list[str] | None = None) -> None:
    """Command line of the training."""
    options = _arguments().parse_args(arguments)
    if options.workers == 1:
        work(0, 1, options, "")
        return
    with tempfile.TemporaryDirectory() as folder:
        torch.multiprocessing.spawn(
            work,
            args=(options.workers, options, f"{folder}/meeting"),
            nprocs=options.workers,
        )


if __name__ == "__main__":
    main()
