"""Many at once, and one thing again and again."""

from __future__ import annotations

import asyncio

from media.board import FrameBoard
from media.source import Live, Lost
from tests.faults.fault import FAULTS
from tests.faults.server import Server
from tests.faults.test_cameras import LIMIT_S, opened, worn
from tests.faults.tile import Tile
from tests.faults.wire import shots
from tests.media.cameras.rig import worker
from tests.media.rtsp.film import film

MANY = 64
OPENS = 8
FEW = 8
ROUNDS = 15
GROWTH_MB = 2.0  # what allocators keep, over ROUNDS * FEW reconnections


def test_64_cameras_lost_at_once_are_back_at_once_and_not_all_are_asked_at_the_same_time() -> None:
    opening: list[int] = []

    async def test() -> None:
        board = FrameBoard.create(MANY, 1 << 18)
        server = Server([(shots(film()),)] * MANY, lambda _: opening.append(unanswered(server)))
        arguments = ("--patience", "0.2", "--opens", str(OPENS))
        async with (
            asyncio.timeout(LIMIT_S), server.open(), worker(board, *arguments) as rig,
        ):  # fmt: skip
            wall, looking = await opened(rig, server, [])
            tiles = wall.tiles.values()
            before = worn(rig)
            for camera in server.cameras:
                await camera.begin(FAULTS["off"])
            await wall.until(lambda: all("refused" in tile.said for tile in tiles))
            assert all(isinstance(tile.state, Lost) for tile in tiles)
            opening.clear()
            for camera in server.cameras:
                await camera.mend()
            await wall.until(lambda: all(_back(tile) for tile in tiles))
            assert len(opening) == MANY, "each camera is asked once"
            assert max(opening) <= OPENS
            after = worn(rig)
            assert (after.descriptors, after.threads) == (before.descriptors, before.threads)
            assert {word for tile in tiles for word in tile.said} <= {
                "live", "closed", "refused", "connecting", "stale",
            }  # fmt: skip
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
        board.close()

    asyncio.run(test())


def test_reconnecting_again_and_again_leaves_nothing() -> None:
    async def test() -> None:
        board = FrameBoard.create(FEW, 1 << 18)
        server = Server([(shots(film()),)] * FEW)
        async with asyncio.timeout(LIMIT_S), server.open(), worker(board) as rig:
            wall, looking = await opened(rig, server, [])

            async def rounds(count: int) -> None:
                for _ in range(count):
                    played = [camera.asked["PLAY"] for camera in server.cameras]
                    for tile in wall.tiles.values():
                        rig.order("drop", camera=tile.camera)
                    pairs = list(zip(server.cameras, played, strict=True))
                    await wall.until(lambda p=pairs: all(c.asked["PLAY"] > n for c, n in p))
                    tiles = wall.tiles.values()
                    await wall.until(lambda t=tiles: all(isinstance(e.state, Live) for e in t))

            await rounds(ROUNDS)
            before = worn(rig)
            await rounds(ROUNDS)
            await wall.until(lambda: all(len(camera.clients) == 1 for camera in server.cameras))
            after = worn(rig)
            assert (after.descriptors, after.threads) == (before.descriptors, before.threads)
            assert after.memory_mb - before.memory_mb < GROWTH_MB
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
        board.close()

    asyncio.run(test())


def _back(tile: Tile) -> bool:
    return isinstance(tile.state, Live) and isinstance(tile.reported, Live)


def unanswered(server: Server) -> int:
    """Connections on which nothing plays yet."""
    return sum(not client.playing for camera in server.cameras for client in camera.clients)
