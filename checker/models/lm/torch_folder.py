"""A folder of weights as transformers' Gemma 3 in torch, for training and conversion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checker.errors import IntegrityError, missing_extra
from checker.models.lm.folders import REMEDY
from checker.models.lm.gemma.precision import Precision

__all__ = ["load_torch_folder"]


def load_torch_folder(folder: Path, *, dtype: Precision = "float32") -> Any:
    """As `checker.models.lm.load_torch`, for any folder with its two files.

    Raises:
        MissingDependencyError: torch or transformers is not installed.
        IntegrityError: the weights are missing, damaged or no safetensors.
    """
    try:
        import torch
        from transformers import Gemma3ForCausalLM
    except ImportError as error:
        raise missing_extra(
            "torch and transformers are needed for the embedded model", "models"
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
