"""Turns features into calibrated probabilities and a score, with the limits of each sensitivity.

The numbers are data (`judge.json`), fitted on expert annotations by `training.detector.judge`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.config import SENSITIVITIES
from checker.detectors.word_features import WordTable
from checker.errors import IntegrityError
from checker.estimator.artefact import SHIPPED_ESTIMATOR
from checker.estimator.trees import BoostedTrees

__all__ = ["JUDGE", "Judge", "Limits", "shipped_judge"]

JUDGE = SHIPPED_ESTIMATOR / "judge.json"
_LARGEST = 16 << 20
_PER_HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class Limits:
    """When a word is flagged; probabilities in [0, 1].

    Attributes:
        minor: least probability of error of a word that begins a flag.
        near: least probability of a word that is taken into the flag beside it.
        major: least probability of a major error, of any of the flag's words, that makes it major.
        omitted: least probability of being left out, for the source's words.
    """

    minor: float
    near: float
    major: float
    omitted: float

    def __post_init__(self) -> None:
        for chance in (self.minor, self.near, self.major, self.omitted):
            if not 0.0 < float(chance) < 1.0:
                raise ValueError(f"a limit is {chance!r}, not between 0 and 1")


@dataclass(frozen=True, slots=True)
class Judge:
    """The fitted second stage.

    Attributes:
        error: trees for the log-odds that a word stands in an error; `major` likewise.
        segment: trees for the penalty a word, on the scale of `penalty_per_word`.
        limits: by sensitivity.
        version: names all the numbers; goes into signatures.
    """

    error: BoostedTrees
    major: BoostedTrees
    segment: BoostedTrees
    limits: Mapping[str, Limits]
    version: str

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Judge:
        """Reads `judge.json`.

        Raises:
            KeyError, TypeError, ValueError: damaged.
        """
        return cls(
            error=BoostedTrees.from_dict(data["error"]),
            major=BoostedTrees.from_dict(data["major"]),
            segment=BoostedTrees.from_dict(data["segment"]),
            limits={name: Limits(**data["limits"][name]) for name in SENSITIVITIES},
            version=str(data["version"]),
        )

    def words(self, table: WordTable) -> tuple[list[float], list[float]]:
        """Probabilities that each word stands in an error, and in a major one (never higher)."""
        if not table.words:
            return [], []
        error = _chances(self.error, table.columns)
        major = np.minimum(error, _chances(self.major, table.columns))
        return error.tolist(), major.tolist()

    def score(self, features: Mapping[str, float | None]) -> float:
        """100 × (1 − expected MQM penalty a word): [0, 100], higher is better."""
        row = {name: [features.get(name)] for name in self.segment.features}
        rows = self.segment.columns(row)
        penalty = float(self.segment.predict(rows)[0])
        points = math.expm1(max(0.0, penalty) * math.log1p(_PER_HUNDRED))
        return max(0.0, 100.0 - points)


def _chances(
    trees: BoostedTrees, columns: Mapping[str, Sequence[float | None]]
) -> NDArray[np.float64]:
    return 1.0 / (1.0 + np.exp(-trees.predict(trees.columns(columns))))


@lru_cache(maxsize=2)
def shipped_judge(path: Path = JUDGE) -> Judge:
    """The judge that ships.

    Raises:
        IntegrityError: its file is missing or damaged.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise IntegrityError("the file is too large", where=str(path))
        return Judge.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise IntegrityError(
            f"the detector's numbers cannot be read ({type(error).__name__})",
            where=str(path),
            remedy="Reinstall the package",
        ) from error
