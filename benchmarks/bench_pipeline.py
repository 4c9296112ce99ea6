"""The whole pipeline: `python -m benchmarks.bench_pipeline [--segments 200] [--back-end none]`.

Checks real system outputs (`../shared/data/system_outputs.tsv.xz` where it is, else `corpora/`)
with an empty cache, then again with the cache it filled. Prints two Markdown rows.
"""

from __future__ import annotations

import argparse
import lzma
import tempfile
import time
from pathlib import Path

from benchmarks._measure import ROOT, machine, pairs, peak_mib, row
from checker.config import Settings
from checker.evidence.cache import Cache
from checker.evidence.source import EvidenceSource
from checker.pipeline import Checker
from checker.records import Document, Span


def system_outputs(limit: int, system: str) -> list[tuple[str, str]]:
    """Sources and outputs of one system on WMT news; own articles where the data is not here."""
    path = ROOT.parent / "shared" / "data" / "system_outputs.tsv.xz"
    if not path.is_file():
        return pairs(limit)
    found = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            origin, _, name, source, output, _ = line.rstrip("\n").split("\t")
            if name == system and origin == "wmt21":
                found.append((source, output))
                if len(found) == limit:
                    break
    return found


def document(rows: list[tuple[str, str]]) -> Document:
    """One pre-aligned document of all rows."""
    spans = []
    zh_at = en_at = 0
    for zh, en in rows:
        spans.append((Span(zh_at, zh_at + len(zh), zh), Span(en_at, en_at + len(en), en)))
        zh_at, en_at = zh_at + len(zh) + 1, en_at + len(en) + 1
    source = "\n".join(zh for zh, _ in rows)
    target = "\n".join(en for _, en in rows)
    return Document("bench", target, source, pairs=tuple(spans))


def main() -> None:
    """Times a cold and a warm run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=200)
    parser.add_argument("--system", default="ff:opusmt")
    parser.add_argument("--back-end", action="append")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    back_ends = tuple(n for n in options.back_end or ["embedded"] if n != "none")
    settings = Settings(back_ends=back_ends, threads=options.threads)
    task = document(system_outputs(options.segments, options.system))
    print("| machine | threads | run | segments | s | segments/s | peak RSS MiB |")
    print("|---|--:|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("cold", "warm (cached)"):
            evidence = EvidenceSource(settings, cache=Cache(Path(folder) / "cache.sqlite"))
            start = time.perf_counter()
            report = Checker(settings, evidence=evidence).check_document(task)
            seconds = time.perf_counter() - start
            count = len(report.segments)
            print(
                row(machine(), options.threads, name, count, seconds, count / seconds, peak_mib())
            )


if __name__ == "__main__":
    main()
