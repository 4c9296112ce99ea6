"""What the model benchmarks share: sentences, the machine's name, peak memory, table rows."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def pairs(limit: int) -> list[tuple[str, str]]:
    """Distinct aligned pairs: flores-dev where `../shared` has it, else the lines of `corpora/`."""
    shared = ROOT.parent / "shared" / "data" / "parallel" / "flores200-dev.tsv.xz"
    if shared.is_file():
        import lzma

        with lzma.open(shared, "rt", encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t")[:2] for line in lines]
        return [(zh, en) for zh, en in rows[:limit]]
    found: dict[tuple[str, str], None] = {}
    for folder in sorted((ROOT / "corpora").iterdir()):
        source, target = folder / "source.zh.txt", folder / "good.en.txt"
        if source.is_file() and target.is_file():
            zh = [x for x in source.read_text(encoding="utf-8").splitlines() if x.strip()]
            en = [x for x in target.read_text(encoding="utf-8").splitlines() if x.strip()]
            found.update(dict.fromkeys(zip(zh, en, strict=False)))
    return list(found)[:limit]


def machine() -> str:
    """The processor's name and its number of cores."""
    import os

    name = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                name = line.partition(":")[2].strip()
                break
    except OSError:
        pass
    return f"{name}, {os.cpu_count()} cores"


def abilities() -> str:
    """The instructions that decide how fast models run here, as Linux names them."""
    wanted = ("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "avx_vnni", "amx_bf16", "amx_int8")
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return "abilities unknown"
    flags = next((line.split() for line in text.splitlines() if line.startswith("flags")), [])
    return " ".join(name for name in wanted if name in flags) or "none of AVX2 and up"


def peak_mib() -> float:
    """Largest resident memory of this process so far, in MiB."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024.0 if sys.platform != "darwin" else 1024.0**2)


def timed(action: Callable[[], object], *, repeats: int = 1) -> tuple[float, float]:
    """Best wall-clock and processor seconds of some runs."""
    best = best_cpu = float("inf")
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        action()
        best = min(best, time.perf_counter() - wall)
        best_cpu = min(best_cpu, time.process_time() - cpu)
    return best, best_cpu


def row(*cells: object) -> str:
    """One Markdown table row; floats with three significant digits."""
    shown = [f"{c:.3g}" if isinstance(c, float) and c < 100 else f"{c:.0f}" if isinstance(c, float)
             else str(c) for c in cells]  # fmt: skip
    return "| " + " | ".join(shown) + " |"
