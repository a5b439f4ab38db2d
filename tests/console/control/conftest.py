"""A room that answers at once, and a real server with a real client before it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import aiohttp
import pytest

from console.control.metrics import figures_of
from console.control.room import Changed, Figure, Forbidden, Json, NotFound, Refused
from console.control.server import ControlServer
from media.secret import Secret

TOKEN = "token-of-the-test"


@dataclass
class FakeRoom:
    """Holds a wall of two cells; ``hold`` makes every answer wait, ``fault`` fails it."""

    layout: str = "3x3"
    sources: list[str | None] = field(default_factory=lambda: ["camera:c01", None])
    orders: list[Json] = field(default_factory=list)
    screens: list[str | None] = field(default_factory=list)  # that the orders to a wall name
    hold: asyncio.Event | None = None
    fault: Exception | None = None

    async def health(self) -> Json:
        if self.hold is not None:
            await self.hold.wait()
        if self.fault is not None:
            raise self.fault
        return {"status": "ok", "uptime_s": 3, "simulated": True}

    async def wall(self) -> Json:
        tiles = [{"cell": n, "source": s, "fps": 25.0} for n, s in enumerate(self.sources)]
        return {"layout": self.layout, "tiles": tiles}

    async def layouts(self) -> list[Json]:
        return [{"name": "3x3", "cells": 9, "origin": "preset"}]

    async def set_layout(self, name: str, screen: str | None) -> None:
        self.screens.append(screen)
        if name not in ("1x1", "3x3"):
            raise NotFound(f'there is no layout "{name}"', ["1x1", "3x3"])
        self.layout = name

    async def set_cell(self, cell: int, source: str | None, screen: str | None) -> None:
        self.screens.append(screen)
        if cell >= len(self.sources):
            raise NotFound(f"there is no cell {cell}", range(len(self.sources)))
        self.sources[cell] = source

    async def scenes(self) -> list[Json]:
        return [{"name": "日常"}]

    async def set_scene(self, order: Json) -> Json:
        if order["scene"] not in (None, "日常"):
            raise NotFound("there is no such scene", ["日常"])
        self.orders.append(order)
        return {"scene": order["scene"], "by": "hand", "until": None}

    async def tours(self) -> list[Json]:
        return []

    async def start_tour(self, order: Json) -> Json:
        self.orders.append(order)
        return order

    async def act_tour(self, order: Json) -> Json:
        self.orders.append(order)
        return order

    async def stop_tour(self, cell: int | None, screen: str | None) -> Json:
        self.orders.append({"stop": cell})
        return {"stopped": True}

    async def patrols(self, day: date | None) -> Json:
        return {"day": day.isoformat() if day else None}

    async def patrol_rows(self, day: date | None, before: int | None, most: int) -> Json:
        return {"day": day.isoformat() if day else None, "before": before, "most": most}

    async def alarms(self) -> list[Json]:
        return []

    async def act_alarm(self, order: Json) -> Json:
        self.orders.append(order)
        return {"alarm": order["alarm"], "changed": True}

    async def hold_cell(self, cell: int, on: bool, screen: str | None) -> Json:
        return {"cell": cell, "held": on}

    async def replay(self, order: Json) -> Json:
        self.screens.append(order["screen"])
        if 9 in order["cells"]:
            raise Refused("cell 9 shows no camera")
        self.orders.append(order)
        return {"cells": []}

    async def listen(self, cell: int | None, screen: str | None) -> Json:
        self.screens.append(screen)
        if cell == 9:
            raise Refused("cell 9 shows no live camera")
        self.orders.append({"listen": cell})
        return {"listening": None}

    async def select(self, cell: int, screen: str | None) -> Json:
        self.screens.append(screen)
        if cell >= len(self.sources):
            raise NotFound(f"there is no cell {cell}", range(len(self.sources)))
        return {"selected": cell}

    async def keys(self) -> list[Json]:
        return [{"action": "help", "keys": ["F1"], "where": "window", "words": "The keys"}]

    async def perform(self, action: str) -> Json:
        if action != "help":
            raise NotFound(f"there is no action {action!r}", ["help"])
        self.orders.append({"perform": action})
        return {"action": action}

    async def put_number(self, number: str) -> Json:
        if number != "7":
            raise NotFound(f"no camera has the number {number}")
        return {"cell": 0, "source": "camera:c07"}

    async def thumbnail(self, cell: int, screen: str | None) -> bytes:
        self.screens.append(screen)
        source = self.sources[cell] if cell < len(self.sources) else None
        if source is None:
            raise NotFound(f"cell {cell} has no picture now")
        self.orders.append({"thumbnail": cell})
        return f"JPEG of {source}, number {len(self.orders)}".encode()

    async def cameras(self) -> list[Json]:
        return [{"id": "c01", "name": "市场"}]

    async def camera(self, id: str) -> Json:  # noqa: A002
        if id != "c01":
            raise NotFound(f'there is no camera "{id}"', ["c01"])
        return {"id": "c01", "name": "市场"}

    async def diagnosis(self) -> Json:
        return {"since": "2026-11-18T12:00:00Z", "every_s": 10.0, "findings": []}

    async def snapshot(self, camera: str, at: float | None = None) -> Json:
        await self.camera(camera)
        self.orders += [{"at": at}] if at is not None else []
        return {"path": "/s/c01.jpg", "taken_at": "2026-11-25T12:00:00.000Z"}

    async def clip(
        self, camera: str, before_s: float, after_s: float, at: float | None = None
    ) -> Json:
        await self.camera(camera)
        asked = [before_s, after_s, *([at] if at is not None else [])]
        return {"path": "/s/c01.mp4", "ready": False, "asked": asked}

    async def record(self, camera: str, on: bool) -> Json:
        await self.camera(camera)
        return {"recording": on, "by": "hand" if on else None}

    async def ptz(self, camera: str, order: Json) -> Json:
        await self.camera(camera)
        self.orders.append(order)
        return {"camera": camera, "done": True}

    async def ptz_state(self, camera: str) -> Json:
        await self.camera(camera)
        return {"camera": camera, "state": "ready"}

    async def cases(self) -> Json:
        return {"count": 0, "cursor": "7", "cases": []}

    async def command_case(self, case: str, order: Json) -> Json:
        if case == "c-0":
            raise NotFound(f"there is no case {case!r}")
        if order["type"] == "supervise":
            raise Forbidden("who sits at the window may not supervise")
        if order["rev"] == 1:
            raise Changed("the case is at revision 2", {"rev": 2})
        self.orders.append({"case": case, **order})
        return {"key": order["key"] or "made", "state": "done"}

    async def outbox(self) -> list[Json]:
        return []

    async def markers(self) -> list[Json]:
        return []

    async def conference(self) -> Json:
        return {"state": "idle", "nodes": []}

    async def command_conference(self, order: Json) -> Json:
        if order["action"] == "end":
            raise Refused("no conference is live")
        self.orders.append(order)
        return {"state": "live", "nodes": []}

    async def relink(self, node: str, action: str) -> Json:
        if node != "n01":
            raise NotFound(f"there is no node {node!r}", ["n01"])
        self.orders.append({"node": node, "action": action})
        return {"node": node, "join_url": "l" if action == "renew" else None, "until": None}

    async def watch(self) -> Json:
        return {"url": "https://h/whep", "token": "t"}

    async def relink_watch(self, action: str) -> Json:
        self.orders.append({"watch": action})
        return await self.watch()

    async def start_export(self, order: Json) -> Json:
        self.orders.append(order)
        return {"id": "e-1", "state": "running"}

    async def exports(self) -> list[Json]:
        return [{"id": "e-1"}]

    async def export(self, id: str) -> Json:  # noqa: A002
        if id != "e-1":
            raise NotFound(f"there is no export {id!r}", ["e-1"])
        return {"id": "e-1", "state": "running"}

    async def cancel_export(self, id: str) -> Json:  # noqa: A002
        return {**await self.export(id), "state": "cancelled"}

    async def figures(self) -> list[Figure]:
        return figures_of(await self.health(), await self.wall())


@dataclass
class Desk:
    """What a test holds: the room, its server, a client with the token, and the address."""

    room: FakeRoom
    server: ControlServer
    client: aiohttp.ClientSession
    host: str
    port: int

    async def call(self, method: str, path: str, **how: Any) -> tuple[int, Any]:
        async with self.client.request(method, path, **how) as answer:
            return answer.status, await answer.json(content_type=None)


@asynccontextmanager
async def opened(header_s: float = 5.0) -> AsyncIterator[Desk]:
    room = FakeRoom()
    server = ControlServer(room, Secret(TOKEN), header_s=header_s)
    host, port = await server.start("127.0.0.1", 0)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    try:
        async with aiohttp.ClientSession(f"http://{host}:{port}", headers=headers) as client:
            yield Desk(room, server, client, host, port)
    finally:
        await server.stop()


@pytest.fixture
def desk() -> Callable[..., AbstractAsyncContextManager[Desk]]:
    return opened


@pytest.fixture
def run() -> Callable[[Callable[[Desk], Awaitable[None]]], None]:
    """Runs a story against a fresh desk, within ten seconds."""

    def run(story: Callable[[Desk], Awaitable[None]], **how: Any) -> None:
        async def whole() -> None:
            async with asyncio.timeout(60), opened(**how) as desk:
                await story(desk)

        asyncio.run(whole())

    return run
