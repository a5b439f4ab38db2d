"""Duty: how time is reckoned for the cases, what is to be urged, and the log of the shift."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.case import Case, CaseId
from console.cases.clocks import left_s
from console.cases.duty_hours import DutyHours
from console.cases.ladder import COMMAND, Ladder, Proposal, order_of
from console.cases.steady_clock import UNSURE_S, SteadyClock
from console.cases.timing import Timing
from console.desk.cases import CaseDesk
from console.desk.duty_keeping import DutyKeeping
from console.duty.emergency import REPORT, Emergency, emergencies, worst
from console.duty.entry import Entry
from console.duty.handover import Standing, handover
from console.duty.roster import Roster
from console.duty.wording import over_words
from console.site.duty_days import DutyDays
from console.site.limits_file import Turn
from console.site.records import Site
from console.ui.duty_emergency_page import INSTRUCTION
from console.ui.duty_sheet import DUE, DutyRoom
from console.ui.duty_words import entry_text, timer_text
from console.ui.main_window import MainWindow
from layouts.duty_calendar import DutyCalendar

Json = Mapping[str, Any]
Order = Callable[[str, str, Json], object]  # case, type, args
Audit = Callable[[str, str, str], None]  # act, subject, detail

WRITE, HAND_OVER = "duty_log", "hand_over"  # acts of console.cases.rights
LOOKED_AT = 200  # cases that are gone through each second
SHOWN_KINDS = ("auto",)  # of the lines that the tab shows as they are


def running_s() -> float:
    """Seconds that also pass while the machine sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else time.monotonic()


class DutyDesk(QObject):
    """Lives in the Qt thread. ``looked``: ``proposals`` are those of now; ``ticked``
    each second.

    ``who`` sits here, by name; ``may`` says what he may: write the log, hand a shift over, and
    the command that ``order`` sends to the platform (None: nothing can be sent). ``cameras`` and
    ``conferences`` (told the time) are lines for the hand-over.
    """

    looked = Signal()
    ticked = Signal()

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        calendar: DutyCalendar,
        cases: CaseDesk,
        who: Callable[[], str] = lambda: "",
        order: Order | None = None,
        may: Callable[[str], bool] = lambda _act: True,
        audit: Audit = lambda _act, _subject, _detail: None,
        cameras: Callable[[], Iterable[str]] = tuple,
        conferences: Callable[[datetime], Iterable[str]] = lambda _now: (),
        clock: SteadyClock | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._cases = window, site, cases
        self._who, self._order, self._may, self._audit = who, order, may, audit
        self._cameras, self._conferences = cameras, conferences
        self._clock = clock or SteadyClock(lambda: datetime.now(UTC), running_s)
        self._days = DutyDays(calendar)
        self.hours = DutyHours(self._days, site.duty.times, site.duty.zone)
        self.hours.is_open(self._clock.now())  # its table is there before two threads ask for it
        self.ladder = Ladder(self.hours, site.duty.ladder)
        self.roster = Roster(site.roster, site.duty.shifts, site.duty.zone)
        self.proposals: dict[CaseId, Proposal] = {}
        self.keeping = DutyKeeping(site.folder / "state", self)
        self.minutes = (site.duty.phone_min, site.duty.written_min)
        self._warned: set[tuple[int, str]] = set()
        self._emergencies: list[Emergency] = []
        self._jumped = False
        self._coming: list[CaseId] = []  # cases that are gone through next
        cases.now = self._clock.now
        self._timing = Timing(self.hours, site.limits, site.duty.amber_part, site.duty.amber_s)
        window.cases.set_hours(self.hours)
        window.cases.card.clocks.limits = site.limits
        window.sheets.duty_room = DutyRoom(site.duty.zone, site.name, self.minutes)
        self._connect()

    def _connect(self) -> None:
        window, keeping = self._window, self.keeping
        window.cases.log.added.connect(self._on_line)
        window.cases.duty.noted.connect(self.note)
        window.cases.card.clocks.rung_wished.connect(self._on_rung_wished)
        keeping.loaded.connect(self._on_loaded)
        keeping.changed.connect(self._on_changed)
        self._cases.changed.connect(lambda _: self._hear_platform())
        self._cases.refreshed.connect(self._show_proposal)

    # -- questions

    def now(self) -> datetime:
        """The room's time, which setting the workstation's clock does not move."""
        return self._clock.now()

    def on_duty(self, unit: str = "") -> list[Turn]:
        """Who of a unit the roster names now; of all where it is empty."""
        return self.roster.on_duty(unit, self.now())

    def emergencies(self) -> list[Emergency]:
        """The newest first, those that are closed among them."""
        return self._emergencies

    def ordered(self) -> list[Proposal]:
        """What is proposed, the most urgent first."""
        return self.ladder.ordered(self.proposals.values())

    def timed(self, take: Callable[[list[Any]], None]) -> Callable[[list[Any]], None]:
        """What ``take`` gets is timed in the thread that tells it, not in this one."""
        return lambda events: take(self._timing.prepared(events))

    def may_send(self) -> bool:
        """Whether what is proposed can be carried out from here, by who sits here."""
        return self._order is not None and self._may(COMMAND)

    def warning(self) -> str:
        """What makes the reckoning doubtful, in words; empty when nothing does."""
        jump = self._clock.jump_s()
        if abs(jump) > UNSURE_S:
            words = self.tr("This machine's clock was set by {n} s: time limits go on as before")
            return words.format(n=round(jump))
        today = self.now().astimezone(self._site.duty.zone).date()
        if self._days.warning(today):
            words = self.tr("The holidays of {year} are not known: write them into calendar.toml")
            year = today.year if not self._days.is_known(today.year) else today.year + 1
            return words.format(year=year)
        return self.keeping.fault

    # -- wishes

    @Slot(str)
    def note(self, text: str, case: str = "") -> None:
        """A line by hand."""
        if not self._allowed(WRITE):
            return
        self._keep(Entry(self.now(), "note", text, self._who(), case))
        self._window.cases.log.show_line(self.now(), text)

    def send(self, case_id: str, text: str) -> None:
        """Carry out what is proposed about a case: by the operator's own wish, never by itself."""
        proposal = self.proposals.get(CaseId(case_id))
        if proposal is None or self._order is None or not self._may(COMMAND):
            return
        who = self._who()
        args = order_of(proposal, who, text)
        self._order(case_id, COMMAND, args)
        self.keeping.add_mark(proposal.mark)
        self._audit(COMMAND, case_id, str(args["text"]))
        case = self._cases.book.case(proposal.case_id)
        named = f"{case.number} {case.title}" if case is not None else case_id
        self._keep(Entry(self.now(), "rung", f"{named}：{args['text']}", who, case_id))
        self.look()

    def call(self, text: str, fields: Mapping[str, str]) -> bool:
        """A form of a call was filled in; False when who sits here may not."""
        if not self._allowed(WRITE):
            return False
        self._keep(Entry(self.now(), "call", text, self._who(), fields=fields))
        return True

    def report(self, call: int, act: str, text: str) -> None:
        """A report of an emergency, or a leader's instruction about it."""
        if not self._allowed(WRITE):
            return
        kind, fields = ("instruction", {}) if act == INSTRUCTION else ("report", {REPORT: act})
        self._keep(Entry(self.now(), kind, text, self._who(), about=call, fields=fields))

    def hand_over(self, by: str, to: str, matters: str, remarks: str) -> bool:
        """The shift, with the matters (a line each); False when who sits here may not."""
        if not self._allowed(HAND_OVER):
            return False
        shifts = self.roster.shifts(self.now())
        standing = self.standing(tuple(filter(None, matters.split("\n"))))
        name = f"{shifts[0].day} {shifts[0].name}" if shifts else ""
        self._keep(handover(self.now(), name, by, to, standing, remarks))
        self._audit("handover", to, by)
        return True

    @Slot()
    def look(self) -> None:
        """Go through all open cases at once: what is due by the ladder."""
        cases = self._cases.book.open_cases()
        found = self.ladder.proposals(cases, self.now(), self.keeping.marks)
        self.proposals = {one.case_id: one for one in found}
        self._coming = []
        self._show_proposal()
        self.looked.emit()

    @Slot()
    def second(self) -> None:
        """To be called each second."""
        self._look_on()
        now = self.now()
        open_ones = [one for one in self._emergencies if one.is_open]
        for one in open_ones:
            self._warn(one, now)
        self._window.cases.duty.set_emergency(*self._worst(open_ones, now))
        jumped = bool(self._clock.jump_s())
        if jumped and not self._jumped:
            self._window.tell(self.warning() or self.tr("This machine's clock was set"))
        self._jumped = jumped
        self.ticked.emit()

    def close(self) -> None:
        self._window.cases.log.added.disconnect(self._on_line)
        self.keeping.close()

    # -- inside

    def _allowed(self, act: str) -> bool:
        if self._may(act):
            return True
        self._window.tell(
            self.tr("Your role does not hand over a shift.")
            if act == HAND_OVER
            else self.tr("Your role does not write the duty log.")
        )
        return False

    def _look_on(self) -> None:
        """A few cases a second, so that ten thousand stop nothing."""
        book, now = self._cases.book, self.now()
        if not self._coming:
            cases = book.open_cases()
            self._coming = [case.id for case in cases]
            known = set(self._coming)
            self.proposals = {id_: one for id_, one in self.proposals.items() if id_ in known}
        these, self._coming = self._coming[:LOOKED_AT], self._coming[LOOKED_AT:]
        for id_ in these:
            case = book.case(id_)
            found = self.ladder.proposal(case, now, self.keeping.marks) if case else None
            if found is not None:
                self.proposals[id_] = found
            else:
                self.proposals.pop(id_, None)
        self._show_proposal()
        self.looked.emit()

    def _keep(self, entry: Entry) -> None:
        if not self.keeping.add(entry):
            self._window.top.notice(self.tr("The duty log cannot be kept: the disk hangs"))

    def _warn(self, one: Emergency, now: datetime) -> None:
        """Once for each lamp that a timer shows."""
        for timer in one.timers(*self.minutes):
            lamp = timer.lamp(now)
            key = (one.call.id, f"{timer.report} {lamp}")
            if lamp in ("amber", "red") and key not in self._warned:
                self._warned.add(key)
                self._window.tell(f"{timer_text(timer, now)} · {entry_text(one.call)[:60]}")

    def _worst(self, found: list[Emergency], now: datetime) -> tuple[str, str]:
        """The lamp and the words of the emergency whose report is most urgent."""
        running = [
            (timer.due_at, worst(one, now, *self.minutes), one, timer)
            for one in found
            for timer in one.timers(*self.minutes)
            if timer.done_at is None
        ]
        if not running:
            return "", ""
        _, lamp, one, timer = min(running, key=lambda each: each[0])
        return lamp, f"{timer_text(timer, now)} · {entry_text(one.call)}"

    def _hear_platform(self) -> None:
        self._clock.hear(self._cases.book.link.skew_s)

    def standing(self, matters: tuple[str, ...] = ()) -> Standing:
        """What would be handed over now."""
        now = self.now()
        late = [
            case for case in self._cases.book.by_urgency(now)
            if (left := left_s(case, now)) is not None and left < 0
        ]  # fmt: skip
        return Standing(
            tuple(entry_text(one.call) for one in self._emergencies if one.is_open),
            tuple(self._overdue_line(case, now) for case in late),
            tuple(self._cameras()), tuple(self._conferences(now)), matters,
        )  # fmt: skip

    @staticmethod
    def _overdue_line(case: Case, now: datetime) -> str:
        told = (case.number, case.title, case.unit, over_words(-(left_s(case, now) or 0.0)))
        return " ".join(filter(None, told))

    # -- the tab and the card

    @Slot(object, str)
    def _on_line(self, at: datetime, text: str) -> None:
        self._keep(Entry(at, "auto", text))

    @Slot(list)
    def _on_loaded(self, lines: list[Entry]) -> None:
        self._window.cases.log.show_before(
            (one.at, one.text if one.kind in SHOWN_KINDS else entry_text(one)) for one in lines
        )

    @Slot()
    def _on_changed(self) -> None:
        self._emergencies = emergencies(self.keeping.entries)

    @Slot()
    def _show_proposal(self) -> None:
        shown = self._cases.shown
        self._window.cases.card.clocks.set_proposal(self.proposals.get(shown) if shown else None)

    @Slot(str)
    def _on_rung_wished(self, case_id: str) -> None:
        sheet = self._window.sheets.duty()
        sheet.open_at(DUE)
        sheet.due.choose(case_id)
