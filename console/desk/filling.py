"""What fills cells by rule: the sites of the conference, and the cameras of the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, SignalInstance, Slot

from console.cases.case import Case, CaseId
from console.desk.cases import CaseDesk
from console.desk.conference import ConferenceDesk
from console.desk.walls import Walls, WallScreen
from console.site.records import Site
from console.ui.around import cameras_around
from layouts.layout import MOST_SQUARES

MOST_CAMERAS = MOST_SQUARES  # of a case: more have no cell in any layout that a person can read


class FillingDesk(QObject):
    """Lives in the Qt thread. ``nodes`` and ``case`` are written sources in their order; walls
    follow when one of them is another. None before the first conference and the first case: what
    was restored stays until then. ``selected``: the operator chose a case, and it is open."""

    def __init__(
        self,
        walls: Walls,
        conference: ConferenceDesk,
        cases: CaseDesk,
        selected: SignalInstance,
        site: Site,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._walls, self._conference, self._cases = walls, conference, cases
        self._site = site
        self.nodes: tuple[str, ...] | None = None
        self.case: tuple[str, ...] | None = None
        self._came: tuple[str, ...] = ()
        self._about: tuple[object, ...] = ()
        conference.changed.connect(self._look)
        cases.refreshed.connect(self._look)
        selected.connect(self._look)
        walls.joined.connect(self._on_joined)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has these cameras, or has them elsewhere."""
        self._site, self._about = site, ()
        self._look()

    # -- inside

    @Slot()
    def _look(self) -> None:
        conference = self._conference.state
        self._came = came(self._came, conference)
        nodes, case = self.nodes, self._case_cameras()
        if nodes is not None or conference["state"] == "live":
            nodes = tuple(f"node:{node}" for node in sites_in_order(self._came, conference))
        if (nodes, case) != (self.nodes, self.case):
            self.nodes, self.case = nodes, case
            for screen in self._walls.all():
                screen.desk.follow()

    @Slot(object)
    def _on_joined(self, screen: WallScreen) -> None:
        screen.desk.follow()

    def _case_cameras(self) -> tuple[str, ...] | None:
        """Of the case that the conference is about; without one, of that which is looked at."""
        wanted = self._conference.state.get("case") or self._cases.shown or ""
        case = self._cases.book.case(CaseId(wanted))
        if case is None:
            self._about = ()
            return None if self.case is None else ()
        about = (case.id, case.place, case.cameras)
        if about == self._about:
            return self.case
        self._about = about
        return self._cameras_of(case)

    def _cameras_of(self, case: Case) -> tuple[str, ...]:
        site = self._site
        near = cameras_around(case, site.cameras, site.poses, MOST_CAMERAS)
        return tuple(f"camera:{camera.id}" for camera in near)


def came(before: Iterable[str], conference: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the sites in the conference, in the order in which they came; ``before``: those that
    were in it when it was told last."""
    if conference["state"] != "live":
        return ()
    live = [str(node["id"]) for node in conference["nodes"] if node["state"] == "live"]
    stayed = [node for node in before if node in live]
    return tuple(dict.fromkeys((*stayed, *live)))


def sites_in_order(live: Iterable[str], conference: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the sites in the conference, those first whom the chair gave a place on the program,
    in its order, then in that of ``live``; after them those that are called."""
    if conference["state"] != "live":
        return ()
    there = tuple(live)
    placed = (conference.get("program") or {}).get("places") or ()
    called = [str(node["id"]) for node in conference["nodes"] if _is_called(node)]
    return tuple(dict.fromkeys((*(one for one in placed if one in there), *there, *called)))


def _is_called(node: Mapping[str, Any]) -> bool:
    state = node["state"]
    return state == "calling" or (bool(node.get("invited")) and state != "left")
