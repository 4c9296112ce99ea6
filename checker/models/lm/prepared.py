"""The prepared embedded model in the user cache: made once, verified on use.

A prepared folder is named by its content (source model, vocabulary cut, adapter, converter), holds
`config.json`, `model.safetensors` (bfloat16), `tokenizer.json`, `manifest.json`, and in `ct2-int8/`
the CTranslate2 conversion once asked for. It appears under its name only when complete, and one
process makes it while others wait.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.config import cache_folder
from checker.errors import IntegrityError
from checker.models.installed import LANGUAGE_MODEL, require
from checker.models.lm import prompts
from checker.models.lm.adapter import Adapter, find_adapter
from checker.models.lm.folders import building, check_manifest, locked, write_manifest
from checker.models.lm.vocabulary import KEPT_IDS_SHA256, SOURCE_SHA256

__all__ = [
    "CT2_FOLDER",
    "PreparedModel",
    "find_prepared",
    "prepare",
    "prepare_ct2",
    "prepared",
    "verify",
]

Progress = Callable[[str, float], None]
"""Told what is being done and the share of the whole that is done, in [0, 1]."""

CONVERTER_VERSION = 1
"""Part of a prepared folder's name; goes up when the conversion writes something else."""
CT2_FOLDER = "ct2-int8"


@dataclass(frozen=True, slots=True)
class PreparedModel:
    """A ready model in the cache.

    Attributes:
        path: folder with `config.json`, `model.safetensors` and `tokenizer.json`.
        version: 16 hex digits naming its content; goes into signatures.
        has_adapter: whether a trained adapter is merged in.
        ct2_path: folder of the CTranslate2 int8 conversion, None where not made.
    """

    path: Path
    version: str
    has_adapter: bool
    ct2_path: Path | None = None

    def prompt(self, source: str, *, context: Sequence[str] = ()) -> str:
        """The text that asks this model for the English of `source` (<bos> not included).

        With an adapter the plain prompt it was trained on, else one with example pairs (`context`
        is then unused).
        """
        if self.has_adapter:
            return prompts.forward_prompt(source, context=context)
        return prompts.few_shot_prompt(source)


def _version(adapter: Adapter | None) -> str:
    parts = [
        SOURCE_SHA256,
        KEPT_IDS_SHA256,
        f"{adapter.sha256}*{adapter.scale}" if adapter else "none",
        str(CONVERTER_VERSION),
    ]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def _open(folder: Path, *, hashes: bool = False) -> PreparedModel:
    manifest = check_manifest(folder, hashes=hashes)
    converted = folder / CT2_FOLDER
    if converted.is_dir():
        check_manifest(converted, hashes=hashes)
    return PreparedModel(
        path=folder,
        version=str(manifest.get("version", "")),
        has_adapter=bool(manifest.get("adapter_sha256")),
        ct2_path=converted if converted.is_dir() else None,
    )


def find_prepared(
    *, cache: Path | str | None = None, adapter: Path | None = None
) -> PreparedModel | None:
    """The prepared model if it is ready and its file sizes are right, else None; makes nothing."""
    try:
        return _open(_folder(cache, find_adapter(adapter)))
    except IntegrityError:
        return None


def verify(model: PreparedModel) -> None:
    """Compares every file with the hash in its manifest (about a second).

    Raises:
        IntegrityError: a file is missing, truncated or altered.
    """
    _open(model.path, hashes=True)


def _folder(cache: Path | str | None, adapter: Adapter | None) -> Path:
    return cache_folder(cache) / "models" / f"embedded-{_version(adapter)}"


def prepare(
    *,
    cache: Path | str | None = None,
    adapter: Path | None = None,
    progress: Progress | None = None,
) -> PreparedModel:
    """Makes the prepared model anew, replacing a former one of the same content.

    Args:
        cache: see `checker.config.cache_folder`.
        adapter: see `checker.models.lm.adapter.find_adapter`.
        progress: told the stage and share done.

    Raises:
        MissingDependencyError: the model's packages are not installed.
        IntegrityError: a part, the vocabulary or the adapter is missing, truncated or altered.
        ModelError: the cache cannot be written.
    """
    chosen = find_adapter(adapter)
    folder = _folder(cache, chosen)
    with locked(folder):
        return _prepare(folder, chosen, progress or (lambda _stage, _share: None))


def _prepare(folder: Path, adapter: Adapter | None, progress: Progress) -> PreparedModel:
    require("the embedded model", LANGUAGE_MODEL)
    from checker.models.lm.convert import write_model

    with building(folder) as partial:
        write_model(partial, adapter, progress)
        facts = {
            "version": _version(adapter),
            "source_sha256": SOURCE_SHA256,
            "kept_ids_sha256": KEPT_IDS_SHA256,
            "adapter_sha256": adapter.sha256 if adapter else None,
            "converter": CONVERTER_VERSION,
        }
        write_manifest(partial, facts)
    progress("done", 1.0)
    return _open(folder)


def prepared(
    *,
    cache: Path | str | None = None,
    adapter: Path | None = None,
    progress: Progress | None = None,
    ct2: bool = False,
) -> PreparedModel:
    """The prepared model, made first where it is not ready.

    Args:
        ct2: make the CTranslate2 conversion too.

    Raises:
        ModelError: see `prepare`.
    """
    model = find_prepared(cache=cache, adapter=adapter)
    if model is None:
        chosen = find_adapter(adapter)
        folder = _folder(cache, chosen)
        with locked(folder):
            model = find_prepared(cache=cache, adapter=adapter)
            if model is None:
                model = _prepare(folder, chosen, progress or (lambda _stage, _share: None))
    if ct2 and model.ct2_path is None:
        model = prepare_ct2(model, progress=progress)
    return model


def prepare_ct2(model: PreparedModel, *, progress: Progress | None = None) -> PreparedModel:
    """Adds the CTranslate2 int8 conversion to a prepared model (once).

    Raises:
        MissingDependencyError: ctranslate2 or transformers is not installed.
        ModelError: the cache cannot be written.
    """
    from checker.models.lm.convert import write_ct2

    folder = model.path / CT2_FOLDER
    with locked(model.path):
        if not (folder / "manifest.json").is_file():
            if progress is not None:
                progress("converting to int8", 0.0)
            with building(folder) as partial:
                write_ct2(model.path, partial)
                write_manifest(partial, {"version": model.version, "quantization": "int8"})
            if progress is not None:
                progress("done", 1.0)
    return replace(_open(model.path), ct2_path=folder)
