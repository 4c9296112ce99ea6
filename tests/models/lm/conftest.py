"""A tiny random Gemma 3 as GGUF parts, and the real cut tokenizer."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

HIDDEN, HEADS, HEAD_DIM, FFN, LAYERS = 32, 2, 16, 64, 2
WORDS = ["▁", "a", "b", "c", "ab", "▁ab", "\n", ":", "中", "国", "中国"]


def tiny_tokens() -> tuple[list[str], list[float], list[int]]:
    """Pieces, scores and types in the GGUF convention: 4 specials, 256 bytes, some pieces."""
    tokens = ["<pad>", "<eos>", "<bos>", "<unk>"]
    types = [3, 3, 3, 3]
    tokens += [f"<0x{byte:02X}>" for byte in range(256)]
    types += [6] * 256
    tokens += WORDS
    types += [1] * len(WORDS)
    return tokens, [-float(i) for i in range(len(tokens))], types


def _add_weights(writer, generator, rows: int) -> None:
    def random(*shape: int) -> np.ndarray:
        return (generator.standard_normal(shape) * 0.1).astype(np.float32)

    writer.add_tensor("token_embd.weight", random(rows, HIDDEN))
    writer.add_tensor("output_norm.weight", 1.0 + random(HIDDEN))
    inner = HEADS * HEAD_DIM
    shapes = {
        "attn_q": (inner, HIDDEN),
        "attn_k": (HEAD_DIM, HIDDEN),
        "attn_v": (HEAD_DIM, HIDDEN),
        "attn_output": (HIDDEN, inner),
        "ffn_gate": (FFN, HIDDEN),
        "ffn_up": (FFN, HIDDEN),
        "ffn_down": (HIDDEN, FFN),
    }
    norms = {"attn_q_norm": HEAD_DIM, "attn_k_norm": HEAD_DIM}
    norms |= dict.fromkeys(
        ("attn_norm", "post_attention_norm", "ffn_norm", "post_ffw_norm"), HIDDEN
    )
    for layer in range(LAYERS):
        for name, shape in shapes.items():
            writer.add_tensor(f"blk.{layer}.{name}.weight", random(*shape))
        for name, size in norms.items():
            writer.add_tensor(f"blk.{layer}.{name}.weight", 1.0 + random(size))


@pytest.fixture(scope="session")
def tiny_parts(tmp_path_factory) -> list[Path]:
    """The tiny model cut into three part files."""
    import gguf

    folder = tmp_path_factory.mktemp("tiny-gguf")
    whole = folder / "tiny.gguf"
    tokens, scores, types = tiny_tokens()
    writer = gguf.GGUFWriter(str(whole), "gemma3")
    writer.add_block_count(LAYERS)
    writer.add_embedding_length(HIDDEN)
    writer.add_feed_forward_length(FFN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(1)
    writer.add_key_length(HEAD_DIM)
    writer.add_rope_freq_base(1_000_000.0)
    writer.add_sliding_window(64)
    writer.add_context_length(512)
    writer.add_token_list(tokens)
    writer.add_token_scores(scores)
    writer.add_token_types(types)
    _add_weights(writer, np.random.default_rng(5), len(tokens))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    data = whole.read_bytes()
    cuts = [0, len(data) // 3, len(data) // 2, len(data)]
    parts = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        parts.append(folder / f"tiny.part{number}")
        parts[-1].write_bytes(data[start:end])
    return parts


@pytest.fixture()
def tiny_source(tiny_parts, monkeypatch, tmp_path):
    """Lets the package prepare the tiny model, in a fresh cache, without adapter."""
    from checker.models.lm import convert, vocabulary
    from checker.models.lm.gguf_file import GgufFile, PartedFile

    kept = [*range(4 + 256), *(4 + 256 + i for i in range(len(WORDS)) if WORDS[i] != "c")]
    monkeypatch.setattr(vocabulary, "open_gguf", lambda **_: GgufFile(PartedFile(tiny_parts)))
    monkeypatch.setattr(vocabulary, "read_kept_ids", lambda *_, **__: kept)
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("CHECKER_ADAPTER", "none")
    assert convert.write_model is not None
    return kept


@pytest.fixture(scope="session")
def real_tokenizer():
    """The tokenizer that ships, built from the installed model package."""
    from checker.models.lm.tokenizer import EmbeddedTokenizer
    from checker.models.lm.vocabulary import cut_tokenizer, open_gguf, read_kept_ids

    return EmbeddedTokenizer(cut_tokenizer(open_gguf(verify=False), read_kept_ids()))
