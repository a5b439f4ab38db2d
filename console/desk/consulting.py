"""What belongs to consultations besides the conference itself, joined: plans, meetings, minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, SignalInstance, Slot

from console.cases.book import CaseBook, Changes
from console.cases.case import CaseId
from console.cases.masking import masked, public
from console.desk.big_speaker import BigSpeaker
from console.desk.calling import CallingDesk
from console.desk.cases import CaseDesk
from console.desk.conference import ConferenceDesk, cases_of
from console.desk.conference_news import ConferenceNews
from console.desk.disk import Disk
from console.desk.meetings import MeetingsDesk
from console.desk.minutes import MinutesDesk
from console.desk.minutes_report import MinutesReport
from console.desk.plans import PlansDesk
from console.desk.program_layouts import ProgramLayoutsDesk
from console.desk.scheduling import SchedulingDesk
from console.desk.sharing import SharingDesk
from console.desk.unfinished import UnfinishedDesk
from console.desk.walls import Walls
from console.links.hub import HubLink
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.words import level_text, status_text
from layouts.duty_calendar import DutyCalendar
from layouts.layout import Layout

Json = dict[str, Any]

MOST_HELD, HELD_WITHIN = 10, timedelta(hours=24)  # conferences that a hand-over names


class ConsultingDesk(QObject):
    """Lives in the Qt thread. ``order`` runs a function in the io thread."""

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        disk: Disk,
        layouts: Mapping[str, Layout],
        duty: DutyCalendar,
        conference: ConferenceDesk,
        calling: CallingDesk,
        cases: CaseDesk,
        walls: Walls,
        hub: HubLink,
        told: SignalInstance,  # every event of the hub
        order: Callable[..., None],
        on_duty: Callable[[], str],
        simulated: Callable[[], bool],
        sharing: SharingDesk,
        ring: Callable[[str], None],  # sounds a tone by its name
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._conference, self._cases = conference, cases
        state = site.folder / "state"
        self.minutes = MinutesDesk(
            state, site.name, partial(case_told, cases.book), partial(order, hub.mark),
            simulated, parent=self,
        )  # fmt: skip
        self.report = MinutesReport(self.minutes, window, _papers(state), parent=self)
        self.plans = PlansDesk(
            window, site, conference, cases, walls, layouts, self.minutes, on_duty, self
        )
        self.meetings = MeetingsDesk(
            window, site, duty, conference, self.minutes, disk, simulated, ring, parent=self
        )
        self.scheduling = SchedulingDesk(window, site, parent=self)
        self.scheduling.changed.connect(self.meetings.set_meetings)
        self.news = ConferenceNews(window, conference, ring, parent=self)
        self.unfinished = UnfinishedDesk(
            window, site, disk, conference, hub, order, parent=self
        )  # fmt: skip
        self.big_speaker = BigSpeaker(window, conference, walls, self)
        self.program_layouts = ProgramLayoutsDesk(window, site, disk, conference, self)
        conference.by_plan = self.plans.start
        calling.title_held = lambda: self.minutes.minutes().title if self.minutes.current else ""
        calling.called_for, calling.begin_about = self.plans.called_for, self.plans.consult
        cases.changed.connect(self._on_cases_changed)
        told.connect(self.minutes.take)
        sharing.card.case = self._case

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self.plans.set_site(site)
        self.meetings.set_site(site)
        self.scheduling.set_site(site)
        self.program_layouts.set_site(site)

    def _case(self) -> Json:
        about = self._conference.state.get("case")
        return case_told(self._cases.book, str(about)) if about else {}

    def close(self) -> None:
        self.scheduling.close()
        self.minutes.close()

    @Slot(object)
    def _on_cases_changed(self, changes: Changes) -> None:
        for about in cases_of(self._conference.state):
            case = self._cases.book.case(CaseId(about))
            if CaseId(about) in changes.changed and case is not None:
                words = f"{public(case).title} · {status_text(case.status)}"
                self.minutes.tell_case(about, words)


def case_told(book: CaseBook, case_id: str) -> Json:
    """What minutes and the shared card say of a case: nothing of who reported it, all masked."""
    known = book.case(CaseId(case_id))
    if known is None:
        return {"id": case_id}
    case = masked(known)
    reported = f"{case.reported_at.astimezone():%Y-%m-%d %H:%M}" if case.reported_at else ""
    return {
        "id": case.number or case_id, "key": case_id, "title": case.title,
        "level": level_text(case.level) if case.level else "",
        "status": status_text(case.status), "address": case.address, "unit": case.unit,
        "reported": reported, "text": case.text,
    }  # fmt: skip


def held_lines(minutes: MinutesDesk, now: datetime) -> list[str]:
    """The conferences of the last day in a line each, the newest first: when, about what, what was
    decided."""
    found = []
    for name in minutes.names()[:MOST_HELD]:
        one = minutes.minutes(name)
        if one.began is not None and now - one.began < HELD_WITHIN:
            decided = "；".join(each.text for each in one.decisions)
            told = (f"{one.began.astimezone():%m-%d %H:%M}", one.title, decided)
            found.append(" · ".join(filter(None, told)))
    return found


def _papers(state: Path) -> Path:
    return state / "exports" / "minutes"
