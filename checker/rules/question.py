"""question-lost: a question became a statement, or a statement a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.records import Finding, SegmentPair, Severity
from checker.rules.base import Rule, RuleContext
from checker.rules.view import finding, view

__all__ = ["RULE"]

_ENDS_ASKING = re.compile(r"[？?][！!”\"’」』）)\s]*$")
_ASKS = re.compile("[？?吗呢么]")
_REPORTED = re.compile(
    r"\b(?:ask|wonder|whether|if|question|doubt|curious|know|how|why|what|who|where|which)",
    re.IGNORECASE,
)
_SHORT = 80


def _check(pair: SegmentPair, ctx: RuleContext) -> Iterator[Finding]:
    source, target = pair.source, pair.target
    if not source:
        return
    words = view(target).words
    if len(words) < 3:
        return
    asked = _ENDS_ASKING.search(source) is not None
    if asked and "?" not in target and "？" not in target and not _REPORTED.search(target):
        if (
            ctx.after is not None
            and "?" in ctx.after.target
            and not _ASKS.search(ctx.after.source or "")
        ):
            return  # the question stands in the next segment
        end = len(target.rstrip())
        yield finding(
            RULE,
            (words[-1].start, end),
            "The source asks a question («？»), the English states it",
            confidence=0.7,
        )
    elif target.rstrip("\"”’') \n").endswith("?") and not _ASKS.search(source):
        if len(source) > _SHORT or _INTERROGATIVE.search(source):
            return
        place = target.rindex("?")
        yield finding(
            RULE,
            (words[-1].start, place + 1),
            "The English asks a question, the source does not",
            confidence=0.5,
            severity=Severity.MINOR,
        )


_INTERROGATIVE = re.compile("何|什|谁|哪|怎|几|多少|是否|能否|可否|不|吧|啥|嘛|难道|为|还是|如")

RULE = Rule(
    rule_id="question-lost",
    title="Question or statement swapped",
    description=(
        "The source ends in a question mark and the English has none and reports no question; or"
        " the English ends in one and the source holds no question mark, particle or interrogative."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    check=_check,
    needs_source=True,
)
