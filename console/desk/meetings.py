"""Reminds of meetings, makes their invitations, and begins them by one key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from console.desk.agenda import AgendaDesk
from console.desk.conference import ConferenceDesk
from console.desk.disk import Disk
from console.desk.minutes import MinutesDesk, Occasion
from console.room_clock import room_now
from console.site.invitation import invitation
from console.site.meeting import Meeting
from console.site.occurrence import Occurrence, coming, due
from console.site.records import Site
from console.ui.case_tones import REMIND
from console.ui.main_window import MainWindow
from console.ui.meeting_sheet import MeetingRow, MeetingSheet
from console.ui.refusal_words import refusal_text
from console.ui.reminder_bar import Due
from layouts.duty_calendar import DutyCalendar

LOOK_MS = 10_000
MOST_REMEMBERED = 500


class MeetingsDesk(QObject):
    """Lives in the Qt thread. ``ring`` sounds a tone by its name."""

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        duty: DutyCalendar,
        conference: ConferenceDesk,
        minutes: MinutesDesk,
        disk: Disk,
        simulated: Callable[[], bool],
        ring: Callable[[str], None],
        now: Callable[[], datetime] = room_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._duty = window, site, duty
        self._conference, self._minutes, self._now = conference, minutes, now
        self._simulated, self._ring = simulated, ring
        self.agenda = AgendaDesk(site.folder, disk)
        self._reminded: dict[tuple[str, Occurrence], None] = {}
        self._due: dict[tuple[str, Occurrence], Meeting] = {}  # told of; nobody has read it yet
        self._recorded = False  # the conference that is ordered is to be recorded
        window.sheets.meetings.when_made(self._serve)
        window.reminder.begin_wished.connect(self._on_start_wished)
        window.reminder.read.connect(self._on_read)
        conference.changed.connect(self._on_changed)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    def _serve(self, sheet: MeetingSheet) -> None:
        sheet.opened.connect(self.show)
        sheet.chosen.connect(self._on_chosen)
        sheet.start_wished.connect(self._on_start_wished)
        sheet.copy_wished.connect(self._on_copy_wished)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site

    @Slot(tuple)
    def set_meetings(self, meetings: tuple[Meeting, ...]) -> None:
        """Those that there are now."""
        for gone in {one.id for one in self._site.meetings} - {one.id for one in meetings}:
            self.agenda.clear(gone)  # another may have its id some day
        self._site = replace(self._site, meetings=meetings)
        if self._window.sheets.meetings.made:
            self.show()

    def coming(self) -> list[tuple[Occurrence, Meeting]]:
        day, minute = self._moment()
        return coming(self._site.meetings, day, minute, self._duty)

    @Slot()
    def look(self) -> None:
        """Is there a meeting to be reminded of? Each is told once, with a tone, and stands in the
        window until it is read, begun or over."""
        day, minute = self._moment()
        before = list(self._due)
        for key, meeting in [*self._due.items()]:
            if key[1].minutes_from(day, minute) <= -meeting.minutes:
                del self._due[key]
        for held, meeting in due(self.coming(), day, minute):
            if (meeting.id, held) in self._reminded:
                continue
            self._reminded[meeting.id, held] = None
            while len(self._reminded) > MOST_REMEMBERED:
                self._reminded.pop(next(iter(self._reminded)))
            words = self.tr("{title} at {at}: it can be begun from the meetings")
            told = words.format(title=meeting.title, at=_clock(held))
            self._window.tell(told)
            self._due[meeting.id, held] = meeting
            self._ring(REMIND)
        if list(self._due) != before:
            self._show_due()

    def start(self, id_: str) -> str:
        """One key: begin a meeting now; why it cannot be, else empty."""
        meeting = self._meeting(id_)
        if isinstance(meeting, str):
            return meeting
        nodes = meeting.invited.among(self._site.nodes)
        refusal = self._conference.command({"action": "start", "nodes": nodes})
        if not refusal:
            self._recorded = meeting.record
            self._minutes.announce(
                Occasion(
                    meeting.title, "", meeting.chair, meeting.place, self.agenda.of(meeting),
                    invited=tuple(nodes),
                )
            )  # fmt: skip
            self.agenda.clear(meeting.id)
            self._on_read(meeting.id)
        return refusal

    def _meeting(self, id_: str) -> Meeting | str:
        """The meeting of an id, or why it cannot be held."""
        meeting = next((one for one in self._site.meetings if one.id == id_), None)
        if meeting is None:
            return f'there is no meeting "{id_}"'
        invites = meeting.invited.among(self._site.nodes)
        return meeting if invites else "the meeting invites nobody of this room's list"

    def invitation(self, id_: str) -> str:
        """Of the next one of a series; empty when there is none."""
        for held, meeting in self.coming():
            if meeting.id == id_:
                called = set(meeting.invited.among(self._site.nodes))
                invited = [(node.id, node.name) for node in self._site.nodes if node.id in called]
                links, room = self._conference.links, self._site.name
                meeting = replace(meeting, agenda=self.agenda.of(meeting))
                return invitation(meeting, held, room, invited, links, self._simulated())
        return ""

    # -- the sheet

    @Slot()
    def show(self) -> None:
        rows = [
            MeetingRow(
                meeting.id, meeting.title, f"{held.day:%Y-%m-%d} {_clock(held)}",
                len(meeting.invited.among(self._site.nodes)), meeting.minutes,
            )
            for held, meeting in self.coming()
        ]  # fmt: skip
        self._window.sheets.meetings().set_rows(rows)
        self._window.sheets.meetings().set_held(self._conference.state["state"] == "live")

    @Slot(str)
    def _on_chosen(self, id_: str) -> None:
        self._window.sheets.meetings().set_invitation(self.invitation(id_))

    @Slot(str)
    def _on_start_wished(self, id_: str) -> None:
        """A conference that is held ends first: the key has said so."""
        meeting = self._meeting(id_)  # for one that cannot be held nothing ends
        refusal = meeting if isinstance(meeting, str) else ""
        if refusal := refusal or self._conference.end_then(partial(self._begin, id_)):
            self._window.tell(refusal_text(refusal))

    def _begin(self, id_: str) -> None:
        if refusal := self.start(id_):
            self._window.tell(refusal_text(refusal))

    @Slot(str)
    def _on_read(self, id_: str) -> None:
        """The first of it that is due is told of no more."""
        for key in [key for key in self._due if key[0] == id_][:1]:
            del self._due[key]
        self._show_due()

    def _show_due(self) -> None:
        told = sorted(self._due, key=lambda key: key[1])
        self._window.reminder.set_due(
            [Due(id_, self._due[id_, held].title, _clock(held)) for id_, held in told]
        )

    @Slot(str)
    def _on_copy_wished(self, id_: str) -> None:
        QGuiApplication.clipboard().setText(self.invitation(id_))
        self._window.tell(self.tr("The invitation is copied: paste it where it is to be sent"))

    @Slot(dict)
    def _on_changed(self, conference: dict[str, Any]) -> None:
        live = conference["state"] == "live"
        self._window.reminder.set_held(live)
        if self._window.sheets.meetings.made:
            self._window.sheets.meetings().set_held(live)
        if self._recorded and live:
            self._recorded = False
            self._conference.command({"action": "record", "on": True})

    def _moment(self) -> tuple[date, int]:
        now = self._now()
        return now.date(), now.hour * 60 + now.minute


def _clock(held: Occurrence) -> str:
    return f"{held.minute // 60:02}:{held.minute % 60:02}"
