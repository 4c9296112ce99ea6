"""The adapter that ships: its files and its card (`tests/system` tells how well it translates)."""

from __future__ import annotations

import hashlib
import json

from checker.models.lm.adapter import SHIPPED_ADAPTER
from checker.models.lm.vocabulary import SOURCE_SHA256


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
