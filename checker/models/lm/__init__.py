"""The embedded model: Gemma 3 270M with a cut vocabulary and, where it ships, a trained adapter.

    from checker.models.lm import prepared, load_tokenizer, load_torch

    model = prepared(progress=..., ct2=True)   # made in the user cache once, then found (ms)
    tokenizer = load_tokenizer(model)          # encode, encode_with_offsets, decode, pieces, BOS
    ids = [BOS, *tokenizer.encode(model.prompt(source)), *tokenizer.encode(forward_answer(target))]
    network = load_torch(model, dtype="float32")   # transformers' Gemma3ForCausalLM
    ctranslate2.Generator(str(model.ct2_path))     # wants pieces: tokenizer.pieces[id]

Prompt and answer are encoded apart and joined, in training as here. `find_prepared` looks without
making, `verify` compares all hashes, `prepare` makes anew, `prepare_ct2` adds the int8 conversion.
The cache is `CHECKER_CACHE` or the user's cache folder; the adapter `CHECKER_ADAPTER` (a folder, or
"none") or the one that ships. Nothing heavy is imported before a function needs it.
"""

from __future__ import annotations

from checker.models.lm.load import load_tokenizer, load_torch
from checker.models.lm.prepared import (
    PreparedModel,
    find_prepared,
    prepare,
    prepare_ct2,
    prepared,
    verify,
)
from checker.models.lm.prompts import (
    END,
    english_alone_prompt,
    few_shot_prompt,
    forward_answer,
    forward_prompt,
    reverse_answer,
    reverse_prompt,
)
from checker.models.lm.tokenizer import BOS, EOS, PAD, UNK, EmbeddedTokenizer

__all__ = [
    "BOS",
    "END",
    "EOS",
    "PAD",
    "UNK",
    "EmbeddedTokenizer",
    "PreparedModel",
    "english_alone_prompt",
    "few_shot_prompt",
    "find_prepared",
    "forward_answer",
    "forward_prompt",
    "load_tokenizer",
    "load_torch",
    "prepare",
    "prepare_ct2",
    "prepared",
    "reverse_answer",
    "reverse_prompt",
    "verify",
]
