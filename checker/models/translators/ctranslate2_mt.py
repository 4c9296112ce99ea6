"""A sequence-to-sequence model converted to CTranslate2, with its tokenizer files beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.config import Settings
from checker.errors import BackEndError, IntegrityError, ModelError, missing_extra
from checker.models.base import Translator
from checker.models.lazy import LazyTranslator
from checker.models.threads import spin_briefly
from checker.models.translators.ct2_tokenizer import Ct2Tokenizer, load_ct2_tokenizer
from checker.models.translators.fingerprint import folder_fingerprint
from checker.models.translators.generated import Generated, Generating
from checker.models.translators.hf_files import SEQUENCE_BEAMS, parse_options
from checker.models.translators.mt_languages import direction_of
from checker.models.translators.pieces import answer_limit, joined, pieces_of

__all__ = ["CTranslate2Translator", "create"]

_LONGEST_ANSWER = 480  # tokens; Marian models have 512 positions, and fail behind them


class CTranslate2Translator(Generating):
    """A loaded converted model.

    Args:
        back_end: its id with argument.
        signature: see `create`.
        folder: holds `model.bin`, the vocabulary and the tokenizer's files.
        beams: beam width.
        threads: 0 = all cores.
        batch_tokens: bound on the source tokens of a batch.

    Raises:
        ModelError: it cannot be loaded.
        MissingDependencyError: ctranslate2 is not installed.
    """

    def __init__(
        self,
        back_end: str,
        signature: str,
        folder: Path,
        *,
        beams: int = SEQUENCE_BEAMS,
        threads: int = 0,
        batch_tokens: int = 2048,
    ) -> None:
        self.back_end = back_end
        self.signature = signature
        self._model = _load(folder, threads)
        self._tokenizer: Ct2Tokenizer = load_ct2_tokenizer(folder)
        self._direction = direction_of(_vocabulary(folder).__contains__)
        self._beams = beams
        self._batch_tokens = batch_tokens

    def generate(self, sources: Sequence[str], *, attempt: int = 0) -> list[Generated]:
        """As `translate`, telling truncated outputs.

        Raises:
            BackEndError: the model failed.
        """
        split = [pieces_of(source) for source in sources]
        rows = [self._encode(piece) for pieces in split for piece in pieces]
        by_limit: dict[int, list[int]] = {}
        for i, row in enumerate(rows):
            by_limit.setdefault(min(answer_limit(len(row)), _LONGEST_ANSWER), []).append(i)
        outputs: dict[int, Generated] = {}
        for limit, places in by_limit.items():
            found = self._run([rows[i] for i in places], limit, attempt)
            outputs.update(zip(places, found, strict=True))
        flat = iter([outputs[i] for i in range(len(rows))])
        return [joined([next(flat) for _ in pieces]) for pieces in split]

    def _run(self, rows: list[list[str]], limit: int, attempt: int) -> list[Generated]:
        before = list(self._direction.target_tokens)
        try:
            results = self._model.translate_batch(
                rows,
                target_prefix=[before] * len(rows) if before else None,
                max_batch_size=self._batch_tokens,
                batch_type="tokens",
                max_input_length=0,
                max_decoding_length=limit,
                return_end_token=True,
                **_decoding(attempt, self._beams),
            )
        except (RuntimeError, ValueError) as error:
            raise BackEndError(f"{self.back_end} failed: {error}") from error
        return [self._output(result.hypotheses[0]) for result in results]

    def _encode(self, source: str) -> list[str]:
        own = self._tokenizer.encode(self._direction.source_text + source)
        return [*self._direction.source_tokens, *own, *self._tokenizer.source_end]

    def _output(self, tokens: list[str]) -> Generated:
        ended = bool(tokens) and tokens[-1] in self._tokenizer.ends
        own = tokens[len(self._direction.target_tokens) : len(tokens) - ended]
        text = " ".join(self._tokenizer.decode(own).split())
        return Generated(text, None if ended else "truncated")


def _vocabulary(folder: Path) -> frozenset[str]:
    """The tokens a source may hold, language codes included."""
    for name in ("shared_vocabulary", "source_vocabulary"):
        try:
            if (folder / f"{name}.json").is_file():
                return frozenset(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
            if (folder / f"{name}.txt").is_file():
                return frozenset((folder / f"{name}.txt").read_text(encoding="utf-8").split("\n"))
        except (OSError, ValueError, TypeError) as error:
            raise IntegrityError("the vocabulary is damaged", where=str(folder)) from error
    return frozenset()


def _decoding(attempt: int, beams: int) -> dict[str, Any]:
    if attempt == 0:
        return {"beam_size": beams}
    if attempt == 1:
        return {"beam_size": beams, "no_repeat_ngram_size": 4, "repetition_penalty": 1.15}
    return {"beam_size": 1, "no_repeat_ngram_size": 3, "repetition_penalty": 1.3}


def _load(folder: Path, threads: int) -> Any:
    spin_briefly()
    try:
        import ctranslate2
    except ImportError as error:
        raise missing_extra("ct2: back ends need ctranslate2", "models") from error
    try:
        return ctranslate2.Translator(
            str(folder), device="cpu", compute_type="auto", intra_threads=threads
        )
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"the converted model cannot be loaded: {error}",
            where=str(folder),
            remedy="Convert it again with ct2-transformers-converter",
        ) from error


def create(argument: str, settings: Settings) -> Translator:
    """The `ct2:FOLDER[#beams=N]` back end; the model is loaded on first use.

    Raises:
        IntegrityError: the folder holds no converted model.
    """
    name, beams = parse_options(argument, default_beams=SEQUENCE_BEAMS)
    folder = Path(name).expanduser()
    if not (folder / "model.bin").is_file():
        raise IntegrityError(
            "no model.bin there",
            where=str(folder),
            remedy="Name a folder written by ct2-transformers-converter",
        )
    width = beams or SEQUENCE_BEAMS
    back_end = f"ct2:{argument}"
    signature = f"ct2|{folder.name}|f:{folder_fingerprint(folder)}|auto|beams:{width}|decode:1"
    return LazyTranslator(
        back_end,
        signature,
        lambda: CTranslate2Translator(
            back_end,
            signature,
            folder,
            beams=width,
            threads=settings.threads,
            batch_tokens=settings.batch_tokens,
        ),
    )
