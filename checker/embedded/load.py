"""Loads the prepared model: tokenizer, and transformers' Gemma 3 in torch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from checker.embedded.folders import REMEDY
from checker.errors import IntegrityError, MissingDependencyError

if TYPE_CHECKING:
    from checker.embedded.store import PreparedModel
    from checker.embedded.tokenizer import EmbeddedTokenizer

__all__ = ["load_tokenizer", "load_torch", "load_torch_folder"]

Precision = Literal["float32", "bfloat16"]


def load_tokenizer(model: PreparedModel) -> EmbeddedTokenizer:
    """The tokenizer of a prepared model (0.1 s).

    Raises:
        IntegrityError: its file is missing or damaged.
    """
    from checker.embedded.tokenizer import EmbeddedTokenizer

    return EmbeddedTokenizer.from_file(model.path / "tokenizer.json")


def load_torch(model: PreparedModel, *, dtype: Precision = "float32") -> Any:
    """The model as transformers' `Gemma3ForCausalLM`, in evaluation mode, on the CPU.

    Args:
        dtype: bfloat16 is about three times as fast on processors with AVX512-BF16 or AMX, and
            slower on others.

    Raises:
        MissingDependencyError: torch or transformers is not installed.
        IntegrityError: the weights are missing, damaged or no safetensors.
    """
    return load_torch_folder(model.path, dtype=dtype)


def load_torch_folder(folder: Path, *, dtype: Precision = "float32") -> Any:
    """As `load_torch`, for any folder with `config.json` and `model.safetensors`."""
    try:
        import torch
        from transformers import Gemma3ForCausalLM
    except ImportError as error:
        raise MissingDependencyError(
            "torch and transformers are needed for the embedded model",
            remedy="pip install -r requirements.txt",
        ) from error
    from safetensors import SafetensorError
    from transformers.utils import logging

    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise IntegrityError("no model.safetensors", where=str(folder), remedy=REMEDY)
    logging.disable_progress_bar()
    try:
        model = Gemma3ForCausalLM.from_pretrained(
            str(folder),
            dtype=getattr(torch, dtype),
            local_files_only=True,
            use_safetensors=True,
            attn_implementation="sdpa",
        )
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise IntegrityError(
            f"the model's weights cannot be read ({error})", where=str(weights), remedy=REMEDY
        ) from error
    return model.eval()
