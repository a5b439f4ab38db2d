"""Every fault of a camera at once, each at a camera of its own, beside three that are well."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from media.board import FrameBoard
from media.parent import Message
from media.source import Live
from tests.faults.fault import FAULTS, LIVE, STALE, Fault
from tests.faults.server import Camera, Server
from tests.faults.tile import Tile, Wall
from tests.faults.wire import Picture, shots
from tests.media.cameras.rig import PICTURES, Rig, worker
from tests.media.rtsp.film import film

PATIENCE = 0.2  # of the worker: its waits of seconds and minutes pass sooner
PASSWORD = "geheim:9"
LIMIT_S = 90
WELL = 3
SHOWN = 60  # pictures sent under a fault that only spoils them

Films = tuple[tuple[Picture, ...], ...]


@dataclass
class Case:
    """What happened to one camera."""

    said: list[str]  # from the beginning of the fault to its end
    sentences: set[str]
    sent: int  # pictures, under the fault
    asked: Counter[str]  # requests under the fault
    back: bool = False  # it shows a picture sent after the fault


@dataclass
class Worn:
    """What a worker holds."""

    descriptors: int
    threads: int
    memory_mb: float


@dataclass
class Show:
    """What came of it all."""

    cases: dict[str, Case] = field(default_factory=dict)
    well: list[Tile] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)  # pictures of each that is well
    sent: list[int] = field(default_factory=list)
    figures: dict[str, dict[str, int]] = field(default_factory=dict)
    events: list[Message] = field(default_factory=list)
    before: Worn | None = None
    after: Worn | None = None


@pytest.fixture(scope="module")
def show() -> Show:
    async def limited() -> Show:
        async with asyncio.timeout(LIMIT_S):
            return await everything()

    return asyncio.run(limited())


async def everything() -> Show:
    names = list(FAULTS)
    films: Films = shots(film()), shots(film(320, 192)), shots(film(pictures=400, gop=400))
    board = FrameBoard.create(len(names) + WELL, 1 << 20)
    out = Show()
    server = Server([films] * (len(names) + WELL))
    async with server.open(), worker(board, "--patience", str(PATIENCE)) as rig:
        wall, looking = await opened(rig, server, names)
        out.well = list(wall.tiles.values())[-WELL:]
        out.before = worn(rig)
        sent = [camera.count for camera in server.cameras[-WELL:]]
        shown = [board.turn(tile.channel) for tile in out.well]
        async with asyncio.TaskGroup() as tasks:
            cases = [
                tasks.create_task(suffer(wall, tile, camera, FAULTS[name]))
                for tile, camera, name in zip(
                    wall.tiles.values(), server.cameras, names, strict=False
                )
            ]
        out.cases = {name: case.result() for name, case in zip(names, cases, strict=True)}
        out.sent = [c.count - n for c, n in zip(server.cameras[-WELL:], sent, strict=True)]
        out.shown = [board.turn(t.channel) - n for t, n in zip(out.well, shown, strict=True)]
        out.after = worn(rig)
        await rig.heard("figures", 1 + sum(event["event"] == "figures" for event in rig.events))
        out.figures = next(e for e in reversed(rig.events) if e["event"] == "figures")["cameras"]
        out.events = list(rig.events)
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
    board.close()
    return out


async def opened(
    rig: Rig, server: Server, names: Sequence[str]
) -> tuple[Wall, asyncio.Future[None]]:
    """All cameras live, each on a tile; those that are well are judged as on a real wall."""
    ids = [f"c{number:02}" for number in range(len(server.cameras))]
    entries = zip(ids, server.cameras, strict=True)
    login = {"user": "u", "password": PASSWORD}
    rig.cameras(**{name: {"main": camera.url, **login} for name, camera in entries})
    tiles = [Tile(name, channel) for channel, name in enumerate(ids)]
    for tile in tiles[: len(names)]:
        tile.stale_after_s *= PATIENCE
    for tile in tiles:
        rig.show(tile.camera, tile.channel)
    wall = Wall(rig, tiles)
    looking = asyncio.ensure_future(wall.look())
    await wall.until(lambda: all(isinstance(tile.state, Live) for tile in tiles))
    for tile in tiles:
        tile.said = [LIVE]
    return wall, looking


async def suffer(wall: Wall, tile: Tile, camera: Camera, fault: Fault) -> Case:
    """The fault begins; when all was said that is to be said of it, it ends."""
    tile.said = [LIVE]
    tile.sentences.clear()
    sent = camera.count
    camera.asked.clear()
    await camera.begin(fault)
    if fault.says == (LIVE,):
        await wall.until(lambda: camera.count >= sent + SHOWN)
    await wall.until(lambda: in_this_order(fault.says, tile.said))
    case = Case(list(tile.said), set(tile.sentences), camera.count - sent, camera.asked.copy())
    await camera.mend()
    mended_at = asyncio.get_running_loop().time()
    await wall.until(
        lambda: (
            tile.newest_at > mended_at
            and isinstance(tile.state, Live)
            and wall.rig.number(tile.channel) in {number % PICTURES for number in camera.sent}
        )
    )
    case.back = True
    return case


def in_this_order(expected: Sequence[str], said: Sequence[str]) -> bool:
    rest = iter(said)
    return all(word in rest for word in expected)


def worn(rig: Rig) -> Worn:
    process = Path(f"/proc/{rig.process.pid}")
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    memory_kb = int(status["RssAnon"].split()[0])
    descriptors = len(list((process / "fd").iterdir()))
    return Worn(descriptors, int(status["Threads"]), memory_kb / 1000)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_called_what_it_is(show: Show, name: str) -> None:
    fault, case = FAULTS[name], show.cases[name]
    assert in_this_order(fault.says, case.said)
    known = {LIVE, STALE, "connecting", *fault.says} | fault.may
    if fault.says == (LIVE,):
        known -= {"connecting", STALE} - fault.may
    assert set(case.said) <= known
    assert all(case.sentences), "each reason has its sentence"


@pytest.mark.parametrize("name", FAULTS)
def test_pictures_come_back_by_themselves(show: Show, name: str) -> None:
    assert show.cases[name].back


@pytest.mark.parametrize("name", ["clock jumps", "clock wraps", "clock stands", "clock runs back"])
def test_a_strange_clock_costs_no_picture(show: Show, name: str) -> None:
    assert show.cases[name].said == [LIVE]
    figures = show.figures[tile_of(name)]
    assert figures["errors"] == figures["lost_packets"] == figures["reconnects"] == 0


def test_a_wrong_password_is_not_tried_again_and_again(show: Show) -> None:
    # bare, with the login, and once more because the camera says that only its nonce was old
    assert show.cases["login loop"].asked == {"OPTIONS": 3}
    assert PASSWORD not in str(show.events)


def test_redirects_end(show: Show) -> None:
    assert show.cases["redirect loop"].asked["DESCRIBE"] <= 3


def test_the_others_are_not_disturbed(show: Show) -> None:
    for tile, shown, sent in zip(show.well, show.shown, show.sent, strict=True):
        assert tile.said == [LIVE]
        figures = show.figures[tile.camera]
        assert figures["errors"] == figures["lost_packets"] == figures["reconnects"] == 0
        assert shown >= 0.9 * sent > SHOWN


def test_nothing_is_left_of_them(show: Show) -> None:
    assert show.before is not None
    assert show.after is not None
    assert show.after.descriptors == show.before.descriptors
    assert show.after.threads == show.before.threads
    assert not [event for event in show.events if event["event"] == "fault"]


def tile_of(name: str) -> str:
    return f"c{list(FAULTS).index(name):02}"
