"""truncated-end: the English breaks off («The province plans to invest in the»)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.characters import han_count
from checker.language.clauses import split_clauses
from checker.language.grammar_words import ARTICLES, CONJUNCTIONS, PREPOSITIONS, RELATIVES, ROLES
from checker.language.tables import by_role
from checker.language.views import Sentence, View, in_quotes, shorten, view
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK", "ends_in_stop", "source_ends_in_stop", "unfinished_word"]

_SOURCE_END = re.compile(r"[。！？!?…．][\"'”’」』）)】》]*$")
_ENGLISH_END = re.compile(r"[.!?…:;。！？：；][\"'”’」』）)\]\s*_]*$|[\"'“”’)\]」』）]$")
_TAIL = 40  # characters; chosen, a bound on work
_CLOSING, _LONGEST = 3, 20_000
"""Closing marks after the last word; chosen, not measured. Characters; chosen, a bound on work."""

_NEVER_LAST = ARTICLES | ROLES["never_last"]
_STRANDED = ROLES["stranded"]
_STRANDING = RELATIVES | ROLES["stranding"]
_NOMINAL = re.compile(rf"(?:{'|'.join(sorted(by_role('language/english_endings')['nominal']))})s?$")
_OPEN = (ARTICLES | PREPOSITIONS | CONJUNCTIONS | ROLES["calls"]) - ROLES["adverb_too"]
_LOW_RATIO, _MIN_UNITS = 0.38, 25
"""Words for each Han character below which the end is missing, and Han characters that tell so;
chosen. Findings on references, outputs, garbled pairs: 7, 8, 103; with .19: 7, 8, 101, with .76:
16, 33, 106; with 12 characters as before, with 50: 7, 7, 101 (`benchmarks.sensitivity`)."""


def source_ends_in_stop(source: str) -> bool:
    """Whether a Chinese text ends in a sentence stop, with or without closing marks after it."""
    return _SOURCE_END.search(source.rstrip()[-_TAIL:]) is not None


def ends_in_stop(target: str) -> bool:
    """Whether an English text ends in a stop, a colon or a closing mark."""
    return _ENGLISH_END.search(target.rstrip()[-_TAIL:]) is not None


def unfinished_word(seen: View) -> bool:
    """Whether the last word of a text without a final stop calls for a word after it."""
    return bool(seen.words) and seen.words[-1].lower in _OPEN


def _tail(seen: View, count: int = 3) -> tuple[int, int]:
    first = seen.words[max(0, len(seen.words) - count)]
    return first.start, len(seen.text.rstrip())


def _dangles(seen: View, sentence: Sentence) -> bool:
    """Whether a stopped sentence ends in a word that cannot be its last one."""
    inner = seen.words_of(sentence)
    if len(inner) < 4 or not inner[-1].text.islower():
        return False
    last, before = inner[-1].lower, inner[-2].lower
    rest = seen.text[inner[-1].end : sentence.end].strip("\"'”’)] ")
    if rest not in {"", ".", ",", "..."} or inner[-1].start - inner[-2].end > 1:
        return False
    if last in _NEVER_LAST:
        return not (last == "such" and before in {"as", "no", "any"})
    if last not in _STRANDED or not (_NOMINAL.search(before) or before.isdigit()):
        return False
    if last == "to" and any(word.lower == "from" for word in inner[-7:-2]):
        return True  # «from two days to.»
    return not any(word.lower in _STRANDING for word in inner[-9:-1])


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    seen = view(pair.target)
    if len(seen.words) < 3:
        return
    cut = False
    for sentence in seen.sentences:
        if sentence.stopped and _dangles(seen, sentence):
            last = seen.words[sentence.last - 1]
            if in_quotes(seen.text, last.start) and last.text not in ARTICLES:
                continue
            cut = True
            start = seen.words[max(sentence.first, sentence.last - 3)].start
            reason = _reason(pair, last.end, f"«{last.text}»")
            yield finding(CHECK, (start, sentence.end), reason, confidence=0.9)
    if not cut and not ends_in_stop(seen.text) and not _goes_on(ctx):
        yield from _open_end(pair, seen)


def _open_end(pair: SegmentPair, seen: View) -> Iterator[Finding]:
    """The end of a text that has no stop."""
    last = seen.words[-1]
    end = seen.text[last.end :].strip()
    stopped = pair.source is None or source_ends_in_stop(pair.source)
    if last.text in _NEVER_LAST and end in {"", ","}:
        reason = _reason(pair, last.end, f"«{last.text}»")
        yield finding(CHECK, _tail(seen), reason, confidence=0.9)
    elif stopped and (unfinished_word(seen) or (pair.source and end.endswith((",", "，")))):
        comma = end != "" or not unfinished_word(seen)
        yield finding(
            CHECK,
            _tail(seen),
            _reason(pair, last.end, "a comma" if comma else f"«{last.text}»"),
            confidence=0.85 if pair.source is not None else 0.6,
            severity=Severity.MINOR if comma else Severity.MAJOR,
        )
    elif stopped and pair.source is not None:
        units = han_count(pair.source)
        if units >= _MIN_UNITS and len(seen.words) < _LOW_RATIO * units:
            reason = (
                f"The English ends in «{last.text}» without a stop and has {len(seen.words)} words"
                f" for {units} Chinese characters: its end seems to be missing"
            )
            yield finding(CHECK, _tail(seen), reason, confidence=0.7)


def _goes_on(ctx: Context) -> bool:
    """Whether the next segment continues this one (a sentence cut in two by its line)."""
    after = ctx.after
    return after is not None and after.target.lstrip()[:1].islower()


def _reason(pair: SegmentPair, place: int, what: str) -> str:
    """Say after what the English breaks off, and which words of the source stand about there."""
    reason = f"The English breaks off after {what}, where a sentence cannot end"
    source = pair.source or ""
    at_end = place >= len(pair.target.rstrip()) - _CLOSING
    clauses = split_clauses(source) if at_end and len(source) <= _LONGEST else ()
    if clauses and han_count(clauses[-1].text):
        reason += f"; the source ends in «{shorten(clauses[-1].text, 40)}»"
    return reason


CHECK = Check(
    id="truncated-end",
    title="Sentence cut off",
    description=(
        "A sentence of the English ends in a word that calls for more («… invest in the», «… the"
        " transfer of.»); or the segment ends in a comma (minor), or without a stop and far too"
        " short, while the source ends in a full stop. Headlines, stranded prepositions («what it"
        " is made of») and segments that the next one continues are left alone."
    ),
    category="accuracy/omission",
    severity=Severity.MAJOR,
    run=_check,
    phenomenon="omission",
)
