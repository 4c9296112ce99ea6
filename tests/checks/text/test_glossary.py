"""glossary: reading a term list, and the rule."""

from __future__ import annotations

import pytest

from checker.checks.base import Context
from checker.checks.running import run_checks
from checker.checks.text.glossary import CHECK
from checker.documents.term_list import Glossary, Term, load_glossary
from checker.errors import EncodingError, FormatError, InputError, LimitError
from checker.records import SegmentPair

TERMS = Glossary(
    "port.tsv",
    (
        Term("码头", ("quay", "wharf"), ("dock",)),
        Term("集装箱码头", ("container terminal",)),
        Term("检修", ("carry out maintenance",)),
        Term("海事局", ("MSA",)),
    ),
)
ROWS = [
    ("扩建码头。", "They widen the pier.", [("码头", "minor", "quay")]),
    ("扩建码头。", "They widen the docks.", [("docks", "major", "quay")]),
    ("扩建码头。", "They widen the Wharves and quays.", []),
    ("扩建集装箱码头。", "They widen the container-terminal.", []),
    ("扩建集装箱码头。", "They widen the quay.", [("集装箱码头", "minor", "container terminal")]),
    ("正在检修。", "They carried out maintenance.", []),
    ("正在检修。", "They repair.", [("检修", "minor", "carry out maintenance")]),
    ("正在检修。", "They are carrying out maintenance.", []),
    ("海事局通报。", "The MSA said so.", []),
    ("海事局通报。", "The msa said so.", [("海事局", "minor", "MSA")]),
    ("风很大。", "It blew.", []),
    ("扩建码头。", "", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), ROWS)
def test_table(source, target, expected):
    pair = SegmentPair("d", 0, source, target)
    found = list(CHECK.run(pair, Context((pair,), 0, glossary=TERMS)))
    got = [
        (
            (target if f.side == "target" else source)[f.start : f.end],
            f.severity.value,
            f.suggestion,
        )
        for f in found
    ]
    assert got == expected
    assert all("port.tsv" in f.reason for f in found)


def test_term_in_the_next_segment():
    pairs = (SegmentPair("d", 0, "扩建码头。", "Work began."), SegmentPair("d", 1, "", "The quay"))
    assert list(CHECK.run(pairs[0], Context(pairs, 0, glossary=TERMS))) == []


def write(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


@pytest.mark.parametrize(
    ("name", "text", "terms"),
    [
        ("a.tsv", "码头\tquay\n风\twind\n", (Term("码头", ("quay",)), Term("风", ("wind",)))),
        ("a.csv", "en,zh\nquay|wharf,码头\n", (Term("码头", ("quay", "wharf")),)),
        (
            "a.tsv",
            "\ufeffsource\ttarget\tforbidden\n码头\tquay\tdock\n\n码头\twharf\t\n",
            (Term("码头", ("quay", "wharf"), ("dock",)),),
        ),
        ("b.csv", '码头,"quay, stone"\r\n', (Term("码头", ("quay, stone",)),)),
    ],
)
def test_tables(tmp_path, name, text, terms):
    glossary = load_glossary(write(tmp_path, name, text))
    assert glossary == Glossary(name, terms)


def test_utf16(tmp_path):
    path = write(tmp_path, "a.tsv", "码头\tquay\n".encode("utf-16"))
    assert load_glossary(path).terms == (Term("码头", ("quay",)),)


TBX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX"><text><body><termEntry id="1">
<langSet xml:lang="zh-CN"><tig><term>码头</term></tig></langSet>
<langSet xml:lang="en"><tig><term>quay</term></tig>
<tig><term>dock</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet><langSet xml:lang="fr"><tig><term>quai</term></tig></langSet>
</termEntry></body></text></martif>"""


def test_tbx(tmp_path):
    glossary = load_glossary(write(tmp_path, "a.tbx", TBX))
    assert glossary.terms == (Term("码头", ("quay",), ("dock",)),)


def test_tbx_version_3(tmp_path):
    text = (
        '<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="1">'
        '<langSec xml:lang="zh"><termSec><term>风</term></termSec></langSec>'
        '<langSec xml:lang="en"><termSec><term>wind</term></termSec></langSec>'
        "</conceptEntry></body></text></tbx>"
    )
    assert load_glossary(write(tmp_path, "a.tbx", text)).terms == (Term("风", ("wind",)),)


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.tsv", "码头\n", FormatError, "line 1"),
        ("a.tsv", "码头\tquay\nquay\t码头\n", FormatError, "line 2"),
        ("a.tsv", "", FormatError, "no term"),
        ("a.tsv", b"\xc2\xeb\xcd\xb7\tquay\n", EncodingError, "UTF-8"),
        ("a.csv", '码头,"quay\n', FormatError, "malformed"),
        ("a.tbx", "<tbx>", FormatError, "TBX"),
        ("a.tbx", BOMB, FormatError, "TBX"),
        ("a.tbx", "<tbx></tbx>", FormatError, "no term"),
    ],
)
def test_bad_lists(tmp_path, name, data, error, words):
    with pytest.raises(error, match=words) as caught:
        load_glossary(write(tmp_path, name, data))
    assert name in str(caught.value)


def test_missing_and_oversized_files(tmp_path, monkeypatch):
    with pytest.raises(InputError, match="cannot be read"):
        load_glossary(tmp_path / "none.tsv")
    monkeypatch.setattr("checker.documents.term_list.MAX_BYTES", 4)
    with pytest.raises(LimitError, match="bytes"):
        load_glossary(write(tmp_path, "a.tsv", "码头\tquay\n"))


def test_running_takes_a_list(tmp_path):
    path = write(tmp_path, "a.tsv", "码头\tquay\n")
    pairs = (SegmentPair("d", 0, "扩建码头。", "They widen the pier."),)
    (with_list,) = run_checks(pairs, glossary=load_glossary(path))
    (without,) = run_checks(pairs)
    assert [f.check_id for f in with_list] == ["glossary"]
    assert without == []
