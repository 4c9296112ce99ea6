"""Forced decoding: cached, once a pair, in order."""

import pytest

from checker.errors import BackEndError
from checker.evidence.cache import Cache
from checker.evidence.cached import CHUNK
from checker.evidence.forced_decoding import (
    forced_decode,
    forced_decode_given,
    forced_decode_reverse,
)
from checker.models.lazy import LazyForcedDecoder, ReverseForcedDecoder
from checker.records import ForcedDecoding, TokenExpectation, TokenSurprisal

PAIRS = [("一", "one two"), (None, "three"), ("一", "one two"), ("二", "")]


class Fake:
    """One token a word; surprisals tell words and sources apart."""

    signature = "fake|1"

    def __init__(self):
        self.calls = []

    def score(self, pairs):
        self.calls.append(list(pairs))
        return [self.tokens(source, target) for source, target in pairs]

    def score_reverse(self, pairs):
        self.calls.append(list(pairs))
        return [self.tokens(target, source) for source, target in pairs]

    def score_given(self, pairs):
        self.calls.append(list(pairs))
        return [
            tuple(TokenExpectation(i, i + 1, 1.5, 'é"', 0.25) for i in range(len(text)))
            if source
            else None
            for source, text in pairs
        ]

    def tokens(self, other, text):
        given = None if other is None else float(len(other)) + 0.125
        return tuple(
            TokenSurprisal(i, i + 1, given, 2.5, 'é"' if given else None, 0.25 if given else None)
            for i in range(len(text))
        )


@pytest.fixture
def cache(tmp_path):
    with Cache(tmp_path / "c.sqlite") as opened:
        yield opened


def test_order_number_and_equal_pairs():
    fake = Fake()
    results = forced_decode(PAIRS, fake)
    assert [len(r.tokens) for r in results] == [7, 5, 7, 0]
    assert all(isinstance(r, ForcedDecoding) and "fake|1" in r.signature for r in results)
    assert sorted(fake.calls[0], key=str) == sorted(set(PAIRS), key=str)


def test_blank_sources_are_no_sources():
    fake = Fake()
    (result,) = forced_decode([("  ", "x")], fake)
    assert fake.calls == [[(None, "x")]]
    assert result.tokens[0].given_source is None


def test_a_second_run_asks_nothing_and_gives_the_same(cache):
    first = forced_decode(PAIRS, Fake(), cache)
    idle = Fake()
    assert forced_decode(PAIRS, idle, cache) == first
    assert idle.calls == []


def test_directions_and_signatures_do_not_mix(cache):
    forced_decode([("一", "one")], Fake(), cache)
    fake = Fake()
    (result,) = forced_decode_reverse([("一", "one")], fake, cache)
    assert len(fake.calls) == 1
    assert [t.start for t in result.tokens] == [0]
    fake.signature = "fake|2"
    forced_decode([("一", "one")], fake, cache)
    assert len(fake.calls) == 2


def test_variants_are_scored_once_and_kept(cache):
    pairs = [("一", "one"), ("", "two")]
    first = forced_decode_given(pairs, Fake(), cache)
    assert [None if tokens is None else len(tokens) for tokens in first] == [3, None]
    idle = Fake()
    assert forced_decode_given(pairs, idle, cache) == first
    assert idle.calls == []


def test_a_hit_loads_no_model(cache):
    first = forced_decode([("一", "one")], Fake(), cache)

    def fail():
        raise AssertionError("loaded")

    lazy = LazyForcedDecoder("fake|1", fail)
    assert isinstance(lazy, ReverseForcedDecoder)
    assert forced_decode([("一", "one")], lazy, cache) == first
    assert not lazy.loaded
    with pytest.raises(AssertionError):
        forced_decode([("二", "two")], lazy, cache)


def test_a_damaged_payload_is_scored_again(cache):
    fake = Fake()
    first = forced_decode([("一", "one")], fake, cache)
    for payload in ("[", "[1]", '[{"a": 1}]', "[[1, 2, 3, 4, 5, 6, 7]]"):
        cache.put_many("forward|fake|1", {'["一", "one"]': payload})
        assert forced_decode([("一", "one")], fake, cache) == first
    assert len(fake.calls) == 5


def test_work_is_kept_chunk_by_chunk(cache):
    pairs = [(None, f"w{i}") for i in range(CHUNK + 3)]

    class Breaks(Fake):
        def score(self, pairs):
            if self.calls:
                raise BackEndError("gone")
            return super().score(pairs)

    seen = []
    with pytest.raises(BackEndError):
        forced_decode(pairs, Breaks(), cache, progress=lambda *step: seen.append(step))
    assert seen == [(0, CHUNK + 3), (CHUNK, CHUNK + 3)]
    rest = Fake()
    forced_decode(pairs, rest, cache)
    assert len(rest.calls[0]) == 3


def test_a_wrong_number_of_results_is_refused():
    class Short(Fake):
        def score(self, pairs):
            return []

    with pytest.raises(BackEndError, match="0 results for 1"):
        forced_decode([("一", "one")], Short())
