"""The sheets of consultations: plans, meetings, minutes; and their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from console.ui.meeting_sheet import MeetingSheet
from console.ui.minutes_sheet import MinutesSheet
from console.ui.plan_sheet import PlanSheet
from console.ui.theme import Look


class ConsultingSheets:
    """All of them lie over the same window."""

    def __init__(self, look: Look, over: QWidget) -> None:
        self.plans = PlanSheet(look, over)
        self.meetings = MeetingSheet(look, over)
        self.minutes = MinutesSheet(look, over)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each of their keys does."""
        return {
            "plans": self.plans.toggle,
            "meetings": self.meetings.toggle,
            "minutes": self.minutes.toggle,
        }
