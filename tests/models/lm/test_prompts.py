"""Prompts shared by training and inference."""

from __future__ import annotations

import pytest

from checker.models.lm import prompts


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (prompts.forward_prompt("你好。"), "Chinese: 你好。\nEnglish:"),
        (prompts.forward_prompt("你\n好 "), "Chinese: 你 好\nEnglish:"),
        (
            prompts.forward_prompt("三。", context=("一。", "二\n。")),
            "Context: 一。\nContext: 二 。\nChinese: 三。\nEnglish:",
        ),
        (prompts.forward_answer(" Hello.\n"), " Hello.\n"),
        (prompts.reverse_prompt("Hello."), "English: Hello.\nChinese:"),
        (prompts.reverse_answer("你好。"), " 你好。\n"),
        (prompts.english_alone_prompt(), "English:"),
    ],
)
def test_the_texts(made, expected):
    assert made == expected


def test_few_shot_prompt_shows_the_examples_and_ends_with_the_question():
    prompt = prompts.few_shot_prompt("下雨了。")
    assert prompt.endswith(prompts.END + prompts.forward_prompt("下雨了。"))
    assert prompt.count("Chinese:") == prompt.count("English:") == len(prompts.EXAMPLES) + 1
    for source, target in prompts.EXAMPLES:
        assert prompts.forward_prompt(source) + prompts.forward_answer(target) in prompt


def test_no_prompt_ends_inside_a_line_of_the_next():
    for text in (prompts.forward_prompt("x"), prompts.reverse_prompt("x")):
        assert not text.endswith((" ", "\n"))
        assert text.count("\n") == 1
