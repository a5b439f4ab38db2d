"""Stands before a platform and is rude by a seed: answers are lost on the way back, late, or 503.

What it lets through it lets through whole; what it loses has been carried out.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

KEPT = ("ETag", "Retry-After", "Content-Type", "Idempotency-Replayed")


class RudeProxy:
    """``loses``, ``busy``, ``waits``: parts of one that come so; ``did`` counts what it did."""

    def __init__(
        self, behind: str, seed: int = 1, *, loses: float = 0.15, busy: float = 0.1,
        waits: float = 0.2, longest_s: float = 0.05,
    ) -> None:  # fmt: skip
        self.url = ""
        self.did: Counter[str] = Counter()
        self.strip: tuple[str, ...] = ()  # headers that do not come through, either way
        self._behind = behind
        self._dice = random.Random(seed)
        self._loses, self._busy, self._waits, self._longest_s = loses, busy, waits, longest_s
        self._session: aiohttp.ClientSession | None = None

    @contextlib.asynccontextmanager
    async def standing(self) -> AsyncIterator[RudeProxy]:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._pass)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        async with aiohttp.ClientSession(auto_decompress=True) as self._session:
            try:
                await web.TCPSite(runner, "127.0.0.1", 0).start()
                self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
                yield self
            finally:
                await runner.cleanup()

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        assert self._session is not None
        dice = self._dice.random()
        body = await request.read()
        if dice < self._busy:
            self.did["busy"] += 1
            return web.Response(status=503, headers={"Retry-After": "0"})
        headers = {
            name: value
            for name, value in request.headers.items()
            if name in ("Authorization", "Idempotency-Key", "If-Match", "Content-Type")
            and name not in self.strip
        }
        async with self._session.request(
            request.method, f"{self._behind}/{request.match_info['path']}", data=body,
            headers=headers, params=request.query,
        ) as answer:  # fmt: skip
            content = await answer.read()
            told = {n: v for n in KEPT if n not in self.strip and (v := answer.headers.get(n))}
        if dice < self._busy + self._loses:
            self.did["lost"] += 1
            if request.transport is not None:  # who asked may be gone by itself
                request.transport.abort()
            return web.Response()
        if dice < self._busy + self._loses + self._waits:
            self.did["late"] += 1
            await asyncio.sleep(self._dice.random() * self._longest_s)
        self.did["passed"] += 1
        return web.Response(status=answer.status, body=content, headers=told)
