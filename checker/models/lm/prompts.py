"""The texts the embedded model was trained on and is asked with.

Training and inference share them. With a trained adapter it is asked plainly, else with example
pairs. Each function gives the text before the answer; the tokenizer
adds <bos> in front. The answer begins with a space in English, and ends with a line break.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "END",
    "EXAMPLES",
    "PROBES",
    "chinese_alone",
    "chinese_given",
    "english_alone",
    "english_alone_prompt",
    "english_given",
    "few_shot_prompt",
    "forward_answer",
    "forward_prompt",
    "reverse_answer",
    "reverse_prompt",
]

PROBES = ("甲", "Q", "7")
"""Texts without a common beginning: what prompts about them share is what all prompts share."""

_CHINESE_ALONE = "Chinese:"

END = "\n"
"""What ends an answer."""

EXAMPLES: tuple[tuple[str, str], ...] = (
    (
        "今年前三季度，全省粮食产量达到2350万吨，同比增长3.2%。",
        "In the first three quarters of this year, the province's grain output reached 23.5 million"
        " tons, up 3.2% year on year.",
    ),
    (
        "昨天下午，一列货运列车在山区脱轨，所幸没有人员伤亡。",
        "A freight train derailed in the mountains yesterday afternoon; fortunately, no one was"
        " hurt.",
    ),
    (
        "专家指出，目前中小企业的数字化水平仍然不高，需要政府和平台共同支持。",
        "Experts point out that small and medium-sized enterprises are still not very digitalised"
        " and need support from both the government and platforms.",
    ),
)
"""Example pairs, written for this project, for the model without an adapter."""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def forward_prompt(source: str, *, context: Sequence[str] = ()) -> str:
    """Asks for the English of `source`.

    Args:
        context: Chinese segments just before it, oldest first; not translated.
    """
    before = "".join(f"Context: {_one_line(text)}\n" for text in context)
    return f"{before}Chinese: {_one_line(source)}\nEnglish:"


def forward_answer(target: str) -> str:
    """What follows `forward_prompt` when the translation is `target`."""
    return f" {_one_line(target)}{END}"


def reverse_prompt(target: str) -> str:
    """Asks for the Chinese of the English `target` (for P(zh | en))."""
    return f"English: {_one_line(target)}\nChinese:"


def reverse_answer(source: str) -> str:
    """What follows `reverse_prompt` when the Chinese is `source`."""
    return f" {_one_line(source)}{END}"


def english_alone_prompt() -> str:
    """Precedes English scored without its source; `forward_answer` follows."""
    return "English:"


def few_shot_prompt(source: str, *, examples: Sequence[tuple[str, str]] = EXAMPLES) -> str:
    """As `forward_prompt`, with example pairs first: for the model without an adapter."""
    shown = "".join(forward_prompt(zh) + forward_answer(en) for zh, en in examples)
    return shown + forward_prompt(source)


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
