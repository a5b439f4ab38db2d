"""Who is called into the conference: what the operator wishes, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.case import Case, CaseId
from console.cases.masking import public
from console.desk.cases import CaseDesk
from console.desk.concerned import sites_for
from console.desk.conference import ConferenceDesk
from console.desk.seating import Seating
from console.desk.sounds import Sounds
from console.desk.wall import WallDesk
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.refusal_words import refusal_text

Json = dict[str, Any]


class CallingDesk(QObject):
    """Lives in the Qt thread. ``told`` carries the control API's event ``conference``; ``order``
    takes what the conference itself is to do."""

    told = Signal(str, dict)

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        conference: ConferenceDesk,
        cases: CaseDesk,
        wall: WallDesk,
        seating: Seating,
        sounds: Sounds,
        order: Callable[[Json], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._conference = window, site, conference
        self._cases, self._wall, self._seating = cases, wall, seating
        self._sounds, self._order = sounds, order
        self.called_for: Callable[[Case], list[str]] = self._concerned
        self.begin_about: Callable[[Case, Sequence[str]], str] = self._begin_about
        self._turn_told = -1
        self._lives = False
        conference.changed.connect(self._on_changed)
        conference.door_opened.connect(seating.open)
        conference.troubled.connect(self._refuse)
        window.conference_wished.connect(self._on_wished)
        window.consult_wished.connect(self._on_consult_wished)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site

    def seat(self, cameras_live: int) -> None:
        """In the demo town the sites take their seats when the wall is up."""
        shown = sum(source is not None for source in self._wall.sources())
        seated = self._seating.check(cameras_live, shown)
        if seated and self._conference.state["state"] == "idle":
            self._order({"action": "start", "nodes": seated})

    @Slot(dict)
    def _on_changed(self, conference: Json) -> None:
        about = self._cases.book.case(CaseId(conference.get("case") or ""))
        self._window.conference.set_subject(public(about).title if about else "")
        self._window.set_conference(conference)
        live = conference["state"] == "live"
        if not live or not self._lives:
            self._sounds.set_conference(live)
        self._lives = live
        if self._conference.turn != self._turn_told:
            self._turn_told = self._conference.turn
            self.told.emit("conference", {"state": conference["state"]})

    @Slot(dict)
    def _on_wished(self, order: Json) -> None:
        if refusal := self._conference.command(order):
            self._refuse(refusal)

    @Slot(str)
    def _on_consult_wished(self, case_id: str) -> None:
        """One key: the sites the case concerns come into a conference about it."""
        case = self._cases.book.case(CaseId(case_id))
        nodes = self.called_for(case) if case else []
        if case is None or not nodes:
            self._refuse("no site is known for this case: choose among the sites")
        elif self._lives:
            for node in nodes:
                self._on_wished({"action": "call", "node": node})
        elif refusal := self.begin_about(case, nodes):
            self._refuse(refusal)

    def _concerned(self, case: Case) -> list[str]:
        return sites_for(case, self._site.nodes, self._site.grids)

    def _begin_about(self, case: Case, nodes: Sequence[str]) -> str:
        order = {"action": "start", "nodes": list(nodes), "case": str(case.id)}
        return self._conference.command(order)

    @Slot(str)
    def _refuse(self, reason: str) -> None:
        self._window.tell(refusal_text(reason))
