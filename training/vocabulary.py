"""Chooses which tokens of the embedded model are kept: `python -m training.vocabulary`.

Counts the pieces of the full tokenizer over parallel text, news weighing most, and keeps those
seen often enough, every common Chinese character (GB 2312), printable ASCII, the bytes and the
specials, together with the closure under merges. Writes `checker/models/lm/data/kept_ids.bin`
(see `checker.models.lm.vocabulary`).
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from checker.models.lm.gguf_file import GgufFile
from checker.models.lm.tokenizer_build import SPECIAL_IDS, build_tokenizer, closure
from checker.models.lm.vocabulary import open_gguf, token_table, write_kept_ids

__all__ = ["choose", "count_pieces", "main"]

WEIGHTS: dict[str, tuple[float, int]] = {
    "wmt17-21-newstest": (3.0, 20_000),
    "ntrex128": (3.0, 5_000),
    "ud-pud": (3.0, 5_000),
    "un-v1-devset": (2.0, 5_000),
    "tico19": (2.0, 5_000),
    "quantecon-economics": (1.0, 12_000),
    "mlqe-pe-wiki": (1.0, 10_000),
    "xquad": (1.0, 5_000),
    "d2l": (1.0, 5_000),
    "opensource-guide": (1.0, 5_000),
    "tatoeba": (0.5, 30_000),
    "taiwan-laws": (0.3, 40_000),
    "ms-business-misc": (0.2, 10_000),
    "ms-dynamics365-operations": (0.1, 20_000),
    "mindspore-docs": (0.1, 8_000),
}
"""Per data file: the weight of one occurrence, and how many pairs are read at most."""


def _texts(path: Path, limit: int) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, limit):
            source, target, _ = line.rstrip("\n").split("\t", 2)
            yield source
            yield " " + target


def count_pieces(data: Path, gguf: GgufFile) -> Counter[str]:
    """Weighted counts of the full tokenizer's pieces over the files named in `WEIGHTS`."""
    tokenizer = build_tokenizer(*token_table(gguf))
    counts: Counter[str] = Counter()
    for name, (weight, limit) in WEIGHTS.items():
        texts = _texts(data / "parallel" / f"{name}.tsv.xz", limit)
        while batch := list(islice(texts, 2_000)):
            for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
                for piece in encoding.tokens:
                    counts[piece] += weight  # type: ignore[assignment]
    return counts


def _always() -> set[str]:
    """Printable ASCII, with and without a space before it, and the characters of GB 2312."""
    ascii_characters = {chr(code) for code in range(0x21, 0x7F)} | {"\n", "\t", "▁"}
    ascii_characters |= {f"▁{character}" for character in list(ascii_characters)}
    chinese = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                chinese.add(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return ascii_characters | chinese


def choose(counts: Counter[str], gguf: GgufFile, *, minimum: float) -> list[int]:
    """Original ids of the pieces to keep, ascending.

    Args:
        minimum: smallest weighted count that earns a place.
    """
    tokens, scores, types = token_table(gguf)
    ids = {token: i for i, token in enumerate(tokens)}
    pieces = {token: scores[i] for i, token in enumerate(tokens) if types[i] == 1}
    wanted = {piece for piece, count in counts.items() if count >= minimum} | _always()
    kept = {ids[piece] for piece in closure(wanted & pieces.keys(), pieces)}
    kept |= {ids[piece] for piece in wanted if len(piece) == 1 and piece in ids}
    kept |= {i for i, kind in enumerate(types) if kind == 6}
    return sorted(kept | set(SPECIAL_IDS))


def main(arguments: list[str] | None = None) -> None:
    """Command line: `--data` folder with `parallel/`, `--minimum` count, `--out` file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--minimum", type=float, default=10.0)
    parser.add_argument("--out", type=Path, default=Path("checker/models/lm/data/kept_ids.bin"))
    options = parser.parse_args(arguments)
    gguf = open_gguf()
    kept = choose(count_pieces(options.data, gguf), gguf, minimum=options.minimum)
    digest = write_kept_ids(options.out, kept)
    print(f"{len(kept)} of {len(token_table(gguf)[0])} tokens kept; {options.out} sha256 {digest}")


if __name__ == "__main__":
    main()
