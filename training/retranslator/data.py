"""The training pairs of the re-translator, in pools ordered by worth.

Validation sets are kept out by document and by equality of either side; WMT22, WMT23 and
flores-test are in none of the files read. Distilled targets come only from models published under
MPL-2.0 (Mozilla's Firefox translation models), never from commercial systems.
"""

from __future__ import annotations

import lzma
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from training.annotations import read_annotations, validation_sources

__all__ = ["POOLS", "VALIDATION", "Example", "Pool", "load_examples", "read_pairs"]

VALIDATION = ("newstest2021-zhen", "flores-dev")
_TEACHERS = ("ff:bergamot-base-memory", "ff:bergamot-base")
_NEWS = ("wmt17", "wmt18", "wmt19", "wmt20")
_MINIMUM_CHRF = 40.0
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*(?![\d万亿千百])")


@dataclass(frozen=True, slots=True)
class Example:
    """One training pair.

    Attributes:
        kind: "forward", "reverse" (the English is the prompt) or "context" (the two Chinese
            segments before it stand in the prompt).
    """

    source: str
    target: str
    kind: str = "forward"
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pool:
    """A group of pairs drawn from with one probability.

    Attributes:
        share: of the presentations, before renormalising over the pools present.
        files: data files and how many of their pairs are taken at most.
        reverse: share of its pairs shown in the reverse direction.
    """

    share: float
    files: dict[str, int]
    reverse: float = 0.0


POOLS: dict[str, Pool] = {
    "distilled": Pool(0.36, {}, reverse=0.0),
    "news": Pool(0.14, {"wmt17-21-newstest": 20_000}, reverse=0.25),
    "other-news": Pool(0.10, {"ntrex128": 5_000, "ud-pud": 5_000}, reverse=0.25),
    "prose": Pool(0.08, {"un-v1-devset": 5_000, "tico19": 5_000}, reverse=0.25),
    "mixed": Pool(
        0.12,
        {
            "quantecon-economics": 12_000,
            "mlqe-pe-wiki": 9_000,
            "xquad": 2_000,
            "tatoeba": 4_000,
            "opensource-guide": 1_000,
            "d2l": 2_000,
        },
    ),
    "laws": Pool(0.10, {"taiwan-laws": 30_000}),
    "documentation": Pool(
        0.08,
        {
            "kubernetes-zh": 6_000,
            "ms-business-misc": 6_000,
            "ms-dynamics365-operations": 6_000,
            "mindspore-docs": 4_000,
            "python-docs-zh": 4_000,
            "mozilla-www": 2_000,
        },
    ),
    "talks": Pool(0.02, {}),
}


def read_pairs(path: Path, limit: int | None = None) -> list[tuple[str, str, str]]:
    """(Chinese, English, document id) rows; with a limit, evenly spaced over the file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [tuple(line.rstrip("\n").split("\t", 2)) for line in lines]
    if limit is not None and len(rows) > limit:
        rows = [rows[i * len(rows) // limit] for i in range(limit)]
    return [(row[0], row[1], row[2]) for row in rows]


def _held_out(data: Path) -> set[str]:
    """Both sides of every validation pair, of translation and of the detector."""
    parallel = data / "parallel"
    texts = validation_sources(read_annotations(data))
    for name in ("wmt17-21-newstest", "flores200-dev"):
        path = parallel / f"{name}.tsv.xz"
        if not path.is_file():
            continue
        for source, target, document in read_pairs(path):
            if document.startswith(VALIDATION):
                texts |= {source, target}
    return texts


def _numbers_agree(source: str, target: str) -> bool:
    """Whether every figure the source writes in digits stands in the target."""
    found = target.replace(",", "")
    return all(number.replace(",", "") in found for number in _DIGITS.findall(source))


def _loops(text: str) -> bool:
    words = text.split()
    grams = [tuple(words[i : i + 4]) for i in range(len(words) - 3)]
    return len(grams) - len(set(grams)) >= 3


def _distilled(path: Path, held_out: set[str]) -> Iterator[tuple[str, Example]]:
    """Teacher outputs close enough to the human reference, as (pool, example)."""
    from sacrebleu.metrics import CHRF

    chrf = CHRF()
    seen: set[tuple[str, str]] = set()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            origin, _, system, source, output, reference = line.rstrip("\n").split("\t")
            if system not in _TEACHERS or origin not in (*_NEWS, "iwslt17"):
                continue
            if held_out & {source, output, reference} or (source, output) in seen:
                continue
            ratio = len(output) / max(1, len(source))
            if not 1.2 < ratio < 7 or _loops(output) or not _numbers_agree(source, output):
                continue
            if chrf.sentence_score(output, [reference]).score < _MINIMUM_CHRF:
                continue
            seen.add((source, output))
            yield "talks" if origin == "iwslt17" else "distilled", Example(source, output)


def _with_context(examples: Sequence[Example], chooser: random.Random) -> list[Example]:
    """Some neighbours in the file shown with the two sources before them."""
    result = list(examples)
    for i in range(2, len(result)):
        if chooser.random() < 0.10 and len(result[i].source) < 80:
            before = (examples[i - 2].source, examples[i - 1].source)
            if sum(map(len, before)) < 140 and result[i].source not in before:
                result[i] = replace(result[i], kind="context", context=before)
    return result


def load_examples(
    data: Path, *, seed: int = 0, limit: int | None = None
) -> dict[str, list[Example]]:
    """The pools of examples found under `data` (see its README for sources and terms).

    Args:
        data: folder with `parallel/` and `system_outputs.tsv.xz`; absent files are skipped.
        limit: at most so many pairs of each file (for trials).
    """
    chooser = random.Random(seed)
    held_out = _held_out(data)
    pools: dict[str, list[Example]] = {name: [] for name in POOLS}
    outputs = data / "system_outputs.tsv.xz"
    if outputs.is_file():
        for pool, example in islice(_distilled(outputs, held_out), limit):
            pools[pool].append(example)
        pools["distilled"] = _with_context(pools["distilled"], chooser)
    for name, pool_settings in POOLS.items():
        for file, maximum in pool_settings.files.items():
            path = data / "parallel" / f"{file}.tsv.xz"
            if not path.is_file():
                continue
            for source, target, document in read_pairs(path, min(maximum, limit or maximum)):
                if document.startswith(VALIDATION) or held_out & {source, target}:
                    continue
                pool = "other-news" if "enzh" in document else name
                turned = chooser.random() < pool_settings.reverse
                pools[pool].append(Example(source, target, "reverse" if turned else "forward"))
    return {name: examples for name, examples in pools.items() if examples}
