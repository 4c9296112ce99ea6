"""Clean pairs of many kinds of text: human translations, taken for faultless."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise
from pathlib import Path

from checker.evaluation.defects import CleanPair
from training.retranslator.data import VALIDATION, read_pairs

__all__ = ["clean_pairs"]

_FILES = {
    "wmt17-21-newstest": 20_000,
    "ntrex128": 5_000,
    "tico19": 5_000,
    "un-v1-devset": 2_000,
    "taiwan-laws": 6_000,
    "ms-dynamics365-operations": 3_000,
    "ms-business-misc": 1_500,
    "kubernetes-zh": 2_000,
    "python-docs-zh": 1_500,
    "mindspore-docs": 1_500,
    "esp-idf-docs": 1_500,
    "gnome-user-docs": 1_000,
    "quantecon-economics": 3_000,
    "tatoeba": 3_000,
    "xquad": 1_000,
    "ud-pud": 1_000,
    "opensource-guide": 800,
    "mozilla-www": 800,
}
"""Files of `../shared/data/parallel` and how many pairs of each are taken at most."""
_RUN = 20
_MIN_HAN, _MAX_HAN = 6, 160
Row = tuple[str, str, str]


def clean_pairs(folder: Path, held_out: Container[str]) -> list[CleanPair]:
    """The pairs of all files found; a pair knows the next of its document where it is taken too.

    Args:
        held_out: Chinese texts that stay out.
    """
    pairs = []
    for name, limit in _FILES.items():
        path = folder / f"{name}.tsv.xz"
        if not path.is_file():
            continue
        for rows in _runs(read_pairs(path), limit):
            kept = [row for row in rows if _usable(row, held_out)]
            for row, after in pairwise([*kept, None]):
                if row is not None:
                    following = after is not None and after[2] == row[2]
                    next_pair = CleanPair(after[0], after[1]) if after and following else None
                    pairs.append(CleanPair(row[0], row[1], next_pair))
    return pairs


def _runs(rows: Sequence[Row], limit: int) -> list[Sequence[Row]]:
    """Runs of neighbours, evenly spaced over the file, with so many rows in all at most."""
    runs = [rows[at : at + _RUN] for at in range(0, len(rows), _RUN)]
    wanted = max(1, limit // _RUN)
    if len(runs) <= wanted:
        return [rows]
    return [runs[i * len(runs) // wanted] for i in range(wanted)]


def _usable(row: Row, held_out: Container[str]) -> bool:
    source, _, document = row
    if document.startswith(VALIDATION) or not _MIN_HAN <= len(source) <= _MAX_HAN:
        return False
    return source not in held_out
