"""The calls about the sites' links and the token of those who only watch."""

from __future__ import annotations

from aiohttp import web

from console.control.answering import answering, body_of, in_time, json_answer
from console.control.body import Fields
from console.control.room import Room

ACTIONS = ("renew", "withdraw")


class LinkRoutes:
    def __init__(self, room: Room) -> None:
        self._room = room

    def table(self) -> list[web.RouteDef]:
        return [
            web.post("/v1/nodes/{id}/link", self._relink),
            web.get("/v1/watch", answering(self._room.watch)),
            web.post("/v1/watch", self._relink_watch),
        ]

    async def _relink(self, request: web.Request) -> web.Response:
        action = Fields(await body_of(request), ("action",)).choice("action", ACTIONS)
        node = request.match_info["id"]
        return json_answer(await in_time(self._room.relink(node, action)))

    async def _relink_watch(self, request: web.Request) -> web.Response:
        action = Fields(await body_of(request), ("action",)).choice("action", ACTIONS)
        return json_answer(await in_time(self._room.relink_watch(action)))
