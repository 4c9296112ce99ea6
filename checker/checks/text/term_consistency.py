"""term-inconsistent: a name or term that the document spells otherwise elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from operator import eq
from typing import NamedTuple

from checker.checks.base import Check, Context, finding
from checker.checks.facts import per_document
from checker.language.characters import is_han
from checker.language.grammar_words import words
from checker.language.views import Word, view
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_LINKS = words("of the and for in on")
_MIN_HAN, _MAX_HAN = 3, 12
"""Han characters of a term; chosen. Findings on references and outputs: 10, 17; with _MIN_HAN 2:
12, 21, with 6: 1, 1; with _MAX_HAN 6: 11, 17, with 24 as before (`benchmarks.sensitivity`)."""
_MIN_WORDS, _MAX_WORDS = 2, 6
"""Words of a term; chosen. Findings on references and outputs: 10, 17; with _MIN_WORDS 1 as before,
with 4: 3, 0; with _MAX_WORDS 3: 7, 17, with 12 as before (`benchmarks.sensitivity`)."""
_USES = 2
"""Times that the usual spelling must come; chosen. Findings at half/as is/double: references
10/10/4, outputs 17/17/1 (`benchmarks.sensitivity`)."""
_POSSESSIVE = re.compile(r"['’]s$")
_LIKENESS = 0.6
"""Share of equal letters (twice the matches over both lengths) from which two words look alike;
chosen. Findings at .3/.6/.9: references 17/10/3, outputs 28/17/2 (`benchmarks.sensitivity`)."""


class _Phrase(NamedTuple):
    """A run of capitalised words of a target."""

    start: int
    end: int
    key: tuple[str, ...]


class _Term(NamedTuple):
    """What a document calls a Chinese term, and where it says something else.

    Attributes:
        chinese: the words that all uses have in common; None where there are several such.
        text: the phrase most segments have, as written; in `uses` segments.
        other: the phrase of the odd segment.
    """

    chinese: str | None
    text: str
    uses: int
    other: _Phrase


def _phrases(pair: SegmentPair) -> list[_Phrase]:
    """Runs of two to six capitalised words, with small links between them and without."""
    seen = view(pair.target)
    if seen.title_case:
        return []
    begins = {sentence.first for sentence in seen.sentences}
    runs: list[list[int]] = []
    for index, word in enumerate(seen.words):
        near = index > 0 and seen.text[seen.words[index - 1].end : word.start] in (" ", "-")
        linked = bool(runs) and near and runs[-1][-1] == index - 1
        if word.text[0].isupper() or (linked and word.lower in _LINKS):
            if not linked:
                runs.append([])
            runs[-1].append(index)
    found = []
    for run in runs:
        while seen.words[run[-1]].lower in _LINKS and len(run) > 1:
            run.pop()
        parts = {tuple(run), *_unlinked(run, seen.words)}
        # The first word of a sentence may have its capital for that alone.
        parts |= {part[1:] for part in parts if part and part[0] in begins}
        for part in parts:
            if _MIN_WORDS <= len(part) <= _MAX_WORDS:
                key = tuple(_bare(seen.words[i].lower) for i in part)
                found.append(_Phrase(seen.words[part[0]].start, seen.words[part[-1]].end, key))
    return sorted(found)


def _unlinked(run: Sequence[int], words_: Sequence[Word]) -> list[tuple[int, ...]]:
    """The parts of a run between its links."""
    parts: list[list[int]] = [[]]
    for index in run:
        if words_[index].lower in _LINKS:
            parts.append([])
        else:
            parts[-1].append(index)
    return [tuple(part) for part in parts]


def _bare(word: str) -> str:
    """A word without its possessive or plural ending."""
    word = word.removesuffix("'s").removesuffix("’s")
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


@per_document
def _odd_terms(pairs: tuple[SegmentPair, ...]) -> dict[int, list[_Term]]:
    """By place of the pair, its phrases that stand for what others call otherwise."""
    phrases = [_phrases(pair) if pair.source else [] for pair in pairs]
    uses: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, found in enumerate(phrases):
        for key in {phrase.key for phrase in found}:
            uses[key].append(place)
    odd: dict[int, list[_Term]] = defaultdict(list)
    for key, places in uses.items():
        if len(places) < _USES:
            continue
        chinese = _common([pairs[place].source or "" for place in places])
        first = next(phrase for phrase in phrases[places[0]] if phrase.key == key)
        text = _POSSESSIVE.sub("", pairs[places[0]].target[first.start : first.end])
        for place in set(range(len(pairs))) - set(places):
            shared = [piece for piece in chinese if piece in (pairs[place].source or "")]
            for other in phrases[place] if shared else ():
                rarer = len(uses[other.key]) < len(places)
                if rarer and _competes(other.key, key) and not _another(shared, pairs[place]):
                    named = shared[0] if len(chinese) == 1 else None
                    odd[place].append(_Term(named, text, len(places), other))
    return odd


def _common(sources: Sequence[str]) -> list[str]:
    """The longest runs of Han characters that all sources have, if they are long enough."""
    shortest = min(sources, key=len)
    for size in range(min(_MAX_HAN, len(shortest)), _MIN_HAN - 1, -1):
        pieces = {shortest[start : start + size] for start in range(len(shortest) - size + 1)}
        found = [
            piece
            for piece in sorted(pieces)
            if all(map(is_han, piece)) and all(piece in source for source in sources)
        ]
        if found:
            return found
    return []


def _another(names: Sequence[str], pair: SegmentPair) -> bool:
    """Whether the source has another name, but for one sign the same: 李国良 beside 李国强."""
    source = pair.source or ""
    for name in names:
        for place in range(1, len(name)):
            like = re.escape(name[:place]) + rf"(?!{re.escape(name[place])})[\u4e00-\u9fff]"
            if re.search(like + re.escape(name[place + 1 :]), source):
                return True
    return False


def _competes(one: Sequence[str], usual: Sequence[str]) -> bool:
    """Whether two phrases are one name spelt in two ways: alike word by word, half the same."""
    return (
        len(one) == len(usual)
        and 2 * sum(map(eq, one, usual)) >= len(usual)
        and all(a == b or _alike(a, b) for a, b in zip(one, usual, strict=True))
    )


def _alike(one: str, other: str) -> bool:
    """Whether one word may be the other misspelt."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKENESS


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not pair.source:
        return
    for term in _odd_terms(ctx.pairs).get(ctx.index, ()):
        here = pair.target[term.other.start : term.other.end]
        spans: tuple[Span, ...] = ()
        subject = "the same name"
        if term.chinese is not None:
            place = pair.source.index(term.chinese)
            spans = (Span(place, place + len(term.chinese), term.chinese),)
            subject = term.chinese
        yield finding(
            CHECK,
            (term.other.start, term.other.end),
            f"{subject} is «{term.text}» in {term.uses} other segments, «{here}» here",
            confidence=0.8,
            suggestion=term.text,
            source_spans=spans,
        )


CHECK = Check(
    id="term-inconsistent",
    title="Name spelt in two ways",
    description=(
        "A name or term that looks like another which the document has at least twice for the same"
        " Chinese («Lingao County», elsewhere «Langao County»). Names that share no look, and"
        " shorter or longer forms of a name, are left alone."
    ),
    category="terminology/inconsistent",
    severity=Severity.MINOR,
    run=_check,
    needs=frozenset({"source"}),
)
