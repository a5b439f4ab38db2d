"""Sites that send with next to no effort: what they say was cut into payloads once for all, and one
clock serves all sites of a process.

In truth each site is a machine of its own. aiortc wakes tasks for each packet and makes objects of
its header; 54 sites of that kind beside the hub fill both processors of a small machine, and then a
site's voice leaves late, which is no fault of the hub's. What leaves late is counted here.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from aiortc import RTCRtpSender

from bench.reels import RATE, ReelRun, VoiceRun
from media.hub.outlet import Outlet
from media.hub.packet_track import PacketTrack
from media.hub.posted import Posted, picture
from media.sound import BLOCK_S, SAMPLES

WAITING = 25  # packets
LATE_S = 0.02  # a voice packet that leaves so late uses up half of what the hub waits for at least
TICKS = 90_000 // RATE


@dataclass
class Lateness:
    """How late voice packets leave against their own clock."""

    packets: int = 0
    late: int = 0
    worst_s: float = 0.0

    def note(self, late_s: float) -> None:
        self.packets += 1
        self.late += late_s > LATE_S
        self.worst_s = max(self.worst_s, late_s)

    def taken(self) -> dict[str, float]:
        """What was noted since it was taken before."""
        found = {"packets": self.packets, "late": self.late, "worst_ms": 1000 * self.worst_s}
        self.packets, self.late, self.worst_s = 0, 0, 0.0
        return found


@dataclass
class Rota:
    """Whose turn it is to send; ``run`` in the loop of those who send."""

    _turns: list[tuple[float, int, float, Callable[[float], bool]]] = field(default_factory=list)
    _count: Any = field(default_factory=itertools.count)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, every_s: float, send: Callable[[float], bool]) -> None:
        """``send`` is told how late its turn is, s, and says whether there are more to come."""
        due = time.monotonic() + np.random.default_rng().uniform(0, every_s)
        heapq.heappush(self._turns, (due, next(self._count), every_s, send))
        self._more.set()

    async def run(self) -> None:
        while True:
            while self._turns and self._turns[0][0] <= (now := time.monotonic()):
                due, number, every_s, send = self._turns[0]
                if send(now - due):
                    heapq.heapreplace(self._turns, (due + every_s, number, every_s, send))
                else:
                    heapq.heappop(self._turns)
            if self._turns:
                await asyncio.sleep(max(self._turns[0][0] - time.monotonic(), 0))
            else:
                self._more.clear()
                await self._more.wait()


def send_voice(sender: RTCRtpSender, voice: VoiceRun, rota: Rota, lateness: Lateness) -> None:
    """Every 20 ms, as long as the sender's track lives."""
    track = _track(sender)
    blocks = itertools.count()

    def send(late_s: float) -> bool:
        payload, stamp = voice.next(), SAMPLES * next(blocks)
        if track.taker is not None:
            lateness.note(late_s)
            track.put(Posted((payload,), stamp))
        return track.readyState == "live"

    rota.add(BLOCK_S, send)


def send_pictures(sender: RTCRtpSender, run: ReelRun, rota: Rota, codec: str) -> None:
    """As often as the reel has them, as long as the sender's track lives."""
    track = _track(sender)
    numbers = itertools.count()

    def send(_late_s: float) -> bool:
        number, key = next(numbers), run.begins
        if track.taker is not None and (data := run.next()) is not None:
            # VP8 tells the picture's number in each payload
            cut = _h264(data) if codec == "H264" else picture(codec, data, 0, number, key).payloads
            if not track.put(Posted(cut, TICKS * number, key), key):
                run.begin_again()
        return track.readyState == "live"

    rota.add(1 / RATE, send)


@cache
def _h264(data: bytes) -> tuple[bytes, ...]:
    """Of a reel's picture, once for all sites of the process."""
    return picture("H264", data, 0, 0, key=True).payloads


def _track(sender: RTCRtpSender) -> PacketTrack:
    track = sender.track
    assert isinstance(track, PacketTrack)
    Outlet(sender, track, lambda _bits_per_s: None)
    return track
