"""The instances of corpora/meaning/ are well formed, enough of each kind and split by hash."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

MEANING = Path(__file__).resolve().parents[2] / "corpora" / "meaning"
LOCKED = (MEANING / "locked.jsonl.gz").read_bytes()
HEADINGS = range(1, 12)
BOTH = {"id", "heading", "item", "pair", "label", "source", "target", "wording"}
BOTH |= {"register", "domain"}
WRONG = {"span", "span_text", "severity", "category", "why"}
LEFT_OUT = {"source_span", "source_span_text"}
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def rows_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


OPEN_ROWS = rows_of((MEANING / "open.jsonl").read_text(encoding="utf-8"))
LOCKED_ROWS = rows_of(gzip.decompress(LOCKED).decode("utf-8"))
ROWS = OPEN_ROWS + LOCKED_ROWS
BAD = [row for row in ROWS if row["label"] == "bad"]


def pairs() -> dict[str, list[dict[str, Any]]]:
    found = defaultdict(list)
    for row in ROWS:
        found[row["pair"]].append(row)
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_schema(row: dict[str, Any]) -> None:
    fields = set(row) - LEFT_OUT if row["label"] == "bad" else set(row)
    assert fields == (BOTH | WRONG if row["label"] == "bad" else BOTH)
    assert row["label"] in {"bad", "good"} and row["id"] == row["pair"] + row["label"][0]
    assert row["heading"] in HEADINGS and row["wording"] in {"usual", "rare"}
    for field in ("item", "source", "target", "register", "domain"):
        text = row[field]
        assert text == text.strip() != "" and unicodedata.normalize("NFC", text) == text
        assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cf"}]


@pytest.mark.parametrize("row", BAD, ids=lambda row: str(row["id"]))
def test_spans_are_the_words_they_name(row: dict[str, Any]) -> None:
    start, end = row["span"]
    assert row["target"][start:end] == row["span_text"] != ""
    assert row["severity"] in {"critical", "major", "minor"}
    assert re.fullmatch(r"[a-z]+(/[a-z]+)?", row["category"])
    assert row["why"].endswith(".") and "\n" not in row["why"]
    assert ("source_span" in row) == (row["category"] == "accuracy/omission")
    if "source_span" in row:
        start, end = row["source_span"]
        assert row["source"][start:end] == row["source_span_text"] != ""


@pytest.mark.parametrize("heading", HEADINGS)
def test_each_heading_has_twenty_of_either_kind(heading: int) -> None:
    counts = Counter(row["label"] for row in ROWS if row["heading"] == heading)
    assert min(counts["bad"], counts["good"]) >= 20
    bad = [row for row in BAD if row["heading"] == heading]
    assert 0.25 <= sum(row["wording"] == "rare" for row in bad) / len(bad) <= 0.45


@pytest.mark.parametrize("heading", HEADINGS)
def test_either_half_holds_a_third_of_each_heading(heading: int) -> None:
    bad = [row["heading"] == heading for row in BAD]
    for half in (OPEN_ROWS, LOCKED_ROWS):
        share = sum(row["heading"] == heading and row["label"] == "bad" for row in half) / sum(bad)
        assert share >= 1 / 3


def test_twins_share_their_source_and_differ_in_their_target() -> None:
    for pair, members in pairs().items():
        labels = [row["label"] for row in members]
        assert len(set(labels)) == len(labels) <= 2, pair
        assert len({(row["source"], row["heading"], row["item"]) for row in members}) == 1, pair
        assert len({row["target"] for row in members}) == len(members), pair


def test_most_bad_ones_have_a_twin_and_a_quarter_of_the_good_ones_stand_alone() -> None:
    kinds = Counter(frozenset(row["label"] for row in members) for members in pairs().values())
    twins, alone = kinds[frozenset({"bad", "good"})], kinds[frozenset({"good"})]
    assert twins / len(BAD) >= 0.9
    assert 0.2 <= alone / (alone + twins) <= 0.3


def test_ids_and_sources_are_not_repeated() -> None:
    assert max(Counter(row["id"] for row in ROWS).values()) == 1
    sources = Counter(members[0]["source"] for members in pairs().values())
    assert max(sources.values()) == 1
    assert max(Counter((row["source"], row["target"]) for row in ROWS).values()) == 1


def test_pairs_are_split_by_their_hash() -> None:
    for half, parity in ((OPEN_ROWS, 0), (LOCKED_ROWS, 1)):
        for row in half:
            digit = hashlib.sha1(row["pair"].encode()).hexdigest()[0]
            assert int(digit, 16) % 2 == parity, row["id"]


def test_targets_hold_no_chinese() -> None:
    assert not [row["id"] for row in ROWS if HAN.search(row["target"])]


def test_the_locked_half_is_packed_without_a_date() -> None:
    assert LOCKED[:3] == b"\x1f\x8b\x08" and LOCKED[4:8] == bytes(4)


def test_readme_counts_are_right() -> None:
    readme = (MEANING / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| (\d+) .*? \| (\d+) \| (\d+) \| (\d+) \|$", readme, re.MULTILINE)
    opened = Counter(row["heading"] for row in OPEN_ROWS)
    counts = Counter((row["heading"], row["label"]) for row in ROWS)
    assert [tuple(map(int, line)) for line in found] == [
        (n, counts[n, "bad"], counts[n, "good"], opened[n]) for n in HEADINGS
    ]
    assert f"{len(ROWS)} instances, {len(OPEN_ROWS)} of them open." in readme
