"""glossary: the user's terms, longest match first, English inflection tolerated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from checker.checks.base import Rule, RuleContext, finding
from checker.documents.term_list import Glossary, Term, load_glossary
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["RULE", "glossary_rule", "load_glossary"]

_WORD = re.compile(r"[^\W_]+")
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
    parts = [_inflected(token) for token in _WORD.findall(term)]
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


def _checker(glossary: Glossary) -> Callable[[SegmentPair, RuleContext], Iterator[Finding]]:
    matcher = _Matcher(glossary)

    def check(pair: SegmentPair, ctx: RuleContext) -> Iterator[Finding]:
        if not pair.source or not pair.target.strip():
            return
        for term, span in matcher.find(pair.source):
            yield from _judge(pair, ctx, term, span, glossary.name)

    return check


def _judge(
    pair: SegmentPair, ctx: RuleContext, term: Term, span: Span, name: str
) -> Iterator[Finding]:
    suggestion = term.targets[0] if term.targets else None
    for wrong in term.forbidden:
        match = _pattern(wrong).search(pair.target)
        if match:
            yield finding(
                RULE,
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
        RULE,
        (span.start, span.end),
        f"{name} translates {term.source} by {wanted}, which is not in the English",
        confidence=0.7,
        side="source",
        source_spans=(span,),
        suggestion=suggestion,
    )


def glossary_rule(glossary: Glossary) -> Rule:
    """Return the glossary rule for a term list."""
    return Rule(
        rule_id=RULE.rule_id,
        title=RULE.title,
        description=RULE.description,
        category=RULE.category,
        severity=RULE.severity,
        check=_checker(glossary),
        needs_source=True,
    )


RULE = Rule(
    rule_id="glossary",
    title="Term not as in the glossary",
    description=(
        "A term of the user's list (TSV, CSV or TBX) stands in the source and none of its"
        " translations in the English (minor), or one that the list forbids does (major). Longest"
        " Chinese match first; case, hyphens and the usual endings of English words are tolerated."
        " Without a list it finds nothing."
    ),
    category="terminology",
    severity=Severity.MINOR,
    check=_checker(Glossary("", ())),
    needs_source=True,
)
