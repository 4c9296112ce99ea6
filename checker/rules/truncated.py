"""truncated-end: the English breaks off («The province plans to invest in the»)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.records import Finding, SegmentPair, Severity
from checker.rules.base import Rule, RuleContext
from checker.rules.lexicon import ARTICLES, CONJUNCTIONS, PREPOSITIONS, words
from checker.rules.view import View, finding, in_quotes, view
from checker.text import han_count

__all__ = ["RULE", "ends_in_stop", "source_ends_in_stop", "unfinished_word"]

_SOURCE_END = re.compile(r"[。！？!?…．][\"'”’」』）)】》]*$")
_ENGLISH_END = re.compile(r"[.!?…:;。！？：；][\"'”’」』）)\]\s*_]*$|[\"'”’)\]」』）]$")
_TAIL = 40

# Nothing can end in these, with a stop or without.
_NEVER_LAST = ARTICLES | words("and or because although my our their your whose very")
_OPEN = (
    ARTICLES | PREPOSITIONS | CONJUNCTIONS
    | words("is are was were be been has have had will would can could may might should must that"
            " which who whose my our their your his its not very more such")
) - words("so yet out off over up down around inside outside before since past across")  # fmt: skip
_LOW_RATIO = 0.38
_MIN_UNITS = 25


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


def _check(pair: SegmentPair, ctx: RuleContext) -> Iterator[Finding]:
    seen = view(pair.target)
    if len(seen.words) < 3 or _goes_on(ctx):
        return
    last = seen.words[-1]
    end = seen.text[last.end :].strip()
    stopped = ends_in_stop(seen.text)
    source_stopped = pair.source is None or source_ends_in_stop(pair.source)
    if last.lower in _NEVER_LAST and last.text.islower() and end in {"", ".", ",", "..."}:
        if not in_quotes(seen.text, last.start):
            yield finding(RULE, _tail(seen), _reason(f"«{last.text}»"), confidence=0.9)
    elif not stopped and source_stopped and (unfinished_word(seen) or end.endswith((",", "，"))):
        sure = 0.85 if pair.source is not None else 0.6
        comma = end != "" or not unfinished_word(seen)
        what = "a comma" if comma else f"«{last.text}»"
        severity = Severity.MINOR if comma else Severity.MAJOR
        yield finding(RULE, _tail(seen), _reason(what), confidence=sure, severity=severity)
    elif not stopped and pair.source is not None and source_stopped:
        units = han_count(pair.source)
        if units >= _MIN_UNITS and len(seen.words) < _LOW_RATIO * units:
            reason = (
                f"The English ends without a stop and has {len(seen.words)} words for {units}"
                " Chinese characters: its end seems to be missing"
            )
            yield finding(RULE, _tail(seen), reason, confidence=0.7)


def _goes_on(ctx: RuleContext) -> bool:
    """Whether the next segment continues this one (a sentence cut in two by its line)."""
    after = ctx.after
    return after is not None and after.target.lstrip()[:1].islower()


def _reason(what: str) -> str:
    return f"The English breaks off after {what}, where a sentence cannot end"


RULE = Rule(
    rule_id="truncated-end",
    title="Sentence cut off",
    description=(
        "The English ends in a word or a comma that calls for more («… invest in the»), or ends"
        " without a stop and is far too short, while the source ends in a full stop. Headlines and"
        " segments that the next one continues are left alone."
    ),
    category="accuracy/omission",
    severity=Severity.MAJOR,
    check=_check,
)
