"""The shipped model itself: does it translate, and does surprisal point at the right words?"""

import json
import subprocess
import sys

import pytest

from checker.config import Settings
from checker.evidence.forced_decoding import forced_decode
from checker.evidence.retranslate import retranslate
from checker.models.registry import create_forced_decoder, create_translator

pytestmark = pytest.mark.model

SOURCE = "近年来，我省的工业互联网发展很快，已有300多家企业接入平台。"
GOOD = (
    "In recent years, our province's industrial Internet has developed rapidly, with more than 300"
    " companies connected to the platform."
)
TOLERANCE = 0.3  # nats, bfloat16; float32 stays under 0.01


@pytest.fixture(scope="module")
def settings():
    return Settings(threads=2)


@pytest.fixture(scope="module")
def decoder(settings):
    return create_forced_decoder(settings)


def test_it_translates(settings):
    (item,) = retranslate([SOURCE], create_translator("embedded", settings))
    assert item.usable
    assert "300" in item.text
    assert "industr" in item.text.lower()


def surprisals(decoder, target):
    (result,) = forced_decode([(SOURCE, target)], decoder)
    return {t.start: t for t in result.tokens}


def test_words_the_source_supports_are_expected(decoder):
    tokens = surprisals(decoder, GOOD)
    for word in ("Internet", "300"):
        token = tokens[GOOD.index(word)]
        assert token.given_source < 2.0
        assert token.alone - token.given_source > 1.0


def test_a_word_the_source_does_not_support_stands_out(decoder):
    tokens = surprisals(decoder, GOOD.replace("Internet", "giraffe"))
    first = GOOD.index("Internet")
    inside = range(first, first + len("giraffe"))
    worst = max(tokens.values(), key=lambda t: t.given_source)
    assert worst.start in inside
    assert worst.given_source > 5.0


def test_batches_change_scores_by_no_more_than_stated(decoder):
    pairs = [
        (SOURCE, GOOD), (None, GOOD), ("今天天气很好。", "The weather is fine today."),
        ("他说，会议将于下周举行。", "He said that the meeting would be held next week."),
    ]  # fmt: skip
    for pair, tokens in zip(pairs, decoder.score(pairs), strict=True):
        (alone,) = decoder.score([pair])
        for a, b in zip(tokens, alone, strict=True):
            assert a.alone == pytest.approx(b.alone, abs=TOLERANCE)
            if pair[0] is not None:
                assert a.given_source == pytest.approx(b.given_source, abs=TOLERANCE)


def test_a_second_run_loads_no_model(tmp_path):
    code = (
        "import json, sys\n"
        "from checker.models.registry import *\n"
        "from checker.evidence.forced_decoding import *\n"
        "from checker.evidence.cache import Cache\n"
        "from checker.evidence.retranslate import retranslate\n"
        "with Cache(sys.argv[1]) as cache:\n"
        "    one = retranslate(['今天天气很好。'], create_translator('embedded'), cache)\n"
        "    pairs = [('今天天气很好。', 'The weather is fine.')]\n"
        "    two = forced_decode(pairs, create_forced_decoder(), cache)\n"
        "    three = forced_decode_reverse(pairs, create_forced_decoder(), cache)\n"
        "loaded = [n for n in ('torch', 'transformers', 'tokenizers') if n in sys.modules]\n"
        "print(json.dumps([repr((one, two, three)), loaded]))\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "c.sqlite")]
    runs = []
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    assert runs[0][0] == runs[1][0]
    assert "torch" in runs[0][1]
    assert runs[1][1] == []
