"""gibberish: mojibake, lost characters, letter salad."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

# UTF-8 read as Latin-1 or Windows-1252, and GBK read as something else, in their usual shapes.
_MOJIBAKE = re.compile(
    r"(?:[ÃÂÅÄÆÇÈÉåäæçèé][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    r"\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,2}){2,}"
    r"|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf](?=\W|\d)|â€[\u0080-\u00bf\u0153\u2122\u02dc\u201c\u201d]?"
    r"|ï»¿|ï¼[\u0080-\u00bf\u0152]|锟斤拷|烫烫烫|屯屯屯|[\ue000-\uf8ff]+|\ufffd+"
)
_LETTER_RUN = re.compile(r"([A-Za-z])\1{4,}")
_CONSONANTS = re.compile(r"(?<![^\W_])[a-zA-Z]*?[bcdfghjklmnpqrstvwxz]{8,}[a-zA-Z]*")
_LONG_WORD = re.compile(r"(?<![^\s(“\"'])[A-Za-z]{41,}")
_MIXED = re.compile(
    r"(?<![A-Za-z])[A-Za-z]+[\u0400-\u04ff][A-Za-z\u0400-\u04ff]*|(?<![\u0400-\u04ff])[\u0400-\u04ff]+[A-Za-z]\w*"
)
_SYMBOLS = re.compile(r"[^\w\s.,\-=*_—…·|]")
_SYMBOL_SHARE, _MIN_LENGTH = 0.5, 20
"""Share of symbols, and characters of the text that has it, from which nothing can be read; chosen.
At .25 and .75, and at 10 and 40 characters, no finding comes or goes (`benchmarks.sensitivity`)."""
_EXCUSES = re.compile(r"https?:|www\.|@")


def _letter_salad(text: str) -> Iterator[tuple[int, int, str, Severity]]:
    for match in _LETTER_RUN.finditer(text):
        long = match.end() - match.start() >= 8
        if match[1] in "xX" and not long:
            continue  # a blacked-out name or number
        what = f"the letter «{match[1]}» {match.end() - match.start()} times in a row"
        yield *match.span(), what, Severity.CRITICAL if long else Severity.MINOR
    for match in _CONSONANTS.finditer(text):
        if not match.group().isupper() and len(set(match.group().lower())) > 2:
            yield *match.span(), "a word that cannot be pronounced", Severity.MAJOR
    for match in _LONG_WORD.finditer(text):
        yield *match.span(), f"{len(match.group())} letters without a space", Severity.CRITICAL


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    text = pair.target
    end = -1
    for start, stop, what, severity in _candidates(text):
        run = text[start:stop]
        if start < end or (pair.source and run in pair.source):
            continue
        end = stop
        yield finding(
            CHECK,
            (start, stop),
            f"«{shorten(run, 40)}» is {what}",
            confidence=0.9,
            severity=severity,
        )


def _candidates(text: str) -> Iterator[tuple[int, int, str, Severity]]:
    if not text.isascii():
        lost = list(_MOJIBAKE.finditer(text))
        severity = Severity.CRITICAL if len(lost) > 2 else Severity.MAJOR
        for match in lost:
            yield *match.span(), "text decoded with the wrong encoding", severity
        for match in _MIXED.finditer(text):
            yield *match.span(), "a word of mixed alphabets", Severity.MAJOR
    if not _EXCUSES.search(text):
        yield from _letter_salad(text)
    stripped = text.strip()
    if len(stripped) >= _MIN_LENGTH:
        symbols = len(_SYMBOLS.findall(stripped))
        if symbols > _SYMBOL_SHARE * len(stripped):
            start = len(text) - len(text.lstrip())
            yield start, start + len(stripped), "mostly symbols", Severity.CRITICAL


CHECK = Check(
    id="gibberish",
    title="Gibberish",
    description=(
        "Mojibake and replacement characters, a letter five times in a row, words of mixed Latin"
        " and Cyrillic, unpronounceable or endless words, segments of symbols only. Text that"
        " stands so in the source and segments with web addresses are left alone."
    ),
    category="fluency/unintelligible",
    severity=Severity.CRITICAL,
    run=_check,
    ceiling=20.0,
)
