"""enumeration-items: a list with 、 in the source and one item fewer in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from checker.checks.base import Check, Context, finding
from checker.language.english_sentences import split_english
from checker.language.tables import by_role
from checker.language.tokens import word_count
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["JOIN", "CHECK", "longest_list"]

_CLAUSE = re.compile(r"[^，。；：！？,;:!?（）()\n]+")
# The last item's «and», and not the same character inside a word (和平, 参与, 及时, 或许).
JOIN = re.compile(
    r"以及|(?<![共总缓温调饱中求讲祥柔])和(?![谐平睦解气蔼约田])|(?<![参给赋授辱])与(?![会否其此众])"
    r"|(?<![以涉普危触波顾埃])及(?![时其格早])|或(?![许者多])"
)
# Offices of one person, as 委员、书记: the English may fold them.
_OFFICES = re.compile(
    rf"(?:{'|'.join(sorted(by_role('language/name_cues', 'cue', 'roles')['may_fold']))})$"
)
# Figures and times are counted by other rules; quoted items and labels may be rendered freely.
_ODD_ITEM = re.compile(r"[《》“”「」\d]")
_MIN_ITEMS, _MAX_ITEM, _MAX_LAST = 3, 5, 10
"""Items of a list, characters of one inside it, and of the last before its 和; chosen. Findings on
references, outputs, garbled pairs: 4, 0, 37; with _MIN_ITEMS 2: 10, 1, 45, doubled 1, 0, 1; with
_MAX_ITEM 3: 4, 0, 30, doubled 12, 6, 42; with _MAX_LAST halved 4, 0, 32, doubled 6, 5, 37
(`benchmarks.sensitivity`)."""
_SEPARATOR = re.compile(
    r", ?(?:and |or |as well as )?|;\s*(?:and )?| and | or | as well as | ?& ?| ?/ ?| plus | nor "
)
_CHUNK_WORDS = 5
"""Words of an English item; chosen. Findings as above, with 3: 18, 12, 47, with 10: 3, 0, 28."""
_LONGEST = 3000  # characters of a text; chosen, a bound on work: at half and double nothing changes


class _Listing(NamedTuple):
    """A list: how many items it has, and where it stands."""

    items: int
    start: int
    end: int


def _source_list(source: str) -> _Listing | None:
    """Return the only list of a source; None where there are several or its items are unclear."""
    clauses = [match for match in _CLAUSE.finditer(source) if "、" in match.group()]
    if len(clauses) != 1 or _ODD_ITEM.search(clauses[0].group()):
        return None
    items = clauses[0].group().split("、")
    join = JOIN.search(items[-1])
    if join and (not join.start() or join.start() > _MAX_LAST or "的" in items[-1][: join.start()]):
        return None
    if any(item.endswith("的") for item in items[:-1]):
        return None
    if any(len(item) > _MAX_ITEM for item in items[1:-1]):
        return None
    if any(JOIN.search(item) or _OFFICES.search(item) for item in items[:-1]):
        return None
    count = len(items) + bool(join)
    return _Listing(count, *clauses[0].span()) if count >= _MIN_ITEMS else None


def longest_list(target: str, share: float) -> _Listing:
    """Return the longest run of short pieces that commas or conjunctions separate.

    Args:
        share: where the source's list stands, in [0, 1]; of runs of one length the nearest counts.
    """
    best = _Listing(1, 0, 0)
    wanted = share * len(target)
    for segment in split_english(target):
        sentence, offset = segment.text, segment.start
        count, begin, end = 1, offset, offset
        marks = [match.span() for match in _SEPARATOR.finditer(sentence)]
        for mark, (stop, _) in pairwise([*marks, (len(sentence), 0)]):
            count, end = count + 1, offset + stop
            nearer = abs(end - wanted) < abs(best.end - wanted)
            if count > best.items or (count == best.items and nearer):
                best = _Listing(count, begin, end)
            if word_count(sentence[mark[1] : stop]) > _CHUNK_WORDS:
                count, begin = 1, offset + mark[1]
    return best


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    source = pair.source
    if not source or "、" not in source or max(len(source), len(pair.target)) > _LONGEST:
        return
    wanted = _source_list(source)
    if wanted is None or not pair.target.strip():
        return
    got = longest_list(pair.target, wanted.end / len(source))
    if got.items != wanted.items - 1:
        return
    start, end = wanted.start, wanted.end
    english = shorten(pair.target[got.start : got.end].strip(" ,"), 60)
    yield finding(
        CHECK,
        (start, end),
        f"The source lists {wanted.items} items («{shorten(source[start:end], 60)}»), the English"
        f" at most {got.items} («{english}»): an item may be missing",
        confidence=0.55,
        side="source",
    )


CHECK = Check(
    id="enumeration-items",
    title="Item of an enumeration missing",
    description=(
        "The source has one list of at least three short items with enumeration commas, and the"
        " longest list of the English is exactly one item shorter. Segments with several lists,"
        " with figures, titles or offices in the list, or with items that are phrases are left"
        " alone."
    ),
    category="accuracy/omission",
    severity=Severity.MAJOR,
    run=_check,
    needs=frozenset({"source"}),
    phenomenon="omission",
)
