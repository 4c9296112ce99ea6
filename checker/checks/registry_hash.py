"""One short name for everything that the checks know: their table and all files of knowledge."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from checker.checks.base import Check
from checker.checks.registry import all_checks

__all__ = ["registry_hash"]

_ROOMS = ("alignment", "checks", "documents", "language", "numbers")
"""Rooms whose data files decide what a check finds, or which pairs it sees."""
_SUFFIXES = (".tsv", ".json")
_TOLD = frozenset({"checks/alarms_models.json"})
"""Figures that are shown and decide nothing: checks that read models have limits of their own."""
_SPOKEN = frozenset({"run", "title", "description"})
"""Fields of a check that change no result."""


@cache
def registry_hash(*, judged: bool = False) -> str:
    """Names the table of checks and the data files of the rooms that know something.

    Args:
        judged: only the checks whose findings the trained judge sees, those of the texts.

    Returns:
        12 hex digits of a SHA-256; equal on every machine and in an installed package.
    """
    digest = hashlib.sha256()
    for check in all_checks():
        if not (judged and check.asks_models):
            digest.update(f"{_line(check)}\n".encode())
    for name, data in _data_files():
        digest.update(f"{name} {hashlib.sha256(data).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]


def _line(check: Check) -> str:
    values = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name in check.__dataclass_fields__
        if name not in _SPOKEN
        for value in (getattr(check, name),)
    }
    return json.dumps(values, sort_keys=True)


def _data_files() -> Iterator[tuple[str, bytes]]:
    """Path and content of every file of knowledge, line ends as on every system, in order."""
    package = files("checker")
    for room in _ROOMS:
        for path, entry in sorted(_walk(package.joinpath(room), room)):
            yield path, entry.read_bytes().replace(b"\r\n", b"\n")


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        place = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, place)
        elif entry.name.endswith(_SUFFIXES) and place not in _TOLD:
            yield place, entry
