"""The hub as its own process, and sites that are real WebRTC peers."""

from __future__ import annotations

import asyncio
import contextlib
import fractions
import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import aioice.ice
import av
import numpy as np
import pytest
from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from media.board import FrameBoard
from media.hub import host_addresses
from media.sound import RATE_HZ, SAMPLES, Lane, Samples, SoundBoard
from tests.media.hub.voices import tone
from tests.stage.forked import Forked, start

PATIENCE_S = 20.0  # for anything; a loaded machine is slow, not wrong


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Peers of this process find each other on loopback, network or not."""
    monkeypatch.setattr(aioice.ice, "get_host_addresses", aioice.ice.get_host_addresses)
    host_addresses.offer(loopback_only=True)


@pytest.fixture(autouse=True)
def _no_late_timers(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No timer of ours or of a library finds its future done already ("invalid state")."""
    yield
    late = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.exc_info and isinstance(record.exc_info[1], asyncio.InvalidStateError)
    ]
    assert not late


@pytest.fixture
def board() -> Iterator[FrameBoard]:
    made = FrameBoard.create(channels=8, slot_bytes=1280 * 720 * 4)
    yield made
    made.close()


@pytest.fixture
def sound() -> Iterator[SoundBoard]:
    made = SoundBoard.create()
    yield made
    made.close()


def near(pixel: Any, colour: tuple[int, int, int], within: int = 14) -> bool:
    return bool(np.abs(np.array(pixel[:3], int) - colour).max() <= within)


@dataclass
class HubProcess:
    """``python -m media.hub``, spoken to in JSON lines."""

    board: FrameBoard
    sound: SoundBoard
    process: Forked
    events: list[dict[str, Any]] = field(default_factory=list)
    _new: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self, **order: Any) -> None:
        self.process.stdin.write(json.dumps(order).encode() + b"\n")

    def chair(self, action: str, **more: Any) -> None:
        self.send(do="conference", action=action, **more)

    async def listen(self) -> None:
        while line := await self.process.stdout.readline():
            self.events.append(json.loads(line))
            self._new.set()

    async def event(self, wanted: Callable[[dict[str, Any]], bool], since: int = 0) -> Any:
        """The first event after ``since`` that is wanted."""
        at = since
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for event in self.events[at:]:
                    if wanted(event):
                        return event
                at = len(self.events)
                self._new.clear()
                await self._new.wait()

    async def node(self, id_: str, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next telling of the conference in which this node is as wanted."""

        def found(event: dict[str, Any]) -> bool:
            return event["event"] == "conference" and wanted(_node(event, id_))

        since = max((n for n, e in enumerate(self.events) if e["event"] == "conference"), default=0)
        return _node(await self.event(found, since), id_)

    async def source(self, source: str, state: str, since: int = 0) -> Any:
        return await self.event(
            lambda e: e["event"] == "state" and e["source"] == source and e["state"] == state, since
        )

    async def hear(self, wanted: Callable[[list[Samples]], bool], blocks: int = 15) -> None:
        """Wait until the newest blocks of the room's lane are as wanted."""
        reader = self.sound.reader(Lane.ROOM)
        heard: list[Samples] = []
        async with asyncio.timeout(PATIENCE_S):
            while True:
                block = reader.read()
                if block is None:
                    await self._new_event()
                    continue
                heard = [*heard[1 - blocks :], block.samples]
                if len(heard) == blocks and wanted(heard):
                    return

    async def speak(self, hz: float) -> None:
        """Say a tone at the room's microphone, in step with what it hears; until cancelled."""
        turn, number = self.sound.turn(Lane.ROOM), 0
        while True:
            while self.sound.turn(Lane.ROOM) > turn:
                turn, number = turn + 1, number + 1
                self.sound.write(Lane.MICROPHONE, tone(hz, number), 0.0)
            await self._new_event()

    async def _new_event(self) -> None:
        # the board has no bell: look again after whatever happens next in this loop
        await turn_at(asyncio.get_running_loop().time() + 0.005)


async def turn_at(when: float) -> None:
    """Wait for a moment of the loop's clock. Whoever waits may be cancelled, and its turn with it:
    the timer that comes later finds nothing to do then."""
    loop = asyncio.get_running_loop()
    turn = loop.create_future()
    loop.call_at(when, lambda: turn.done() or turn.set_result(None))
    await turn


def _node(event: dict[str, Any], id_: str) -> dict[str, Any]:
    found: dict[str, Any] = next(node for node in event["nodes"] if node["id"] == id_)
    return found


NODES = [
    {"id": "n01", "name": "丁家湾村", "kind": "village"},
    {"id": "n02", "name": "石塘村", "kind": "village"},
    {"id": "n03", "name": "广济社区", "kind": "community"},
]


@contextlib.asynccontextmanager
async def running_hub(
    board: FrameBoard, sound: SoundBoard, state: Path, share: FrameBoard | None = None, **site: Any
) -> AsyncIterator[HubProcess]:
    """A hub with its door open on loopback."""
    read = (share.fd,) if share is not None else ()
    process = await start(
        "media.hub", "--board", str(board.fd), "--sound", str(sound.fd), "--state", str(state),
        *(f"--share={fd}" for fd in read),
        pass_fds=(board.fd, sound.fd, *read), limit=1 << 24,
    )  # fmt: skip
    hub = HubProcess(board, sound, process)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(hub.listen())
        try:
            hub.send(
                do="site",
                **{
                    "name": "运河镇综合信息指挥室", "language": "zh", "simulated": True,
                    "nodes": NODES, "listen": "127.0.0.1:0", "public_url": "", "tls": "auto",
                    "ice_servers": [], **site,
                },
            )  # fmt: skip
            yield hub
            hub.send(do="stop")
            async with asyncio.timeout(PATIENCE_S):
                assert await process.wait() == 0
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


class ToneTrack(MediaStreamTrack):
    """A voice that is one tone."""

    kind = "audio"

    def __init__(self, hz: float) -> None:
        super().__init__()
        self._hz = hz
        self._block = 0
        self._began: float | None = None

    async def recv(self) -> av.AudioFrame:
        await _pace(self, self._block * 0.02)
        frame = av.AudioFrame.from_ndarray(
            tone(self._hz, self._block)[None], format="s16", layout="mono"
        )
        frame.sample_rate, frame.pts = RATE_HZ, SAMPLES * self._block
        frame.time_base = fractions.Fraction(1, RATE_HZ)
        self._block += 1
        return frame


class ColourTrack(MediaStreamTrack):
    """A picture of one colour."""

    kind = "video"

    def __init__(self, colour: tuple[int, int, int]) -> None:
        super().__init__()
        pixels = np.full((180, 320, 3), colour, np.uint8)
        self._pixels = pixels
        self._number = 0
        self._began: float | None = None

    async def recv(self) -> av.VideoFrame:
        await _pace(self, self._number / 15)
        frame = av.VideoFrame.from_ndarray(self._pixels, format="rgb24").reformat(format="yuv420p")
        frame.pts, frame.time_base = 6000 * self._number, fractions.Fraction(1, 90_000)
        self._number += 1
        return frame


async def _pace(track: Any, due_s: float) -> None:
    if track._began is None:
        track._began = asyncio.get_running_loop().time()
    if track.readyState != "live":
        raise MediaStreamError
    await turn_at(track._began + due_s)


def peer_connection(hz: float = 600, codec: str = "H264", picture: Any = (200, 30, 30)) -> Any:
    """A site's side: a tone and, unless ``picture`` is None, a coloured picture."""
    pc = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
    pc.addTrack(ToneTrack(hz))
    video = pc.addTransceiver(ColourTrack(picture) if picture else "video")
    known = RTCRtpSender.getCapabilities("video").codecs
    video.setCodecPreferences([one for one in known if codec in one.mimeType])
    return pc


class Site:
    """A site without a browser: an aiortc peer and its WebSocket."""

    def __init__(self, link: str, **peer: Any) -> None:
        url, _, fragment = link.partition("/join#token=")
        self.url, self.token = url.replace("http", "ws", 1) + "/ws", fragment
        self.said: list[dict[str, Any]] = []
        self.pictures: list[av.VideoFrame] = []
        self.voices: list[Samples] = []
        self._peer = peer
        self._new = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.pc: Any = None

    async def __aenter__(self) -> Site:
        self._session = aiohttp.ClientSession()
        self.socket = await self._session.ws_connect(
            self.url, protocols=("command-room.1",), ssl=False
        )
        self._keep(self._listen())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.pc is not None:
            await self.pc.close()
        await self.socket.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._session.close()

    async def hello(self, standby: bool) -> None:
        await self.say(type="hello", token=self.token, agent="test", standby=standby)
        await self.heard("welcome")

    async def join(self) -> None:
        """Bring picture and voice."""
        answers = sum(said["type"] == "answer" for said in self.said)
        self.pc = peer_connection(**self._peer)
        self.pc.on("track", lambda track: self._keep(self._take(track)))
        await self.pc.setLocalDescription(await self.pc.createOffer())
        await self.say(type="offer", sdp=self.pc.localDescription.sdp)
        answer = await self.heard("answer", skip=answers)
        await self.pc.setRemoteDescription(RTCSessionDescription(answer["sdp"], "answer"))

    async def say(self, **words: Any) -> None:
        await self.socket.send_json(words)

    async def heard(self, kind: str, skip: int = 0, **fields: Any) -> dict[str, Any]:
        """The first message of this kind with these fields, after ``skip`` such ones."""
        found: list[dict[str, Any]] = []

        def there() -> bool:
            found[:] = [
                said
                for said in self.said
                if said["type"] == kind and all(said.get(k) == v for k, v in fields.items())
            ]
            return len(found) > skip

        await self.until(there)
        return found[skip]

    async def until(self, there: Callable[[], bool]) -> None:
        """Wait until something that came in makes it true."""
        async with asyncio.timeout(PATIENCE_S):
            while not there():
                self._new.clear()
                await self._new.wait()

    async def closed(self) -> int | None:
        """The code with which the hub closed the socket."""
        await self.until(lambda: self.socket.closed)
        return self.socket.close_code

    def _keep(self, work: Any) -> None:
        self._tasks.append(asyncio.get_running_loop().create_task(work))

    async def _listen(self) -> None:
        async for found in self.socket:
            self.said.append(json.loads(found.data))
            self._new.set()
        self._new.set()

    async def _take(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                if isinstance(frame, av.VideoFrame):
                    self.pictures[:] = [*self.pictures[-20:], frame]
                else:
                    self.voices[:] = [*self.voices[-20:], _mono(frame)]
                self._new.set()


def _mono(frame: Any) -> Samples:
    samples = frame.to_ndarray().reshape(-1, len(frame.layout.channels))
    return np.ascontiguousarray(samples[:, 0])
