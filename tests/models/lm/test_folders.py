"""Manifests, atomic appearance and locks."""

from __future__ import annotations

import threading
import time

import pytest

from checker.errors import IntegrityError, ModelError
from checker.models.lm.folders import building, check_manifest, locked, write_manifest


@pytest.fixture()
def folder(tmp_path):
    with building(tmp_path / "model") as partial:
        (partial / "a.bin").write_bytes(b"12345")
        write_manifest(partial, {"version": "v"})
    return tmp_path / "model"


def test_a_sound_folder_passes(folder):
    manifest = check_manifest(folder, hashes=True)
    assert manifest["version"] == "v"
    assert manifest["files"]["a.bin"]["bytes"] == 5


def test_a_truncated_file_is_found_by_its_size(folder):
    (folder / "a.bin").write_bytes(b"1234")
    with pytest.raises(IntegrityError, match="truncated"):
        check_manifest(folder, hashes=False)


def test_an_altered_file_is_found_by_its_hash(folder):
    (folder / "a.bin").write_bytes(b"12346")
    check_manifest(folder, hashes=False)
    with pytest.raises(IntegrityError, match="altered"):
        check_manifest(folder, hashes=True)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"files": 3}', '{"files": {"a.bin": 1}}'])
def test_a_damaged_manifest_is_refused(folder, text):
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(IntegrityError, match="incomplete"):
        check_manifest(folder, hashes=False)


def test_a_missing_file_is_refused(folder):
    (folder / "a.bin").unlink()
    with pytest.raises(IntegrityError, match="incomplete"):
        check_manifest(folder, hashes=False)


def test_a_failed_build_leaves_the_old_folder_and_nothing_else(folder, tmp_path):
    with pytest.raises(RuntimeError), building(folder) as partial:
        (partial / "b.bin").write_bytes(b"half")
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
    check_manifest(folder, hashes=True)


def test_an_unwritable_place_is_a_model_error(folder):
    with pytest.raises(ModelError, match="CHECKER_CACHE"), locked(folder / "a.bin" / "model"):
        pass


def test_leftovers_of_killed_builders_are_removed(folder, tmp_path):
    (tmp_path / ".model-dead").mkdir()
    with building(folder):
        assert not (tmp_path / ".model-dead").exists()


def test_one_builder_at_a_time(tmp_path):
    events: list[str] = []

    def build(name: str) -> None:
        with locked(tmp_path / "model"):
            events.append(f"{name} begins")
            time.sleep(0.05)
            events.append(f"{name} ends")

    threads = [threading.Thread(target=build, args=(str(i),)) for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for first, second in zip(events[::2], events[1::2], strict=True):
        assert first.split()[0] == second.split()[0]
