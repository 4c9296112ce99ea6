"""The names of the files in a run directory; `FORMATS.md` describes them."""

from __future__ import annotations

__all__ = [
    "ALL_FILES",
    "DOCUMENTS_FILE",
    "FLAGS_FILE",
    "LOCK_FILE",
    "MQM_FILE",
    "REPORT_FILE",
    "RUN_FILE",
    "SEGMENTS_FILE",
    "TIMING_FILE",
]

SEGMENTS_FILE = "segments.jsonl"
DOCUMENTS_FILE = "documents.jsonl"
FLAGS_FILE = "flags.tsv"
MQM_FILE = "mqm.tsv"
REPORT_FILE = "report.html"
RUN_FILE = "run.json"
TIMING_FILE = "timing.json"
LOCK_FILE = ".lock"

ALL_FILES = (
    SEGMENTS_FILE,
    DOCUMENTS_FILE,
    FLAGS_FILE,
    MQM_FILE,
    REPORT_FILE,
    TIMING_FILE,
    RUN_FILE,
)
"""All but the lock; the file by which a run is known comes last."""
