"""A caller of the town's platform, and a platform whose story stands still."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from console.town.platform.server import Platform
from console.town.world.town import the_town

TOKEN = "a-token-of-the-tests"
PATIENCE_S = 10.0


@dataclass
class Client:
    """A client of the platform as the contract describes it, over real HTTP."""

    platform: Platform
    url: str
    session: aiohttp.ClientSession

    async def get(self, path: str, **headers: str) -> tuple[int, Any, Any]:
        async with self.session.get(f"{self.url}{path}", headers=headers) as response:
            body = await response.read()
            return response.status, json.loads(body) if body else None, response.headers

    async def post(self, path: str, body: Any, **headers: str) -> tuple[int, Any, Any]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.session.post(f"{self.url}{path}", data=data, headers=headers) as response:
            return response.status, await response.json(content_type=None), response.headers

    async def order(
        self, case: dict[str, Any], kind: str, key: str, **args: str
    ) -> tuple[int, Any, Any]:
        headers = {"Idempotency-Key": key, "If-Match": f'W/"{case["rev"]}"'}
        return await self.post(
            f"/cases/{case['id']}/commands", {"type": kind, "args": args}, **headers
        )

    async def walk(self, limit: int = 500, state: str = "open") -> tuple[dict[str, Any], str]:
        """The whole snapshot by id, and its cursor."""
        cases: dict[str, Any] = {}
        page, cursors = "", set()
        while True:
            status, body, _ = await self.get(f"/cases?state={state}&limit={limit}&page={page}")
            assert status == 200
            cases.update({case["id"]: case for case in body["cases"]})
            cursors.add(body["cursor"])
            if body["next"] is None:
                assert len(cursors) == 1
                return cases, cursors.pop()
            page = body["next"]

    @contextlib.asynccontextmanager
    async def stream(self, cursor: str = "", **headers: str) -> AsyncIterator[Stream]:
        query = f"?cursor={cursor}" if cursor else ""
        async with self.session.get(f"{self.url}/cases/stream{query}", headers=headers) as response:
            assert response.status == 200
            assert response.content_type == "text/event-stream"
            yield Stream(response)


@dataclass
class Stream:
    """Reads server-sent events: (id, event, data) or a comment as ("", ":", text)."""

    response: aiohttp.ClientResponse

    async def next(self) -> tuple[str, str, Any]:
        fields: dict[str, str] = {}
        while line := (await self.response.content.readline()).decode():
            line = line.rstrip("\n")
            if line.startswith(":"):
                return "", ":", line
            if not line:
                if "event" in fields:
                    return fields.get("id", ""), fields["event"], json.loads(fields["data"])
                continue
            name, _, value = line.partition(": ")
            fields[name] = value
        return "", "end", None

    async def until(self, kind: str) -> list[tuple[str, str, Any]]:
        """Everything up to the first event of a kind, comments left out."""
        events = []
        while not events or events[-1][1] not in (kind, "end"):
            event = await self.next()
            if event[1] != ":":
                events.append(event)
        assert events[-1][1] == kind
        return events


def apply(cases: dict[str, Any], events: list[tuple[str, str, Any]]) -> None:
    for _, kind, body in events:
        if kind == "case.upsert":
            if body["rev"] > cases.get(body["id"], {"rev": 0})["rev"]:
                cases[body["id"]] = body
        elif kind == "case.gone":
            cases.pop(body["id"], None)


def is_open(case: dict[str, Any]) -> bool:
    return case["status"] not in ("closed", "rejected", "duplicate")


def with_platform(
    test: Callable[[Client], Awaitable[None]],
    *,
    ring: int = 4096,
    beat_s: float = 10.0,
    running: bool = False,
) -> None:
    """Run ``test`` against a platform whose story stands still unless ``running``."""

    async def run() -> None:
        platform = Platform(the_town(7), 7, 1.0, token=TOKEN, ring=ring, beat_s=beat_s)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with asyncio.timeout(PATIENCE_S * 2):
            url = await platform.start()
            platform.story(running)
            try:
                async with aiohttp.ClientSession(headers=headers) as session:
                    await test(Client(platform, url, session))
            finally:
                await platform.stop()

    asyncio.run(run())
