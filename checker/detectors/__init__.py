"""Turns model evidence about a pair into findings and a base score."""

from __future__ import annotations

from checker.detectors.detect import Detected, detect

__all__ = ["Detected", "detect"]
