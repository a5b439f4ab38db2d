"""The leaders' view as a source: beside the program, on whatever screen or cell the room gives it.

It is a source and no window, so that layouts, scenes and screens work with it as with any other
picture; and it holds words only, so that the program beside it keeps its own rate.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Slot

from console.cases.case import Case, CaseId
from console.cases.clocks import lamp, left_s
from console.cases.masking import masked
from console.desk.cases import CaseDesk
from console.desk.conference import ConferenceDesk
from console.desk.drawn_source import DrawnSource
from console.desk.sounds import Sounds
from console.desk.sources import Sources
from console.ui.leaders_view import CaseShown, LeadersView
from console.ui.main_window import MainWindow
from console.ui.words import left_text
from media.source import Source, SourceKind


class LeadersDesk(DrawnSource):
    """Lives in the Qt thread."""

    def __init__(
        self,
        window: MainWindow,
        conference: ConferenceDesk,
        cases: CaseDesk,
        sounds: Sounds,
        sources: Sources,
    ) -> None:
        self.view = LeadersView(window.look)
        super().__init__(Source(SourceKind.LEADERS), self.view, sources)
        self._conference, self._cases, self._sounds = conference, cases, sounds
        sources.drawn[SourceKind.LEADERS] = self.open
        conference.changed.connect(self._take)
        cases.refreshed.connect(self._show_case)
        sounds.heard_changed.connect(self._show_heard)
        self._take(conference.state)

    @Slot(dict)
    def _take(self, conference: dict[str, Any]) -> None:
        self.view.set_conference(conference)
        self._show_case()

    @Slot()
    def _show_case(self) -> None:
        """What the conference is about; without one, the case that is looked at."""
        wanted = self._conference.state.get("case") or self._cases.shown or ""
        case = self._cases.book.case(CaseId(wanted))
        self.view.set_case(_shown(case) if case else None)
        self.changed()

    @Slot()
    def _show_heard(self) -> None:
        self.view.set_heard(self._sounds.room.heard)
        self.changed()


def _shown(case: Case) -> CaseShown:
    now, case = datetime.now(UTC), masked(case)
    told = (left_text(left_s(case, now), lamp(case, now)), case.address, case.number)
    return CaseShown(case.title, " · ".join(word for word in told if word), case.level)
