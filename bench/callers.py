"""Sites that call: ``python -m bench.callers`` plays many at once, cheaply.

Their pictures and voices are encoded beforehand and what they get is not decoded, so a whole
township costs less than the hub it loads. The exceptions are told by name: ``flash`` sends pictures
that jump between dark and bright, ``say`` a voice that comes and goes, ``watch`` decodes the
program and the mix and tells when those marks arrived, ``listen`` tells what its ear misses. With
``"unheard": true`` the others do not even decipher what they get, once their first picture is
complete, and send with next to no effort (no bad line can be made for them). With ``"obeys": true``
they send less while the hub tells them that nobody looks, as the join page does.

The first line on stdin says who calls: ``{"links": {"n01": "https://…"}, "codec": "H264",
"flash": "n01", "say": "n01", "watch": "n02", "speak": ["n03"]}``. Then
``{"do": "line", "loss": 0.1, "delay_s": 0.025}`` makes every line lossy in both directions,
``{"do": "lose", "times": 1}`` loses the next so many long packets, ``{"do": "flicker", "every":
1}`` makes the flashes quicker, ``{"do": "gone", "gone": true}`` is a network without anything,
``{"do": "late"}`` asks how many voice packets left late since it was asked before. Each line on
stdout is an event with the monotonic time ``at``.
"""

from __future__ import annotations

import asyncio
import contextlib
import fractions
import gc
import json
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import av
import numpy as np
from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.exceptions import InvalidStateError
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from bench.easy_sending import WAITING, Lateness, Rota, send_pictures, send_voice
from bench.line import BadLine
from bench.listener import Listener
from bench.marks import FlashFinder, OnsetFinder
from bench.reels import Flashes, Reel, ReelRun, Sayings, Voices
from bench.unheard import Unheard
from media.hub import host_addresses
from media.hub.inlet import Inlet, VoiceInlet, on_key_wish
from media.hub.loop_lag import LoopLag
from media.hub.packet_track import PacketTrack
from media.hub.voice_packet import VoicePacket
from media.precedence import give_precedence

RATE = 15
PATIENCE_S = (0.2, 0.5, 1.0, 2.0)  # between two tries to come again
SILENT_S = 3.0  # without any packet: the connection is made anew
PING_S = 1.5
TOLD_EACH = 25  # packets of what is heard


def tell(event: str, **more: Any) -> None:
    print(json.dumps({"event": event, "at": time.monotonic(), **more}), flush=True)


class PacedTrack(MediaStreamTrack):
    """Ready packets at an even rate."""

    def __init__(
        self, kind: str, source: Any, every_s: float, ticks: int, clock_hz: int,
        lateness: Lateness | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.kind = kind
        self._lateness = lateness
        self._source, self._every_s = source, every_s
        self._ticks, self._base = ticks, fractions.Fraction(1, clock_hz)
        self._number = 0
        self._began: float | None = None

    async def recv(self) -> Any:
        if self.readyState != "live":
            raise MediaStreamError
        now = time.monotonic()
        if self._began is None:
            self._began = now + np.random.default_rng().uniform(0, self._every_s)
        while True:
            due = self._began + self._number * self._every_s
            if due > now:
                await asyncio.sleep(due - now)
            number, data = self._number, self._source.next()
            self._number += 1
            if data is not None:
                break
            now = time.monotonic()
        if self._lateness is not None:
            self._lateness.note(time.monotonic() - due)
        packet = av.Packet(data)
        packet.pts = packet.dts = number * self._ticks
        packet.time_base = self._base
        return packet


@dataclass
class Parts:
    """What the sites of one process share."""

    reel: Reel
    voices: Voices
    codec: str
    flash: str | None = None
    say: str | None = None
    watch: str | None = None
    listen: str | None = None
    speak: frozenset[str] = frozenset()
    unheard: bool = False
    obeys: bool = False
    flashes: Flashes | None = None
    line: BadLine = field(default_factory=BadLine)
    rota: Rota = field(default_factory=Rota)
    lateness: Lateness = field(default_factory=Lateness)
    lag: LoopLag = field(default_factory=LoopLag)


class Caller:
    """One site: comes, and comes again when its line or its media is gone."""

    def __init__(self, node: str, link: str, parts: Parts) -> None:
        url, _, fragment = link.partition("/join#token=")
        self._url, self._token = url.replace("http", "ws", 1) + "/ws", fragment.split("&")[0]
        self._node, self._parts = node, parts
        self._pc: Any = None
        self._heard_at = 0.0
        self._told = False
        self._onset = OnsetFinder() if node == parts.watch else None
        self._finder = FlashFinder(parts.codec) if node == parts.watch else None
        self._listener = Listener() if node == parts.listen else None
        self._socket: Any = None
        self._unanswered: list[Any] = []
        self._run: ReelRun | None = None

    def cut(self) -> None:
        """The line to the door breaks without a word."""
        if self._socket is not None and self._socket._writer.transport is not None:
            self._socket._writer.transport.abort()

    async def call(self) -> None:
        tries = 0
        async with aiohttp.ClientSession() as session:
            while True:
                while self._parts.line.gone:
                    await asyncio.sleep(0.1)
                began = time.monotonic()
                try:
                    async with session.ws_connect(
                        self._url, protocols=("command-room.1",), ssl=False
                    ) as socket:
                        self._socket = socket
                        await self._attend(socket)
                except (OSError, aiohttp.ClientError, TimeoutError, InvalidStateError):
                    pass
                await self._drop()
                tries = 0 if time.monotonic() - began > 5 else tries + 1
                await asyncio.sleep(PATIENCE_S[min(tries, len(PATIENCE_S) - 1)])

    async def _attend(self, socket: Any) -> None:
        self._unanswered.clear()
        await socket.send_json(
            {"type": "hello", "token": self._token, "agent": "bench", "standby": False}
        )
        beat = asyncio.get_running_loop().create_task(self._beat(socket))
        try:
            async for said in socket:
                if said.type is not aiohttp.WSMsgType.TEXT:
                    break
                word = json.loads(said.data)
                if word["type"] == "welcome":
                    await self._offer(socket)
                elif word["type"] == "answer":
                    asked = self._unanswered.pop(0)
                    if asked is self._pc:
                        await asked.setRemoteDescription(
                            RTCSessionDescription(word["sdp"], "answer")
                        )
                elif word["type"] == "want" and self._parts.obeys and self._run is not None:
                    self._run.obey(word["fps"])
        finally:
            beat.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await beat

    async def _beat(self, socket: Any) -> None:
        while True:
            await asyncio.sleep(PING_S)
            await socket.send_json({"type": "ping", "t": 1})
            if time.monotonic() - self._heard_at > SILENT_S:
                await self._offer(socket)

    async def _offer(self, socket: Any) -> None:
        await self._drop()
        self._heard_at, self._told = time.monotonic() + SILENT_S, False
        self._pc = pc = RTCPeerConnection(
            RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        )
        audio, video = self._easily(pc) if self._easy else self._as_usual(pc)
        known = RTCRtpSender.getCapabilities("video").codecs
        video.setCodecPreferences([one for one in known if self._parts.codec in one.mimeType])
        VoiceInlet(audio.receiver, self._hear)
        Inlet(video.receiver, self._see)
        await pc.setLocalDescription(await pc.createOffer())
        self._unanswered.append(pc)
        await socket.send_json({"type": "offer", "sdp": pc.localDescription.sdp})

    @property
    def _easy(self) -> bool:
        parts = self._parts
        marked = (parts.flash, parts.say, parts.watch, parts.listen)
        return parts.unheard and self._node not in marked

    def _easily(self, pc: Any) -> tuple[Any, Any]:
        parts = self._parts
        self._run = run = parts.reel.run()
        audio = pc.addTransceiver(PacketTrack("audio", WAITING))
        video = pc.addTransceiver(PacketTrack("video", WAITING))
        send_voice(audio.sender, self._voice(), parts.rota, parts.lateness)
        send_pictures(video.sender, run, parts.rota, parts.codec)
        on_key_wish(video.sender, run.begin_again)
        return audio, video

    def _as_usual(self, pc: Any) -> tuple[Any, Any]:
        audio = pc.addTransceiver(
            PacedTrack("audio", self._voice(), 0.02, 960, 48_000, self._parts.lateness)
        )
        picture, wish = self._picture()
        video = pc.addTransceiver(PacedTrack("video", picture, 1 / RATE, 6000, 90_000))
        on_key_wish(video.sender, wish)
        return audio, video

    def _voice(self) -> Any:
        if self._node == self._parts.say:
            return Sayings(lambda at: tell("said", mouth=at))
        return self._parts.voices.one(self._node in self._parts.speak)

    def _picture(self) -> tuple[Any, Any]:
        if self._node == self._parts.flash:
            flashes = Flashes(self._parts.codec, lambda at: tell("flashed", shown=at))
            self._parts.flashes = flashes
            return flashes, flashes.wish_key
        self._run = run = self._parts.reel.run()
        return run, run.begin_again

    def _hear(self, packet: VoicePacket) -> None:
        self._mark()
        if self._listener is not None:
            self._listener.take(packet)
            if packet.number % TOLD_EACH == 0:
                self._tell_listened(self._listener)
        if self._onset is not None and (ear := self._onset.take(packet)) is not None:
            tell("heard", ear=ear)

    def _tell_listened(self, ear: Listener) -> None:
        late_ms, lag_ms = ear.latest_ms(), self._parts.lag.most_ms()
        tell("listened", frames=ear.frames, gaps=ear.gaps, late_ms=late_ms, lag_ms=lag_ms)

    def _see(self, codec: str, data: bytes) -> None:
        self._mark()
        if not self._told:
            self._told = True
            tell("media", node=self._node)
            if self._parts.unheard and self._finder is None:
                receivers = [each.receiver for each in self._pc.getTransceivers()]
                Unheard(receivers, self._mark)
        if self._finder is not None and (found := self._finder.take(data)):
            tell("saw", seen=time.monotonic(), changes=found)

    def _mark(self) -> None:
        self._heard_at = time.monotonic()

    async def _drop(self) -> None:
        pc, self._pc = self._pc, None
        if pc is not None:
            await pc.close()


async def main() -> None:
    host_addresses.offer(loopback_only=True)
    gc.disable()  # for some minutes; a full collection would be heard as a gap, and be no hub's
    orders = _lines()
    told = await anext(orders)
    give_precedence(told.get("nice", 0))
    codec = told.get("codec", "H264")
    parts = Parts(
        Reel.drawn(codec), Voices.spoken(), codec,
        told.get("flash"), told.get("say"), told.get("watch"), told.get("listen"),
        frozenset(told.get("speak", ())), told.get("unheard", False), told.get("obeys", False),
    )  # fmt: skip
    parts.line.install()
    callers = [Caller(node, link, parts) for node, link in told["links"].items()]
    async with asyncio.TaskGroup() as tasks:
        calling = [tasks.create_task(parts.rota.run()), tasks.create_task(parts.lag.watch())]
        for caller in callers:
            calling.append(tasks.create_task(caller.call()))
            await asyncio.sleep(told.get("apart_s", 0.05))
        async for order in orders:
            if order["do"] == "line":
                parts.line.make(order["loss"], order.get("delay_s", 0.0))
            elif order["do"] == "lose":
                parts.line.lose_picture(order["times"])
            elif order["do"] == "flicker" and parts.flashes is not None:
                parts.flashes.every = order["every"]
            elif order["do"] == "late":
                tell("late", **parts.lateness.taken())
            elif order["do"] == "gone":
                parts.line.gone = order["gone"]
                for caller in callers if parts.line.gone else ():
                    caller.cut()
        for task in calling:
            task.cancel()


async def _lines() -> AsyncIterator[Any]:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=1 << 24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)


if __name__ == "__main__":
    asyncio.run(main())
