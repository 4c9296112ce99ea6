"""Writes the model files of a prepared folder: safetensors and tokenizer, or CTranslate2 int8."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import IntegrityError, missing_extra

if TYPE_CHECKING:
    from checker.models.lm.adapter import Adapter

__all__ = ["write_ct2", "write_model"]


def write_model(
    folder: Path, adapter: Adapter | None, progress: Callable[[str, float], None]
) -> None:
    """Writes `config.json`, `model.safetensors` (bfloat16) and `tokenizer.json`.

    The adapter is added to the float32 weights before they are rounded.

    Raises:
        IntegrityError: the source or the adapter is altered, or does not fit.
    """
    import torch
    from safetensors.torch import save_file

    from checker.models.lm.tensors import hf_config, hf_tensors
    from checker.models.lm.vocabulary import cut_tokenizer, open_gguf, read_kept_ids

    gguf = open_gguf(progress=lambda share: progress("checking the model's files", share * 0.1))
    kept = read_kept_ids()
    factors = adapter.factors() if adapter is not None else {}
    tensors: dict[str, torch.Tensor] = {}
    for name, array in hf_tensors(gguf, kept):
        weight = torch.from_numpy(array.copy())
        pair = factors.pop(name.removesuffix(".weight"), None)
        if adapter is not None and pair is not None:
            a, b = pair
            if (b.shape[0], a.shape[1]) != tuple(weight.shape):
                raise IntegrityError(f"the adapter does not fit {name}", where=str(adapter.path))
            weight = torch.addmm(weight, b, a, alpha=adapter.scale)
        tensors[name] = weight.to(torch.bfloat16)
        progress("converting the weights", 0.1 + 0.7 * len(tensors) / len(gguf.tensors))
    if factors:
        raise IntegrityError(f"the adapter changes unknown weights: {sorted(factors)[:3]}")
    save_file(tensors, str(folder / "model.safetensors"), metadata={"format": "pt"})
    config = json.dumps(hf_config(gguf, vocabulary=len(kept)), indent=1)
    (folder / "config.json").write_text(config + "\n", encoding="utf-8")
    progress("building the tokenizer", 0.9)
    cut_tokenizer(gguf, kept).save(str(folder / "tokenizer.json"), pretty=False)


def write_ct2(source: Path, folder: Path) -> None:
    """Converts the model in `source` to CTranslate2 int8 in `folder`.

    Raises:
        MissingDependencyError: ctranslate2 is not installed.
    """
    try:
        from ctranslate2.converters.transformers import Gemma3Loader
    except ImportError as error:
        raise missing_extra("CTranslate2 is not installed", "models") from error
    from checker.models.lm.tokenizer import EmbeddedTokenizer
    from checker.models.lm.torch_folder import load_torch_folder

    model = load_torch_folder(source, dtype="float32")
    pieces = EmbeddedTokenizer.from_file(source / "tokenizer.json").pieces
    spec = Gemma3Loader().get_model_spec(model)
    spec.register_vocabulary(pieces)
    spec.config.bos_token, spec.config.eos_token = pieces[2], pieces[1]
    spec.config.unk_token = pieces[3]
    spec.config.layer_norm_epsilon = model.config.rms_norm_eps
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
