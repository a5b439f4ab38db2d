"""Answers to the control API about scenes, tours, alarm tiles and the patrol log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from console.bridge import Bridge
from console.control.room import Json, NotFound, Refused
from console.desk.director import Director
from console.desk.walls import WallScreen
from layouts.patrol import DayOfPatrols, PatrolPage
from layouts.scene import Scene, in_order
from layouts.tour import Tour

T = TypeVar("T")


class WallAnswers:
    """Awaited in the io thread; each question is put to the Qt thread."""

    def __init__(self, bridge: Bridge, director: Director) -> None:
        self._bridge = bridge
        self._director = director

    async def scenes(self) -> list[Json]:
        def read() -> list[Json]:
            return [scene_json(one) for one in in_order(self._director.scenes.scenes.values())]

        return await self._ask(read)

    async def set_scene(self, order: Json) -> Json:
        def do() -> Json:
            scenes, name = self._director.scenes, order["scene"]
            if name is None:
                scenes.release()
            elif name not in scenes.scenes:
                raise NotFound(f"there is no scene {name!r}", sorted(scenes.scenes))
            else:
                scenes.choose(name, order["until"])
            return self._scene()

        return await self._ask(do)

    async def tours(self) -> list[Json]:
        def read() -> list[Json]:
            tours = self._director.walls.own.tours.tours
            return [tour_json(tour) for tour in tours.values()]

        return await self._ask(read)

    async def start_tour(self, order: Json) -> Json:
        def do() -> Json:
            screen, name, cell = self._screen(order["screen"]), order["tour"], order["cell"]
            tours = screen.tours
            if name not in tours.tours:
                raise NotFound(f"there is no tour {name!r}", sorted(tours.tours))
            try:
                tours.start(name, cell, who=order["who"])
            except IndexError as fault:
                raise NotFound(str(fault)) from fault
            return {**(tours.report(cell) or {}), "screen": screen.name}

        return await self._ask(do)

    async def act_tour(self, order: Json) -> Json:
        def do() -> Json:
            screen, cell = self._screen(order["screen"]), order["cell"]
            tours = screen.tours
            if cell is None and tours.whole() is None and len(tours.reports()) == 1:
                cell = tours.reports()[0]["cell"]
            if tours.report(cell) is None:
                raise Refused("no tour runs there")
            tours.act(cell, order["action"])
            return {**(tours.report(cell) or {"tour": None}), "screen": screen.name}

        return await self._ask(do)

    async def stop_tour(self, cell: int | None, screen: str | None) -> Json:
        def do() -> Json:
            return {"stopped": self._screen(screen).tours.stop(cell)}

        return await self._ask(do)

    async def patrols(self, day: date | None) -> Json:
        return day_json(await self._director.patrols(day))

    async def patrol_rows(self, day: date | None, before: int | None, most: int) -> Json:
        return page_json(*await self._director.patrol_rows(day, before, most))

    async def alarms(self) -> list[Json]:
        return await self._ask(self._director.alarms.reports)

    async def act_alarm(self, order: Json) -> Json:
        def do() -> Json:
            alarms = self._director.alarms
            try:
                did = alarms.act(order["alarm"], order["action"])
            except KeyError as fault:
                known = [told["alarm"] for told in alarms.reports()]
                raise NotFound(f"there is no alarm {order['alarm']!r}", known) from fault
            return {"alarm": order["alarm"], "changed": did}

        return await self._ask(do)

    async def hold_cell(self, cell: int, on: bool, screen: str | None) -> Json:
        def do() -> Json:
            of, alarms = self._screen(screen), self._director.alarms
            if not alarms.can_hold(of, cell):
                raise Refused(f"no alarm takes cell {cell}: there is nothing to hold")
            alarms.hold(of, cell, on)
            return {"cell": cell, "held": on}

        return await self._ask(do)

    # -- parts of ``GET /v1/wall``

    def runs(self) -> Json:
        """What runs by itself, beside the tiles of the desk's own wall."""
        director = self._director
        return {
            **self._scene(),
            "alarms": director.alarms.reports(),
            **self.runs_on(director.walls.own.name),
        }

    def runs_on(self, screen: str) -> Json:
        """What runs on one screen."""
        of = self._screen(screen)
        tours = [{**told, "screen": of.name} for told in of.tours.reports()]
        return {"tours": tours, "held": list(self._director.alarms.held(of))}

    def _scene(self) -> Json:
        scenes = self._director.scenes
        until = rfc3339(scenes.until) if scenes.until is not None else None
        told = {"scene": scenes.scene or None, "by": scenes.by, "until": until}
        return {**told, "altered": scenes.altered}

    def _screen(self, name: str | None) -> WallScreen:
        """The desk's own when none is named."""
        walls = self._director.walls
        found = walls.find(name) if name is not None else walls.own
        if found is None:
            there_are = [one.name for one in walls.all()]
            raise NotFound(f"there is no wall on a screen {name!r}", there_are)
        return found

    async def _ask(self, question: Callable[[], T]) -> T:
        return await self._bridge.ask(question)


def scene_json(scene: Scene) -> Json:
    screens = {
        name: {"layout": plan.layout, "tour": plan.tour} for name, plan in scene.screens.items()
    }
    return {
        "name": scene.name, "title": scene.title, "default": scene.default, "screens": screens,
        "origin": scene.origin,
    }  # fmt: skip


def tour_json(tour: Tour) -> Json:
    return {
        "name": tour.name, "title": tour.title, "cameras": list(tour.every_camera()),
        "pages": len(tour.pages), "dwell_s": tour.dwell_s, "layout": tour.layout or None,
        "skip_lost": tour.skip_lost, "origin": tour.origin,
    }  # fmt: skip


def day_json(day: DayOfPatrols) -> Json:
    cameras: list[dict[str, Any]] = [
        {
            "camera": one.camera, "patrols": one.patrols, "live_s": round(one.live_s, 1),
            "last": rfc3339(one.last) if one.last is not None else None,
        }
        for one in day.cameras
    ]  # fmt: skip
    return {
        "day": day.day.isoformat(), "tours": day.tours, "patrols": day.patrols, "seen": day.seen,
        "who": [who for who in day.who if who], "cameras": cameras,
    }  # fmt: skip


def page_json(day: date, page: PatrolPage) -> Json:
    rows = [
        {
            "patrol": rfc3339(row.patrol), "tour": row.tour, "who": row.who or None,
            "camera": row.camera, "since": rfc3339(row.since), "until": rfc3339(row.until),
            "live_s": row.told_s, "counts": row.counts,
        }
        for row in page.rows
    ]  # fmt: skip
    return {"day": day.isoformat(), "rows": rows, "before": page.before}


def rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"
