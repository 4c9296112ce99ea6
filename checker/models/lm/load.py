"""Loads the prepared model: tokenizer, and transformers' Gemma 3 in torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.models.lm.gemma.precision import Precision
from checker.models.lm.torch_folder import load_torch_folder

if TYPE_CHECKING:
    from checker.models.lm.prepared import PreparedModel
    from checker.models.lm.tokenizer import EmbeddedTokenizer

__all__ = ["load_tokenizer", "load_torch"]


def load_tokenizer(model: PreparedModel) -> EmbeddedTokenizer:
    """The tokenizer of a prepared model (0.1 s).

    Raises:
        IntegrityError: its file is missing or damaged.
    """
    from checker.models.lm.tokenizer import EmbeddedTokenizer

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
