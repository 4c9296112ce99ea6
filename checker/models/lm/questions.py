"""What the embedded model is asked: plainly with a trained adapter, else with example pairs."""

from __future__ import annotations

from checker.models.lm.prompts import (
    EXAMPLES,
    english_alone_prompt,
    few_shot_prompt,
    forward_answer,
    forward_prompt,
    reverse_answer,
    reverse_prompt,
)

__all__ = ["PROBES", "chinese_alone", "chinese_given", "english_alone", "english_given"]

PROBES = ("甲", "Q", "7")
"""Texts without a common beginning: what prompts about them share is what all prompts share."""

_CHINESE_ALONE = "Chinese:"


def english_given(source: str, *, has_adapter: bool) -> str:
    """Asks for the English of `source`."""
    return forward_prompt(source) if has_adapter else few_shot_prompt(source)


def english_alone(*, has_adapter: bool) -> str:
    """Precedes English scored without its source."""
    prompt = english_alone_prompt()
    shown = "" if has_adapter else "".join(prompt + forward_answer(en) for _, en in EXAMPLES)
    return shown + prompt


def chinese_given(target: str, *, has_adapter: bool) -> str:
    """Asks for the Chinese of `target`."""
    if has_adapter:
        return reverse_prompt(target)
    shown = "".join(reverse_prompt(en) + reverse_answer(zh) for zh, en in EXAMPLES)
    return shown + reverse_prompt(target)


def chinese_alone(*, has_adapter: bool) -> str:
    """Precedes Chinese scored without its translation."""
    answers = () if has_adapter else tuple(reverse_answer(zh) for zh, _ in EXAMPLES)
    return "".join(_CHINESE_ALONE + answer for answer in answers) + _CHINESE_ALONE
