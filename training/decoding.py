"""Decodes with the CTranslate2 int8 conversion: greedy, beam search, minimum Bayes risk."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from checker.models.lm import (
    BOS,
    EOS,
    UNK,
    EmbeddedTokenizer,
    PreparedModel,
    load_tokenizer,
    prepared,
)

__all__ = ["Decoded", "Decoder", "minimum_bayes_risk", "translate_as_product"]

_BATCH = 24


@dataclass(frozen=True, slots=True)
class Decoded:
    """Translations in the order of the sources.

    Attributes:
        truncated: per source, whether the output ended only because it was long enough.
        tokens: generated in all (samples included).
        seconds: of wall-clock time.
    """

    texts: list[str]
    truncated: list[bool]
    tokens: int
    seconds: float


def minimum_bayes_risk(candidates: Sequence[str]) -> str:
    """The candidate with the highest mean chrF against the others (Eikema & Aziz 2020)."""
    from sacrebleu.metrics import CHRF

    chrf = CHRF()
    distinct = list(dict.fromkeys(candidates))
    counts = [candidates.count(text) for text in distinct]

    def utility(text: str) -> float:
        total = sum(
            count * chrf.sentence_score(text, [other]).score
            for other, count in zip(distinct, counts, strict=True)
        )
        return float(total)

    return max(distinct, key=utility)


def translate_as_product(sources: Sequence[str], *, threads: int = 2) -> Decoded:
    """Translates as a user's run does: shipped adapter, own decoder, bad outputs tried anew.

    `truncated` then marks what stayed unusable after all attempts, whatever the reason.
    """
    from checker.config import Settings
    from checker.evidence.retranslate import retranslate
    from checker.models.registry import create_translator

    translator = create_translator("embedded", Settings(threads=threads))
    translator.translate(["天气很好。"])  # loads the model
    begun = time.perf_counter()
    results = retranslate(list(sources), translator)
    seconds = time.perf_counter() - begun
    tokenizer = load_tokenizer(prepared())
    tokens = sum(len(tokenizer.encode(result.text)) + 1 for result in results)
    texts = [result.text for result in results]
    return Decoded(texts, [not result.usable for result in results], tokens, seconds)


class Decoder:
    """A prepared model behind CTranslate2.

    Args:
        model: with `ct2_path`.
        threads: of the processor.
        seed: of sampling.
        english_only: forbid tokens that only Chinese needs.
    """

    def __init__(
        self, model: PreparedModel, *, threads: int = 2, seed: int = 0, english_only: bool = True
    ) -> None:
        import ctranslate2

        ctranslate2.set_random_seed(seed)
        self._model = model
        self._generator = ctranslate2.Generator(
            str(model.ct2_path), intra_threads=threads, compute_type="int8"
        )
        self._tokenizer: EmbeddedTokenizer = load_tokenizer(model)
        pieces = self._tokenizer.pieces
        forbidden = sorted(self._tokenizer.chinese_ids) if english_only else []
        self._forbidden = [[pieces[i]] for i in forbidden] or None

    def translate(
        self, sources: Sequence[str], *, method: str = "greedy", longest: int = 200
    ) -> Decoded:
        """Translates all sources.

        Args:
            method: "greedy", "beam4" or "mbr8" (8 samples at temperature 0.7, chrF as utility).
            longest: new tokens at most.
        """
        methods: dict[str, dict[str, Any]] = {
            "greedy": {"beam_size": 1},
            "beam4": {"beam_size": 4, "length_penalty": 1.0},
            "mbr8": {
                "beam_size": 1,
                "num_hypotheses": 8,
                "sampling_topk": 40,
                "sampling_temperature": 0.7,
            },
        }
        options = methods[method]
        pieces = self._tokenizer.pieces
        prompts = [
            [pieces[i] for i in (BOS, *self._tokenizer.encode(self._model.prompt(source)))]
            for source in sources
        ]
        order = sorted(range(len(sources)), key=lambda i: len(prompts[i]))
        texts, truncated, tokens = [""] * len(sources), [False] * len(sources), 0
        begun = time.perf_counter()
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            results = self._generator.generate_batch(
                [prompts[i] for i in rows],
                max_length=longest,
                include_prompt_in_result=False,
                suppress_sequences=self._forbidden,
                end_token=[pieces[EOS], pieces[self._tokenizer.newline_id]],
                **options,
            )
            for i, result in zip(rows, results, strict=True):
                sequences = result.sequences_ids
                tokens += sum(map(len, sequences))
                candidates = [self._text(sequence) for sequence in sequences]
                texts[i] = candidates[0] if len(candidates) == 1 else minimum_bayes_risk(candidates)
                truncated[i] = len(sequences[0]) >= longest
        return Decoded(texts, truncated, tokens, time.perf_counter() - begun)

    def _text(self, ids: Sequence[int]) -> str:
        text = self._tokenizer.decode(i for i in ids if i > UNK)
        return " ".join(text.split())
