"""Turns model evidence about a pair into findings and a base score."""

from checker.checks.model.detect import Detected, detect
from checker.checks.model.trained import DETECTOR as TRAINED

__all__ = ["TRAINED", "Detected", "detect"]
