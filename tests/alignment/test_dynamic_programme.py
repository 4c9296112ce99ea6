"""The path found is the best of all paths."""

import functools
import math
import random

import pytest

from checker.alignment.band import band_around, whole_band
from checker.alignment.evidence import Evidence
from checker.alignment.programme import best_path
from checker.alignment.spans import Window
from checker.alignment.weights import MOVES, Weights
from checker.language.chinese_sentences import split_chinese
from checker.language.english_sentences import split_english

WORDS = [
    ("水渠", "canal"),
    ("农民", "farmers"),
    ("下雨", "rain"),
    ("修好", "repaired"),
    ("高兴", "glad"),
    ("学校", "school"),
    ("100", "100"),
    ("北京", "Beijing"),
]


def document(seed, count):
    rng = random.Random(seed)
    source, target = [], []
    for _ in range(count):
        words = rng.choices(WORDS, k=rng.randint(2, 7))
        end = "\n" if rng.random() < 0.3 else ""
        if rng.random() < 0.9:
            source.append("".join(zh for zh, _ in words) + "。" + end)
        if rng.random() < 0.9:
            target.append(" ".join(en for _, en in words).capitalize() + ". " + end)
    return split_chinese("".join(source)), split_english("".join(target))


def exhaustive(evidence):
    """The largest total gain over all paths, by plain recursion."""
    gains = evidence.gains(Window(0, evidence.source_count + 1, 0, evidence.target_count + 1))

    @functools.cache
    def best(i, j):
        if i == j == 0:
            return 0.0
        totals = [-math.inf]
        if i:
            totals.append(best(i - 1, j) - evidence.weights.gap)
        if j:
            totals.append(best(i, j - 1) - evidence.weights.gap)
        for (a, b), gain in zip(MOVES, gains, strict=True):
            if a <= i and b <= j:
                totals.append(best(i - a, j - b) + gain[i, j])
        return max(totals)

    return best(evidence.source_count, evidence.target_count)


def total(evidence, path):
    gains = evidence.gains(Window(0, evidence.source_count + 1, 0, evidence.target_count + 1))
    result = 0.0
    for i, i_end, j, j_end in path:
        if i == i_end or j == j_end:
            result -= evidence.weights.gap * (i_end - i + j_end - j)
        else:
            result += gains[MOVES.index((i_end - i, j_end - j))][i_end, j_end]
    return result


@pytest.mark.parametrize("seed", range(12))
def test_against_plain_recursion(seed):
    source, target = document(seed, 9)
    bridge = [text.text if k % 3 else None for k, text in enumerate(target[: len(source)])]
    bridge += [None] * (len(source) - len(bridge))
    evidence = Evidence(source, target, bridge if seed % 2 else None, Weights())
    path, gain = best_path(evidence, whole_band(len(source), len(target)))
    assert gain == pytest.approx(exhaustive(evidence))
    assert gain == pytest.approx(total(evidence, path))


def test_a_band_that_holds_the_best_path_finds_it():
    source, target = document(3, 150)
    evidence = Evidence(source, target, None, Weights())
    path, gain = best_path(evidence, whole_band(len(source), len(target)))
    places = [(i, j) for i, _, j, _ in path]
    band = band_around([p for p in places[::10] if all(p)], len(source), len(target), half_width=12)
    again, same = best_path(evidence, band)
    assert again == path
    assert same == pytest.approx(gain)
    assert band.cells < whole_band(len(source), len(target)).cells / 3


@pytest.mark.parametrize(
    ("zh", "en"), [("", ""), ("下雨了。", ""), ("", "It rains."), ("雨。" * 70, "")]
)
def test_empty_sides(zh, en):
    source, target = split_chinese(zh), split_english(en)
    path, gain = best_path(
        Evidence(source, target, None, Weights()), whole_band(len(source), len(target))
    )
    assert len(path) == len(source) + len(target)
    assert gain == pytest.approx(-Weights().gap * len(path))
