"""Opens gold files and clean pairs, plain or xz-compressed, and draws samples of them."""

from __future__ import annotations

import lzma
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.errors import EncodingError, FormatError, InputError, LimitError
from checker.evaluation.gold import GoldSegment, Rating
from checker.evaluation.gold_jsonl import read_jsonl_gold
from checker.evaluation.gold_mqm import read_mqm_gold
from checker.evaluation.grouping import group_judgements

__all__ = ["clean_segments", "read_gold", "read_pairs", "sample"]

_MAX_LINE = 1 << 20  # bytes; chosen, a bound on memory


def read_gold(path: Path, *, score_field: str = "score") -> list[GoldSegment]:
    """Reads a gold file: `.jsonl` in the record format, `.tsv` as an MQM table, either also `.xz`.

    Args:
        score_field: field of a JSONL record that holds the score, e.g. "z_score".

    Returns:
        The segments, numbered in the order of the file.

    Raises:
        InputError: the file cannot be read or is empty.
        FormatError: a line is malformed.
    """
    suffixes = [suffix for suffix in path.suffixes if suffix != ".xz"]
    kind = suffixes[-1].casefold() if suffixes else ""
    if kind not in {".jsonl", ".tsv"}:
        raise FormatError(
            "is neither .jsonl nor .tsv",
            where=str(path),
            remedy="Give records (.jsonl) or an MQM table (.tsv); both may be .xz-compressed",
        )
    lines = _lines(path)
    if kind == ".jsonl":
        judgements = read_jsonl_gold(lines, name=path.name, score_field=score_field)
    else:
        judgements = read_mqm_gold(lines, name=path.name)
    segments = group_judgements(judgements)
    if not segments:
        raise InputError("holds no segments", where=str(path))
    return segments


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Reads clean pairs: source, tab, target, perhaps more columns; no header line.

    Raises:
        InputError: the file cannot be read or is empty.
        FormatError: a line has no second column.
    """
    pairs = []
    for number, line in enumerate(_lines(path), 1):
        cells = line.rstrip("\r\n").split("\t")
        if not line.strip():
            continue
        if len(cells) < 2:
            raise FormatError(
                "has no second column",
                where=f"{path}, line {number}",
                remedy="Write source and target with a tab between them",
            )
        pairs.append((cells[0], cells[1]))
    if not pairs:
        raise InputError("holds no pairs", where=str(path))
    return pairs


def clean_segments(pairs: Sequence[tuple[str, str]], *, name: str) -> list[GoldSegment]:
    """Human references taken to hold no errors, as gold with nothing marked."""
    rating = Rating(rater="reference", score=None, score_type=None, spans=())
    return [
        GoldSegment(
            number, name, None, None, str(number + 1), source, target, (rating,), human=True
        )
        for number, (source, target) in enumerate(pairs)
    ]


def sample(segments: Sequence[GoldSegment], limit: int | None, *, seed: int) -> list[GoldSegment]:
    """Draws whole documents with the seed until there are `limit` segments.

    The last document is cut to fit. Order and numbers stay those of the file.
    """
    if limit is None or limit >= len(segments):
        return list(segments)
    documents: dict[tuple[object, ...], list[GoldSegment]] = {}
    for segment in segments:
        # Segments of no document are drawn one by one.
        alone = segment.number if segment.document_id is None else None
        key = (segment.dataset, segment.system, segment.document_id, alone)
        documents.setdefault(key, []).append(segment)
    order = list(documents.values())
    random.Random(seed).shuffle(order)
    drawn = [segment for document in order for segment in document][:limit]
    return sorted(drawn, key=lambda segment: segment.number)


def _lines(path: Path) -> Iterator[str]:
    """Lines of a UTF-8 file, ends kept; only line feeds end one."""
    number = 0
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rb") as stream:
            while line := stream.readline(_MAX_LINE + 1):
                number += 1
                if len(line) > _MAX_LINE:
                    raise LimitError(
                        f"is longer than {_MAX_LINE:,} bytes", where=f"{path}, line {number}"
                    )
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
    except (OSError, lzma.LZMAError, EOFError) as error:
        raise InputError(
            f"cannot be read: {error}", where=str(path), remedy="Check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise EncodingError("is not UTF-8", where=f"{path}, line {number}") from error
