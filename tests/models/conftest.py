"""Tiny random models, built once a session; no network, no downloads."""

from __future__ import annotations

import json
import os

import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")

SAMPLE = (
    "今年工业互联网发展很快，目前覆盖45个国民经济大类。 The industrial Internet has grown fast this"
    " year and covers 45 classes of the national economy."
)


def tiny_vocabulary() -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Special tokens, bytes, the characters of SAMPLE and a few merges."""
    merges = [
        ("t", "h"),
        ("th", "e"),
        ("▁", "the"),
        ("i", "n"),
        ("▁", "in"),
        ("工", "业"),
        ("a", "r"),
    ]
    pieces = ["<pad>", "<eos>", "<bos>", "<unk>", *(f"<0x{b:02X}>" for b in range(256))]
    pieces += ["\n", "▁", *dict.fromkeys(SAMPLE.replace(" ", ""))]
    for left, right in merges:
        if left + right not in pieces:
            pieces.append(left + right)
    return {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}, merges


def tiny_tokenizer():
    """A byte-fallback BPE tokenizer of the embedded model's kind."""
    from tokenizers import Tokenizer, decoders, models, normalizers

    vocabulary, merges = tiny_vocabulary()
    model = models.BPE(vocabulary, merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True)
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    return tokenizer


@pytest.fixture(scope="session")
def gemma_folder(tmp_path_factory):
    """A random Gemma 3 of three layers with a window of 16 tokens."""
    import torch
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    folder = tmp_path_factory.mktemp("gemma")
    tokenizer = tiny_tokenizer()
    torch.manual_seed(7)
    config = Gemma3TextConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=32, intermediate_size=64,
        num_hidden_layers=3, num_attention_heads=2, num_key_value_heads=1, head_dim=16,
        query_pre_attn_scalar=16, sliding_window=16, max_position_embeddings=4096,
        layer_types=["sliding_attention", "full_attention", "sliding_attention"],
        initializer_range=0.6, pad_token_id=0, eos_token_id=1, bos_token_id=2,
    )  # fmt: skip
    model = Gemma3ForCausalLM(config)
    with torch.no_grad():
        for name, value in model.named_parameters():
            if "norm" in name:
                value.normal_(0.0, 0.2)
            if "post_" in name:  # let layers outweigh the embedding, or tokens repeat themselves
                value.add_(4.0)
    model.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    stored = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert stored["rope_parameters"]["sliding_attention"]["rope_theta"] == 10000.0
    return folder


@pytest.fixture(scope="session")
def reference_gemma(gemma_folder):
    """The same model in transformers, float32."""
    import torch
    from transformers import Gemma3ForCausalLM

    return Gemma3ForCausalLM.from_pretrained(gemma_folder, dtype=torch.float32).eval()


@pytest.fixture(scope="session")
def tiny_gemma(gemma_folder):
    """The same model in the package's own network, float32."""
    from checker.models.lm.gemma.network import Gemma

    return Gemma(gemma_folder, "float32")


@pytest.fixture(scope="session", params=[True, False], ids=["adapter", "examples"])
def embedded_model(request, gemma_folder):
    """Tokenizer and network, asked as with an adapter, and with example pairs."""
    from checker.models.lm.model import EmbeddedModel
    from checker.models.lm.prepared import PreparedModel

    return EmbeddedModel(PreparedModel(gemma_folder, "test", request.param), "float32")
