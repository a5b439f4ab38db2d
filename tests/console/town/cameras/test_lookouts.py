"""Look-outs whose heads are turned by ONVIF, as an RTSP client sees them."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import math
import queue
import secrets
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import aiohttp
import av
import cv2
import numpy as np
import pytest

from console.town.cameras.darkroom import Darkroom, Stream
from console.town.cameras.login import Login
from console.town.cameras.lookouts import Lookouts
from console.town.cameras.onvif import Onvif, look_outs
from console.town.cameras.rtsp import Cameras
from console.town.film.mark import read_mark
from console.town.film.panorama import make_panorama
from console.town.film.reel import MAIN, SUB, make_reel, read_reel
from console.town.film.shot import Shot
from console.town.world.town import Camera, the_town

HEADS = look_outs(the_town(7).cameras)
CAMERA = next(camera for camera in HEADS if camera.scene == "parking")
PATIENCE_S = 60.0


def shot_of(camera: Camera, size: tuple[int, int]) -> Shot:
    return Shot(camera.scene, camera.number, camera.name, camera.pose.heading_deg, *size)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("look-outs")
    for size in (SUB, MAIN):
        make_reel(str(cache), shot_of(CAMERA, size))
    make_panorama(str(cache), shot_of(CAMERA, SUB))
    return cache


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture, its time in the stream in 1/90000 s, and its mark."""

    picture: np.ndarray
    at: int
    mark: tuple[int, int]


class Watcher:
    """FFmpeg at one stream, in a thread, through one connection."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._seen: queue.Queue[Seen | None] = queue.Queue()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def close(self) -> None:
        self._ends.set()
        self._thread.join()

    async def until(self, wanted: Callable[[Seen], bool]) -> list[Seen]:
        """The pictures up to the first that is wanted."""
        passed = []
        while True:
            seen = await asyncio.to_thread(self._seen.get, timeout=PATIENCE_S)
            assert seen is not None, "the connection ended"
            passed.append(seen)
            if wanted(seen):
                return passed

    def _watch(self) -> None:
        options = {"rtsp_transport": "tcp", "timeout": "20000000"}
        try:
            with av.open(self._url, options=options) as opened:
                stream = opened.streams.video[0]
                stream.thread_count = 1
                for frame in opened.decode(stream):
                    picture = frame.to_ndarray(format="bgr24")
                    mark = read_mark(picture)
                    assert mark is not None
                    if frame.pts is None:  # FFmpeg wants a second report before it tells times
                        continue
                    self._seen.put(Seen(picture, frame.pts, mark))
                    if self._ends.is_set():
                        return
        finally:
            self._seen.put(None)


@dataclass(frozen=True, slots=True)
class Ground:
    cameras: Cameras
    onvif: Onvif
    lookouts: Lookouts
    port: int

    async def ask(self, call: str, inner: str = "") -> None:
        """A PTZ call as a client sends it."""
        nonce, created = secrets.token_bytes(16), f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        digest = hashlib.sha1(nonce + created.encode() + b"secret").digest()
        text = (
            '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header><Security>'
            "<UsernameToken><Username>town</Username>"
            f"<Password>{base64.b64encode(digest).decode()}</Password>"
            f"<Nonce>{base64.b64encode(nonce).decode()}</Nonce><Created>{created}</Created>"
            "</UsernameToken></Security></s:Header><s:Body>"
            f'<{call} xmlns="http://www.onvif.org/ver20/ptz/wsdl">'
            f"<ProfileToken>main</ProfileToken>{inner}</{call}></s:Body></s:Envelope>"
        )
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.onvif.address(CAMERA.id), data=text) as answer,
        ):
            assert answer.status == 200, await answer.text()


@asynccontextmanager
async def ground(cache: Path, pace: float = 1.0) -> AsyncIterator[Ground]:
    """``pace``: of the heads, so that a machine with much to do sees them move as well."""

    def now() -> float:
        return time.monotonic() * pace

    darkroom = Darkroom(cache, 1)
    onvif = Onvif((CAMERA,), "town", "secret", now)
    lookouts = Lookouts(darkroom, {CAMERA.number: onvif.heads[CAMERA.id]}, now)

    async def develop(camera: Camera, size: str) -> Stream:
        return await lookouts.stream(shot_of(camera, MAIN if size == "main" else SUB))

    cameras = Cameras((CAMERA,), Login("town", "secret"), develop)
    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
        work = tasks.create_task(darkroom.run())
        port = await cameras.start()
        await onvif.start(port)
        try:
            yield Ground(cameras, onvif, lookouts, port)
        finally:
            await onvif.stop()
            await cameras.stop()
            await lookouts.stop()
            work.cancel()


@asynccontextmanager
async def watched(town: Ground, size: str) -> AsyncIterator[Watcher]:
    watcher = Watcher(f"rtsp://town:secret@127.0.0.1:{town.port}/{CAMERA.id}/{size}")
    try:
        yield watcher
    finally:
        await asyncio.to_thread(watcher.close)


def shift(before: np.ndarray, after: np.ndarray) -> tuple[float, float]:
    """By how many pixels the middle of a picture moved to the right and down."""
    here, there = (
        np.float32(cv2.cvtColor(cv2.resize(p, SUB), cv2.COLOR_BGR2GRAY)[60:300, 120:520])
        for p in (before, after)
    )
    window = cv2.createHanningWindow((400, 240), cv2.CV_32F)
    (x, y), _ = cv2.phaseCorrelate(here, there, window)
    return x, y


def reel_of(cache: Path, shot: Shot) -> list[np.ndarray]:
    """All pictures of a reel, decoded."""
    reel = read_reel(Path(make_reel(str(cache), shot)))
    decoder = av.VideoCodecContext.create("h264", "r")
    decoder.thread_count = 1
    units = [u for p in reel.pictures for u in ((*reel.sets, *p) if p[0][0] & 31 == 5 else p)]
    data = b"".join(b"\0\0\0\1" + unit for unit in units)
    packets = [*decoder.parse(data), *decoder.parse(b""), None]
    return [f.to_ndarray(format="bgr24") for p in packets for f in decoder.decode(p)]


def shows(reel: list[np.ndarray]) -> Callable[[Seen], bool]:
    """Whether a picture is the very one of a reel."""
    return lambda seen: bool((reel[seen.mark[1]] == seen.picture).all())


def steps(seen: list[Seen]) -> Iterator[tuple[float, float]]:
    """What moves in 1/25 s: a machine with much to do leaves pictures out."""
    for one, other in pairwise(seen):
        x, y = shift(one.picture, other.picture)
        turns = (other.mark[1] - one.mark[1]) % 200
        yield x / turns, y / turns


PLACE = '<Position><PanTilt x="{}" y="{}" xmlns="http://www.onvif.org/ver10/schema"/></Position>'
SPEED = '<Velocity><PanTilt x="{}" y="{}" xmlns="http://www.onvif.org/ver10/schema"/></Velocity>'


@pytest.mark.parametrize(
    ("pan", "tilt", "axis", "way"), [(0.4, 0.0, 0, -1), (-0.4, 0.0, 0, 1), (0.0, 1.0, 1, 1)]
)
def test_the_picture_moves_against_the_head_and_home_is_the_reel_again(
    cache: Path, pan: float, tilt: float, axis: int, way: int
) -> None:
    async def play() -> None:
        async with ground(cache, pace=0.25) as town, watched(town, "sub") as watcher:
            home = shows(reel_of(cache, shot_of(CAMERA, SUB)))
            at_home = await watcher.until(lambda seen: seen.mark[1] % 50 == 30)
            assert all(map(home, at_home))
            await town.ask("ContinuousMove", SPEED.format(pan, tilt))
            moving = await watcher.until(
                lambda seen: abs(shift(at_home[-1].picture, seen.picture)[axis]) > 30
            )
            by = shift(at_home[-1].picture, moving[-1].picture)
            assert by[axis] * way > 0
            assert abs(by[1 - axis]) < abs(by[axis]) / 4
            each = [step[axis] * way for step in steps(moving[-10:])]
            assert sum(each) > 0
            assert -1 < min(each) < max(each) < 15, "smoothly, not in leaps"
            await town.ask("GotoHomePosition")
            back = await watcher.until(home)
            assert back[-1].mark[1] % 50 == 0, "from a key picture on"
            check_one_stream([*at_home, *moving, *back])

    asyncio.run(play())


def check_one_stream(seen: list[Seen]) -> None:
    """Times and marks go on together: one time-out of 1/25 s for each number."""
    for one, other in pairwise(seen):
        turns = (other.mark[1] - one.mark[1]) % 200
        assert other.mark[0] == CAMERA.number
        assert 0 < turns < 100
        assert other.at - one.at == turns * 3600


def test_where_a_head_rests_its_stream_is_a_reel_of_that_place(cache: Path) -> None:
    async def play() -> None:
        async with ground(cache) as town, watched(town, "sub") as watcher:
            place = town.onvif.heads[CAMERA.id].presets["3"][1]
            there = shows(reel_of(cache, replace(shot_of(CAMERA, SUB), place=place)))
            at_home = await watcher.until(lambda seen: True)
            await town.ask("GotoPreset", "<PresetToken>3</PresetToken>")
            passed = await watcher.until(there)
            assert shift(passed[-2].picture, passed[-1].picture) == pytest.approx((0, 0), abs=0.5)
            check_one_stream([*at_home, *passed])
            drawn = town.lookouts.figures()["drawn"]
            assert drawn > 0
            rested = await watcher.until(lambda seen: seen.mark[1] % 50 == 40)
            assert all(map(there, rested))
            assert town.lookouts.figures()["drawn"] == drawn, "nothing is drawn at rest"

    asyncio.run(play())


def test_the_large_stream_follows_too_and_a_newcomer_sees_it_at_once(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.town.cameras.lookout.REST_S", math.inf)  # it stays drawn

    async def play() -> None:
        async with ground(cache) as town, watched(town, "main") as watcher:
            (at_home,) = await watcher.until(lambda seen: True)

            def turned(seen: Seen) -> bool:
                return shift(at_home.picture, seen.picture)[0] < -20

            await town.ask("AbsoluteMove", PLACE.format(0.15, 0.0))
            await watcher.until(turned)
            async with watched(town, "main") as newcomer:
                await newcomer.until(turned)
                (*_, fresh) = await newcomer.until(lambda seen: seen.mark[1] % 50 == 48)
                await watcher.until(lambda seen: bool((seen.picture == fresh.picture).all()))

    asyncio.run(play())
