"""Expert MQM annotations as records, and which of them are for validation only.

The record format is that of `../shared/data/README.md`, which `checker evaluate` reads too, so that
a desk can train on its own annotations.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = [
    "VALIDATION_ONLY",
    "Record",
    "annotation_files",
    "in_validation",
    "normalised",
    "read_annotations",
    "read_records",
    "set_name",
    "validation_sources",
]

VALIDATION_ONLY = "wmt22-qe-dev"
_BY_DOCUMENT = ("wmt21", "biomqm")
_BY_SOURCE = ("wmt22-general-sample", "hadqaet")
"""Sets without documents: halved by a hash of the Chinese, so that all its outputs go together."""
_FILES = ("mqm_zh_en.train.jsonl.xz", "mqm_zh_en.more.jsonl.xz")
_SPACE = re.compile(r"\s+")
Record = Mapping[str, Any]


def annotation_files(data: Path) -> list[Path]:
    """The annotation files that stand under a data folder."""
    return [path for path in (data / "qe" / name for name in _FILES) if path.is_file()]


def read_records(path: Path) -> Iterator[Record]:
    """The records of a `.jsonl` or `.jsonl.xz` file, doubtful alignments left out."""
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if not record.get("suspect_alignment") and record["mt"].strip():
                yield record


def read_annotations(data: Path, mqm: Path | None = None) -> list[Record]:
    """All records under `data`, or those of the one file that stands in their place."""
    files = [mqm] if mqm is not None else annotation_files(data)
    return [record for path in files for record in read_records(path)]


def normalised(text: str) -> str:
    """The text in NFKC without white space: how two sources are compared."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def set_name(record: Record) -> str:
    """The data set; rounds of raters who mark unlike each other are sets of their own."""
    kind = record.get("round")
    return f"{record['dataset']} {kind}" if kind else str(record["dataset"])


def in_validation(record: Record) -> bool:
    """Whether a record belongs to the validation half."""
    dataset = record["dataset"]
    if dataset == VALIDATION_ONLY:
        return True
    if dataset in _BY_DOCUMENT:
        return _even(str(record["doc_id"]))
    return dataset in _BY_SOURCE and _even(normalised(record["src"]))


def _even(name: str) -> bool:
    """Whether the first digit of the SHA-1 is even."""
    digest = hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()
    return int(digest[0], 16) % 2 == 0


def validation_sources(records: Iterable[Record]) -> set[str]:
    """Chinese texts that no training example may have."""
    return {record["src"].strip() for record in records if in_validation(record)}
