"""What a microphone hears, without what the loudspeakers beside it play: echo, noise and level.

WebRTC's own audio processing, as the package ``livekit`` carries it; no server of theirs is used.
It takes frames of exactly 10 ms: first what is played (the render side), then what is heard (the
capture side), in step. Loading it takes some 130 ms and a library of 20 MB, so it is loaded when
a microphone is opened for the first time, and never by an import of this module.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from media import level
from media.sound import BLOCK_S, RATE_HZ, SAMPLES, Samples

if TYPE_CHECKING:
    from livekit.rtc import AudioProcessingModule

FRAME = RATE_HZ // 100  # samples of 10 ms
MOST_WAITING = 10  # blocks played that no block heard has been set against
STEADY_BLOCKS = (
    250  # 5 s in which more than one always lay waiting: the loudspeaker's clock is fast
)
LONGEST_DELAY_MS = 500

# what is left of an echo is put down further, where it is no louder than that room's echo can be
MOSTLY_ECHO = 0.2  # of what was heard is left: below it nobody in the room spoke
NO_LOUDER = 0.6  # of the echo expected: above it somebody speaks, and is let through at once
DOWN = 0.1  # -20 dB
DECAY = 0.91  # in each frame: a room of 0.75 s, larger than a command room
LEARNING = 0.05  # of how loud this room's echo is
SLOPE = 0.3  # of the way down in each frame: some 30 ms


class UnavailableError(Exception):
    """The audio processing cannot be loaded; the text says why."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What is to be done with a microphone's sound."""

    echo: bool = True  # take away what the loudspeakers play
    noise: bool = True  # fans and hum
    gain: bool = True  # who speaks low or far is raised

    @property
    def any(self) -> bool:
        return self.echo or self.noise or self.gain


@dataclass
class Played:
    """What the loudspeakers of a room were given, until it is set against what was heard. Pure.

    Each block of 20 ms of every loudspeaker goes with one block of the microphone; ``dropped``
    counts those left out, because a clock is fast or the microphone is closed.
    """

    dropped: int = field(default=0, init=False)
    _waiting: dict[Hashable, deque[Samples]] = field(default_factory=dict, init=False)
    _least: int = field(default=MOST_WAITING, init=False)
    _taken: int = field(default=0, init=False)

    def put(self, who: Hashable, block: Samples) -> None:
        waiting = self._waiting.setdefault(who, deque(maxlen=MOST_WAITING))
        self.dropped += len(waiting) == MOST_WAITING
        waiting.append(block)

    def take(self) -> Samples:
        """The next 20 ms of all loudspeakers together."""
        import numpy as np

        total = np.zeros(SAMPLES, np.int32)
        for waiting in self._waiting.values():
            if waiting:
                total += waiting.popleft()
        self._watch_clock()
        return np.clip(total, -32768, 32767).astype(np.int16)

    def waiting_s(self) -> float:
        return BLOCK_S * self._most()

    def forget(self) -> None:
        """A microphone opens: what was played before is not in what it hears."""
        self._waiting.clear()
        self._least, self._taken = MOST_WAITING, 0

    def _most(self) -> int:
        return max((len(waiting) for waiting in self._waiting.values()), default=0)

    def _watch_clock(self) -> None:
        self._least = min(self._least, self._most())
        self._taken += 1
        if self._taken < STEADY_BLOCKS:
            return
        if self._least > 1:
            for waiting in self._waiting.values():
                if len(waiting) > 1:
                    waiting.popleft()
                    self.dropped += 1
        self._least, self._taken = MOST_WAITING, 0


@dataclass
class EchoRest:
    """How far what is left of an echo is put down, frame by frame. Pure.

    WebRTC leaves what a reverberant room sends back late; a village hears it as its own voice.
    How loud this room sends back is learnt where nothing but echo was heard.
    """

    gain: float = 1.0
    _played: float = 0.0  # as a room lets it die away
    _part: float = 0.0  # of it that comes back

    def hear(self, played: float, heard: float, left: float) -> float:
        """The gain of this frame, from the levels (RMS) of what was played, heard and left."""
        self._played = max(played, self._played * DECAY)
        mostly = left <= MOSTLY_ECHO * heard
        if mostly and self._played > 1.0:
            self._part += (heard / self._played - self._part) * LEARNING
        if mostly or left < NO_LOUDER * self._part * self._played:
            self.gain += (DOWN - self.gain) * SLOPE * (self._played > 1.0)
        else:
            self.gain = 1.0
        return self.gain


class VoiceCleaning:
    """One microphone's. Belongs to one thread. Raises UnavailableError."""

    def __init__(self, wished: Cleaning) -> None:
        self._module = _module(wished)
        self._rest = EchoRest() if wished.echo else None
        self._gain = 1.0

    def clean(self, heard: Samples, played: Samples, delay_s: float) -> Samples:
        """960 samples without echo and noise. ``played``: what the loudspeakers were given in step
        with it, ``delay_s`` how long ago it will have been when the microphone hears it."""
        import numpy as np
        from livekit.rtc import AudioFrame

        found = np.empty(SAMPLES, np.int16)
        for at in range(0, SAMPLES, FRAME):
            if self._rest is not None:
                render = AudioFrame(bytearray(played[at : at + FRAME].tobytes()), RATE_HZ, 1, FRAME)
                self._module.process_reverse_stream(render)
                delay_ms = min(max(round(delay_s * 1000), 0), LONGEST_DELAY_MS)
                self._module.set_stream_delay_ms(delay_ms)
            capture = AudioFrame(bytearray(heard[at : at + FRAME].tobytes()), RATE_HZ, 1, FRAME)
            self._module.process_stream(capture)
            left = np.frombuffer(capture.data, np.int16)
            frame = slice(at, at + FRAME)
            found[frame] = self._put_down(played[frame], heard[frame], left)
        return found

    def _put_down(self, played: Samples, heard: Samples, left: Samples) -> Samples:
        import numpy as np

        if self._rest is None:
            return left
        before, self._gain = (
            self._gain,
            self._rest.hear(level.rms(played), level.rms(heard), level.rms(left)),
        )
        if before == self._gain == 1.0:
            return left
        return (left * np.linspace(before, self._gain, FRAME)).astype(np.int16)


def _module(wished: Cleaning) -> AudioProcessingModule:
    try:
        from livekit.rtc import AudioProcessingModule

        return AudioProcessingModule(
            echo_cancellation=wished.echo,
            noise_suppression=wished.noise,
            high_pass_filter=wished.echo or wished.noise,
            auto_gain_control=wished.gain,
        )
    except Exception as fault:  # its native library fails in ways of its own
        raise UnavailableError(f"{type(fault).__name__}: {fault}"[:200]) from fault
