"""Engines of opus-mt's architecture with random weights, for speed beside ours and nothing else.

Marian transformer-align: 6 + 6 layers of width 512, inner width 2048, 65,001 tokens (the shape of
`Helsinki-NLP/opus-mt-zh-en`). Random weights never end a sentence, so every output is as long as
the sources of `bench_translation` need on average.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["opus_ct2", "opus_hf"]

Engine = Callable[[list[str]], list[int]]
_VOCABULARY, _OUTPUT = 65_001, 34
_HAN_PER_TOKEN = 1.5


def _model() -> Any:
    from transformers import MarianConfig, MarianMTModel

    config = MarianConfig(
        vocab_size=_VOCABULARY,
        d_model=512,
        encoder_layers=6,
        decoder_layers=6,
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=2048,
        decoder_ffn_dim=2048,
        max_position_embeddings=512,
        pad_token_id=_VOCABULARY - 1,
        eos_token_id=0,
        decoder_start_token_id=_VOCABULARY - 1,
        forced_eos_token_id=None,
        scale_embedding=True,
        static_position_embeddings=True,
    )
    return MarianMTModel(config).eval()


def _lengths(sources: list[str]) -> list[int]:
    return sorted(max(2, round(len(source) / _HAN_PER_TOKEN)) for source in sources)


def opus_hf(threads: int, rows: int) -> Engine:
    """transformers' `generate`, float32, greedy."""
    import torch

    torch.set_num_threads(threads)
    model = _model()

    def run(sources: list[str]) -> list[int]:
        sizes, counts = _lengths(sources), []
        for start in range(0, len(sizes), rows):
            part = sizes[start : start + rows]
            ids = torch.full((len(part), part[-1]), _VOCABULARY - 1)
            for line, size in enumerate(part):
                ids[line, :size] = torch.randint(1, 60_000, (size,))
            with torch.inference_mode():
                output = model.generate(
                    input_ids=ids,
                    attention_mask=(ids != _VOCABULARY - 1).long(),
                    num_beams=1,
                    do_sample=False,
                    min_new_tokens=_OUTPUT,
                    max_new_tokens=_OUTPUT,
                )
            counts += [_OUTPUT] * len(output)
        return counts

    return run


def opus_ct2(threads: int, rows: int) -> Engine:
    """CTranslate2 int8, greedy."""
    import ctranslate2

    folder = tempfile.mkdtemp(prefix="opus-architecture-")
    _converted(Path(folder))
    translator = ctranslate2.Translator(f"{folder}/ct2", compute_type="int8", intra_threads=threads)

    def run(sources: list[str]) -> list[int]:
        sizes, counts = _lengths(sources), []
        for start in range(0, len(sizes), rows):
            part = [
                [f"t{i % 60_000}" for i in range(1, n + 1)] for n in sizes[start : start + rows]
            ]
            results = translator.translate_batch(
                part, beam_size=1, min_decoding_length=_OUTPUT, max_decoding_length=_OUTPUT
            )
            counts += [len(result.hypotheses[0]) for result in results]
        return counts

    return run


def _converted(folder: Path) -> None:
    import ctranslate2
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    names = ["</s>", *(f"t{i}" for i in range(1, _VOCABULARY - 1)), "<pad>"]
    tokenizer = Tokenizer(models.WordLevel({n: i for i, n in enumerate(names)}, unk_token="t1"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="</s>", pad_token="<pad>", unk_token="t1"
    )
    original = folder / "original"
    _model().save_pretrained(original)
    fast.save_pretrained(original)
    ctranslate2.converters.TransformersConverter(str(original)).convert(
        str(folder / "ct2"), quantization="int8"
    )
