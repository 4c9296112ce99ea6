"""The embedded model, loaded once and shared by re-translation and forced decoding."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from checker.config import Settings
from checker.errors import missing_extra
from checker.models.lm.adapter import find_adapter
from checker.models.lm.gemma.precision import Precision, parse_precision
from checker.models.lm.load import load_tokenizer
from checker.models.lm.prepared import PreparedModel, prepared
from checker.models.lm.prepared import _version as model_version
from checker.models.lm.prompts import PROBES
from checker.models.lm.tokenizer import BOS, EOS, EmbeddedTokenizer
from checker.models.threads import use_threads

if TYPE_CHECKING:
    from checker.models.lm.gemma.network import Gemma, Prefix

__all__ = ["EmbeddedModel", "embedded_version", "load_embedded"]

_MIN_PREFIX = 16  # a shorter shared beginning is cheaper to read anew with every row


class EmbeddedModel:
    """Tokenizer and network, ready to run; one caller at a time (`lock`).

    Args:
        model: its prepared folder.
        precision: of its matrix products.

    Raises:
        MissingDependencyError: torch is not installed.
        ModelError: the folder does not hold a usable model.
    """

    def __init__(self, model: PreparedModel, precision: Precision) -> None:
        try:
            from checker.models.lm.gemma.network import Gemma
        except ImportError as error:
            raise missing_extra(
                f"the embedded model needs torch and safetensors ({error})", "models"
            ) from error
        self.has_adapter = model.has_adapter
        self.precision = precision
        self.tokenizer: EmbeddedTokenizer = load_tokenizer(model)
        self.network: Gemma = Gemma(model.path, precision)
        self.lock = threading.Lock()
        pieces = enumerate(self.tokenizer.pieces)
        self.ends = frozenset({EOS, *(i for i, piece in pieces if "\n" in piece)})
        self._prefixes: dict[str, Prefix | None] = {}

    def encode_prompt(self, prompt: str) -> tuple[int, ...]:
        """<bos> and the tokens of a prompt."""
        return (BOS, *self.tokenizer.encode(prompt))

    def shared_prefix(self, name: str, prompt: Callable[[str], str]) -> Prefix | None:
        """What all prompts of a kind begin with, computed once; None where that is very little.

        Args:
            name: of the kind.
            prompt: makes the prompt about a text.
        """
        if name not in self._prefixes:
            encoded = [self.encode_prompt(prompt(text)) for text in PROBES]
            ids = _common([ids[:-1] for ids in encoded])  # every row keeps a token of its own
            self._prefixes[name] = self.network.prefix(ids) if len(ids) >= _MIN_PREFIX else None
        return self._prefixes[name]


def _common(rows: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The longest beginning all rows share."""
    same = takewhile(lambda column: len(set(column)) == 1, zip(*rows, strict=False))
    return tuple(column[0] for column in same)


def embedded_version() -> tuple[str, bool]:
    """Names the content of the embedded model, prepared or not, and whether it has an adapter.

    Raises:
        IntegrityError: an adapter was named and cannot be used.
    """
    adapter = find_adapter()
    return model_version(adapter), adapter is not None


def load_embedded(settings: Settings) -> EmbeddedModel:
    """The embedded model in the precision of the settings, prepared first if need be.

    Raises:
        ModelError: it cannot be prepared or loaded.
    """
    use_threads(settings.threads)
    model = prepared()
    return _loaded(
        model.path, model.version, parse_precision(settings.precision), model.has_adapter
    )


@functools.lru_cache(maxsize=1)
def _loaded(path: Path, version: str, precision: Precision, has_adapter: bool) -> EmbeddedModel:
    return EmbeddedModel(PreparedModel(path, version, has_adapter), precision)
