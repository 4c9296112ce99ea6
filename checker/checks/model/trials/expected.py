"""Words of a target with what a reader of the Chinese expects in their place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from checker.language.tokens import WORD
from checker.records import ForcedDecoding, TokenExpectation

__all__ = ["ExpectedWord", "expectations", "expected_words"]


@dataclass(frozen=True, slots=True)
class ExpectedWord:
    """A word or mark, `text[start:end]`.

    Attributes:
        first: surprisal of its first subword given the source, in nats.
        expected: what the model would rather read where the word begins, without spaces; "" where
            it expects what stands there, or nothing it can name.
        probability: that reading's probability; 0 where `expected` is "".
    """

    text: str
    start: int
    end: int
    first: float
    expected: str
    probability: float


def expectations(forced: ForcedDecoding) -> tuple[TokenExpectation, ...] | None:
    """The tokens of a forced decoding as scored given the source; None where any was not."""
    tokens = []
    for token in forced.tokens:
        if token.given_source is None:
            return None
        tokens.append(
            TokenExpectation(
                token.start,
                token.end,
                token.given_source,
                token.expected,
                token.expected_probability,
            )
        )
    return tuple(tokens)


def expected_words(text: str, tokens: Sequence[TokenExpectation]) -> list[ExpectedWord]:
    """Words in whose first character a subword begins, in order."""
    starts = [token.start for token in tokens]
    words = []
    for match in WORD.finditer(text):
        index = bisect_left(starts, match.start())
        if index == len(starts) or starts[index] != match.start():
            continue
        token = tokens[index]
        words.append(
            ExpectedWord(
                match.group(),
                match.start(),
                match.end(),
                token.surprisal,
                (token.expected or "").strip(),
                token.expected_probability or 0.0,
            )
        )
    return words
