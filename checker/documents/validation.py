"""Whether a decoded text can be checked: no control characters, the right languages."""

from __future__ import annotations

import re

from checker.documents.likeness import han_share
from checker.errors import FormatError, InputError

__all__ = ["check_characters", "check_sides", "check_target", "replacement_note"]

_LINE_BREAK = re.compile(r"\r\n|[\r\n]")
# Tab, line feed, carriage return and form feed are ordinary in text files.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ENGLISH_SOURCE = 0.05  # technical Chinese full of Latin names still has 0.2 and more
_CHINESE_TARGET = 0.5
"""Share of Han among Han and Latin letters from which a text is Chinese; chosen, not measured (the
half; an English text hardly has any)."""
_FEW_LETTERS = 20
"""Letters that a source without Chinese must have to be refused; chosen, not measured: a number or
a code alone is no reason."""


def check_characters(text: str, *, where: str, line: int | None = None) -> None:
    """Refuses NUL, other control characters and half surrogate pairs.

    Args:
        text: a decoded text.
        where: the file's name, for messages.
        line: the line of the file that `text` starts in, if `text` is but one cell of it.

    Raises:
        FormatError: naming the first one and its line.
    """
    found = _CONTROL.search(text)
    if found is None:
        return
    code = ord(found.group())
    if line is None:
        line = 1 + len(_LINE_BREAK.findall(text, 0, found.start()))
    kind = "half a surrogate pair" if code >= 0xD800 else "a control character"
    raise FormatError(
        "has a NUL character" if code == 0 else f"has {kind} (U+{code:04X})",
        where=f"{where}, line {line}",
        remedy="Remove it; a text file has none, so the file may be damaged or of another type",
    )


def check_sides(
    source: str,
    target: str,
    *,
    source_name: str,
    target_name: str,
    allow_english: bool = False,
) -> None:
    """Refuses a pair whose sides are swapped, or whose source is English.

    A target that is Chinese like its source passes: it is untranslated, which is for the checks to
    say.

    Args:
        source: the Chinese text.
        target: the English text.
        source_name: what to call the source in messages (likewise `target_name`).
        allow_english: let an English source pass, if the target is English too.

    Raises:
        InputError: swapped, English source.
    """
    source_share, target_share = han_share(source), han_share(target)
    if source_share is None or source_share >= _ENGLISH_SOURCE:
        return
    if target_share is not None and target_share > _CHINESE_TARGET:
        raise InputError(
            "the source is English and the target Chinese",
            where=f"{source_name}, {target_name}",
            remedy="Swap them: the Chinese text comes first",
        )
    if not allow_english and sum(map(str.isalpha, source[:1000])) >= _FEW_LETTERS:
        raise InputError(
            "the source has next to no Chinese in it, but a Chinese text is needed",
            where=source_name,
            remedy="Give the Chinese text first, or only the English text to check it alone",
        )


def check_target(target: str, *, where: str) -> None:
    """Refuses a lone text to check that is Chinese.

    Raises:
        InputError: it is.
    """
    share = han_share(target)
    if share is not None and share > _CHINESE_TARGET:
        raise InputError(
            "is Chinese, but a single text to check must be the English one",
            where=where,
            remedy="Give the Chinese source first and its English translation second",
        )


def replacement_note(text: str, *, where: str) -> str | None:
    """A sentence for the reader where characters were lost before we read the text, else None."""
    count = text.count("\ufffd")
    if not count:
        return None
    line = 1 + len(_LINE_BREAK.findall(text, 0, text.index("\ufffd")))
    marks = "a replacement mark" if count == 1 else f"{count} replacement marks"
    return f"{where} has {marks} (U+FFFD), first in line {line}: characters were lost before."
