"""The exception tree. Every message says what is wrong, where, and what to do.

CheckerError                    base; the CLI prints it and exits with its `exit_code`
├── InputError                  a document, table or argument cannot be used
│   ├── EncodingError           the bytes are not text in a known encoding
│   ├── FormatError             a table, JSONL line or column is malformed
│   └── LimitError              a file, line or segment is larger than allowed
├── SettingsError               an unknown or invalid setting
├── ModelError                  a model cannot be prepared, verified or loaded
│   ├── IntegrityError          a hash, size or file type is not the expected one
│   └── MissingDependencyError  an optional package is not installed
├── BackEndError                a translation or scoring call failed
└── StoreError                  a cache, run directory or database cannot be used
"""

from __future__ import annotations

__all__ = [
    "BackEndError",
    "CheckerError",
    "EncodingError",
    "FormatError",
    "InputError",
    "IntegrityError",
    "LimitError",
    "MissingDependencyError",
    "ModelError",
    "SettingsError",
    "StoreError",
    "install_line",
    "missing_extra",
]


class CheckerError(Exception):
    """Base of all errors raised on purpose by this package.

    Args:
        what: what is wrong, one clause.
        where: file, line or segment, as the user would look it up (lines and segments 1-based).
        remedy: what the user can do about it.
    """

    exit_code = 2

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.remedy}" if self.remedy else head


class InputError(CheckerError):
    """A document, table or argument cannot be used."""


class EncodingError(InputError):
    """The bytes of a file are not text in a known encoding."""


class FormatError(InputError):
    """A table, JSONL line or column is malformed."""


class LimitError(InputError):
    """A file, line or segment is larger than allowed."""


class SettingsError(CheckerError):
    """A setting is unknown or has a value outside its range."""


class ModelError(CheckerError):
    """A model cannot be prepared, verified or loaded."""


class IntegrityError(ModelError):
    """A model file's hash, size or type is not the expected one."""


class MissingDependencyError(ModelError):
    """A package that this part of the product needs is not installed."""


class BackEndError(CheckerError):
    """A translation or scoring call failed."""


class StoreError(CheckerError):
    """A cache, run directory or database cannot be used."""


def missing_extra(
    what: str, extra: str, *, where: str | None = None, instead: str | None = None
) -> MissingDependencyError:
    """Makes the error for a package of an extra that is not installed; it names the install line.

    Args:
        what: which part needs which package.
        extra: its name in `pyproject.toml`.
        where: as of `CheckerError`.
        instead: what goes without the package, a clause.
    """
    remedy = f"Run: {install_line(extra)}" + (f"; {instead}" if instead else "")
    return MissingDependencyError(what, where=where, remedy=remedy)


def install_line(extra: str) -> str:
    """The command that installs an extra."""
    return f'pip install "zh-en-checker[{extra}]"'
