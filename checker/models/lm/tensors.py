"""Weights of the embedded model under the names transformers uses, in float32."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from checker.models.lm.gguf_file import GgufFile

if TYPE_CHECKING:
    import numpy as np

__all__ = ["LAYER_NAMES", "PROJECTIONS", "hf_config", "hf_tensors"]

PROJECTIONS = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
"""The seven linear maps of a layer (transformers name → GGUF name): what an adapter may change."""

_NORMS = {
    "input_layernorm": "attn_norm",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
    "post_attention_layernorm": "post_attention_norm",
    "pre_feedforward_layernorm": "ffn_norm",
    "post_feedforward_layernorm": "post_ffw_norm",
}

LAYER_NAMES = {**PROJECTIONS, **_NORMS}


def hf_config(gguf: GgufFile, *, vocabulary: int) -> dict[str, Any]:
    """The `config.json` of transformers' `Gemma3ForCausalLM` for this file.

    Args:
        vocabulary: number of rows kept of the embedding.
    """
    meta = gguf.metadata
    layers = int(meta["gemma3.block_count"])
    kinds = ["full_attention" if (i + 1) % 6 == 0 else "sliding_attention" for i in range(layers)]
    return {
        "architectures": ["Gemma3ForCausalLM"],
        "model_type": "gemma3_text",
        "vocab_size": vocabulary,
        "hidden_size": int(meta["gemma3.embedding_length"]),
        "intermediate_size": int(meta["gemma3.feed_forward_length"]),
        "num_hidden_layers": layers,
        "num_attention_heads": int(meta["gemma3.attention.head_count"]),
        "num_key_value_heads": int(meta["gemma3.attention.head_count_kv"]),
        "head_dim": int(meta["gemma3.attention.key_length"]),
        "query_pre_attn_scalar": int(meta["gemma3.attention.key_length"]),
        "sliding_window": int(meta["gemma3.attention.sliding_window"]),
        "layer_types": kinds,
        "rope_theta": float(meta["gemma3.rope.freq_base"]),
        "rope_local_base_freq": 10000.0,
        "rope_parameters": {
            "full_attention": {
                "rope_theta": float(meta["gemma3.rope.freq_base"]),
                "rope_type": "default",
            },
            "sliding_attention": {"rope_theta": 10000.0, "rope_type": "default"},
        },
        "rms_norm_eps": 1e-6,
        "max_position_embeddings": int(meta["gemma3.context_length"]),
        "hidden_activation": "gelu_pytorch_tanh",
        "attention_bias": False,
        "tie_word_embeddings": True,
        "pad_token_id": 0,
        "eos_token_id": 1,
        "bos_token_id": 2,
        "dtype": "bfloat16",
    }


def hf_tensors(gguf: GgufFile, kept_ids: Sequence[int]) -> Iterator[tuple[str, np.ndarray]]:
    """Every weight as (transformers name, float32 array), one at a time to spare memory.

    GGUF norm weights carry a 1 added by the converter of llama.cpp; transformers adds it itself,
    so it is taken off here. The output layer is tied to the embedding and not repeated.

    Args:
        kept_ids: original ids of the embedding rows to keep, in their new order.
    """
    yield "model.embed_tokens.weight", gguf.tensor("token_embd.weight", kept_ids)
    yield "model.norm.weight", gguf.tensor("output_norm.weight") - 1.0
    for layer in range(int(gguf.metadata["gemma3.block_count"])):
        for name, original in LAYER_NAMES.items():
            array = gguf.tensor(f"blk.{layer}.{original}.weight")
            if name in _NORMS:
                array = array - 1.0
            yield f"model.layers.{layer}.{name}.weight", array
