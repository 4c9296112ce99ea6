"""Surprisal against a plain log-softmax, in any batch."""

import math

import pytest
import torch

from checker.models.lm.gemma.surprisal import Row, score_rows

TOLERANCE = 1e-3  # nats, float32, random weights with logits up to 100


def make_rows(*sizes, seed=0):
    generator = torch.Generator().manual_seed(seed)
    draw = lambda n: tuple(torch.randint(4, 300, (n,), generator=generator).tolist())  # noqa: E731
    return [Row(draw(context), draw(answer)) for context, answer in sizes]


def test_surprisals_are_those_of_transformers(tiny_gemma, reference_gemma):
    rows = make_rows((1, 1), (3, 12), (30, 5))
    for row, scored in zip(
        rows, score_rows(tiny_gemma, rows, prefix=None, batch_tokens=512), strict=True
    ):
        with torch.inference_mode():
            logits = reference_gemma(torch.tensor([[*row.context, *row.answer]])).logits[0]
        logprob = logits.log_softmax(-1)[len(row.context) - 1 : -1]
        for place, token in enumerate(row.answer):
            assert scored.surprisal[place] == pytest.approx(
                -float(logprob[place, token]), abs=TOLERANCE
            )
            assert scored.preferred[place] == int(logprob[place].argmax())
            assert scored.probability[place] == pytest.approx(
                math.exp(float(logprob[place].max())), abs=TOLERANCE
            )


@pytest.mark.parametrize("batch_tokens", [64, 200, 5000])
def test_batches_change_no_score(tiny_gemma, batch_tokens):
    rows = make_rows((2, 9), (30, 40), (1, 1), (5, 70), (12, 3), (4, 4))
    together = score_rows(tiny_gemma, rows, prefix=None, batch_tokens=batch_tokens)
    for row, scored in zip(rows, together, strict=True):
        (alone,) = score_rows(tiny_gemma, [row], prefix=None, batch_tokens=64)
        assert scored.surprisal == pytest.approx(alone.surprisal, abs=TOLERANCE)
        assert scored.preferred == alone.preferred


def test_a_prefix_is_part_of_the_context(tiny_gemma):
    (row,) = make_rows((3, 8))
    prefix = tiny_gemma.prefix((2, 7, 8))
    longer = Row((2, 7, 8, *row.context), row.answer)
    (with_prefix,) = score_rows(tiny_gemma, [row], prefix=prefix, batch_tokens=64)
    (whole,) = score_rows(tiny_gemma, [longer], prefix=None, batch_tokens=64)
    assert with_prefix.surprisal == pytest.approx(whole.surprisal, abs=TOLERANCE)


def test_no_rows_no_scores(tiny_gemma):
    assert score_rows(tiny_gemma, [], prefix=None, batch_tokens=64) == []
