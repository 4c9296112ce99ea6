"""The evidence behind a segment, in words: re-translations with their differences, figures."""

from __future__ import annotations

from collections.abc import Iterator

from checker.records import (
    DiffOp,
    Overlap,
    QualityEstimate,
    SegmentReport,
    TokenSurprisal,
    Translation,
)
from checker.report.html_text import escape, rich_text
from checker.report.words import count

__all__ = ["evidence_block", "signatures_of"]

SURPRISING = 5.0
"""Nats from which on a word part is named as hardly expected (p below 0.7 %)."""

DOUBTED = 0.25
"""Chance of an error from which on the estimator's doubt of a word part is named."""

_NAMED = 6


def signatures_of(report: SegmentReport) -> Iterator[tuple[str, str]]:
    """Yields (what, signature) of everything a segment's report rests on."""
    if report.signature:
        yield "score", report.signature
    for translation in report.translations:
        yield f"re-translation by {translation.back_end}", translation.signature
    for overlap in report.overlap:
        yield "overlap", overlap.signature
    if report.forced_decoding is not None:
        yield "forced decoding", report.forced_decoding.signature
    if report.estimate is not None:
        yield "quality estimation", report.estimate.signature


def evidence_block(report: SegmentReport) -> str:
    """Returns a segment's re-translations and figures, "" where there are none.

    A flagged segment shows its re-translations, since they help to judge the flags; all the rest
    is folded away.
    """
    overlaps = {overlap.back_end: overlap for overlap in report.overlap}
    texts = "".join(_translation(t, overlaps.get(t.back_end)) for t in report.translations)
    items = "".join(f"<li>{line}</li>" for line in _lines(report))
    figures = f'<ul class="figs">{items}</ul>' if items else ""
    if report.flags:
        return _block(texts + _folded("Figures behind this", figures))
    title = "Re-translation and figures" if texts else "Figures"
    return _block(_folded(title, texts + figures))


def _block(body: str) -> str:
    return f'<div class="evidence">{body}</div>' if body else ""


def _folded(title: str, body: str) -> str:
    return f"<details><summary>{title}</summary>{body}</details>" if body else ""


def _translation(translation: Translation, overlap: Overlap | None) -> str:
    head = f'<span class="by">Re-translation · {escape(translation.back_end)}</span>'
    if not translation.usable:
        problem = escape(translation.problem or "unusable")
        tries = count(translation.attempts, "attempt")
        note = f'<span class="warn">not used as evidence: {problem}, after {tries}</span>'
        body = rich_text(translation.text) or "(empty)"
        return f'<div class="rt unusable"><p>{head} {note}</p><p lang="en">{body}</p></div>'
    body = rich_text(translation.text) if overlap is None else _diff(overlap, translation.text)
    return f'<div class="rt"><p>{head}</p><p lang="en">{body}</p></div>'


def _diff(overlap: Overlap, pseudo: str) -> str:
    """The re-translation, with what only one of the two texts has marked."""
    pieces: list[str] = []
    place = 0
    before = ""
    for op in overlap.diff:
        gap = pseudo[place : op.pseudo.start] if op.pseudo.text else ""
        # Words of the target bring no white space along.
        if before and not gap and "delete" in (before, op.kind):
            gap = " "
        pieces += [rich_text(gap), _step(op)]
        place, before = max(place, op.pseudo.end), op.kind
    pieces.append(rich_text(pseudo[place:]))
    return "".join(pieces)


def _step(op: DiffOp) -> str:
    if op.kind == "equal":
        return rich_text(op.pseudo.text)
    gone = f"<del>{rich_text(op.target.text)}</del>" if op.target.text else ""
    come = f"<ins>{rich_text(op.pseudo.text)}</ins>" if op.pseudo.text else ""
    return f"{gone} {come}" if gone and come else gone + come


def _lines(report: SegmentReport) -> Iterator[str]:
    for overlap in report.overlap:
        yield (
            f"Agreement with the re-translation by {escape(overlap.back_end)}: "
            f"chrF++ {overlap.chrf:.1f} and BLEU {overlap.bleu:.1f} of 100 (higher is closer), "
            f"TER {overlap.ter:.1f} (lower is closer)."
        )
    if report.forced_decoding is not None:
        yield _surprises(report, report.forced_decoding.tokens)
    if report.estimate is not None:
        yield _doubts(report.pair.target, report.estimate)
    pair = report.pair
    if pair.alignment_score is not None:
        source, _, target = pair.alignment.partition("-")
        yield (
            f"Aligned {escape(source)} Chinese with {escape(target)} English sentences, "
            f"certainty {pair.alignment_score:.2f} of 1."
        )
    for sentence in report.missing if report.score is not None else ():
        yield f'<span class="warn">Missing:</span> {rich_text(sentence)}'


def _surprises(report: SegmentReport, tokens: tuple[TokenSurprisal, ...]) -> str:
    """The word parts the model expected least, worst first."""
    ranked = sorted(tokens, key=lambda token: (-_surprisal(token), token.start))
    named = [token for token in ranked if _surprisal(token) >= SURPRISING][:_NAMED]
    if not named:
        return f"The model was surprised by no word (all below {SURPRISING:.0f} nats)."
    items = "; ".join(_surprise(report.pair.target, token) for token in named)
    return f"Words the model expected least: {items}."


def _surprisal(token: TokenSurprisal) -> float:
    return token.alone if token.given_source is None else token.given_source


def _surprise(target: str, token: TokenSurprisal) -> str:
    words = f"“{rich_text(target[token.start : token.end])}”"
    if token.given_source is None:
        figures = f"{token.alone:.1f} nats"
    else:
        figures = f"{token.given_source:.1f} nats given the Chinese, {token.alone:.1f} without it"
    if token.expected is None:
        return f"{words} {figures}"
    return f"{words} {figures}, rather “{rich_text(token.expected.strip())}”"


def _doubts(target: str, estimate: QualityEstimate) -> str:
    """The word parts the estimator doubts most, worst first."""
    ranked = sorted(estimate.tokens, key=lambda token: (-token.error, token.start))
    named = [token for token in ranked if token.error >= DOUBTED][:_NAMED]
    if not named:
        return f"The estimator doubts no word (all chances of an error below {DOUBTED:.0%})."
    items = "; ".join(
        f"“{rich_text(target[token.start : token.end])}” {token.error:.0%}" for token in named
    )
    return f"Words the estimator doubts most, with its raw chance of an error: {items}."
