"""The table of all rules, the call that runs them, and their documentation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib import import_module

from checker.errors import SettingsError
from checker.records import Finding, SegmentPair
from checker.rules.alarms import measured_alarms, provenance, read_alarms
from checker.rules.base import Rule, RuleContext

__all__ = ["RULE_IDS", "all_rules", "get_rule", "rules_markdown", "run_rules"]

_NUMBERS = "checker.rules.numbers:NUMBER_RULES"
# id -> "module:ATTRIBUTE" (a rule, or a tuple of rules with this one in it), imported on first use
_TABLE: dict[str, str] = {
    # garbled English
    "fused-sentence": "checker.rules.fused:RULE",
    "dangling-transitive": "checker.rules.dangling:RULE",
    "truncated-end": "checker.rules.truncated:RULE",
    "verbless-fragment": "checker.rules.verbless:RULE",
    "mid-capital": "checker.rules.mid_capital:RULE",
    "repeat-loop": "checker.rules.repeat_loop:RULE",
    "repeated-4gram": "checker.rules.repeated_4gram:RULE",
    "doubled-word": "checker.rules.doubled_word:RULE",
    "gibberish": "checker.rules.gibberish:RULE",
    "mt-artefact": "checker.rules.mt_artefact:RULE",
    "although-but": "checker.rules.although_but:RULE",
    # copying and script
    "empty-target": "checker.rules.empty_target:RULE",
    "untranslated-segment": "checker.rules.untranslated:RULE",
    "han-left": "checker.rules.han_left:RULE",
    "other-script-left": "checker.rules.other_script:RULE",
    "latin-copy": "checker.rules.latin_copy:RULE",
    "pinyin-residue": "checker.rules.pinyin_residue:RULE",
    # punctuation and spacing
    "fullwidth-left": "checker.rules.fullwidth:RULE",
    "sentence-stop-missing": "checker.rules.stop_missing:RULE",
    "glued-sentence": "checker.rules.glued:RULE",
    "space-before-punctuation": "checker.rules.spacing:SPACE_BEFORE_PUNCTUATION",
    "double-space": "checker.rules.spacing:DOUBLE_SPACE",
    "bracket-balance": "checker.rules.brackets:RULE",
    "quote-balance": "checker.rules.quotes:RULE",
    "book-title": "checker.rules.book_title:RULE",
    # what is said, what is left out
    "page-furniture": "checker.rules.furniture:RULE",
    "my-country": "checker.rules.my_country:RULE",
    "question-lost": "checker.rules.question:RULE",
    "negation-flip": "checker.rules.negation:RULE",
    "modality": "checker.rules.modality:RULE",
    "length-ratio": "checker.rules.length_ratio:RULE",
    "unrelated-text": "checker.rules.unrelated:RULE",
    "added-sentence": "checker.rules.added:RULE",
    "clause-missing": "checker.rules.clause_missing:RULE",
    "list-items": "checker.rules.list_items:RULE",
    "enumeration-items": "checker.rules.enumeration:RULE",
    "list-and-missing": "checker.rules.list_and:RULE",
    "list-numbering": "checker.rules.list_numbering:RULE",
    "chinglish-density": "checker.rules.chinglish:RULE",
    # numbers
    "number-power-shift": _NUMBERS,
    "number-differs": _NUMBERS,
    "number-missing": _NUMBERS,
    "number-missing-small": _NUMBERS,
    "number-added": _NUMBERS,
    "magnitude-differs": _NUMBERS,
    "percentage-point": _NUMBERS,
    "date-mismatch": _NUMBERS,
    "half-day": _NUMBERS,
    "time-of-day": _NUMBERS,
    "yoy-mom": _NUMBERS,
    "discount": _NUMBERS,
    "tenth": _NUMBERS,
    "doubling": _NUMBERS,
    "multiple": _NUMBERS,
    "ordinal-differs": _NUMBERS,
    "fraction-differs": _NUMBERS,
    "period-differs": _NUMBERS,
    "score-differs": _NUMBERS,
    "currency-swap": _NUMBERS,
    "unit-swap": _NUMBERS,
    "number-format": _NUMBERS,
    "numbers-exchanged": "checker.rules.numbers_exchanged:RULE",
    # names and terms
    "place-name": "checker.rules.place_name:RULE",
    "place-pinyin": "checker.rules.place_pinyin:RULE",
    "organisation-name": "checker.rules.organisation_name:RULE",
    "surname-order": "checker.rules.surname_order:RULE",
    "name-pinyin": "checker.rules.name_pinyin:RULE",
    "repeated-source-inconsistent": "checker.rules.repeated_source:RULE",
    "repeated-target": "checker.rules.repeated_target:RULE",
    "term-inconsistent": "checker.rules.term_consistency:RULE",
    "glossary": "checker.rules.glossary:RULE",
}

RULE_IDS: tuple[str, ...] = tuple(_TABLE)
"""All stable ids, in the order of the documentation."""

# Rules that look at the whole document see this many segments at a time, and as many more on each
# side as `_MARGIN` says: time and memory stay proportional to the document's length.
_WINDOW = 1000
_MARGIN = 50


def get_rule(rule_id: str) -> Rule:
    """Return a rule by its id.

    Raises:
        SettingsError: there is no such rule.
    """
    place = _TABLE.get(rule_id)
    if place is None:
        raise SettingsError(
            f"there is no rule «{rule_id}»", remedy=f"Choose among {', '.join(RULE_IDS)}"
        )
    module, _, attribute = place.partition(":")
    found: Rule | tuple[Rule, ...] = getattr(import_module(module), attribute)
    if isinstance(found, Rule):
        return found
    return next(rule for rule in found if rule.rule_id == rule_id)


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of the documentation."""
    return tuple(get_rule(rule_id) for rule_id in RULE_IDS)


def run_rules(
    pairs: Sequence[SegmentPair],
    *,
    enable: Collection[str] = (),
    disable: Collection[str] = (),
    enabled: Collection[str] | None = None,
    glossary: str | None = None,
) -> list[list[Finding]]:
    """Run the rules over the pairs of one document, in order.

    Args:
        enable: ids to run besides the default rules.
        disable: ids not to run.
        enabled: run exactly these (and `enable`) instead of the default rules.
        glossary: path of a term list for the rule `glossary`; None for none.

    Returns:
        For each pair, its findings by side (target first), place and rule id.

    Raises:
        SettingsError: an unknown id.
        InputError: the term list cannot be used.
    """
    rules = _chosen(enable, disable, enabled, glossary)
    found: list[list[Finding]] = []
    for start in range(0, len(pairs), _WINDOW):
        first = max(0, start - _MARGIN)
        around = tuple(pairs[first : start + _WINDOW + _MARGIN])
        for index in range(start, min(start + _WINDOW, len(pairs))):
            found.append(_run(rules, pairs[index], RuleContext(around, index - first)))
    return found


def _run(rules: Sequence[Rule], pair: SegmentPair, ctx: RuleContext) -> list[Finding]:
    findings = [
        finding
        for rule in rules
        if not (rule.needs_source and pair.source is None)
        for finding in rule.check(pair, ctx)
    ]
    findings.sort(key=lambda f: (f.side != "target", f.start, f.end, f.detector))
    return findings


def _chosen(
    enable: Collection[str],
    disable: Collection[str],
    enabled: Collection[str] | None,
    glossary: str | None,
) -> list[Rule]:
    for rule_id in (*enable, *disable, *(enabled or ())):
        get_rule(rule_id)  # refuses an unknown id
    rules = [
        rule
        for rule in all_rules()
        if rule.rule_id not in disable
        and (rule.rule_id in enable or _wanted(rule, enabled))
        and rule.rule_id != "glossary"
    ]
    if glossary is not None and "glossary" not in disable:
        # Imported here: only users of a term list pay for reading one.
        from checker.rules.glossary import glossary_rule, load_glossary

        rules.append(glossary_rule(load_glossary(glossary)))
    return rules


def _wanted(rule: Rule, enabled: Collection[str] | None) -> bool:
    return rule.default if enabled is None else rule.rule_id in enabled


def rules_markdown() -> str:
    """Return the documentation of all rules as Markdown, made from the rules themselves."""
    head = (
        "# Rules\n\n"
        "Deterministic checks that need no model. Each has a stable id, a kind (MQM category) and a"
        " usual severity, from which a finding may depart as its description says. The last two"
        f" columns are measured. {provenance()}\n\n"
        "| id | finds | kind | severity | default | needs source | references | outputs |\n"
        "|---|---|---|---|---|---|--:|--:|\n"
    )
    rows = "".join(
        f"| [{rule.rule_id}](#{rule.rule_id}) | {rule.title} | {rule.category}"
        f" | {rule.severity.value} | {'on' if rule.default else 'off'}"
        f" | {'yes' if rule.needs_source else 'no'} | {_figures(rule.rule_id)} |\n"
        for rule in all_rules()
    )
    body = "".join(
        f"\n## {rule.rule_id}\n\n**{rule.title}.** {_escape(rule.description)}"
        f"{_read(rule.rule_id)}\n"
        for rule in all_rules()
    )
    return f"{head}{rows}{body}"


def _figures(rule_id: str) -> str:
    alarms = measured_alarms(rule_id)
    return "– | –" if alarms is None else f"{alarms.references:.1f} | {alarms.outputs:.1f}"


def _read(rule_id: str) -> str:
    found = read_alarms(rule_id)
    if found is None:
        return ""
    return (
        f" Of its {found.read} findings on the references, {found.false} are false alarms"
        f" ({found.alarms}); the others are errors of the reference: {found.errors}."
    )


def _escape(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", "\\*").replace("|", "\\|")
