"""The counter at which the control API is served: what it may see and do, in the Qt thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from console.cases.case import Case, CaseId
from console.desk.cases import CaseDesk
from console.desk.conference import ConferenceDesk
from console.desk.diagnosis import DiagnosisDesk
from console.desk.keeping import Answer, KeepingDesk
from console.desk.keys import KeysDesk
from console.desk.links import LinksDesk
from console.desk.listening import ListeningDesk
from console.desk.sources import Sources
from console.desk.thumbnail import small_copy
from console.desk.town_map import TownMap
from console.desk.wall import WallDesk
from console.desk.walls import Walls, WallScreen
from console.site.records import CameraEntry, Site
from console.ui.feed import Figures
from console.ui.main_window import MainWindow
from console.ui.marker_painter import DrawnMarker
from console.ui.tile import TileReport
from layouts.layout import Layout
from media.source import Live, Replaying, Source, SourceKind, SourceState, Stale

if TYPE_CHECKING:
    from console.desk.thumbnail import Pixels

Json = dict[str, Any]


@dataclass
class Counter:
    """``Desk`` of ``console.desk.answers``: hands each question to the desk it belongs to."""

    site: Site
    window: MainWindow
    wall: WallDesk
    cases_desk: CaseDesk
    sources: Sources
    conference_desk: ConferenceDesk
    town_map: TownMap
    keeping: KeepingDesk
    listening: ListeningDesk
    diagnosis_desk: DiagnosisDesk
    keys_desk: KeysDesk
    walls: Walls
    health: Callable[[], Json]
    links_desk: LinksDesk

    def layouts(self) -> dict[str, Layout]:
        return dict(self.wall.layouts)

    def layout_name(self) -> str:
        return self.wall.arrangement.layout.name

    def screens(self) -> list[tuple[str, Layout, list[TileReport], list[Source | None]]]:
        return self.walls.reports()

    def set_layout(self, of: WallScreen, name: str) -> None:
        of.desk.set_layout(name)

    def set_cell(self, of: WallScreen, cell: int, source: str | None) -> None:
        of.desk.put(cell, source or "")

    def knows(self, source: Source) -> bool:
        return self.sources.knows(source)

    def replay(self, of: WallScreen, order: Json) -> None:
        of.replay.obey(order)

    def listen(self, of: WallScreen, cell: int | None) -> None:
        self.listening.listen(cell, of)

    def heard(self) -> Json | None:
        return self.listening.heard()

    def selected(self, of: WallScreen) -> int:
        return of.wall.selected

    def select(self, of: WallScreen, cell: int) -> None:
        of.wall.choose(cell)

    def key_table(self) -> list[Json]:
        return self.keys_desk.table()

    def perform(self, action: str) -> bool:
        return self.window.perform(action)

    def put_number(self, number: str) -> Json | None:
        return self.keys_desk.put_number(number)

    def cell_sources(self, of: WallScreen) -> list[Source | None]:
        return of.desk.sources()

    def tile_picture(self, of: WallScreen, cell: int) -> Pixels | None:
        """None where the tile shows none: what was seen before is not shown as what is."""
        feed, state = of.wall.feed(cell), of.wall.state(cell)
        if feed is None or not isinstance(state, Live | Stale | Replaying):
            return None
        return small_copy(feed)

    def cameras(self) -> tuple[CameraEntry, ...]:
        return self.site.cameras

    def camera_state(self, camera_id: str) -> SourceState:
        """As the wall shows it where it does, else as its worker last said."""
        return self.sources.feeds.seen(Source(SourceKind.CAMERA, camera_id), time.monotonic())

    def camera_figures(self, camera_id: str) -> Figures:
        """As its worker last told them, on a tile or not."""
        return self.sources.feeds.figures(Source(SourceKind.CAMERA, camera_id))

    def camera_states(self) -> dict[str, SourceState]:
        """The same of all of the list."""
        return {camera.id: self.camera_state(camera.id) for camera in self.site.cameras}

    def findings(self, camera: str) -> tuple[str, ...]:
        return self.diagnosis_desk.findings(camera)

    def diagnosis(self) -> Json:
        return self.diagnosis_desk.report()

    def snapshot(self, camera: str, answer: Answer, at: float | None = None) -> str:
        return self.keeping.snapshot(camera, answer, at)

    def clip(self, camera: str, before_s: float, after_s: float, at: float | None = None) -> str:
        return self.keeping.clip(camera, before_s, after_s, at=at)

    def record(self, camera: str, on: bool, answer: Answer) -> str:
        return self.keeping.record(camera, on, answer)

    def open_cases(self) -> list[Case]:
        return self.cases_desk.book.open_cases()

    def knows_case(self, case_id: str) -> bool:
        return self.cases_desk.book.case(CaseId(case_id)) is not None

    def cursor(self) -> str:
        return self.cases_desk.book.link.cursor

    def drawn_markers(self) -> list[tuple[str, DrawnMarker]]:
        on_map = self.window.map.drawn_markers()
        walls = [one.wall for one in self.walls.all()]
        for report in (report for wall in walls for report in wall.reports()):
            if report.source is not None and report.source.kind is SourceKind.MAP:
                on_map += self.town_map.drawn_markers(report.rect)
        on_tiles = [marked for wall in walls for marked in wall.drawn_markers()]
        return on_tiles + [("map", marker) for marker in on_map]

    def relink(self, node: str, action: str) -> None:
        self.links_desk.relink(node, action)

    def link_turn(self) -> int:
        return self.links_desk.turn

    def link_told(self, node: str) -> Json:
        return self.links_desk.told(node)

    def watch_told(self) -> Json:
        return self.links_desk.watch()

    def conference(self) -> Json:
        return self.conference_desk.state

    def conference_turn(self) -> int:
        return self.conference_desk.turn

    def conference_refusal(self) -> Json:
        return self.conference_desk.refused

    def command_conference(self, order: Json) -> str:
        return self.conference_desk.command(order)
