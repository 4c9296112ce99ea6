"""The vocabulary cut that ships."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import IntegrityError
from checker.models.lm.vocabulary import (
    KEPT_IDS_PATH,
    KEPT_IDS_SHA256,
    read_kept_ids,
    write_kept_ids,
)


def test_shipped_file_has_its_checksum_and_size():
    data = KEPT_IDS_PATH.read_bytes()
    assert hashlib.sha256(data).hexdigest() == KEPT_IDS_SHA256
    assert len(data) < 100_000
    ids = read_kept_ids()
    assert ids[:4] == [0, 1, 2, 3]
    assert ids == sorted(set(ids))
    assert 33_000 <= len(ids) <= 40_000
    assert ids[-1] < 262_144


@given(st.sets(st.integers(0, 300_000), min_size=1))
def test_round_trip(tmp_path_factory, ids):
    path = tmp_path_factory.mktemp("ids") / "kept.bin"
    digest = write_kept_ids(path, sorted(ids))
    assert read_kept_ids(path, sha256=digest) == sorted(ids)


def test_altered_damaged_and_missing_files_are_refused(tmp_path):
    path = tmp_path / "kept.bin"
    write_kept_ids(path, [0, 5, 6])
    with pytest.raises(IntegrityError, match="altered"):
        read_kept_ids(path, sha256="0" * 64)
    path.write_bytes(b"not zlib")
    with pytest.raises(IntegrityError, match="damaged"):
        read_kept_ids(path)
    with pytest.raises(IntegrityError, match="no vocabulary file"):
        read_kept_ids(tmp_path / "absent")


def test_ids_must_ascend(tmp_path):
    with pytest.raises(ValueError, match="ascending"):
        write_kept_ids(tmp_path / "kept.bin", [3, 3])
