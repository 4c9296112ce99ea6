"""What names the content of a model folder."""

import pytest

from checker.errors import ModelError
from checker.models.translators.fingerprint import folder_fingerprint

LARGE = 6 * 1024 * 1024


def make(folder, **files):
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_content_names_and_sizes_count_places_do_not(tmp_path):
    one = folder_fingerprint(make(tmp_path / "a", x=b"1", y=b"2"))
    assert one == folder_fingerprint(make(tmp_path / "b", x=b"1", y=b"2"))
    assert one != folder_fingerprint(make(tmp_path / "c", x=b"1", y=b"3"))
    assert one != folder_fingerprint(make(tmp_path / "d", x=b"1", z=b"2"))
    assert len(one) == 16


@pytest.mark.parametrize("place", [0, LARGE - 1])
def test_both_ends_of_a_large_file_are_sampled(tmp_path, place):
    data = bytearray(LARGE)
    one = folder_fingerprint(make(tmp_path / "a", m=bytes(data)))
    data[place] = 1
    assert one != folder_fingerprint(make(tmp_path / "b", m=bytes(data)))
    assert one != folder_fingerprint(make(tmp_path / "c", m=bytes(LARGE + 1)))


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ModelError, match="none"):
        folder_fingerprint(tmp_path / "none")
