"""The sheets that lie over the window, each made when it is first wanted; and their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from console.room_clock import room_now
from console.ui.alarm_sheet import AlarmSheet
from console.ui.audit_sheet import AuditSheet
from console.ui.case_photos import PhotoSheet
from console.ui.consult_sheet import ConsultSheet
from console.ui.discovery_sheet import DiscoverySheet
from console.ui.duplicate_sheet import DuplicateSheet
from console.ui.duty_sheet import CALL, DUE, LOG, DutyRoom, DutySheet
from console.ui.findings_sheet import FindingsSheet
from console.ui.help_sheet import HelpSheet
from console.ui.import_sheet import ImportSheet
from console.ui.intake_sheet import IntakeSheet
from console.ui.key_sheet import KeySheet
from console.ui.meeting_form import MeetingForm
from console.ui.meeting_sheet import MeetingSheet
from console.ui.minutes_sheet import MinutesSheet
from console.ui.order_sheet import OrderSheet
from console.ui.outbox_sheet import OutboxSheet
from console.ui.patrol_sheet import PatrolSheet
from console.ui.place_sheet import PlaceSheet
from console.ui.plan_sheet import PlanSheet
from console.ui.printing_sheet import PrintingSheet
from console.ui.roll_call_sheet import RollCallSheet
from console.ui.rule_form import RuleForm
from console.ui.scene_sheet import SceneSheet
from console.ui.schedule_sheet import ScheduleSheet
from console.ui.shortcuts import Keys
from console.ui.stowed import Stowed
from console.ui.suspect_sheet import SuspectSheet
from console.ui.theme import Look
from console.ui.tour_form import TourForm
from console.ui.tour_sheet import TourSheet

if TYPE_CHECKING:
    from console.ui.calibration_sheet import CalibrationSheet
    from console.ui.report_sheet import ReportSheet


class WindowSheets:
    """``duty_room``: what the duty log's sheet is made with; to be told before it is opened."""

    def __init__(self, look: Look, over: QWidget, keys: Keys) -> None:
        self._look, self._over, self._keys = look, over, keys
        self.duty_room = DutyRoom()
        self.keys = Stowed(partial(KeySheet, look, over, keys))
        self.help = Stowed(partial(HelpSheet, look, over, keys))
        self.scene = Stowed(partial(SceneSheet, look, over))
        self.tours = Stowed(partial(TourSheet, look, over))
        self.tour_form = Stowed(partial(TourForm, look, over))
        self.patrols = Stowed(partial(PatrolSheet, look, over))
        self.schedules = Stowed(partial(ScheduleSheet, look, over))
        self.rule_form = Stowed(partial(RuleForm, look, over))
        self.alarms = Stowed(partial(AlarmSheet, look, over))
        self.findings = Stowed(partial(FindingsSheet, look, over))
        self.camera_import = Stowed(partial(ImportSheet, look, over))
        self.printing = Stowed(partial(PrintingSheet, look, over))
        self.discovery = Stowed(partial(DiscoverySheet, look, over))
        self.plans = Stowed(partial(PlanSheet, look, over))
        self.meetings = Stowed(partial(MeetingSheet, look, over))
        self.meeting_form = Stowed(partial(MeetingForm, look, over))
        self.minutes = Stowed(partial(MinutesSheet, look, over))
        self.consult = Stowed(partial(ConsultSheet, look, over))
        self.roll_call = Stowed(partial(RollCallSheet, look, over))
        self.place = Stowed(partial(PlaceSheet, look, over, keys))
        self.calibration = Stowed(self._calibration)
        self.reports = Stowed(self._reports)
        self.duty = Stowed(self._duty)
        self.intake = Stowed(partial(IntakeSheet, look, over))
        self.order = Stowed(partial(OrderSheet, look, over))
        self.outbox = Stowed(partial(OutboxSheet, look, over))
        self.duplicates = Stowed(partial(DuplicateSheet, look, over))
        self.suspects = Stowed(partial(SuspectSheet, look, over))
        self.photo = Stowed(partial(PhotoSheet, look, over))
        self.audit = Stowed(partial(AuditSheet, look, over))
        self.help.when_made(
            lambda sheet: sheet.keys_wished.connect(lambda: self.keys().open_sheet())
        )

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each of their keys does."""
        return {
            "help": self.help.toggle,
            "alarms": self.alarms.toggle,
            "report": self.findings.toggle,
            "keys": self.keys.toggle,
            "scene_save": self.scene.toggle,
            "tours": self.tours.toggle,
            "schedules": self.schedules.toggle,
            "patrols": self.patrols.toggle,
            "plans": self.plans.toggle,
            "meetings": self.meetings.toggle,
            "minutes": self.minutes.toggle,
            "statistics": self.reports.toggle,
            "duty": lambda: self.duty().toggle_at(LOG),
            "call_form": lambda: self.duty().toggle_at(CALL),
            "due_now": lambda: self.duty().toggle_at(DUE),
        }

    def _calibration(self) -> CalibrationSheet:
        from console.ui.calibration_sheet import CalibrationSheet  # it needs OpenCV

        return CalibrationSheet(self._look, self._over, self._keys)

    def _reports(self) -> ReportSheet:
        from console.ui.report_sheet import ReportSheet  # it needs charts

        return ReportSheet(self._look, self._over, room_now().date())

    def _duty(self) -> DutySheet:
        return DutySheet(self._look, self._over, self.duty_room)
