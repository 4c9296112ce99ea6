"""Reports to fill a store with, small but complete."""

from __future__ import annotations

from checker.records import (
    DiffOp,
    Document,
    DocumentReport,
    Finding,
    Flag,
    ForcedDecoding,
    Overlap,
    SegmentPair,
    SegmentReport,
    Severity,
    Span,
    TokenSurprisal,
    Translation,
)

LINES = (
    (
        "我国工业互联网已初步形成。",
        "My country's industrial Internet has gradually formed At present,",
    ),
    ("产量增长百分之五。", "Output grew by 50 percent."),
    ("会议昨天在北京举行。", "The meeting was held in Beijing yesterday."),
    ("我国粮食丰收。", "My country's grain harvest was good."),
)

MARKS = (
    (
        ("my-country", "accuracy/mistranslation", Severity.MINOR, 0.6, "My country's"),
        ("fused-sentence", "fluency/grammar", Severity.MAJOR, 0.9, "formed At present,"),
    ),
    (("numbers", "accuracy/mistranslation", Severity.CRITICAL, 0.95, "50 percent"),),
    (),
    (("my-country", "accuracy/mistranslation", Severity.MINOR, 0.6, "My country's"),),
)


def flag(
    text: str,
    words: str,
    rule: str,
    category: str,
    severity: Severity,
    confidence: float,
    base: int = 0,
) -> Flag:
    """A flag on the first occurrence of `words`."""
    start = text.index(words)
    end = start + len(words)
    finding = Finding(rule, "target", start, end, category, severity, confidence, f"«{words}»")
    return Flag(
        side="target",
        start=start,
        end=end,
        document_start=base + start,
        document_end=base + end,
        text=words,
        severity=severity,
        category=category,
        check_id=rule,
        confidence=confidence,
        reason=f"«{words}» reads wrongly.",
        source_spans=(Span(0, 2, "我国"),),
        suggestion="China's",
        findings=(finding,),
    )


def report(
    name: str = "article",
    lines: tuple[tuple[str, str], ...] = LINES,
    marks: tuple[tuple[tuple[str, str, Severity, float, str], ...], ...] = MARKS,
) -> DocumentReport:
    """A document with one segment a line and the marked flags."""
    source = "\n".join(line[0] for line in lines)
    target = "\n".join(line[1] for line in lines)
    segments = []
    source_start = target_start = 0
    for number, ((zh, en), marked) in enumerate(zip(lines, marks, strict=True)):
        pair = SegmentPair(
            document_id=name,
            segment_id=number,
            source=zh,
            target=en,
            source_start=source_start,
            source_end=source_start + len(zh),
            target_start=target_start,
            target_end=target_start + len(en),
            alignment_score=0.75,
        )
        flags = tuple(
            flag(en, words, rule, category, severity, confidence, target_start)
            for rule, category, severity, confidence, words in marked
        )
        segments.append(
            SegmentReport(
                pair=pair,
                score=100.0 - 30.0 * len(flags) - number,
                flags=flags,
                translations=(Translation("embedded", f"Pseudo {number}", "t1"),),
                overlap=(
                    Overlap(
                        "embedded",
                        40.5,
                        12.25,
                        55.0,
                        (DiffOp("delete", Span(0, 2, en[:2]), Span(0, 0, "")),),
                        "s1",
                    ),
                ),
                forced_decoding=ForcedDecoding((TokenSurprisal(0, 2, 3.5, 4.25, "In", 0.5),), "f1"),
                signature="v1",
            )
        )
        source_start += len(zh) + 1
        target_start += len(en) + 1
    document = Document(name, target, source, notes=("Read as UTF-8.",))
    return DocumentReport(document, tuple(segments), 61.5, "v1", notes=("A note.",))
