"""Forced decoding with the embedded model: surprisal of given text, given the other side or alone.

Units are the model's subwords, byte tokens of one character merged. Long texts are scored in
pieces: each piece sees the other side whole and the end of the piece before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.backends import embedded_prompts
from checker.backends.embedded_model import EmbeddedModel, embedded_version, load_embedded
from checker.backends.embedded_text import OneLine, Unit, one_line, units_of
from checker.backends.gemma.precision import fastest_precision
from checker.backends.lazy import LazyForcedDecoder
from checker.config import Settings
from checker.embedded.prompts import END, EXAMPLES, forward_answer, reverse_answer
from checker.records import TokenSurprisal

if TYPE_CHECKING:
    from checker.backends.gemma.surprisal import Row, Scored

__all__ = ["EmbeddedForcedDecoder", "create", "scoring_signature"]

MAX_ANSWER = 768
"""Tokens of a text scored in one piece."""

OVERLAP = 128
"""Tokens of the piece before that a piece sees."""

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


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to score, encoded."""

    line: OneLine
    ids: tuple[int, ...]
    units: list[Unit]


@dataclass(slots=True)
class _Job:
    """One way to score one text: its tokens behind one prompt."""

    prompt: tuple[int, ...]
    text: _Text
    parts: list[Scored]


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
            lambda source: embedded_prompts.english_given(source, has_adapter=own),
            embedded_prompts.english_alone(has_adapter=own),
        )

    def score_reverse(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[TokenSurprisal, ...]]:
        """Scores each Chinese source given its English target; see `ReverseForcedDecoder`."""
        own = self._model.has_adapter
        return self._score(
            [(target if target.strip() else None, source) for source, target in pairs],
            reverse_answer,
            "chinese",
            lambda target: embedded_prompts.chinese_given(target, has_adapter=own),
            embedded_prompts.chinese_alone(has_adapter=own),
        )

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
            with_source = [
                _Job(prompt, text, []) if prompt is not None and text.units else None
                for prompt, text in zip(prompts, texts, strict=True)
            ]
            bare = self._model.encode_prompt(alone)
            without = [_Job(bare, text, []) if text.units else None for text in texts]
            self._run([job for job in with_source if job], f"{language} given", given)
            self._run([job for job in without if job], f"{language} alone", lambda _: alone)
            return [
                self._tokens(text, a, b)
                for text, a, b in zip(texts, with_source, without, strict=True)
            ]

    def _prompt(self, given: Callable[[str], str], other: str | None) -> tuple[int, ...] | None:
        """The prompt, None where the other side is absent or too long to be read whole."""
        if other is None or not other.strip():
            return None
        prompt = self._model.encode_prompt(given(one_line(other).text))
        return prompt if len(prompt) <= MAX_PROMPT else None

    def _encoded(self, text: str, answer: Callable[[str], str]) -> _Text:
        line = one_line(text)
        ids, offsets = self._model.tokenizer.encode_with_offsets(
            answer(line.text).removesuffix(END)
        )
        units = units_of(line, offsets)
        return _Text(line, tuple(ids[: units[-1].stop]) if units else (), units)

    def _run(self, jobs: list[_Job], kind: str, prompt: Callable[[str], str]) -> None:
        """Fills in the scores of every piece of every job."""
        from checker.backends.gemma.surprisal import score_rows

        prefix = self._model.shared_prefix(kind, prompt)
        shared = prefix.ids if prefix else ()
        for begins in (True, False):
            chosen = [job for job in jobs if (job.prompt[: len(shared)] == shared) is begins]
            skip = len(shared) if begins else 0
            rows = [(job, row) for job in chosen for row in _rows(job, skip)]
            scored = score_rows(
                self._model.network,
                [row for _, row in rows],
                prefix=prefix if begins else None,
                batch_tokens=self._batch_tokens,
            )
            for (job, _), result in zip(rows, scored, strict=True):
                job.parts.append(result)

    def _tokens(
        self, text: _Text, given: _Job | None, alone: _Job | None
    ) -> tuple[TokenSurprisal, ...]:
        if alone is None:
            return ()
        bare = [value for part in alone.parts for value in part.surprisal]
        parts = given.parts if given else []
        seen = [value for part in parts for value in part.surprisal]
        preferred = [token for part in parts for token in part.preferred]
        probability = [value for part in parts for value in part.probability]
        tokens = []
        for unit in text.units:
            expected = expected_probability = None
            if seen and preferred[unit.lead] != text.ids[unit.lead]:
                expected = self._shown(preferred[unit.lead])
                expected_probability = round(probability[unit.lead], _DIGITS)
            tokens.append(
                TokenSurprisal(
                    start=unit.start,
                    end=unit.end,
                    given_source=round(sum(seen[unit.first : unit.stop]), _DIGITS)
                    if seen
                    else None,
                    alone=round(sum(bare[unit.first : unit.stop]), _DIGITS),
                    expected=expected,
                    expected_probability=expected_probability if expected is not None else None,
                )
            )
        return tuple(tokens)

    def _shown(self, token: int) -> str | None:
        """A preferred token in plain text: "" for the end, None for a part of a character."""
        if token in self._model.ends:
            return ""
        text = self._model.tokenizer.decode([token]).strip()
        return None if not text or "\ufffd" in text else text


def _rows(job: _Job, skip: int) -> list[Row]:
    """A job's pieces, each behind the prompt and the end of the piece before."""
    from checker.backends.gemma.surprisal import Row

    prompt, ids = job.prompt[skip:], job.text.ids
    return [
        Row((*prompt, *ids[max(0, start - OVERLAP) : start]), ids[start : start + MAX_ANSWER])
        for start in range(0, len(ids), MAX_ANSWER)
    ]


def create(settings: Settings) -> LazyForcedDecoder:
    """The forced decoder; nothing is loaded or prepared yet.

    Raises:
        IntegrityError: a named adapter cannot be used.
    """
    version, has_adapter = embedded_version()
    signature = scoring_signature(version, fastest_precision(), has_adapter=has_adapter)
    return LazyForcedDecoder(
        signature,
        lambda: EmbeddedForcedDecoder(
            load_embedded(settings), signature, batch_tokens=settings.batch_tokens
        ),
    )
