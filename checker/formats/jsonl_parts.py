"""The parts of a segment report as JSON values, and back: spans, flags, translations, evidence.

Each pair of functions is exact: `x_from_data(x_to_data(x)) == x`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checker.records import (
    DiffOp,
    Finding,
    Flag,
    ForcedDecoding,
    Overlap,
    QualityEstimate,
    Severity,
    Span,
    TokenQuality,
    TokenSurprisal,
    Translation,
)

__all__ = [
    "estimate_from_data",
    "estimate_to_data",
    "finding_from_data",
    "finding_to_data",
    "flag_from_data",
    "flag_to_data",
    "forced_from_data",
    "forced_to_data",
    "overlap_from_data",
    "overlap_to_data",
    "pseudo_texts",
    "translation_to_data",
]


def _span_to_data(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _span_from_data(data: dict[str, Any]) -> Span:
    return Span(data["start"], data["end"], data["text"])


def _named(data: dict[str, Any], former: str) -> dict[str, Any]:
    """The same with the name that a check's id had until version 2 of the schema put right."""
    return {"check_id" if name == former else name: value for name, value in data.items()}


def finding_to_data(finding: Finding) -> dict[str, Any]:
    """Writes one finding."""
    return {
        "check_id": finding.check_id,
        "side": finding.side,
        "start": finding.start,
        "end": finding.end,
        "category": finding.category,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        "reason": finding.reason,
        "source_spans": [_span_to_data(span) for span in finding.source_spans],
        "suggestion": finding.suggestion,
    }


def finding_from_data(data: dict[str, Any]) -> Finding:
    """Reads what `finding_to_data` wrote."""
    spans = tuple(_span_from_data(span) for span in data["source_spans"])
    fields = {
        **_named(data, "detector"),
        "severity": Severity(data["severity"]),
        "source_spans": spans,
    }
    return Finding(**fields)


def flag_to_data(flag: Flag, first_finding: int) -> dict[str, Any]:
    """Writes one flag; its findings are named by their places, from `first_finding` on."""
    return {
        "side": flag.side,
        "start": flag.start,
        "end": flag.end,
        "document_start": flag.document_start,
        "document_end": flag.document_end,
        "text": flag.text,
        "severity": flag.severity.value,
        "category": flag.category,
        "check_id": flag.check_id,
        "confidence": flag.confidence,
        "reason": flag.reason,
        "suggestion": flag.suggestion,
        "source_spans": [_span_to_data(span) for span in flag.source_spans],
        "findings": list(range(first_finding, first_finding + len(flag.findings))),
    }


def flag_from_data(data: dict[str, Any], findings: list[Finding]) -> Flag:
    """Reads what `flag_to_data` wrote; `findings` are all findings of the segment."""
    fields = {
        **_named(data, "rule"),
        "severity": Severity(data["severity"]),
        "source_spans": tuple(_span_from_data(span) for span in data["source_spans"]),
        "findings": tuple(findings[index] for index in data["findings"]),
    }
    return Flag(**fields)


def overlap_to_data(overlap: Overlap, target: str, pseudo: str) -> dict[str, Any]:
    """Writes one overlap; words that follow from the offsets are left out of the steps."""
    steps: list[list[Any]] = []
    for op in overlap.diff:
        step: list[Any] = [op.kind, op.target.start, op.target.end, op.pseudo.start, op.pseudo.end]
        # The words follow from the offsets; they are written only where they would not.
        if (_cut(target, op.target), _cut(pseudo, op.pseudo)) != (op.target.text, op.pseudo.text):
            step += [op.target.text, op.pseudo.text]
        steps.append(step)
    return {
        "back_end": overlap.back_end,
        "chrf": overlap.chrf,
        "bleu": overlap.bleu,
        "ter": overlap.ter,
        "signature": overlap.signature,
        "diff": steps,
    }


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]


def overlap_from_data(data: dict[str, Any], target: str, pseudo: str) -> Overlap:
    """Reads what `overlap_to_data` wrote, given the same target and pseudo-reference."""
    steps = []
    for kind, start, end, pseudo_start, pseudo_end, *words in data["diff"]:
        target_text, pseudo_text = words or (target[start:end], pseudo[pseudo_start:pseudo_end])
        target_span = Span(start, end, target_text)
        steps.append(DiffOp(kind, target_span, Span(pseudo_start, pseudo_end, pseudo_text)))
    return Overlap(**{**data, "diff": tuple(steps)})


def pseudo_texts(translations: Iterable[Translation]) -> dict[str, str]:
    """Maps each back end to the text of its first translation."""
    texts: dict[str, str] = {}
    for translation in translations:
        texts.setdefault(translation.back_end, translation.text)
    return texts


def translation_to_data(translation: Translation) -> dict[str, Any]:
    """Writes one translation; its keys are the fields of `Translation`."""
    return {
        "back_end": translation.back_end,
        "text": translation.text,
        "signature": translation.signature,
        "usable": translation.usable,
        "problem": translation.problem,
        "attempts": translation.attempts,
    }


def forced_to_data(forced: ForcedDecoding | None) -> dict[str, Any] | None:
    """Writes forced decoding, a token as six values in the order of `TokenSurprisal`."""
    if forced is None:
        return None
    tokens = [
        [
            token.start,
            token.end,
            token.given_source,
            token.alone,
            token.expected,
            token.expected_probability,
        ]
        for token in forced.tokens
    ]
    return {"signature": forced.signature, "tokens": tokens}


def forced_from_data(data: dict[str, Any] | None) -> ForcedDecoding | None:
    """Reads what `forced_to_data` wrote."""
    if data is None:
        return None
    tokens = tuple(TokenSurprisal(*token) for token in data["tokens"])
    return ForcedDecoding(tokens, data["signature"])


_FIGURES = ("end", "penalty_per_word", "penalty", "chrf_loss")


def estimate_to_data(estimate: QualityEstimate | None) -> dict[str, Any] | None:
    """Writes the estimator's view, a subword as [start, end, error, major]."""
    if estimate is None:
        return None
    return {
        "signature": estimate.signature,
        **{name: getattr(estimate, name) for name in _FIGURES},
        "tokens": [[token.start, token.end, token.error, token.major] for token in estimate.tokens],
        "omitted": [list(row) for row in estimate.omitted],
    }


def estimate_from_data(data: dict[str, Any] | None) -> QualityEstimate | None:
    """Reads what `estimate_to_data` wrote."""
    if data is None:
        return None
    return QualityEstimate(
        tokens=tuple(TokenQuality(*token) for token in data["tokens"]),
        omitted=tuple((start, end, chance) for start, end, chance in data["omitted"]),
        **{name: data[name] for name in _FIGURES},
        signature=data["signature"],
    )
