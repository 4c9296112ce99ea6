"""The check behind place-name and organisation-name: a known mix-up, and none of the right names.

A row fires only where the wrong name stands in the English, no right name does, and no other word
of the source explains the wrong one. So an omitted or differently worded name never fires.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from checker.checks.base import Check, Context, finding
from checker.language.tables import rows, several
from checker.records import Finding, SegmentPair, Span

__all__ = ["Confusion", "confusion_check"]


@dataclass(frozen=True, slots=True)
class Confusion:
    """A Chinese name, its right English names and the wrong ones known to replace it.

    Attributes:
        right: pattern of the right names.
        wrong: pattern of the wrong names.
        excuse: pattern of Chinese that explains a wrong name in the English, or None.
        name: the right name to suggest.
    """

    name: str
    right: re.Pattern[str]
    wrong: re.Pattern[str]
    excuse: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Table:
    """A table's rows by Chinese name, and a pattern of all of these."""

    keys: re.Pattern[str]
    rows: dict[str, Confusion]


@cache
def _table(name: str) -> _Table:
    found = {
        chinese: Confusion(
            name=several(right)[0],
            right=_any(several(right)),
            wrong=_any(several(wrong)),
            excuse=re.compile("|".join(map(re.escape, several(excuse)))) if excuse != "-" else None,
        )
        for chinese, right, wrong, excuse in rows(name, "chinese", "right", "wrong", "explained")
    }
    keys = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    return _Table(re.compile(keys), found)


def _any(names: Sequence[str]) -> re.Pattern[str]:
    # Apostrophes are written straight, curly or, by some systems, between blanks.
    parts = [re.sub("['’]", r"\\s?['’]\\s?", re.escape(name)) for name in names]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


def confusion_check(
    name: str, rule: Callable[[], Check]
) -> Callable[[SegmentPair, Context], Iterator[Finding]]:
    """Return a rule's check for a table, which is read when the check first runs.

    Args:
        name: of the table, such as «language/place_confusions».
        rule: gives the rule itself, which is made after its check.
    """

    def check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
        if not pair.source:
            return
        table, done = _table(name), set[str]()
        for match in table.keys.finditer(pair.source):
            row = table.rows[match.group()]
            if match.group() in done:
                continue
            done.add(match.group())
            wrong = row.wrong.search(pair.target)
            if wrong is None or row.right.search(pair.target):
                continue
            if row.excuse and any(
                near.source and row.excuse.search(near.source)
                for near in (ctx.before, pair, ctx.after)
                if near is not None
            ):
                continue
            yield finding(
                rule(),
                wrong.span(),
                f"{match.group()} is «{row.name}»; the English has «{wrong.group()}»",
                confidence=0.85,
                source_spans=(Span(match.start(), match.end(), match.group()),),
                suggestion=row.name,
            )

    return check
