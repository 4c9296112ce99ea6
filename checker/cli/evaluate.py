"""Measure the checker against expert annotations, or its recall of injected defects.

Prints one labelled figure a line and writes the predictions, the WMT layouts and a reliability plot
into the folder of --out. A killed run goes on when started again with the same arguments.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.console import write_line, write_note
from checker.cli.exit_codes import CLEAN
from checker.cli.run_options import add_setting_arguments, settings_from
from checker.errors import InputError

if TYPE_CHECKING:
    from checker.evaluation.evaluate import Evaluation

__all__ = ["add_arguments", "run"]

_NOTE_SECONDS = 10.0
_PER_DEFECT, _CLEAN = 100, 1000
# Spelt out here and not imported: every command's arguments are built at every start, and the
# modules that define these need numpy. A test holds them together.
_HALVES, _SPAN_GOLD = ("even", "odd"), ("union", "majority")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds this command's arguments."""
    parser.add_argument(
        "gold",
        nargs="?",
        metavar="GOLD",
        help="records with src, mt and spans, word_tags or score (.jsonl), or an MQM table (.tsv);"
        " either may be .xz-compressed",
    )
    parser.add_argument(
        "--garbled",
        metavar="PAIRS",
        help="instead of GOLD: inject every known defect into these clean pairs (source, tab,"
        " target) and measure recall",
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for all results")
    parser.add_argument(
        "--clean", metavar="PAIRS", help="clean pairs on which to count false alarms beside GOLD"
    )
    parser.add_argument(
        "--limit",
        type=int,
        metavar="N",
        help=f"draw N segments of GOLD (whole documents) or clean pairs (with --garbled: {_CLEAN})",
    )
    parser.add_argument("--seed", type=int, default=0, help="decides every draw (default: 0)")
    _add_gold_arguments(parser)
    add_setting_arguments(parser)


def _add_gold_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("gold")
    group.add_argument(
        "--dataset", action="append", metavar="NAME", help="only this data set; may be repeated"
    )
    group.add_argument(
        "--half",
        choices=_HALVES,
        help="only documents whose id's SHA-1 begins with an even or odd hexadecimal digit",
    )
    group.add_argument(
        "--span-gold",
        choices=_SPAN_GOLD,
        default=_SPAN_GOLD[0],
        help="how several raters' spans and tags become one (default: %(default)s)",
    )
    group.add_argument(
        "--score-field",
        default="score",
        metavar="NAME",
        help="field of a JSONL record with the score, e.g. z_score (default: %(default)s)",
    )
    group.add_argument(
        "--per-defect",
        type=int,
        default=_PER_DEFECT,
        metavar="N",
        help="garbled pairs for each defect (default: %(default)s)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Evaluates and prints the figures."""
    if (arguments.gold is None) == (arguments.garbled is None):
        raise InputError("evaluate needs either GOLD or --garbled PAIRS", remedy="Give one of them")
    # On first use: numpy is not needed to list the commands.
    from checker.evaluation.figures import figure_line

    result = _garbled(arguments) if arguments.garbled is not None else _gold(arguments)
    for figure in result.figures:
        write_line(figure_line(figure))
    for note in result.notes:
        write_note(note)
    return CLEAN


def _gold(arguments: argparse.Namespace) -> Evaluation:
    from checker.evaluation.evaluate import GoldChoice, evaluate

    choice = GoldChoice(
        limit=arguments.limit,
        seed=arguments.seed,
        datasets=tuple(arguments.dataset or ()),
        half=arguments.half,
        span_gold=arguments.span_gold,
        score_field=arguments.score_field,
    )
    return evaluate(
        Path(arguments.gold),
        Path(arguments.out),
        settings=settings_from(arguments),
        choice=choice,
        clean=Path(arguments.clean) if arguments.clean else None,
        progress=_progress(),
    )


def _garbled(arguments: argparse.Namespace) -> Evaluation:
    from checker.evaluation.recall import evaluate_garbled

    return evaluate_garbled(
        Path(arguments.garbled),
        Path(arguments.out),
        settings=settings_from(arguments),
        per_defect=arguments.per_defect,
        limit=_CLEAN if arguments.limit is None else arguments.limit,
        seed=arguments.seed,
        progress=_progress(),
    )


def _progress() -> Callable[[int, int], None]:
    """Notes the progress now and then."""
    last = time.monotonic()

    def note(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _NOTE_SECONDS:
            last = time.monotonic()
            write_note(f"{done} of {total} segments")

    return note
