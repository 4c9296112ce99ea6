"""ct2: back ends on a tiny random converted model made here."""

import io
import shutil

import ctranslate2
import pytest
import sentencepiece
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import MarianConfig, MarianMTModel, PreTrainedTokenizerFast

from checker.config import Settings
from checker.errors import IntegrityError, ModelError
from checker.models.base import Translator
from checker.models.registry import create_translator
from checker.models.translators.ct2_tokenizer import load_ct2_tokenizer

SOURCES = ["今年工业发展很快。", "目前", "互联网" * 6, "覆盖45个大类。"]
CHARACTERS = sorted(set("".join(SOURCES) + "abcdefghijklmnopqrstuvwxyz"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A Marian-like model of one layer, its tokenizer.json beside it."""
    original = tmp_path_factory.mktemp("marian")
    vocabulary = {p: i for i, p in enumerate(["</s>", "<unk>", *CHARACTERS, "<pad>"])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.decoder = decoders.Fuse()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    )
    torch.manual_seed(6)
    pad = len(vocabulary) - 1
    config = MarianConfig(
        vocab_size=len(vocabulary), d_model=16, encoder_layers=1, decoder_layers=1,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=32,
        decoder_ffn_dim=32, max_position_embeddings=512, pad_token_id=pad, eos_token_id=0,
        decoder_start_token_id=pad, bad_words_ids=[[pad]], init_std=0.8,
        activation_function="swish", scale_embedding=True,
    )  # fmt: skip
    MarianMTModel(config).save_pretrained(original)
    fast.save_pretrained(original)
    converted = original.parent / "converted"
    ctranslate2.converters.TransformersConverter(str(original)).convert(str(converted))
    shutil.copy(original / "tokenizer.json", converted)
    return converted


def loaded(folder, options=""):
    return create_translator(f"ct2:{folder}{options}", Settings(threads=1))


def test_translations_keep_number_and_order_whatever_the_batch(folder):
    back_end = loaded(folder)
    assert isinstance(back_end, Translator)
    together = back_end.translate(SOURCES)
    assert len(together) == len(SOURCES)
    assert together == [back_end.translate([source])[0] for source in SOURCES]
    assert any(together)
    assert back_end.translate([]) == []


def test_other_attempts_differ(folder):
    back_end = loaded(folder, "#beams=2")
    texts = {tuple(back_end.translate(SOURCES, attempt=attempt)) for attempt in range(3)}
    assert len(texts) > 1
    assert back_end.translate(SOURCES, attempt=2) == back_end.translate(SOURCES, attempt=2)


def test_an_unfinished_answer_is_told(folder):
    items = loaded(folder, "#beams=1").generate(SOURCES)
    assert {item.problem for item in items} <= {None, "truncated"}


def test_the_signature_follows_the_model(folder, tmp_path):
    shutil.copytree(folder, tmp_path / folder.name)
    copy = tmp_path / folder.name
    assert loaded(copy).signature == loaded(folder).signature
    assert loaded(folder, "#beams=2").signature != loaded(folder).signature
    (copy / "tokenizer.json").write_text("{}", encoding="utf-8")
    assert loaded(copy).signature != loaded(folder).signature
    assert not loaded(folder).loaded


def test_a_model_without_tokenizer_is_named(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "m")
    (tmp_path / "m" / "tokenizer.json").unlink()
    with pytest.raises(IntegrityError, match="no tokenizer"):
        loaded(tmp_path / "m").translate(["目前"])


@pytest.mark.parametrize(
    ("name", "content"), [("model.bin", b"x"), ("tokenizer.json", b"{}"), ("config.json", b"{")]
)
def test_a_damaged_model_is_named(folder, tmp_path, name, content):
    shutil.copytree(folder, tmp_path / "m")
    (tmp_path / "m" / name).write_bytes(content)
    with pytest.raises(ModelError):
        loaded(tmp_path / "m").translate(["目前"])


def pieces_file(path):
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["今年工业发展很快", "the industry grows fast this year"] * 20),
        model_writer=model, vocab_size=60, hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    path.write_bytes(model.getvalue())


def test_sentencepiece_files_are_read(tmp_path):
    pieces_file(tmp_path / "sentencepiece.model")
    one = load_ct2_tokenizer(tmp_path)
    assert one.source_end == ()  # OpenNMT's models read no end token
    pieces_file(tmp_path / "source.spm")
    pieces_file(tmp_path / "target.spm")
    pair = load_ct2_tokenizer(tmp_path)
    assert pair.source_end == ("</s>",)
    for tokenizer in (one, pair):
        assert tokenizer.decode(tokenizer.encode("the industry grows")) == "the industry grows"


def test_a_damaged_sentencepiece_file_is_named(tmp_path):
    (tmp_path / "sentencepiece.model").write_bytes(b"no")
    with pytest.raises(IntegrityError):
        load_ct2_tokenizer(tmp_path)
