"""Whose personal data is shown now, and for how long yet. Pure; told the time."""

from __future__ import annotations

from dataclasses import dataclass

from console.cases.case import Case, CaseId
from console.cases.masking import masked

SHOWN_S = 60.0
LEAST_REASON, LONGEST_REASON = 2, 200  # characters


@dataclass
class Reveal:
    """One case at a time. Times are monotonic seconds."""

    case_id: CaseId | None = None
    until: float = 0.0

    def begin(self, case_id: CaseId, now: float) -> None:
        self.case_id, self.until = case_id, now + SHOWN_S

    def end(self) -> None:
        self.case_id = None

    def left_s(self, case_id: CaseId, now: float) -> float:
        """Seconds for which this case's is shown; 0: it is masked."""
        return max(self.until - now, 0.0) if case_id == self.case_id else 0.0

    def seen(self, case: Case, now: float) -> Case:
        """The case as it is to be shown."""
        return case if self.left_s(case.id, now) > 0 else masked(case)


def is_reason(text: str) -> bool:
    return LEAST_REASON <= len(text.strip()) <= LONGEST_REASON
