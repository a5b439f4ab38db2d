"""Reels are made for those who wait, panoramas while nobody does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from console.town.cameras import darkroom as module
from console.town.cameras.darkroom import Darkroom
from console.town.film.shot import Shot

PATIENCE_S = 30.0


def shot(number: int) -> Shot:
    return Shot("parking", number, "", 0.0, 640, 360)


@dataclass
class Painters:
    """In place of the processes: a panorama takes until it is ``dry``, a reel no time at all."""

    begun: list[str] = field(default_factory=list)
    first: threading.Event = field(default_factory=threading.Event)
    dry: threading.Event = field(default_factory=threading.Event)

    def scan(self, _cache: Path, shot: Shot) -> None:
        self.begun.append(f"panorama {shot.number}")
        self.first.set()
        assert self.dry.wait(PATIENCE_S)

    def draw(self, _cache: Path, shot: Shot) -> None:
        self.begun.append(f"reel {shot.number}")
        raise OSError("there is no paint")


@pytest.fixture
def painters(monkeypatch: pytest.MonkeyPatch) -> Iterator[Painters]:
    made = Painters()
    with ThreadPoolExecutor(2) as threads:
        monkeypatch.setattr(module, "draw", made.draw)
        monkeypatch.setattr(module, "scan", made.scan)
        monkeypatch.setattr(Darkroom, "_warm_up", lambda _: None)
        monkeypatch.setattr(Darkroom, "_processes_pool", lambda _: threads)
        yield made
        made.dry.set()


@asynccontextmanager
async def at_work(darkroom: Darkroom) -> AsyncIterator[None]:
    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
        work = tasks.create_task(darkroom.run())
        yield
        work.cancel()


def test_whoever_waits_finds_a_process_free(painters: Painters, tmp_path: Path) -> None:
    async def play() -> None:
        darkroom = Darkroom(tmp_path, 2)
        darkroom.panorama_later(shot(1))
        darkroom.panorama_later(shot(2))
        async with at_work(darkroom):
            await asyncio.to_thread(painters.first.wait, PATIENCE_S)
            with pytest.raises(OSError, match="no paint"):
                await darkroom.stream(shot(3))

    asyncio.run(play())
    assert painters.begun == ["panorama 1", "reel 3"]


def test_what_nobody_waits_for_comes_after(painters: Painters, tmp_path: Path) -> None:
    painters.dry.set()

    async def play() -> None:
        darkroom = Darkroom(tmp_path, 2)
        wished = asyncio.gather(
            *(darkroom.stream(shot(number)) for number in (3, 4, 5)), return_exceptions=True
        )
        await asyncio.sleep(0)  # they have asked
        darkroom.panorama_later(shot(1))
        async with at_work(darkroom):
            await wished
            await asyncio.to_thread(painters.first.wait, PATIENCE_S)

    asyncio.run(play())
    assert painters.begun[-1] == "panorama 1"
    assert sorted(painters.begun[:-1]) == ["reel 3", "reel 4", "reel 5"]


def test_who_waits_when_the_town_closes_is_told(painters: Painters, tmp_path: Path) -> None:
    async def play() -> None:
        darkroom = Darkroom(tmp_path, 0)
        async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
            waiting = tasks.create_task(_told(darkroom))
            await asyncio.sleep(0)  # it has asked
            async with at_work(darkroom):
                await asyncio.sleep(0)  # it has begun
            assert await waiting == "the town is closing"

    asyncio.run(play())


async def _told(darkroom: Darkroom) -> str:
    try:
        await darkroom.stream(shot(3))
    except OSError as error:
        return str(error)
    return ""
