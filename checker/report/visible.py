"""Makes characters visible that would otherwise hide, reorder or control what a reader sees."""

from __future__ import annotations

import re

__all__ = ["HIDDEN", "symbol", "visible"]

# C0 and C1 controls (tab and line feed excepted), soft hyphen, zero-width space and its kin,
# bidirectional controls, line separators, interlinear and tag characters, lone surrogates and
# non-characters. Zero-width joiners stay: emoji and some scripts need them.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Matches one character that a reader could not see or that would control the display."""


def symbol(character: str) -> str:
    """Returns what stands for a hidden character: "␀" for NUL, "⟨U+202E⟩" for an override."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def visible(text: str) -> str:
    """Replaces every hidden character by its symbol; tabs and line ends stay."""
    return HIDDEN.sub(lambda match: symbol(match.group()), text.replace("\r\n", "\n"))
