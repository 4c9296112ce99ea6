"""The table of all rules, the call that runs them, and their documentation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib import import_module

from checker.checks.alarms import measured_alarms, provenance, read_alarms
from checker.checks.base import Rule, RuleContext
from checker.errors import SettingsError
from checker.records import Finding, SegmentPair

__all__ = ["RULE_IDS", "all_rules", "get_rule", "rules_markdown", "run_rules"]

_NUMBERS = "checker.checks.numbers:NUMBER_RULES"
# id -> "module:ATTRIBUTE" (a rule, or a tuple of rules with this one in it), imported on first use
_TABLE: dict[str, str] = {
    # garbled English
    "fused-sentence": "checker.checks.text.fused:RULE",
    "dangling-transitive": "checker.checks.text.dangling:RULE",
    "truncated-end": "checker.checks.text.truncated:RULE",
    "verbless-fragment": "checker.checks.text.verbless:RULE",
    "mid-capital": "checker.checks.text.mid_capital:RULE",
    "repeat-loop": "checker.checks.text.repeat_loop:RULE",
    "repeated-4gram": "checker.checks.text.repeated_4gram:RULE",
    "doubled-word": "checker.checks.text.doubled_word:RULE",
    "gibberish": "checker.checks.text.gibberish:RULE",
    "mt-artefact": "checker.checks.text.mt_artefact:RULE",
    "although-but": "checker.checks.text.although_but:RULE",
    # copying and script
    "empty-target": "checker.checks.text.empty_target:RULE",
    "untranslated-segment": "checker.checks.text.untranslated:RULE",
    "han-left": "checker.checks.text.han_left:RULE",
    "other-script-left": "checker.checks.text.other_script:RULE",
    "latin-copy": "checker.checks.text.latin_copy:RULE",
    "pinyin-residue": "checker.checks.text.pinyin_residue:RULE",
    # punctuation and spacing
    "fullwidth-left": "checker.checks.text.fullwidth:RULE",
    "sentence-stop-missing": "checker.checks.text.stop_missing:RULE",
    "glued-sentence": "checker.checks.text.glued:RULE",
    "space-before-punctuation": "checker.checks.text.spacing:SPACE_BEFORE_PUNCTUATION",
    "double-space": "checker.checks.text.spacing:DOUBLE_SPACE",
    "bracket-balance": "checker.checks.text.brackets:RULE",
    "quote-balance": "checker.checks.text.quotes:RULE",
    "book-title": "checker.checks.text.book_title:RULE",
    # what is said, what is left out
    "page-furniture": "checker.checks.text.furniture:RULE",
    "my-country": "checker.checks.text.my_country:RULE",
    "question-lost": "checker.checks.text.question:RULE",
    "negation-flip": "checker.checks.text.negation:RULE",
    "modality": "checker.checks.text.modality:RULE",
    "length-ratio": "checker.checks.text.length_ratio:RULE",
    "unrelated-text": "checker.checks.text.unrelated:RULE",
    "added-sentence": "checker.checks.text.added:RULE",
    "clause-missing": "checker.checks.text.clause_missing:RULE",
    "list-items": "checker.checks.text.list_items:RULE",
    "enumeration-items": "checker.checks.text.enumeration:RULE",
    "list-and-missing": "checker.checks.text.list_and:RULE",
    "list-numbering": "checker.checks.text.list_numbering:RULE",
    "chinglish-density": "checker.checks.text.chinglish:RULE",
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
    "numbers-exchanged": "checker.checks.numbers.exchanged:RULE",
    # names and terms
    "place-name": "checker.checks.text.place_name:RULE",
    "place-pinyin": "checker.checks.text.place_pinyin:RULE",
    "organisation-name": "checker.checks.text.organisation_name:RULE",
    "surname-order": "checker.checks.text.surname_order:RULE",
    "name-pinyin": "checker.checks.text.name_pinyin:RULE",
    "repeated-source-inconsistent": "checker.checks.text.repeated_source:RULE",
    "repeated-target": "checker.checks.text.repeated_target:RULE",
    "term-inconsistent": "checker.checks.text.term_consistency:RULE",
    "glossary": "checker.checks.text.glossary:RULE",
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
        from checker.checks.text.glossary import glossary_rule, load_glossary

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
