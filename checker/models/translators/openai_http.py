"""Any OpenAI-compatible chat server (llama.cpp, vLLM, Ollama …), by the standard library.

The key comes from `CHECKER_API_KEY` only and goes to the named server only: redirects are refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import SplitResult, urlsplit

from checker.config import Settings
from checker.errors import BackEndError, SettingsError
from checker.models.base import Translator
from checker.models.translators.generated import Generated, Generating
from checker.models.translators.http_json import Retries, is_loopback, post_json
from checker.models.translators.pieces import joined, pieces_of

__all__ = ["API_KEY_VARIABLE", "OpenAITranslator", "create"]

API_KEY_VARIABLE = "CHECKER_API_KEY"
CONCURRENCY = 4
"""Requests at a time; chosen, not measured: what a local server answers side by side."""
_SYSTEM = (
    "You translate Chinese into English. Answer with the English translation of the user's text"
    " and nothing else, on one line."
)
_PROMPT_VERSION = 1  # part of the signature; goes up when the prompt changes
_TOKENS_BASE, _TOKENS_PER_CHARACTER = 256, 4
"""Tokens an answer may have, and for each character of the source; chosen, a bound on work that
leaves room for a model's thoughts."""
_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
_TEMPERATURES = (0.0, 0.4, 0.8)
"""Of the first try, and of those after an unusable answer; chosen, not measured."""


class OpenAITranslator(Generating):
    """Translates with a chat model behind a server.

    Args:
        base_url: ends where `/chat/completions` begins, e.g. `http://127.0.0.1:8080/v1`.
        model: as the server names it.
        key: sent as bearer token where given.
        retries: time-out, number of tries and waiting times.
        concurrency: requests under way at once.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        key: str | None = None,
        retries: Retries | None = None,
        concurrency: int = CONCURRENCY,
    ) -> None:
        self.back_end = f"openai:{base_url}#{model}"
        self.signature = f"openai|{base_url}#{model}|prompt:{_PROMPT_VERSION}|temperature:0"
        self._url = base_url.rstrip("/") + "/chat/completions"
        self._model = model
        self._key = key
        self._retries = retries or Retries()
        self._concurrency = concurrency

    def generate(self, sources: Sequence[str], *, attempt: int = 0) -> list[Generated]:
        """As `translate`, telling truncated outputs.

        Raises:
            BackEndError: the server refused, failed or answered in another form.
        """
        split = [pieces_of(source) for source in sources]
        flat = [piece for pieces in split for piece in pieces]
        with ThreadPoolExecutor(max_workers=self._concurrency) as pool:
            jobs = [pool.submit(self._one, piece, attempt) for piece in flat]
            try:
                outputs = iter([job.result() for job in jobs])
            except BaseException:
                for job in jobs:
                    job.cancel()
                raise
        return [joined([next(outputs) for _ in pieces]) for pieces in split]

    def _one(self, source: str, attempt: int) -> Generated:
        body = {
            "model": self._model,
            "messages": [
                {"role": "system", "content": _SYSTEM},
                {"role": "user", "content": source},
            ],
            "temperature": _TEMPERATURES[min(attempt, len(_TEMPERATURES) - 1)],
            "seed": attempt,
            "max_tokens": _TOKENS_BASE + _TOKENS_PER_CHARACTER * len(source),
            "stream": False,
        }
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        return _answer(
            post_json(self._url, body, headers=headers, retries=self._retries), self._url
        )


def _answer(reply: Any, url: str) -> Generated:
    try:
        choice = reply["choices"][0]
        text = choice["message"]["content"]
        truncated = choice.get("finish_reason") == "length"
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise BackEndError(
            "the answer is not a chat completion",
            where=url,
            remedy="Check that the URL is that of an OpenAI-compatible server, ending in /v1",
        ) from error
    if not isinstance(text, str):
        return Generated("", "truncated" if truncated else None)
    text = " ".join(_THOUGHTS.sub("", text).split())
    return Generated(text, "truncated" if truncated else None)


def create(argument: str, settings: Settings) -> Translator:
    """The `openai:URL#MODEL` back end.

    Raises:
        SettingsError: a malformed URL, a server elsewhere though offline, or a key that would
            travel unencrypted.
    """
    base, _, model = argument.partition("#")
    parts = _checked_url(base)
    if not model:
        raise SettingsError(f"no model in openai:{argument}", remedy="Write openai:URL#MODEL")
    key = os.environ.get(API_KEY_VARIABLE) or None
    if not is_loopback(parts.hostname or ""):
        if settings.offline:
            raise SettingsError(
                f"{parts.hostname} is another machine, and this run is offline",
                remedy="Set offline = false (CHECKER_OFFLINE=false) to send texts there",
            )
        if key and parts.scheme != "https":
            raise SettingsError(
                "the key would travel unencrypted", where=base, remedy="Use an https:// URL"
            )
    return OpenAITranslator(base, model, key=key)


def _checked_url(base: str) -> SplitResult:
    try:
        parts = urlsplit(base)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.username or parts.password or parts.query:
        raise SettingsError(
            f"{base!r} is not a plain http or https URL",
            remedy="Write openai:http://HOST:PORT/v1#MODEL, with the key in CHECKER_API_KEY",
        )
    return parts
