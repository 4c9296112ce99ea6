"""Chinese sentence boundaries, as tables of text → sentences."""

import pytest

from checker.language.chinese_sentences import split_chinese

ROWS = {
    "full stops": ["春耕开始了。", "农机下田了！", "收成会好吗？"],
    "semicolon and ellipsis": ["一是修渠；", "二是选种……", "三是育秧。"],
    "runs of marks": ["真的吗？！", "他愣住了。"],
    "quotation closes after the stop": ["老张说：“今年雨水足。”", "他转身走了。"],
    "corner marks": ["老張說：「今年雨水足。」", "他轉身走了。"],
    "who said it comes after": ["“今年雨水足。”老张说。"],
    "question as words of the sentence": ["“谁来养老？”的问题摆在面前。"],
    "embedded short question": ["他反复琢磨“怎么办？”这句话。"],
    "row of short exclamations": ["“加油！加油！”看台上有人喊道。"],
    "quotation of full sentences": [
        "他说：“这条河去年治理了两遍才见到成效。",
        "今年两岸的村民又看到了久违的白鹭。”",
        "记者沿河走访。",
    ],
    "book title": ["《水从哪里来？》一书再版。", "读者很多。"],
    "remark in brackets": ["产量（见附表。）略有增加。"],
    "bracketed sentence alone": ["会议结束。", "（完。）"],
    "long sentence with commas only": ["山高，路远，水急，天寒，他仍然按时把信送到了。"],
    "decimal and percent": ["同比增长3.5%。", "出口1.2亿元。"],
    "ASCII stops after Han": ["他来了.", "你好吗?", "好!"],
    "address": ["网址是http://example.com/?a=1.2 请查阅。"],
    "unmatched quotation mark": ["他说“今天不走了。", "明天再议。"],
    "numbered item": ["1. 稳定粮食生产。", "2．扩大油料种植。"],
    "stop before a comma": ["他喊着“走吧……”，便上了车。"],
    "and so on after a quotation": ["“多种一亩！”等标语随处可见。"],
    "conjunction at the start": ["“水利先行。”", "与此同时，道路也通了。"],
    "half-width stop": ["天晴了｡", "出工了。"],
}


@pytest.mark.parametrize("name", ROWS)
def test_boundaries(name):
    expected = ROWS[name]
    text = "".join(expected)
    assert [s.text for s in split_chinese(text)] == expected


def test_paragraphs_are_counted_without_blank_lines():
    segments = split_chinese("标题\r\n\r\n第一句。第二句。\n\u3000\u3000第三句。")
    assert [(s.text, s.paragraph) for s in segments] == [
        ("标题", 0),
        ("第一句。", 1),
        ("第二句。", 1),
        ("第三句。", 2),
    ]


def test_marks_alone_are_no_sentence():
    assert [s.text for s in split_chinese("——他来了。……！”")] == ["——他来了。……！”"]
    assert [s.text for s in split_chinese("……")] == ["……"]


@pytest.mark.parametrize("text", ["", " \r\n\u3000\n"])
def test_blank_text_has_no_sentences(text):
    assert split_chinese(text) == ()
