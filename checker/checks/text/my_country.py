"""my-country: 我国 in a report is «China» or «the country», not «my country»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.checks.base import Check, Context, finding
from checker.language.tables import rows, several
from checker.language.views import in_quotes
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_NOUNS = {
    noun: (several(chinese), report)
    for noun, chinese, report in rows("language/our_nouns", "noun", "chinese", "report")
}
_PHRASE = re.compile(
    rf"\b(?P<whose>my|our)\s+(?P<noun>{'|'.join(_NOUNS)})\b(?P<of>['’]s?\b|['’](?=\s))?",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my(?! (?:country|nation)\b))\b")


def _source_spans(source: str, forms: Sequence[str]) -> list[Span]:
    found = []
    for form in forms:
        found = [Span(m.start(), m.end(), form) for m in re.finditer(re.escape(form), source)]
        if found:
            break
    return found


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    seen = 0
    for match in _PHRASE.finditer(pair.target):
        forms, plain = _NOUNS[match["noun"].lower()]
        quoted = in_quotes(pair.target, match.start())
        spans: list[Span] = []
        if not pair.source:
            first_person = _FIRST_PERSON.search(
                pair.target[max(0, match.start() - 500) : match.start()]
            )
            if match["whose"].lower() != "my" or "我国" not in forms or quoted or first_person:
                continue
            confidence = 0.5
            reason = f"«{match.group()}» in a report usually stands for 我国, which is «{plain}»"
        else:
            spans = _source_spans(pair.source, forms)
            if not spans:
                continue
            confidence = 0.5 if quoted else 0.9
            reason = f"{spans[0].text} in a report is «{plain}», not «{match.group()}»"
        yield finding(
            CHECK,
            match.span(),
            reason,
            confidence=confidence,
            source_spans=tuple(spans[min(seen, len(spans) - 1) :][:1]),
            suggestion=_suggest(plain, match, pair.target),
        )
        seen += 1


def _suggest(plain: str, match: re.Match[str], text: str) -> str:
    if match["of"]:
        plain += "’s" if "’" in match["of"] else "'s"
    before = text[max(0, match.start() - 20) : match.start()].rstrip()
    if not before or before[-1] in ".!?":
        return plain[0].upper() + plain[1:]
    return plain


CHECK = Check(
    id="my-country",
    title="«my country» for 我国",
    description=(
        "«my/our country» (province, city, county, army, company …) where the source has 我国 or"
        " the like. Inside quotation marks with less confidence. Without a source only «my country»"
        " outside quotations and first-person text."
    ),
    category="style/perspective",
    severity=Severity.MINOR,
    run=_check,
)
