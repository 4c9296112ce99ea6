"""Back ends whose model is loaded when it is first needed; their signatures need no model."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar, runtime_checkable

from checker.models.base import ForcedDecoder, Translator
from checker.models.translators.generated import Generated, Generating, generate
from checker.records import TokenExpectation, TokenSurprisal

__all__ = ["LazyForcedDecoder", "LazyTranslator", "ReverseForcedDecoder"]

_Model = TypeVar("_Model")


@runtime_checkable
class ReverseForcedDecoder(ForcedDecoder, Protocol):
    """A forced decoder that also scores the Chinese given the English, and variants of a target."""

    def score_reverse(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[TokenSurprisal, ...]]:
        """Scores each source given its target, and alone; offsets index the source.

        Args:
            pairs: (source, target). Where the target is blank, `given_source` is None.

        Returns:
            As `ForcedDecoder.score`, with `given_source` meaning «given the English».

        Raises:
            BackEndError: the call failed.
        """
        ...

    def score_given(
        self, pairs: Sequence[tuple[str, str]]
    ) -> list[tuple[TokenExpectation, ...] | None]:
        """Scores each target given its source only: half the work of `score`.

        Args:
            pairs: (source, target).

        Returns:
            The target's tokens; None where it cannot be scored given the source.

        Raises:
            BackEndError: the call failed.
        """
        ...


class _Once(Generic[_Model]):
    """Makes something on first use, once even with several threads."""

    def __init__(self, factory: Callable[[], _Model]) -> None:
        self._factory = factory
        self._lock = threading.Lock()
        self._made: list[_Model] = []

    @property
    def made(self) -> bool:
        return bool(self._made)

    def __call__(self) -> _Model:
        with self._lock:
            if not self._made:
                self._made.append(self._factory())
            return self._made[0]


class LazyTranslator(Generating):
    """A translator that loads its model when it is first asked for a translation.

    Args:
        back_end: its id with argument.
        signature: computed without loading the model.
        factory: loads it.
    """

    def __init__(self, back_end: str, signature: str, factory: Callable[[], Translator]) -> None:
        self.back_end = back_end
        self.signature = signature
        self._model = _Once(factory)

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._model.made

    def generate(self, sources: Sequence[str], *, attempt: int = 0) -> list[Generated]:
        """As `translate`, with what the back end knows of each output."""
        return generate(self._model(), sources, attempt=attempt) if sources else []


class LazyForcedDecoder:
    """A forced decoder that loads its model when it first has something to score.

    Args:
        signature: computed without loading the model.
        factory: loads it.
    """

    def __init__(self, signature: str, factory: Callable[[], ReverseForcedDecoder]) -> None:
        self.signature = signature
        self._model = _Once(factory)

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._model.made

    def score(self, pairs: Sequence[tuple[str | None, str]]) -> list[tuple[TokenSurprisal, ...]]:
        """Scores targets given their sources, and alone."""
        return self._model().score(pairs) if pairs else []

    def score_reverse(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[TokenSurprisal, ...]]:
        """Scores sources given their targets, and alone."""
        return self._model().score_reverse(pairs) if pairs else []

    def score_given(
        self, pairs: Sequence[tuple[str, str]]
    ) -> list[tuple[TokenExpectation, ...] | None]:
        """Scores targets given their sources only."""
        return self._model().score_given(pairs) if pairs else []
