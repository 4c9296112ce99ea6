"""Expert MQM annotations as records, and which of them are for validation only.

The record format is that of `../shared/data/README.md`, which `checker evaluate` reads too, so that
a desk can train on its own annotations.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["VALIDATION_ONLY", "Record", "in_validation", "read_records", "validation_sources"]

VALIDATION_ONLY = "wmt22-qe-dev"
_HALVED = "wmt21"
Record = Mapping[str, Any]


def read_records(path: Path) -> Iterator[Record]:
    """The records of a `.jsonl` or `.jsonl.xz` file, doubtful alignments left out."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if not record.get("suspect_alignment") and record["mt"].strip():
                yield record


def in_validation(record: Record) -> bool:
    """Whether a record belongs to the validation half."""
    if record["dataset"] == VALIDATION_ONLY:
        return True
    if record["dataset"] != _HALVED:
        return False
    digest = hashlib.sha1(str(record["doc_id"]).encode(), usedforsecurity=False).hexdigest()
    return int(digest[0], 16) % 2 == 0


def validation_sources(records: Iterable[Record]) -> set[str]:
    """Chinese texts that no training example may have."""
    return {record["src"].strip() for record in records if in_validation(record)}
