"""A platform in a few lines that is rude on demand, a client that follows it, and an ear."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from aiohttp import web

from console.cases.book import CaseBook
from console.cases.case import CaseChanged, CaseEvent, LinkState, Snapshot
from console.cases.client import PlatformClient
from console.cases.sources.source import CaseSource
from media.backoff import BackOff
from media.secret import Secret

Json = dict[str, Any]
Rude = Callable[["Fake", web.Request], Awaitable[web.StreamResponse]]
PATIENCE = 20  # seconds until a test gives up
PREFIX = "/api/v1"


class Fake:
    """A platform in a few lines. ``rude[path]`` are answers given instead, one after another."""

    def __init__(self) -> None:
        self.cases: dict[str, Json] = {}
        self.events: list[bytes] = []
        self.oldest = 0  # a cursor before this is too old
        self.rude: defaultdict[str, deque[Rude]] = defaultdict(deque)
        self.asked: list[tuple[str, str]] = []  # path, Last-Event-ID
        self.hello = b": here\n\n"
        self.most = 1_000_000  # events a stream carries before it is cut
        self.url = ""
        self._bell = asyncio.Event()
        self._cut = asyncio.Event()

    def put(self, case_id: str, rev: int = 1, **fields: Any) -> None:
        case = {"id": case_id, "rev": rev, "status": "reported", **fields}
        self.cases[case_id] = case
        self.tell("case.upsert", json.dumps(case))

    def drop(self, case_id: str) -> None:
        rev = self.cases.pop(case_id)["rev"] + 1
        self.tell("case.gone", json.dumps({"id": case_id, "rev": rev}))

    def tell(self, kind: str, data: str, with_id: bool = True) -> None:
        number = len(self.events) + 1
        written = f"id: e{number}\n" if with_id else ""
        self.events.append(f"{written}event: {kind}\ndata: {data}\n\n".encode())
        self.ring()

    def ring(self) -> None:
        self._bell.set()
        self._bell = asyncio.Event()

    def cut(self) -> None:
        """End every open stream."""
        self._cut.set()
        self._cut = asyncio.Event()
        self.ring()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(PREFIX + "/")
        self.asked.append((path, request.headers.get("Last-Event-ID", "")))
        if self.rude[path]:
            return await self.rude[path].popleft()(self, request)
        if path == "about":
            return web.json_response({"name": "演示镇", "simulated": True, "platforms": []})
        if path == "cases":
            return self.page(request)
        if path == "cases/stream":
            return await self.stream(request)
        return web.json_response([])

    def page(self, request: web.Request) -> web.Response:
        first, limit = int(request.query.get("page", "0")), int(request.query["limit"])
        cases = list(self.cases.values())
        following = str(first + limit) if first + limit < len(cases) else None
        body = {"cases": cases[first : first + limit], "next": following}
        return web.json_response({**body, "cursor": f"e{len(self.events)}"})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(self.hello)
        at = int(request.headers["Last-Event-ID"].removeprefix("e"))
        cut, last = self._cut, at + self.most
        while not cut.is_set():
            bell = self._bell
            if at < self.oldest:
                await response.write(b"event: resync\ndata:\n\n")
                break
            if part := b"".join(self.events[at:last]):
                await response.write(part)
                at = min(len(self.events), last)
            if at == last:
                break
            await bell.wait()
        return response


class Ear:
    """What a client tells, and a book that hears it."""

    def __init__(self) -> None:
        self.events: list[CaseEvent] = []
        self.batches: list[int] = []
        self.book = CaseBook()
        self._told = asyncio.Event()

    def tell(self, events: list[CaseEvent]) -> None:
        assert events
        self.events += events
        self.batches.append(len(events))
        self.book.apply(events)
        self._told.set()

    async def until(self, true: Callable[[], object]) -> None:
        while not true():
            self._told.clear()
            await self._told.wait()

    async def link(self, state: str, detail: str = "") -> LinkState:
        await self.until(lambda: (self.book.link.state, self.book.link.detail) == (state, detail))
        return self.book.link

    def revs(self) -> dict[str, int]:
        """The open cases of the book."""
        return {case.id: case.rev for case in self.book.open_cases()}

    def told(self) -> list[tuple[str, int]]:
        """Every change that was told, as case and revision."""
        return [(e.case.id, e.case.rev) for e in self.events if isinstance(e, CaseChanged)]

    def snapshots(self) -> int:
        return sum(isinstance(event, Snapshot) for event in self.events)


@contextlib.asynccontextmanager
async def running(client: CaseSource) -> AsyncIterator[None]:
    """The client follows until the end of the block, which has ``PATIENCE`` seconds."""
    async with asyncio.timeout(PATIENCE):
        following = asyncio.ensure_future(client.run())
        try:
            yield
        finally:
            following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await following


@contextlib.asynccontextmanager
async def room(fake: Fake, **options: Any) -> AsyncIterator[tuple[Ear, PlatformClient]]:
    """The fake served, a client that follows it, and an ear that hears the client."""
    app = web.Application()
    app.router.add_get(PREFIX + "/{path:.*}", fake.answer)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    ear = Ear()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}{PREFIX}"
        options = {"back_off": BackOff((0.001,)), **options}
        client = PlatformClient(fake.url, Secret("sesame"), ear.tell, **options)
        async with running(client):
            yield ear, client
    finally:
        fake.cut()
        await runner.cleanup()
