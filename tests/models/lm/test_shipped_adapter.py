"""The adapter that ships: its checksum, and what it does to our own articles."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from checker.models.lm.adapter import SHIPPED_ADAPTER, find_adapter
from checker.models.lm.vocabulary import SOURCE_SHA256

CORPORA = Path(__file__).parents[3] / "corpora"
CHRF_BAND = (39.0, 54.0)
"""chrF of the greedy translations against our own: 43.9 when it was trained, with some room."""


def test_checksum_size_and_facts():
    facts = json.loads((SHIPPED_ADAPTER / "adapter.json").read_text(encoding="utf-8"))
    data = (SHIPPED_ADAPTER / "adapter.safetensors").read_bytes()
    assert hashlib.sha256(data).hexdigest() == facts["sha256"]
    assert len(data) < 40_000_000
    assert facts["source_sha256"] == SOURCE_SHA256
    assert facts["training"]["step"] > 0


def test_model_card_names_what_it_must():
    card = (SHIPPED_ADAPTER / "MODEL_CARD.md").read_text(encoding="utf-8")
    facts = json.loads((SHIPPED_ADAPTER / "adapter.json").read_text(encoding="utf-8"))
    assert facts["sha256"] in card
    for words in ("Gemma", "MPL-2.0", "newstest2021", "flores200-dev", "Limits", "BLEU"):
        assert words in card


@pytest.fixture(scope="module")
def opening_paragraphs() -> list[tuple[str, str]]:
    """(Chinese, English) of headline and first full paragraph of each article."""
    pairs = []
    for folder in sorted(path.parent for path in CORPORA.glob("*/source.zh.txt")):
        chinese = (folder / "source.zh.txt").read_text(encoding="utf-8").split("\n\n")
        english = (folder / "good.en.txt").read_text(encoding="utf-8").split("\n\n")
        assert len(chinese) == len(english)
        pairs += [(chinese[i].strip(), english[i].strip()) for i in (0, 2)]
    return pairs


@pytest.mark.model
def test_translations_of_our_articles(opening_paragraphs, monkeypatch):
    from sacrebleu.metrics import CHRF

    from checker.config import Settings
    from checker.models.translators.embedded import create

    monkeypatch.delenv("CHECKER_ADAPTER", raising=False)
    assert find_adapter() is not None
    sources, references = (list(side) for side in zip(*opening_paragraphs, strict=True))
    outputs = create("", Settings()).translate(sources)
    assert all(outputs)
    score = CHRF().corpus_score(outputs, [references]).score
    assert CHRF_BAND[0] <= score <= CHRF_BAND[1]
