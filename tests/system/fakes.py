"""Evidence that needs no model, and the texts it speaks of."""

from __future__ import annotations

from checker.checks.model.word_features import target_words
from checker.records import QualityEstimate, TokenExpectation, TokenQuality, TokenSurprisal

SOURCE = "全县投资7900万元到位。\n我国粮食产量再创新高，秋收已基本结束。\n"
TARGET = (
    "The county has invested 7.9 million yuan.\n"
    "My country's grain output hit a new high, and the autumn harvest is over.\n"
)


class FakeTranslator:
    back_end = "fake"
    signature = "fake|1"

    def __init__(self, answers):
        self.answers = answers
        self.asked = []

    def translate(self, sources, *, attempt=0):
        self.asked += sources
        return [self.answers.get(source, "") for source in sources]


class FakeDecoder:
    """Every word costs 1 nat given the source and 3 alone, but `odd` words cost 12 either way."""

    signature = "fake-decoder|1"

    def __init__(self, odd=()):
        self.odd = odd

    def _words(self, text):
        place = 0
        for word in text.split():
            start = text.index(word, place)
            place = start + len(word)
            yield word, start, place

    def score(self, pairs):
        return [
            tuple(
                TokenSurprisal(
                    start,
                    end,
                    None if source is None else (12.0 if word in self.odd else 1.0),
                    12.0 if word in self.odd else 3.0,
                    "other",
                    0.5,
                )
                for word, start, end in self._words(target)
            )
            for source, target in pairs
        ]

    def score_given(self, pairs):
        return [
            tuple(TokenExpectation(t.start, t.end, t.given_source) for t in tokens)
            for tokens in self.score(pairs)
        ]

    def score_reverse(self, pairs):
        return [
            tuple(TokenSurprisal(i, i + 1, 1.0, 3.0) for i in range(len(source)))
            for source, _ in pairs
        ]


class FakeEstimator:
    """Suspects the words in `odd`; a segment with one of them is worth less."""

    signature = "fake-estimator|1"

    def __init__(self, odd):
        self.odd = odd

    def estimate(self, pairs):
        return [
            QualityEstimate(
                tuple(
                    TokenQuality(
                        w.start, w.end, *((0.95, 0.9) if w.text in self.odd else (0.01, 0.0))
                    )
                    for w in target_words(target)
                ),
                (),
                0.01,
                0.7 if any(word in target for word in self.odd) else 0.0,
                0.5 if any(word in target for word in self.odd) else 0.0,
                0.4,
                self.signature,
            )
            for _, target in pairs
        ]


ANSWERS = {
    "全县投资7900万元到位。": "The county invested 79 million yuan.",
    "我国粮食产量再创新高，秋收已基本结束。": "China's grain output set a record; harvest is over.",
}
