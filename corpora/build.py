"""Writes each article's `gold.jsonl` and the collection's `MANIFEST.json`.

    python corpora/build.py            write them
    python corpora/build.py --check    exit 1, naming the files, where they are not up to date

The hand-written part of the gold is `NAME/flaws.tsv`: type, severity, the words concerned in
`garbled.en.txt`, the source words concerned, and why. A passage that occurs more than once is
written `words@N` with its 1-based occurrence. All offsets are half-open Unicode code-point offsets.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LICENCE = "Apache-2.0"
ORIGIN = "written for this project"
TEXTS = ("source.zh.txt", "good.en.txt", "garbled.en.txt")
COLUMNS = ["type", "severity", "text", "source", "why"]
SEVERITIES = ("minor", "major", "critical")
MEANING = {
    "meaning/open.jsonl": "Everyday meaning: the open half",
    "meaning/locked.jsonl.gz": "Everyday meaning: the locked half",
}
"""Measuring material that is no article; see `meaning/README.md`."""

ARTICLES = {
    "industrial-internet": ["industry", "digital economy"],
    "economy": ["economy", "foreign trade"],
    "agriculture": ["agriculture", "grain"],
    "science": ["science", "deep sea"],
    "sport": ["sport", "swimming"],
    "flood": ["weather", "disaster"],
    "culture": ["culture", "heritage"],
    "diplomacy": ["diplomacy", "transport"],
    "health": ["health", "medicine"],
    "transport": ["transport", "railways"],
}

CATEGORIES = {
    "fused": "fluency/grammar",
    "split": "fluency/grammar",
    "truncated": "fluency/grammar",
    "verbless": "fluency/grammar",
    "mid-capital": "fluency/spelling",
    "full-width": "fluency/punctuation",
    "omitted-clause": "accuracy/omission",
    "omitted-sentence": "accuracy/omission",
    "power-shift": "accuracy/number",
    "digit-slip": "accuracy/number",
    "percent-point": "accuracy/number",
    "comparison-base": "accuracy/mistranslation",
    "currency-swapped": "accuracy/mistranslation",
    "negation-dropped": "accuracy/mistranslation",
    "wrong-person": "accuracy/mistranslation",
    "wrong-place": "accuracy/mistranslation",
    "untranslated-words": "accuracy/untranslated",
    "untranslated-sentence": "accuracy/untranslated",
    "looped": "accuracy/addition",
    "page-furniture": "accuracy/addition",
    "mistranslated-term": "terminology",
    "my-country": "style/perspective",
}
"""MQM category of each type of flaw."""

SOURCE_SIDE = frozenset({"omitted-clause", "omitted-sentence"})
"""Types whose words stand only in the source: their record has `side` "source"."""


def category_of(kind: str, severity: str) -> str:
    """MQM category; a capital that comes with a wrecked clause (major) is a matter of grammar."""
    if kind == "mid-capital" and severity != "minor":
        return "fluency/grammar"
    return CATEGORIES[kind]


def locate(text: str, passage: str, *, where: str) -> tuple[int, int]:
    """Offsets of `passage` ("words" or "words@N") in `text`.

    Raises:
        ValueError: the words do not occur (that often), or are ambiguous without "@N".
    """
    words, at, number = passage.rpartition("@")
    if not at:
        words, occurrence = passage, 1
        if text.count(words) > 1:
            raise ValueError(f"{where}: {words!r} occurs {text.count(words)} times: write @N")
    else:
        occurrence = int(number)
    start = -1
    for _ in range(occurrence):
        start = text.find(words, start + 1)
        if start < 0:
            raise ValueError(f"{where}: {words!r} does not occur {occurrence} time(s)")
    return start, start + len(words)


def record(row: dict[str, str], source: str, target: str, *, where: str) -> dict[str, Any]:
    """One line of gold.jsonl from one line of flaws.tsv."""
    kind, severity = row["type"], row["severity"]
    if kind not in CATEGORIES or severity not in SEVERITIES:
        raise ValueError(f"{where}: unknown type or severity: {kind!r}, {severity!r}")
    start, end = locate(target, row["text"], where=where)
    cited = locate(source, row["source"], where=where) if row["source"] else None
    common = {
        "category": category_of(kind, severity),
        "severity": severity,
        "type": kind,
        "why": row["why"],
    }
    if kind in SOURCE_SIDE:
        if cited is None:
            raise ValueError(f"{where}: an omission must cite the omitted source words")
        place = {"side": "source", "start": cited[0], "end": cited[1]}
        return place | {"text": source[slice(*cited)]} | common | {"target_place": end}
    place = {"side": "target", "start": start, "end": end, "text": target[start:end]}
    if cited is None:
        return place | common
    words = {"source_start": cited[0], "source_end": cited[1], "source_text": source[slice(*cited)]}
    return place | common | words


def read_flaws(article: str) -> list[dict[str, str]]:
    """The lines of an article's flaws.tsv, by column."""
    with open(HERE / article / "flaws.tsv", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows, start=2):
        if list(row) != COLUMNS or None in row.values():
            raise ValueError(f"{article}/flaws.tsv:{number}: expected the columns {COLUMNS}")
    return rows


def gold(article: str) -> str:
    """The text of an article's gold.jsonl: target records by offset, then source records."""
    source = (HERE / article / "source.zh.txt").read_text(encoding="utf-8")
    target = (HERE / article / "garbled.en.txt").read_text(encoding="utf-8")
    records = [
        record(row, source, target, where=f"{article}/flaws.tsv:{number}")
        for number, row in enumerate(read_flaws(article), start=2)
    ]
    records.sort(key=lambda one: (one["side"] == "source", one["start"], one["end"]))
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)


def entry(path: str, data: bytes, title: str, topics: list[str]) -> dict[str, Any]:
    """One file of the manifest; `sha256` and `bytes` are of its exact bytes."""
    return {
        "file": path,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "licence": LICENCE,
        "origin": ORIGIN,
        "title": title,
        "topics": topics,
    }


def outputs() -> Iterator[tuple[str, bytes]]:
    """Path (relative to this folder) and content of every file this script writes."""
    files: list[dict[str, Any]] = []
    for article, topics in ARTICLES.items():
        made = gold(article).encode("utf-8")
        contents = {name: (HERE / article / name).read_bytes() for name in (*TEXTS, "flaws.tsv")}
        contents["gold.jsonl"] = made
        title = contents["good.en.txt"].decode("utf-8").splitlines()[0]
        for name, data in contents.items():
            files.append(entry(f"{article}/{name}", data, title, topics))
        yield f"{article}/gold.jsonl", made
    sample = (HERE / "sample.tsv").read_bytes()
    files.append(entry("sample.tsv", sample, "Sentence pairs from the articles", ["table input"]))
    for path, title in MEANING.items():
        files.append(entry(path, (HERE / path).read_bytes(), title, ["measuring"]))
    manifest = {"articles": list(ARTICLES), "sample": "industrial-internet", "files": files}
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    yield "MANIFEST.json", text.encode("utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Writes (or, with --check, compares) the generated files; returns the exit status."""
    parser = argparse.ArgumentParser(description="Build the gold files and the manifest.")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    options = parser.parse_args(arguments)
    stale = []
    for path, data in outputs():
        file = HERE / path
        if not options.check:
            file.write_bytes(data)
        elif not file.exists() or file.read_bytes() != data:
            stale.append(path)
    if stale:
        print("Not up to date (run python corpora/build.py): " + ", ".join(stale), file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
