"""Forced decoding with the embedded model: surprisal of given text, given the other side or alone.

Units are the model's subwords, byte tokens of one character merged. Long texts are scored in
pieces: each piece sees the other side whole and the end of the piece before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.config import Settings
from checker.models.lazy import LazyForcedDecoder
from checker.models.lm.gemma.precision import parse_precision
from checker.models.lm.jobs import MAX_ANSWER, OVERLAP, Job, Text, rows_of
from checker.models.lm.model import EmbeddedModel, embedded_version, load_embedded
from checker.models.lm.prompts import (
    END,
    EXAMPLES,
    chinese_alone,
    chinese_given,
    english_alone,
    english_given,
    forward_answer,
    reverse_answer,
)
from checker.models.lm.subwords import one_line, units_of
from checker.records import TokenExpectation, TokenSurprisal

__all__ = ["EmbeddedForcedDecoder", "create", "scoring_signature"]

MAX_PROMPT = 2048
"""Tokens of the other side; beyond it the contrast is marked missing, not computed on a part."""

_DIGITS = 3  # of nats and probabilities: equal results from the model and from the cache


def scoring_signature(version: str, precision: str, *, has_adapter: bool) -> str:
    """Names model, prompt, precision and limits.

    Args:
        version: of the prepared model.
    """
    prompt = "adapter" if has_adapter else f"{len(EXAMPLES)} examples"
    limits = f"piece:{MAX_ANSWER}/{OVERLAP}/{MAX_PROMPT}"
    return f"gemma3-270m|v:{version}|{prompt}|{precision}|{limits}|surprisal:1"


class EmbeddedForcedDecoder:
    """Scores text with the embedded model.

    Args:
        model: shared with the translator.
        signature: see `scoring_signature`.
        batch_tokens: tokens, padding included, in one batch.
    """

    def __init__(self, model: EmbeddedModel, signature: str, *, batch_tokens: int = 2048) -> None:
        self._model = model
        self._signature = signature
        self._batch_tokens = batch_tokens

    @property
    def signature(self) -> str:
        """Names model, prompt, precision and limits; a cache key."""
        return self._signature

    def score(self, pairs: Sequence[tuple[str | None, str]]) -> list[tuple[TokenSurprisal, ...]]:
        """Scores each English target given its Chinese source, and alone; see `ForcedDecoder`."""
        own = self._model.has_adapter
        return self._score(
            pairs,
            forward_answer,
            "english",
            lambda source: english_given(source, has_adapter=own),
            english_alone(has_adapter=own),
        )

    def score_reverse(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[TokenSurprisal, ...]]:
        """Scores each Chinese source given its English target; see `ReverseForcedDecoder`."""
        own = self._model.has_adapter
        return self._score(
            [(target if target.strip() else None, source) for source, target in pairs],
            reverse_answer,
            "chinese",
            lambda target: chinese_given(target, has_adapter=own),
            chinese_alone(has_adapter=own),
        )

    def score_given(
        self, pairs: Sequence[tuple[str, str]]
    ) -> list[tuple[TokenExpectation, ...] | None]:
        """Scores each English target given its Chinese source only; see `ReverseForcedDecoder`."""
        own = self._model.has_adapter

        def given(source: str) -> str:
            return english_given(source, has_adapter=own)

        with self._model.lock:
            texts = [self._encoded(text, forward_answer) for _, text in pairs]
            prompts = [self._prompt(given, source) for source, _ in pairs]
            jobs = self._read(texts, prompts, "english given", given)
            return [
                tuple(self._expectations(text, job)) if job else None
                for text, job in zip(texts, jobs, strict=True)
            ]

    def _score(
        self,
        pairs: Sequence[tuple[str | None, str]],
        answer: Callable[[str], str],
        language: str,
        given: Callable[[str], str],
        alone: str,
    ) -> list[tuple[TokenSurprisal, ...]]:
        with self._model.lock:
            texts = [self._encoded(text, answer) for _, text in pairs]
            prompts = [self._prompt(given, other) for other, _ in pairs]
            with_source = self._read(texts, prompts, f"{language} given", given)
            bare = [self._model.encode_prompt(alone)] * len(texts)
            without = self._read(texts, bare, f"{language} alone", lambda _: alone)
            return [
                self._tokens(text, a, b)
                for text, a, b in zip(texts, with_source, without, strict=True)
            ]

    def _read(
        self,
        texts: Sequence[Text],
        prompts: Sequence[tuple[int, ...] | None],
        kind: str,
        prompt: Callable[[str], str],
    ) -> list[Job | None]:
        """Scores each text behind its prompt; None where there is no prompt or no text."""
        jobs = [
            Job(given, text, []) if given is not None and text.units else None
            for given, text in zip(prompts, texts, strict=True)
        ]
        self._run([job for job in jobs if job], kind, prompt)
        return jobs

    def _prompt(self, given: Callable[[str], str], other: str | None) -> tuple[int, ...] | None:
        """The prompt, None where the other side is absent or too long to be read whole."""
        if other is None or not other.strip():
            return None
        prompt = self._model.encode_prompt(given(one_line(other).text))
        return prompt if len(prompt) <= MAX_PROMPT else None

    def _encoded(self, text: str, answer: Callable[[str], str]) -> Text:
        line = one_line(text)
        ids, offsets = self._model.tokenizer.encode_with_offsets(
            answer(line.text).removesuffix(END)
        )
        units = units_of(line, offsets)
        return Text(line, tuple(ids[: units[-1].stop]) if units else (), units)

    def _run(self, jobs: list[Job], kind: str, prompt: Callable[[str], str]) -> None:
        """Fills in the scores of every piece of every job."""
        from checker.models.lm.gemma.surprisal import score_rows

        prefix = self._model.shared_prefix(kind, prompt)
        shared = prefix.ids if prefix else ()
        for begins in (True, False):
            chosen = [job for job in jobs if (job.prompt[: len(shared)] == shared) is begins]
            skip = len(shared) if begins else 0
            rows = [(job, row) for job in chosen for row in rows_of(job, skip)]
            scored = score_rows(
                self._model.network,
                [row for _, row in rows],
                prefix=prefix if begins else None,
                batch_tokens=self._batch_tokens,
            )
            for (job, _), result in zip(rows, scored, strict=True):
                job.parts.append(result)

    def _tokens(
        self, text: Text, given: Job | None, alone: Job | None
    ) -> tuple[TokenSurprisal, ...]:
        if alone is None:
            return ()
        bare = [value for part in alone.parts for value in part.surprisal]
        seen = self._expectations(text, given) if given else [None] * len(text.units)
        return tuple(
            TokenSurprisal(
                start=unit.start,
                end=unit.end,
                given_source=token.surprisal if token else None,
                alone=round(sum(bare[unit.first : unit.stop]), _DIGITS),
                expected=token.expected if token else None,
                expected_probability=token.expected_probability if token else None,
            )
            for unit, token in zip(text.units, seen, strict=True)
        )

    def _expectations(self, text: Text, given: Job) -> list[TokenExpectation]:
        surprisal = [value for part in given.parts for value in part.surprisal]
        preferred = [token for part in given.parts for token in part.preferred]
        probability = [value for part in given.parts for value in part.probability]
        tokens = []
        for unit in text.units:
            other = preferred[unit.lead] != text.ids[unit.lead]
            expected = self._shown(preferred[unit.lead]) if other else None
            tokens.append(
                TokenExpectation(
                    start=unit.start,
                    end=unit.end,
                    surprisal=round(sum(surprisal[unit.first : unit.stop]), _DIGITS),
                    expected=expected,
                    expected_probability=None
                    if expected is None
                    else round(probability[unit.lead], _DIGITS),
                )
            )
        return tokens

    def _shown(self, token: int) -> str | None:
        """A preferred token in plain text: "" for the end, None for a part of a character."""
        if token in self._model.ends:
            return ""
        text = self._model.tokenizer.decode([token]).strip()
        return None if not text or "\ufffd" in text else text


def create(settings: Settings) -> LazyForcedDecoder:
    """The forced decoder; nothing is loaded or prepared yet.

    Raises:
        IntegrityError: a named adapter cannot be used.
    """
    version, has_adapter = embedded_version()
    precision = parse_precision(settings.precision)
    signature = scoring_signature(version, precision, has_adapter=has_adapter)
    return LazyForcedDecoder(
        signature,
        lambda: EmbeddedForcedDecoder(
            load_embedded(settings), signature, batch_tokens=settings.batch_tokens
        ),
    )
