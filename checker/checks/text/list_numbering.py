"""list-numbering: a segment that opens with item 三 and an English that opens with item 2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.characters import fold
from checker.numbers.chinese_numerals import ONE_TO_NINE
from checker.numbers.english_words import of_kind
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_DIGITS = {ch: n for n, ch in enumerate(ONE_TO_NINE, start=1)}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}
_HAN = r"[一二三四五六七八九]?十?[一二三四五六七八九]?"
_SOURCE = re.compile(
    rf"\s*(?:(?P<han>{_HAN})、|[（(](?P<bracket>{_HAN}|\d{{1,2}})[）)]"
    rf"|第(?P<nth>{_HAN})[，,、]|(?P<digit>\d{{1,2}})[、.．](?!\d)|(?P<circle>[\u2460-\u2473]))"
)
_ORDINALS = {
    form: n for word, n in of_kind("ordinal").items() if n <= 10 for form in (word, word + "ly")
}
_ROMAN = {
    roman: n
    for n, roman in enumerate(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"], start=1
    )
}
_TARGET = re.compile(
    r"\s*(?:[(（](?P<bracket>\d{1,2}|[ivxIVX]{1,4})[)）]|(?P<digit>\d{1,2})[.)、](?!\d)"
    r"|(?P<roman>[IVX]{1,4})[.)]|(?P<word>[A-Za-z]+)(?=,|:)|(?P<circle>[\u2460-\u2473]))"
)


def _han_number(text: str) -> int | None:
    if "十" in text:
        left, _, right = text.partition("十")
        return _DIGITS.get(left, 1) * 10 + _DIGITS.get(right, 0)
    return _DIGITS.get(text)


def _source_number(match: re.Match[str]) -> int | None:
    text = match[match.lastgroup or 0]
    if match.lastgroup == "circle":
        return _CIRCLED[text]
    return int(text) if text.isdecimal() else _han_number(text)


def _target_number(match: re.Match[str]) -> int | None:
    text = match[match.lastgroup or 0].lower()
    if match.lastgroup == "circle":
        return _CIRCLED[text]
    if text.isdecimal():
        return int(text)
    return _ORDINALS.get(text) if match.lastgroup == "word" else _ROMAN.get(text)


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    left = _SOURCE.match(pair.source)
    right = _TARGET.match(pair.target)
    if left is None or right is None:
        return
    expected, got = _source_number(left), _target_number(right)
    if expected is None or got is None or expected == got:
        return
    shown = right.group().strip()
    start = right.end() - len(shown)
    yield finding(
        CHECK,
        (start, right.end()),
        f"The source opens with item {expected} («{fold(left.group().strip()).text}»), the English"
        f" with item {got} («{shown}»)",
        confidence=0.85,
        source_spans=(Span(left.start(), left.end(), left.group()),),
    )


CHECK = Check(
    id="list-numbering",
    title="Wrong item number",
    description=(
        "Source and English both open with the number of a list item (三、 / （三） / ③ / 第三，"
        " against 3. / (iii) / Third,) and the numbers differ."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    run=_check,
    needs=frozenset({"source"}),
)
