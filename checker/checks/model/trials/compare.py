"""Scores proposals against their target and keeps those that the source explains better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.checks.model.trials.denials import turned_denials
from checker.checks.model.trials.expected import expectations, expected_words
from checker.checks.model.trials.figures import exchanged_figures
from checker.checks.model.trials.names import exchanged_names
from checker.checks.model.trials.proposal import Proposal, replaced
from checker.checks.model.trials.verbs import inserted_verbs, other_forms, second_verb
from checker.checks.model.trials.words import exchanged_words
from checker.evidence.source import Evidence, EvidenceSource
from checker.records import SegmentPair, TokenExpectation, Variant

__all__ = ["LEAST_GAIN", "MOST", "with_variants"]

MOST = 16
"""Changes tried in one pair, those at the most surprising words; good sentences propose two or
three, and each is read as a whole."""

LEAST_GAIN = 1.0
"""Nats; a variant that gains less says nothing."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """A proposal for the pair at `place`, with the surprisal (nats) of its target as it is."""

    place: int
    pair: SegmentPair
    proposal: Proposal
    before: float

    @property
    def text(self) -> str:
        return replaced(self.pair.target, self.proposal.edits)


def with_variants(
    pairs: Sequence[SegmentPair], gathered: Sequence[Evidence], source: EvidenceSource
) -> list[Evidence]:
    """Gives each pair's evidence the variants of its target that are more probable than it.

    Args:
        gathered: of each pair; pairs without forced decoding given their source get none.
        source: scores the variants.

    Returns:
        The evidence in order, its variants by descending gain.

    Raises:
        BackEndError: the forced decoder failed.
    """
    trials = list(_trials(pairs, gathered))
    scored = _scored(trials, source)
    more = [
        replace(trial, proposal=longer)
        for trial, tokens, _ in scored
        if trial.proposal.kind == "verb"
        and (longer := second_verb(trial.proposal, expected_words(trial.text, tokens)))
    ]
    found: dict[int, list[Variant]] = {}
    for trial, _, gain in (*scored, *_scored(more, source)):
        if gain >= LEAST_GAIN:
            edits = trial.proposal.edits
            variant = Variant(trial.proposal.kind, edits, trial.text, round(gain, 3))
            found.setdefault(trial.place, []).append(variant)
    return [
        replace(evidence, variants=tuple(sorted(found.get(place, ()), key=lambda v: -v.gain)))
        for place, evidence in enumerate(gathered)
    ]


def _trials(pairs: Sequence[SegmentPair], gathered: Sequence[Evidence]) -> Iterator[_Trial]:
    for place, (pair, evidence) in enumerate(zip(pairs, gathered, strict=True)):
        forced = evidence.forced_decoding
        tokens = expectations(forced) if forced is not None else None
        if not tokens:
            continue
        before = sum(token.surprisal for token in tokens)
        words = expected_words(pair.target, tokens)
        proposals = [
            *exchanged_names(pair.target, words),
            *exchanged_figures(pair.target, words),
            *inserted_verbs(words),
            *other_forms(words),
            *exchanged_words(pair, words),
            *turned_denials(pair, words),
        ]
        firsts = {word.start: word.first for word in words}
        proposals.sort(key=lambda own: -sum(firsts.get(edit.start, 0.0) for edit in own.edits))
        for proposal in proposals[:MOST]:
            yield _Trial(place, pair, proposal, before)


def _scored(
    trials: Sequence[_Trial], source: EvidenceSource
) -> list[tuple[_Trial, tuple[TokenExpectation, ...], float]]:
    """Trials that could be scored: their tokens, and what they gain in nats."""
    answers = source.score_given([(trial.pair.source or "", trial.text) for trial in trials])
    return [
        (trial, tokens, trial.before - sum(token.surprisal for token in tokens))
        for trial, tokens in zip(trials, answers, strict=True)
        if tokens is not None
    ]
