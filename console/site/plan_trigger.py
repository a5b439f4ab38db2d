"""Which plan a public warning calls for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from console.cases.case import PublicWarning
from console.site.plan import Plan

SEVERITY = ("red", "orange", "yellow", "blue")


def plan_for(
    warnings: Iterable[PublicWarning], plans: Sequence[Plan]
) -> tuple[PublicWarning, Plan] | None:
    """The severest warning that some plan is made for, and the first such plan. A plan is made for
    a warning when its title or text has one of the plan's words, and its level is one of the plan's
    (none named: any)."""
    ranked = sorted(
        warnings,
        key=lambda w: SEVERITY.index(w.level) if w.level in SEVERITY else len(SEVERITY),
    )
    for warning in ranked:
        for plan in plans:
            if is_made_for(plan, warning):
                return warning, plan
    return None


def is_made_for(plan: Plan, warning: PublicWarning) -> bool:
    if not plan.warning_words or (plan.warning_levels and warning.level not in plan.warning_levels):
        return False
    said = f"{warning.title} {warning.text}".lower()
    return any(word.lower() in said for word in plan.warning_words)
