"""Two figures or months of one sentence, exchanged: «from 8 to 5» for 从5增至8."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.checks.model.trials.exchange import exchanged
from checker.checks.model.trials.expected import ExpectedWord
from checker.checks.model.trials.proposal import Proposal
from checker.language.calendar import MONTHS
from checker.language.english_sentences import split_english
from checker.records import Span

__all__ = ["SUSPICIOUS", "exchanged_figures"]

SUSPICIOUS = 3.0
"""Nats that both figures together must surprise by where they begin."""

# Hours are told by two clocks: 21时 is «9 p.m.».
_FIGURE = re.compile(
    r"(?<![\w.,$-])(?<!\d:)\d+(?:[.,]\d+)*(?![\w-]|[.,]\d|:\d\d\b|\s*(?:[ap]\.\s?m|[ap]m\b|o['’]clock))",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")


def exchanged_figures(target: str, words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    """Proposes exchanges of two different figures, units left where they are, or of two months.

    Args:
        words: of the target, with their surprisals.
    """
    for sentence in split_english(target):
        for pattern in (_FIGURE, _MONTH):
            found = [
                Span(match.start(), match.end(), match.group())
                for match in pattern.finditer(target, sentence.start, sentence.end)
            ]
            yield from exchanged("figures", target, found, words, least=SUSPICIOUS)
