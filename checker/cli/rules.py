"""List the deterministic checks.

One line a rule; `--markdown` prints the whole documentation, generated from the rules themselves.
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
    """Prints the rules."""
    from checker.checks.registry import all_rules, rules_markdown

    if arguments.markdown:
        write_line(rules_markdown().rstrip())
        return CLEAN
    for rule in all_rules():
        state = "on " if rule.default else "off"
        write_line(f"{rule.rule_id:<28} {state}  {rule.severity.value:<8}  {rule.title}")
    return CLEAN
