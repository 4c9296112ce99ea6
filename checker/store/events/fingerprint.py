"""What a decision is tied to: hashes of words and texts, never places.

A flag found again in the same words of the same texts has the same fingerprint, wherever the
segment has moved; any change of the texts gives another one.
"""

from __future__ import annotations

import hashlib
import unicodedata

from checker.records import Flag, SegmentPair

__all__ = [
    "flag_fingerprint",
    "fold_text",
    "rule_item",
    "segment_fingerprint",
    "text_fingerprint",
    "text_item",
]


def flag_fingerprint(flag: Flag, pair: SegmentPair) -> str:
    """Fingerprint of rule, category, side, flagged words and both texts of the segment."""
    return _digest(
        "flag", flag.check_id, flag.category, flag.side, flag.text, pair.source, pair.target
    )


def segment_fingerprint(pair: SegmentPair) -> str:
    """Fingerprint of both texts of the segment."""
    return _digest("segment", pair.source, pair.target)


def text_fingerprint(text: str | None) -> str:
    """Fingerprint of one text; None and "" differ."""
    return _digest("text", text)


def text_item(flag: Flag) -> str:
    """The item that a dismissal of «this rule on these words» is recorded under.

    A flag without words (an omission) goes by the source words it concerns.
    """
    words = [flag.text] if flag.text else [span.text for span in flag.source_spans]
    return "text:" + _digest("words", flag.check_id, flag.side, *words)


def rule_item(rule: str) -> str:
    """The item that a dismissal of a whole rule is recorded under."""
    return f"rule:{rule}"


def fold_text(text: str) -> str:
    """Text for searching: compatibility-normalised and case-folded, without NUL and surrogates."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def _digest(*parts: str | None) -> str:
    """SHA-256 over length-prefixed parts, shortened to 128 bits (32 hexadecimal digits)."""
    state = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        state.update(b"-" if part is None else b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()[:32]
