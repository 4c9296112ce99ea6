"""A denial of the source that the English leaves out: «没有改变» turned into "has changed".

Two witnesses must agree: no word of the English denies anything, and either a reader of the Chinese
expects «not» at some place of it, or knowing the English makes the Chinese denial hardly more
predictable. Any of these alone is common in good translations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.checks.base import Check, Context
from checker.checks.model.scored_words import ScoredWord, scored_words
from checker.language.chinese_sentences import split_chinese
from checker.language.denials import NO_PLAIN_DENIAL, OTHER_WORDS, blank_lexical, only_if
from checker.language.english_sentences import split_english
from checker.records import Finding, ForcedDecoding, SegmentPair, Severity, Span

__all__ = [
    "ANY_DENIAL",
    "CHECK",
    "LIMITS",
    "MAX_GAIN",
    "Limits",
    "NO_DENIAL",
    "lost_negations",
    "sentences_side_by_side",
]


@dataclass(frozen=True, slots=True)
class Limits:
    """When a denial counts as lost.

    Attributes:
        gain: most that the English may explain of the denial, in nats.
        weak: the same where the English has a word that may deny in passing («insufficient»).
        expected: least probability of «not» in a word's place.
    """

    gain: float
    weak: float
    expected: float


LIMITS = {
    "strict": Limits(gain=1.5, weak=0.6, expected=0.5),
    "balanced": Limits(gain=1.0, weak=0.3, expected=0.7),
    "lenient": Limits(gain=0.3, weak=0.0, expected=0.9),
}
"""By sensitivity. Translated denials mostly gain 2 to 9 nats, dropped ones none."""

MAX_GAIN = LIMITS["balanced"].gain
"""The gain above which a denial is looked for no further."""

_DENIAL = re.compile(
    r"并没有|没有|不要|不得(?!不)|不能(?!不)|不会(?!不)|不是|尚未|并未|从未|未能|不予|(?<!解)决不|绝不|并不|不再"
)
# Enough where the English is read as lacking a «not»: 不知道, 未遵守, 从来没.
ANY_DENIAL = re.compile(rf"{_DENIAL.pattern}|[不没沒未无無别別勿]")
# 是不是, 有没有 and the like ask; 不得不, 并非不 and other double denials affirm; 无数 is many.
NO_DENIAL = re.compile(
    rf"(?:{NO_PLAIN_DENIAL.pattern}|(?:非|无|無|莫)不|是不是|有没有|能不能|会不会|要不要"
    r"|无数(?![据字值学量额码])|無數(?![據字值學量額碼])|没有不|不要紧)"
)
_STRONG = re.compile(
    r"n['’]t\b|\b(?:no|not|never|none|nor|neither|nothing|nobody|nowhere|cannot|without|yet to"
    r"|fail\w*|lack\w*|refus\w*|den(?:y|ied|ies|ying)|unchanged|unable|impossible|remain\w*"
    r"|far from|hardly|rarely|unresolved|incomplete\w*|unfinished|instead of|rather than|prevent\w*"
    r"|avoid\w*|prohibit\w*|forbid\w*|ban(?:ned|s)?|reject\w*|refrain\w*|no longer|rule[sd]? out"
    rf"|{OTHER_WORDS}|un(?:harmed|hurt|injured|scathed)"
    r"|carr(?:y|ies|ied|ying) on|press(?:es|ed)? on|ke(?:ep|eps|pt) going|persever\w*|persist\w*"
    r"|zero|gone|disappear\w*|vanish\w*)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:non\w*|unless|un(?!der|it|ion|til|ique|ivers)\w{3,}|in(?:ab|acc|adeq|suff|eff|compat)\w+"
    r"|im(?:perf|mature)\w*|dis\w{4,}|seldom|barely|scarcely|few|little|absen\w+|miss\w*"
    r"|stop\w*|yet|instead|rather|out of|away from|free|exempt\w*|longer|ceas\w*|false|wrong"
    r"|\w+less|only|for the first time)\b",
    re.IGNORECASE,
)
_EXPECTED = frozenset({"not", "n't", "no", "never", "without"})
_DENYING_PREFIX = re.compile(r"(?:un|in|im|ir|il|non|dis|mis)", re.IGNORECASE)
_EXPECTED_SURPRISAL = 4.0
_REACH = 40
"""Characters on either side of a word within which another word may deny for it."""


def lost_negations(
    pair: SegmentPair, forced: ForcedDecoding, reverse: ForcedDecoding, *, sensitivity: str
) -> Iterator[Finding]:
    """Finds denials of the source that the target leaves out.

    Args:
        forced: surprisals of the target given the source.
        reverse: surprisals of the source given the target; offsets index the source.

    Yields:
        Findings on the target: the word before which a denial is expected, else the sentence that
        should deny.
    """
    limits = LIMITS[sensitivity]
    for (source_start, source), (start, end) in sentences_side_by_side(pair):
        english = pair.target[start:end]
        plain = NO_DENIAL.sub(lambda match: "\0" * len(match.group()), source)
        if "?" in english or only_if(source, english):
            continue
        word = _expects_denial(pair.target, forced, (start, end), limits.expected)
        if word is not None and not _STRONG.search(_around(pair.target, word)):
            denial = _least_explained(blank_lexical(plain), source_start, reverse)
            if denial is not None:
                yield _finding(word.start, word.end, denial, _expectation(word), 0.85)
                continue
        match = _DENIAL.search(plain)
        if match is None:
            continue
        place = source_start + match.start()
        denial = Span(place, place + len(match.group()), match.group())
        gain = _gain(denial, reverse)
        limit = limits.weak if _WEAK.search(english) else limits.gain
        if gain is not None and gain <= limit and not _STRONG.search(english):
            yield _finding(start, end, denial, _unexplained(denial, gain), 0.7)


def _least_explained(plain: str, place: int, reverse: ForcedDecoding) -> Span | None:
    """The word of denial that the English explains least."""
    spans = [
        Span(place + match.start(), place + match.end(), match.group())
        for match in ANY_DENIAL.finditer(plain)
    ]
    return min(spans, key=lambda span: _gain(span, reverse) or 0.0, default=None)


def _expects_denial(
    target: str, forced: ForcedDecoding, sentence: tuple[int, int], least: float
) -> ScoredWord | None:
    """The first word of a sentence in whose place a denial is expected, by that probability."""
    for word in scored_words(target, forced.tokens):
        due = (word.expected or "").strip().lower() in _EXPECTED
        sure = (word.expected_probability or 0.0) >= least
        odd = word.first >= _EXPECTED_SURPRISAL and not _DENYING_PREFIX.match(word.text)
        if sentence[0] <= word.start < sentence[1] and due and sure and odd:
            return word
    return None


def _around(target: str, word: ScoredWord) -> str:
    return target[max(0, word.start - _REACH) : word.end + _REACH]


def sentences_side_by_side(pair: SegmentPair) -> Iterator[tuple[tuple[int, str], tuple[int, int]]]:
    """Sentences side by side where both sides have as many, else the pair as a whole.

    Yields:
        ((start in the source, its text), (start, end) in the target).
    """
    source, target = pair.source or "", pair.target
    chinese, english = split_chinese(source), split_english(target)
    if len(chinese) == len(english):
        for zh, en in zip(chinese, english, strict=True):
            yield (zh.start, zh.text), (en.start, en.end)
    elif english:
        yield (0, source), (english[0].start, english[-1].end)


def _gain(denial: Span, reverse: ForcedDecoding) -> float | None:
    gains = [
        token.alone - token.given_source
        for token in reverse.tokens
        if token.start < denial.end and denial.start < token.end and token.given_source is not None
    ]
    return sum(gains) if gains else None


def _expectation(word: ScoredWord) -> str:
    return (
        f"a reader of the Chinese expects ‘{(word.expected or '').strip()}’ before"
        f" «{word.text}» (probability {word.expected_probability:.2g})"
    )


def _unexplained(denial: Span, gain: float) -> str:
    amount = "no" if gain <= 0 else "hardly"
    return f"knowing the English makes «{denial.text}» {amount} more predictable ({gain:.1f} nats)"


def _finding(start: int, end: int, denial: Span, why: str, confidence: float) -> Finding:
    return Finding(
        check_id=CHECK.id,
        side="target",
        start=start,
        end=end,
        category="accuracy/mistranslation",
        severity=Severity.CRITICAL,
        confidence=confidence,
        reason=f"The Chinese denies («{denial.text}»), no word of the English does: {why}.",
        source_spans=(denial,),
    )


def _run(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    return lost_negations(pair, ctx.forced_decoding, ctx.reverse, sensitivity=ctx.sensitivity)


CHECK = Check(
    id="negation",
    title="Denial left unexplained",
    description=(
        "A denial of the source that no word of the English renders, where a reader of the Chinese"
        " expects «not», or the English makes the denial hardly more predictable. Questions, double"
        " denials and words that only look like denials are left alone."
    ),
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    run=_run,
    needs=frozenset({"source", "forced-decoding", "reverse"}),
)
