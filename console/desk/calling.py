"""Who is called into the conference: what the operator wishes, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.case import Case, CaseId
from console.cases.masking import public
from console.control.conference_order import CARD
from console.desk.cases import CaseDesk
from console.desk.concerned import sites_for
from console.desk.conference import ConferenceDesk, cases_of
from console.desk.seating import Seating
from console.desk.sounds import Sounds
from console.desk.wall import WallDesk
from console.site.records import Site
from console.ui.consult_sheet import Asked, ConsultSheet
from console.ui.main_window import MainWindow
from console.ui.refusal_words import refusal_text
from console.ui.words import few

Json = dict[str, Any]


class CallingDesk(QObject):
    """Lives in the Qt thread. ``told`` carries the control API's event ``conference``; ``order``
    takes what the conference itself is to do; ``title_held`` is what the conference is called."""

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
        self.title_held: Callable[[], str] = lambda: ""
        self._turn_told = -1
        self._lives = False
        self._card_of = ""  # the case whose card is shared as soon as it has joined
        conference.changed.connect(self._on_changed)
        conference.door_opened.connect(seating.open)
        conference.troubled.connect(self._refuse)
        window.conference_wished.connect(self._on_wished)
        window.consult_wished.connect(self._on_consult_wished)
        window.sheets.consult.when_made(self._serve)

    def _serve(self, sheet: ConsultSheet) -> None:
        sheet.join_wished.connect(self._on_join_wished)
        sheet.begin_wished.connect(self._on_begin_wished)

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
        self._window.conference.set_subject(self._subject(conference))
        self._window.set_conference(conference)
        live = conference["state"] == "live"
        if not live or not self._lives:
            self._sounds.set_conference(live)
        self._lives = live
        if self._conference.turn != self._turn_told:
            self._turn_told = self._conference.turn
            self.told.emit("conference", {"state": conference["state"]})
        self._go_on(conference)

    def _subject(self, conference: Json) -> str:
        """What it is about now, and how many cases besides."""
        about = cases_of(conference)
        case = self._cases.book.case(CaseId(about[-1])) if about else None
        more = f" +{len(about) - 1}" if len(about) > 1 else ""
        return f"{public(case).title}{more}" if case else ""

    @Slot(dict)
    def _on_wished(self, order: Json) -> None:
        if refusal := self._conference.command(order):
            self._refuse(refusal)

    # -- one key about a case

    @Slot(str)
    def _on_consult_wished(self, case_id: str) -> None:
        """The sites the case concerns come into a conference about it. While another is held,
        somebody says whether the case joins that one."""
        case = self._cases.book.case(CaseId(case_id))
        if case is None or not self._lives:
            self._begin(case)
        elif case_id in cases_of(self._conference.state):
            self._join(case)
        else:
            self._window.sheets.consult().ask(case_id, self._asked(case))

    @Slot(str)
    def _on_join_wished(self, case_id: str) -> None:
        case = self._cases.book.case(CaseId(case_id))
        if case is None or not self._lives:
            self._begin(case)
        else:
            self._join(case)

    @Slot(str)
    def _on_begin_wished(self, case_id: str) -> None:
        def begin() -> None:
            self._begin(self._cases.book.case(CaseId(case_id)))

        if refusal := self._conference.end_then(begin):
            self._refuse(refusal)

    def _begin(self, case: Case | None) -> None:
        nodes = self.called_for(case) if case else []
        if case is None or not nodes:
            self._refuse("no site is known for this case: choose among the sites")
        elif refusal := self.begin_about(case, nodes):
            self._refuse(refusal)

    def _join(self, case: Case) -> None:
        """Into the conference that is held; its wall, its picture and who is in stay."""
        state = self._conference.state
        if state.get("case") != str(case.id):
            self._on_wished({"action": "attach", "case": str(case.id)})
            self._card_of = str(case.id)
        called = self._missing(case)
        if called:
            self._on_wished({"action": "call", "nodes": called})
            words = self.tr("The case is in the conference; called: {names}")
            self._window.tell(words.format(names=few(self._names(called))))
        else:
            self._window.tell(self.tr("The case is in the conference, and all that it concerns"))

    def _go_on(self, conference: Json) -> None:
        """What waited for the conference to be so far."""
        live = conference["state"] == "live"
        if self._card_of and (not live or conference.get("case") == self._card_of):
            self._card_of = ""
            if live and not conference.get("share"):
                self._on_wished({"action": "share", "source": CARD})

    def _asked(self, case: Case) -> Asked:
        state = self._conference.state
        live = sum(node["state"] == "live" for node in state["nodes"])
        concerned, called = self._names(self.called_for(case)), self._names(self._missing(case))
        held = self._subject(state) or self.title_held()
        return Asked(held, live, public(case).title, concerned, called)

    def _missing(self, case: Case) -> list[str]:
        """Whom the case concerns and who is not in."""
        states = {node["id"]: node["state"] for node in self._conference.state["nodes"]}
        return [node for node in self.called_for(case) if states.get(node) != "live"]

    def _names(self, nodes: Sequence[str]) -> list[str]:
        names = {node.id: node.name for node in self._site.nodes}
        return [names.get(node, node) for node in nodes]

    def _concerned(self, case: Case) -> list[str]:
        return sites_for(case, self._site.nodes, self._site.grids)

    def _begin_about(self, case: Case, nodes: Sequence[str]) -> str:
        order = {"action": "start", "nodes": list(nodes), "case": str(case.id)}
        return self._conference.command(order)

    @Slot(str)
    def _refuse(self, reason: str) -> None:
        """Said of the site it is about, where there is one."""
        refused = self._conference.refused
        about = refused.get("node") if refused.get("reason") == reason else None
        names = {node.id: node.name for node in self._site.nodes}
        self._window.tell(refusal_text(reason, names.get(str(about), "")))
