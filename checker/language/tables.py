"""Tables of words and names: one list a file, in the `data` folders, read when first asked for.

A file is UTF-8 text. Lines that begin with «# » say what the list is and where it is from; then
come a line with the names of the columns and one line a row, its cells apart by tabs. A cell with
nothing to say holds «-», several values of one cell stand apart by «|».
"""

from __future__ import annotations

from functools import cache
from pkgutil import get_data

from checker.errors import FormatError

__all__ = ["by_role", "rows", "several", "words"]

_NOTHING = "-"
_ROLES = "roles"

Row = tuple[str, ...]


@cache
def rows(name: str, *columns: str) -> tuple[Row, ...]:
    """Return the rows of a table, in the order of the file.

    Args:
        name: room and list: «language/verbs» is `checker/language/data/verbs.tsv`.
        columns: the names of its columns, as the file must have them.

    Raises:
        FormatError: no such file, or no UTF-8; other columns, a row with too few or too many cells,
            a blank cell, a row (in a table of roles, a word) that stands there twice.
    """
    room, _, stem = name.rpartition("/")
    try:
        text = (get_data("checker", f"{room}/data/{stem}.tsv") or b"").decode()
    except (OSError, UnicodeDecodeError) as error:
        raise _error(name, 0, f"the table cannot be read ({error})") from error
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    head = next((n for n, line in enumerate(lines) if not line.startswith("# ")), len(lines))
    if lines[head : head + 1] != ["\t".join(columns)]:
        raise _error(name, head, f"the columns must be {', '.join(columns)}")
    table = tuple(tuple(line.split("\t")) for line in lines[head + 1 :])
    key = 1 if columns[-1] == _ROLES else len(columns)
    if not _is_sound(table, len(columns), key):
        for place, row in enumerate(table):
            what = _fault(row, len(columns), key, table[:place])
            if what is not None:
                raise _error(name, head + 1 + place, what)
    return table


def _is_sound(table: tuple[Row, ...], columns: int, key: int) -> bool:
    """Whether no row has a fault: all at once, since a start of the program reads thirty tables."""
    cells = [cell for row in table for cell in row]
    even = set(map(len, table)) <= {columns} and "" not in cells
    return (
        even and cells == [*map(str.strip, cells)] and len({r[:key] for r in table}) == len(table)
    )


def _fault(row: Row, columns: int, key: int, above: tuple[Row, ...]) -> str | None:
    """What is wrong with a row, those above it being sound; None if nothing is."""
    if len(row) != columns:
        return f"{len(row)} cells instead of {columns}"
    if any(not cell or cell != cell.strip() for cell in row):
        return "a blank cell, or one with blanks around it"
    twice = any(row[:key] == other[:key] for other in above)
    return f"«{', '.join(row[:key])}» stands there twice" if twice else None


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
