"""List the checks.

One line a check, with its findings per 1,000 human references as measured; `--markdown` prints the
whole documentation, made from the checks themselves.
"""

from __future__ import annotations

import argparse

from checker.cli.console import write_line
from checker.cli.exit_codes import CLEAN

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds this command's arguments."""
    parser.add_argument(
        "--markdown", action="store_true", help="print the full documentation as Markdown"
    )


def run(arguments: argparse.Namespace) -> int:
    """Prints the checks."""
    from checker.checks.alarms import measured_alarms
    from checker.checks.documentation import checks_markdown
    from checker.checks.registry import RETIRED, all_checks

    if arguments.markdown:
        write_line(checks_markdown().rstrip())
        return CLEAN
    for rule in all_checks():
        state = "on " if rule.default else "off"
        alarms = measured_alarms(rule.id)
        figure = "–" if alarms is None else f"{alarms.references:.1f}"
        write_line(f"{rule.id:<28} {state}  {rule.severity.value:<8}  {figure:>5}  {rule.title}")
    for old, new in RETIRED.items():
        write_line(f"{old:<28} retired: replaced by {new}")
    return CLEAN
