"""hf: back ends on tiny random models made here."""

import shutil
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    GPT2Config,
    GPT2LMHeadModel,
    M2M100Config,
    M2M100ForConditionalGeneration,
    MarianConfig,
    MarianMTModel,
    PreTrainedTokenizerFast,
)

from checker.config import Settings
from checker.errors import BackEndError, IntegrityError, ModelError, SettingsError
from checker.models.base import Translator
from checker.models.registry import create_translator
from checker.models.translators.generated import DetailedTranslator
from checker.models.translators.transformers_mt import TransformersTranslator

SOURCES = ["今年工业发展很快。", "目前", "互联网" * 6, "覆盖45个大类。"]
CHARACTERS = sorted(set("".join(SOURCES) + "abcdefghijklmnopqrstuvwxyz .:\n"))
CHAT = "{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>{% endfor %}<assistant>"


def save_tokenizer(folder, *, codes=(), template=None):
    specials = ["<pad>", "</s>", "<unk>", *codes]
    vocabulary = {piece: i for i, piece in enumerate([*specials, *CHARACTERS])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.decoder = decoders.Fuse()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>",
        additional_special_tokens=list(codes),
    )  # fmt: skip
    fast.chat_template = template
    fast.save_pretrained(folder)
    return len(vocabulary)


SMALL = {
    "d_model": 16, "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2,
    "decoder_attention_heads": 2, "encoder_ffn_dim": 32, "decoder_ffn_dim": 32,
    "max_position_embeddings": 128, "pad_token_id": 0, "eos_token_id": 1, "init_std": 0.8,
}  # fmt: skip


@pytest.fixture(scope="module")
def marian(tmp_path_factory):
    folder = tmp_path_factory.mktemp("marian")
    size = save_tokenizer(folder)
    torch.manual_seed(3)
    config = MarianConfig(vocab_size=size, decoder_start_token_id=0, forced_eos_token_id=1, **SMALL)
    MarianMTModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def nllb(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nllb")
    size = save_tokenizer(folder, codes=["zho_Hans", "eng_Latn"])
    torch.manual_seed(4)
    config = M2M100Config(vocab_size=size, decoder_start_token_id=1, **SMALL)
    M2M100ForConditionalGeneration(config).save_pretrained(folder)
    return folder


def causal(folder, template):
    size = save_tokenizer(folder, template=template)
    torch.manual_seed(5)
    config = GPT2Config(
        vocab_size=size, n_positions=1024, n_embd=16, n_layer=1, n_head=2, bos_token_id=1,
        eos_token_id=1, initializer_range=0.8,
    )  # fmt: skip
    GPT2LMHeadModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def chat(tmp_path_factory):
    return causal(tmp_path_factory.mktemp("chat"), CHAT)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return causal(tmp_path_factory.mktemp("base"), None)


@pytest.fixture(scope="module", params=["marian", "nllb", "chat", "base"])
def folder(request):
    return request.getfixturevalue(request.param)


def loaded(folder, **options):
    return create_translator(f"hf:{folder}", Settings(threads=1, **options))


def test_translations_keep_number_and_order_whatever_the_batch(folder):
    back_end = loaded(folder, batch_tokens=64)
    assert isinstance(back_end, Translator)
    assert isinstance(back_end, DetailedTranslator)
    together = back_end.generate(SOURCES)
    assert len(together) == len(SOURCES)
    assert together == [back_end.generate([source])[0] for source in SOURCES]
    assert {item.problem for item in together} <= {None, "truncated"}
    assert any(item.text for item in together)
    assert back_end.generate([]) == []


@pytest.mark.parametrize("attempt", [1, 2])
def test_other_attempts_are_repeatable(marian, attempt):
    back_end = loaded(marian)
    first = back_end.translate(SOURCES, attempt=attempt)
    before = torch.random.get_rng_state()
    assert first[1:] == back_end.translate(SOURCES[1:], attempt=attempt)
    assert first == back_end.translate(SOURCES, attempt=attempt)
    assert first != back_end.translate(SOURCES)
    assert torch.equal(torch.random.get_rng_state(), before)


def test_language_codes_are_set(nllb):
    back_end = loaded(nllb)
    back_end.translate(["目前"])
    model = back_end._model()
    vocabulary = model._tokenizer.get_vocab()
    row = model._prompt.encode("目前")
    assert row[0] == vocabulary["zho_Hans"]
    assert row[-1] == vocabulary["</s>"]
    assert model._prompt.options == {"forced_bos_token_id": vocabulary["eng_Latn"]}


def test_a_long_source_is_split_not_cut(marian):
    back_end = loaded(marian)
    sentence = "今年工业发展很快。" * 10
    whole = back_end.translate([sentence * 3])[0]
    parts = back_end.translate([sentence + sentence, sentence])
    assert back_end.generate([sentence * 3])[0].text == whole
    assert len(whole) >= max(map(len, parts)) > 0


def test_a_failing_model_is_a_back_end_error(marian, monkeypatch):
    back_end = loaded(marian)
    back_end.translate(["目前"])

    def fail(*_args, **_options):
        raise RuntimeError("out of memory")

    monkeypatch.setattr(back_end._model()._model, "generate", fail)
    with pytest.raises(BackEndError, match="out of memory"):
        back_end.translate(["目前"])


def test_the_signature_follows_the_weights_and_the_beams(marian, tmp_path):
    shutil.copytree(marian, tmp_path / marian.name)
    copy = tmp_path / marian.name
    original, same = loaded(marian).signature, loaded(copy).signature
    assert original.partition("|r:")[2] == same.partition("|r:")[2]
    assert create_translator(f"hf:{marian}#beams=2").signature != original
    weights = copy / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(bytes(data))
    assert loaded(copy).signature.partition("|r:")[2] != original.partition("|r:")[2]


def test_nothing_is_loaded_before_it_is_needed(marian):
    back_end = loaded(marian)
    assert back_end.signature and not back_end.loaded
    back_end.translate(["目前"])
    assert back_end.loaded


@pytest.mark.parametrize("options", ["beams=0", "beams=x", "beams=99", "depth=2"])
def test_unknown_options_are_refused(marian, options):
    with pytest.raises(SettingsError, match="beams"):
        create_translator(f"hf:{marian}#{options}")


def test_pickles_are_never_read(marian, tmp_path):
    shutil.copytree(marian, tmp_path / "m")
    (tmp_path / "m" / "model.safetensors").rename(tmp_path / "m" / "pytorch_model.bin")
    with pytest.raises(IntegrityError, match="safetensors"):
        create_translator(f"hf:{tmp_path / 'm'}")


def test_a_damaged_model_is_named(marian, tmp_path):
    shutil.copytree(marian, tmp_path / "m")
    (tmp_path / "m" / "config.json").write_text('{"model_type": "nonsense"}', encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        create_translator(f"hf:{tmp_path / 'm'}").translate(["目前"])


def test_code_of_a_model_is_never_run(marian, tmp_path):
    shutil.copytree(marian, tmp_path / "m")
    (tmp_path / "m" / "evil.py").write_text(
        f"open({str(tmp_path / 'ran')!r}, 'w')\nclass C: pass\n", encoding="utf-8"
    )
    (tmp_path / "m" / "config.json").write_text(
        '{"model_type": "evil", "auto_map": {"AutoConfig": "evil.C"}}', encoding="utf-8"
    )
    with pytest.raises(ModelError):
        create_translator(f"hf:{tmp_path / 'm'}").translate(["目前"])
    assert not (tmp_path / "ran").exists()


def test_beams_reach_the_model(marian):
    assert TransformersTranslator.__init__.__kwdefaults__["beams"] is None
    back_end: Any = create_translator(f"hf:{marian}#beams=1")
    back_end.translate(["目前"])
    assert back_end._model()._beams == 1
