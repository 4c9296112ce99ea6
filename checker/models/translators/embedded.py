"""Re-translation with the embedded model."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.config import Settings
from checker.errors import SettingsError
from checker.models.base import Translator
from checker.models.lazy import LazyTranslator
from checker.models.lm.gemma.precision import parse_precision
from checker.models.lm.model import EmbeddedModel, embedded_version, load_embedded
from checker.models.lm.prompts import EXAMPLES, english_given
from checker.models.lm.subwords import one_line
from checker.models.translators.generated import Generated, Generating
from checker.models.translators.pieces import MAX_PIECE, answer_limit, joined, pieces_of

if TYPE_CHECKING:
    from checker.models.lm.gemma.decode import Decoding

__all__ = ["EmbeddedTranslator", "create", "translation_signature"]


def translation_signature(version: str, precision: str, *, has_adapter: bool) -> str:
    """Names model, prompt, precision and decoding.

    Args:
        version: of the prepared model.
    """
    prompt = "adapter" if has_adapter else f"{len(EXAMPLES)} examples"
    return f"gemma3-270m|v:{version}|{prompt}|{precision}|greedy|pieces:{MAX_PIECE}|decode:2"


class EmbeddedTranslator(Generating):
    """Translates with the embedded model; greedy first, then two other ways.

    Args:
        model: shared with the forced decoder.
        signature: see `translation_signature`.
        batch_tokens: bound on a batch of forced decoding; generation, which keeps only keys and
            values of each token, takes eight times as many.
    """

    back_end = "embedded"

    def __init__(self, model: EmbeddedModel, signature: str, *, batch_tokens: int = 2048) -> None:
        self._model = model
        self.signature = signature
        self._max_tokens = 8 * batch_tokens

    def generate(self, sources: Sequence[str], *, attempt: int = 0) -> list[Generated]:
        """As `translate`, telling "truncated", "looping" and "copied example" outputs.

        Args:
            attempt: 0 greedy; 1 greedy with a repetition penalty and no 4-gram twice; from 2 on
                sampled at temperature 0.6, seeded by source and attempt.
        """
        split = [pieces_of(one_line(source).text) for source in sources]
        flat = [piece for pieces in split for piece in pieces]
        with self._model.lock:
            outputs = iter(self._answers(flat, attempt))
        return [joined([next(outputs) for _ in pieces]) for pieces in split]

    def _answers(self, pieces: list[str], attempt: int) -> list[Generated]:
        from checker.models.lm.gemma.decode import Answer, Request, decode

        model = self._model
        prefix = model.shared_prefix("english given", self._prompt)
        shared = prefix.ids if prefix else ()
        prompts = [model.encode_prompt(self._prompt(piece)) for piece in pieces]
        answers: dict[int, Answer] = {}
        for begins in (True, False):  # a prompt may, rarely, not begin as its kind does
            chosen = [
                i for i, ids in enumerate(prompts) if (ids[: len(shared)] == shared) is begins
            ]
            requests = [
                Request(
                    prompts[i][len(shared) if begins else 0 :],
                    answer_limit(len(model.tokenizer.encode(pieces[i]))),
                    zlib.crc32(pieces[i].encode("utf-8")) + attempt,
                )
                for i in chosen
            ]
            outputs = decode(
                model.network,
                requests,
                prefix=prefix if begins else None,
                end=model.ends,
                decoding=_decoding(attempt),
                forbidden=model.tokenizer.chinese_ids - model.ends,
                max_tokens=self._max_tokens,
            )
            answers.update(zip(chosen, outputs, strict=True))
        return [
            _generated(model.tokenizer.decode(answers[i].ids), answers[i].stopped)
            for i in range(len(pieces))
        ]

    def _prompt(self, source: str) -> str:
        return english_given(source, has_adapter=self._model.has_adapter)


def _decoding(attempt: int) -> Decoding:
    from checker.models.lm.gemma.decode import Decoding

    if attempt == 0:
        return Decoding()
    if attempt == 1:
        return Decoding(repetition_penalty=1.15, no_repeat=4)
    return Decoding(repetition_penalty=1.05, no_repeat=6, temperature=0.6)


def _generated(text: str, stopped: str) -> Generated:
    text = text.strip()
    if text in {english for _, english in EXAMPLES}:
        return Generated(text, "copied example")
    return Generated(text, {"limit": "truncated", "loop": "looping"}.get(stopped))


def create(argument: str, settings: Settings) -> Translator:
    """The `embedded` back end; nothing is loaded or prepared yet.

    Raises:
        SettingsError: an argument was given.
    """
    if argument:
        raise SettingsError(
            f"the embedded back end takes no argument, but got {argument!r}",
            remedy="Write it as embedded",
        )
    version, has_adapter = embedded_version()
    signature = "embedded|" + translation_signature(
        version, parse_precision(settings.precision), has_adapter=has_adapter
    )
    return LazyTranslator(
        "embedded",
        signature,
        lambda: EmbeddedTranslator(
            load_embedded(settings), signature, batch_tokens=settings.batch_tokens
        ),
    )
