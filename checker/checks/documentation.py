"""The documentation of all checks as Markdown, made from the checks themselves."""

from __future__ import annotations

from checker.checks.alarms import measured_alarms, provenance, read_alarms
from checker.checks.registry import RETIRED, all_checks

__all__ = ["checks_markdown"]


def checks_markdown() -> str:
    """Return the documentation of all rules as Markdown, made from the rules themselves."""
    head = (
        "# Checks\n\n"
        "Each has a stable id, a kind (MQM category) and a usual severity, from which a finding may"
        " depart as its description says. What it needs besides the English is named; a check that"
        " needs models runs where they were asked. The last two columns are measured."
        f" {provenance()}\n\n"
        "| id | finds | kind | severity | default | needs | references | outputs |\n"
        "|---|---|---|---|---|---|--:|--:|\n"
    )
    rows = "".join(
        f"| [{check.id}](#{check.id}) | {check.title} | {check.category}"
        f" | {check.severity.value} | {'on' if check.default else 'off'}"
        f" | {', '.join(sorted(check.needs)) or '–'} | {_figures(check.id)} |\n"
        for check in all_checks()
    )
    body = "".join(
        f"\n## {check.id}\n\n**{check.title}.** {_escape(check.description)}{_read(check.id)}\n"
        for check in all_checks()
    )
    retired = "".join(f"- `{old}`: replaced by [{new}](#{new})\n" for old, new in RETIRED.items())
    return f"{head}{rows}{body}\n## Retired ids\n\n{retired}"


def _figures(check_id: str) -> str:
    alarms = measured_alarms(check_id)
    return "– | –" if alarms is None else f"{alarms.references:.1f} | {alarms.outputs:.1f}"


def _read(check_id: str) -> str:
    found = read_alarms(check_id)
    if found is None:
        return ""
    return (
        f" Of its {found.read} findings on the references, {found.false} are false alarms"
        f" ({found.alarms}); the others are errors of the reference: {found.errors}."
    )


def _escape(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", "\\*").replace("|", "\\|")
