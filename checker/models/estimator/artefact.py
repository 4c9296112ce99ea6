"""Finds and verifies the estimator's files: weights, tokenizer and the JSON that names them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.errors import IntegrityError

__all__ = [
    "FACTS",
    "LOST",
    "SHIPPED_ESTIMATOR",
    "TOKENIZER",
    "WEIGHTS",
    "Artefact",
    "read_artefact",
]

LOST = 25.0
"""MQM penalty points at which a segment is lost (Freitag et al. 2021: Non-translation); the scale
of the estimator's `penalty`, on which so many points are 1."""

SHIPPED_ESTIMATOR = Path(__file__).parent / "data"
FACTS, WEIGHTS, TOKENIZER = "estimator.json", "estimator.safetensors", "tokenizer.json"
_FORMAT = 1  # version of the files that this code reads
_LIMITS = {FACTS: 1 << 20, WEIGHTS: 256 << 20, TOKENIZER: 32 << 20}
"""Bytes of each file; chosen, a bound on memory some times the size of what ships."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A verified folder.

    Attributes:
        version: 12 hex digits naming weights, tokenizer and shape; goes into signatures.
        longest: tokens of the longest sequence it was trained on; longer pairs are cut in windows.
        facts: the whole JSON file.
    """

    folder: Path
    version: str
    longest: int
    facts: Mapping[str, Any]


def read_artefact(folder: Path = SHIPPED_ESTIMATOR) -> Artefact:
    """Reads the facts and compares the files with the hashes they name.

    Raises:
        IntegrityError: a file is missing, too large, damaged or not the one that is named.
    """
    for name, limit in _LIMITS.items():
        path = folder / name
        if not path.is_file():
            raise IntegrityError(
                "the estimator's file is missing", where=str(path), remedy="Reinstall the package"
            )
        if path.stat().st_size > limit:
            raise IntegrityError(f"the file is larger than {limit} bytes", where=str(path))
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        wanted = {WEIGHTS: facts["weights_sha256"], TOKENIZER: facts["tokenizer_sha256"]}
        longest = int(facts["longest"])
        known = facts["format"] == _FORMAT and 64 <= longest <= int(facts["shape"]["places"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise IntegrityError(
            "the estimator's settings are damaged", where=str(folder / FACTS)
        ) from error
    if not known:
        raise IntegrityError(
            "the estimator has another format than this version reads", where=str(folder / FACTS)
        )
    for name, digest in wanted.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise IntegrityError(
                "the estimator's file is not the one its settings name",
                where=str(folder / name),
                remedy="Reinstall the package",
            )
    named = json.dumps([wanted, facts["shape"], longest], sort_keys=True)
    version = hashlib.sha256(named.encode()).hexdigest()[:12]
    return Artefact(folder, version, longest, facts)
