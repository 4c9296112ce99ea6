"""What the pipeline asks of a back end; each module here provides one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from checker.records import TokenSurprisal

__all__ = ["ForcedDecoder", "Translator"]


@runtime_checkable
class Translator(Protocol):
    """Translates Chinese segments into English."""

    back_end: str
    """Stable id with its argument, e.g. "embedded" or "hf:Helsinki-NLP/opus-mt-zh-en"."""

    @property
    def signature(self) -> str:
        """Names model, revision or hash, precision and decoding settings; a cache key."""
        ...

    def translate(self, sources: Sequence[str], *, attempt: int = 0) -> list[str]:
        """Translates each source; the result has the same length and order.

        Args:
            sources: Chinese segments, none empty.
            attempt: 0 for the normal decoding; 1, 2 … ask for a different one, because the
                former output was unusable.

        Raises:
            BackEndError: the call failed.
        """
        ...


@runtime_checkable
class ForcedDecoder(Protocol):
    """Scores given English text, token by token."""

    @property
    def signature(self) -> str:
        """Names model, hash and precision; a cache key."""
        ...

    def score(self, pairs: Sequence[tuple[str | None, str]]) -> list[tuple[TokenSurprisal, ...]]:
        """Scores each target given its source, and alone; same length and order as `pairs`.

        A pair whose source is None gets `given_source=None`. An empty target gives ().

        Raises:
            BackEndError: the call failed.
        """
        ...
