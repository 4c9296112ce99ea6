"""LoRA adapters: finding, verifying and merging them into the weights.

An adapter folder holds `adapter.json` and `adapter.safetensors` as written by
`training.retranslator.export`, or PEFT's `adapter_config.json` and `adapter_model.safetensors`.
Nothing else is ever read, pickles least of all.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import IntegrityError
from checker.models.lm.tensors import PROJECTIONS

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["SHIPPED_ADAPTER", "Adapter", "find_adapter", "read_adapter"]

SHIPPED_ADAPTER = Path(__file__).parent / "data"
_NAMES = (
    ("adapter.json", "adapter.safetensors"),
    ("adapter_config.json", "adapter_model.safetensors"),
)
_LIMIT = 64 << 20  # bytes; chosen, a bound on memory (the adapter that ships has 15 MB)
_PREFIX, _SUFFIX = "base_model.model.", ".weight"


@dataclass(frozen=True, slots=True)
class Adapter:
    """A verified adapter.

    Attributes:
        sha256: hex digest of its tensors' file.
        scale: the update is `scale * b @ a`.
        facts: the whole JSON file.
    """

    path: Path
    sha256: str
    scale: float
    facts: dict[str, Any]

    def factors(self) -> dict[str, tuple[Tensor, Tensor]]:
        """(a: rank × columns, b: rows × rank) in float32 by weight name without ".weight".

        Raises:
            IntegrityError: damaged, or it changes something other than the seven projections.
        """
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        try:
            tensors = load_file(str(self.path))
        except SafetensorError as error:
            raise IntegrityError(
                f"the adapter is damaged ({error})", where=str(self.path)
            ) from error
        halves: dict[str, dict[str, Tensor]] = {}
        for name, tensor in tensors.items():
            plain = name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
            key, _, half = plain.rpartition(".")
            if half not in ("lora_A", "lora_B") or not key.endswith(tuple(PROJECTIONS)):
                raise IntegrityError(
                    f"the adapter changes {name!r}, which it may not", where=str(self.path)
                )
            halves.setdefault(key, {})[half] = tensor.float()
        if any(len(pair) != 2 for pair in halves.values()):
            raise IntegrityError("half an update is missing", where=str(self.path))
        return {key: (pair["lora_A"], pair["lora_B"]) for key, pair in halves.items()}


def find_adapter(folder: Path | None = None) -> Adapter | None:
    """The adapter to use: `folder`, else the `CHECKER_ADAPTER` variable, else the shipped one.

    `CHECKER_ADAPTER=none` asks for the model without an adapter.

    Returns:
        None where no adapter ships or none is wanted.

    Raises:
        IntegrityError: a folder was named and holds no sound adapter.
    """
    if folder is None:
        named = os.environ.get("CHECKER_ADAPTER", "")
        if named.lower() == "none":
            return None
        if not named:
            has_one = (SHIPPED_ADAPTER / _NAMES[0][0]).is_file()
            return read_adapter(SHIPPED_ADAPTER) if has_one else None
        folder = Path(named)
    return read_adapter(folder)


def read_adapter(folder: Path) -> Adapter:
    """Reads and verifies an adapter folder.

    Raises:
        IntegrityError: no adapter there, too large, damaged, or not the file its JSON names.
    """
    for settings_name, tensors_name in _NAMES:
        settings, tensors = folder / settings_name, folder / tensors_name
        if settings.is_file() and tensors.is_file():
            break
    else:
        raise IntegrityError(
            "no adapter (adapter.json and adapter.safetensors) there",
            where=str(folder),
            remedy="Check CHECKER_ADAPTER, or leave it unset for the adapter that ships",
        )
    if tensors.stat().st_size > _LIMIT:
        raise IntegrityError("the adapter is larger than 64 MiB", where=str(tensors))
    digest = hashlib.sha256(tensors.read_bytes()).hexdigest()
    try:
        facts = json.loads(settings.read_text(encoding="utf-8"))
        rank = int(facts["rank"] if "rank" in facts else facts["r"])
        alpha = float(facts["alpha"] if "alpha" in facts else facts["lora_alpha"])
        scale = alpha / rank
    except (ValueError, KeyError, TypeError, ZeroDivisionError) as error:
        raise IntegrityError("the adapter's settings are damaged", where=str(settings)) from error
    if facts.get("sha256", digest) != digest:
        raise IntegrityError(
            "the adapter is not the file its settings name",
            where=str(tensors),
            remedy="Reinstall the package",
        )
    return Adapter(path=tensors, sha256=digest, scale=scale, facts=facts)
