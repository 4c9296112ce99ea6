"""score-differs: the points of a match (3比1), and on which side of them the winner's stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding_at, short_enough
from checker.numbers.english_words import of_kind
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECKS"]

_SOURCE_SCORE = re.compile(r"(?<![\d.:：比])(\d{1,3})\s?[比:：]\s?(\d{1,3})(?![\d:：比]|\.\d)")
_TARGET_SCORE = re.compile(r"(?<![\d.:,-])(\d{1,3})\s?[-–:]\s?(\d{1,3})(?![\d:-]|[.,]\d)")
_GAME = re.compile("胜|负|平|败|比分|领先|击败|战|赛|输|赢|扳|队|球")
# «Beat Japan 1-4»: English tells a victory with the winner's points first.
_BEAT = re.compile(
    r"(?P<before>(?:[\w’'-]+,?\s+){0,2})\b(?P<verb>beat|beats|beating|defeated|defeating|thrashed|won|edged"
    r"|overcame|downed|swept)\b(?! by)(?P<loser>[^.;:?!,]{0,60}),?\s*$"
)
_PASSIVE = re.compile(r"\b(?:am|is|are|was|were|been|being|be|got|gets?|getting)\b|,\s*$")
_TURNS = re.compile(
    r"\b(?:by|after|from|despite|who|which|and|but|then|trailing|behind|down|lost|losing|went)\b"
)
_VICTORY = re.compile(r"\s(?:home |away |comeback )?(?:win|victory|triumph)\b")
# «3-1» may be told in words, and 19:35 be a time of day.
_GOALS = "|".join(["nil", *(word for word, n in of_kind("unit").items() if n <= 6)])
_IN_WORDS = re.compile(rf"\b(?:{_GOALS})(?: (?:goals?|sets?|games?))? to (?:{_GOALS})\b")
_HOURS = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\b|o['’]clock)", re.IGNORECASE)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\s?[:：]\s?[0-5]\d")


def _score(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    source, target = pair.source or "", pair.target
    if not short_enough(pair) or not _GAME.search(source):
        return
    hours = _HOURS.search(target) is not None
    wanted = [
        match
        for match in _SOURCE_SCORE.finditer(source)
        if not (hours and _CLOCK.fullmatch(match.group()))
    ]
    english = list(_TARGET_SCORE.finditer(target))
    if len(wanted) != len(english) or not wanted or _IN_WORDS.search(target):
        return
    left, right = [_points(m) for m in wanted], [_points(m) for m in english]
    absent = [m for m in wanted if _points(m) not in right]
    spare = [m for m in english if _points(m) not in left]
    if len(absent) == 1 and len(spare) == 1:
        told = f"source {absent[0].group()}; English says “{spare[0].group()}”"
        yield _finding(spare[0], absent[0], told, f"{absent[0][1]}-{absent[0][2]}")
    elif not absent and len(wanted) == 1 and _is_turned(wanted[0], english[0], target):
        told = (
            f"source {wanted[0].group()}; “{english[0].group()}” gives the winner the fewer points"
        )
        yield _finding(english[0], wanted[0], told, f"{english[0][2]}-{english[0][1]}")


def _is_turned(meant: re.Match[str], said: re.Match[str], target: str) -> bool:
    """Whether the source gives the first side more points, and the English a winner fewer."""
    if int(meant[1]) <= int(meant[2]) or int(said[1]) >= int(said[2]):
        return False
    rest = target[said.end() :]
    if _VICTORY.match(rest):
        return True
    beat = _BEAT.search(target[: said.start()])
    if beat is None or _TURNS.search(beat["loser"]) or rest.lstrip().startswith("by "):
        return False
    return not _PASSIVE.search(beat["before"])


def _finding(said: re.Match[str], meant: re.Match[str], reason: str, suggestion: str) -> Finding:
    return finding_at(
        "score-differs",
        Span(said.start(), said.end(), said.group()),
        Severity.MAJOR,
        reason=reason,
        sources=[Span(meant.start(), meant.end(), meant.group())],
        confidence=0.85,
        suggestion=suggestion,
    )


def _points(match: re.Match[str]) -> tuple[int, ...]:
    """Return the points of both sides, the winner's first: who is named first may change."""
    return tuple(sorted((int(match[1]), int(match[2])), reverse=True))


CHECKS: tuple[Check, ...] = (
    Check(
        "score-differs",
        "Different score",
        "One score of a match (3比1) is another in the English, or stands the loser's way round "
        "behind a word for winning («beat Japan 1-4»). Which side is named first does not matter.",
        "accuracy/number",
        Severity.MAJOR,
        _score,
        needs=frozenset({"source"}),
    ),
)
