"""Adapters are verified before they touch a weight."""

from __future__ import annotations

import hashlib
import json
import pickle

import pytest
import torch
from safetensors.torch import save_file

from checker.errors import IntegrityError
from checker.models.lm import adapter as module
from checker.models.lm.adapter import SHIPPED_ADAPTER, find_adapter, read_adapter

KEY = "model.layers.0.self_attn.q_proj"


def write(folder, tensors=None, *, peft=False, **facts):
    folder.mkdir(exist_ok=True)
    if tensors is None:
        tensors = {f"{KEY}.lora_A": torch.ones(2, 3), f"{KEY}.lora_B": torch.ones(4, 2)}
    name = "adapter_model" if peft else "adapter"
    save_file(tensors, str(folder / f"{name}.safetensors"))
    settings = {"r": 2, "lora_alpha": 4} if peft else {"rank": 2, "alpha": 4}
    file = folder / ("adapter_config.json" if peft else "adapter.json")
    file.write_text(json.dumps({**settings, **facts}), encoding="utf-8")
    return folder


def test_reads_our_own_form(tmp_path):
    found = read_adapter(write(tmp_path))
    assert found.scale == 2.0
    a, b = found.factors()[KEY]
    assert (a.shape, b.shape) == ((2, 3), (4, 2))
    assert a.dtype == torch.float32


def test_reads_the_form_of_peft(tmp_path):
    prefix = f"base_model.model.{KEY}"
    tensors = {
        f"{prefix}.lora_A.weight": torch.ones(2, 3),
        f"{prefix}.lora_B.weight": torch.ones(4, 2),
    }
    found = read_adapter(write(tmp_path, tensors, peft=True))
    assert list(found.factors()) == [KEY]
    assert found.scale == 2.0


def test_a_wrong_hash_is_refused(tmp_path):
    with pytest.raises(IntegrityError, match="not the file its settings name"):
        read_adapter(write(tmp_path, sha256="0" * 64))


def test_the_right_hash_is_accepted(tmp_path):
    write(tmp_path)
    digest = hashlib.sha256((tmp_path / "adapter.safetensors").read_bytes()).hexdigest()
    assert read_adapter(write(tmp_path, sha256=digest)).sha256 == digest


def test_a_truncated_file_is_refused(tmp_path):
    file = write(tmp_path) / "adapter.safetensors"
    file.write_bytes(file.read_bytes()[:-5])
    with pytest.raises(IntegrityError, match="damaged"):
        read_adapter(tmp_path).factors()


def test_a_pickle_is_refused(tmp_path):
    write(tmp_path)
    (tmp_path / "adapter.safetensors").write_bytes(pickle.dumps({"lora_A": [1.0]}))
    with pytest.raises(IntegrityError, match="damaged"):
        read_adapter(tmp_path).factors()


def test_torch_and_pickle_names_are_never_read(tmp_path):
    for name in ("adapter_model.bin", "adapter.pt", "adapter_config.json"):
        (tmp_path / name).write_bytes(pickle.dumps({}))
    with pytest.raises(IntegrityError, match="no adapter"):
        read_adapter(tmp_path)


@pytest.mark.parametrize(
    "tensors",
    [
        {"model.embed_tokens.weight": torch.ones(2, 2)},
        {"model.layers.0.input_layernorm.lora_A": torch.ones(2, 2)},
        {f"{KEY}.lora_C": torch.ones(2, 2)},
    ],
)
def test_other_weights_are_refused(tmp_path, tensors):
    with pytest.raises(IntegrityError, match="may not"):
        read_adapter(write(tmp_path, tensors)).factors()


def test_half_an_update_is_refused(tmp_path):
    with pytest.raises(IntegrityError, match="half"):
        read_adapter(write(tmp_path, {f"{KEY}.lora_A": torch.ones(2, 2)})).factors()


@pytest.mark.parametrize("facts", [{"rank": 0}, {"alpha": "much"}, {"rank": None}])
def test_damaged_settings_are_refused(tmp_path, facts):
    with pytest.raises(IntegrityError, match="settings are damaged"):
        read_adapter(write(tmp_path, **facts))


def test_a_huge_file_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_LIMIT", 10)
    with pytest.raises(IntegrityError, match="larger"):
        read_adapter(write(tmp_path))


def test_which_adapter_is_used(tmp_path, monkeypatch):
    named = write(tmp_path / "named")
    monkeypatch.setenv("CHECKER_ADAPTER", str(named))
    assert find_adapter().path.parent == named
    assert find_adapter(write(tmp_path / "given")).path.parent == tmp_path / "given"
    monkeypatch.setenv("CHECKER_ADAPTER", "none")
    assert find_adapter() is None
    monkeypatch.setenv("CHECKER_ADAPTER", str(tmp_path / "absent"))
    with pytest.raises(IntegrityError, match="no adapter"):
        find_adapter()


def test_the_shipped_adapter_is_the_default(monkeypatch):
    monkeypatch.delenv("CHECKER_ADAPTER", raising=False)
    found = find_adapter()
    if (SHIPPED_ADAPTER / "adapter.json").is_file():
        assert found.path == SHIPPED_ADAPTER / "adapter.safetensors"
        assert found.path.stat().st_size < 40_000_000
    else:
        assert found is None
