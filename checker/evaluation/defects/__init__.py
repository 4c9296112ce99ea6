"""Injects one named defect with known spans into clean pairs, for training and for recall tests.

The word lists here are this package's own and deliberately not those of `checker.checks`: a recall
test that shares its lists with the rule under test would measure nothing.
"""

from checker.evaluation.defects.records import (
    CleanPair,
    Defect,
    Edit,
    GarbledPair,
    GarbledSpan,
    undo,
)
from checker.evaluation.defects.registry import DEFECTS, garble, garble_pairs

__all__ = [
    "DEFECTS",
    "CleanPair",
    "Defect",
    "Edit",
    "GarbledPair",
    "GarbledSpan",
    "garble",
    "garble_pairs",
    "undo",
]
