"""How a transformers model is asked: language codes, a chat template, or example pairs."""

from __future__ import annotations

from typing import Any, Protocol

from checker.models.lm.prompts import few_shot_prompt
from checker.models.translators.mt_languages import direction_of

__all__ = ["ChatPrompt", "PairPrompt", "Prompt"]

_REQUEST = (
    "Translate the following Chinese text into English. Answer with the translation and nothing"
    " else, on one line.\n\n"
)


class Prompt(Protocol):
    """Makes a model's input of a source.

    Attributes:
        options: further arguments of `generate`.
        stops: token ids that end an answer besides the model's own.
    """

    options: dict[str, Any]
    stops: set[int]

    def encode(self, source: str) -> list[int]:
        """Token ids of the whole input."""
        ...


class PairPrompt:
    """For sequence-to-sequence models: the source, with language codes where the model has them."""

    def __init__(self, tokenizer: Any, model_type: str) -> None:
        vocabulary = tokenizer.get_vocab()
        direction = direction_of(vocabulary.__contains__, model_type=model_type)
        self._tokenizer = tokenizer
        self._before = [vocabulary[token] for token in direction.source_tokens]
        self._text = direction.source_text
        self._end = [] if tokenizer.eos_token_id is None else [int(tokenizer.eos_token_id)]
        self.stops: set[int] = set()
        self.options: dict[str, Any] = {}
        if direction.target_tokens:
            self.options["forced_bos_token_id"] = vocabulary[direction.target_tokens[0]]

    def encode(self, source: str) -> list[int]:
        """Language code, source, end."""
        text = self._text + source
        own = self._tokenizer(text, add_special_tokens=False, truncation=False)["input_ids"]
        return [*self._before, *own, *self._end]


class ChatPrompt:
    """For causal models: the chat template, or example pairs where there is none."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self.options: dict[str, Any] = {}
        self.stops: set[int] = set()
        if not tokenizer.chat_template:  # a base model goes on; an answer is one line
            lines = (i for piece, i in tokenizer.get_vocab().items() if _is_line_break(piece))
            self.stops = set(lines)
            self.options["eos_token_id"] = sorted(self.stops | ({tokenizer.eos_token_id} - {None}))

    def encode(self, source: str) -> list[int]:
        """The request as the model's template words it."""
        if not self._tokenizer.chat_template:
            return list(self._tokenizer(few_shot_prompt(source), truncation=False)["input_ids"])
        text = self._tokenizer.apply_chat_template(
            [{"role": "user", "content": _REQUEST + source}],
            add_generation_prompt=True,
            tokenize=False,
        )
        ids = self._tokenizer(text, add_special_tokens=False, truncation=False)["input_ids"]
        return list(ids)


def _is_line_break(piece: str) -> bool:
    """Whether a vocabulary entry holds a line break ("Ċ" in byte-level vocabularies)."""
    return "\n" in piece or "Ċ" in piece or piece == "<0x0A>"
