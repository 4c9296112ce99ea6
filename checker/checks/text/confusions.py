"""The check behind place-name and organisation-name: a known mix-up, and none of the right names.

A row fires only where the wrong name stands in the English, no right name does, and no other word
of the source explains the wrong one. So an omitted or differently worded name never fires.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from checker.checks.base import Check, Context, finding
from checker.records import Finding, SegmentPair, Span

__all__ = ["Confusion", "confusion_check", "parse_rows"]


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


def parse_rows(table: str) -> dict[str, Confusion]:
    """Read rows «Chinese|right;right …|wrong;wrong …|excuse;excuse …»; indented lines go on."""
    rows: dict[str, Confusion] = {}
    for line in table.strip().replace("\n    ", "").splitlines():
        chinese, right, wrong, excuse = (part.strip() for part in line.split("|"))
        names = [part.strip() for part in right.split(";")]
        rows[chinese] = Confusion(
            name=names[0],
            right=_any(names),
            wrong=_any([part.strip() for part in wrong.split(";")]),
            excuse=re.compile("|".join(map(re.escape, excuse.split(";")))) if excuse else None,
        )
    return rows


def _any(names: list[str]) -> re.Pattern[str]:
    # Apostrophes are written straight, curly or, by some systems, between blanks.
    parts = [re.sub("['’]", r"\\s?['’]\\s?", re.escape(name)) for name in names]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")


def confusion_check(
    rows: Mapping[str, Confusion], rule: Callable[[], Check]
) -> Callable[[SegmentPair, Context], Iterator[Finding]]:
    """Return a rule's check for a table; `rule` gives the rule itself, which is made after it."""
    keys = re.compile("|".join(map(re.escape, sorted(rows, key=len, reverse=True))))

    def check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
        if not pair.source:
            return
        done: set[str] = set()
        for match in keys.finditer(pair.source):
            row = rows[match.group()]
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
