"""One codec for all records: layouts, former names, and errors that name the field."""

import json
from dataclasses import dataclass, field

import pytest

from checker.evaluation.prediction import PredictedFlag
from checker.formats.codec import SPARSE, WHOLE, Layout, decode, encode, json_text
from checker.records import Finding, Flag, Severity, Span


@dataclass(frozen=True)
class Item:
    name: str
    size: float | None
    spans: tuple[Span, ...] = ()
    pair: tuple[int, str] = (1, "a")
    level: Severity = Severity.MINOR
    more: dict[str, int] = field(default_factory=dict)


ROWS = Layout(rows=frozenset({Span}), keys={Item: ("level", ..., "name")})
ITEMS = [
    Item("a", None),
    Item("", 0.0, (Span(0, 2, "ab"), Span(2, 2, "")), (7, "b"), Severity.CRITICAL, {"x": 1}),
]


@pytest.mark.parametrize("layout", [SPARSE, WHOLE, ROWS])
@pytest.mark.parametrize("item", ITEMS)
def test_a_record_comes_back_in_each_layout(item, layout):
    data = json.loads(json_text(encode(item, layout)))
    assert decode(Item, data, layout) == item


def test_layouts():
    bare, full = ITEMS
    assert encode(bare, SPARSE) == {"name": "a"}
    assert list(encode(bare, WHOLE)) == ["name", "size", "spans", "pair", "level", "more"]
    assert list(encode(bare, ROWS)) == ["level", "size", "spans", "pair", "more", "name"]
    assert encode(full, ROWS)["spans"] == [[0, 2, "ab"], [2, 2, ""]]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": None}, "Item.name: None is no text"),
        ({"size": "1"}, "Item.size: '1' is no number"),
        ({"size": True}, "Item.size: True is no number"),
        ({"size": 10**400}, "Item.size: .*too large"),
        ({"spans": "ab"}, "Item.spans: 'ab' is no list"),
        ({"spans": [3]}, "Item.spans: 3 is no Span"),
        ({"spans": [{"start": 0.5, "end": 1, "text": ""}]}, "Span.start: 0.5 is no whole number"),
        ({"spans": [{"start": 0, "end": 1}]}, "Item.spans: .*'text'"),
        ({"pair": [1]}, "Item.pair: "),
        ({"level": "grave"}, "Item.level: 'grave'"),
        ({"colour": 1}, "Item has no field 'colour'"),
    ],
)
def test_errors_name_the_field(change, told):
    with pytest.raises(ValueError, match=told):
        decode(Item, {"name": "a", "size": 1.0, **change})


def test_a_row_of_another_length_is_refused():
    assert decode(Span, [0, 1, "a"], ROWS) == Span(0, 1, "a")
    with pytest.raises(ValueError, match="shorter"):
        decode(Span, [0, 1], ROWS)
    with pytest.raises(ValueError, match="is no Span"):
        decode(Span, [0, 1, "a"], WHOLE)


def test_names_of_version_0_1_are_read():
    finding = Finding("numbers", "target", 0, 1, "accuracy", Severity.MAJOR, 0.5, "why")
    data = encode(finding, SPARSE)
    assert decode(Finding, {"detector": data.pop("check_id"), **data}, SPARSE) == finding
    flag = PredictedFlag("target", 0, 1, Severity.MAJOR, "accuracy", "numbers", 0.5, ("numbers",))
    data = encode(flag)
    old = {"rule": data.pop("check_id"), "detectors": data.pop("checks"), **data}
    assert decode(PredictedFlag, old) == flag
    with pytest.raises(ValueError, match="has no field 'detector'"):
        decode(Flag, {"detector": "numbers"})


def test_text_has_one_line_whatever_it_holds():
    text = json_text({"a": "\u2028\x85\ud800\n中"})
    assert len(text.splitlines()) == 1 and "中" in text
    text.encode("utf-8")
    assert json.loads(text) == {"a": "\u2028\x85\ud800\n中"}
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text(float("nan"))
