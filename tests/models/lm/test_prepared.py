"""Preparing a (tiny) model: files, versions, verification, agreement with the source weights."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from checker.config import cache_folder
from checker.errors import IntegrityError
from checker.models.lm import (
    BOS,
    find_prepared,
    forward_prompt,
    load_tokenizer,
    load_torch,
    prepare,
    prepared,
    verify,
)
from checker.models.lm.gguf_file import GgufFile, PartedFile


@pytest.fixture()
def adapter(tmp_path):
    folder = tmp_path / "adapter"
    folder.mkdir()
    generator = torch.Generator().manual_seed(1)
    key = "model.layers.1.mlp.up_proj"
    tensors = {
        f"{key}.lora_A": torch.randn(2, 32, generator=generator),
        f"{key}.lora_B": torch.randn(64, 2, generator=generator),
    }
    save_file(tensors, str(folder / "adapter.safetensors"))
    (folder / "adapter.json").write_text('{"rank": 2, "alpha": 3}', encoding="utf-8")
    return folder


def test_made_once_then_found(tiny_source, tmp_path):
    assert find_prepared() is None
    stages: list[tuple[str, float]] = []
    model = prepared(progress=lambda stage, share: stages.append((stage, share)))
    assert model.path.parent == tmp_path / "cache" / "models"
    assert not model.has_adapter
    assert model.ct2_path is None
    assert [share for _, share in stages] == sorted(share for _, share in stages)
    assert stages[-1] == ("done", 1.0)
    written = (model.path / "model.safetensors").stat().st_mtime_ns
    assert prepared() == find_prepared() == model
    assert (model.path / "model.safetensors").stat().st_mtime_ns == written
    verify(model)
    left = {path.name for path in model.path.parent.iterdir()}
    assert left <= {model.path.name, f"{model.path.name}.lock"}


def test_a_damaged_folder_is_made_again(tiny_source):
    model = prepared()
    weights = model.path / "model.safetensors"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-1])
    assert find_prepared() is None
    with pytest.raises(IntegrityError, match="truncated"):
        verify(model)
    assert prepared() == model
    assert weights.read_bytes() == whole


def test_an_altered_folder_is_found_by_verify(tiny_source):
    model = prepare()
    weights = model.path / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(bytes(data))
    with pytest.raises(IntegrityError, match="altered"):
        verify(model)


def test_the_version_follows_the_adapter(tiny_source, adapter, monkeypatch):
    plain, adapted = prepared(), prepared(adapter=adapter)
    assert plain.version != adapted.version
    assert adapted.has_adapter
    monkeypatch.setenv("CHECKER_ADAPTER", str(adapter))
    assert prepared() == adapted
    assert adapted.prompt("你好") == forward_prompt("你好")
    assert plain.prompt("你好").endswith(forward_prompt("你好"))
    assert len(plain.prompt("你好")) > 200


def test_weights_are_those_of_the_source(tiny_source, tiny_parts):
    gguf = GgufFile(PartedFile(tiny_parts))
    network = load_torch(prepared())
    state = network.state_dict()
    embedding = gguf.tensor("token_embd.weight", tiny_source)
    np.testing.assert_allclose(
        state["model.embed_tokens.weight"].numpy(), embedding, rtol=0.01, atol=1e-6
    )
    norm = state["model.layers.1.post_feedforward_layernorm.weight"].numpy()
    np.testing.assert_allclose(
        norm, gguf.tensor("blk.1.post_ffw_norm.weight") - 1.0, rtol=0.01, atol=1e-6
    )
    assert network.lm_head.weight is network.model.embed_tokens.weight


def test_the_adapter_is_merged(tiny_source, tiny_parts, adapter):
    gguf = GgufFile(PartedFile(tiny_parts))
    from checker.models.lm.adapter import read_adapter

    found = read_adapter(adapter)
    a, b = found.factors()["model.layers.1.mlp.up_proj"]
    expected = torch.from_numpy(gguf.tensor("blk.1.ffn_up.weight").copy()) + 1.5 * b @ a
    weight = load_torch(prepared(adapter=adapter)).model.layers[1].mlp.up_proj.weight
    torch.testing.assert_close(weight, expected, rtol=0.01, atol=0.01)
    assert not torch.allclose(weight, load_torch(prepared()).model.layers[1].mlp.up_proj.weight)


def test_an_adapter_of_another_shape_is_refused(tiny_source, adapter, tmp_path):
    tensors = {
        "model.layers.0.mlp.up_proj.lora_A": torch.ones(2, 5),
        "model.layers.0.mlp.up_proj.lora_B": torch.ones(64, 2),
    }
    save_file(tensors, str(adapter / "adapter.safetensors"))
    with pytest.raises(IntegrityError, match="does not fit"):
        prepared(adapter=adapter)
    tensors = {name.replace("layers.0", "layers.9"): t for name, t in tensors.items()}
    save_file(tensors, str(adapter / "adapter.safetensors"))
    with pytest.raises(IntegrityError, match="unknown weights"):
        prepared(adapter=adapter)
    assert not list((tmp_path / "cache" / "models").glob("embedded-*/model.safetensors"))


def test_the_int8_conversion_agrees_with_torch(tiny_source):
    ctranslate2 = pytest.importorskip("ctranslate2")
    model = prepared(ct2=True)
    assert find_prepared().ct2_path == model.ct2_path
    tokenizer = load_tokenizer(model)
    network = load_torch(model)
    ids = [BOS, *tokenizer.encode("ab中国 ab:")]
    with torch.no_grad():
        logits = network(torch.tensor([ids])).logits[0, -1]
    generator = ctranslate2.Generator(str(model.ct2_path), compute_type="float32")
    pieces = tokenizer.pieces
    result = generator.generate_batch(
        [[pieces[i] for i in ids]], max_length=1, beam_size=1, include_prompt_in_result=False,
        end_token=[], return_scores=True,
    )  # fmt: skip
    best = result[0].sequences_ids[0][0]
    assert logits[best] > logits.max() - 0.05
    verify(find_prepared())


def test_damaged_weights_are_refused(tiny_source):
    model = prepared()
    (model.path / "model.safetensors").write_bytes(b"\x80\x04}q\x00.")
    with pytest.raises(IntegrityError, match="cannot be read"):
        load_torch(model)
    (model.path / "model.safetensors").unlink()
    (model.path / "pytorch_model.bin").write_bytes(b"\x80\x04}q\x00.")
    with pytest.raises(IntegrityError, match=r"no model\.safetensors"):
        load_torch(model)


def test_the_cut_tokenizer_still_takes_every_text(tiny_source):
    tokenizer = load_tokenizer(prepared())
    assert tokenizer.size == len(tiny_source)
    assert "c" not in tokenizer.pieces
    for text in ("abc 中国人", "c", "▁c▁", "\n"):
        assert tokenizer.decode(tokenizer.encode(text)) == text


def test_the_manifest_names_its_parts(tiny_source):
    manifest = json.loads((prepared().path / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["files"]) == {"config.json", "model.safetensors", "tokenizer.json"}
    assert manifest["adapter_sha256"] is None


def test_where_the_cache_is(tmp_path, monkeypatch):
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    assert cache_folder(tmp_path / "other") == tmp_path / "other"
    monkeypatch.delenv("CHECKER_CACHE")
    assert "checker" in str(cache_folder())
