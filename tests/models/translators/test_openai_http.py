"""The OpenAI-compatible back end against a small server in this process."""

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

import pytest

from checker.config import Settings
from checker.errors import BackEndError, SettingsError
from checker.models.base import Translator
from checker.models.registry import create_translator
from checker.models.translators.http_json import Retries, is_loopback
from checker.models.translators.openai_http import OpenAITranslator

QUICK = Retries(timeout_s=5.0, tries=3, first_wait_s=0.01, max_bytes=4096)


def completion(text, reason="stop"):
    return {"choices": [{"message": {"content": text}, "finish_reason": reason}]}


class Server(ThreadingHTTPServer):
    """Answers with `script`: (status, body, headers) or a function of the request's body."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: list[Any] = []
        self.requests: list[Any] = []
        self.active, self.most = 0, 0
        self.guard = threading.Lock()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        server = cast(Server, self.server)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with server.guard:
            server.requests.append((self.path, dict(self.headers), body))
            step = server.script.pop(0) if len(server.script) > 1 else server.script[0]
            server.active += 1
            server.most = max(server.most, server.active)
        try:
            status, answer, headers = step(body) if callable(step) else step
        finally:
            with server.guard:
                server.active -= 1
        with contextlib.suppress(ConnectionError):  # a client that lost patience
            self.answer(status, answer, headers)

    def answer(self, status, answer, headers):
        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def translator(server, **options):
    return OpenAITranslator(server.url, "m", retries=QUICK, **options)


def echo(body):
    return 200, completion("EN: " + body["messages"][-1]["content"]), {}


def test_texts_come_back_in_order(server):
    server.script = [echo]
    back_end = translator(server)
    sources = [f"第{i}句" for i in range(9)]
    assert isinstance(back_end, Translator)
    assert back_end.translate(sources) == [f"EN: {source}" for source in sources]
    path, headers, body = server.requests[0]
    assert path == "/v1/chat/completions"
    assert "Authorization" not in headers
    assert (body["model"], body["temperature"], body["stream"]) == ("m", 0.0, False)


def test_another_attempt_samples(server):
    server.script = [echo]
    translator(server).translate(["一"], attempt=1)
    assert server.requests[0][2]["temperature"] > 0.0
    assert server.requests[0][2]["seed"] == 1


def test_the_key_is_sent_as_bearer(server):
    server.script = [echo]
    translator(server, key="secret").translate(["一"])
    assert server.requests[0][1]["Authorization"] == "Bearer secret"


def test_no_more_requests_at_once_than_allowed(server):
    def slow(body):
        time.sleep(0.05)
        return echo(body)

    server.script = [slow]
    translator(server, concurrency=2).translate([str(i) for i in range(8)])
    assert server.most <= 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_failures_are_tried_again(server, status):
    server.script = [(status, b"busy", {"Retry-After": "0"}), (status, b"", {}), echo]
    assert translator(server).translate(["一"]) == ["EN: 一"]
    assert len(server.requests) == 3


def test_retries_are_bounded(server):
    server.script = [(503, b"busy", {})]
    with pytest.raises(BackEndError, match=r"3 tries.*503.*busy"):
        translator(server).translate(["一"])
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("status", "remedy"), [(401, "valid key"), (403, "may use"), (404, "/v1"), (400, "")]
)
def test_refusals_are_not_tried_again(server, status, remedy):
    server.script = [(status, b'{"error": "no"}', {})]
    with pytest.raises(BackEndError) as caught:
        translator(server).translate(["一"])
    assert f"HTTP {status}" in str(caught.value) and "no" in str(caught.value)
    assert remedy in (caught.value.remedy or "")
    assert len(server.requests) == 1


def test_a_redirect_is_not_followed(server):
    server.script = [(302, b"", {"Location": "http://127.0.0.1:9/elsewhere"})]
    with pytest.raises(BackEndError, match="302"):
        translator(server, key="secret").translate(["一"])
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"<html>", "not JSON"),
        ({"choices": []}, "not a chat completion"),
        ([1], "not a chat completion"),
        ({"choices": [{"message": None}]}, "not a chat completion"),
        (b"[" + b" " * 5000 + b"]", "longer than 4096"),
    ],
)
def test_other_answers_are_refused(server, answer, message):
    server.script = [(200, answer, {})]
    with pytest.raises(BackEndError, match=message):
        translator(server).translate(["一"])


@pytest.mark.parametrize(
    ("answer", "text", "problem"),
    [
        (completion("<think>hm\nhm</think>\n Two\nlines "), "Two lines", None),
        (completion("cut of", "length"), "cut of", "truncated"),
        (completion(None, "length"), "", "truncated"),
        (completion(""), "", None),
    ],
)
def test_answers_are_cleaned(server, answer, text, problem):
    server.script = [(200, answer, {})]
    (item,) = translator(server).generate(["一"])
    assert (item.text, item.problem) == (text, problem)


def test_a_silent_server_times_out(server):
    def silent(body):
        time.sleep(0.5)
        return echo(body)

    server.script = [silent]
    impatient = Retries(timeout_s=0.05, tries=2, first_wait_s=0.01)
    with pytest.raises(BackEndError, match="2 tries"):
        OpenAITranslator(server.url, "m", retries=impatient).translate(["一"])


def test_no_server_at_all(server):
    url = server.url
    server.server_close()
    with pytest.raises(BackEndError, match="Check that it runs"):
        OpenAITranslator(url, "m", retries=QUICK).translate(["一"])


@pytest.mark.parametrize(
    "spec",
    [
        "openai:http://127.0.0.1:1/v1",
        "openai:ftp://127.0.0.1/v1#m",
        "openai:127.0.0.1:8080#m",
        "openai:http://user:pass@127.0.0.1/v1#m",
        "openai:http://127.0.0.1:x/v1#m",
        "openai:http://#m",
        "openai:https://api.example.org/v1#m",  # elsewhere, but offline
    ],
)
def test_wrong_urls_are_refused(spec):
    with pytest.raises(SettingsError):
        create_translator(spec)


def test_a_key_never_travels_unencrypted(monkeypatch):
    monkeypatch.setenv("CHECKER_API_KEY", "secret")
    online = Settings(offline=False)
    with pytest.raises(SettingsError, match="unencrypted"):
        create_translator("openai:http://api.example.org/v1#m", online)
    https = create_translator("openai:https://api.example.org/v1#m", online)
    assert "secret" not in https.signature + https.back_end
    assert create_translator("openai:http://localhost:1/v1#m").back_end.endswith("#m")


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("127.0.0.1.example.org", False),
        ("192.168.1.2", False),
        ("", False),
    ],
)
def test_this_machine_is_known(host, local):
    assert is_loopback(host) is local
