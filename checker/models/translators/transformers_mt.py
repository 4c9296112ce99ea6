"""Any transformers model from a folder or the hub cache: sequence-to-sequence, or causal chat."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from checker.config import Settings
from checker.errors import BackEndError, ModelError, missing_extra
from checker.models.base import Translator
from checker.models.lazy import LazyTranslator
from checker.models.lm.gemma.precision import Precision, parse_precision
from checker.models.threads import use_threads
from checker.models.translators.generated import Generated, Generating
from checker.models.translators.hf_files import (
    SEQUENCE_BEAMS,
    ModelFiles,
    find_files,
    parse_options,
)
from checker.models.translators.hf_prompts import ChatPrompt, PairPrompt, Prompt
from checker.models.translators.pieces import MAX_PIECE, answer_limit, joined, pieces_of

__all__ = ["TransformersTranslator", "create"]


class TransformersTranslator(Generating):
    """A loaded model; use it from one thread at a time.

    Args:
        back_end: its id with argument.
        signature: see `create`.
        files: where it lies.
        precision: of a chat model; sequence-to-sequence models run in float32.
        beams: beam width; None for the default of its kind.
        batch_tokens: bound on rows times source tokens in a batch.

    Raises:
        ModelError: it cannot be loaded, or needs code of its own, which is never run.
        MissingDependencyError: a package it needs is missing.
    """

    def __init__(
        self,
        back_end: str,
        signature: str,
        files: ModelFiles,
        precision: Precision,
        *,
        beams: int | None = None,
        batch_tokens: int = 2048,
    ) -> None:
        self.back_end = back_end
        self.signature = signature
        self._model, self._tokenizer = _load(files, precision)
        self._prompt = _prompt_for(self._model, self._tokenizer)
        places = getattr(self._model.config, "max_position_embeddings", None) or 1 << 20
        self._places = int(places)
        self._longest = min(MAX_PIECE, max(16, self._places // 2))
        own = SEQUENCE_BEAMS if self._model.config.is_encoder_decoder else 1
        self._beams = own if beams is None else beams
        self._batch_tokens = batch_tokens

    def generate(self, sources: Sequence[str], *, attempt: int = 0) -> list[Generated]:
        """As `translate`, telling truncated outputs.

        Raises:
            BackEndError: the model failed.
        """
        split = [pieces_of(source, longest=self._longest) for source in sources]
        rows = [self._prompt.encode(piece) for pieces in split for piece in pieces]
        outputs: dict[int, Generated] = {}
        # Sampling noise is drawn for a whole batch; alone, a row's does not depend on others.
        alone = [[i] for i in range(len(rows))]
        for batch in self._batches(rows) if attempt < 2 else alone:
            try:
                found = self._run([rows[i] for i in batch], attempt)
            except (RuntimeError, ValueError, IndexError) as error:
                raise BackEndError(
                    f"{self.back_end} failed: {error}", remedy="Try shorter segments"
                ) from error
            outputs.update(zip(batch, found, strict=True))
        flat = iter([outputs[i] for i in range(len(rows))])
        return [joined([next(flat) for _ in pieces]) for pieces in split]

    def _batches(self, rows: list[list[int]]) -> list[list[int]]:
        """Indices of rows of like length, longest first."""
        batches: list[list[int]] = []
        for i in sorted(range(len(rows)), key=lambda i: -len(rows[i])):
            last = batches[-1] if batches else []
            first = rows[last[0]] if last else []
            small = (len(last) + 1) * len(first) * self._beams <= self._batch_tokens
            if last and small and self._limit(rows[i]) == self._limit(first):
                last.append(i)
            else:
                batches.append([i])
        return batches

    def _run(self, rows: list[list[int]], attempt: int) -> list[Generated]:
        import torch

        width = max(len(row) for row in rows)
        pad = self._pad_id
        left = not self._model.config.is_encoder_decoder
        gaps = [[pad] * (width - len(row)) for row in rows]
        ids = [g + row if left else row + g for g, row in zip(gaps, rows, strict=True)]
        seen = [[0] * len(g) + [1] * len(row) for g, row in zip(gaps, rows, strict=True)]
        mask = seen if left else [line[::-1] for line in seen]
        room = self._places - 1 - (width if left else 0)
        limit = max(1, min(self._limit(rows[0]), room))
        with torch.inference_mode(), torch.random.fork_rng(devices=[]):
            torch.manual_seed(zlib.crc32(str(rows).encode()) + attempt)
            output = self._model.generate(
                input_ids=torch.tensor(ids),
                attention_mask=torch.tensor(mask),
                max_new_tokens=limit,
                pad_token_id=pad,
                **self._prompt.options,
                **_decoding(attempt, self._beams),
            )
        return [self._output(row[width if left else 1 :]) for row in output.tolist()]

    def _limit(self, row: list[int]) -> int:
        """Tokens of an answer; a long prompt around the source earns no more."""
        return answer_limit(min(len(row), MAX_PIECE))

    @property
    def _pad_id(self) -> int:
        known = (self._tokenizer.pad_token_id, self._tokenizer.eos_token_id, 0)
        return next(int(token) for token in known if token is not None)

    def _output(self, ids: list[int]) -> Generated:
        ends = self._model.generation_config.eos_token_id
        stops = set(ends if isinstance(ends, list) else [ends]) | self._prompt.stops
        end = next((place for place, token in enumerate(ids) if token in stops), None)
        text = self._tokenizer.decode(ids[:end], skip_special_tokens=True)
        return Generated(" ".join(text.split()), None if end is not None else "truncated")


def _decoding(attempt: int, beams: int) -> dict[str, Any]:
    if attempt == 0:
        return {"num_beams": beams, "do_sample": False}
    if attempt == 1:
        return {
            "num_beams": max(2, beams),
            "do_sample": False,
            "no_repeat_ngram_size": 4,
            "repetition_penalty": 1.15,
        }
    return {"num_beams": 1, "do_sample": True, "temperature": 0.6, "top_k": 50}


def _load(files: ModelFiles, precision: Precision) -> tuple[Any, Any]:
    try:
        import transformers
        from transformers.utils import logging
    except ImportError as error:
        raise missing_extra("hf: back ends need torch and transformers", "models") from error
    logging.disable_progress_bar()
    safe: dict[str, Any] = {"trust_remote_code": False, "local_files_only": True}
    try:
        config = transformers.AutoConfig.from_pretrained(files.folder, **safe)
        pairs = bool(config.is_encoder_decoder)
        kind = transformers.AutoModelForSeq2SeqLM if pairs else transformers.AutoModelForCausalLM
        dtype = "float32" if pairs else precision
        model = kind.from_pretrained(files.folder, use_safetensors=True, dtype=dtype, **safe)
        tokenizer = transformers.AutoTokenizer.from_pretrained(files.folder, **safe)
    except ImportError as error:
        raise missing_extra(
            f"the model's tokenizer needs a further package: {error}",
            "models",
            where=str(files.folder),
        ) from error
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(
            f"the model cannot be loaded: {error}",
            where=str(files.folder),
            remedy="Check that it is a translation or chat model that needs no code of its own",
        ) from error
    return model.eval(), tokenizer


def _prompt_for(model: Any, tokenizer: Any) -> Prompt:
    if model.config.is_encoder_decoder:
        return PairPrompt(tokenizer, str(model.config.model_type))
    return ChatPrompt(tokenizer)


def create(argument: str, settings: Settings) -> Translator:
    """The `hf:MODEL[@REVISION][#beams=N]` back end; the model is loaded on first use.

    Raises:
        ModelError: the model is not on this machine (offline) or has no safetensors.
    """
    name, beams = parse_options(argument, default_beams=None)
    files = find_files(name, offline=settings.offline)
    width = "default" if beams is None else str(beams)
    precision = parse_precision(settings.precision)
    signature = f"hf|{name}|r:{files.revision}|{precision}|beams:{width}|decode:1"
    back_end = f"hf:{argument}"

    def load() -> Translator:
        use_threads(settings.threads)
        return TransformersTranslator(
            back_end, signature, files, precision, beams=beams, batch_tokens=settings.batch_tokens
        )

    return LazyTranslator(back_end, signature, load)
