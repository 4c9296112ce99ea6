"""What the tagger says beside the judge, and what it adds: `python -m training.tagger.compare`.

Rows are those of `training.detector.judge`, on the same segments: the tagger alone, the judge, and
the judge with the tagger's log-odds as two columns more.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import fmean

import torch
from safetensors import safe_open

from checker.checks.model.word_features import Column, log_odds
from checker.config import Settings
from checker.evidence.source import EvidenceSource
from checker.records import Span
from training.annotations import in_validation, read_records
from training.detector.batches import Encode, make_batch
from training.detector.examples import Example
from training.detector.judge import WORD_COLUMNS, said_by_others
from training.detector.judge_data import JudgedPair, choose_records, clean_records, gather
from training.detector.judge_report import Said, choose_limits, report
from training.retranslator.worker import load_model
from training.tagger.layout import encode_for_tagger
from training.tagger.network import EmbeddedTagger

__all__ = ["COLUMNS", "Tagged", "alone", "load_tagger", "main", "tag", "with_columns"]

COLUMNS = ("tagger_error", "tagger_major")
_ROWS = 16


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger says of a pair.

    Attributes:
        error: probability of error of each word (likewise `major`); None where no subword tells.
        penalty: expected MQM points of the segment on the scale of `penalty_target`.
    """

    error: list[float | None]
    major: list[float | None]
    penalty: float


def load_tagger(run: Path) -> tuple[EmbeddedTagger, Encode]:
    """The network of a run's checkpoint, and what encodes pairs for it."""
    with safe_open(str(run / "checkpoint.safetensors"), framework="pt") as file:
        shape = json.loads(file.metadata()["shape"])
        names = [name for name in file.keys() if name.startswith("network.")]  # noqa: SIM118
        weights = {name.removeprefix("network."): file.get_tensor(name) for name in names}
    gemma, tokenizer = load_model(0, shape["rank"], shape["scale"] * shape["rank"])
    network = EmbeddedTagger(gemma, layout=shape["layout"])
    network.load_state_dict(weights)
    return network.eval(), partial(encode_for_tagger, tokenizer, layout=shape["layout"])


@torch.no_grad()  # type: ignore[untyped-decorator]
def tag(
    network: EmbeddedTagger, encode: Encode, pairs: Sequence[JudgedPair]
) -> list[Tagged | None]:
    """Judges all pairs; None for those too long for the model's window."""
    encoded = [encode(pair.pair.source or "", pair.pair.target) for pair in pairs]
    order = sorted(
        (i for i, pair in enumerate(encoded) if len(pair.ids) <= network.gemma.shape.window),
        key=lambda i: len(encoded[i].ids),
    )
    found: list[Tagged | None] = [None] * len(pairs)
    for start in range(0, len(order), _ROWS):
        part = order[start : start + _ROWS]
        batch = make_batch([(encoded[i], Example("", "")) for i in part])
        tokens, segments = network(batch.ids, batch.sides)
        chances = torch.sigmoid(tokens[..., :2]).tolist()
        for row, i in enumerate(part):
            places = encoded[i].target_places
            at = chances[row][encoded[i].target_at :][: len(places)]
            words = pairs[i].table.words
            error, major = (_by_word(words, places, [both[side] for both in at]) for side in (0, 1))
            found[i] = Tagged(error, major, float(segments[row, 1]))
    return found


def _by_word(
    words: Sequence[Span], places: Sequence[tuple[int, int]], chances: Sequence[float]
) -> list[float | None]:
    """The highest chance of each word's subwords."""
    return [
        max(
            (
                c
                for c, (a, b) in zip(chances, places, strict=True)
                if a < word.end and word.start < b
            ),
            default=None,
        )
        for word in words
    ]


def with_columns(pair: JudgedPair, tagged: Tagged | None) -> JudgedPair:
    """The pair with the tagger's log-odds among its words' columns, None where it is silent."""
    none: Column = [None] * len(pair.table.words)
    error, major = (tagged.error, tagged.major) if tagged else (none, none)
    more = {
        name: [None if chance is None else log_odds(chance) for chance in column]
        for name, column in zip(COLUMNS, (error, major), strict=True)
    }
    return replace(pair, table=replace(pair.table, columns={**pair.table.columns, **more}))


def alone(
    pairs: Sequence[JudgedPair],
    found: Sequence[Tagged | None],
    clean: Sequence[JudgedPair],
    good: Sequence[Tagged | None],
) -> Said:
    """What the tagger says by itself; of a pair that is too long no word, and the mean score.

    Args:
        found: of `pairs`.
        good: of `clean`.
    """

    def chances(pair: JudgedPair, tagged: Tagged | None) -> tuple[list[float], list[float]]:
        none = [None] * len(pair.table.words)
        error, major = (tagged.error, tagged.major) if tagged else (none, none)
        return [c or 0.0 for c in error], [c or 0.0 for c in major]

    mean = fmean(tagged.penalty for tagged in found if tagged)
    scores = [-(tagged.penalty if tagged else mean) for tagged in found]
    return Said(list(map(chances, pairs, found)), scores, list(map(chances, clean, good)))


def main(arguments: list[str] | None = None) -> None:
    """Command line; see `--help`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of `training.tagger`")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--limit", type=int, default=600, help="records a data set and half")
    parser.add_argument("--references", type=int, default=500, help="clean human references")
    options = parser.parse_args(arguments)
    records = read_records(options.data / "qe" / "mqm_zh_en.train.jsonl.xz")
    chosen = choose_records(list(filter(in_validation, records)), limit=options.limit)
    source = EvidenceSource(Settings(back_ends=("embedded",)))
    pairs = gather(chosen, source, say=print)
    clean = gather(clean_records(options.data, options.references), source, say=print)
    network, encode = load_tagger(options.run)
    found, good = tag(network, encode, pairs), tag(network, encode, clean)
    print(f"{sum(tagged is None for tagged in found)} of {len(pairs)} pairs are too long")
    both = list(map(with_columns, pairs, found)), list(map(with_columns, clean, good))
    columns = (*WORD_COLUMNS, *COLUMNS)
    rows = {
        "tagger alone": alone(pairs, found, clean, good),
        "judge": said_by_others(pairs, clean),
        "judge with the tagger": said_by_others(*both, columns=columns),
    }
    limits = choose_limits(rows["judge with the tagger"], *both)
    for line in report(rows, *both, limits):
        print(line, flush=True)


if __name__ == "__main__":
    main()
