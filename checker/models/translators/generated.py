"""What a back end can say of an output besides its text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from checker.models.base import Translator

__all__ = ["DetailedTranslator", "Generated", "Generating", "generate"]


@dataclass(frozen=True, slots=True)
class Generated:
    """One output.

    Attributes:
        problem: what the back end itself knows to be wrong with it ("truncated": the length limit
            stopped the model, not its own end token); None where it knows of nothing.
    """

    text: str
    problem: str | None = None


@runtime_checkable
class DetailedTranslator(Protocol):
    """A translator that knows which of its outputs are faulty."""

    def generate(self, sources: Sequence[str], *, attempt: int = 0) -> list[Generated]:
        """As `Translator.translate`, with what else is known of each output."""
        ...


class Generating(ABC):
    """What translators share that know which of their outputs are faulty."""

    @abstractmethod
    def generate(self, sources: Sequence[str], *, attempt: int = 0) -> list[Generated]:
        """See `DetailedTranslator`."""

    def translate(self, sources: Sequence[str], *, attempt: int = 0) -> list[str]:
        """Translates each source; see `Translator`."""
        return [item.text for item in self.generate(sources, attempt=attempt)]


def generate(
    translator: Translator, sources: Sequence[str], *, attempt: int = 0
) -> list[Generated]:
    """Translates with whatever detail the translator can give."""
    if isinstance(translator, DetailedTranslator):
        return translator.generate(sources, attempt=attempt)
    return [Generated(text) for text in translator.translate(sources, attempt=attempt)]
