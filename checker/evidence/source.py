"""Gathers what the models say of a document: re-translations, surprisals, overlap. Judges nothing.

Models are loaded on first use, and only for what the cache does not already hold: a second run of
the same document loads none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.config import Settings
from checker.evidence.cache import Cache
from checker.evidence.forced_decoding import (
    forced_decode,
    forced_decode_given,
    forced_decode_reverse,
)
from checker.evidence.overlap import overlap
from checker.evidence.quality_estimation import Estimator, estimate_quality
from checker.evidence.retranslate import retranslate
from checker.models.base import Translator
from checker.models.estimator.estimator import QualityEstimator
from checker.models.lazy import ReverseForcedDecoder
from checker.models.registry import create_forced_decoder, create_translator
from checker.records import (
    ForcedDecoding,
    Overlap,
    QualityEstimate,
    Removal,
    SegmentPair,
    TokenExpectation,
    Translation,
    Variant,
)

__all__ = ["Evidence", "EvidenceSource", "join_translations"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the models say of one pair.

    Attributes:
        translations: one a back end, of the whole source of the pair.
        overlap: of the target with each usable translation.
        forced_decoding: of the target given the source; None where not run.
        reverse: of the source given the target, its offsets indexing the source; None likewise.
        estimate: the trained estimator's view; None where not run, or one side is blank.
        variants: of the target with one thing changed that the source explains better, by
            descending gain; empty too where none was looked for (`checker.checks.model.trials`).
        removals: what of the source was taken out for a trial, in order; empty likewise.
        asked: whether language model and back ends were asked; False where "standard" found no
            reason to.
    """

    translations: tuple[Translation, ...] = ()
    overlap: tuple[Overlap, ...] = ()
    forced_decoding: ForcedDecoding | None = None
    reverse: ForcedDecoding | None = None
    estimate: QualityEstimate | None = None
    variants: tuple[Variant, ...] = ()
    removals: tuple[Removal, ...] = ()
    asked: bool = True


class EvidenceSource:
    """Where a `Checker` gets its evidence from.

    Args:
        settings: which back ends and scorers to use.
        translators: in place of those the settings name.
        decoder: in place of the embedded model.
        estimator: in place of the shipped one.
        cache: in place of the user's.

    Raises:
        CheckerError: a back end is unknown or cannot be used.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        translators: Sequence[Translator] | None = None,
        decoder: ReverseForcedDecoder | None = None,
        estimator: Estimator | None = None,
        cache: Cache | None = None,
    ) -> None:
        self._settings = settings
        quick = settings.depth == "quick"
        if translators is None:
            names = () if quick else settings.back_ends
            translators = [create_translator(name, settings) for name in names]
        if decoder is None and settings.forced_decoding and not quick:
            decoder = create_forced_decoder(settings)
        if estimator is None and settings.quality_estimation:
            estimator = QualityEstimator(
                threads=settings.threads, batch_tokens=settings.batch_tokens
            )
        self.translators = tuple(translators)
        self.decoder = decoder
        self.estimator = estimator
        self.cache = cache if cache is not None or not settings.use_cache else Cache()

    @property
    def signature(self) -> str:
        """Names the models; no model is loaded for it."""
        parts = [translator.signature for translator in self.translators]
        if self.decoder is not None:
            parts.append(f"forced:{self.decoder.signature}|contrast:2")
        if self.estimator is not None:
            parts.append(self.estimator.signature)
        return "|".join(parts) or "no models"

    def translate(
        self,
        sentences: Sequence[str],
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> list[list[Translation]]:
        """Translates each sentence with each back end.

        Returns:
            One list a back end, each as long as `sentences`.

        Raises:
            BackEndError: a back end failed.
        """
        return [
            retranslate(sentences, translator, self.cache, progress=progress)
            for translator in self.translators
        ]

    def gather(
        self,
        pairs: Sequence[SegmentPair],
        translations: Sequence[tuple[Translation, ...]],
        *,
        known: Sequence[Evidence] | None = None,
    ) -> list[Evidence]:
        """Scores pairs; same length and order.

        Args:
            known: of each pair, what `estimate` said of it.

        Raises:
            BackEndError: the forced decoder failed.
        """
        forced = self._forced(pairs)
        reverse = self._reverse(pairs)
        known = self.estimate(pairs) if known is None else known
        return [
            Evidence(
                own,
                overlap(pair.target, own) if pair.target.strip() else (),
                forced[index],
                reverse.get(index),
                known[index].estimate,
            )
            for index, (pair, own) in enumerate(zip(pairs, translations, strict=True))
        ]

    def estimate(self, pairs: Sequence[SegmentPair]) -> list[Evidence]:
        """Asks the estimator alone; same length and order."""
        estimates = self._estimates(pairs)
        return [Evidence(estimate=estimates.get(i), asked=False) for i in range(len(pairs))]

    def score_given(
        self, pairs: Sequence[tuple[str, str]]
    ) -> list[tuple[TokenExpectation, ...] | None]:
        """Scores targets given sources, one of them changed; None where that cannot be done.

        Raises:
            BackEndError: the forced decoder failed.
        """
        if self.decoder is None:
            return [None] * len(pairs)
        return forced_decode_given(pairs, self.decoder, self.cache)

    def missing(self, *, has_source: bool) -> tuple[str, ...]:
        """Says which evidence a document cannot have with these settings, and why."""
        gone = []
        if not has_source:
            gone.append(
                "No source was given: nothing was re-translated, and no check that compares with"
                " the Chinese was run."
            )
        elif not self.translators:
            gone.append(f"{self._off('Re-translation', 'no back end')}: no overlap.")
        if self.decoder is None:
            gone.append(f"{self._off('Forced decoding')}: no surprisals.")
        if self.estimator is None:
            gone.append("Quality estimation is switched off: no trained judgement of words.")
        return tuple(gone)

    def _off(self, what: str, why: str = "") -> str:
        if self._settings.depth == "quick":
            return f"{what} is not asked at quick depth"
        return f"{what} is switched off" + (f" ({why})" if why else "")

    def _forced(self, pairs: Sequence[SegmentPair]) -> list[ForcedDecoding | None]:
        if self.decoder is None:
            return [None] * len(pairs)
        return list(forced_decode([(p.source, p.target) for p in pairs], self.decoder, self.cache))

    def _reverse(self, pairs: Sequence[SegmentPair]) -> dict[int, ForcedDecoding]:
        if self.decoder is None or not self._settings.coverage:
            return {}
        both = _two_sided(pairs)
        scored = forced_decode_reverse(list(both.values()), self.decoder, self.cache)
        return dict(zip(both, scored, strict=True))

    def _estimates(self, pairs: Sequence[SegmentPair]) -> dict[int, QualityEstimate]:
        if self.estimator is None:
            return {}
        both = _two_sided(pairs)
        estimates = estimate_quality(list(both.values()), self.estimator, self.cache)
        return dict(zip(both, estimates, strict=True))


def _two_sided(pairs: Sequence[SegmentPair]) -> dict[int, tuple[str, str]]:
    """(source, target) of the pairs that have both, by their place."""
    return {
        index: (pair.source, pair.target)
        for index, pair in enumerate(pairs)
        if pair.source and pair.source.strip() and pair.target.strip()
    }


def join_translations(parts: Sequence[Translation], back_end: str, signature: str) -> Translation:
    """Joins the translations of a pair's sentences; usable only where every part is."""
    problems = [part.problem for part in parts if part.problem is not None]
    return Translation(
        back_end=back_end,
        text=" ".join(part.text for part in parts if part.text),
        signature=signature,
        usable=bool(parts) and not problems,
        problem="; ".join(dict.fromkeys(problems)) or (None if parts else "empty source"),
        attempts=max((part.attempts for part in parts), default=0),
    )
