"""A tiny random Gemma 3, a tokenizer of characters, and fifty self-written pairs."""

from __future__ import annotations

import pytest
import torch

HIDDEN, HEADS, HEAD_DIM, FFN, LAYERS, VOCABULARY = 32, 2, 16, 64, 2, 160

SUBJECTS = {
    "工厂": "The factory", "农民": "The farmers", "政府": "The government", "学校": "The school",
    "球队": "The team", "公司": "The company", "医生": "The doctors", "城市": "The city",
    "科学家": "Scientists", "船员": "The crew",
}  # fmt: skip
PREDICATES = {
    "昨天开始工作。": "started work yesterday.",
    "需要更多的水。": "needs more water.",
    "增加了3个项目。": "added 3 projects.",
    "没有回答问题。": "did not answer the question.",
    "明年会搬走。": "will move away next year.",
}


@pytest.fixture(scope="session")
def pairs() -> list[tuple[str, str]]:
    """Fifty Chinese sentences with their English."""
    return [
        (subject + predicate, f"{english} {rest}")
        for subject, english in SUBJECTS.items()
        for predicate, rest in PREDICATES.items()
    ]


@pytest.fixture(scope="session")
def to_ids():
    """A stand-in tokenizer: one id a character."""

    def encode(text: str) -> list[int]:
        return [4 + ord(character) % (VOCABULARY - 4) for character in text]

    return encode


@pytest.fixture(scope="session")
def tiny_config() -> dict[str, object]:
    """`config.json` of the tiny model."""
    return {
        "model_type": "gemma3_text",
        "vocab_size": VOCABULARY,
        "hidden_size": HIDDEN,
        "intermediate_size": FFN,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "num_key_value_heads": 1,
        "head_dim": HEAD_DIM,
        "query_pre_attn_scalar": HEAD_DIM,
        "sliding_window": 256,
        "layer_types": ["sliding_attention", "full_attention"],
        "rope_parameters": {
            "full_attention": {"rope_theta": 1_000_000.0, "rope_type": "default"},
            "sliding_attention": {"rope_theta": 10_000.0, "rope_type": "default"},
        },
        "rms_norm_eps": 1e-6,
        "tie_word_embeddings": True,
    }


@pytest.fixture(scope="session")
def tiny_tensors() -> dict[str, torch.Tensor]:
    """Random weights under transformers' names."""
    generator = torch.Generator().manual_seed(3)

    def random(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=generator) * 0.15

    tensors = {
        "model.embed_tokens.weight": random(VOCABULARY, HIDDEN),
        "model.norm.weight": random(HIDDEN),
    }
    inner = HEADS * HEAD_DIM
    shapes = {
        "self_attn.q_proj": (inner, HIDDEN),
        "self_attn.k_proj": (HEAD_DIM, HIDDEN),
        "self_attn.v_proj": (HEAD_DIM, HIDDEN),
        "self_attn.o_proj": (HIDDEN, inner),
        "mlp.gate_proj": (FFN, HIDDEN),
        "mlp.up_proj": (FFN, HIDDEN),
        "mlp.down_proj": (HIDDEN, FFN),
        "self_attn.q_norm": (HEAD_DIM,),
        "self_attn.k_norm": (HEAD_DIM,),
        "input_layernorm": (HIDDEN,),
        "post_attention_layernorm": (HIDDEN,),
        "pre_feedforward_layernorm": (HIDDEN,),
        "post_feedforward_layernorm": (HIDDEN,),
    }
    for layer in range(LAYERS):
        for name, shape in shapes.items():
            tensors[f"model.layers.{layer}.{name}.weight"] = random(*shape)
    return tensors
