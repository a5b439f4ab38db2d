"""When which voice packet is played: a short adaptive jitter buffer. Pure, told the time.

A packet is due so long after the quickest ones of its stream would have been, as nearly all of them
need: asked-for repetitions that arrive count too, so a lossy line gets the patience it needs and a
good one stays short. What has not come by then is recovered from the next packet, or concealed.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from enum import Enum

from media.hub.voice_packet import RATE_HZ, VoicePacket, repeats, rests, samples

BLOCK = 960
SHORTEST_S = 0.04  # one block for the next packet to come, from which a lost one is recovered
LONGEST_S = 0.2
MARGIN_S = 0.02
WINDOW = 250  # packets whose delays count: 5 s
NEARLY_ALL = 0.95
MOST = 64  # packets held
BEHIND_S = 0.03  # later than this, what is quiet is left out
FAR_BEHIND_S = 0.12  # and this, whatever it is
FADED = 6  # blocks of concealment; then silence
MOVED = 10  # late packets in a row: the way has become longer, begin anew
_ANOTHER = 1000  # packets, or 20 s, from the newest: another stream began
_REPEATS_KNOWN = 256


class Turn(Enum):
    PLAY = "play"
    RECOVER = "recover"
    CONCEAL = "conceal"
    SILENT = "silent"
    WAIT = "wait"  # there is nothing to be heard


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next. ``payload``: to be played, or the one to recover from. ``late_s``: so much
    more than it should lies between mouth and ear."""

    turn: Turn
    payload: bytes = b""
    samples: int = BLOCK
    late_s: float = 0.0


@dataclass
class Delays:
    """How long packets are under way, beyond the quickest."""

    base: float = field(default=math.inf, init=False)
    target_s: float = field(default=SHORTEST_S, init=False)
    _last: deque[float] = field(default_factory=lambda: deque(maxlen=WINDOW), init=False)
    _since: int = field(default=0, init=False)

    def note(self, delay: float) -> None:
        """``delay``: received at, less the stamp's time; only differences mean anything."""
        self._last.append(delay)
        self._since += 1
        if self._since >= 10 or delay < self.base or len(self._last) < 10:
            self._judge()

    def _judge(self) -> None:
        self._since = 0
        ordered = sorted(self._last)
        self.base = ordered[0]
        nearly = ordered[min(int(len(ordered) * NEARLY_ALL), len(ordered) - 1)]
        enough = nearly - self.base + MARGIN_S if len(ordered) >= 10 else 0.0
        self.target_s = min(max(enough, SHORTEST_S), LONGEST_S)


@dataclass
class JitterBuffer:
    """One stream. ``put`` and ``take`` by the same thread. Speech frames are counted once each:
    ``played`` from their own packet, ``recovered`` from the next, else ``concealed``."""

    played: int = field(default=0, init=False)
    recovered: int = field(default=0, init=False)
    concealed: int = field(default=0, init=False)
    late: int = field(default=0, init=False)  # packets that came after their turn
    dry: int = field(default=0, init=False)  # times there was nothing to go on with
    dropped: int = field(default=0, init=False)  # packets more than fit
    delays: Delays = field(default_factory=Delays, init=False)
    _held: dict[int, tuple[int, VoicePacket]] = field(default_factory=dict, init=False)
    _known: deque[int] = field(default_factory=lambda: deque(maxlen=_REPEATS_KNOWN), init=False)
    _newest: tuple[int, int] | None = field(default=None, init=False)  # number, stamp; unwrapped
    _place: int | None = field(default=None, init=False)  # stamp of the sample to be played next
    _before: int | None = field(default=None, init=False)  # number of the packet played last
    _rested: bool = field(default=False, init=False)
    _in_row: int = field(default=0, init=False)  # concealed blocks
    _in_hole: int = field(default=0, init=False)  # recovered since the packet played last
    _late_in_row: int = field(default=0, init=False)

    @property
    def frames(self) -> int:
        """Speech frames whose turn has come."""
        return self.played + self.recovered + self.concealed

    @property
    def short(self) -> bool:
        """Whether speech breaks off where nothing more comes before the next turn."""
        return self._place is not None and not self._held and not self._rested and not self._in_row

    def put(self, packet: VoicePacket) -> None:
        """One packet, in whatever order."""
        newest = self._newest
        number, stamp = self._unwrapped(packet)
        is_new = newest is None or number > newest[0]  # the usual case: not even looked for
        if (not is_new and number in self._known) or not samples(packet.payload):
            return
        self._known.append(number)
        self.delays.note(packet.at - stamp / RATE_HZ)
        if self._place is not None and stamp < self._place:
            self._come_late(packet.at - stamp / RATE_HZ)
            return
        self._held[stamp] = number, packet
        if len(self._held) > MOST:
            del self._held[min(self._held)]
            self.dropped += 1

    def take(self, now: float, waiting: int = 0) -> Step:
        """The next step; ``waiting``: samples taken before and not yet heard."""
        if self._place is None and not self._begin(now):
            return Step(Turn.WAIT)
        assert self._place is not None
        late_s = now - self._due(self._place - waiting)
        if late_s <= -0.02:  # more patience is needed than before: a moment is drawn out
            return self._bridge(0)
        if not self._held:
            return self._go_dry()
        first = min(self._held)
        number, packet = self._held[first]
        if first <= self._place + BLOCK // 2:
            return self._play(first, number, packet, late_s)
        if self._before is None or number <= self._before + 1:  # a pause in speech, nothing lost
            return self._bridge(BLOCK)
        if first - self._place <= samples(packet.payload) and repeats(packet.payload):
            lost, self._place = first - self._place, first
            self.recovered += 1
            self._in_hole += 1
            self._in_row = 0
            return Step(Turn.RECOVER, packet.payload, lost // 120 * 120, late_s)
        return self._bridge(BLOCK)

    def clear(self) -> None:
        """Nothing of what is here is to be heard any more."""
        self._held.clear()
        self._place = self._before = None
        self._in_row = self._in_hole = self._late_in_row = 0

    def _come_late(self, delay: float) -> None:
        self.late += 1
        self._late_in_row += 1
        if self._late_in_row >= MOVED:
            self.clear()
            self.delays = Delays()
            self.delays.note(delay)

    def _begin(self, now: float) -> bool:
        while self._held:
            first = min(self._held)
            if now < self._due(first):
                return False
            if now - self._due(first) < FAR_BEHIND_S:
                self._place, self._in_row = first, 0
                return True
            _, packet = self._held.pop(first)
            if packet.at > self._due(first):  # else it waited while nobody listened
                self._come_late(packet.at - first / RATE_HZ)
        return False

    def _play(self, first: int, number: int, packet: VoicePacket, late_s: float) -> Step:
        del self._held[first]
        holds = samples(packet.payload)
        if self._before is not None:
            self.concealed += max(number - self._before - 1 - self._in_hole, 0)
        self.played += 1
        self._place, self._before = first + holds, number
        self._in_row = self._in_hole = self._late_in_row = 0
        self._rested = rests(packet.payload)
        return Step(Turn.PLAY, packet.payload, holds, late_s)

    def _go_dry(self) -> Step:
        if self._in_row == 0 and not self._rested:
            self.dry += 1
        if self._in_row >= FADED:
            self._place, self._in_row = None, 0
            return Step(Turn.WAIT)
        return self._bridge(BLOCK)

    def _bridge(self, forward: int) -> Step:
        assert self._place is not None
        self._place += forward
        self._in_row += 1
        return Step(Turn.CONCEAL if self._in_row <= FADED else Turn.SILENT)

    def _due(self, stamp: int) -> float:
        return self.delays.base + stamp / RATE_HZ + self.delays.target_s

    def _unwrapped(self, packet: VoicePacket) -> tuple[int, int]:
        if self._newest is not None:
            ahead = _signed(packet.number - self._newest[0], 16)
            later = _signed(packet.stamp - self._newest[1], 32)
            if abs(ahead) < _ANOTHER and abs(later) < _ANOTHER * BLOCK:
                found = self._newest[0] + ahead, self._newest[1] + later
                self._newest = max(found, self._newest)
                return found
            self.clear()
            self._known.clear()
            self.delays = Delays()
        self._newest = packet.number, packet.stamp
        return self._newest


def _signed(value: int, bits: int) -> int:
    half = 1 << (bits - 1)
    return ((value + half) & ((1 << bits) - 1)) - half
