"""Folders of model files: manifest with checksums, atomic appearance, one builder at a time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from checker.errors import IntegrityError, ModelError

__all__ = ["MANIFEST", "REMEDY", "building", "check_manifest", "locked", "write_manifest"]

MANIFEST = "manifest.json"
REMEDY = "Run `checker models prepare embedded` again"


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while block := handle.read(1 << 22):
            digest.update(block)
    return digest.hexdigest()


def write_manifest(folder: Path, facts: Mapping[str, Any]) -> None:
    """Writes `manifest.json`: `facts`, and size and SHA-256 of every file in the folder."""
    files = {
        path.name: {"bytes": path.stat().st_size, "sha256": _sha256(path)}
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != MANIFEST
    }
    text = json.dumps({**facts, "files": files}, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def check_manifest(folder: Path, *, hashes: bool) -> dict[str, Any]:
    """The manifest of a folder whose files have the sizes it lists.

    Args:
        hashes: compare the SHA-256 of every file too (a second for 400 MB).

    Raises:
        IntegrityError: a file is missing, truncated or altered.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        manifest: dict[str, Any] = json.loads(text)
        for name, facts in manifest["files"].items():
            path = folder / name
            if path.stat().st_size != facts["bytes"]:
                raise IntegrityError("a model file is truncated", where=str(path), remedy=REMEDY)
            if hashes and _sha256(path) != facts["sha256"]:
                raise IntegrityError("a model file was altered", where=str(path), remedy=REMEDY)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IntegrityError(
            "the prepared model is incomplete", where=str(folder), remedy=REMEDY
        ) from error
    return manifest


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """A fresh folder that takes the place of `folder` if all goes well.

    What a killed builder left is removed, so hold the lock (`locked`).

    Raises:
        ModelError: it cannot be written.
    """
    for stale in folder.parent.glob(f".{folder.name}-*"):
        shutil.rmtree(stale, ignore_errors=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield partial
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(partial, folder)
    except OSError as error:
        raise ModelError(
            f"the prepared model cannot be written ({error})",
            where=str(folder),
            remedy="Free 600 MB of disk space, or set CHECKER_CACHE to another folder",
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps other processes from building `folder`.

    Raises:
        ModelError: the folder's parent cannot be written.
    """
    from filelock import FileLock

    lock = FileLock(str(folder.parent / f"{folder.name}.lock"))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        raise ModelError(
            f"the cache folder cannot be written ({error})",
            where=str(folder.parent),
            remedy="Set CHECKER_CACHE to a folder you may write to",
        ) from error
    try:
        yield
    finally:
        lock.release()
