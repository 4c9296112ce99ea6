"""Parses the command line, runs one command, turns errors into one sentence and an exit code."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Sequence

from checker.cli.console import write_note
from checker.cli.exit_codes import BAD_INPUT, INTERRUPTED
from checker.errors import CheckerError
from checker.version import __version__

__all__ = ["build_parser", "main"]

# command -> module; each has `add_arguments(parser)`, `run(arguments) -> int` and a docstring whose
# first line is its help.
COMMANDS = {
    "check": "checker.cli.check",
    "score": "checker.cli.score",
    "translate": "checker.cli.translate",
    "models": "checker.cli.models",
    "rules": "checker.cli.rules",
    "evaluate": "checker.cli.evaluate",
    "store": "checker.cli.store",
}


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="checker",
        description="Finds garbled passages in Chinese-English translations, and shows why.",
        epilog="Exit codes: 0 clean, 1 flagged beyond --fail-on, 2 bad input, 3 partial.",
    )
    parser.add_argument("--version", action="version", version=f"checker {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, path in COMMANDS.items():
        module = importlib.import_module(path)
        title = (module.__doc__ or "").strip().splitlines()[0]
        command = commands.add_parser(name, help=title, description=title)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        arguments: without the program's name; defaults to `sys.argv[1:]`.

    Returns:
        The exit code; see `checker.cli`.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    parsed = build_parser().parse_args(arguments)
    try:
        code: int = parsed.run(parsed)
    except CheckerError as error:
        write_note(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        write_note("stopped; run again with --resume to go on")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has gone; that is not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        # Standard output cannot take the result (a full disk, say).
        with contextlib.suppress(OSError):
            write_note(f"the output cannot be written: {error.strerror}")
        return BAD_INPUT
    return code
