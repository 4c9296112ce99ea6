"""What back ends and scorers say of a segment, as frozen records; `records` re-exports them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VariantKind = Literal[
    "names", "figures", "verb", "verb-form", "word", "denial-lost", "denial-added"
]

__all__ = [
    "DiffOp",
    "ForcedDecoding",
    "Overlap",
    "QualityEstimate",
    "Removal",
    "Replacement",
    "Span",
    "TokenExpectation",
    "TokenSurprisal",
    "TokenQuality",
    "Translation",
    "Variant",
    "VariantKind",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch `[start, end)` of some text, with that text's own characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Translation:
    """A re-translation of a segment's source: a pseudo-reference, never a reference.

    Attributes:
        usable: False where the text is empty, looping, copied or untranslated; then `problem` says
            which, and the text must not serve as evidence.
        attempts: how many decodings were tried.
    """

    back_end: str
    text: str
    signature: str
    usable: bool = True
    problem: str | None = None
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class DiffOp:
    """One step of the word alignment between target and pseudo-reference.

    Attributes:
        kind: "equal", "replace", "delete" (only in the target) or "insert" (only in the
            pseudo-reference).
        target: span of the segment's target text (empty for "insert").
        pseudo: span of the pseudo-reference (empty for "delete").
    """

    kind: Literal["equal", "replace", "delete", "insert"]
    target: Span
    pseudo: Span


@dataclass(frozen=True, slots=True)
class Overlap:
    """Agreement of the target with one pseudo-reference (sacrebleu).

    Attributes:
        chrf: chrF++ in [0, 100], higher = closer.
        bleu: sentence BLEU in [0, 100], higher = closer.
        ter: TER in [0, ∞), lower = closer.
    """

    back_end: str
    chrf: float
    bleu: float
    ter: float
    diff: tuple[DiffOp, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class TokenSurprisal:
    """How unexpected one subword of the target is, in nats (−ln p; lower = more expected).

    Attributes:
        start: offset into the segment's target text, leading space excluded (likewise `end`).
        given_source: surprisal given the source and the words left of it; None without a source.
        alone: surprisal given only the words left of it.
        expected: the subword the model would rather read here given the source, if it knows one.
        expected_probability: that subword's probability, in [0, 1].
    """

    start: int
    end: int
    given_source: float | None
    alone: float
    expected: str | None = None
    expected_probability: float | None = None


@dataclass(frozen=True, slots=True)
class ForcedDecoding:
    """Per-token surprisal of a segment's target under the embedded model."""

    tokens: tuple[TokenSurprisal, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class TokenExpectation:
    """One subword of a text that was scored given the source only.

    Attributes:
        start: offset into the text, leading space excluded (likewise `end`).
        surprisal: −ln p given the source and the words left of it, in nats.
        expected: the subword the model would rather read here, if it knows one.
        expected_probability: that subword's probability, in [0, 1].
    """

    start: int
    end: int
    surprisal: float
    expected: str | None = None
    expected_probability: float | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """`target[start:end]` gives way to `text`; an empty stretch is an insertion."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Variant:
    """The target with one thing changed: a minimal pair.

    Attributes:
        kind: what was changed: "names" or "figures" (two exchanged), "verb" (one put in),
            "verb-form" (the base form after «will» and its like), "word" (one of a closed set put
            for another of it), "denial-lost" («not» put in) or "denial-added" («not» taken out).
        edits: the changes, in order, disjoint.
        text: the target with them.
        gain: ln p(variant | source) − ln p(target | source), in nats; above 0 the source explains
            the variant better than the target.
    """

    kind: VariantKind
    edits: tuple[Replacement, ...]
    text: str
    gain: float


@dataclass(frozen=True, slots=True)
class Removal:
    """A clause or list item taken out of the source, and how the target fares without it.

    Attributes:
        start: offset into the segment's source text (likewise `end`).
        gain: ln p(target | source without it) − ln p(target | source), in nats; above 0 no English
            words need it, far below 0 some translate it.
    """

    start: int
    end: int
    gain: float


@dataclass(frozen=True, slots=True)
class TokenQuality:
    """What the trained estimator thinks of one subword of the target; both in [0, 1].

    Attributes:
        start: offset into the segment's target text, leading space excluded (likewise `end`).
        error: probability that it stands in an error an expert would mark.
        major: probability that this error is major.
    """

    start: int
    end: int
    error: float
    major: float


@dataclass(frozen=True, slots=True)
class QualityEstimate:
    """The trained estimator's raw view of a pair (quality estimation: no reference is seen).

    Attributes:
        tokens: of the target, in order.
        omitted: (start, end, probability) of the source's subwords: left out of the translation.
        end: probability that something is missing after the last word.
        penalty_per_word: MQM penalty a word on a logarithmic scale, about [0, 1], lower = better.
        penalty: the same for the whole segment.
        chrf_loss: 1 − chrF against an imagined reference, about [0, 1], lower = better.
    """

    tokens: tuple[TokenQuality, ...]
    omitted: tuple[tuple[int, int, float], ...]
    end: float
    penalty_per_word: float
    penalty: float
    chrf_loss: float
    signature: str
