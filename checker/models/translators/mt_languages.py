"""How multilingual translation models are told «from Chinese into English»."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Direction", "direction_of"]


@dataclass(frozen=True, slots=True)
class Direction:
    """What must surround a source, and what the answer must begin with.

    Attributes:
        source_tokens: tokens in front of the source's own.
        target_tokens: tokens the answer begins with.
        source_text: text in front of the source.
    """

    source_tokens: tuple[str, ...] = ()
    target_tokens: tuple[str, ...] = ()
    source_text: str = ""


_BY_TOKENS = (
    (("zho_Hans", "eng_Latn"), Direction(("zho_Hans",), ("eng_Latn",))),  # NLLB
    (("__zh__", "__en__"), Direction(("__zh__",), ("__en__",))),  # M2M-100
    (("zh_CN", "en_XX"), Direction(("zh_CN",), ("en_XX",))),  # mBART-50
    (("<2en>",), Direction(source_tokens=("<2en>",))),  # MADLAD
    ((">>eng<<",), Direction(source_tokens=(">>eng<<",))),  # OPUS models into several languages
)


def direction_of(has_token: Callable[[str], bool], *, model_type: str = "") -> Direction:
    """Recognises the model's convention by its language tokens.

    Args:
        has_token: whether a token is in the vocabulary.
        model_type: transformers' name of the architecture, where known.

    Returns:
        The empty direction for a model of one language pair (opus-mt-zh-en).
    """
    for tokens, direction in _BY_TOKENS:
        if all(has_token(token) for token in tokens):
            return direction
    if model_type == "t5":
        return Direction(source_text="translate Chinese to English: ")
    return Direction()
