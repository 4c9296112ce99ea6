"""List the re-translation back ends, or prepare the embedded model.

`models` shows each back end with size, licence, memory and whether it is ready; `models prepare
embedded` makes the embedded model ready (once), `models verify embedded` compares its hashes.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from checker.cli.console import write_line
from checker.cli.exit_codes import CLEAN
from checker.errors import ModelError, SettingsError

if TYPE_CHECKING:
    from checker.models.registry import ModelInfo

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds this command's arguments."""
    parser.add_argument(
        "action", nargs="?", choices=["list", "prepare", "verify"], default="list", metavar="ACTION"
    )
    parser.add_argument("model", nargs="?", default="embedded", metavar="ID")


def run(arguments: argparse.Namespace) -> int:
    """Lists, prepares or verifies."""
    from checker.models.registry import list_models

    if arguments.action == "list":
        for info in list_models():
            _show(info)
        return CLEAN
    if arguments.model != "embedded":
        raise SettingsError(
            f"{arguments.model} needs no preparing", remedy="Only `embedded` is prepared here"
        )
    return _prepare() if arguments.action == "prepare" else _verify()


def _show(info: ModelInfo) -> None:
    size = "–" if info.size_bytes is None else f"{info.size_bytes / 1e6:.0f} MB"
    write_line(f"{info.model_id:<24} {'ready' if info.ready else 'not ready':<10} {info.title}")
    write_line(f"{'':<24} size: {size}; memory: {info.memory}; licence: {info.licence}")
    write_line(f"{'':<24} {info.prepare}")


def _prepare() -> int:
    from checker.models.lm import prepared
    from checker.pipeline import Progress
    from checker.report.progress import ProgressDisplay

    write_line(
        "Gemma is provided under and subject to the Gemma Terms of Use found at"
        " ai.google.dev/gemma/terms"
    )
    with ProgressDisplay(total=1) as display:
        model = prepared(
            progress=lambda stage, share: display.step(Progress(stage, round(share * 100), 100))
        )
    write_line(f"embedded: ready in {model.path}")
    return CLEAN


def _verify() -> int:
    from checker.models.lm import find_prepared, verify

    model = find_prepared()
    if model is None:
        raise ModelError("the embedded model is not prepared", remedy="Run `models prepare`")
    verify(model)
    write_line(f"embedded: every hash agrees ({model.path})")
    return CLEAN
