"""Score many documents into a directory: resumable, with a progress bar and a gate.

Prints a summary only; the passages are in report.html, flags.tsv and segments.jsonl.
"""

from __future__ import annotations

import argparse

from checker.cli.run_options import add_input_arguments, add_setting_arguments

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds this command's arguments."""
    add_input_arguments(parser)
    parser.add_argument("--out", metavar="DIR", required=True, help="where the results go")
    parser.add_argument(
        "--resume", action="store_true", help="continue the run that --out DIR holds"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace an earlier run in --out DIR"
    )
    parser.add_argument(
        "--fail-on", metavar="GATE", help="exit with 1 on: minor, major, critical or score<N"
    )
    add_setting_arguments(parser)
    parser.set_defaults(show=False)


def run(arguments: argparse.Namespace) -> int:
    """Scores everything, names what failed."""
    from checker.cli.batch import run_into_directory

    return run_into_directory(arguments)
