"""The mixer: every 20 ms each site hears all the others, and the room hears all of them.

One thread, one clock. A site that is silent gets the mix that all silent ones share, encoded once;
only a site that is heard gets a mix of its own, without itself. While nobody takes part the thread
waits and costs nothing.

The clock is patient with the loop: where a voice would break off, it may be the loop that has not
read what came. Nothing could leave before it goes on anyhow, so it is let read first.
"""

from __future__ import annotations

import fractions
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

import av

from media.hub.happening import ROOM
from media.hub.mixing import Ear
from media.hub.opus import Encoder
from media.hub.routing import route
from media.hub.voice import Voice
from media.sound import BLOCK_S, RATE_HZ, SAMPLES, Lane, Samples, SoundBoard
from media.source import FILE

LATEST_S = 0.2  # a clock further behind than this lets the missed blocks go
MICROPHONE_BLOCKS = 4  # the room's own microphone lies at most so far behind
TURNS = 16  # of the loop that a block waits for: three packets of each of 54 sites
TURNS_S = 0.06  # at most
FORGET_S = 10.0  # a mix of its own is kept so long after its site fell silent

AudioPacket: TypeAlias = "av.Packet[av.AudioStream]"
_TICK = fractions.Fraction(1, RATE_HZ)


@dataclass(frozen=True, slots=True)
class Mixed:
    """20 ms for everybody: the packet of those who are silent, and those who get their own.
    ``speaking``: sites, and ``ROOM`` while all of them hear the command room speak."""

    shared: AudioPacket
    own: Mapping[str, AudioPacket]
    speaking: frozenset[str]


@dataclass
class _Heard:
    ear: Ear = field(default_factory=Ear)
    encoder: Encoder | None = None
    used_at: float = 0.0


@dataclass
class Mixer:
    """``deliver`` is called in the mixer's thread, once a block, with what is to be sent; ``turn``
    before one in which a voice would break off: it returns when the loop has read some of what
    came, or False after so many seconds."""

    board: SoundBoard
    deliver: Callable[[Mixed], None]
    turn: Callable[[float], bool]
    blocks: int = field(default=0, init=False)
    late: int = field(default=0, init=False)  # blocks let go because the machine was busy
    _voices: dict[str, Voice] = field(default_factory=dict, init=False)
    _private: str | None = field(default=None, init=False)
    _clip: Callable[[], Samples | None] | None = field(default=None, init=False)
    _wake: threading.Event = field(default_factory=threading.Event, init=False)
    _ending: bool = field(default=False, init=False)
    _heard: dict[str, _Heard] = field(default_factory=dict, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._own_ear = Ear()
        self._microphone = self.board.reader(Lane.MICROPHONE, MICROPHONE_BLOCKS)
        self._shared = opus()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="mixer")
        self._thread.start()

    def stop(self) -> None:
        self._ending = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def set_voices(self, voices: Mapping[str, Voice], private: str | None = None) -> None:
        """Who takes part. None of them: the mixer rests. ``private``: whom the command room speaks
        with alone."""
        self._voices, self._private = dict(voices), private
        if voices:
            self._wake.set()
        else:
            self._wake.clear()

    def set_clip(self, take: Callable[[], Samples | None] | None) -> None:
        """What brings the sound of a file that is shared, block by block: everybody hears it, the
        command room too."""
        self._clip = take

    def figures(self) -> dict[str, int]:
        voices = self._voices.values()
        return {
            "voices": len(self._voices),
            "late": self.late,
            "played": sum(voice.buffer.played for voice in voices),
            "recovered": sum(voice.buffer.recovered for voice in voices),
            "concealed": sum(voice.buffer.concealed for voice in voices),
            "gaps": sum(voice.buffer.dry for voice in voices),
            "came_late": sum(voice.buffer.late for voice in voices),
            "dropped": sum(voice.buffer.dropped + voice.left_out for voice in voices),
        }

    def _run(self) -> None:
        while not self._ending:
            self._wake.wait()
            self._heard.clear()
            self._own_ear = Ear()
            due = time.monotonic()
            while self._wake.is_set() and not self._ending:
                self._mix(due)
                due = self._wait(due + BLOCK_S)

    def _wait(self, due: float) -> float:
        now = time.monotonic()
        if now < due:
            time.sleep(due - now)
            return due
        if now - due < LATEST_S:
            return due  # catch up
        missed = int((now - due) / BLOCK_S)
        self.late += missed
        return due + missed * BLOCK_S

    def _mix(self, now: float) -> None:
        voices, private = self._voices, self._private
        self._let_come(voices)
        blocks = self._listen(voices, now)
        clip = self._clip
        if clip is not None and (played := clip()) is not None:
            blocks[FILE] = played  # no site has a name with a colon
        read = self._microphone.read()
        said = read.samples if read is not None else None
        self._own_ear.hear(said, now)
        routed = route(blocks, said, private)
        self.board.write(Lane.ROOM, routed.room, now)
        pts = round(now / BLOCK_S) * SAMPLES
        own = {
            node: encoded(self._own(node, now), block, pts)
            for node, block in routed.own.items()
            if node in voices
        }
        shared = encoded(self._shared, routed.shared, pts)
        self.blocks += 1
        self.deliver(Mixed(shared, own, self._speaking(voices, now, private)))

    def _let_come(self, voices: Mapping[str, Voice]) -> None:
        until = time.monotonic() + TURNS_S
        for _ in range(TURNS):
            left_s = until - time.monotonic()
            short = any(voice.short for voice in voices.values())
            if not short or left_s <= 0 or not self.turn(left_s):
                return

    def _speaking(
        self, voices: Mapping[str, Voice], now: float, private: str | None
    ) -> frozenset[str]:
        """Whom everybody hears speak: neither of the two who speak with each other alone."""
        ears = {node: self._heard[node].ear for node in voices if node != private}
        if private is None:
            ears[ROOM] = self._own_ear
        return frozenset(node for node, ear in ears.items() if ear.speaking(now))

    def _listen(self, voices: Mapping[str, Voice], now: float) -> dict[str, Samples]:
        """The blocks of those who are to be heard."""
        for gone in self._heard.keys() - voices.keys():
            del self._heard[gone]
        blocks: dict[str, Samples] = {}
        for node, voice in voices.items():
            heard = self._heard.setdefault(node, _Heard())
            block = voice.take(now)
            heard.ear.hear(block, now)
            if block is not None and heard.ear.open(now):
                blocks[node] = block
            elif heard.encoder is not None and now - heard.used_at > FORGET_S:
                heard.encoder = None
        return blocks

    def _own(self, node: str, now: float) -> Encoder:
        heard = self._heard[node]
        heard.used_at = now
        if heard.encoder is None:
            heard.encoder = opus()
        return heard.encoder


def opus() -> Encoder:
    """An encoder for blocks of 20 ms of speech."""
    return Encoder()


def encoded(encoder: Encoder, block: Samples, pts: int) -> AudioPacket:
    """One packet of one block. ``opus.Encoder`` tells which need not be sent."""
    packet = cast(AudioPacket, av.Packet(encoder.encode(block)))
    packet.pts = packet.dts = pts
    packet.time_base = _TICK
    return packet
