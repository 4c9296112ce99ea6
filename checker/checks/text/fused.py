"""fused-sentence: two sentences run together, the stop between them lost.

A fixed list of sentence openers catches most cases; beyond it, any capitalised closed-class word
inside a sentence that starts a clause of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.checks.facts import inner_capital_counts, lower_case_words
from checker.checks.text.lost_stops import pronoun_opener, stops_lost
from checker.language.calendar import MONTHS
from checker.language.grammar_words import AUXILIARIES, ROLES
from checker.language.openers import Opening, common_opener, has_finite, opener
from checker.language.verbs import PARTICIPLES
from checker.language.views import View, shorten, view
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_DATELINE = re.compile(
    r"(?:\b[A-Z]{3,}\b|\(?(?:Xinhua|AP|AFP|Reuters|CNS|Bloomberg)\b"
    rf"|(?:{'|'.join(month[:3] for month in MONTHS)})[a-z.]* \d{{1,2}}(?:st|nd|rd|th)?\b"
    r"|\([^()]*\)\s*$)"
)
_DATELINE_LENGTH = 70
"""Characters; chosen. Findings on references, outputs, garbled pairs: 3, 3, 93; at half 5, 4, 95,
at double as before (`benchmarks.sensitivity`)."""
_LETTERED = ROLES["label"]
_VERB_GROUP_LIMIT = 4  # words of the flag before the seam; chosen, decides no finding


def _is_dateline(text: str) -> bool:
    """Whether what stands before an opener is only place, date and agency."""
    return _DATELINE.search(text) is not None and "." not in text[:-20]


def _span_start(seen: View, index: int, first: int) -> int:
    """Return where the words that dangle before the opener begin: a verb group, or one word."""
    start = index - 1
    while start > first and index - start < _VERB_GROUP_LIMIT:
        low = seen.words[start].lower
        group = low in PARTICIPLES or low.endswith(("ed", "ly")) or low in AUXILIARIES
        if not group or low in AUXILIARIES or seen.gap(start) != " ":
            break
        start -= 1
    head = seen.words[start].lower
    if head not in AUXILIARIES and start < index - 1:
        start = index - 1
    return seen.words[start].start


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    seen = view(pair.target)
    if seen.title_case and not _is_prose(seen):
        return
    small = lower_case_words(ctx.pairs)
    terms = {word for word, count in inner_capital_counts(ctx.pairs).items() if count > 1}
    lost = stops_lost(pair, seen)
    capitals = dict(seen.inner_capitals)
    for index, sentence in sorted({**capitals, **lost}.items()):
        found = opener(seen, index, sentence.last) or pronoun_opener(seen, index, sentence)
        if found is None and seen.words[index].text not in terms:
            found = common_opener(seen, index, sentence.last, small)
        if found is None and index in lost:
            found = Opening(seen.words[index].end, 0.7)
        if found is None or _guarded(seen, index, sentence.first):
            continue
        yield _report(seen, index, sentence.first, found, by_source=index in lost)


def _is_prose(seen: View) -> bool:
    """Whether a text full of names is a sentence all the same: it has a stop and small verbs."""
    small = sum(word.text.islower() for word in seen.words)
    verbs = any(word.text in AUXILIARIES for word in seen.words)
    return verbs and seen.sentences[-1].stopped and 2 * small > len(seen.words)


def _guarded(seen: View, index: int, first: int) -> bool:
    """Whether a dateline, a list number or a bracketed sentence stands before the opener."""
    word = seen.words[index]
    if index - first <= 3 and all(item.text[0].isdigit() for item in seen.words[first:index]):
        return True  # the number of a list item
    if word.text == "A" and seen.words[index - 1].lower in _LETTERED:
        return True  # «Party A shall …»
    short = word.start < _DATELINE_LENGTH and _is_dateline(seen.text[: word.start])
    if short and not has_finite(seen.words[first:index]):
        return True
    if ")" in seen.gap(index) and word.start < 2 * _DATELINE_LENGTH:
        return True  # a longer one: «… July 25 (reporter …) On …»
    # a full sentence in brackets
    return seen.text[max(0, word.start - 8) : word.start].rstrip().endswith((".)", ".”)", '.")'))


def _report(seen: View, index: int, first: int, found: Opening, *, by_source: bool) -> Finding:
    end, confidence = found
    if seen.text[end : end + 1] == ",":
        end += 1
    start = _span_start(seen, index, first)
    start_word = seen.text[seen.words[index].start : end].rstrip(",")
    before = seen.words[index - 1].text
    return finding(
        CHECK,
        (start, end),
        f"«{shorten(seen.text[start:end])}»: «{start_word}» opens a new sentence, but no stop"
        f" separates it from «{before}»; "
        + ("the source has one here" if by_source else "the sentence before may have lost its end"),
        confidence=confidence,
    )


CHECK = Check(
    id="fused-sentence",
    title="Two sentences fused",
    description=(
        "A capitalised sentence opener («At present», «However», «The …» with a verb of its own)"
        " follows a lower-case word, a number or a bracket without a stop; or any capitalised word"
        " does, where the source has a stop that the English lacks. Datelines, list numbers,"
        " headlines, titles and bracketed sentences are left alone."
    ),
    category="fluency/grammar",
    severity=Severity.MAJOR,
    run=_check,
    phenomenon="sentence",
)
