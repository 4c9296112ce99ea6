"""A checker that flags what its texts tell it to, and records in which the gold is known."""

from __future__ import annotations

import json
import re
import zlib

import pytest

from checker.records import (
    Document,
    DocumentReport,
    Finding,
    Flag,
    ForcedDecoding,
    Overlap,
    SegmentPair,
    SegmentReport,
    Severity,
    Side,
    Span,
    TokenSurprisal,
)

_WORDS = {"grave": Severity.MAJOR, "slight": Severity.MINOR, "fatal": Severity.CRITICAL}


class FakeChecker:
    """Flags the words “grave”, “slight” and “fatal”, and Chinese characters in brackets.

    Attributes:
        seen: the documents it was given.
        stop_after: raises KeyboardInterrupt when asked for one document more than this.
    """

    signature = "fake:1"

    def __init__(self, *, stop_after: int | None = None) -> None:
        self.seen: list[Document] = []
        self.stop_after = stop_after

    def check_document(self, document: Document) -> DocumentReport:
        if self.stop_after is not None and len(self.seen) == self.stop_after:
            raise KeyboardInterrupt
        self.seen.append(document)
        reports = []
        for number, (source, target) in enumerate(document.pairs):
            reports.append(self._report(document.document_id, number, source.text, target.text))
        return DocumentReport(document, tuple(reports), None, self.signature)

    def _report(self, document_id: str, number: int, source: str, target: str) -> SegmentReport:
        flags = [
            self._flag("target", *match.span(), match.group(), _WORDS[match.group()])
            for match in re.finditer("grave|slight|fatal", target)
        ]
        flags += [
            self._flag("source", *match.span(), match.group(), Severity.MAJOR)
            for match in re.finditer(r"【.+?】", source)
        ]
        if not target:
            flags.append(self._flag("target", 0, 0, "", Severity.CRITICAL))
        score = None if "unscored" in target else zlib.crc32(target.encode()) % 1000 / 10
        token = TokenSurprisal(0, 1, float(len(target)), float(2 * len(target)))
        return SegmentReport(
            pair=SegmentPair(document_id, number, source, target),
            score=score,
            flags=tuple(flags),
            overlap=(Overlap("fake", float(len(source)), 0.0, 0.0, (), "x"),),
            forced_decoding=ForcedDecoding((token,), "x"),
        )

    def _flag(self, side: Side, start: int, end: int, text: str, severity: Severity) -> Flag:
        rule = f"says-{severity.value}"
        finding = Finding(rule, side, start, end, "fluency/grammar", severity, 0.8, "because")
        return Flag(
            side=side,
            start=start,
            end=end,
            document_start=start,
            document_end=end,
            text=text,
            severity=severity,
            category="fluency/grammar",
            check_id=rule,
            confidence=0.8,
            reason="because",
            source_spans=(Span(start, end, text),) if side == "source" else (),
            findings=(finding,),
        )


@pytest.fixture
def fake_checker():
    return FakeChecker


def record(source: str, target: str, **more: object) -> dict[str, object]:
    return {"src": source, "mt": target, "dataset": "own", "score": 0.0, "spans": [], **more}


def span(target: str, words: str, severity: str, category: str = "Fluency/Grammar"):
    start = target.index(words)
    return {"start": start, "end": start + len(words), "category": category, "severity": severity}


@pytest.fixture
def gold_records():
    """Eight segments in two documents by two systems, and a person's."""
    rows = []
    for system, human in (("one", False), ("two", False), ("person", True)):
        for number in range(4):
            target = f"The {system} has a grave fault in row {number} and a slight one too."
            clean = f"A {system} text of row {number} that nobody has marked at all."
            text = clean if number % 2 else target
            marks = [] if number % 2 else [span(text, "grave fault", "major")]
            if number == 2:
                marks.append(span(text, "row", "minor", "Style/Awkward"))
            if human:
                text, marks = clean, []
            rows.append(
                record(
                    f"第{number}行",
                    text,
                    system=system,
                    doc_id=f"doc{number // 2}",
                    seg_id=str(number),
                    spans=marks,
                    score=-5.0 * len(marks) - number / 10,
                    score_type="own",
                    is_human_ref=human,
                )
            )
    return rows


@pytest.fixture
def write_jsonl(tmp_path):
    def write(records, name="gold.jsonl"):
        path = tmp_path / name
        lines = [json.dumps(row, ensure_ascii=False) for row in records]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
