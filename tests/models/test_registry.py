"""The table of back ends."""

import subprocess
import sys

import pytest

from checker.config import Settings
from checker.errors import CheckerError, ModelError, SettingsError
from checker.models.base import ForcedDecoder, Translator
from checker.models.registry import BACK_ENDS, create_forced_decoder, create_translator, list_models

IDS = ["embedded", "hf", "ct2", "openai", "recorded"]


@pytest.fixture(autouse=True)
def no_adapter(monkeypatch):
    monkeypatch.setenv("CHECKER_ADAPTER", "none")


def test_ids_are_stable():
    assert list(BACK_ENDS) == IDS


def test_every_factory_exists():
    import importlib

    for entry in BACK_ENDS.values():
        assert callable(importlib.import_module(entry.module).create)


def test_an_unknown_id_lists_the_choices():
    with pytest.raises(SettingsError) as caught:
        create_translator("google")
    assert "'google'" in str(caught.value)
    for name in IDS:
        assert name in str(caught.value)


@pytest.mark.parametrize("spec", ["hf", "hf:", "ct2: ", "openai", "recorded:", "embedded:x"])
def test_a_wrong_argument_is_refused(spec):
    with pytest.raises(SettingsError):
        create_translator(spec)


@pytest.mark.parametrize("spec", ["hf:no/such/model/anywhere", "ct2:/no/such", "recorded:/no.tsv"])
def test_a_missing_model_is_named(spec):
    with pytest.raises(CheckerError) as caught:
        create_translator(spec)
    assert caught.value.remedy


def test_signatures_name_model_precision_and_decoding_without_loading():
    code = (
        "import sys\n"
        "from checker.models.registry import *\n"
        "print(create_translator('embedded').signature)\n"
        "print(create_forced_decoder().signature)\n"
        "list_models()\n"
        "print([n for n in ('torch', 'transformers', 'ctranslate2') if n in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    translator, decoder, loaded = done.stdout.splitlines()
    assert translator == create_translator("embedded").signature
    for signature in (translator, decoder):
        assert "gemma3-270m|v:" in signature
        assert "float" in signature
    assert "greedy" in translator
    assert loaded == "[]"


def test_an_adapter_changes_the_signature(monkeypatch, tmp_path):
    before = create_translator("embedded").signature
    monkeypatch.setenv("CHECKER_ADAPTER", str(tmp_path))
    with pytest.raises(ModelError):  # named, but none there
        create_translator("embedded")
    assert "examples" in before


def test_they_keep_the_protocols():
    assert isinstance(create_translator("embedded"), Translator)
    assert isinstance(create_forced_decoder(Settings(threads=1)), ForcedDecoder)


def test_the_list_names_every_back_end():
    models = list_models()
    assert [model.model_id.partition(":")[0] for model in models] == IDS
    for model in models:
        assert model.title and model.licence and model.memory and model.prepare
        assert model.size_bytes is None or model.size_bytes > 0
    assert models[-1].ready  # recorded translations need nothing


def test_a_missing_package_makes_a_back_end_not_ready(monkeypatch):
    import importlib.util

    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ctranslate2" else find(name)
    )
    converted = next(m for m in list_models() if m.model_id.startswith("ct2"))
    assert not converted.ready
    assert "pip install" in converted.prepare
