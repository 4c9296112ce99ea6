"""modality: a duty in the source that the English permits, a chance that it makes certain …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.checks.base import Check, Context, finding
from checker.language.views import shorten, view
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;”’」』）)]*")
_LONGEST = 3000
_MONTH = re.compile(r"(?<=\w )May\b")
_DENIED = r"\b(?:not|never|no|nor|cannot|without|neither|none|nothing|nobody|hardly)\b|n['’]t\b"
_DUTY = (
    r"\b(?:must|shall|should|ought|ha(?:s|ve|d|ving) to|needs?|needed|necessar\w+|requir\w+"
    r"|oblig\w+|mandator\w+|compuls\w+|essential|vital|crucial|imperative|indispensable|important"
    r"|supposed|forced|bound|only|ensure\w*|make sure|(?:is|are|was|were) to|got to|better|duty"
    r"|demand\w*|insist\w*|urg\w+|call\w* (?:for|on)|let|be sure|will|would|inevitabl\w+"
    r"|deserv\w+|due)\b"
)
_LEAVE = (
    r"\b(?:may|can|could|might|able|enabl\w+|allow\w*|permit\w*|let\w*|possib\w+|capab\w+|available"
    r"|option\w*|eligible|entitl\w+|free to|opportunit\w+|chance|way|sufficient|enough|easy|easily"
    r"|suffic\w+|accept\w*|fine|OK|okay|feasib\w+|viable|grant\w*|right|authori[sz]\w+|qualif\w+)\b"
)
_DOUBT = (
    r"\b(?:may|might|could|can|would|should|possib\w+|potential\w*|perhaps|maybe|likel\w+|probab\w+"
    r"|chances?|risk\w*|threat\w*|appear\w*|seem\w*|suspect\w*|expect\w*|if|whether|apt|liable|prone"
    r"|tend\w*|believ\w+|think|fear\w*|suggest\w*|conceivabl\w+|prospect\w*|odds|feasib\w+|capab\w+"
    r"|presum\w+|hint\w*|poised|set to|about to|unlikely|impossib\w+|able|never|no way|or|any"
    r"|specul\w+|potent\w+|plausib\w+|estimat\w+|guess\w*|sometimes|often|easily|almost|projected)\b"
)
_PLANNED = (
    r"\b(?:will|shall|would|going|plan\w*|propos\w+|intend\w*|inten\w+|expect\w*|schedul\w+|slated"
    r"|upcoming|forthcoming|coming|next|future|soon|due|tomorrow|set|about|eventual\w*|later|await\w*"
    r"|aim\w*|can|may|could|should|must|is|are|(?:was|were) to|ahead|hope\w*|prepar\w+)\b"
    r"|['’]ll\b"
)


@dataclass(frozen=True, slots=True)
class _Modality:
    """A sort of modal word: its Chinese, the English that turns it round, and that keeps it."""

    meaning: str
    chinese: re.Pattern[str]
    contrary: re.Pattern[str]
    faithful: re.Pattern[str]


def _sort(meaning: str, chinese: str, contrary: str, faithful: str) -> _Modality:
    ignore = re.IGNORECASE
    return _Modality(
        meaning, re.compile(chinese), re.compile(contrary, ignore), re.compile(faithful, ignore)
    )


_SORTS = (
    _sort(
        "forbids",
        "不得(?![不已了而人知]|以|安宁|民心|要领)|严禁|不准(?!确|时|备)|不许|禁止|(?<!毋|不)不允许",
        r"\b(?:may|can|could|might|(?:is|are) (?:allowed|permitted|free) to)\b",
        rf"{_DENIED}|\b(?:ban\w*|prohibit\w*|forbid\w*|forbad\w*|bar(?:s|red|ring)?|prevent\w*|un\w+"
        r"|disallow\w*|restrict\w*|refus\w+|illegal\w*|stop\w*|avoid\w*|outlaw\w*|refrain\w*|only"
        r"|crack\w*|den(?:y|ied|ies)|ineligible|zero|fail\w*|block\w*|strict\w*|exclu\w+|less than"
        r"|fewer than|more than|exceed\w*|at (?:least|most)|limit\w*|impermissib\w+)\b",
    ),
    _sort(
        "obliges",
        "(?<!未|不)必须|务必|(?<!不)应当(?!前)",
        r"\b(?:may|can|could|might)\b",
        _DUTY,
    ),
    _sort(
        "permits",
        "(?<!不|都|也|才|还)可以(?!说|想|看出|预见|肯定|确定|断|得出|看到|理解)",
        r"\b(?:must|shall|(?:has|have|had) to|(?:is|are) (?:required|obliged|obligated) to)\b",
        _LEAVE,
    ),
    _sort(
        "thinks possible",
        "(?<!不|尽|无|没|何|只|才|有|怎)可能(?!性|会不|不|够|的|是因|有效|源)",
        r"\b(?:will (?!be able)|certainly|definitely|surely|undoubtedly|is sure to|are sure to)",
        _DOUBT,
    ),
    _sort(
        "announces",
        r"将于|将在\d|(?<!虚|模|草)拟(?:于|在|向|将|对|以|投资|建|定于|收购|出资)",
        r"\b(?:was|were|has|have) (?:\w+ly |already )?(?:been )?(?:\w+ed|held|built|made|sold)\b",
        _PLANNED,
    ),
)


def _parts(pair: SegmentPair) -> Iterator[tuple[int, str, int, int]]:
    """Yield (start in the source, source sentence, start and end in the target), side by side."""
    source, seen = pair.source or "", view(pair.target)
    sentences = [match for match in _SENTENCE.finditer(source) if match.group().strip()]
    if len(sentences) == len(seen.sentences):
        for match, sentence in zip(sentences, seen.sentences, strict=True):
            yield match.start(), match.group(), sentence.start, sentence.end
    elif len(sentences) == 1:
        start = len(pair.target) - len(pair.target.lstrip())
        yield sentences[0].start(), sentences[0].group(), start, len(pair.target.rstrip())


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not pair.source or max(len(pair.source), len(pair.target)) > _LONGEST:
        return
    for source_start, source, start, end in _parts(pair):
        english = _MONTH.sub("...", pair.target[start:end])
        said = [(sort, match) for sort in _SORTS if (match := sort.chinese.search(source))]
        if len(said) != 1 or "?" in english:
            continue  # with two sorts, either may own the English word
        sort, match = said[0]
        contrary = sort.contrary.search(english)
        if contrary is None or sort.faithful.search(english):
            continue
        first = source_start + match.start()
        yield finding(
            CHECK,
            (start + contrary.start(), start + contrary.end()),
            f"The source {sort.meaning} («{match.group()}»), the English says"
            f" «{contrary.group().strip()}»: «{shorten(pair.target[start:end], 60)}»",
            confidence=0.4,
            source_spans=(Span(first, first + len(match.group()), match.group()),),
        )


CHECK = Check(
    id="modality",
    title="Duty, permission or chance changed",
    description=(
        "One modal word in the source and a contrary one in the English sentence, which has no word"
        " of the right sort: 不得, 严禁 as may or can; 必须, 应当 as may or can; 可以 as must or"
        " have to; 可能 as will; 将于, 拟 as something done. Sentences with two sorts of modal"
        " words and questions are left alone. Off by default."
    ),
    category="accuracy/mistranslation",
    severity=Severity.NEUTRAL,
    run=_check,
    needs=frozenset({"source"}),
    default=False,
)
