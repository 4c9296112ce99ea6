"""English sentence boundaries, as tables of text → sentences."""

import pytest

from checker.language.english_sentences import split_english

ROWS = {
    "plain": ["The river rose.", "Was it safe?", "Nobody knew!"],
    "titles": ["Mr. Lin met Dr. Zhao and Gen. Hu.", "They talked."],
    "initials": ["J. K. Moore and A.B. Reed wrote it.", "It sold well."],
    "decimals": ["Output grew 3.5 percent to 1.2 million tons.", "Prices fell."],
    "number abbreviation": ["See No. 7 and Fig. 3 on p. 12.", "Then stop."],
    "no as an answer": ["The answer was no.", "Farmers left."],
    "country abbreviation inside": ["The U.S. Department of Trade replied.", "It agreed."],
    "country abbreviation at the end": ["He moved to the U.S.", "The firm stayed."],
    "clock": ["It opens at 9 a.m. Beijing time.", "It shuts at 5 p.m.", "The rest is free."],
    "month": ["It began on Sept. 11 and ended in Oct. 2021.", "Few came."],
    "dateline": ["HARBIN, Jan. 5 (Local News) -- Ice is thick this year.", "Visitors came."],
    "company": ["Lanhe Inc. sold it to Beishan Co. Ltd. last year.", "The price is unknown."],
    "latin": ["Grain, e.g. maize, i.e. corn, vs. wheat etc. was sold.", "Rice was not."],
    "saint": ["She lives in St. Albans.", "It rains."],
    "ellipsis goes on": ["He waited ... and waited… for hours.", "Then he left..."],
    "ellipsis ends": ["He waited...", "Nobody came."],
    "question in quotation": ["“Who pays?” he asked.", "“We do!” she said."],
    "quotation closes after the stop": ["He said, “Rain is coming.”", "It came."],
    "straight quotation marks": ['"Rain is coming."', '"When?"', "He shrugged."],
    "name with a mark": ["Yahoo! said so.", "Nobody listened."],
    "address": ["See www.example.com/a.Html or mail x.y@example.org today.", "Then call."],
    "dotted name": ["It needs Node.js and System.Text.Json to run.", "Nothing else."],
    "list number": ["1. Sow early.", "Then wait."],
    "bracketed remark": ["The dam (see note. It is old) held.", "Luck helped."],
    "bracketed sentence": ["The dam held.", "(It is old.)", "Luck helped."],
    "fused sentence stays": ["The network has slowly formed Today, it covers 12 towns."],
    "small letter after a stop": ["They save electric power.", "my country is large."],
    "stop in a noun phrase": ["They wrote tools for industry.", "Guides to use them."],
    "Chinese stop left": ["The work is done。", "Nobody noticed。"],
    "order of art": ["It is the state of the art.", "Beijing agreed."],
    "apostrophe": ["It’s the workers’ day.", "It's theirs."],
    "unmatched bracket": ["He (the mayor came.", "She left."],
}


@pytest.mark.parametrize("name", ROWS)
def test_boundaries(name):
    expected = ROWS[name]
    between = "" if name == "Chinese stop left" else " "
    assert [s.text for s in split_english(between.join(expected))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rain stopped.Farmers went out.", ["The rain stopped.", "Farmers went out."]),
        ("Did it stop?Yes, it did.", ["Did it stop?", "Yes, it did."]),
        ("“It stopped.”Then all left.", ["“It stopped.”", "Then all left."]),
        ("Amazon.com and ASP.NET and end.next stay", ["Amazon.com and ASP.NET and end.next stay"]),
        ("a.B.Cde is a name", ["a.B.Cde is a name"]),
    ],
)
def test_glued_stop_ends_a_sentence_only_between_words(text, expected):
    assert [s.text for s in split_english(text)] == expected


def test_a_stop_in_the_middle_leaves_a_fragment():
    text = "It gave support to towns. Better rural growth. Among them, one led."
    assert [s.text for s in split_english(text)] == [
        "It gave support to towns.",
        "Better rural growth.",
        "Among them, one led.",
    ]


@pytest.mark.parametrize("text", ["", " \n\t\r\n "])
def test_blank_text_has_no_sentences(text):
    assert split_english(text) == ()


def test_marks_alone_are_no_sentence():
    assert [s.text for s in split_english("-- Rain. *** !")] == ["-- Rain. *** !"]
