"""The texts on which recognisers are compared: garbled pairs, experts' marks, articles, references.

Each text is a table of pairs with gold marks. Three defects that `checker.evaluation.defects` lacks
are made here: a denial put in, two figures exchanged, a sentence cut in two.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.results import ROOT, rows_document
from benchmarks.results import outputs as system_outputs
from benchmarks.rule_alarms import references
from checker.evaluation.defects import garble_pairs
from checker.evaluation.defects.words import around
from checker.evaluation.gold_files import read_pairs
from checker.records import Document, Side
from training.annotations import in_validation, read_records

__all__ = [
    "PARTS",
    "Mark",
    "Text",
    "articles",
    "experts",
    "garbled",
    "human_references",
    "outputs",
    "texts",
]

NEWS, WIKI = "wmt17-21-newstest.tsv.xz", "flores200-dev.tsv.xz"
DEFECTS = (
    "negation-dropped",
    "clause-dropped",
    "list-item-dropped",
    "cut-after-function-word",
    "sentences-joined",
)
NEWS_EACH, WIKI_EACH = 40, 20
LONGEST = 150
"""Characters of a source: longer ones take the models' time without telling more."""
EXPERTS, REFERENCES, DOCUMENT = 250, 400, 25
SEED = 1
PARTS = ("articles", "garbled", "experts", "references", "outputs")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked error, `[start, end)` in code points of the pair's text on `side`.

    Attributes:
        kind: defect, or MQM category in small letters.
    """

    side: Side
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Text:
    """A table of pairs, or an article whose sentences are to be aligned.

    Attributes:
        part: one of `PARTS`.
        pairs: (source, target); one pair of whole texts for an article.
        marks: of each pair.
        alone: pairs come from different documents, and each is checked by itself.
    """

    part: str
    name: str
    pairs: tuple[tuple[str, str], ...]
    marks: tuple[tuple[Mark, ...], ...]
    alone: bool = False

    @property
    def document(self) -> Document:
        """The text as it is checked."""
        if self.part != "articles":
            return rows_document(self.name, self.pairs)
        ((source, target),) = self.pairs
        return Document(self.name, target, source)


def texts(data: Path) -> Iterator[Text]:
    """All of them."""
    yield from articles()
    yield from garbled(data)
    yield from experts(data)
    yield from human_references(data)
    yield from outputs(data)


def garbled(data: Path) -> Iterator[Text]:
    """One table a defect: clean pairs of news and of encyclopaedia, each with one defect."""
    sets = [read_pairs(data / "parallel" / name) for name in (NEWS, WIKI)]
    for defect in (*DEFECTS, *_MADE):
        found = [
            row
            for pairs, number in zip(sets, (NEWS_EACH, WIKI_EACH), strict=True)
            for row in islice(_rows(defect, pairs), number)
        ]
        yield _text("garbled", defect, found)


def _rows(
    defect: str, pairs: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str, tuple[Mark, ...]]]:
    if defect in _MADE:
        order = list(pairs)
        random.Random(f"{SEED}|{defect}").shuffle(order)
        for source, clean in order:
            rng = random.Random(f"{SEED}|{defect}|{source}")
            made = _MADE[defect](source, clean, rng) if len(source) <= LONGEST else None
            if made is not None:
                target, start, end = made
                yield source, target, (Mark("target", start, end, defect),)
        return
    for pair in garble_pairs(pairs, seed=SEED, defects=(defect,), per_defect=1000):
        if len(pair.source) <= LONGEST:
            spans = (*pair.spans, *pair.counterparts)
            marks = tuple(Mark(span.side, span.start, span.end, defect) for span in spans)
            if defect == "cut-after-function-word":  # what the source says about there, and behind
                share = len(pair.target) / len(pair.clean_target)
                marks += (Mark("source", int(share * len(pair.source)), len(pair.source), defect),)
            yield pair.source, pair.target, marks


def _text(part: str, name: str, rows: Sequence[tuple[str, str, tuple[Mark, ...]]]) -> Text:
    pairs = tuple((source, target) for source, target, _ in rows)
    return Text(part, name, pairs, tuple(marks for _, _, marks in rows), alone=True)


_Made = tuple[str, int, int] | None  # the garbled target, and the span to be found
_DENIAL = re.compile("[不没沒未无無非别別勿莫否难難拒免禁]")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|can|could|should|must)\b(?= [a-z])")
_DENIED = re.compile(r"n['’]t\b|\b(?:not|no|never|none|nor|without|cannot)\b", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![\w.,:$-])\d+(?:[.,]\d+)*(?![\w-]|[.,:]\d)")
_CUT = re.compile(r"(?<=[a-z]) (?=[a-z])")


def _deny(source: str, target: str, rng: random.Random) -> _Made:
    """Puts «not» behind an auxiliary where neither side denies anything."""
    places = [match.end() for match in _AUXILIARY.finditer(target)]
    if not places or _DENIAL.search(source) or _DENIED.search(target) or "?" in target:
        return None
    place = rng.choice(places)
    return f"{target[:place]} not{target[place:]}", place + 1, place + 4


def _exchange(source: str, target: str, rng: random.Random) -> _Made:
    """Exchanges two different figures that both sides have."""
    found = [match for match in _FIGURE.finditer(target) if match.group() in source]
    pairs = [
        (a, b)
        for place, a in enumerate(found)
        for b in found[place + 1 :]
        if a.group() != b.group() and b.start() - a.end() < 80
    ]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    between = target[a.end() : b.start()]
    garbled = f"{target[: a.start()]}{b.group()}{between}{a.group()}{target[b.end() :]}"
    return garbled, a.start(), b.end()


def _cut(source: str, target: str, rng: random.Random) -> _Made:
    """Ends a sentence in its middle and begins another there."""
    third = len(target) // 3
    places = [m.start() for m in _CUT.finditer(target, third, len(target) - third)]
    if not places or target.count(".") != 1 or len(target.split()) < 12:
        return None
    place = rng.choice(places)
    rest = target[place + 1 :]
    garbled = f"{target[:place]}. {rest[0].upper()}{rest[1:]}"
    span = around(garbled, place, place + 2)
    return garbled, span.start, span.end


_MADE: dict[str, Callable[[str, str, random.Random], _Made]] = {
    "denial-added": _deny,
    "figures-exchanged": _exchange,
    "sentence-cut": _cut,
}


def experts(data: Path) -> Iterator[Text]:
    """Outputs of the validation half of WMT21, those with the smallest hashes, and their marks."""
    records = [
        record
        for record in read_records(data / "qe" / "mqm_zh_en.train.jsonl.xz")
        if in_validation(record)
        and record["spans"] is not None
        and not record["is_human_ref"]
        and len(record["src"]) <= LONGEST
    ]
    records.sort(key=lambda r: hashlib.sha256(f"{r['src']}\t{r['mt']}".encode()).digest())
    rows = []
    for record in records[:EXPERTS]:
        marks = [(side, span) for side, key in _SIDES for span in record.get(key) or ()]
        rows.append(
            (
                record["src"],
                record["mt"],
                tuple(Mark(side, s["start"], s["end"], s["category"].lower()) for side, s in marks),
            )
        )
    yield _text("experts", "wmt21", rows)


_SIDES: tuple[tuple[Side, str], ...] = (("target", "spans"), ("source", "src_spans"))


def articles() -> Iterator[Text]:
    """Our articles, good and garbled, with the flaws put into the latter."""
    for folder in sorted(path.parent for path in (ROOT / "corpora").glob("*/gold.jsonl")):
        source = (folder / "source.zh.txt").read_text(encoding="utf-8")
        flaws = map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines())
        marks = tuple(Mark(f["side"], f["start"], f["end"], f["type"]) for f in flaws)
        for version, own in (("good", ()), ("garbled", marks)):
            target = (folder / f"{version}.en.txt").read_text(encoding="utf-8")
            name = f"{folder.name}/{version}"
            yield Text("articles", name, ((source, target),), (own,))


def human_references(data: Path) -> Iterator[Text]:
    """References of the news test sets, cut into documents; nothing is marked."""
    for number, pairs in enumerate(references(data)[: REFERENCES // DOCUMENT]):
        rows = tuple((pair.source or "", pair.target) for pair in pairs)
        name = f"{pairs[0].document_id}#{number}"
        yield Text("references", name, rows, ((),) * len(rows))


def outputs(data: Path) -> Iterator[Text]:
    """The outputs that `benchmarks.results` compares; nobody marked them."""
    for document in system_outputs(data):
        rows = tuple(
            (source.text if source else "", target.text if target else "")
            for source, target in document.pairs or ()
        )
        yield Text("outputs", document.document_id, rows, ((),) * len(rows))
