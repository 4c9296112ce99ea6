"""Generation: what plain greedy search gives, whatever the batch."""

import pytest
import torch

from checker.models.lm.gemma.decode import Decoding, Request, _loops, decode

ENDS = frozenset(range(200, 240))


def requests(*lengths, limit=24, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return [
        Request(tuple(torch.randint(4, 300, (n,), generator=generator).tolist()), limit, seed=n)
        for n in lengths
    ]


GREEDY = Decoding()


def run(model, wanted, decoding=GREEDY, *, prefix=None, **options):
    return decode(model, wanted, prefix=prefix, end=ENDS, decoding=decoding, **options)


def greedy(reference, ids, limit):
    """One token at a time, nothing cached."""
    found: list[int] = []
    ids = list(ids)
    with torch.inference_mode():
        while len(found) < limit:
            token = int(reference(torch.tensor([ids])).logits[0, -1].argmax())
            if token in ENDS:
                return found, "end"
            found.append(token)
            ids.append(token)
            if len(found) % 8 == 0 and _loops(found):
                return found, "loop"
    return found, "limit"


def test_greedy_answers_are_those_of_transformers(tiny_gemma, reference_gemma):
    wanted = requests(3, 9, 14, 5)
    for request, answer in zip(wanted, run(tiny_gemma, wanted), strict=True):
        ids, stopped = greedy(reference_gemma, request.ids, request.limit)
        assert (list(answer.ids), answer.stopped) == (ids, stopped)


@pytest.mark.parametrize("decoding", [Decoding(), Decoding(1.15, 4), Decoding(temperature=0.8)])
@pytest.mark.parametrize("options", [{"max_rows": 2}, {"max_tokens": 60}, {}])
def test_neighbours_change_no_answer(tiny_gemma, decoding, options):
    wanted = requests(3, 25, 14, 5, 8, 19, 7)
    alone = [run(tiny_gemma, [one], decoding)[0] for one in wanted]
    assert run(tiny_gemma, wanted, decoding, **options) == alone


def test_a_prefix_changes_no_answer(tiny_gemma):
    wanted = requests(3, 12)
    prefix = tiny_gemma.prefix((2, 9, 9, 11))
    longer = [Request((2, 9, 9, 11, *one.ids), one.limit) for one in wanted]
    assert run(tiny_gemma, wanted, prefix=prefix) == run(tiny_gemma, longer)


def test_no_n_gram_comes_twice(tiny_gemma):
    (answer,) = decode(
        tiny_gemma, requests(5, limit=120), prefix=None, end=(), decoding=Decoding(no_repeat=2)
    )
    pairs = list(zip(answer.ids[:-1], answer.ids[1:], strict=True))
    assert len(answer.ids) == 120
    assert len(set(pairs)) == len(pairs)


def test_sampling_depends_on_the_seed_only(tiny_gemma):
    (one,) = requests(6)
    other = Request(one.ids, one.limit, seed=99)
    warm = Decoding(temperature=1.5)
    assert run(tiny_gemma, [one], warm) == run(tiny_gemma, [one], warm)
    assert run(tiny_gemma, [one], warm) != run(tiny_gemma, [other], warm)


def test_an_answer_never_exceeds_its_limit(tiny_gemma):
    answers = decode(
        tiny_gemma, requests(4, 9, limit=7), prefix=None, end=(), decoding=Decoding(no_repeat=1)
    )
    assert [(len(answer.ids), answer.stopped) for answer in answers] == [(7, "limit")] * 2


def test_nothing_asked_nothing_answered(tiny_gemma):
    assert run(tiny_gemma, []) == []


@pytest.mark.parametrize(
    ("ids", "loops"),
    [
        ([5] * 24, True),
        ([5] * 23, False),
        ([1, 2, 3] * 8, True),
        ([*range(100), *([1, 2, 3] * 8)], True),
        (list(range(100)), False),
        ([*([1, 2, 3] * 8), 9], False),
        (list(range(16)) * 4, True),
        (list(range(16)) * 3, False),
    ],
)
def test_loops_are_seen(ids, loops):
    assert _loops(ids) is loops


@pytest.mark.parametrize("decoding", [Decoding(), Decoding(1.15, 4), Decoding(temperature=0.8)])
def test_forbidden_tokens_stand_in_no_answer(tiny_gemma, decoding):
    wanted = requests(3, 9, 14, 5)
    said = {token for answer in run(tiny_gemma, wanted, decoding) for token in answer.ids}
    forbidden = sorted(said)[::2]
    again = run(tiny_gemma, wanted, decoding, forbidden=forbidden)
    assert forbidden and not {t for answer in again for t in answer.ids} & set(forbidden)
