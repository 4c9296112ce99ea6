"""The order of stages: segment, re-translate, align, gather evidence, flag, score.

A `Checker` holds the settings and the (lazily loaded) models; it keeps no state between documents
except its models and its cache.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from checker.alignment.pairing import Paired, pair_segments, translations_of
from checker.checks.model.doubt import in_doubt, shipped_doubt
from checker.checks.model.judge import shipped_judges
from checker.checks.model.judgement import base_score, judge_pair
from checker.checks.model.trials import with_removals, with_variants
from checker.checks.registry import chosen_checks, retired_notes
from checker.checks.registry_hash import registry_hash
from checker.checks.running import run_model_checks, run_text_checks, still_needed
from checker.config import Settings
from checker.documents.term_list import Glossary, load_glossary
from checker.errors import InputError
from checker.evidence.missing import missing_of
from checker.evidence.source import Evidence, EvidenceSource
from checker.records import Document, DocumentReport, Finding, SegmentPair, SegmentReport, Span
from checker.verdict.flags import merge_findings
from checker.verdict.retranslations import grave_errors
from checker.verdict.scores import document_score, segment_score
from checker.version import __version__

__all__ = ["Cancelled", "Checker", "Progress", "check"]

WINDOW = 24
"""Pairs scored together: enough to fill a model's batch, few enough to show early results and to
notice soon that a check is cancelled."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a check stands: `done` of `total` units of `stage`."""

    stage: str
    done: int
    total: int


class Cancelled(Exception):
    """Raised by `check_document` when its `cancelled` callback returned True."""


class Checker:
    """Checks documents with one set of settings.

    Args:
        settings: what to do; see `checker.config.Settings`.
        evidence: where translations and surprisals come from; by default the models named in the
            settings, loaded on first use.

    Raises:
        CheckerError: the settings name a back end or rule that cannot be used.
    """

    def __init__(
        self, settings: Settings | None = None, *, evidence: EvidenceSource | None = None
    ) -> None:
        self.settings = settings or Settings()
        self.evidence = evidence or EvidenceSource(self.settings)
        self.checks = chosen_checks(
            enable=self.settings.enable,
            disable=self.settings.disable,
            sensitivity=self.settings.sensitivity,
        )

    @property
    def signature(self) -> str:
        """Names everything that decides a result: version, checks, settings, glossary, models."""
        parts = [f"checker:{__version__}", f"checks:{registry_hash()}", self.settings.signature]
        if self._glossary is not None:
            parts.append(f"glossary:{self._glossary.name}@{self._glossary.digest}")
        parts.append(self.evidence.signature)
        if self.evidence.estimator is not None:
            parts.append(f"judge:{shipped_judges().version}")
            if self.settings.depth == "standard":
                parts.append(f"doubt:{shipped_doubt().version}")
        return "|".join(parts)

    def check_document(
        self,
        document: Document,
        *,
        on_segment: Callable[[SegmentReport], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> DocumentReport:
        """Checks one document.

        Args:
            document: source and target, or a target alone.
            on_segment: gets each segment's report, in order, as soon as it is known.
            progress: called between steps.
            cancelled: polled between steps; True stops the check.

        Raises:
            Cancelled: `cancelled` returned True.
            CheckerError: a back end or model failed.
        """

        def step(stage: str, done: int, total: int) -> None:
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(Progress(stage, done, total))

        paired = pair_segments(
            document,
            self.evidence,
            sparing=self.settings.depth == "standard",
            progress=lambda done, total: step("re-translating", done, total),
        )
        findings = self.text_findings(paired.pairs)
        reports: list[SegmentReport] = []
        total = len(paired.pairs)
        for start in range(0, total, WINDOW):
            step("scoring", start, total)
            window, found = paired.window(start, start + WINDOW), findings[start : start + WINDOW]
            for report in self._score(window, found, partial(step, "scoring", start, total)):
                reports.append(report)
                if on_segment is not None:
                    on_segment(report)
        step("scoring", total, total)
        return DocumentReport(
            document=document,
            segments=tuple(reports),
            score=document_score(reports),
            signature=self.signature,
            notes=document.notes + self._notes,
            missing=self.evidence.missing(has_source=document.source is not None),
        )

    def check_pair(self, source: str | None, target: str) -> SegmentReport:
        """Checks one segment by itself, for a reviewer who has just edited it."""
        rows = None if source is None else ((_whole(source), _whole(target)),)
        report = self.check_document(Document("segment", target, source, pairs=rows))
        return report.segments[0]

    def text_findings(self, pairs: Sequence[SegmentPair]) -> list[list[Finding]]:
        """What the checks that need no model find in the pairs of one document, pair by pair."""
        return run_text_checks(
            pairs, self.checks, sensitivity=self.settings.sensitivity, glossary=self._glossary
        )

    @property
    def _notes(self) -> tuple[str, ...]:
        retired = retired_notes(self.settings.enable, self.settings.disable)
        return retired + (self.evidence.cache.notes if self.evidence.cache else ())

    @cached_property
    def _glossary(self) -> Glossary | None:
        path = self.settings.glossary
        return None if path is None else load_glossary(path)

    def _score(
        self, paired: Paired, findings: Sequence[Sequence[Finding]], between: Callable[[], None]
    ) -> list[SegmentReport]:
        gathered = self._gathered(paired, findings, between)
        between()
        gathered = with_variants(paired.pairs, gathered, self.evidence)
        between()
        gathered = with_removals(paired.pairs, gathered, self.evidence)
        return [
            self._report(pair, evidence, found)
            for pair, evidence, found in zip(paired.pairs, gathered, findings, strict=True)
        ]

    def _gathered(
        self, paired: Paired, findings: Sequence[Sequence[Finding]], between: Callable[[], None]
    ) -> list[Evidence]:
        """All evidence; at standard depth the estimator's alone where little is in doubt."""
        if self.settings.depth != "standard":
            assert paired.translations is not None  # only a sparing alignment leaves them out
            return self.evidence.gather(paired.pairs, paired.translations)
        gathered = self.evidence.estimate(paired.pairs)
        asked = in_doubt(paired.pairs, gathered, findings, least=self.settings.doubt)
        pairs = [paired.pairs[place] for place in asked]
        known = paired.translations
        translations = (
            translations_of(pairs, self.evidence)
            if known is None
            else [known[place] for place in asked]
        )
        between()
        estimated = [gathered[place] for place in asked]
        fuller = self.evidence.gather(pairs, translations, known=estimated)
        for place, evidence in zip(asked, fuller, strict=True):
            gathered[place] = evidence
        return gathered

    def _report(
        self, pair: SegmentPair, evidence: Evidence, findings: Sequence[Finding]
    ) -> SegmentReport:
        judgement = judge_pair(pair, evidence, findings)
        seen = run_model_checks(
            pair, evidence, judgement, self.checks, sensitivity=self.settings.sensitivity
        )
        # the judge has seen them all
        findings = still_needed(pair, evidence, judgement, findings, self.checks)
        flags = merge_findings(pair, [*findings, *seen])
        score = segment_score(pair.target, flags, base=base_score(evidence, judgement))
        return SegmentReport(
            pair=pair,
            # Nothing is known of how well a sentence renders a source that was not found.
            score=None if pair.source == "" else score,
            flags=flags,
            translations=evidence.translations,
            overlap=evidence.overlap,
            forced_decoding=evidence.forced_decoding,
            missing=missing_of(pair, evidence) + grave_errors(pair.source, evidence.translations),
            signature=self.signature,
            estimate=evidence.estimate,
        )


def check(
    source: str | None, target: str, *, settings: Settings | None = None, name: str = "document"
) -> DocumentReport:
    """Checks an English text against its Chinese source.

    Args:
        source: the Chinese text; None where there is none.
        target: the English text.
        settings: see `checker.config.Settings`.
        name: the document's id in the report.

    Raises:
        InputError: a text is none, or both are blank.
        CheckerError: the settings, a back end or a model cannot be used.
    """
    for text, side in ((target, "target"), ("" if source is None else source, "source")):
        if not isinstance(text, str):
            raise InputError(f"the {side} is {type(text).__name__}, not text", where=name)
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            raise InputError(f"the {side} holds half of a surrogate pair", where=name)
    if not target.strip() and not (source or "").strip():
        raise InputError("both texts are blank", where=name, remedy="Give a text to check")
    return Checker(settings).check_document(Document(name, target, source))


def _whole(text: str) -> Span:
    return Span(0, len(text), text)
