"""The calls of the control API: each reads its request, asks the room, writes the answer."""

from __future__ import annotations

import asyncio
from collections import Counter

from aiohttp import web

from console.control.answering import answering, body_of, in_time, json_answer
from console.control.body import Fields
from console.control.calls_cameras import LONGEST_CLIP_S
from console.control.conference_order import read_order
from console.control.events import WRITE_S, Events, Listener
from console.control.export_order import read_export
from console.control.key_order import read_press
from console.control.link_routes import LinkRoutes
from console.control.metrics import MEDIA_TYPE, dump_metrics
from console.control.openapi import document
from console.control.order_routes import OrderRoutes
from console.control.problem import problem
from console.control.ptz_order import read_ptz
from console.control.replay_order import read_replay
from console.control.room import PTZ_S, SNAPSHOT_S, Figure, Room, Unfit
from console.control.thumbnails import Thumbnails, thumbnail_answer
from console.control.wall_order import read_query, read_screen, screen_of
from console.control.wall_routes import WallRoutes
from media.source import Source, SourceKind

CLIP_S = 30.0  # before and after, where a caller names none


class Routes:
    """One room's calls. ``answered`` counts the answers by status."""

    def __init__(self, room: Room, events: Events) -> None:
        self._room = room
        self._events = events
        self.thumbnails = Thumbnails()
        self.answered: Counter[int] = Counter()

    def table(self) -> list[web.RouteDef]:
        room = self._room
        return [
            web.get("/v1/health", answering(room.health)),
            web.get("/v1/wall", answering(room.wall)),
            web.get("/v1/layouts", answering(room.layouts)),
            web.put("/v1/wall/layout", self._set_layout),
            web.put(r"/v1/wall/cells/{n:\d{1,4}}", self._set_cell),
            web.put("/v1/wall/replay", self._replay),
            web.put("/v1/wall/listen", self._listen_to),
            web.put("/v1/wall/selection", self._select),
            web.get("/v1/keys", answering(room.keys)),
            web.post("/v1/keys", self._press),
            web.get(r"/v1/wall/tiles/{cell:\d{1,4}}/thumbnail", self._thumbnail),
            web.get("/v1/cameras", answering(room.cameras)),
            web.get("/v1/cameras/{id}", self._camera),
            web.post("/v1/cameras/{id}/snapshot", self._snapshot),
            web.post("/v1/cameras/{id}/clip", self._clip),
            web.post("/v1/cameras/{id}/recording", self._record),
            web.get("/v1/cameras/{id}/ptz", self._ptz_state),
            web.post("/v1/cameras/{id}/ptz", self._ptz),
            web.post("/v1/cameras/{id}/presets", self._save_preset),
            web.delete("/v1/cameras/{id}/presets/{token}", self._remove_preset),
            web.get("/v1/diagnosis", answering(room.diagnosis)),
            web.get("/v1/cases", answering(room.cases)),
            web.get("/v1/markers", answering(room.markers)),
            web.get("/v1/conference", answering(room.conference)),
            web.post("/v1/conference", self._conference),
            web.get("/v1/exports", answering(room.exports)),
            web.post("/v1/exports", self._start_export),
            web.get("/v1/exports/{id}", self._export),
            web.delete("/v1/exports/{id}", self._cancel_export),
            web.get("/v1/events", self._listen, allow_head=False),
            web.get("/v1/openapi.json", self._describe),
            web.get("/metrics", self._metrics),
            *WallRoutes(room).table(),
            *LinkRoutes(room).table(),
            *OrderRoutes(room).table(),
        ]

    async def _set_layout(self, request: web.Request) -> web.Response:
        fields = Fields(await body_of(request), ("layout", "screen"))
        name = fields.text("layout", 64)
        await in_time(self._room.set_layout(name, screen_of(fields)))
        return json_answer({"layout": name})

    async def _set_cell(self, request: web.Request) -> web.Response:
        fields = Fields(await body_of(request), ("source", "screen"))
        cell = int(request.match_info["n"])
        written = fields.text_or_null("source")
        source = None if written is None else _source(written)
        await in_time(self._room.set_cell(cell, source, screen_of(fields)))
        return json_answer({"cell": cell, "source": source})

    async def _replay(self, request: web.Request) -> web.Response:
        order = read_replay(await body_of(request))
        return json_answer(await in_time(self._room.replay(order)))

    async def _listen_to(self, request: web.Request) -> web.Response:
        fields = Fields(await body_of(request), ("cell", "screen"))
        cell = fields.whole_or_null("cell")
        return json_answer(await in_time(self._room.listen(cell, screen_of(fields))))

    async def _select(self, request: web.Request) -> web.Response:
        fields = Fields(await body_of(request), ("cell", "screen"))
        cell = fields.whole("cell")
        return json_answer(await in_time(self._room.select(cell, screen_of(fields))))

    async def _press(self, request: web.Request) -> web.Response:
        what, meant = read_press(await body_of(request))
        room = self._room
        return json_answer(
            await in_time((room.perform if what == "action" else room.put_number)(meant))
        )

    async def _camera(self, request: web.Request) -> web.Response:
        return json_answer(await in_time(self._room.camera(request.match_info["id"])))

    async def _snapshot(self, request: web.Request) -> web.Response:
        fields = Fields(await body_of(request) if request.can_read_body else {}, ("at",))
        at = fields.moment("at") if "at" in fields else None
        camera = request.match_info["id"]
        return json_answer(await in_time(self._room.snapshot(camera, at), SNAPSHOT_S))

    async def _clip(self, request: web.Request) -> web.Response:
        body = await body_of(request) if request.can_read_body else {}
        fields = Fields(body, ("before_s", "after_s", "at"))
        before_s = fields.number("before_s", 0, LONGEST_CLIP_S, CLIP_S)
        after_s = fields.number("after_s", 0, LONGEST_CLIP_S, CLIP_S)
        if not before_s + after_s:
            raise Unfit("a clip needs seconds before or after", "after_s")
        at = fields.moment("at") if "at" in fields else None
        camera = request.match_info["id"]
        return json_answer(await in_time(self._room.clip(camera, before_s, after_s, at)))

    async def _record(self, request: web.Request) -> web.Response:
        action = Fields(await body_of(request), ("action",)).choice("action", ("start", "stop"))
        camera = request.match_info["id"]
        return json_answer(await in_time(self._room.record(camera, action == "start")))

    async def _ptz_state(self, request: web.Request) -> web.Response:
        return json_answer(await in_time(self._room.ptz_state(request.match_info["id"]), PTZ_S))

    async def _ptz(self, request: web.Request) -> web.Response:
        order = read_ptz(await body_of(request))
        return json_answer(await in_time(self._room.ptz(request.match_info["id"], order), PTZ_S))

    async def _save_preset(self, request: web.Request) -> web.Response:
        fields = Fields(await body_of(request), ("name", "token"))
        order = {"save": fields.text("name", 64)}
        if "token" in fields:
            order["token"] = fields.text("token", 64)
        return json_answer(await in_time(self._room.ptz(request.match_info["id"], order), PTZ_S))

    async def _remove_preset(self, request: web.Request) -> web.Response:
        order = {"remove": Fields(dict(request.match_info), ("id", "token")).text("token", 64)}
        return json_answer(await in_time(self._room.ptz(request.match_info["id"], order), PTZ_S))

    async def _conference(self, request: web.Request) -> web.Response:
        order = read_order(await body_of(request))
        return json_answer(await in_time(self._room.command_conference(order)))

    async def _start_export(self, request: web.Request) -> web.Response:
        order = read_export(await body_of(request))
        return json_answer(await in_time(self._room.start_export(order)))

    async def _export(self, request: web.Request) -> web.Response:
        return json_answer(await in_time(self._room.export(request.match_info["id"])))

    async def _cancel_export(self, request: web.Request) -> web.Response:
        return json_answer(await in_time(self._room.cancel_export(request.match_info["id"])))

    async def _describe(self, request: web.Request) -> web.Response:
        return json_answer(document(self.table()))

    async def _thumbnail(self, request: web.Request) -> web.Response:
        cell = int(request.match_info["cell"])
        screen = read_screen(read_query(request.query.items(), ("screen",)))
        jpeg = await in_time(self.thumbnails.of(cell, screen, self._room.thumbnail))
        return thumbnail_answer(jpeg, request)

    async def _metrics(self, request: web.Request) -> web.Response:
        figures = await in_time(self._room.figures())
        text = dump_metrics([*figures, *self._own_figures()])
        return web.Response(text=text, headers={"Content-Type": f"{MEDIA_TYPE}; charset=utf-8"})

    def _own_figures(self) -> list[Figure]:
        return [
            *(
                Figure("control_requests_total", count, {"status": str(status)})
                for status, count in sorted(self.answered.items())
            ),
            Figure("control_listeners", len(self._events)),
            Figure("control_events_dropped_total", self._events.dropped),
        ]

    async def _listen(self, request: web.Request) -> web.StreamResponse:
        listener = Listener()
        if not self._events.join(listener):
            return problem(503, "enough connections listen already")
        answer = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        try:
            await answer.prepare(request)
            while (event := await listener.take()) is not None:
                async with asyncio.timeout(WRITE_S):
                    await answer.write(event)
        except (ConnectionError, TimeoutError):
            if request.transport is not None:
                request.transport.abort()
        finally:
            self._events.leave(listener)
        return answer


def _source(written: str) -> str:
    try:
        source = Source.parse(written)
        if source.kind is SourceKind.REPLAY:
            source.starts_at()
    except ValueError as error:
        raise Unfit(str(error), "source") from error
    return str(source)
