"""Turns features into calibrated probabilities and a score, with the limits of each sensitivity.

The numbers are data (`judge.json`), fitted on expert annotations by `training.detector.judge`:
weighted sums over named columns, once with the embedded model's evidence and once without it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.checks.model.word_features import WordTable
from checker.config import SENSITIVITIES
from checker.evidence.source import Evidence
from checker.models.estimator.artefact import LOST, SHIPPED_ESTIMATOR
from checker.models.estimator.linear import LinearModel, read_fitted

__all__ = ["JUDGE", "LONG", "Judge", "Judges", "Limits", "shipped_judges"]

JUDGE = SHIPPED_ESTIMATOR / "judge.json"
LONG = 100
"""Words and marks of a very long sentence; 2 of 100 segments of WMT21 are longer."""


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
        error: gives the log-odds that a word stands in an error.
        major: gives the log-odds that an error at this word is major.
        segment: gives the expected MQM penalty, ln(1 + points) / ln(1 + `LOST`).
        limits: by sensitivity.
    """

    error: LinearModel
    major: LinearModel
    segment: LinearModel
    limits: Mapping[str, Limits]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Judge:
        """Reads one of the two halves of `judge.json`.

        Raises:
            KeyError, TypeError, ValueError: damaged.
        """
        return cls(
            error=LinearModel.from_dict(data["error"]),
            major=LinearModel.from_dict(data["major"]),
            segment=LinearModel.from_dict(data["segment"]),
            limits={name: Limits(**data["limits"][name]) for name in SENSITIVITIES},
        )

    def words(self, table: WordTable) -> tuple[list[float], list[float]]:
        """Probabilities that each word stands in an error, and in a major one (never higher)."""
        if not table.words:
            return [], []
        error = _chances(self.error, table.columns)
        major = error * _chances(self.major, table.columns)
        return error.tolist(), major.tolist()

    def score(self, features: Mapping[str, float | None]) -> float:
        """100 × (1 − expected MQM points / `LOST`): [0, 100], higher is better.

        Points of the whole segment, as annotators add them up; of one that is longer than a
        sentence (`LONG` words), those of so many words.
        """
        penalty = float(self.segment.predict({k: [v] for k, v in features.items()})[0])
        points = math.expm1(max(0.0, penalty) * math.log1p(LOST))
        points *= min(1.0, LONG / (features.get("words") or LONG))
        return max(0.0, 100.0 * (1.0 - points / LOST))


@dataclass(frozen=True, slots=True)
class Judges:
    """The judge for complete evidence, and the one for runs without the embedded model.

    Attributes:
        version: names all the numbers; goes into signatures.
        fitted_on: `registry_hash(judged=True)` of the checks whose findings it was fitted on.
        equivalent: later hashes whose findings were compared and found to be the same, or all but
            a few of thousands, each with how that was seen.
    """

    complete: Judge
    estimator_only: Judge
    version: str
    fitted_on: str
    equivalent: Mapping[str, str]

    def knows(self, checks: str) -> bool:
        """Whether it was fitted on the findings of these checks (their hash), or equal ones."""
        return checks == self.fitted_on or checks in self.equivalent

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Judges:
        """Reads `judge.json`.

        Raises:
            KeyError, TypeError, ValueError: damaged.
        """
        return cls(
            complete=Judge.from_dict(data["complete"]),
            estimator_only=Judge.from_dict(data["estimator_only"]),
            version=str(data["version"]),
            fitted_on=str(data["fitted_on"]),
            equivalent=dict(data["equivalent"]),
        )

    def of(self, evidence: Evidence) -> Judge:
        """The judge that was fitted on such evidence."""
        return self.estimator_only if evidence.forced_decoding is None else self.complete


def _chances(
    model: LinearModel, columns: Mapping[str, Sequence[float | None]]
) -> NDArray[np.float64]:
    return 1.0 / (1.0 + np.exp(-model.predict(columns)))


@lru_cache(maxsize=2)
def shipped_judges(path: Path = JUDGE) -> Judges:
    """The judges that ship.

    Raises:
        IntegrityError: their file is missing or damaged.
    """
    return read_fitted(path, Judges.from_dict, "the detector's numbers")
