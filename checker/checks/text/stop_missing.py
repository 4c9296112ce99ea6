"""sentence-stop-missing: the source ends in 。 and the English in no mark at all."""

from __future__ import annotations

from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.checks.text.truncated import ends_in_stop, source_ends_in_stop, unfinished_word
from checker.language.views import view
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_MIN_WORDS = 5
"""Words; chosen: less is a caption. Findings at half/as is/double: references 23/23/19, outputs
42/40/37, garbled 7/7/5 (`benchmarks.sensitivity`)."""


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not pair.source or not source_ends_in_stop(pair.source):
        return
    seen = view(pair.target)
    if len(seen.words) < _MIN_WORDS or ends_in_stop(seen.text) or seen.title_case:
        return
    after = ctx.after
    if unfinished_word(seen) or (after is not None and after.target.lstrip()[:1].islower()):
        return
    last = seen.words[-1]
    end = len(seen.text.rstrip())
    if seen.text[last.end : end]:  # a comma or a dash: truncated-end looks at those
        return
    yield finding(
        CHECK,
        (last.start, end),
        f"The source ends in «{pair.source.rstrip()[-1]}», the English ends in «{last.text}»"
        " without a stop",
        confidence=0.7,
        suggestion=f"{last.text}.",
    )


CHECK = Check(
    id="sentence-stop-missing",
    title="No stop at the end",
    description=(
        "The source ends in a sentence stop and the English in a plain word. Headlines, short"
        " lines and segments that the next one continues are left alone."
    ),
    category="fluency/punctuation",
    severity=Severity.MINOR,
    run=_check,
    needs=frozenset({"source"}),
)
