"""The calls about orders to the platform."""

from __future__ import annotations

from aiohttp import web

from console.control.answering import answering, body_of, in_time, json_answer
from console.control.order_order import read_order
from console.control.room import ORDER_S, Room


class OrderRoutes:
    def __init__(self, room: Room) -> None:
        self._room = room

    def table(self) -> list[web.RouteDef]:
        return [
            web.post("/v1/cases/{id}/commands", self._command),
            web.get("/v1/orders", answering(self._room.outbox)),
        ]

    async def _command(self, request: web.Request) -> web.Response:
        order = read_order(await body_of(request), request.headers)
        case = request.match_info["id"]
        return json_answer(await in_time(self._room.command_case(case, order), ORDER_S))
