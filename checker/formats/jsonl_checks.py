"""Whether the figures and offsets of a report that was read from a file can be true."""

from __future__ import annotations

import math
from collections.abc import Iterator

from checker.records import SegmentReport

__all__ = ["checked"]


def checked(report: SegmentReport) -> SegmentReport:
    """The report itself.

    Raises:
        ValueError: a figure is out of its range, or a span lies outside its text.
    """
    for name, value, most in _figures(report):
        if isinstance(value, bool) or not 0.0 <= value <= most:
            raise ValueError(f"{name} is {value!r}, not between 0 and {most:g}")
    for name, start, end, size in _spans(report):
        if not 0 <= start <= end <= size:
            raise ValueError(f"{name} stands at {start} to {end} in a text of {size} characters")
    for flag in report.flags:
        text = report.pair.target if flag.side == "target" else report.pair.source or ""
        if text[flag.start : flag.end] != flag.text:
            raise ValueError(f"the flag's words are {flag.text!r}, the text has others there")
    return report


def _figures(report: SegmentReport) -> Iterator[tuple[str, float, float]]:
    """(name, value, most) of every figure; none may be below 0, missing ones are left out."""
    pair = report.pair
    for name in ("source_start", "source_end", "target_start", "target_end"):
        yield f"the segment's {name}", getattr(pair, name), math.inf
    if pair.alignment_score is not None:
        yield "the alignment's score", pair.alignment_score, 1.0
    if report.score is not None:
        yield "the score", report.score, 100.0
    for flag in report.flags:
        yield "a flag's confidence", flag.confidence, 1.0
        yield "a flag's document_start", flag.document_start, math.inf
        yield "a flag's document_end", flag.document_end, math.inf
        for finding in flag.findings:
            yield "a finding's confidence", finding.confidence, 1.0
    for overlap in report.overlap:
        yield "chrF", overlap.chrf, 100.0
        yield "BLEU", overlap.bleu, 100.0
    for token in report.forced_decoding.tokens if report.forced_decoding else ():
        yield "a surprisal", token.alone, math.inf
        if token.given_source is not None:
            yield "a surprisal given the source", token.given_source, math.inf
        if token.expected_probability is not None:
            yield "a probability", token.expected_probability, 1.0
    for word in report.estimate.tokens if report.estimate else ():
        yield "a word's chance of error", word.error, 1.0
        yield "a word's chance of a major error", word.major, 1.0
    for _, _, chance in report.estimate.omitted if report.estimate else ():
        yield "a chance of omission", chance, 1.0


def _spans(report: SegmentReport) -> Iterator[tuple[str, int, int, int]]:
    """(name, start, end, characters of its text) of every span."""
    sizes = {"target": len(report.pair.target), "source": len(report.pair.source or "")}
    for flag in report.flags:
        yield "a flag", flag.start, flag.end, sizes[flag.side]
        for finding in flag.findings:
            yield "a finding", finding.start, finding.end, sizes[finding.side]
    for token in report.forced_decoding.tokens if report.forced_decoding else ():
        yield "a surprisal", token.start, token.end, sizes["target"]
    for word in report.estimate.tokens if report.estimate else ():
        yield "a word's chance", word.start, word.end, sizes["target"]
    for start, end, _ in report.estimate.omitted if report.estimate else ():
        yield "a chance of omission", start, end, sizes["source"]
