"""place-name: names of places that get mixed up (陕西 Shaanxi, 山西 Shanxi)."""

from __future__ import annotations

from checker.checks.base import Check
from checker.checks.text.confusions import confusion_check
from checker.records import Severity

__all__ = ["CHECK"]

CHECK: Check = Check(
    id="place-name",
    title="Wrong place",
    description=(
        "A place in the source whose English is a different place that is easily taken for it"
        " (陕西 Shaanxi / 山西 Shanxi, Austria / Australia), or a name in pinyin where English has"
        " its own (澳门 Macao). Fires only if the right name is absent and nothing in the source"
        " explains the wrong one."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=confusion_check("language/place_confusions", lambda: CHECK),
    needs=frozenset({"source"}),
)
