"""How a pair becomes one sequence for a model that was made to read from left to right.

Either the attention is opened, so that every token sees the whole pair; or the target stands there
twice, and its second copy, which has seen the first, is tagged.
"""

from __future__ import annotations

from tokenizers import Tokenizer

from checker.models.estimator.network import PAD
from checker.models.estimator.tokens import EncodedPair
from checker.models.lm.prompts import END

__all__ = ["LAYOUTS", "encode_for_tagger"]

LAYOUTS = ("open", "repeated")
_BOS = 2
_HEAD, _MIDDLE = "Chinese:", "\nEnglish:"


def encode_for_tagger(
    tokenizer: Tokenizer, source: str, target: str, *, layout: str
) -> EncodedPair:
    """`<bos>Chinese: source⏎English: target⏎`, and once more ` target⏎` where it is repeated.

    The places of source tokens are empty in the layout "repeated": they have not seen the target,
    so nothing can be said of them.

    Args:
        layout: one of `LAYOUTS`.

    Raises:
        ValueError: the tokenizer uses the id that pads batches.
    """
    begin = [_BOS, *_ids(tokenizer, _HEAD)]
    left = tokenizer.encode(f" {source}", add_special_tokens=False)
    right = tokenizer.encode(f" {target}", add_special_tokens=False)
    end = _ids(tokenizer, END)
    before = [*begin, *left.ids, *_ids(tokenizer, _MIDDLE)]
    again = layout == "repeated"
    if again:
        before += [*right.ids, *end]
    ids = (*before, *right.ids, *end)
    if PAD in ids:
        raise ValueError(f"the tokenizer gave id {PAD}, which pads batches")
    return EncodedPair(
        ids=ids,
        sides=(0,) * len(before) + (1,) * (len(right.ids) + len(end)),
        source_at=len(begin),
        target_at=len(before),
        source_places=() if again else _places(left.offsets),
        target_places=_places(right.offsets),
    )


def _ids(tokenizer: Tokenizer, text: str) -> list[int]:
    return list(tokenizer.encode(text, add_special_tokens=False).ids)


def _places(offsets: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Offsets into the text itself, which stood behind a space."""
    return tuple((max(0, start - 1), max(0, end - 1)) for start, end in offsets)
