"""Many at once, and one thing again and again."""

from __future__ import annotations

import asyncio
from collections import Counter

from media.board import FrameBoard
from media.source import Live, Trouble
from tests.faults.fault import FAULTS
from tests.faults.server import Camera, Server
from tests.faults.test_cameras import LIMIT_S, Worn, opened, worn
from tests.faults.tile import Tile
from tests.faults.wire import shots
from tests.media.cameras.rig import worker
from tests.media.rtsp.film import film

MANY = 64
OPENS = 8
SELDOM = 5  # pictures a second of each of MANY: the server has answers to give
LATE = Trouble.SILENT.value
FEW = 8
ROUNDS = 15
GROWTH_MB = 2.0  # what allocators keep, over ROUNDS * FEW reconnections


def test_64_cameras_lost_at_once_are_back_and_not_all_are_asked_at_the_same_time() -> None:
    asked: Counter[str] = Counter()
    at_once = [0]

    def connected(camera: Camera) -> None:
        asked[f"c{camera.number:02}"] += 1
        at_once.append(unanswered(server))

    server = Server([(shots(film()),)] * MANY, connected, SELDOM)

    async def test() -> None:
        board = FrameBoard.create(MANY, 1 << 18)
        arguments = ("--patience", "0.5", "--opens", str(OPENS))
        async with (
            asyncio.timeout(LIMIT_S), server.open(), worker(board, *arguments) as rig,
        ):  # fmt: skip
            wall, looking = await opened(rig, server, [])
            tiles = wall.tiles.values()
            before = worn(rig)
            for camera in server.cameras:
                await camera.begin(FAULTS["off"])
            await wall.until(lambda: all("refused" in tile.said for tile in tiles))
            for tile in tiles:
                tile.said = tile.said[-1:]
            asked.clear()
            del at_once[1:]
            for camera in server.cameras:
                await camera.mend()
            await wall.until(lambda: all(_back(tile) for tile in tiles))
            # on a machine with too much to do an answer may come too late, and is asked for again
            late = {tile.camera: tile.said.count(LATE) for tile in tiles}
            assert set(asked) == set(late)
            assert all(asked[camera] <= 1 + times for camera, times in late.items())
            assert max(at_once) <= OPENS + sum(late.values())
            await wall.until(lambda: holds_as_much(worn(rig), before))
            assert {word for tile in tiles for word in tile.said} <= {
                "live", "refused", "connecting", "stale", LATE,
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
            await wall.until(lambda: holds_as_much(worn(rig), before))
            assert worn(rig).memory_mb - before.memory_mb < GROWTH_MB
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
        board.close()

    asyncio.run(test())


def _back(tile: Tile) -> bool:
    return isinstance(tile.state, Live) and isinstance(tile.reported, Live)


def holds_as_much(now: Worn, before: Worn) -> bool:
    return (now.descriptors, now.threads) == (before.descriptors, before.threads)


def unanswered(server: Server) -> int:
    """Connections on which nothing plays yet."""
    return sum(not client.playing for camera in server.cameras for client in camera.clients)
