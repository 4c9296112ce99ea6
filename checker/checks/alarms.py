"""How often each rule fires on clean human translations and on machine output, as measured.

The figures are data: `alarms.json`, written by `benchmarks/rule_alarms.py`, and for the checks that
read models `alarms_models.json`, by `benchmarks/witnesses.py`. Human translations have errors, too:
what reading the findings of the more frequent rules showed is in `alarms_read.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = [
    "DEFAULT_AT_MOST",
    "INFO_ABOVE",
    "Alarms",
    "ReadAlarms",
    "false_alarms",
    "measured_alarms",
    "provenance",
    "read_alarms",
]

DEFAULT_AT_MOST = 1.0
"""False alarms per 1,000 references up to which a rule may run unasked; chosen, the bar of
the product."""

INFO_ABOVE = 10.0
"""Findings per 1,000 references above which a rule only informs, and runs only when asked;
chosen, not measured."""


@dataclass(frozen=True, slots=True)
class Alarms:
    """Segments with at least one finding, per 1,000 segments.

    Attributes:
        references: on human reference translations, where most findings are false alarms or the
            translator's own slips.
        outputs: on the output of machine translation systems.
    """

    references: float
    outputs: float


@dataclass(frozen=True, slots=True)
class ReadAlarms:
    """What reading all findings of a rule on the references showed.

    Attributes:
        read: findings read (segments).
        false: those that were false alarms; the others are errors of the reference.
        false_per_1000: the same per 1,000 segments.
        errors: what the errors are, in words.
        alarms: what the false alarms are.
    """

    read: int
    false: int
    false_per_1000: float
    errors: str
    alarms: str


@lru_cache(maxsize=3)
def _data(name: str = "alarms.json") -> dict[str, Any]:
    text = files("checker.checks").joinpath(name).read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def measured_alarms(check_id: str) -> Alarms | None:
    """Return the figures of a rule; None where it was not measured."""
    rules = _data()["rules"] | _data("alarms_models.json")["rules"]
    row = rules.get(check_id)
    return Alarms(*row) if row is not None else None


def read_alarms(check_id: str) -> ReadAlarms | None:
    """Return what reading a rule's findings showed; None where they were not all read."""
    data = _data("alarms_read.json")
    row = data["rules"].get(check_id)
    if row is None:
        return None
    per_1000 = 1000 * row["false"] / data["segments"]
    return ReadAlarms(row["read"], row["false"], per_1000, row["errors"], row["alarms"])


def false_alarms(check_id: str) -> float | None:
    """Return its false alarms per 1,000 references, as far as is known; None if not measured.

    All findings count as false unless they were read.
    """
    read, measured = read_alarms(check_id), measured_alarms(check_id)
    if read is not None:
        return read.false_per_1000
    return None if measured is None else measured.references


def provenance() -> str:
    """Return one sentence on what was measured, and one on the checks that read models."""
    return f"{_data()['note']} {_data('alarms_models.json')['note']}"
