"""Features and labels of the second stage, from expert annotations, by the product's own code.

Evidence comes from the user cache where an earlier run has left it, so that a killed run goes on.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.checks.model.word_features import WordTable, word_table
from checker.checks.running import run_checks
from checker.evaluation.words import bad_words, locate_tokens
from checker.evidence.source import Evidence, EvidenceSource
from checker.records import Finding, SegmentPair
from training.annotations import VALIDATION_ONLY, Record
from training.retranslator.data import VALIDATION, read_pairs

__all__ = [
    "JudgedPair",
    "choose_records",
    "clean_records",
    "fold_of",
    "gather",
    "judged_pairs",
]

_CHUNK = 128


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair with its evidence and what the expert said.

    Attributes:
        findings: of the rules.
        error: per word of the table, 1 where the expert marked it; None where not annotated.
        major: the same for major marks; None where severities are not known.
        score: the expert's, higher = better.
        fold: 0 or 1; documents do not straddle folds.
    """

    record: Record
    pair: SegmentPair
    evidence: Evidence
    findings: tuple[Finding, ...]
    table: WordTable
    error: tuple[float, ...]
    major: tuple[float, ...] | None
    score: float
    fold: int


def fold_of(record: Record) -> int:
    """0 or 1, by the second digit of the SHA-1 of the document (or source)."""
    name = str(record["doc_id"] or record["src"])
    return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[1], 16) % 2


def choose_records(records: Sequence[Record], *, limit: int, seed: int = 0) -> list[Record]:
    """At most `limit` records of each data set and fold, drawn with the seed."""
    groups: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for record in records:
        if record.get("score") is not None:
            groups[record["dataset"], fold_of(record)].append(record)
    chosen = []
    for key in sorted(groups):
        members = groups[key]
        random.Random(f"{seed}/{key}").shuffle(members)
        chosen += members[:limit]
    return chosen


def judged_pairs(records: Sequence[Record], source: EvidenceSource) -> Iterator[JudgedPair]:
    """Gathers evidence for all records, in order."""
    for start in range(0, len(records), _CHUNK):
        part = records[start : start + _CHUNK]
        pairs = [SegmentPair(f"row {start + i}", 0, r["src"], r["mt"]) for i, r in enumerate(part)]
        by_engine = source.translate([pair.source or "" for pair in pairs])
        translations = list(zip(*by_engine, strict=True)) or [()] * len(pairs)
        for record, pair, evidence in zip(
            part, pairs, source.gather(pairs, translations), strict=True
        ):
            (found,) = run_checks((pair,))
            table = word_table(pair, evidence, found)
            error, major = _labels(record, table)
            yield JudgedPair(
                record,
                pair,
                evidence,
                tuple(found),
                table,
                error,
                major,
                float(record["score"]),
                fold_of(record),
            )


def _labels(record: Record, table: WordTable) -> tuple[tuple[float, ...], tuple[float, ...] | None]:
    places = [(word.start, word.end) for word in table.words]
    if record["dataset"] == VALIDATION_ONLY:
        tokens = locate_tokens(record["mt"], record["mt_tok"])
        marks = [
            place
            for place, tag in zip(tokens, record["word_tags"], strict=True)
            if tag != "OK" and place[0] < place[1]
        ]
        return tuple(bad_words(places, marks).astype(float)), None
    spans = [s for s in record["spans"] if s["severity"] != "neutral"]
    marks = [(s["start"], s["end"]) for s in spans]
    major = [(s["start"], s["end"]) for s in spans if s["severity"] in ("major", "critical")]
    return (
        tuple(bad_words(places, marks).astype(float)),
        tuple(bad_words(places, major).astype(float)),
    )


def clean_records(data: Path, limit: int) -> list[Record]:
    """Human references of newstest2021, evenly spaced, as records without an error."""
    rows = read_pairs(data / "parallel" / "wmt17-21-newstest.tsv.xz")
    rows = [row for row in rows if row[2].startswith(VALIDATION)]
    rows = [rows[i * len(rows) // limit] for i in range(limit)]
    return [
        {
            "dataset": "references",
            "src": s,
            "mt": t,
            "doc_id": d,
            "spans": [],
            "score": 0.0,
            "score_type": "google_mqm",
        }
        for s, t, d in rows
    ]


def gather(
    records: Sequence[Record], source: EvidenceSource, *, say: Callable[[str], None]
) -> list[JudgedPair]:
    """All pairs with their evidence.

    Args:
        say: is told now and then how far it is.
    """
    pairs = []
    for pair in judged_pairs(records, source):
        pairs.append(pair)
        if len(pairs) % 128 == 0:
            say(f"{len(pairs)} of {len(records)} pairs")
    return pairs
