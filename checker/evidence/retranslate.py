"""Re-translates segments: cached, each text once, checked, and tried again where unusable."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from checker.errors import BackEndError
from checker.evidence.cache import Cache
from checker.evidence.validate import problem_of
from checker.models.base import Translator
from checker.models.translators.generated import Generated, generate
from checker.records import Translation

__all__ = ["CHUNK", "MAX_ATTEMPTS", "retranslate"]

CHUNK = 128
"""Sources translated between two progress reports; what is done is in the cache by then."""

MAX_ATTEMPTS = 3
"""Tries for a usable translation, each with other sampling; chosen, not measured; a bound on
time."""
_CHECKS = "checks:2"  # part of the cache key: other checks may judge a text differently


def retranslate(
    sources: Sequence[str],
    translator: Translator,
    cache: Cache | None = None,
    *,
    max_attempts: int = MAX_ATTEMPTS,
    progress: Callable[[int, int], None] | None = None,
) -> list[Translation]:
    """Translates each source, or takes its stored translation.

    A `LazyTranslator` loads no model where the cache holds everything. Equal sources are translated
    once. Unusable output is decoded anew, differently, and marked unusable if that does not help.

    Args:
        sources: Chinese segments; blank ones get an unusable empty translation.
        translator: the back end.
        cache: where results are kept; None keeps none.
        max_attempts: decodings tried at most, at least 1.
        progress: called with (done, total) distinct texts after every chunk.

    Returns:
        One translation a source, in the order of `sources`.

    Raises:
        BackEndError: the back end failed or returned another number of texts than it was given.
    """
    key = f"retranslate|{_CHECKS}|attempts:{max_attempts}|{translator.signature}"
    wanted = list(dict.fromkeys(source for source in sources if source.strip()))
    known = _stored(cache, key, wanted, translator)
    missing = sorted((text for text in wanted if text not in known), key=lambda t: (len(t), t))
    for start in range(0, len(missing), CHUNK):
        if progress is not None:
            progress(len(known), len(wanted))
        fresh = _translate(missing[start : start + CHUNK], translator, max_attempts)
        if cache is not None:
            cache.put_many(key, {source: _pack(item) for source, item in fresh.items()})
        known.update(fresh)
    if progress is not None and wanted:
        progress(len(known), len(wanted))
    blank = Translation(
        translator.back_end, "", translator.signature, False, "empty source", attempts=0
    )
    return [known.get(source, blank) for source in sources]


def _translate(
    sources: list[str], translator: Translator, max_attempts: int
) -> dict[str, Translation]:
    """Translates distinct sources, repeating the unusable ones with another decoding."""
    results: dict[str, Translation] = {}
    todo = sources
    for attempt in range(max_attempts):
        outputs = generate(translator, todo, attempt=attempt)
        if len(outputs) != len(todo):
            raise BackEndError(
                f"{translator.back_end} gave {len(outputs)} translations for {len(todo)} texts"
            )
        for source, output in zip(todo, outputs, strict=True):
            item = _judged(source, output, translator, attempt + 1)
            first = results.get(source)
            if first is None or item.usable:
                results[source] = item
            else:  # the normal decoding's text is what a reader should see
                results[source] = Translation(
                    first.back_end, first.text, first.signature, False, first.problem, attempt + 1
                )
        todo = [source for source in todo if not results[source].usable]
        if not todo:
            break
    return results


def _judged(source: str, output: Generated, translator: Translator, attempts: int) -> Translation:
    text = output.text.strip()
    problem = problem_of(source, text) or output.problem
    return Translation(
        translator.back_end, text, translator.signature, problem is None, problem, attempts
    )


def _stored(
    cache: Cache | None, key: str, wanted: list[str], translator: Translator
) -> dict[str, Translation]:
    if cache is None:
        return {}
    known: dict[str, Translation] = {}
    for source, payload in cache.get_many(key, wanted).items():
        try:
            text, problem, attempts = json.loads(payload)
        except ValueError:
            continue  # not ours or damaged: translate again
        known[source] = Translation(
            translator.back_end, text, translator.signature, problem is None, problem, attempts
        )
    return known


def _pack(item: Translation) -> str:
    return json.dumps([item.text, item.problem, item.attempts], ensure_ascii=False)
