"""Gold and predictions in the three layouts of the WMT quality estimation tasks.

Tab-separated, no header; `sid` is the segment's 0-based number in the run:

- sentence: lp name sid score (gold and prediction alike);
- word: prediction lp name type sid word_index word tag, one word a line; gold lp name sid src mt
  tags, one segment a line;
- spans: lp name sid mt start_ids end_ids severities, ids and severities separated by spaces,
  `-1 -1 no-error` for none.

Numbers are written in full precision, so that what anyone computes from the files is what is
printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checker.evaluation.gold import GoldSegment, gold_marks, gold_score
from checker.evaluation.prediction import predicted_marks
from checker.evaluation.runner import Judged
from checker.evaluation.spans import MarkedSpan
from checker.evaluation.tags import gold_bad, predicted_bad, token_places

__all__ = ["write_layouts"]

_PAIR, _GOLD, _NAME = "zh-en", "gold", "checker"
_BREAK = re.compile(r"[\t\n\r]")


def write_layouts(judged: Sequence[Judged], folder: Path, *, span_gold: str) -> None:
    """Writes gold.X.tsv and predicted.X.tsv for X = sentence, word, spans into a folder.

    A layout holds the segments for which there is gold of its kind.

    Raises:
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write_sentences(judged, folder)
    _write_words(judged, folder, span_gold)
    _write_spans(judged, folder, span_gold)


def _write_sentences(judged: Sequence[Judged], folder: Path) -> None:
    rows = [
        (str(segment.number), repr(gold), repr(prediction.score))
        for segment, prediction in judged
        if (gold := gold_score(segment)) is not None and prediction.score is not None
    ]
    _write(folder / "gold.sentence.tsv", ((_PAIR, _GOLD, sid, gold) for sid, gold, _ in rows))
    _write(folder / "predicted.sentence.tsv", ((_PAIR, _NAME, sid, own) for sid, _, own in rows))


def _write_words(judged: Sequence[Judged], folder: Path, span_gold: str) -> None:
    gold_rows: list[tuple[str, ...]] = []
    rows: list[tuple[str, ...]] = []
    for segment, prediction in judged:
        bad = gold_bad(segment, method=span_gold)
        if bad is None or not len(bad):
            continue
        sid = str(segment.number)
        texts = (_flat(segment.source), _flat(segment.target))
        gold_rows.append((_PAIR, _GOLD, sid, *texts, " ".join(_tags(bad))))
        own = zip(_words(segment), _tags(predicted_bad(segment, prediction)), strict=True)
        for index, (word, tag) in enumerate(own):
            rows.append((_PAIR, _NAME, "mt", sid, str(index), word, tag))
    _write(folder / "gold.word.tsv", gold_rows)
    _write(folder / "predicted.word.tsv", rows)


def _write_spans(judged: Sequence[Judged], folder: Path, span_gold: str) -> None:
    gold_rows, rows = [], []
    for segment, prediction in judged:
        marks = gold_marks(segment, method=span_gold)
        if marks is not None:
            gold_rows.append(_span_row(_GOLD, segment, marks))
            rows.append(_span_row(_NAME, segment, predicted_marks(prediction)))
    _write(folder / "gold.spans.tsv", gold_rows)
    _write(folder / "predicted.spans.tsv", rows)


def _span_row(name: str, segment: GoldSegment, marks: Sequence[MarkedSpan]) -> tuple[str, ...]:
    head = (_PAIR, name, str(segment.number), _flat(segment.target))
    if not marks:
        return (*head, "-1", "-1", "no-error")
    return (
        *head,
        " ".join(str(mark.start) for mark in marks),
        " ".join(str(mark.end) for mark in marks),
        " ".join("major" if mark.major else "minor" for mark in marks),
    )


def _words(segment: GoldSegment) -> list[str]:
    if segment.token_texts is not None:
        return [_flat(text) for text in segment.token_texts]
    return [segment.target[start:end] for start, end in token_places(segment)]


def _tags(bad: NDArray[np.bool_]) -> list[str]:
    return ["BAD" if value else "OK" for value in bad]


def _flat(text: str) -> str:
    """The text on one line, its length unchanged."""
    return _BREAK.sub(" ", text)


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as stream:
        stream.writelines("\t".join(row) + "\n" for row in rows)
