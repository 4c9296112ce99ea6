"""Tables of pairs: rows to documents, bad rows named, memory bounded."""

import io
import itertools
import json
import tracemalloc

import pytest

from checker.documents import iter_documents, iter_stream, open_inputs
from checker.documents.seen import SeenKeys
from checker.errors import EncodingError, FormatError, InputError, LimitError
from checker.records import Document


@pytest.fixture
def read(tmp_path):
    def read(name, content, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(iter_documents(path, **options))

    return read


def listed(items):
    """The documents, none of them an error."""
    for item in items:
        assert isinstance(item, Document)
        yield item


def cells(document):
    return [(a and a.text, b and b.text) for a, b in document.pairs]


def check_offsets(document):
    for source, target in document.pairs:
        for span, text in ((source, document.source), (target, document.target)):
            assert span is None or text[span.start : span.end] == span.text


def errors(items):
    return [str(item).partition(": ")[2] for item in items if isinstance(item, InputError)]


TSV = 'id\tTarget\tsource\tdocument\n1\tWater\t水\ta\n2\tFire "x\t火\ta\n3\tWood\t木\tb\n'
CSV = 'document,source,id,target\na,水,1,Water\na,火,2,"Fire ""x"\nb,木,3,Wood\n'
JSONL = "".join(
    json.dumps({"id": i, "source": s, "target": t, "document": d}, ensure_ascii=False) + "\n\n"
    for i, s, t, d in ((1, "水", "Water", "a"), (2, "火", 'Fire "x', "a"), (3, "木", "Wood", "b"))
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.tsv", TSV),
        ("t.tsv", TSV.replace("\n", "\r\n")),
        ("t.csv", CSV),
        ("t.csv", CSV.replace(",", ";")),
        ("t.CSV", b"\xef\xbb\xbf" + CSV.encode()),
        ("t.jsonl", JSONL),
        ("t.ndjson", JSONL.encode("utf-16")),
    ],
)
def test_every_kind_gives_the_same_documents(read, name, content):
    first, second = read(name, content)
    assert (first.document_id, second.document_id) == ("a", "b")
    assert cells(first) == [("水", "Water"), ("火", 'Fire "x')]
    assert (first.ids, second.ids) == (("1", "2"), ("3",))
    assert first.source == "水\n火" and first.target == 'Water\nFire "x'
    check_offsets(first)


def test_without_document_and_id_columns(read):
    [document] = read("news.tsv", "source\ttarget\textra\n水\tWater\t?\n火\tFire\t?\n")
    assert (document.document_id, document.ids) == ("news", None)


def test_cells_keep_their_line_breaks(read):
    [document] = read("t.csv", 'source,target\n"水\n火","Water\r\n\r\nFire"\n木,Wood\n')
    assert cells(document) == [("水\n火", "Water\r\n\r\nFire"), ("木", "Wood")]
    check_offsets(document)


def test_an_empty_side_is_kept_as_none(read):
    [document] = read("t.jsonl", '{"source":"水","target":""}\n{"source":null,"target":"Fire"}\n')
    assert cells(document) == [("水", None), (None, "Fire")]
    [alone] = read("u.jsonl", '{"source":null,"target":"Fire"}\n')
    assert alone.source is None


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "t.tsv",
            "zh\ttarget\n水\tWater\n",
            r"t.tsv, line 1: has no column source; its columns are 'zh', 'target'",
        ),
        ("t.csv", "a b c\n", "no column source and no column target"),
        ("t.csv", "source,target,Source\n", "column source more than once"),
        ("t.csv", "", "is empty"),
        ("t.txt", "", "is no table"),
        ("t.tsv", "水\tWater\n".encode("gb18030"), "could be UTF-8 or GB18030"),
    ],
)
def test_a_table_that_cannot_be_read_at_all(read, name, content, message):
    with pytest.raises(InputError, match=message):
        read(name, content)


def test_a_bad_row_is_named_and_the_rest_goes_on(read):
    items = read(
        "t.tsv",
        b"source\ttarget\tid\n\xe6\xb0\xb4\tWater\t1\n\xe7\x81\xab\tFire\n\t \t3\n"
        b"\xe6\x9c\xa8\tWo\x07od\t4\n\xff\tEarth\t5\n\xe9\x87\x91\tMetal\t1\n\xe9\x87\x91\tGold\t6\n"
        + "水渠修好了\tDone\t7\n".encode(),
    )
    assert errors(items) == [
        "the row has 2 cells where there are 3 columns. "
        "Look for a separator or quotation mark too many or too few",
        "the row has neither a source nor a target. Fill it in or leave it out",
        "has a control character (U+0007). "
        "Remove it; a text file has none, so the file may be damaged or of another type",
        "byte 0xff is not valid utf-8. "
        "Name the encoding, for example --encoding gb18030, or repair the line",
        "the id '1' was given to line 2 already. Give every row of a document its own id",
    ]
    assert [e.where.rpartition(" ")[2] for e in items[:-1]] == ["3", "4", "5", "6", "7"]
    assert cells(items[-1]) == [("水", "Water"), ("金", "Gold"), ("水渠修好了", "Done")]


def test_bad_json_lines(read):
    good = '{"source": "水", "target": "Water"}\n'
    bad = ["{", "[1]", '{"source": "水"}', '{"source": 1, "target": "x"}', "[" * 100_000,
           '{"source": "水", "target": "\\ud800"}',
            '{"source": "水", "target": "\\u0000"}']  # fmt: skip
    items = read("t.jsonl", good + "\n".join(bad) + "\n" + good)
    found = errors(items)
    assert len(found) == len(bad)
    expected = ("is not JSON", "is not a JSON object", "has no target; its keys are 'source'",
                "source is no text", "is not JSON", "half a surrogate pair", "NUL")  # fmt: skip
    for message, part in zip(found, expected, strict=True):
        assert part in message
    assert len(items[-1].pairs) == 2


def test_an_unclosed_quotation_mark_costs_one_row(read):
    rows = [f"水,Water {k}\n" for k in range(5)]
    rows[1] = '水,"Water 1\n'
    items = read("t.csv", "source,target\n" + "".join(rows))
    [error] = [item for item in items if isinstance(item, FormatError)]
    assert error.where.endswith("line 3") and "malformed" in error.what
    assert [b for _, b in cells(items[-1])] == ["Water 0", "Water 2", "Water 3", "Water 4"]


def test_an_unclosed_quotation_mark_does_not_eat_a_long_table(read):
    rows = ['水,"open\n'] + [f"水,Water {k}\n" for k in range(3000)]
    items = read("t.csv", "source,target\n" + "".join(rows))
    [error] = [item for item in items if isinstance(item, LimitError)]
    assert error.where.endswith("line 2")
    assert sum(len(d.pairs) for d in items if isinstance(d, Document)) == 3000


def test_a_bad_byte_inside_a_quoted_row(read):
    items = read(
        "t.csv", "源,source,target\n水渠修好了,水,".encode() + b'"a\n\xff\nb"\n,\xe7\x81\xab,Fire\n'
    )
    assert [e.where[-6:] for e in items if isinstance(e, InputError)] == [
        "line 3",
        "line 2",
        "line 4",
    ]
    assert isinstance(items[0], EncodingError)
    assert cells(items[-1]) == [("火", "Fire")]


def test_a_row_of_a_megabyte_passes_and_a_larger_one_is_refused(read):
    small, large = "x" * 1_000_000, "x" * 4_100_000
    for name, head in (("t.tsv", "source\ttarget\n"), ("t.csv", "source,target\n")):
        cut = "\t" if name == "t.tsv" else ","
        items = read(name, f"{head}水{cut}{small}\n水{cut}{large}\n水{cut}y\n")
        assert [type(item) for item in items] == [LimitError, Document]
        assert [len(b) for _, b in cells(items[1])] == [1_000_000, 1]


def test_swapped_columns(read):
    [error] = read("t.tsv", "source\ttarget\nThe canal is done.\t水渠修好了。\n")
    assert "Swap the columns" in str(error) and "lines 2 to 2" in error.where


def test_a_long_document_comes_in_parts(read):
    table = "source\ttarget\n" + "".join(f"水{k}\tWater {k}\n" for k in range(25))
    items = read("big.tsv", table, chunk_rows=10)
    assert [(d.document_id, len(d.pairs)) for d in items] == [
        ("big", 10),
        ("big#2", 10),
        ("big#3", 5),
    ]
    assert list(itertools.chain(*map(cells, items)))[24] == ("水24", "Water 24")


def test_a_document_in_two_places_is_two_parts(read):
    rows = "".join(f"水\tWater\t{d}\t{i}\n" for d, i in (("a", 1), ("b", 1), ("a", 2), ("a", 1)))
    items = read("t.tsv", "source\ttarget\tdocument\tid\n" + rows)
    assert [d.document_id for d in items if isinstance(d, Document)] == ["a", "b", "a#2"]
    assert errors(items) == [
        "the id '1' was given to line 2 already. Give every row of a document its own id"
    ]


def test_broken_utf16_is_reported_after_what_could_be_read(read):
    head = "source\ttarget\n" + "水\tWater\n" * 30_000
    data = head.encode("utf-16") + b"\x00\xdc\x00\xdc\n\x00"
    items = read("t.tsv", data)
    assert isinstance(items[-2], EncodingError)
    assert sum(len(d.pairs) for d in items if isinstance(d, Document)) > 29_000


def test_standard_input(tmp_path):
    stream = io.BytesIO(b"\xef\xbb\xbf" + JSONL.encode())
    assert [item.document_id for item in listed(open_inputs(["-"], stdin=stream))] == ["a", "b"]
    assert not stream.closed
    stream = io.BytesIO('{"source":"水","target":"Water"}'.encode("gb18030"))
    [document] = listed(iter_stream(stream, encoding="gbk"))
    assert (document.document_id, document.source) == ("stdin", "水")
    [error] = iter_stream(io.BytesIO('{"source":"水","target":"Water"}'.encode("gb18030")))
    assert "could be UTF-8 or GB18030" in str(error)
    [error] = iter_stream(io.BytesIO('{"source":"水利","target":"Water"}'.encode("gb18030")))
    assert "not valid utf-8" in str(error)


def test_memory_does_not_grow_with_the_table(tmp_path):
    def peak(count):
        path = tmp_path / f"{count}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for k in range(count):
                row = {"id": f"row-{k}", "source": "水渠修好了。" * 5, "target": "Done. " * 20}
                file.write(json.dumps(row) + "\n")
        tracemalloc.start()
        rows = sum(len(document.pairs) for document in listed(iter_documents(path, chunk_rows=500)))
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert rows == count
        return used

    few, many = peak(1_000), peak(10_000)
    assert many < few + 100 * 10_000  # the hashes of the ids


def test_seen_keys():
    seen = SeenKeys()
    for k in range(5000):
        assert seen.get(f"key {k}") == 0
        seen.put(f"key {k}", k + 1)
    seen.put("key 7", 70)
    assert len(seen) == 5000
    assert seen.get("key 7") == 70
    assert all(seen.get(f"key {k}") == k + 1 for k in range(8, 5000))
