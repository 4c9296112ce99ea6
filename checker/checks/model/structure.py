"""Sentences that run into each other, are cut in two, or begin where none should.

Forced decoding sees each of them at one place: a capital word where no sentence begins, a full stop
where a word was due, an opening word that follows from nothing. The deterministic rules know many
such places by their words; this finds them by their probability.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.checks.base import Check, Context
from checker.checks.model.scored_words import ScoredWord, probability_text, scored_words
from checker.language.chinese_sentences import split_chinese
from checker.language.english_sentences import split_english
from checker.language.grammar_words import words as words_of
from checker.records import Finding, ForcedDecoding, SegmentPair, Severity

__all__ = ["CHECK", "LIMITS", "Limits", "broken_sentences"]

_STOPS = frozenset(".!?")
_OPENERS = words_of("""
    A After Although And As At Because Before But By During For From He However If In It Its Many
    Meanwhile More No Not Now On Our She Since So Some That The Their Then There These They This
    Those To Under We What When Where While With You
""")
_BEFORE_NAMES = words_of("of with by from to in at on for and or as like than via per")
_STOP_DUE = 0.5
"""Least probability of the full stop that a running-on sentence lacks. None of 500 references and
of 1,200 WMT21 outputs has such a place."""
_MIN_LOWER = 0.6
"""Share of lower-case words from which a line is prose and no headline."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Least surprisals given the source, in nats, of each kind of place.

    Attributes:
        fused: a capital word in the middle of a sentence.
        stop: a full stop, where a word is expected with at least `word` probability.
        opener: the first word of a sentence.
        run_on: a small word where a full stop is expected.
        after: the word after a capital one that no sentence is known to open with.
        gain: most that the source may explain of an opener.
    """

    fused: float
    stop: float
    opener: float
    run_on: float
    word: float = 0.4
    after: float = 4.0
    gain: float = 0.6


LIMITS = {
    "strict": Limits(fused=10.0, stop=5.5, opener=7.0, run_on=6.0),
    "balanced": Limits(fused=12.0, stop=7.0, opener=8.0, run_on=8.0),
    "lenient": Limits(fused=14.0, stop=9.0, opener=10.0, run_on=10.0),
}
"""By sensitivity; measured on clean news articles, where the balanced ones fire on none of ten."""


def broken_sentences(
    pair: SegmentPair, forced: ForcedDecoding, *, sensitivity: str
) -> Iterator[Finding]:
    """Finds fused, cut and detached sentences.

    Args:
        forced: surprisals of the target.

    Yields:
        Findings on the target, in order.
    """
    words = scored_words(pair.target, forced.tokens)
    if not _prose(words):
        return
    limits = LIMITS[sensitivity]
    # More sentences than the source has: one of them may be a piece of another.
    more = len(split_english(pair.target)) - len(split_chinese(pair.source or ""))
    for index in range(1, len(words)):
        found = _at(pair, words, index, limits, extra=more > 0)
        if found is None and more < 0:
            found = _runs_on(pair, words, index, limits)
        if found is not None:
            yield found


def _at(
    pair: SegmentPair, words: Sequence[ScoredWord], index: int, limits: Limits, *, extra: bool
) -> Finding | None:
    before, word = words[index - 1], words[index]
    due = (word.expected or "").strip()
    # The same word in small letters: the capital is a slip, and the sentence whole.
    opens = word.text[0].isupper() and due.lower() != word.text.lower()
    if opens and before.text.islower() and _fuses(pair, words, index, limits):
        text = (
            f"«{word.text}» opens a sentence where none begins"
            f" ({_odds(word)}): two sentences may be fused, or the end of one is lost."
        )
        return _finding(pair, words, index - 1, index, word, text, Severity.MAJOR)
    if word.text == "." and word.first >= limits.stop and due.isalpha():
        if (word.expected_probability or 0.0) < limits.word:
            return None
        text = (
            f"The sentence stops after «{before.text}», where a reader of the Chinese expects"
            f" ‘{due}’ (probability {word.expected_probability:.2g}): it is cut off or cut in two."
        )
        return _finding(pair, words, index - 1, index + 1, word, text, Severity.MAJOR)
    detached = _after_stop(words, index) and word.first >= limits.opener
    if detached and opens and word.gain <= limits.gain:
        severity = Severity.MAJOR if extra else Severity.MINOR
        text = f"A sentence that opens with «{word.text}» does not follow here ({_odds(word)})."
        text += " The English has more sentences than the Chinese: one may be split." * extra
        return _finding(pair, words, index, index + 1, word, text, severity)
    return None


def _runs_on(
    pair: SegmentPair, words: Sequence[ScoredWord], index: int, limits: Limits
) -> Finding | None:
    """A small word where the sentence should end; only where the English has fewer sentences."""
    before, word = words[index - 1], words[index]
    due = (word.expected or "").strip()
    if due not in _STOPS or not (before.text[0].isalnum() and word.text.islower()):
        return None
    if word.first < limits.run_on or (word.expected_probability or 0.0) < _STOP_DUE:
        return None
    text = (
        "The English has fewer sentences than the Chinese, and a reader of the Chinese expects"
        f" ‘{due}’ after «{before.text}» (probability {word.expected_probability:.2g}): two"
        " sentences run into each other."
    )
    return _finding(pair, words, index - 1, index, word, text, Severity.MAJOR)


def _fuses(pair: SegmentPair, words: Sequence[ScoredWord], index: int, limits: Limits) -> bool:
    """Whether a capital word inside a sentence is no name, and what follows it is odd too."""
    word = words[index]
    if word.first < limits.fused or word.gain > 1.0:
        return False
    letters = word.text.removesuffix("'s").removesuffix("’s")
    # A capital further in makes it a name: GDP, McKay, Yu'E.
    if word.text in (pair.source or "") or any(map(str.isupper, letters[1:])):
        return False
    # A name is there more than once; an opening word of prose hardly.
    if word.text not in _OPENERS and sum(other.text == word.text for other in words) > 1:
        return False
    if word.text not in _OPENERS and words[index - 1].text.lower() in _BEFORE_NAMES:
        return False
    after = words[index + 1] if index + 1 < len(words) else None
    return word.text in _OPENERS or (after is not None and after.first >= limits.after)


def _after_stop(words: Sequence[ScoredWord], index: int) -> bool:
    before = words[index - 1].text
    return before in _STOPS or (
        index > 1 and before in "\"”'’)" and words[index - 2].text in _STOPS
    )


def _prose(words: Sequence[ScoredWord]) -> bool:
    letters = [word.text for word in words if word.text[0].isalpha()]
    return len(letters) >= 5 and sum(map(str.islower, letters)) >= _MIN_LOWER * len(letters)


def _odds(word: ScoredWord) -> str:
    return f"probability {probability_text(word.first)}"


def _finding(
    pair: SegmentPair,
    words: Sequence[ScoredWord],
    first: int,
    last: int,
    word: ScoredWord,
    reason: str,
    severity: Severity,
) -> Finding:
    end = words[min(last, len(words) - 1)].end
    return Finding(
        check_id=CHECK.id,
        side="target",
        start=words[first].start,
        end=end,
        category="fluency/grammar",
        severity=severity,
        confidence=round(min(0.95, 1.0 - 0.5 * math.exp(-word.first / 20.0)), 3),
        reason=reason,
    )


def _run(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    return broken_sentences(pair, ctx.forced_decoding, sensitivity=ctx.sensitivity)


CHECK = Check(
    id="sentence-structure",
    title="Sentence broken, or two run together",
    description=(
        "A capital word where no sentence begins, a full stop where a word was due, an opening word"
        " that follows from nothing, a sentence that runs on where a stop is expected: places that"
        " a reader of the Chinese finds improbable. Headlines are left alone."
    ),
    category="fluency/grammar",
    severity=Severity.MAJOR,
    run=_run,
    needs=frozenset({"forced-decoding"}),
    phenomenon="sentence",
)
