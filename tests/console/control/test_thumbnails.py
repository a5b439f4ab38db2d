from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from console.control import thumbnails
from console.control.thumbnails import Thumbnails

Run = Callable[..., None]


class Counting:
    """Makes pictures that tell their number."""

    def __init__(self) -> None:
        self.made = 0
        self.gate: asyncio.Event | None = None

    async def __call__(self, cell: int, _screen: str | None) -> bytes:
        self.made += 1
        number = self.made
        if self.gate is not None:
            await self.gate.wait()
        return f"{cell}:{number}".encode()


def test_a_cell_is_made_once_a_second_whoever_asks() -> None:
    async def story() -> None:
        now = 100.0
        kept, make = Thumbnails(lambda: now), Counting()
        assert await asyncio.gather(*(kept.of(0, None, make) for _ in range(20))) == [b"0:1"] * 20
        now += 0.99
        assert await kept.of(0, None, make) == b"0:1"
        assert await kept.of(1, None, make) == b"1:2"
        assert await kept.of(1, "HDMI-2", make) == b"1:3"  # a cell of another wall
        now += 0.01
        assert await kept.of(0, None, make) == b"0:4"

    asyncio.run(story())


def test_after_a_change_of_the_wall_nothing_from_before_is_shown() -> None:
    async def story() -> None:
        kept, make = Thumbnails(lambda: 100.0), Counting()
        make.gate = asyncio.Event()
        waiting = asyncio.ensure_future(kept.of(0, None, make))
        await asyncio.sleep(0)
        kept.forget()
        make.gate.set()
        assert await waiting == b"0:1"  # asked for before the change
        assert await kept.of(0, None, make) == b"0:2"
        kept.forget()
        assert await kept.of(0, None, make) == b"0:3"

    asyncio.run(story())


def test_only_so_many_cells_are_remembered() -> None:
    async def story() -> None:
        kept, make = Thumbnails(lambda: 100.0), Counting()
        for cell in range(thumbnails.MOST_CELLS + 1):
            await kept.of(cell, None, make)
        before = make.made
        await kept.of(thumbnails.MOST_CELLS, None, make)
        assert make.made == before
        await kept.of(0, None, make)
        assert make.made == before + 1

    asyncio.run(story())


PATH = "/v1/wall/tiles/{}/thumbnail"


def test_who_has_the_picture_already_is_told_so(run: Run) -> None:
    async def story(desk: Any) -> None:
        async with desk.client.get(PATH.format(0)) as answer:
            assert (answer.status, answer.content_type) == (200, "image/jpeg")
            assert await answer.read() == b"JPEG of camera:c01, number 1"
            mark = answer.headers["ETag"]
        async with desk.client.get(PATH.format(0), headers={"If-None-Match": mark}) as answer:
            assert (answer.status, await answer.read()) == (304, b"")
            assert answer.headers["ETag"] == mark
        async with desk.client.get(PATH.format(0), headers={"If-None-Match": '"x"'}) as answer:
            assert answer.status == 200
        assert len(desk.room.orders) == 1

    run(story)


def test_another_camera_in_the_cell_is_seen_at_once(run: Run) -> None:
    async def story(desk: Any) -> None:
        async with desk.client.get(PATH.format(0)) as answer:
            before = await answer.read()
        await desk.call("PUT", "/v1/wall/cells/0", json={"source": "map"})
        desk.server.tell("wall", {"layout": "3x3"})
        async with desk.client.get(PATH.format(0)) as answer:
            assert b"map" in await answer.read() != before

    run(story)


def test_a_tile_without_a_picture_has_no_thumbnail(run: Run) -> None:
    async def story(desk: Any) -> None:
        status, document = await desk.call("GET", PATH.format(1))
        assert (status, document["detail"]) == (404, "cell 1 has no picture now")

    run(story)
