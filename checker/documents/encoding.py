"""Bytes to text, never by a silent guess.

Order: the encoding the user names; a byte order mark; UTF-16 betrayed by its NUL bytes; strict
UTF-8; and only then GB18030 (which covers GBK and GB2312), Big5 and UTF-16 without a mark. One of
those is taken when its text alone looks like Chinese (see `likeness`); where that rests on little
text, charset-normalizer must agree. Otherwise the user is asked.

The text is what the bytes decode to without the byte order mark; line ends stay as they are.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from dataclasses import dataclass

from checker.documents.likeness import common_count, is_gb18030_in_disguise, likeness
from checker.errors import EncodingError

__all__ = ["DecodedText", "decode", "detect_encoding", "encoding_note"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# cp950 is the Big5 that Windows writes; it differs from the others in the width of a few signs.
_CANDIDATES = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
_SHOWN = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp950": "Big5",
    "big5hkscs": "Big5-HKSCS",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32-le": "UTF-32 (little-endian)",
    "utf-32-be": "UTF-32 (big-endian)",
}
_LIKELY, _UNLIKELY = 0.3, 0.25
"""Likeness (share of common characters) that a reading needs, and that every other must stay below:
measured, see `likeness` (0.3 and more in the right encoding, at most 0.2 in a wrong one)."""
_SURE, _SURE_COUNT = 0.6, 6  # share, number of common characters; no second opinion then; chosen
_SAMPLE = 1 << 18
"""Bytes looked at for NULs, damage and the second opinion; chosen, a bound on work."""
_REMEDY = "Name the encoding, for example --encoding gb18030, or save the file as UTF-8"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text and the Python codec name it was decoded with."""

    text: str
    encoding: str


def decode(data: bytes, *, where: str, encoding: str | None = None) -> DecodedText:
    """Decodes a whole file.

    Args:
        data: all its bytes.
        where: the file's name, for messages.
        encoding: what the user says it is; None = find out.

    Raises:
        EncodingError: unknown codec name, bytes that are not text in the named or found encoding
            (naming the line), a file cut inside a character, or no sure answer.
    """
    name = detect_encoding(data, where=where, encoding=encoding)
    return DecodedText(_strict(_without_bom(data, name), name, where), name)


def detect_encoding(
    data: bytes, *, where: str, encoding: str | None = None, complete: bool = True
) -> str:
    """Returns the codec name for some bytes, byte order mark not counted.

    Args:
        data: a file, or its beginning.
        where: the file's name, for messages.
        encoding: what the user says it is; checked to be a known text encoding.
        complete: False where `data` may stop in the middle of a character, and where the caller
            steps over damaged lines.

    Raises:
        EncodingError: as for `decode`; with `complete=False` no error for UTF-8 with a few bad
            bytes.
    """
    if encoding is not None:
        return _known(encoding)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    wide = _utf16_by_nul_bytes(data)
    if wide:
        return wide
    try:
        text = _decoded(data, "utf-8", complete)
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data, error):
            if complete:
                raise _damaged_utf8(data, error, where) from error
            return "utf-8"
        return _guess(data, where, complete)
    if is_gb18030_in_disguise(text):
        raise EncodingError("could be UTF-8 or GB18030", where=where, remedy=_REMEDY)
    return "utf-8"


def encoding_note(encoding: str, *, where: str) -> str | None:
    """A sentence for the reader where a text was not plain UTF-8, else None."""
    if encoding == "utf-8":
        return None
    return f"{where} was read as {_SHOWN.get(encoding, encoding)}."


def _known(encoding: str) -> str:
    try:
        info = codecs.lookup(encoding)
        "".encode(info.name)  # refuses codecs that are no text encodings, such as base64
    except LookupError as error:
        raise EncodingError(
            f"unknown encoding {encoding!r}",
            remedy="Use for example utf-8, utf-16, gb18030, big5 or cp1252",
        ) from error
    return {"gbk": "gb18030", "gb2312": "gb18030", "utf-8-sig": "utf-8"}.get(info.name, info.name)


def _without_bom(data: bytes, encoding: str) -> bytes:
    if encoding in {"utf-16", "utf-32"}:  # these codecs eat the mark themselves
        return data
    mark = next((m for m, name in _BOMS if name == encoding and data.startswith(m)), b"")
    return data[len(mark) :]


def _decoded(data: bytes, encoding: str, complete: bool) -> str:
    return codecs.getincrementaldecoder(encoding)("strict").decode(data, final=complete)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line(data[: error.start], encoding)
        shown = _SHOWN.get(encoding, encoding)
        if any(word in error.reason for word in ("end of data", "incomplete", "truncated")):
            raise _cut(where, line, shown) from error
        raise EncodingError(
            f"byte 0x{data[error.start]:02x} is not valid {shown}",
            where=f"{where}, line {line}",
            remedy=_REMEDY,
        ) from error


def _cut(where: str, line: int, shown: str) -> EncodingError:
    return EncodingError(
        f"the file ends in the middle of a {shown} character",
        where=f"{where}, line {line}",
        remedy="It was cut off: get it whole, or save it again",
    )


def _line(before: bytes, encoding: str) -> int:
    text = before.decode(encoding, errors="ignore")
    return 1 + len(re.findall(r"\r\n|[\r\n]", text))


def _utf16_by_nul_bytes(data: bytes) -> str | None:
    """UTF-16 text with ASCII in it has a NUL in every other byte there, and on one side only."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    few = max(4, half / 5)
    if odd >= few and even <= odd / 20:
        return "utf-16-le"
    if even >= few and odd <= even / 20:
        return "utf-16-be"
    return None


def _at_end(data: bytes, error: UnicodeDecodeError) -> bool:
    return error.reason == "unexpected end of data" and error.end >= len(data)


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether the bytes are plainly UTF-8 but for a few: no other reading is meant."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(ord(ch) > 0x7F for ch in text) - bad
    return good >= 3 and (_at_end(data, error) or good >= 8 * bad)


def _damaged_utf8(data: bytes, error: UnicodeDecodeError, where: str) -> EncodingError:
    line = _line(data[: error.start], "utf-8")
    if _at_end(data, error):
        return _cut(where, line, "UTF-8")
    return EncodingError(
        f"byte 0x{data[error.start]:02x} is not valid UTF-8, which the rest of the file is",
        where=f"{where}, line {line}",
        remedy="The file is damaged there: repair that line and save it as UTF-8",
    )


def _guess(data: bytes, where: str, complete: bool) -> str:
    """The one candidate whose text looks like Chinese while no other reading does."""
    readings = _readings(data, complete)
    scores = {name: likeness(text) or 0.0 for name, text in readings.items()}
    doubtful = [name for name, score in scores.items() if score > _UNLIKELY]
    only = doubtful[0] if len(doubtful) == 1 and scores[doubtful[0]] >= _LIKELY else None
    if only and scores[only] >= _SURE and common_count(readings[only]) >= _SURE_COUNT:
        return only
    other = _other_opinion(data)
    if only and other and readings[only].startswith(other[1][:-2]):
        return only
    shown = [_SHOWN[name] for name in doubtful] + ([other[0]] if other else [])
    raise EncodingError(
        f"is not UTF-8; it may be {' or '.join(dict.fromkeys(shown)) or 'no text at all'}",
        where=where,
        remedy=_REMEDY,
    )


def _readings(data: bytes, complete: bool) -> dict[str, str]:
    """What the bytes say in each candidate encoding that can decode them."""
    readings: dict[str, str] = {}
    for name in _CANDIDATES:
        if name == "big5hkscs" and "cp950" in readings:
            continue  # the same text but for a few signs
        with contextlib.suppress(UnicodeDecodeError):
            readings[name] = _decoded(data, name, complete)
    return readings


def _other_opinion(data: bytes) -> tuple[str, str] | None:
    """charset-normalizer's best reading: (what to call it, the text of a sample), or None."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    codec = codecs.lookup(best.encoding).name
    western = codec.startswith(("cp125", "iso8859", "latin", "cp437", "cp85", "mac"))
    return "a Western encoding such as cp1252" if western else _SHOWN.get(codec, codec), str(best)
