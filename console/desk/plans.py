"""Carries out a consultation plan: who is called, what comes up on the wall, what is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.cases.case import Case, CaseId
from console.cases.masking import public
from console.control.chair_order import LAYOUTS
from console.control.conference_order import CARD
from console.desk.cases import CaseDesk
from console.desk.conference import ConferenceDesk
from console.desk.consultation import USUAL_CAMERAS, cameras_near, cameras_of, sites_of
from console.desk.minutes import MinutesDesk, Occasion
from console.desk.walls import Walls
from console.site.plan import Plan
from console.site.records import Site
from console.ui.chair_words import layout_text
from console.ui.list_faults import list_fault_told
from console.ui.main_window import MainWindow
from console.ui.plan_sheet import PlanRow, PlanSheet
from console.ui.refusal_words import refusal_text
from layouts.layout import Layout

Json = dict[str, Any]

CASE_LAYOUT = "3x3"  # of a consultation about a case that no plan speaks of
PROGRAM = "program"


class PlansDesk(QObject):
    """Lives in the Qt thread."""

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        conference: ConferenceDesk,
        cases: CaseDesk,
        walls: Walls,
        layouts: Mapping[str, Layout],
        minutes: MinutesDesk,
        on_duty: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._conference = window, site, conference
        self._cases, self._walls, self._layouts = cases, walls, layouts
        self._minutes, self._on_duty = minutes, on_duty
        self._coming: list[Json] = []  # orders for the conference that is not yet held
        window.sheets.plans.when_made(self._serve)
        conference.changed.connect(self._on_changed)
        minutes.changed.connect(self._show_checks)

    def _serve(self, sheet: PlanSheet) -> None:
        sheet.opened.connect(self.show)
        sheet.start_wished.connect(self._on_start_wished)
        sheet.check_wished.connect(self._on_check_wished)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site

    def start(self, name: str, case_id: str | None = None) -> str:
        """By a plan, about a case or none; why it cannot be, else empty."""
        plan = next((plan for plan in self._site.plans if plan.name == name), None)
        if plan is None:
            names = ", ".join(plan.name for plan in self._site.plans)
            return f'there is no plan "{name}"; there are: {names}'
        case = self._cases.book.case(CaseId(case_id)) if case_id else None
        if case_id and case is None:
            return f'there is no case "{case_id}"'
        nodes = self._called(plan, case)
        if not nodes:
            return "the plan calls nobody of this room's list"
        occasion = Occasion(
            _titled(plan, case), plan.title, self._on_duty(),
            checklist=plan.checklist, invited=tuple(nodes),
        )  # fmt: skip
        cameras = cameras_of(plan, case, self._site.cameras, self._site.poses)
        if refusal := self._begin(nodes, case, occasion):
            return refusal
        if plan.program:
            kind = "layout" if plan.program in LAYOUTS else "saved"
            self._coming.append({"action": "layout", kind: plan.program})
        if plan.record:
            self._coming.append({"action": "record", "on": True})
        if plan.banner:
            self._coming.append({"action": "banner", "text": plan.banner})
        self._to_wall(plan.layout, cameras)
        return ""

    def consult(self, case: Case, nodes: Sequence[str]) -> str:
        """One key: about a case, without a plan. Why it cannot be, else empty."""
        occasion = Occasion(f"{public(case).title}会商", "", self._on_duty(), invited=tuple(nodes))
        near = cameras_near(case, self._site.cameras, self._site.poses, USUAL_CAMERAS)
        if refusal := self._begin(nodes, case, occasion):
            return refusal
        self._to_wall(CASE_LAYOUT, near)
        return ""

    def called_for(self, case: Case) -> list[str]:
        """Whom one key calls about a case."""
        return sites_of(case, self._site.nodes, self._site.grids)

    # -- the sheet

    @Slot()
    def show(self) -> None:
        """The plans, and the case that a consultation would be about."""
        self._window.sheets.plans().set_plans([self._row(plan) for plan in self._site.plans])
        case = self._chosen_case()
        self._window.sheets.plans().set_case(public(case).title if case else "")
        self._window.sheets.plans().set_held(self._conference.state["state"] == "live")
        self._show_checks()

    @Slot()
    def _show_checks(self) -> None:
        if not self._window.sheets.plans.made:
            return
        found = self._minutes.minutes() if self._minutes.current else None
        title = found.plan if found else ""
        running = next((plan.name for plan in self._site.plans if plan.title == title), "")
        self._window.sheets.plans().set_running(running, found.checks if found else ())

    def _row(self, plan: Plan) -> PlanRow:
        case = self._chosen_case()
        called = set(self._called(plan, case))
        names = {camera.id: camera.name for camera in self._site.cameras}
        cameras = cameras_of(plan, case, self._site.cameras, self._site.poses)
        layout = self._layouts.get(plan.layout)
        return PlanRow(
            plan.name, plan.title,
            tuple(node.name for node in self._site.nodes if node.id in called),
            tuple(names.get(camera, camera) for camera in cameras),
            (layout.title or plan.layout) if layout else plan.layout,
            plan.banner, plan.checklist, plan.record, layout_text(plan.program),
        )  # fmt: skip

    @Slot(str)
    def _on_start_wished(self, name: str) -> None:
        """A conference that is held ends first: the sheet has said so."""
        case = self._chosen_case()
        begin = partial(self._begin_by, name, str(case.id) if case else None)
        if refusal := self._conference.end_then(begin):
            self._window.tell(refusal_text(refusal))

    @Slot(str, bool)
    def _on_check_wished(self, text: str, done: bool) -> None:
        self._minutes.check(text, done, self._on_duty() or self.tr("command room"))

    # -- inside

    def _called(self, plan: Plan, case: Case | None) -> list[str]:
        named = set(plan.invited.among(self._site.nodes))
        if case is not None:
            named.update(sites_of(case, self._site.nodes, self._site.grids))
        return [node.id for node in self._site.nodes if node.id in named]

    def _begin(self, nodes: Sequence[str], case: Case | None, occasion: Occasion) -> str:
        order: Json = {"action": "start", "nodes": list(nodes)}
        if case is not None:
            order["case"] = str(case.id)
        refusal = self._conference.command(order)
        if not refusal:
            self._minutes.announce(occasion)
            share = {"action": "share", "source": CARD}
            self._coming = [share] if case is not None else []
        return refusal

    def _chosen_case(self) -> Case | None:
        shown = self._cases.shown
        return self._cases.book.case(shown) if shown is not None else None

    @Slot(dict)
    def _on_changed(self, conference: Json) -> None:
        """What can only be done in a conference that is held."""
        live = conference["state"] == "live"
        if self._window.sheets.plans.made:
            self._window.sheets.plans().set_held(live)
        if live:
            orders, self._coming = self._coming, []
            for order in orders:
                if refusal := self._conference.command(order):
                    self._window.tell(list_fault_told(refusal_text(refusal)))

    def _begin_by(self, name: str, about: str | None) -> None:
        if refusal := self.start(name, about):
            self._window.tell(refusal_text(refusal))

    def _to_wall(self, layout: str, cameras: Sequence[str]) -> None:
        """The program first, then the cameras, as many as there is room for."""
        desk = self._walls.target.desk
        if layout in self._layouts:
            desk.set_layout(layout)
        room = len(desk.arrangement.layout.cells)
        shown = [PROGRAM, *(f"camera:{camera}" for camera in cameras)][:room]
        desk.show(dict(enumerate(shown)))


def _titled(plan: Plan, case: Case | None) -> str:
    """In Chinese, as it stands over the minutes."""
    about = f"：{public(case).title}" if case else ""
    return f"{plan.title}会商{about}"
