"""fused-sentence."""

from __future__ import annotations

import pytest

from checker.records import Severity

ROWS = [
    # fail
    (
        "The harbour has slowly silted up At present, nine dredgers work there.",
        ["up At present,"],
    ),
    ("Output recovered in June However, orders stayed thin.", ["June However,"]),
    ("Costs fell by 4% In addition, the fleet was renewed.", ["4% In addition,"]),
    (
        "The valley has gradually formed At present, forty farms take part.",
        ["has gradually formed At present,"],
    ),
    ("The mayor said that At present, no ferry sails.", ["that At present,"]),
    ("They repaired the old bridge The work took six months.", ["bridge The work"]),
    ("The tide rose quickly But nobody left the pier.", ["quickly But"]),
    ("The contract was signed quietly On July 5, the ships left.", ["was signed quietly On July"]),
    ("The glacier is shrinking fast Sadly, few people care.", ["fast Sadly,"]),
    ("The old mill burned down A new one was built nearby.", ["down A new"]),
    ("The ministry opened an office in Ningbo The staff are few.", ["Ningbo The staff"]),
    # pass
    ("The tower opened in 1987. At present, it is closed.", []),
    ("At present, the tower is closed.", []),
    ("", []),
    ("!!! 12 %", []),
    # ignored: datelines, list numbers, brackets, headlines, titles, labels
    ("NANJING, May 4 (Xinhua) According to the port, traffic doubled.", []),
    ("(Lhasa, 12th) From now on, the road is open.", []),
    ("5 There is no charge for children.", []),
    ("He left early (he was tired.) The meeting went on.", []),
    ("New Harbour Opens At Present Site After Ten Years Of Work", []),
    ("She read The Guardian on the train.", []),
    ("Carrots are rich in vitamin A and were cheap.", []),
    ("The fund bought 30 million A shares and was praised.", []),
    ("Party B may stop the work, and Party A shall bear the loss.", []),
    ("They sang Gone With the Wind all evening.", []),
    ("Talks between Li Ming and Liu He ended on Friday.", []),
]


@pytest.mark.parametrize(("target", "expected"), ROWS)
def test_table(flagged, target, expected):
    assert flagged("fused-sentence", None, target) == expected


def test_word_the_document_writes_small(findings):
    around = {"before": [(None, "Both exporters hope that costs will fall.")]}
    target = "Freight rates went down sharply Costs have risen since then."
    (found,) = findings("fused-sentence", None, target, **around)
    assert target[found.start : found.end] == "sharply Costs"
    assert found.confidence < 0.7
    assert findings("fused-sentence", None, target) == []


def test_reason_names_both_sides_of_the_joint(findings):
    (found,) = findings("fused-sentence", None, "Prices rose in May Meanwhile, wages stood still.")
    assert found.severity is Severity.MAJOR
    assert "«Meanwhile»" in found.reason
    assert "«May»" in found.reason


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        (
            "今年的收成很好。李明表示，明年还会更好。",
            "This year the harvest was very good in the whole valley Lindqvist said next year"
            " would be better still.",
            "valley Lindqvist",
        ),
        (
            "他毕业于南山大学。他后来当了校长。",
            "The old teacher once studied at Nanshan University He was its head for ten years.",
            "University He was",
        ),
        (
            "我们没有忘记那个冬天。我坚信明天会更好。",
            "We have not forgotten that winter in the village I firmly believe that tomorrow will"
            " be better.",
            "village I",
        ),
    ],
)
def test_a_stop_of_the_source_that_the_english_lost(findings, source, target, words):
    (found,) = findings("fused-sentence", source, target)
    assert target[found.start : found.end] == words
    assert words.split()[0] in found.reason


@pytest.mark.parametrize(
    ("source", "target"),
    [
        # as many sentences on both sides: a relative clause without «that»
        (
            "市长提出的计划很好。大家都同意。",
            "The plan Lindqvist proposed in May was good for all. Everybody agreed.",
        ),
        # the source has more sentences, but a title leads to the name
        (
            "这本书卖得很好。作者安娜表示感谢。",
            "The book sold very well this spring and author Anna Lindqvist said thanks.",
        ),
        (
            "道路已经修好。它通向西部的四川。",
            "The road that has been repaired leads to the far western Sichuan and has two lanes.",
        ),
        ("", "The plan Lindqvist proposed in May was good for all."),
    ],
)
def test_a_name_that_opens_no_sentence_is_left_alone(findings, source, target):
    assert not findings("fused-sentence", source or None, target)
