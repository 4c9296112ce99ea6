"""A short article with a garbled translation, made by hand, as the pipeline would report it."""

from __future__ import annotations

import difflib
import re

import pytest

from checker.records import (
    DiffOp,
    Document,
    DocumentReport,
    Finding,
    Flag,
    ForcedDecoding,
    Overlap,
    QualityEstimate,
    SegmentPair,
    SegmentReport,
    Severity,
    Span,
    TokenQuality,
    TokenSurprisal,
    Translation,
)

# Chinese, English under review, re-translation, score
ROWS = [
    (
        "临海港上半年吞吐量创新高",
        "Linhai Port's throughput hits a record in the first half of the year",
        "Linhai Port handles record volume in first half",
        93.4,
    ),
    (
        "本报讯 记者七月三日从临海港集团获悉，今年上半年，港口货物吞吐量达到1.64亿吨，"
        "同比增长7.2%。",
        "The reporter learned from Linhai Port Group on July 3 that the port's cargo throughput"
        " reached 16.4 million tons in the first half of this year, a year-on-year increase of"
        " 7.2%.",
        "Linhai Port Group said on July 3 that the port handled 164 million tonnes of cargo in the"
        " first half of the year, up 7.2% from a year earlier.",
        31.25,
    ),
    (
        "作为我国重要的枢纽港之一，临海港已初步形成覆盖全链条的智慧物流体系。目前，港区内共有自动化岸桥"
        "四十二台。",
        "As one of my country's important hub ports, Linhai Port has initially formed At present,"
        " there are 42 automated quay cranes in the port area.",
        "As one of China's major hub ports, Linhai Port has built the outline of a smart logistics"
        " system covering the whole chain. The port area now has 42 automated quay cranes.",
        38.0,
    ),
    (
        "港口负责人表示，新系统投用后，船舶平均在港时间缩短了三个百分点。",
        "The person in charge of the port said that since the new system went into use, the"
        " average time ships spend in port has been cut by 3%.",
        "The head of the port said the average time ships spend in port fell by three percentage"
        " points after the new system was put into use.",
        71.5,
    ),
    (
        "与此同时，绿色岸电使用率稳步提高，夜间噪声投诉明显减少，附近居民的满意度也有所上升。",
        "At the same time, the use of shore power rose steadily.",
        "Meanwhile, use of green shore power rose steadily, complaints about noise at night fell"
        " markedly, and nearby residents were more satisfied.",
        44.8,
    ),
    (
        "下一步，集团将加快三期码头建设。",
        "Next, the group will will speed up 三期 terminal construction construction construction.",
        "Next, the group will speed up construction of the third-phase terminal.",
        22.1,
    ),
    (
        "业内人士认为，港口的竞争，归根到底是效率和服务的竞争。",
        "Industry insiders believe that competition between ports is, in the end, competition in"
        " efficiency and service.",
        "Industry insiders believe that port competition is ultimately competition of efficiency"
        " and service.",
        96.7,
    ),
    (
        "（责任编辑：<王海>）",
        "(Editor in charge: <Wang Hai>\u202e)",
        "(Editor: <Wang Hai>)",
        88.0,
    ),
    (
        "全年目标不变。",
        "",
        "The goal for the full year is unchanged.",
        None,
    ),
]

# segment, side, words, severity, category, rule, confidence, reason, source words, suggestion
FLAGS = [
    (
        1,
        "target",
        "16.4 million tons",
        "critical",
        "accuracy/mistranslation",
        "number-power",
        0.99,
        "1.64亿 is 164 million; the English says 16.4 million, ten times too little.",
        ["1.64亿吨"],
        "164 million tonnes",
    ),
    (
        2,
        "target",
        "my country's",
        "minor",
        "style/perspective",
        "my-country",
        0.97,
        "我国 in a news report is “China”, not “my country”.",
        ["我国"],
        "China's",
    ),
    (
        2,
        "target",
        "has initially formed At present,",
        "major",
        "fluency/grammar",
        "fused-sentence",
        0.95,
        "“formed” has no object and “At” begins a new sentence: two sentences are fused.",
        ["覆盖全链条的智慧物流体系", "目前"],
        None,
    ),
    (
        2,
        "target",
        "initially formed",
        "neutral",
        "style/awkward",
        "forced-decoding",
        0.31,
        "The model finds “formed” unlikely here (9.8 nats given the Chinese).",
        [],
        None,
    ),
    (
        3,
        "target",
        "3%",
        "major",
        "accuracy/mistranslation",
        "percentage-point",
        0.9,
        "三个百分点 is three percentage points, not 3 per cent.",
        ["三个百分点"],
        "three percentage points",
    ),
    (
        4,
        "source",
        "夜间噪声投诉明显减少，附近居民的满意度也有所上升",
        "major",
        "accuracy/omission",
        "omitted-clause",
        0.83,
        "No English words answer to this clause: noise complaints, satisfied residents.",
        [],
        None,
    ),
    (
        4,
        "target",
        "",
        "minor",
        "accuracy/omission",
        "truncated-end",
        0.4,
        "The sentence may end too early.",
        [],
        None,
    ),
    (
        5,
        "target",
        "will will",
        "minor",
        "fluency/grammar",
        "repeated-word",
        0.99,
        "“will” stands twice.",
        [],
        "will",
    ),
    (
        5,
        "target",
        "三期",
        "major",
        "accuracy/untranslated",
        "untranslated-han",
        1.0,
        "Two Chinese characters were left untranslated.",
        ["三期"],
        "third-phase",
    ),
    (
        5,
        "target",
        "construction construction construction",
        "critical",
        "fluency/grammar",
        "repeat-loop",
        1.0,
        "“construction” is repeated three times in a row.",
        ["建设"],
        "construction",
    ),
    (
        7,
        "target",
        "<Wang Hai>\u202e",
        "minor",
        "fluency/punctuation",
        "hidden-character",
        0.7,
        "A right-to-left override (U+202E) hides here.",
        [],
        "Wang Hai",
    ),
]


def _find(text, words):
    start = text.index(words) if words else len(text)
    return start, start + len(words)


def _diff(target, pseudo):
    words = [[(m.start(), m.end()) for m in re.finditer(r"\S+", t)] for t in (target, pseudo)]
    texts = [[t[a:b] for a, b in w] for t, w in zip((target, pseudo), words, strict=True)]

    def span(side, text, i, j):
        if i == j:
            return Span(0, 0, "")
        start, end = words[side][i][0], words[side][j - 1][1]
        return Span(start, end, text[start:end])

    matcher = difflib.SequenceMatcher(None, texts[0], texts[1], autojunk=False)
    return tuple(
        DiffOp(kind, span(0, target, a, b), span(1, pseudo, c, d))
        for kind, a, b, c, d in matcher.get_opcodes()
    )


def _tokens(target):
    return tuple(
        TokenSurprisal(
            m.start(),
            m.end(),
            round((len(m.group()) * 37 + m.start()) % 113 / 8, 3),
            round((len(m.group()) * 53 + m.start()) % 131 / 8, 3),
            "a" if m.start() % 3 == 0 else None,
            0.25 if m.start() % 3 == 0 else None,
        )
        for m in re.finditer(r"\S+", target)
    )


def _estimate(source, target):
    """Doubts that depend on length and place only, so that the rendering is the same each time."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", target)]
    tokens = (TokenQuality(a, b, round((a * 7 + b) % 97 / 100, 2), 0.01) for a, b in words)
    omitted = tuple((i, i + 1, round(i % 11 / 20, 2)) for i in range(len(source)))
    return QualityEstimate(tuple(tokens), omitted, 0.02, 0.31, 0.42, 0.5, "estimator:0123456789ab")


def _flag(pair, row):
    _, side, words, severity, category, rule, confidence, reason, sources, suggestion = row
    text = pair.source if side == "source" else pair.target
    start, end = _find(text, words)
    offset = pair.source_start if side == "source" else pair.target_start
    spans = tuple(Span(start, end, s) for s in sources for start, end in [_find(pair.source, s)])
    fields = (category, Severity(severity), confidence, reason, spans, suggestion)
    findings = [Finding(rule, side, start, end, *fields)]
    if severity == "major":
        also = "The words here are hardly expected given the Chinese (11.7 nats at the worst)."
        findings.append(
            Finding("forced-decoding", side, start, end, category, Severity.MINOR, 0.5, also)
        )
    return Flag(
        side,
        start,
        end,
        offset + start,
        offset + end,
        words,
        Severity(severity),
        category,
        rule,
        confidence,
        reason,
        spans,
        suggestion,
        tuple(findings),
    )


def _segment(number, document_id, source_start, target_start):
    source, target, pseudo, score = ROWS[number]
    pair = SegmentPair(
        document_id,
        number,
        source,
        target,
        source_start,
        source_start + len(source),
        target_start,
        target_start + len(target),
        "1-1" if target else "1-0",
        0.9 if target else 0.0,
    )
    translations = [Translation("embedded", pseudo, "embedded:a5fd3b62|int8|greedy")]
    if number == 5:
        translations.append(
            Translation("hf:tiny", "the the the the", "hf:tiny@1", False, "looping", 3)
        )
    overlap: tuple[Overlap, ...] = ()
    if target:
        share = difflib.SequenceMatcher(None, target, pseudo).ratio()
        overlap = (
            Overlap(
                "embedded",
                round(100 * share, 2),
                round(60 * share, 2),
                round(120 - 100 * share, 2),
                _diff(target, pseudo),
                "chrF2++|sacrebleu:2.5",
            ),
        )
    return SegmentReport(
        pair=pair,
        score=score,
        flags=tuple(_flag(pair, row) for row in FLAGS if row[0] == number),
        translations=tuple(translations),
        overlap=overlap,
        forced_decoding=ForcedDecoding(_tokens(target), "embedded:a5fd3b62|f32")
        if target
        else None,
        missing=() if target else ("There is no English text to score.",),
        signature="checker:0.1.0|balanced",
        estimate=_estimate(source, target) if target else None,
    )


def article_report(document_id: str = "linhai-port") -> DocumentReport:
    """The article's report under a given document id."""
    source = "\n".join(row[0] for row in ROWS)
    target = "\n".join(row[1] for row in ROWS)
    segments, source_start, target_start = [], 0, 0
    for number, row in enumerate(ROWS):
        segments.append(_segment(number, document_id, source_start, target_start))
        source_start += len(row[0]) + 1
        target_start += len(row[1]) + 1
    return DocumentReport(
        document=Document(
            document_id,
            target,
            source,
            source_path="in/linhai-port.zh.txt",
            target_path="in/linhai-port.en.txt",
            notes=("The Chinese file was read as GB18030.",),
        ),
        segments=tuple(segments),
        score=58.31,
        signature="checker:0.1.0|balanced",
    )


@pytest.fixture(scope="session")
def make_article():
    """The function that makes the article's report under a given document id."""
    return article_report


@pytest.fixture
def article() -> DocumentReport:
    """The report of the garbled article."""
    return article_report()
