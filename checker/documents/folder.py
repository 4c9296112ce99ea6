"""A folder of pairs: NAME.zh.txt with NAME.en.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.documents.limits import MAX_FILE_BYTES
from checker.documents.pair import read_pair
from checker.errors import InputError
from checker.records import Document

__all__ = ["SOURCE_SUFFIX", "TARGET_SUFFIX", "read_folder"]

SOURCE_SUFFIX = ".zh.txt"
TARGET_SUFFIX = ".en.txt"


def read_folder(
    path: str | Path,
    *,
    pre_aligned: bool = False,
    encoding: str | None = None,
    max_bytes: int = MAX_FILE_BYTES,
) -> Iterator[Document | InputError]:
    """Reads the pairs of a folder one after the other, by name; subfolders are not entered.

    A pair that cannot be read, and a file without its partner, gives an error in its place; the
    others go on. The arguments are those of `read_pair`.

    Raises:
        InputError: the folder cannot be read, or has no such file at all.
    """
    folder = Path(path)
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", where=str(path), remedy="Check the path"
        ) from error
    sources = _stems(names, SOURCE_SUFFIX)
    targets = _stems(names, TARGET_SUFFIX)
    if not sources and not targets:
        raise InputError(
            "has no pairs",
            where=str(path),
            remedy=f"Name them NAME{SOURCE_SUFFIX} and NAME{TARGET_SUFFIX}",
        )
    for stem in sorted(sources.keys() | targets.keys()):
        if stem not in sources or stem not in targets:
            yield _without_partner(
                folder, stem, sources.get(stem) or targets[stem], stem in sources
            )
            continue
        try:
            yield read_pair(
                folder / sources[stem],
                folder / targets[stem],
                pre_aligned=pre_aligned,
                encoding=encoding,
                max_bytes=max_bytes,
                document_id=stem,
            )
        except InputError as error:
            yield error


def _stems(names: list[str], suffix: str) -> dict[str, str]:
    ending = [name for name in names if name.lower().endswith(suffix)]
    return {name[: -len(suffix)]: name for name in ending if len(name) > len(suffix)}


def _without_partner(folder: Path, stem: str, name: str, is_source: bool) -> InputError:
    missing = stem + (TARGET_SUFFIX if is_source else SOURCE_SUFFIX)
    return InputError(
        f"has no partner {missing}",
        where=str(folder / name),
        remedy="Add it, or move the file away",
    )
