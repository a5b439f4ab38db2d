"""The calls about scenes, tours, alarm tiles and the patrol log."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from console.control.answering import answering, body_of, in_time, json_answer
from console.control.room import Room
from console.control.wall_order import (
    HIGHEST_ROW,
    MOST_ROWS,
    USUAL_ROWS,
    read_alarm_action,
    read_cell,
    read_day,
    read_hold,
    read_query,
    read_scene,
    read_screen,
    read_tour_action,
    read_tour_start,
    read_whole,
)


class WallRoutes:
    def __init__(self, room: Room) -> None:
        self._room = room

    def table(self) -> list[web.RouteDef]:
        room = self._room
        return [
            web.get("/v1/scenes", answering(room.scenes)),
            web.put("/v1/wall/scene", self._set_scene),
            web.get("/v1/tours", answering(room.tours)),
            web.put("/v1/wall/tour", self._start_tour),
            web.post("/v1/wall/tour", self._act_tour),
            web.delete("/v1/wall/tour", self._stop_tour),
            web.get("/v1/patrols", self._patrols),
            web.get("/v1/patrols/rows", self._patrol_rows),
            web.get("/v1/alarms", answering(room.alarms)),
            web.post("/v1/alarms", self._act_alarm),
            web.put(r"/v1/wall/cells/{n:\d{1,4}}/held", self._hold),
        ]

    async def _set_scene(self, request: web.Request) -> web.Response:
        order = read_scene(await body_of(request), datetime.now(UTC))
        return json_answer(await in_time(self._room.set_scene(order)))

    async def _start_tour(self, request: web.Request) -> web.Response:
        order = read_tour_start(await body_of(request))
        return json_answer(await in_time(self._room.start_tour(order)))

    async def _act_tour(self, request: web.Request) -> web.Response:
        order = read_tour_action(await body_of(request))
        return json_answer(await in_time(self._room.act_tour(order)))

    async def _stop_tour(self, request: web.Request) -> web.Response:
        query = read_query(request.query.items(), ("cell", "screen"))
        cell, screen = read_cell(query), read_screen(query)
        return json_answer(await in_time(self._room.stop_tour(cell, screen)))

    async def _patrols(self, request: web.Request) -> web.Response:
        day = read_day(read_query(request.query.items(), ("day",)))
        return json_answer(await in_time(self._room.patrols(day)))

    async def _patrol_rows(self, request: web.Request) -> web.Response:
        query = read_query(request.query.items(), ("day", "before", "most"))
        most = read_whole(query, "most", 1, MOST_ROWS) or USUAL_ROWS
        before = read_whole(query, "before", 1, HIGHEST_ROW)
        return json_answer(await in_time(self._room.patrol_rows(read_day(query), before, most)))

    async def _act_alarm(self, request: web.Request) -> web.Response:
        order = read_alarm_action(await body_of(request))
        return json_answer(await in_time(self._room.act_alarm(order)))

    async def _hold(self, request: web.Request) -> web.Response:
        order = read_hold(await body_of(request))
        cell = int(request.match_info["n"])
        told = await in_time(self._room.hold_cell(cell, order["held"], order["screen"]))
        return json_answer(told)
