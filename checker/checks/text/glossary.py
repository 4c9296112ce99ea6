"""glossary: the user's terms, longest match first, English inflection tolerated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.checks.base import Check, Context, finding
from checker.documents.term_list import Glossary, Term
from checker.language.tokens import BARE
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

# How a word may end instead of its own last letters (longest first).
_ENDINGS = (
    ("fe", "(?:fe|ves)"),
    ("f", "(?:fs?|ves)"),
    ("y", "(?:ys?|ies|ied|ying)"),
    ("e", "(?:e[sd]?|ing)"),
)
_OWNER = "(?:['’]s?)?"


def _inflected(token: str) -> str:
    """Return a pattern for an English word with the usual endings."""
    if len(token) < 4 or token.isupper() or not token.isalpha():
        return f"{re.escape(token)}s?{_OWNER}"
    for ending, forms in _ENDINGS:
        if token.lower().endswith(ending):
            return re.escape(token[: -len(ending)]) + forms + _OWNER
    return f"{re.escape(token)}(?:s|es|{token[-1]}?(?:ed|ing))?{_OWNER}"


@lru_cache(maxsize=8192)
def _pattern(term: str) -> re.Pattern[str]:
    """Return a pattern for an English term: any case, hyphens or spaces, usual endings."""
    parts = [_inflected(token) for token in BARE.findall(term)]
    if not parts:
        return re.compile(re.escape(term))
    flags = re.RegexFlag(0) if term.isupper() else re.IGNORECASE
    body = r"[^\w]{0,3}".join(parts)
    return re.compile(rf"(?<![^\W_]){body}(?![^\W_])", flags)


class _Matcher:
    """Finds terms in Chinese text, the longest one at each place, left to right."""

    def __init__(self, glossary: Glossary) -> None:
        self.terms = {term.source: term for term in glossary.terms}
        lengths: dict[str, set[int]] = {}
        for source in self.terms:
            lengths.setdefault(source[0], set()).add(len(source))
        self.lengths = {ch: sorted(sizes, reverse=True) for ch, sizes in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[Term, Span]]:
        """Yield each term with the first place where it stands."""
        place = 0
        seen: set[str] = set()
        while place < len(text):
            for size in self.lengths.get(text[place], ()):
                piece = text[place : place + size]
                if piece in self.terms:
                    if piece not in seen:
                        seen.add(piece)
                        yield self.terms[piece], Span(place, place + size, piece)
                    place += size - 1
                    break
            place += 1


@lru_cache(maxsize=2)
def _matcher(glossary: Glossary) -> _Matcher:
    return _Matcher(glossary)


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if ctx.glossary is None or not pair.source or not pair.target.strip():
        return
    for term, span in _matcher(ctx.glossary).find(pair.source):
        yield from _judge(pair, ctx, term, span, ctx.glossary.name)


def _judge(pair: SegmentPair, ctx: Context, term: Term, span: Span, name: str) -> Iterator[Finding]:
    suggestion = term.targets[0] if term.targets else None
    for wrong in term.forbidden:
        match = _pattern(wrong).search(pair.target)
        if match:
            yield finding(
                CHECK,
                match.span(),
                f"{name} rules out «{wrong}» for {term.source}",
                confidence=0.9,
                severity=Severity.MAJOR,
                source_spans=(span,),
                suggestion=suggestion,
            )
            return
    near = (pair, ctx.before, ctx.after)
    if not term.targets or any(
        _pattern(right).search(item.target)
        for right in term.targets
        for item in near
        if item is not None
    ):
        return
    wanted = " or ".join(f"«{target}»" for target in term.targets[:3])
    yield finding(
        CHECK,
        (span.start, span.end),
        f"{name} translates {term.source} by {wanted}, which is not in the English",
        confidence=0.7,
        side="source",
        source_spans=(span,),
        suggestion=suggestion,
    )


CHECK = Check(
    id="glossary",
    title="Term not as in the glossary",
    description=(
        "A term of the user's list (TSV, CSV or TBX) stands in the source and none of its"
        " translations in the English (minor), or one that the list forbids does (major). Longest"
        " Chinese match first; case, hyphens and the usual endings of English words are tolerated."
        " Without a list it finds nothing."
    ),
    category="terminology",
    severity=Severity.MINOR,
    run=_check,
    needs=frozenset({"source", "glossary"}),
)
