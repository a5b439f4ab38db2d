"""Against a real server on loopback, and real files."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from console.links.map_tiles import LARGEST, MOST_WAITING, MapTiles
from console.site.records import TileSource
from media.secret import Secret

WAIT_S = 20


class Server:
    """Answers ``/z/x/y`` with its own path, unless told otherwise."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = 200
        self.body: bytes | None = None

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        body = request.path.encode() if self.body is None else self.body
        return web.Response(body=body, status=self.status)


@asynccontextmanager
async def serving() -> AsyncIterator[tuple[Server, str]]:
    server, app = Server(), web.Application()
    app.router.add_get("/{tail:.*}", server.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield server, f"http://127.0.0.1:{port}/{{z}}/{{x}}/{{y}}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def running(source: TileSource, cache: Path) -> AsyncIterator[Callable[[int, int, int], Any]]:
    came: asyncio.Queue[tuple[Any, ...]] = asyncio.Queue()
    tiles = MapTiles((source,), cache, lambda *told: came.put_nowait(told))
    task = asyncio.ensure_future(tiles.run())

    async def ask(zoom: int, x: int, y: int) -> object:
        tiles.ask(source.id, zoom, x, y)
        return (await asyncio.wait_for(came.get(), WAIT_S))[4]

    try:
        yield ask
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def go(work: Any) -> None:
    asyncio.run(asyncio.wait_for(work, 3 * WAIT_S))


def test_a_square_is_fetched_once_and_then_lies_on_disk(tmp_path: Path) -> None:
    async def work() -> None:
        async with serving() as (server, url):
            source = TileSource("a", "A", url=url + "?k={token}", token=Secret("s3"))
            for _ in range(2):
                async with running(source, tmp_path) as ask:
                    assert await ask(7, 3, 4) == b"/7/3/4"
            assert server.asked == ["/7/3/4?k=s3"]

    go(work())


def test_an_old_square_is_fetched_anew_and_serves_while_nobody_answers(tmp_path: Path) -> None:
    async def work() -> None:
        async with serving() as (server, url):
            source = TileSource("a", "A", url=url, cache_days=1)
            path = tmp_path / "a" / "7" / "3" / "4"
            path.parent.mkdir(parents=True)
            path.write_bytes(b"old")
            os.utime(path, (1, 1))
            server.status = 503
            async with running(source, tmp_path) as ask:
                assert await ask(7, 3, 4) == b"old"
                assert await ask(7, 3, 5) is None
                server.status = 200
                assert await ask(7, 3, 4) == b"/7/3/4"
            assert path.read_bytes() == b"/7/3/4"

    go(work())


def test_the_cache_stays_within_its_bound_and_the_oldest_go(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "5" / "1"
    folder.mkdir(parents=True)
    for n in range(4):
        (folder / str(n)).write_bytes(bytes(400_000))
        os.utime(folder / str(n), (n + 1, n + 1))

    async def work() -> None:
        async with serving() as (_, url):
            source = TileSource("a", "A", url=url, cache_mb=1)
            async with running(source, tmp_path) as ask:
                await ask(9, 9, 9)

    go(work())
    assert sorted(path.name for path in folder.iterdir()) == ["2", "3"]


def test_what_is_too_large_is_not_taken(tmp_path: Path) -> None:
    async def work() -> None:
        async with serving() as (server, url):
            server.body = bytes(LARGEST + 1)
            async with running(TileSource("a", "A", url=url), tmp_path) as ask:
                assert await ask(1, 1, 1) is None

    go(work())
    assert not list(tmp_path.rglob("1"))


def test_a_folder_is_read_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "t" / "7" / "3").mkdir(parents=True)
    (tmp_path / "t" / "7" / "3" / "4.jpg").write_bytes(b"jpeg")

    async def work() -> None:
        source = TileSource("a", "A", folder=tmp_path / "t")
        async with running(source, tmp_path / "cache") as ask:
            assert await ask(7, 3, 4) == b"jpeg"
            assert await ask(7, 3, 5) is None

    go(work())
    assert not (tmp_path / "cache").exists()


def test_old_wishes_give_way_to_new_ones(tmp_path: Path) -> None:
    told: list[Any] = []
    tiles = MapTiles((TileSource("a", "A", folder=tmp_path),), tmp_path, lambda *t: told.append(t))
    for n in range(MOST_WAITING + 5):
        tiles.ask("a", 9, n, 0)
    tiles.ask("nobody", 9, 0, 0)
    assert tiles.dropped == 5
    assert told == [("a", 9, n, 0, None) for n in range(5)]
