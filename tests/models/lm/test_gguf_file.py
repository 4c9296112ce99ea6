"""Reading GGUF out of parts."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from checker.errors import IntegrityError
from checker.models.lm.gguf_file import GgufFile, PartedFile


def test_parts_read_as_one_file(tiny_parts):
    whole = b"".join(part.read_bytes() for part in tiny_parts)
    parted = PartedFile(tiny_parts)
    border = len(tiny_parts[0].read_bytes())
    assert parted.size == len(whole)
    for offset, length in [(0, 10), (border - 3, 7), (5, len(whole)), (len(whole) - 2, 9)]:
        assert parted.read(offset, length) == whole[offset : offset + length]
    shares: list[float] = []
    assert parted.sha256(shares.append) == hashlib.sha256(whole).hexdigest()
    assert shares[-1] == 1.0


def test_agrees_with_the_gguf_library(tiny_parts, tmp_path):
    import gguf

    whole = tmp_path / "whole.gguf"
    whole.write_bytes(b"".join(part.read_bytes() for part in tiny_parts))
    reader = gguf.GGUFReader(str(whole))
    ours = GgufFile(PartedFile(tiny_parts))
    assert ours.metadata["gemma3.block_count"] == 2
    assert ours.metadata["tokenizer.ggml.tokens"][-1] == "中国"
    assert set(ours.tensors) == {tensor.name for tensor in reader.tensors}
    for tensor in reader.tensors:
        np.testing.assert_array_equal(ours.tensor(tensor.name), tensor.data)


def test_single_rows(tiny_parts):
    file = GgufFile(PartedFile(tiny_parts))
    whole = file.tensor("token_embd.weight")
    np.testing.assert_array_equal(file.tensor("token_embd.weight", [7, 2]), whole[[7, 2]])


def test_quantised_rows_equal_the_same_rows_of_all(tmp_path):
    import gguf

    values = np.random.default_rng(0).standard_normal((6, 64)).astype(np.float32)
    packed = gguf.quants.quantize(values, gguf.GGMLQuantizationType.Q8_0)
    path = tmp_path / "q.gguf"
    writer = gguf.GGUFWriter(str(path), "gemma3")
    writer.add_tensor("w", packed, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    file = GgufFile(PartedFile([path]))
    whole = file.tensor("w")
    assert whole.shape == (6, 64)
    assert np.abs(whole - values).max() < 0.05
    np.testing.assert_array_equal(file.tensor("w", [4, 1]), whole[[4, 1]])


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 something else", b"GGUF\x63\x00\x00\x00", b"GGUF\x03\x00\x00\x00\x01", b"GG"],
    ids=["zip", "version 99", "cut header", "two bytes"],
)
def test_other_files_are_refused(tmp_path, data):
    path = tmp_path / "x.gguf"
    path.write_bytes(data)
    with pytest.raises(IntegrityError):
        GgufFile(PartedFile([path]))


def test_missing_and_empty_parts_are_refused(tmp_path):
    with pytest.raises(IntegrityError, match="part of the embedded model"):
        PartedFile([tmp_path / "none"])
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(IntegrityError):
        PartedFile([tmp_path / "empty"])


def test_truncated_tensors_are_refused(tiny_parts):
    file = GgufFile(PartedFile(tiny_parts[:2]))
    with pytest.raises(IntegrityError, match="ends inside tensor"):
        for name in file.tensors:
            file.tensor(name)
    with pytest.raises(IntegrityError, match="no tensor"):
        file.tensor("absent")
