"""Turns model evidence about a pair into findings and a base score."""

from checker.detectors.detect import Detected, detect
from checker.flags import TRAINED

__all__ = ["TRAINED", "Detected", "detect"]
