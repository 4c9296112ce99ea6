"""Tokenizers beside a CTranslate2 model: tokenizer.json, SentencePiece files, or transformers'."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from checker.errors import IntegrityError, ModelError, missing_extra

__all__ = ["Ct2Tokenizer", "load_ct2_tokenizer"]

_END = "</s>"


class Ct2Tokenizer(Protocol):
    """Text to the model's tokens and back.

    Attributes:
        source_end: tokens the model expects behind a source.
        ends: tokens that end an answer.
    """

    source_end: tuple[str, ...]
    ends: frozenset[str]

    def encode(self, text: str) -> list[str]:
        """Tokens of a text, no special ones added."""
        ...

    def decode(self, tokens: Sequence[str]) -> str:
        """The text of tokens."""
        ...


class _Fast:
    """`tokenizer.json`, read by the tokenizers package."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises bare Exception
            raise IntegrityError(
                f"the tokenizer cannot be read: {error}", where=str(path)
            ) from error
        known = [t for t in (_END, "<eos>") if self._tokenizer.token_to_id(t) is not None]
        self.source_end: tuple[str, ...] = tuple(known[:1])
        self.ends = frozenset({_END, *known})

    def encode(self, text: str) -> list[str]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).tokens)

    def decode(self, tokens: Sequence[str]) -> str:
        ids = [self._tokenizer.token_to_id(token) for token in tokens]
        return str(self._tokenizer.decode([i for i in ids if i is not None]))


class _Pieces:
    """SentencePiece: one file for both sides (Argos, OpenNMT), or one a side (Marian)."""

    def __init__(self, source: Path, target: Path) -> None:
        try:
            from sentencepiece import SentencePieceProcessor
        except ImportError as error:
            raise missing_extra("this model's tokenizer needs sentencepiece", "models") from error
        try:
            self._source = SentencePieceProcessor(model_file=str(source))
            self._target = SentencePieceProcessor(model_file=str(target))
        except (OSError, RuntimeError) as error:
            raise IntegrityError(
                f"the tokenizer cannot be read: {error}", where=str(source)
            ) from error
        # Marian models read the end token behind a source; OpenNMT's do not.
        self.source_end: tuple[str, ...] = (_END,) if source != target else ()
        self.ends = frozenset({_END})

    def encode(self, text: str) -> list[str]:
        return list(self._source.encode(text, out_type=str))

    def decode(self, tokens: Sequence[str]) -> str:
        return str(self._target.decode_pieces(list(tokens)))


class _Slow:
    """Whatever transformers makes of the folder's tokenizer files."""

    def __init__(self, folder: Path) -> None:
        from transformers import AutoTokenizer

        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(
                folder, local_files_only=True, trust_remote_code=False
            )
        except (OSError, ValueError, ImportError) as error:
            raise ModelError(
                f"the tokenizer cannot be loaded: {error}",
                where=str(folder),
                remedy="Copy the original model's tokenizer files into the folder",
            ) from error
        end = self._tokenizer.eos_token
        self.source_end: tuple[str, ...] = (end,) if end else ()
        self.ends = frozenset({_END, *self.source_end})

    def encode(self, text: str) -> list[str]:
        return list(self._tokenizer.tokenize(text))

    def decode(self, tokens: Sequence[str]) -> str:
        ids = self._tokenizer.convert_tokens_to_ids(list(tokens))
        return str(self._tokenizer.decode(ids, skip_special_tokens=True))


def load_ct2_tokenizer(folder: Path) -> Ct2Tokenizer:
    """Loads the tokenizer beside a converted model.

    Raises:
        IntegrityError: no tokenizer file there, or a damaged one.
        MissingDependencyError: it needs a package that is not installed.
    """
    if (folder / "tokenizer.json").is_file():
        return _Fast(folder / "tokenizer.json")
    source, target = folder / "source.spm", folder / "target.spm"
    if source.is_file() and target.is_file():
        return _Pieces(source, target)
    for name in ("sentencepiece.model", "sentencepiece.bpe.model", "../sentencepiece.model"):
        if (folder / name).is_file():
            return _Pieces(folder / name, folder / name)
    if (folder / "tokenizer_config.json").is_file():
        return _Slow(folder)
    raise IntegrityError(
        "no tokenizer beside the converted model",
        where=str(folder),
        remedy="Copy tokenizer.json, or source.spm and target.spm, of the original model there",
    )
