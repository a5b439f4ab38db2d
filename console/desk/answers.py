"""The console's answers to the control API: ``console.control.room.Room`` over the Qt thread."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

from console.bridge import Bridge
from console.cases.case import Case
from console.control.chair_order import named as chair_named
from console.control.conference_order import CARD, SCREEN
from console.control.metrics import figures_of, figures_of_losses, figures_of_pictures
from console.control.room import Figure, Json, NotFound, Refused
from console.desk.answer_json import case_json, layout_json, marker_json, tile_json
from console.desk.camera_answers import CameraAnswers, CameraDesk
from console.desk.director import Director
from console.desk.link_answers import LinkAnswers, LinkDesk
from console.desk.marked import joined_marks
from console.desk.order_answers import OrderAnswers, OrderDesk
from console.desk.panel_answers import PanelAnswers, PanelDesk
from console.desk.thumbnail import jpeg_of
from console.desk.wall_answers import WallAnswers
from console.desk.walls import WallScreen
from console.links.exports import Exports, TooMany
from console.links.steering import Steering
from console.ui.marker_painter import DrawnMarker
from console.ui.tile import TileReport
from layouts.layout import Layout
from media.onvif.rights import Seat
from media.source import FILE, WINDOW, Source

if TYPE_CHECKING:
    from console.desk.thumbnail import Pixels

TRIES, TRY_S = 40, 0.02  # the hub tells changes five times a second
MOST = 100  # names in the answer to a name that does not exist


ScreenReport = tuple[str, Layout, list[TileReport], list[Source | None]]  # own window's first


class Desk(CameraDesk, PanelDesk, LinkDesk, Protocol):
    """What the app lets the control API see and do; all of it in the Qt thread."""

    def health(self) -> Json: ...
    def layouts(self) -> dict[str, Layout]: ...
    def layout_name(self) -> str: ...
    def screens(self) -> list[ScreenReport]: ...
    def set_layout(self, of: WallScreen, name: str) -> None: ...
    def set_cell(self, of: WallScreen, cell: int, source: str | None) -> None: ...
    def knows(self, source: Source) -> bool: ...
    def replay(self, of: WallScreen, order: Json) -> None: ...
    def listen(self, of: WallScreen, cell: int | None) -> None: ...
    def heard(self) -> Json | None: ...
    def selected(self, of: WallScreen) -> int: ...
    def select(self, of: WallScreen, cell: int) -> None: ...
    def cell_sources(self, of: WallScreen) -> list[Source | None]: ...
    def tile_picture(self, of: WallScreen, cell: int) -> Pixels | None: ...
    def open_cases(self) -> list[Case]: ...
    def knows_case(self, case_id: str) -> bool: ...
    def cursor(self) -> str: ...
    def drawn_markers(self) -> list[tuple[str, DrawnMarker]]: ...
    def conference(self) -> Json: ...
    def command_conference(self, order: Json) -> str: ...
    def conference_turn(self) -> int: ...
    def conference_refusal(self) -> Json: ...


class FilmDesk(Protocol):
    """Case markers for exports; in the Qt thread."""

    def wished_marks(self, cameras: Sequence[str], wished: bool | None) -> Json | None: ...


class Answers(CameraAnswers, PanelAnswers, WallAnswers, LinkAnswers, OrderAnswers):
    """Awaited in the io thread; each question is put to the Qt thread."""

    def __init__(
        self,
        bridge: Bridge,
        desk: Desk,
        exports: Exports,
        steering: Steering,
        seat: Seat,
        director: Director,
        orders: OrderDesk | None = None,
        films: FilmDesk | None = None,
    ) -> None:
        CameraAnswers.__init__(self, bridge, desk, steering, seat)
        PanelAnswers.__init__(self, bridge, desk)
        WallAnswers.__init__(self, bridge, director)
        LinkAnswers.__init__(self, bridge, desk)
        OrderAnswers.__init__(self, bridge, orders)
        self._desk: Desk = desk
        self._exports, self._films = exports, films

    async def health(self) -> Json:
        return await self._ask(self._desk.health)

    async def wall(self) -> Json:
        return await self._ask(self._wall)

    async def layouts(self) -> list[Json]:
        return [layout_json(layout) for layout in (await self._ask(self._desk.layouts)).values()]

    async def set_layout(self, name: str, screen: str | None) -> None:
        def do() -> None:
            of = self._screen(screen)
            if name not in self._desk.layouts():
                raise NotFound(f"there is no layout {name!r}", sorted(self._desk.layouts()))
            self._desk.set_layout(of, name)

        await self._ask(do)

    async def set_cell(self, cell: int, source: str | None, screen: str | None) -> None:
        def do() -> None:
            of = self._with_cells(screen, [cell])
            if source is not None and not self._desk.knows(Source.parse(source)):
                raise NotFound(f"there is no {source}", self._near(source))
            self._desk.set_cell(of, cell, source)

        await self._ask(do)

    async def replay(self, order: Json) -> Json:
        def do() -> Json:
            of = self._with_cells(order["screen"], order["cells"])
            try:
                self._desk.replay(of, order)
            except ValueError as refusal:
                raise Refused(str(refusal)) from refusal
            sources = self._desk.cell_sources(of)
            told = [{"cell": each, "source": str(sources[each])} for each in order["cells"]]
            return {"cells": told}

        return await self._ask(do)

    async def listen(self, cell: int | None, screen: str | None) -> Json:
        def do() -> Json:
            of = self._with_cells(screen, [] if cell is None else [cell])
            try:
                self._desk.listen(of, cell)
            except ValueError as refusal:
                raise Refused(str(refusal)) from refusal
            return {"listening": self._desk.heard()}

        return await self._ask(do)

    async def select(self, cell: int, screen: str | None) -> Json:
        def do() -> Json:
            of = self._with_cells(screen, [cell])
            self._desk.select(of, cell)
            return {"selected": self._desk.selected(of)}

        return await self._ask(do)

    async def thumbnail(self, cell: int, screen: str | None) -> bytes:
        def copy() -> Pixels:
            of = self._with_cells(screen, [cell])
            if (pixels := self._desk.tile_picture(of, cell)) is None:
                raise NotFound(f"cell {cell} has no picture now")
            return pixels

        return await asyncio.to_thread(jpeg_of, await self._ask(copy))

    def _with_cells(self, screen: str | None, cells: Sequence[int]) -> WallScreen:
        """The screen's wall; NotFound when it has not all of these cells."""
        of = self._screen(screen)
        there_are = range(len(self._desk.cell_sources(of)))
        if unknown := [cell for cell in cells if cell not in there_are]:
            raise NotFound(f"there is no cell {unknown[0]}", list(there_are))
        return of

    async def cases(self) -> Json:
        cases, cursor = await self._ask(lambda: (self._desk.open_cases(), self._desk.cursor()))
        now = datetime.now(UTC)
        rows = [case_json(case, now) for case in cases]
        return {"count": len(rows), "cursor": cursor, "cases": rows}

    async def markers(self) -> list[Json]:
        drawn = await self._ask(self._desk.drawn_markers)
        now, wall_clock = time.monotonic(), datetime.now(UTC)
        return [
            marker_json(on, marker, wall_clock - timedelta(seconds=now - marker.painted_at))
            for on, marker in drawn
        ]

    async def conference(self) -> Json:
        return await self._ask(self._desk.conference)

    async def command_conference(self, order: Json) -> Json:
        def do() -> None:
            nodes = {node["id"] for node in self._desk.conference().get("nodes", [])}
            named = chair_named(order)
            if unknown := [node for node in named if node not in nodes]:
                raise NotFound(f"there is no node {unknown[0]!r}", sorted(nodes)[:MOST])
            about = order.get("case")
            if about is not None and not self._desk.knows_case(about):
                known = [str(case.id) for case in self._desk.open_cases()[:MOST]]
                raise NotFound(f"there is no case {about!r}", known)
            shared = order.get("source") or SCREEN
            cameras = [f"camera:{entry.id}" for entry in self._desk.cameras()]
            free = shared.startswith(("node:", WINDOW, FILE))
            if shared not in (SCREEN, CARD, *cameras) and not free:
                raise NotFound(f"there is no source {shared!r}", [SCREEN, CARD, *cameras[:MOST]])
            if refusal := self._desk.command_conference(order):
                raise Refused(refusal)

        before = await self._ask(self._desk.conference_turn)
        await self._ask(do)
        await self._carried_out(order, before)
        return await self.conference()

    async def _carried_out(self, order: Json, before: int) -> None:
        """Wait until the conference changed, for a moment: some orders change nothing."""
        for _ in range(TRIES):
            if await self._ask(self._desk.conference_turn) != before:
                break
            await asyncio.sleep(TRY_S)
        refusal = await self._ask(self._desk.conference_refusal)
        meant = (order.get("node"), None, *chair_named(order))
        mine = refusal.get("action") == order["action"] and refusal.get("node") in meant
        if mine and refusal["turn"] > before:
            raise Refused(str(refusal.get("reason")))

    async def start_export(self, order: Json) -> Json:
        known = {entry.id for entry in await self._ask(self._desk.cameras)}
        if unknown := [camera for camera in order["cameras"] if camera not in known]:
            raise NotFound(f"there is no camera {unknown[0]!r}", sorted(known)[:MOST])
        wish = {key: value for key, value in order.items() if key != "markers"}
        marks = await self._marks(order["cameras"], order.get("markers"))
        wish |= {"marks": marks} if marks is not None else {}
        try:
            return self._exports.start(wish)
        except TooMany as refusal:
            raise Refused(str(refusal)) from refusal

    async def _marks(self, cameras: Sequence[str], wished: bool | None) -> Json | None:
        """Camera by camera, so that the Qt thread paints between them."""
        if (films := self._films) is None:
            return None
        parts = [await self._ask(partial(films.wished_marks, [each], wished)) for each in cameras]
        return joined_marks([part for part in parts if part is not None])

    async def exports(self) -> list[Json]:
        return self._exports.all()

    async def export(self, id: str) -> Json:  # noqa: A002 - the contract's word
        return self._known_export(id, self._exports.find(id))

    async def cancel_export(self, id: str) -> Json:  # noqa: A002 - the contract's word
        return self._known_export(id, self._exports.cancel(id))

    def _known_export(self, identity: str, found: Json | None) -> Json:
        if found is None:
            known = [export["id"] for export in self._exports.all()]
            raise NotFound(f"there is no export {identity!r}", known)
        return found

    async def figures(self) -> list[Figure]:
        return [
            *figures_of(await self.health(), await self.wall()),
            *figures_of_pictures(await self.diagnosis()),
            *figures_of_losses(await self.losses()),
        ]

    def _near(self, source: str) -> list[str]:
        """Sources of the same kind, a few: what a caller may have meant."""
        if source.startswith(("camera:", "replay:")):
            return [f"camera:{entry.id}" for entry in self._desk.cameras()[:MOST]]
        if source.startswith("node:"):
            nodes = self._desk.conference().get("nodes", [])
            return [f"node:{node['id']}" for node in nodes[:MOST]]
        return ["program", "map", "leaders"]

    def _wall(self) -> Json:
        screens = [
            {
                "name": name,
                "layout": layout.name,
                "tiles": [
                    {**tile_json(r, s), "screen": name}
                    for r, s in zip(reports, sources, strict=False)
                ],
                "selected": self._desk.selected(self._screen(name)),
                **self.runs_on(name),
            }
            for name, layout, reports, sources in self._desk.screens()
        ]
        heard = self._desk.heard()
        return {
            "layout": self._desk.layout_name(), "selected": screens[0]["selected"],
            "tiles": screens[0]["tiles"], "listening": heard, "screens": screens, **self.runs(),
        }  # fmt: skip
