"""The sheets that lie over the window, each made when it is first wanted; and their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from console.ui.discovery_sheet import DiscoverySheet
from console.ui.findings_sheet import FindingsSheet
from console.ui.import_sheet import ImportSheet
from console.ui.key_sheet import KeySheet
from console.ui.meeting_sheet import MeetingSheet
from console.ui.minutes_sheet import MinutesSheet
from console.ui.plan_sheet import PlanSheet
from console.ui.shortcuts import Keys
from console.ui.stowed import Stowed
from console.ui.theme import Look


class WindowSheets:
    def __init__(self, look: Look, over: QWidget, keys: Keys) -> None:
        self.keys = Stowed(partial(KeySheet, look, over, keys))
        self.findings = Stowed(partial(FindingsSheet, look, over))
        self.camera_import = Stowed(partial(ImportSheet, look, over))
        self.discovery = Stowed(partial(DiscoverySheet, look, over))
        self.plans = Stowed(partial(PlanSheet, look, over))
        self.meetings = Stowed(partial(MeetingSheet, look, over))
        self.minutes = Stowed(partial(MinutesSheet, look, over))

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each of their keys does."""
        return {
            "report": self.findings.toggle,
            "keys": self.keys.toggle,
            "plans": self.plans.toggle,
            "meetings": self.meetings.toggle,
            "minutes": self.minutes.toggle,
        }
