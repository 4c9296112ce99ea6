"""The articles of corpora/ are what their manifest, gold files and README say."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import itertools
import json
import re
import shutil
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
MANIFEST = json.loads((CORPORA / "MANIFEST.json").read_text(encoding="utf-8"))
ARTICLES: list[str] = MANIFEST["articles"]
TEXTS = [one for one in MANIFEST["files"] if not one["file"].endswith(".gz")]
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
FULL_WIDTH = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
POWERS = {"": 1, "万": 10**4, "亿": 10**8, "million": 10**6, "billion": 10**9}


def load_build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpora_build", CORPORA / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILD = load_build()


def text_of(article: str, name: str) -> str:
    return (CORPORA / article / name).read_bytes().decode("utf-8")


def gold_of(article: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text_of(article, "gold.jsonl").splitlines()]


GOLD = [(article, one) for article in ARTICLES for one in gold_of(article)]


def of_type(kind: str) -> list[dict[str, Any]]:
    return [one for _, one in GOLD if one["type"] == kind]


def unmarked(article: str) -> str:
    """The garbled text with its marked target passages blanked, offsets kept."""
    characters = list(text_of(article, "garbled.en.txt"))
    for one in gold_of(article):
        if one["side"] == "target":
            characters[one["start"] : one["end"]] = "\0" * (one["end"] - one["start"])
    return "".join(characters)


def paragraphs(text: str) -> list[str]:
    return text.rstrip("\n").split("\n\n")


def value(text: str) -> Decimal:
    """The first scaled figure in either language: "12.6万人" and "1.26 million people" alike."""
    found = re.search(r"(\d[\d,]*(?:\.\d+)?)\s*(million|billion|亿|万|)", text)
    assert found is not None, text
    return Decimal(found[1].replace(",", "")) * POWERS[found[2]]


def test_manifest_lists_every_data_file_with_its_checksum() -> None:
    for one in MANIFEST["files"]:
        data = (CORPORA / one["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one["sha256"], one["file"]
        assert len(data) == one["bytes"], one["file"]
        assert one["licence"] == "Apache-2.0" and one["title"] and one["topics"]
    listed = {one["file"] for one in MANIFEST["files"]}
    aside = {".md", ".pyc"}
    present = {
        p.relative_to(CORPORA).as_posix() for p in CORPORA.glob("*/*") if p.suffix not in aside
    }
    assert listed == present | {"sample.tsv"}


def test_generated_files_are_up_to_date() -> None:
    assert BUILD.main(["--check"]) == 0


def test_check_names_a_stale_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = shutil.copytree(CORPORA, tmp_path / "corpora")
    monkeypatch.setattr(BUILD, "HERE", copy)
    with open(copy / "sport" / "flaws.tsv", "a", encoding="utf-8") as flaws:
        flaws.write("wrong-place\tmajor\tGuangdong\t广东\tFor this test.\n")
    assert BUILD.main(["--check"]) == 1
    assert "sport/gold.jsonl, MANIFEST.json" in capsys.readouterr().err
    assert BUILD.main([]) == 0
    assert BUILD.main(["--check"]) == 0


@pytest.mark.parametrize(
    ("passage", "expected"),
    [("b c", (2, 5)), ("a@1", (0, 1)), ("a@2", (6, 7)), ("我", (8, 9))],
)
def test_locate_finds_the_occurrence(passage: str, expected: tuple[int, int]) -> None:
    assert BUILD.locate("a b c a 我", passage, where="here") == expected


@pytest.mark.parametrize("passage", ["a", "x", "a@3", "b@2"])
def test_locate_refuses_ambiguous_and_absent_passages(passage: str) -> None:
    with pytest.raises(ValueError, match="here"):
        BUILD.locate("a b c a 我", passage, where="here")


def test_there_are_ten_articles_and_the_sample_is_one() -> None:
    assert len(ARTICLES) == len(set(ARTICLES)) == 10
    assert MANIFEST["sample"] == "industrial-internet"
    assert MANIFEST["sample"] in ARTICLES


@pytest.mark.parametrize("entry", TEXTS, ids=lambda entry: str(entry["file"]))
def test_files_are_utf8_nfc_with_plain_line_ends(entry: dict[str, Any]) -> None:
    data = (CORPORA / entry["file"]).read_bytes()
    text = data.decode("utf-8")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert "\r" not in text and text.endswith("\n") and not text.endswith("\n\n")
    assert unicodedata.normalize("NFC", text) == text
    assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cf"} and c not in "\n\t"]


@pytest.mark.parametrize(("article", "one"), GOLD)
def test_gold_offsets_and_vocabulary(article: str, one: dict[str, Any]) -> None:
    source, garbled = text_of(article, "source.zh.txt"), text_of(article, "garbled.en.txt")
    text = source if one["side"] == "source" else garbled
    assert 0 <= one["start"] < one["end"] <= len(text)
    assert text[one["start"] : one["end"]] == one["text"]
    assert one["severity"] in {"minor", "major", "critical"}
    assert one["category"] == BUILD.category_of(one["type"], one["severity"])
    assert one["why"].endswith(".")
    if one["side"] == "source":
        assert one["category"] == "accuracy/omission"
        assert 0 < one["target_place"] <= len(garbled)
    elif "source_text" in one:
        assert source[one["source_start"] : one["source_end"]] == one["source_text"]


@pytest.mark.parametrize("article", ARTICLES)
def test_article_has_five_to_nine_separate_flaws(article: str) -> None:
    gold = gold_of(article)
    assert 5 <= len(gold) <= 9
    spans = sorted((one["start"], one["end"]) for one in gold if one["side"] == "target")
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


def test_each_type_occurs_at_least_three_times() -> None:
    counts = Counter(one["type"] for _, one in GOLD)
    assert set(counts) == set(BUILD.CATEGORIES)
    assert min(counts.values()) >= 3


def test_readme_counts_are_right() -> None:
    readme = (CORPORA / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| .* \| (\d+) \|$", readme, flags=re.MULTILINE)
    assert {kind: int(n) for kind, n in rows} == Counter(one["type"] for _, one in GOLD)
    by = Counter(one["severity"] for _, one in GOLD)
    total = (
        f"{len(GOLD)} flaws: {by['critical']} critical, {by['major']} major, {by['minor']} minor"
    )
    assert total in readme


@pytest.mark.parametrize("article", ARTICLES)
def test_paragraphs_correspond(article: str) -> None:
    source = paragraphs(text_of(article, "source.zh.txt"))
    assert len(source) == len(paragraphs(text_of(article, "good.en.txt")))
    furniture = {one["text"] for one in gold_of(article) if one["type"] == "page-furniture"}
    garbled = paragraphs(text_of(article, "garbled.en.txt"))
    assert len(source) == len([text for text in garbled if text not in furniture])


@pytest.mark.parametrize("article", ARTICLES)
def test_source_has_eight_to_fourteen_sentences(article: str) -> None:
    body = "".join(paragraphs(text_of(article, "source.zh.txt"))[2:])
    assert 8 <= len(re.findall(r"[。！？]”?", body)) <= 14


@pytest.mark.parametrize("article", ARTICLES)
def test_good_version_has_none_of_the_flaws(article: str) -> None:
    good = text_of(article, "good.en.txt")
    assert not HAN.search(good) and not FULL_WIDTH.search(good)
    assert not re.search(r"\b(my|our) country\b", good, flags=re.IGNORECASE)
    for one in gold_of(article):
        if one["side"] == "target":
            words = re.escape(one["text"].strip())
            assert not re.search(rf"(?<!\w){words}(?!\w)", good), one["text"]


@pytest.mark.parametrize("article", ARTICLES)
def test_han_full_width_and_my_country_stand_only_in_marked_passages(article: str) -> None:
    rest = unmarked(article)
    assert not HAN.search(rest)
    assert not FULL_WIDTH.search(rest)
    assert "my country" not in rest.lower()


@pytest.mark.parametrize("article", ARTICLES)
def test_figures_outside_marked_passages_agree_with_the_good_version(article: str) -> None:
    """Figures below 10 are left out: the good version writes them in words."""
    figures = {n for n in FIGURE.findall(unmarked(article)) if len(n) > 1}
    assert figures
    assert figures <= set(FIGURE.findall(text_of(article, "good.en.txt")))


def test_power_shifts_are_off_by_ten_both_ways() -> None:
    ratios = {value(one["text"]) / value(one["source_text"]) for one in of_type("power-shift")}
    assert ratios == {Decimal(10), Decimal("0.1")}


def test_digit_slips_change_the_order_of_digits_only() -> None:
    for one in of_type("digit-slip"):
        assert value(one["text"]) != value(one["source_text"])
        digits = [re.sub(r"[^1-9]", "", one[key]) for key in ("text", "source_text")]
        assert digits[0] != digits[1] and sorted(digits[0]) == sorted(digits[1])


@pytest.mark.parametrize("kind", ["untranslated-words", "untranslated-sentence"])
def test_untranslated_passages_are_the_source_words(kind: str) -> None:
    for one in of_type(kind):
        assert one["text"] == one["source_text"]
        assert (len(one["text"]) > 6) == (kind == "untranslated-sentence")


def test_loops_repeat_and_fused_sentences_keep_a_capital() -> None:
    for one in of_type("looped"):
        assert re.search(r"\b(\w.*?)(?:\W+\1\b){2}", one["text"]), one["text"]
    for one in of_type("fused"):
        assert re.search(r"[a-z] [A-Z][a-z]", one["text"]), one["text"]


def test_sample_table_is_taken_from_the_articles() -> None:
    with open(CORPORA / "sample.tsv", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 14 == len({row["id"] for row in rows})
    for row in rows:
        article, _, version = row["document"].rpartition("-")
        assert row["source"] in text_of(article, "source.zh.txt")
        assert row["target"] in text_of(article, f"{version}.en.txt")
