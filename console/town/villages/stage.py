"""What a site sends now: the next picture and the next sound of its reel, by the clock.

Pure but for the tracks at the end, which wait and hand ready packets to aiortc: nothing is encoded.
All sites beat in a few common phases, so that many of them wake the loop but once.
"""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack

from console.town.villages.opus import PACKET_S
from console.town.villages.reel import GOP, RATE, Reel, Strip

PHASES = 4  # groups of sites that send at different moments
WISH_EVERY_S = 0.5  # key pictures on demand, at most
VIDEO_HZ, AUDIO_HZ = 90_000, 48_000
PACKET_TICKS = 960


@dataclass
class Stage:
    """One site before its camera and microphone. ``speak`` turns the talking strip on and off."""

    reel: Reel
    speaking: bool = False
    _strip: Strip | None = field(default=None, init=False)
    _began: float = field(default=0.0, init=False)
    _next: int = field(default=0, init=False)
    _wish: bool = field(default=False, init=False)
    _granted_at: float = field(default=-math.inf, init=False)

    def picture(self, now: float) -> bytes:
        """The access unit to send at ``now``; a key picture whenever the strip changes."""
        wanted = self.reel.talk if self.speaking else self.reel.listen
        if self._strip is not wanted:
            self._strip, self._began, self._next = wanted, now, 0
        elif self._wish and now - self._granted_at >= WISH_EVERY_S:
            self._next = (self._next // GOP + 1) * GOP % len(wanted.pictures)
        elif self._next % GOP == 0:
            # at a key picture the strip falls in with the voice again
            self._next = round((now - self._began) * RATE / GOP) * GOP % len(wanted.pictures)
        if self._next % GOP == 0:
            self._wish, self._granted_at = False, now
        unit = wanted.pictures[self._next]
        self._next = (self._next + 1) % len(wanted.pictures)
        return unit

    def voice(self, now: float) -> bytes:
        """The Opus packet to send at ``now``."""
        strip = self.reel.talk if self.speaking else self.reel.listen
        began = self._began if self._strip is strip else now
        return strip.voice[round((now - began) / PACKET_S) % len(strip.voice)]

    def wish_key(self) -> None:
        """Somebody cannot decode: a key picture soon."""
        self._wish = True


def first_beat(now: float, period_s: float, phase: int) -> int:
    """The number of the next common beat of a phase: beat k is at ``beat_at(k, …)``."""
    return math.ceil(now / period_s - (phase % PHASES) / PHASES)


def beat_at(beat: int, period_s: float, phase: int) -> float:
    return (beat + (phase % PHASES) / PHASES) * period_s


class _Track(MediaStreamTrack):
    """Ready packets at an even pace. One that comes late skips what is past."""

    period_s: float
    ticks: int  # of the RTP clock in a period
    time_base: Fraction

    def __init__(self, stage: Stage, phase: int) -> None:
        super().__init__()
        self._stage = stage
        self._phase = phase
        self._first: int | None = None
        self._beat = 0
        self.skipped = 0

    def packet_at(self, now: float) -> bytes:
        raise NotImplementedError

    async def recv(self) -> av.Packet[Any]:
        if self.readyState != "live":
            raise MediaStreamError
        now = asyncio.get_running_loop().time()
        upcoming = first_beat(now, self.period_s, self._phase)
        if self._first is None:
            self._first = self._beat = upcoming
        else:
            self._beat += 1
            # a beat may be late by one, so that a slow moment is made good
            if self._beat < upcoming - 1:
                self.skipped += upcoming - 1 - self._beat
                self._beat = upcoming - 1
        due = beat_at(self._beat, self.period_s, self._phase)
        if due > now:
            await asyncio.sleep(due - now)
        packet = av.Packet(self.packet_at(due))
        packet.pts = (self._beat - self._first) * self.ticks
        packet.time_base = self.time_base
        return packet


class PictureTrack(_Track):
    kind = "video"
    period_s, ticks, time_base = 1 / RATE, VIDEO_HZ // RATE, Fraction(1, VIDEO_HZ)

    def packet_at(self, now: float) -> bytes:
        return self._stage.picture(now)


class VoiceTrack(_Track):
    kind = "audio"
    period_s, ticks, time_base = PACKET_S, PACKET_TICKS, Fraction(1, AUDIO_HZ)

    def packet_at(self, now: float) -> bytes:
        return self._stage.voice(now)
