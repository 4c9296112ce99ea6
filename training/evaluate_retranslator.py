"""Measures the embedded re-translator: `python -m training.evaluate_retranslator`.

On newstest2021-zhen and flores200-dev (validation, never trained on): BLEU and chrF++ with
sacrebleu's signatures, number accuracy (share of the source's numbers whose value stands in the
output), shares of empty, looped and truncated output, and speed. Prints one JSON line a set.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.models.lm import find_prepared, prepared
from training.decoding import Decoded, Decoder, translate_as_product
from training.retranslator.data import read_pairs

__all__ = ["SETS", "figures", "load_set", "loops", "main", "number_accuracy"]

SETS = {
    "newstest2021-zhen": ("wmt17-21-newstest", "newstest2021-zhen"),
    "flores200-dev": ("flores200-dev", "flores-dev"),
}
"""Name → (data file, how its document ids begin)."""


def load_set(data: Path, name: str, limit: int | None = None) -> tuple[list[str], list[str]]:
    """Sources and references; with a limit, evenly spaced over the set."""
    file, prefix = SETS[name]
    rows = read_pairs(data / "parallel" / f"{file}.tsv.xz")
    rows = [row for row in rows if row[2].startswith(prefix)]
    if limit is not None and limit < len(rows):
        rows = [rows[i * len(rows) // limit] for i in range(limit)]
    return [row[0] for row in rows], [row[1] for row in rows]


def loops(text: str) -> bool:
    """Whether three words come at least three times, twice of them right after one another."""
    words = text.lower().split()
    for size in range(1, 9):
        needed = 4 if size == 1 else 3
        for start in range(len(words) - size * needed + 1):
            unit = words[start : start + size]
            if all(words[start + k * size : start + (k + 1) * size] == unit for k in range(needed)):
                return True
    return False


def number_accuracy(sources: Sequence[str], outputs: Sequence[str]) -> tuple[int, int]:
    """(numbers of the sources whose value stands in the output, numbers of the sources)."""
    from checker.numbers.chinese import find_quantities
    from checker.numbers.english import find_figures
    from checker.numbers.equivalence import explains

    right = total = 0
    for source, output in zip(sources, outputs, strict=True):
        quantities, found = find_quantities(source), find_figures(output)
        total += len(quantities)
        right += sum(any(explains(q, figure) for figure in found) for q in quantities)
    return right, total


def figures(sources: Sequence[str], references: Sequence[str], decoded: Decoded) -> dict[str, Any]:
    """All figures of one set; shares in [0, 1], BLEU and chrF++ in [0, 100]."""
    from sacrebleu.metrics import BLEU, CHRF

    bleu, chrf = BLEU(), CHRF(word_order=2)
    outputs = decoded.texts
    right, total = number_accuracy(sources, outputs)
    count = max(1, len(outputs))
    return {
        "segments": len(outputs),
        "bleu": round(bleu.corpus_score(outputs, [references]).score, 2),
        "chrf++": round(chrf.corpus_score(outputs, [references]).score, 2),
        "number_accuracy": round(right / total, 4) if total else None,
        "numbers": total,
        "empty": sum(not text for text in outputs) / count,
        "looped": sum(map(loops, outputs)) / count,
        "truncated": sum(decoded.truncated) / count,
        "tokens_per_s": round(decoded.tokens / decoded.seconds, 1),
        "bleu_signature": str(bleu.get_signature()),
        "chrf_signature": str(chrf.get_signature()),
    }


def main(arguments: list[str] | None = None) -> None:
    """Command line; see `--help`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sets", nargs="+", choices=sorted(SETS), default=sorted(SETS))
    parser.add_argument("--limit", type=int, help="segments of each set, evenly spaced")
    parser.add_argument(
        "--decoding",
        choices=["product", "greedy", "beam4", "mbr8"],
        default="product",
        help="product: what a user's run does; the others: CTranslate2 int8",
    )
    parser.add_argument("--adapter", type=Path, help="adapter folder instead of the shipped one")
    parser.add_argument("--cache", type=Path, help="folder for the prepared model")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--allow-chinese", action="store_true", help="do not forbid Han tokens")
    parser.add_argument("--outputs", type=Path, help="folder for the translations as TSV")
    options = parser.parse_args(arguments)
    if options.decoding == "product" and (options.adapter or options.cache):
        parser.error("--decoding product takes CHECKER_ADAPTER and CHECKER_CACHE")
    model = find_prepared(cache=options.cache, adapter=options.adapter)
    if model is None or model.ct2_path is None:
        model = prepared(cache=options.cache, adapter=options.adapter, ct2=True)
    decoder = None
    if options.decoding != "product":
        decoder = Decoder(model, threads=options.threads, english_only=not options.allow_chinese)
    for name in options.sets:
        sources, references = load_set(options.data, name, options.limit)
        if decoder is None:
            decoded = translate_as_product(sources, threads=options.threads)
        else:
            decoded = decoder.translate(sources, method=options.decoding)
        entry: dict[str, Any] = {"set": name, "decoding": options.decoding}
        entry |= {"model": model.version, "english_only": not options.allow_chinese}
        print(json.dumps({**entry, **figures(sources, references, decoded)}), flush=True)
        if options.outputs is not None:
            options.outputs.mkdir(parents=True, exist_ok=True)
            rows = zip(sources, decoded.texts, references, strict=True)
            text = "".join("\t".join(row) + "\n" for row in rows)
            target = options.outputs / f"{name}.{options.decoding}.tsv"
            target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
