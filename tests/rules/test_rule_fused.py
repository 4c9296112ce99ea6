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
