"""Finds a transformers model on disk: a folder, or a hub name in the local hub cache."""

from __future__ import annotations

from pathlib import Path

from checker.errors import IntegrityError, ModelError, SettingsError, missing_extra
from checker.models.translators.fingerprint import folder_fingerprint

__all__ = ["SEQUENCE_BEAMS", "ModelFiles", "find_files", "parse_options"]

SEQUENCE_BEAMS = 4
"""Beam width of sequence-to-sequence models unless given; chosen, not measured. Causal models are
decoded greedily."""

_PATTERNS = ("*.json", "*.safetensors", "*.model", "*.spm", "*.txt", "*.jinja")


class ModelFiles:
    """A model's folder and what names its content.

    Attributes:
        revision: the hub's commit, or a fingerprint of a folder's files.
    """

    def __init__(self, folder: Path, revision: str) -> None:
        self.folder, self.revision = folder, revision


def find_files(name: str, *, offline: bool) -> ModelFiles:
    """Locates a model.

    Args:
        name: a folder, or a hub name with an optional `@revision`.
        offline: take a hub model from the local cache only.

    Raises:
        ModelError: not there, no safetensors, or not downloadable.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        files = ModelFiles(folder, folder_fingerprint(folder))
    else:
        files = _from_hub(name, offline=offline)
    if not any(files.folder.glob("*.safetensors")):
        raise IntegrityError(
            "the model has no safetensors file, and other formats can run code when loaded",
            where=str(files.folder),
            remedy="Convert it with save_pretrained, or name a hub revision that has one"
            " (Helsinki-NLP models: @refs/pr/… of its «Adding safetensors» pull request)",
        )
    return files


def _from_hub(name: str, *, offline: bool) -> ModelFiles:
    repository, _, revision = name.partition("@")
    try:
        from huggingface_hub import snapshot_download
        from huggingface_hub.errors import HFValidationError
    except ImportError as error:
        raise missing_extra("hub models need huggingface_hub", "models") from error
    try:
        path = snapshot_download(
            repository,
            revision=revision or None,
            allow_patterns=list(_PATTERNS),
            local_files_only=offline,
        )
    except HFValidationError as error:
        raise ModelError(
            f"{name!r} is neither a folder nor a hub name", remedy="Check the path"
        ) from error
    except (OSError, ValueError) as error:  # the hub's errors are either
        where = "not in the hub cache" if offline else f"not to be had from the hub: {error}"
        once = "download it once with offline = false" if offline else "the connection"
        raise ModelError(
            f"{name!r} is no folder here and {where}", remedy=f"Check the name, or {once}"
        ) from error
    folder = Path(path)
    return ModelFiles(folder, folder.name)


def parse_options(argument: str, *, default_beams: int | None) -> tuple[str, int | None]:
    """Splits `NAME#beams=4` into the name and the beam width.

    Raises:
        SettingsError: another option, or a width outside 1 to 16.
    """
    name, _, options = argument.partition("#")
    if not options:
        return name, default_beams
    key, _, value = options.partition("=")
    if key != "beams" or not value.isdecimal() or not 1 <= int(value) <= 16:
        raise SettingsError(
            f"unknown option {options!r} in {argument!r}", remedy="Write #beams=1 to #beams=16"
        )
    return name, int(value)
