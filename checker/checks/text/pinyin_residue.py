"""pinyin-residue: a common noun left in pinyin («nongjiale» for 农家乐) and not explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from checker.checks.base import Check, Context, finding
from checker.language.characters import han_spans
from checker.language.chinese_cities import city_readings
from checker.language.grammar_words import ROLES
from checker.language.person_names import person_names
from checker.language.pinyin import BORROWED, ENGLISH, SYLLABLES, syllables
from checker.language.tables import rows
from checker.language.tokens import word_count
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

# Not part of an address, a tag, an entity, a number, a longer word or marked as foreign (*dao*).
_PIECE = re.compile(r"(?<![\w@./\\#&;:*’'])[a-zü]{1,30}(?![\w@/\\*]|[.:’'&;]\w)")
_MIN_LETTERS = 4
"""Letters; chosen. Findings at half/as is/double: references 1/1/0, outputs 0/0/0, garbled 0/0/0
(`benchmarks.sensitivity`)."""
_SIZES, _MOST_PIECES = (2, 3, 4, 5), 4
"""Characters of a word that is looked for, and pieces it may be written in; chosen. With (2, 3) and
2 to 8, and with 2 and 8 pieces, no finding comes or goes (`benchmarks.sensitivity`)."""
_LONGEST = 4000  # characters; chosen, a bound on work (longest of 14,811 references: 1,057)
_SETS = {row[0]: row[1] for row in rows("language/character_sets", "set", "characters")}
_FUNCTION, _SPELLING = frozenset(_SETS["function"]), frozenset(_SETS["spelling"])
_PLACE = _SETS["place"]
_PLACE_TAIL = re.compile(f"[{_PLACE}{_SETS['place_after']}]|公司|集团|大学|学院|大厦|银行")
_PERSON_BEFORE = re.compile("(?:记者|通讯员|编辑|作者|摄影|先生|女士)\\s?$")
_PERSON_AFTER = re.compile("先生|女士|同志|老师|报道|摄")
_PROPER_HEAD = re.compile(rf"['’]?s? (?:{'|'.join(sorted(ROLES['place_head']))})\b", re.IGNORECASE)
_GLOSSED_BEFORE = re.compile(
    r"(?:[(\[（—–]|\s[-/]|, or|\b(?:called|named|dubbed|termed|nicknamed|known as|so-called|terms?"
    r"|words?|phrase|namely|i\.e\.,?|means?|(?:Chinese|pinyin|Mandarin) (?:for|as)))\s?"
    r"(?:an? |the )?[\"“‘'«]?$",
    re.IGNORECASE,
)
_GLOSSED_AFTER = re.compile(
    r"[\"”’'»]?(?:\s?[(\[（—–:=]|\s[-/]\s|,?[\"”’'»]?\s(?:or|meaning|literally|that is|i\.e|which"
    r"|means?|refers?|is an?|are (?:the|a)|a (?:kind|type|form|sort))\b)",
    re.IGNORECASE,
)
_CAPITAL_BEFORE = re.compile(r"\b([A-Z][a-z]+)[ -]$")
_CAPITAL_AFTER = re.compile(r"[ -]([A-Z][a-z]+)\b")
_QUOTED = re.compile(r"[\"“][^\"“”]{1,80}[\"”]|‘[^‘’]{1,80}’|《[^》]{1,80}》")
_TITLE_WORDS = 8
"""Words between quotation marks, from which they quote a sentence and no title; chosen. At half and
double no finding comes or goes (`benchmarks.sensitivity`)."""


class _Residue(NamedTuple):
    """Pinyin in the English, and the characters that read so."""

    start: int
    end: int
    han: Span


@lru_cache(maxsize=4)
def _sounds(source: str) -> dict[str, tuple[Span, tuple[str, ...]]]:
    """Return two to five characters side by side by how they read: where they stand, syllables."""
    found: dict[str, tuple[Span, tuple[str, ...]]] = {}
    for run in han_spans(source):
        read = syllables(run.text)
        for place in range(len(read)):
            for size in _SIZES:
                text = run.text[place : place + size]
                if len(text) < size or _FUNCTION & set(text):
                    break
                span = Span(run.start + place, run.start + place + size, text)
                part = read[place : place + size]
                found.setdefault("".join(part), (span, part))
                found.setdefault("".join(part).replace("v", "u"), (span, part))
    return found


def _groups(target: str) -> Iterator[list[re.Match[str]]]:
    """Yield words of pinyin side by side, with one blank or hyphen between them."""
    group: list[re.Match[str]] = []
    for match in _PIECE.finditer(target):
        if not SYLLABLES.fullmatch(match.group()):
            continue
        if group and target[group[-1].end() : match.start()] not in (" ", "-"):
            yield group
            group = []
        group.append(match)
    if group:
        yield group


def _spoken(pieces: list[str], sounds: dict[str, tuple[Span, tuple[str, ...]]]) -> Span | None:
    """Return the characters that read as these words, each word a whole number of them."""
    joined = "".join(pieces).replace("ü", "v")
    found = sounds.get(joined)
    if found is None or len(joined) < _MIN_LETTERS or joined in BORROWED:
        return None
    ends = set(accumulate(map(len, found[1])))
    return found[0] if ends.issuperset(accumulate(map(len, pieces))) else None


def _residues(source: str, target: str) -> Iterator[_Residue]:
    """Yield the longest runs of pinyin words that some characters of the source read as."""
    for group in _groups(target):
        letters = sum(len(piece.group()) for piece in group)
        known = all(piece.group() in ENGLISH or piece.group() in BORROWED for piece in group)
        if known or letters < _MIN_LETTERS:
            continue
        first = 0
        while first < len(group):
            last = min(first + _MOST_PIECES, len(group))
            while last > first:
                pieces = [match.group() for match in group[first:last]]
                han = None if set(pieces) <= ENGLISH else _spoken(pieces, _sounds(source))
                if han is not None:
                    yield _Residue(group[first].start(), group[last - 1].end(), han)
                    break
                last -= 1
            first = max(last, first + 1)


def _is_name(source: str, target: str, item: _Residue) -> bool:
    """Whether the characters are, or belong to, the name of a person, a place or a firm."""
    han = item.han
    text = target[item.start : item.end]
    if text.replace(" ", "") in city_readings() or text.capitalize() in target:
        return True
    if han.text[-1] in _PLACE or set(han.text) <= _SPELLING:
        return True
    if _PLACE_TAIL.match(source, han.end) or _PROPER_HEAD.match(target, item.end):
        return True
    before, after = source[max(0, han.start - 4) : han.start], source[han.end : han.end + 2]
    if _PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after):
        return True
    if any(name.start < han.end and han.start < name.end for name in person_names(source)):
        return True
    around = source[max(0, han.start - 2) : han.end + 2]
    beside = {sound for run in han_spans(around) for sound in syllables(run.text)}
    beside.update(_sounds(around))
    beside_it = (
        _CAPITAL_BEFORE.search(target, max(0, item.start - 20), item.start),
        _CAPITAL_AFTER.match(target, item.end),
    )
    return any(match[1].lower() in beside for match in beside_it if match)


def _is_title(source: str, target: str, item: _Residue) -> bool:
    """Whether it is part of a short quotation or a title, rather than all of one."""
    opened, closed = source.rfind("《", 0, item.han.start), source.rfind("》", 0, item.han.start)
    if opened > closed:
        return True
    for match in _QUOTED.finditer(target):
        if match.start() < item.start and item.end < match.end():
            inside = match.group()[1:-1].strip(" ,.")
            whole = inside == target[item.start : item.end]
            return not whole and word_count(inside) < _TITLE_WORDS
    return False


def _explained(target: str, item: _Residue) -> bool:
    before = target[max(0, item.start - 30) : item.start]
    after = target[item.end : item.end + 30]
    return bool(_GLOSSED_BEFORE.search(before) or _GLOSSED_AFTER.match(after))


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    source, target = pair.source, pair.target
    if not source or max(len(source), len(target)) > _LONGEST:
        return
    done: set[str] = set()
    for item in _residues(source, target):
        text = target[item.start : item.end]
        if text in done or text in source.lower():
            continue
        done.add(text)
        seen = any(text in other.target for other in ctx.pairs[: ctx.index])
        if seen or _explained(target, item) or _is_title(source, target, item):
            continue
        if not _is_name(source, target, item):
            yield finding(
                CHECK,
                (item.start, item.end),
                f"«{text}» is {item.han.text} in pinyin; the English does not say what it means",
                confidence=0.6,
                source_spans=(item.han,),
            )


CHECK = Check(
    id="pinyin-residue",
    title="Chinese word left in pinyin",
    description=(
        "Small-letter words that two to five characters of the source read as («nongjiale» for"
        " 农家乐), where they first stand in the document and no explanation stands beside them."
        " Names of people, places and firms, titles, words with a capital and Chinese words that"
        " English has taken over (tofu, erhu, renminbi) are left alone."
    ),
    category="accuracy/untranslated",
    severity=Severity.MINOR,
    run=_check,
    needs=frozenset({"source"}),
)
