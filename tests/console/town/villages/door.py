"""A small door of a room: the other side of a simulated village, with aiohttp and aiortc."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from console.town.villages.line import with_loopback

PATIENCE_S = 10.0


class Guest:
    """One visit of a site, as the door sees it."""

    def __init__(self, socket: web.WebSocketResponse, changed: asyncio.Condition) -> None:
        self.socket = socket
        self.said: list[dict[str, Any]] = []
        self.frames: dict[str, list[Any]] = {"audio": [], "video": []}
        self.peer: RTCPeerConnection | None = None
        self.gone = False
        self.readers: list[asyncio.Task[None]] = []
        self._changed = changed

    @property
    def node(self) -> str:
        return str(self.said[0]["token"])

    def heard(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.said if message["type"] == kind]

    async def say(self, **message: Any) -> None:
        await self.socket.send_str(json.dumps(message))

    async def state(self, place: str, mic: str = "open", hand: bool = False) -> None:
        conference = "live" if place in ("live", "calling") else "idle"
        await self.say(
            type="state", conference=conference, place=place, mic=mic, hand=hand, on_air=[]
        )

    async def until(self, true: Callable[[], Any]) -> None:
        """Wait until something that the site does makes it true."""
        async with asyncio.timeout(PATIENCE_S), self._changed:
            await self._changed.wait_for(true)

    async def read(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                async with self._changed:
                    self.frames[track.kind].append(frame)
                    self._changed.notify_all()


class Door:
    """``async with Door() as door``: serves ``/ws``; ``program`` makes the tracks sent to all."""

    def __init__(
        self, program: Callable[[], list[MediaStreamTrack]] = list, polite: bool = True
    ) -> None:
        self.guests: list[Guest] = []
        self.port = 0
        self.spoil = ""  # said instead of a good answer
        self._program = program
        self._polite = polite  # answers pings
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> Door:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        app = web.Application()
        app.router.add_get("/ws", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        for guest in self.guests:
            if guest.peer is not None:
                await guest.peer.close()
            for reader in guest.readers:  # the tracks of a peer that never connected do not end
                reader.cancel()
            await asyncio.gather(*guest.readers, return_exceptions=True)
        await self._runner.cleanup()

    def link(self, node: str) -> str:
        return f"http://127.0.0.1:{self.port}/join#{node}"

    async def guest(self, number: int = 0) -> Guest:
        """The n-th visit, once it has said hello."""
        async with asyncio.timeout(PATIENCE_S), self._changed:
            await self._changed.wait_for(lambda: len(self.guests) > number)
            guest = self.guests[number]
            await self._changed.wait_for(lambda: guest.said)
        return guest

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("command-room.1",))
        await socket.prepare(request)
        guest = Guest(socket, self._changed)
        self.guests.append(guest)
        with contextlib.suppress(ConnectionError):
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._take(guest, json.loads(message.data))
        async with self._changed:
            guest.gone = True
            self._changed.notify_all()
        return socket

    async def _take(self, guest: Guest, said: dict[str, Any]) -> None:
        match said["type"]:
            case "hello":
                await guest.say(type="welcome", node={"id": said["token"], "name": ""})
            case "ping" if self._polite:
                await guest.say(type="pong", t=said["t"])
            case "offer":
                await self._answer(guest, said["sdp"])
        async with self._changed:
            guest.said.append(said)
            self._changed.notify_all()

    async def _answer(self, guest: Guest, sdp: str) -> None:
        peer = guest.peer = RTCPeerConnection(
            RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        )

        @peer.on("track")
        def _(track: MediaStreamTrack) -> None:
            guest.readers.append(asyncio.get_running_loop().create_task(guest.read(track)))

        await peer.setRemoteDescription(RTCSessionDescription(sdp, "offer"))
        for track in self._program():
            peer.addTrack(track)
        with with_loopback():  # a machine may have nothing else
            await peer.setLocalDescription(await peer.createAnswer())
        await guest.say(type="answer", sdp=self.spoil or peer.localDescription.sdp)
        await guest.state("live")
