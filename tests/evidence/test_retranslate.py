"""Re-translation: cached, once a text, tried again where unusable."""

import pytest

from checker.errors import BackEndError
from checker.evidence.cache import Cache
from checker.evidence.retranslate import CHUNK, retranslate
from checker.models.lazy import LazyTranslator
from checker.models.translators.generated import Generated

GOOD = "The province's industry grew fast this year."
SOURCE = "今年全省工业发展很快。"


class Fake:
    """Answers from a table of lists, one entry an attempt; GOOD where a source is not in it."""

    back_end = "fake"
    signature = "fake|1"

    def __init__(self, answers=None):
        self.answers = answers or {}
        self.calls = []

    def generate(self, sources, *, attempt=0):
        self.calls.append((attempt, list(sources)))
        found = [self.answers.get(source, [GOOD])[attempt:] or [GOOD] for source in sources]
        return [item[0] if isinstance(item[0], Generated) else Generated(item[0]) for item in found]

    def translate(self, sources, *, attempt=0):
        return [item.text for item in self.generate(sources, attempt=attempt)]


@pytest.fixture
def cache(tmp_path):
    with Cache(tmp_path / "c.sqlite") as opened:
        yield opened


def test_order_number_and_equal_sources():
    fake = Fake({"二": ["Two."]})
    texts = [item.text for item in retranslate(["二", SOURCE, "二", SOURCE], fake)]
    assert texts == ["Two.", GOOD, "Two.", GOOD]
    assert fake.calls == [(0, ["二", SOURCE])]


def test_blank_sources_are_not_asked():
    fake = Fake()
    first, second = retranslate(["", "  "], fake)
    assert fake.calls == []
    assert first == second
    assert (first.usable, first.problem, first.attempts) == (False, "empty source", 0)
    assert retranslate([], fake) == []


def test_unusable_output_is_decoded_differently():
    fake = Fake({SOURCE: ["", "so so so so so so so", GOOD]})
    (item,) = retranslate([SOURCE], fake)
    assert (item.text, item.usable, item.problem, item.attempts) == (GOOD, True, None, 3)
    assert [attempt for attempt, _ in fake.calls] == [0, 1, 2]


def test_only_the_unusable_are_asked_again():
    fake = Fake({SOURCE: [SOURCE]})
    retranslate([SOURCE, "二"], fake)
    assert fake.calls == [(0, ["二", SOURCE]), (1, [SOURCE])]


def test_after_all_attempts_the_first_text_stays_unusable():
    fake = Fake({SOURCE: ["", SOURCE, ""]})
    (item,) = retranslate([SOURCE], fake)
    assert (item.text, item.usable, item.problem, item.attempts) == ("", False, "empty", 3)
    (item,) = retranslate([SOURCE], fake, max_attempts=1)
    assert item.attempts == 1


def test_what_the_back_end_knows_counts():
    fake = Fake({SOURCE: [Generated(GOOD[:30], "truncated")] * 3})
    (item,) = retranslate([SOURCE], fake)
    assert (item.usable, item.problem) == (False, "truncated")


def test_a_second_run_asks_nothing(cache):
    answers = {SOURCE: ["", GOOD], "二": ["二", "二", "二"]}
    first = retranslate([SOURCE, "二"], Fake(answers), cache)
    idle = Fake()
    assert retranslate(["二", SOURCE], idle, cache) == first[::-1]
    assert idle.calls == []


def test_another_signature_or_bound_misses(cache):
    retranslate([SOURCE], Fake(), cache)
    other = Fake()
    other.signature = "fake|2"
    retranslate([SOURCE], other, cache)
    assert len(other.calls) == 1
    fewer = Fake()
    retranslate([SOURCE], fewer, cache, max_attempts=2)
    assert len(fewer.calls) == 1


def test_a_hit_loads_no_model(cache):
    retranslate([SOURCE], Fake(), cache)

    def fail():
        raise AssertionError("loaded")

    lazy = LazyTranslator("fake", "fake|1", fail)
    assert retranslate([SOURCE, ""], lazy, cache)[0].text == GOOD
    assert not lazy.loaded
    with pytest.raises(AssertionError):
        retranslate(["新"], lazy, cache)


def test_a_damaged_payload_is_translated_again(cache):
    fake = Fake()
    retranslate([SOURCE], fake, cache)
    with cache._connection:
        (key,) = cache._connection.execute("SELECT key FROM entry").fetchone()
        cache._connection.execute("DELETE FROM entry")
    signature = "retranslate|checks:2|attempts:3|fake|1"
    cache.put_many(signature, {SOURCE: "[1"})
    assert cache._connection.execute("SELECT key FROM entry").fetchone() == (key,)
    retranslate([SOURCE], fake, cache)
    assert len(fake.calls) == 2


def test_work_is_kept_chunk_by_chunk(cache):
    sources = [f"{i}号" for i in range(CHUNK + 5)]

    class Breaks(Fake):
        def generate(self, sources, *, attempt=0):
            if self.calls:
                raise BackEndError("gone")
            return super().generate(sources, attempt=attempt)

    seen = []
    with pytest.raises(BackEndError):
        retranslate(sources, Breaks(), cache, progress=lambda *step: seen.append(step))
    assert seen == [(0, CHUNK + 5), (CHUNK, CHUNK + 5)]
    rest = Fake()
    retranslate(sources, rest, cache)
    assert len(rest.calls[0][1]) == 5


def test_a_wrong_number_of_answers_is_refused():
    class Short(Fake):
        def generate(self, sources, *, attempt=0):
            return []

    with pytest.raises(BackEndError, match="0 translations for 1"):
        retranslate([SOURCE], Short())
