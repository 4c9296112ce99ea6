"""organisation-name: offices and institutions given the name of another one."""

from __future__ import annotations

from checker.checks.base import Check
from checker.checks.text.confusions import confusion_check
from checker.records import Severity

__all__ = ["CHECK"]

CHECK: Check = Check(
    id="organisation-name",
    title="Wrong name of an institution",
    description=(
        "An office, court, bank, university or news agency in the source whose English is another"
        " institution's name or a known mistranslation. Fires only if no right name is there and"
        " nothing in the source explains the wrong one."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    run=confusion_check("language/organisation_confusions", lambda: CHECK),
    needs=frozenset({"source"}),
)
