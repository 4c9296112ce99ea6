"""Tables of words and names: one list a file, in the `data` folders, read when first asked for.

A file is UTF-8 text. Lines that begin with «# » say what the list is and where it is from; then
come a line with the names of the columns and one line a row, its cells apart by tabs. A cell with
nothing to say holds «-», several values of one cell stand apart by «|».
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from checker.errors import FormatError

__all__ = ["by_role", "rows", "several", "words"]

_NOTHING = "-"
_ROLES = "roles"


@cache
def rows(name: str, *columns: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table, in the order of the file.

    Args:
        name: room and list: «language/verbs» is `checker/language/data/verbs.tsv`.
        columns: the names of its columns, as the file must have them.

    Raises:
        FormatError: other columns, a row with too few or too many cells, a blank cell, a row (in a
            table of roles, a word) that stands there twice.
    """
    room, _, stem = name.rpartition("/")
    path = files("checker") / room / "data" / f"{stem}.tsv"
    text = path.read_text(encoding="utf-8")
    lines = text.removesuffix("\n").split("\n")
    head = next((n for n, line in enumerate(lines) if not line.startswith("# ")), len(lines))
    if lines[head : head + 1] != ["\t".join(columns)]:
        raise _error(name, head, f"the columns must be {', '.join(columns)}")
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    width = 1 if columns[-1] == _ROLES else len(columns)
    for number, line in enumerate(lines[head + 1 :], start=head + 1):
        row = tuple(line.split("\t"))
        if len(row) != len(columns):
            raise _error(name, number, f"{len(row)} cells instead of {len(columns)}")
        if any(not cell or cell != cell.strip() for cell in row):
            raise _error(name, number, "a blank cell, or one with blanks around it")
        if row[:width] in found:
            raise _error(name, number, f"«{', '.join(row[:width])}» stands there twice")
        found[row[:width]] = row
    return tuple(found.values())


def _error(name: str, line: int, what: str) -> FormatError:
    where = f"{name}.tsv, line {line + 1}"
    return FormatError(what, where=where, remedy="Correct the file, or install the package again")


def several(cell: str) -> tuple[str, ...]:
    """Return the values of a cell; none where it holds «-»."""
    return () if cell == _NOTHING else tuple(cell.split("|"))


def words(name: str) -> frozenset[str]:
    """Return the words of a table whose only column is «word»."""
    return frozenset(word for (word,) in rows(name, "word"))


@cache
def by_role(name: str, *columns: str) -> dict[str, frozenset[str]]:
    """Return the words of a table (its first column) by role, several a word (its last column).

    Args:
        columns: as for `rows`; «word» and «roles» where none are named.
    """
    found: dict[str, set[str]] = {}
    for word, *_, cell in rows(name, *(columns or ("word", _ROLES))):
        for role in several(cell):
            found.setdefault(role, set()).add(word)
    return {role: frozenset(members) for role, members in found.items()}
