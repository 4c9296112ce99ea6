"""Which number format this processor multiplies fastest, found without loading torch."""

from __future__ import annotations

import functools
import os
import platform
from pathlib import Path
from typing import Literal

from checker.errors import SettingsError

__all__ = ["PRECISIONS", "Precision", "fastest_precision", "parse_precision"]

Precision = Literal["float32", "bfloat16"]
PRECISIONS: tuple[Precision, ...] = ("float32", "bfloat16")
_BF16_FLAGS = frozenset({"avx512_bf16", "amx_bf16"})


@functools.lru_cache(maxsize=1)
def fastest_precision() -> Precision:
    """bfloat16 where the processor multiplies it natively, else float32.

    Elsewhere bfloat16 is emulated and slower than float32. Only Linux on x86 tells its processor's
    abilities in a file; on other systems float32 is taken, which is never wrong. The variables by
    which torch and oneDNN are held to AVX2 count as such a processor.
    """
    held = (os.environ.get("ATEN_CPU_CAPABILITY", ""), os.environ.get("ONEDNN_MAX_CPU_ISA", ""))
    if any(name.lower().startswith("avx2") for name in held):
        return "float32"
    if platform.machine().lower() not in {"x86_64", "amd64"}:
        return "float32"
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "float32"
    flags = next((line for line in text.splitlines() if line.startswith("flags")), "")
    return "bfloat16" if _BF16_FLAGS & set(flags.split()) else "float32"


def parse_precision(name: str) -> Precision:
    """Checks the name of a precision; "auto" is the fastest one here.

    Raises:
        SettingsError: an unknown name.
    """
    if name == "auto":
        return fastest_precision()
    for known in PRECISIONS:
        if name == known:
            return known
    raise SettingsError(
        f"precision is {name!r}", remedy=f"Choose one of auto, {', '.join(PRECISIONS)}"
    )
