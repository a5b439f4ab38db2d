"""Who changed what between two states of a case: what a conflict is about. Pure.

Of the state that an operator saw only so much is kept as the comparison needs (``brief``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from console.cases.case import Case, Step

Json = dict[str, Any]

COMPARED = ("status", "level", "title", "unit", "person", "address", "platform")
MOST_STEPS = 12  # the newest of a conflict
LONGEST = 200  # characters of a value


def brief(case: Case) -> Json:
    """The state of a case as JSON can keep it."""
    kept = {name: str(getattr(case, name) or "")[:LONGEST] for name in COMPARED}
    newest = max(case.timeline, key=lambda step: step.at, default=None)
    at, action = (newest.at.isoformat(), newest.action) if newest else (None, "")
    return {"rev": case.rev, **kept, "step_at": at, "step": action}


def differences(seen: Mapping[str, Any], now: Case) -> Json:
    """``{"rev","changes":[{"field","before","after"}],"steps":[{"at","actor","unit","action",
    "text"}]}``: how the case differs from what was seen, and who did it."""
    present = brief(now)
    changes = [
        {"field": name, "before": seen[name], "after": present[name]}
        for name in COMPARED
        if name in seen and seen[name] != present[name]
    ]
    steps = _since(now.timeline, _moment(seen.get("step_at")), str(seen.get("step", "")))
    return {"rev": now.rev, "changes": changes, "steps": [_told(s) for s in steps[-MOST_STEPS:]]}


def _since(timeline: Sequence[Step], at: datetime | None, action: str) -> list[Step]:
    """The entries after the one that was seen last; two may have the same moment."""
    if at is None:
        return list(timeline)
    return [step for step in timeline if step.at > at or (step.at == at and step.action != action)]


def _told(step: Step) -> Json:
    return {
        "at": step.at.isoformat(),
        "actor": step.actor[:LONGEST],
        "unit": step.unit[:LONGEST],
        "action": step.action[:LONGEST],
        "text": step.text[:LONGEST],
    }


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
