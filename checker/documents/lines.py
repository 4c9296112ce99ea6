"""Lines of a stream one at a time, none longer than a limit, with their numbers."""

from __future__ import annotations

import re
from collections import deque
from typing import TextIO

from checker.documents.likeness import is_gb18030_in_disguise
from checker.errors import EncodingError, LimitError

__all__ = ["LineReader", "RowLines"]

_SKIP = 1 << 16  # characters dropped at a time behind the limit; chosen, decides nothing
_UNDECODED = re.compile("[\udc80-\udcff]")


class LineReader:
    """Iterates over `(number, line)`, line breaks kept; numbers are 1-based.

    Args:
        stream: a text stream opened with `newline=""` and `errors="surrogateescape"`.
        where: the file's name, for messages.
        limit: most characters in a line.
        encoding: what to call the stream's encoding in messages.
    """

    def __init__(self, stream: TextIO, *, where: str, limit: int, encoding: str) -> None:
        self._stream, self._limit = stream, limit
        self.where, self._encoding = where, encoding
        self._number = 0
        self._again: deque[tuple[int, str]] = deque()

    def __iter__(self) -> LineReader:
        """Itself: lines are read once."""
        return self

    def __next__(self) -> tuple[int, str]:
        """Returns the next line.

        Raises:
            LimitError: the line is too long; it is skipped.
            EncodingError: the line has bytes that are not text; it is skipped.
        """
        if self._again:
            return self._again.popleft()
        line = self._stream.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self._number += 1
        if len(line) > self._limit and line[-1] not in "\r\n":
            while (rest := self._stream.readline(_SKIP)) and rest[-1] not in "\r\n":
                pass
            raise LimitError(
                f"the line is longer than {self._limit:,} characters",
                where=f"{self.where}, line {self._number}",
                remedy="Split it into several rows",
            )
        if self._number == 1:
            line = line.removeprefix("\ufeff")
        return self._number, self._checked(line)

    def read_again(self, lines: list[tuple[int, str]]) -> None:
        """Puts lines back, to be read before anything else."""
        self._again.extendleft(reversed(lines))

    def _checked(self, line: str) -> str:
        if line.isascii():
            return line
        found = _UNDECODED.search(line)
        if found is None and self._encoding == "utf-8" and is_gb18030_in_disguise(line):
            raise EncodingError(
                "the line could be UTF-8 or GB18030",
                where=f"{self.where}, line {self._number}",
                remedy="Name the encoding, for example --encoding gb18030",
            )
        if found is None:
            return line
        raise EncodingError(
            f"byte 0x{ord(found.group()) - 0xDC00:02x} is not valid {self._encoding}",
            where=f"{self.where}, line {self._number}",
            remedy="Name the encoding, for example --encoding gb18030, or repair the line",
        )


class RowLines:
    """The lines of one CSV row after the other, with the way back when a row turns out malformed.

    Iterates over lines as `csv.reader` wants them. `start_row()` before each row; after a failure
    `give_back()` leaves all but the first line of the row to be read as rows of their own.
    """

    def __init__(self, reader: LineReader, *, max_lines: int, max_characters: int) -> None:
        self._reader = reader
        self._max_lines, self._max_characters = max_lines, max_characters
        self._row: list[tuple[int, str]] = []
        self._characters = 0

    def __iter__(self) -> RowLines:
        """Itself: lines are read once."""
        return self

    def __next__(self) -> str:
        """Returns the next line of the row.

        Raises:
            InputError: as for `LineReader`; LimitError where the row grows too large.
        """
        number, line = next(self._reader)
        self._row.append((number, line))
        self._characters += len(line)
        if len(self._row) > self._max_lines or self._characters > self._max_characters:
            raise LimitError(
                f"the row goes on for more than {self._max_lines:,} lines or"
                f" {self._max_characters:,} characters",
                where=f"{self._reader.where}, line {self.first_line}",
                remedy="Look for a quotation mark that is never closed",
            )
        return line

    def start_row(self) -> None:
        """Forgets the row before."""
        self._row.clear()
        self._characters = 0

    @property
    def first_line(self) -> int:
        """The 1-based number of the row's first line; 0 before any line was read."""
        return self._row[0][0] if self._row else 0

    def give_back(self) -> None:
        """Returns all but the first line of the row to the reader."""
        self._reader.read_again(self._row[1:])
