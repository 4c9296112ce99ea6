"""How often each rule fires on clean human translations and on machine output, as measured.

The figures are data (`alarms.json`), written by `benchmarks/rule_alarms.py`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["Alarms", "measured_alarms", "provenance"]


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


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = files("checker.rules").joinpath("alarms.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def measured_alarms(rule_id: str) -> Alarms | None:
    """Return the figures of a rule; None where it was not measured."""
    row = _data()["rules"].get(rule_id)
    return Alarms(*row) if row is not None else None


def provenance() -> str:
    """Return one sentence on what was measured."""
    note: str = _data()["note"]
    return note
