"""The network that training begins with: multilingual-e5-small, its vocabulary cut, new heads.

Or an estimator that was trained before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from checker.models.estimator.artefact import TOKENIZER, WEIGHTS, read_artefact
from checker.models.estimator.network import NetworkShape, QualityNetwork
from checker.models.estimator.weights import unpack
from training.detector.e5_file import E5File

__all__ = ["choose_pieces", "cut_tokenizer", "former_network", "initial_network"]

_SPECIALS = 4  # <s>, <pad>, </s>, <unk>


def cut_tokenizer(e5: E5File, kept: list[int]) -> Tokenizer:
    """The unigram tokenizer over the kept pieces; ids are places in `kept`."""
    vocabulary = [(e5.pieces[i], e5.scores[i]) for i in kept]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always"),
        ]
    )
    return tokenizer


def choose_pieces(e5: E5File, texts: Iterable[str], *, minimum: int, size: int) -> list[int]:
    """Original ids to keep: the specials, common pieces, and single characters that occur.

    Args:
        minimum: occurrences that earn a place.
        size: pieces kept at most (the most frequent ones).
    """
    everything = cut_tokenizer(e5, list(range(len(e5.pieces))))
    counts: Counter[int] = Counter()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == 2_000:
            _count(everything, batch, counts)
            batch = []
    _count(everything, batch, counts)
    single = {i for i, piece in enumerate(e5.pieces) if len(piece.lstrip("▁")) == 1 and i in counts}
    single |= {i for i, piece in enumerate(e5.pieces) if len(piece) <= 2 and piece.isascii()}
    single |= {
        i for i, piece in enumerate(e5.pieces) if "\u4e00" <= piece <= "\u9fff" and len(piece) == 1
    }
    frequent = [i for i, n in counts.most_common() if n >= minimum and i >= _SPECIALS]
    kept = set(range(_SPECIALS)) | single
    kept |= set(frequent[: max(0, size - len(kept))])
    return sorted(kept)


def _count(tokenizer: Tokenizer, batch: list[str], counts: Counter[int]) -> None:
    for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
        counts.update(encoding.ids)


def former_network(folder: Path, *, dropout: float, seed: int) -> tuple[QualityNetwork, Tokenizer]:
    """The network and tokenizer of an exported estimator, to be trained further.

    Raises:
        IntegrityError: the folder holds no sound estimator.
    """
    torch.manual_seed(seed)
    facts = read_artefact(folder).facts
    network = QualityNetwork(NetworkShape.from_dict(facts["shape"]), dropout=dropout)
    network.load_state_dict(unpack(load_file(str(folder / WEIGHTS))))
    return network, Tokenizer.from_file(str(folder / TOKENIZER))


def initial_network(e5: E5File, kept: list[int], *, dropout: float, seed: int) -> QualityNetwork:
    """The pre-trained encoder under new heads."""
    torch.manual_seed(seed)
    shape = NetworkShape(len(kept), e5.hidden, e5.layers, e5.heads, e5.inner, e5.places)
    network = QualityNetwork(shape, dropout=dropout)
    hidden, inner = e5.hidden, e5.inner

    def load(parameter: torch.Tensor, name: str, columns: int) -> None:
        parameter.copy_(torch.from_numpy(e5.tensor(name, columns)).reshape(parameter.shape))

    with torch.no_grad():
        network.words.weight.copy_(torch.from_numpy(e5.tensor("emb.word", hidden, kept)))
        load(network.places.weight, "emb.pos", hidden)
        load(network.sides.weight, "emb.type", hidden)
        load(network.norm.weight, "emb.ln.w", hidden)
        load(network.norm.bias, "emb.ln.b", hidden)
        for number, layer in enumerate(network.encoder.layers):
            attention = layer.self_attn
            for place, name in enumerate("qkv"):
                rows = slice(place * hidden, (place + 1) * hidden)
                load(attention.in_proj_weight[rows], f"l{number}.{name}.w", hidden)
                load(attention.in_proj_bias[rows], f"l{number}.{name}.b", hidden)
            load(attention.out_proj.weight, f"l{number}.ao.w", hidden)
            load(attention.out_proj.bias, f"l{number}.ao.b", hidden)
            load(layer.norm1.weight, f"l{number}.aln.w", hidden)
            load(layer.norm1.bias, f"l{number}.aln.b", hidden)
            load(layer.linear1.weight, f"l{number}.fi.w", hidden)
            load(layer.linear1.bias, f"l{number}.fi.b", inner)
            load(layer.linear2.weight, f"l{number}.fo.w", inner)
            load(layer.linear2.bias, f"l{number}.fo.b", hidden)
            load(layer.norm2.weight, f"l{number}.oln.w", hidden)
            load(layer.norm2.bias, f"l{number}.oln.b", hidden)
    return network
