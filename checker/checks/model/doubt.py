"""How likely the language model is to change what rules and estimator say of a segment.

A weighted sum over what is known before it is asked: the judge's view by the estimator alone, what
the rules found, and traits of the texts where a small change turns the meaning (denials, figures,
names, lists). Fitted by `python -m benchmarks.depths fit`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.checks.model.judgement import Judgement, judge_pair
from checker.checks.model.segment_features import segment_features
from checker.evidence.source import Evidence
from checker.language.denials import ANY_DENIAL, ENGLISH_NEGATIVE
from checker.models.estimator.artefact import SHIPPED_ESTIMATOR
from checker.models.estimator.linear import LinearModel, read_fitted
from checker.records import Finding, SegmentPair

__all__ = ["Doubt", "doubt_features", "in_doubt", "shipped_doubt"]

DOUBT = SHIPPED_ESTIMATOR / "doubt.json"
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """The fitted sum.

    Attributes:
        version: names its numbers; goes into signatures.
    """

    model: LinearModel
    version: str

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Doubt:
        """Reads `doubt.json`.

        Raises:
            KeyError, TypeError, ValueError: damaged.
        """
        return cls(LinearModel.from_dict(data), str(data["version"]))

    def of(
        self,
        pair: SegmentPair,
        evidence: Evidence,
        findings: Sequence[Finding],
        judgement: Judgement | None,
    ) -> float:
        """The chance, [0, 1], that all evidence would add a flag or take a major one away.

        1 where the estimator was not asked: nothing is known then that could rule it out.
        """
        if judgement is None:
            return 1.0
        values = doubt_features(pair, evidence, findings, judgement)
        total = float(self.model.predict({name: [value] for name, value in values.items()})[0])
        return 1.0 / (1.0 + math.exp(-total))


def doubt_features(
    pair: SegmentPair, evidence: Evidence, findings: Sequence[Finding], judgement: Judgement
) -> dict[str, float | None]:
    """What is known of a pair by rules and estimator alone; a value that is missing is None."""
    source = pair.source or ""
    denials = len(ANY_DENIAL.findall(source))
    denied = len(ENGLISH_NEGATIVE.findall(pair.target))
    return segment_features(pair, evidence, judgement.table, judgement.error) | {
        "error_most": max(judgement.error, default=None),
        "rule_most": float(max((finding.severity.rank for finding in findings), default=0)),
        "rules": float(len(findings)),
        "denials": float(denials),
        "denials_apart": float(abs(denials - denied)),
        "figures": float(len(_FIGURE.findall(pair.target))),
        "names": float(len(_NAME.findall(pair.target))),
        "items": float(source.count("、")),
        "clauses": float(source.count("，")),
        "size": math.log1p(len(source)),
    }


def in_doubt(
    pairs: Sequence[SegmentPair],
    gathered: Sequence[Evidence],
    findings: Sequence[Sequence[Finding]],
    *,
    least: float,
) -> list[int]:
    """The places of the pairs whose doubt is at least so high.

    Args:
        gathered: what the estimator says of each pair.
        findings: of the checks of the texts, pair by pair.

    Raises:
        IntegrityError: the shipped numbers cannot be read.
    """
    rows = enumerate(zip(pairs, gathered, findings, strict=True))
    doubt = shipped_doubt()
    return [
        place
        for place, (pair, evidence, found) in rows
        if doubt.of(pair, evidence, found, judge_pair(pair, evidence, found)) >= least
    ]


@lru_cache(maxsize=2)
def shipped_doubt(path: Path = DOUBT) -> Doubt:
    """The sum that ships.

    Raises:
        IntegrityError: its file is missing or damaged.
    """
    return read_fitted(path, Doubt.from_dict, "the numbers that say what is in doubt")
