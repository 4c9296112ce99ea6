"""Check a document, a folder or a table, and show the flagged passages.

With `--out DIR` the report, the flags and the segments are written there as well.
"""

from __future__ import annotations

import argparse

from checker.cli.run_options import add_input_arguments, add_setting_arguments

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds this command's arguments."""
    add_input_arguments(parser)
    parser.add_argument("--out", metavar="DIR", help="write report.html and the other results here")
    parser.add_argument(
        "--overwrite", action="store_true", help="replace an earlier run in --out DIR"
    )
    parser.add_argument(
        "--fail-on", metavar="GATE", help="exit with 1 on: minor, major, critical or score<N"
    )
    add_setting_arguments(parser)
    parser.set_defaults(resume=False, show=True)


def run(arguments: argparse.Namespace) -> int:
    """Checks, prints, and writes where asked to."""
    # Here and in the other commands: what only a run needs is no part of the program's start.
    from checker.cli.batch import run_into_directory, run_to_terminal

    if arguments.out is None:
        return run_to_terminal(arguments)
    return run_into_directory(arguments)
