"""A file that is shared into the conference: its pictures go onto the program, its sound into the
mix, both by the clock of the moment at which it began.

A thread of its own reads ahead, a little. What comes to the end stays on its last picture until
something else is shared.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler

from media.hub.shared import Newest
from media.sound import BLOCK_S, RATE_HZ, SAMPLES, Samples

AHEAD_PICTURES = 8
AHEAD_S = 0.5  # of sound
MOST_BYTES = 64 << 20  # of pictures that wait
MOST_SOUND = 500  # blocks that wait, 10 s: a file may hold its sound far before its pictures
LATE_S = 0.3
LOOK_S = 0.02

log = logging.getLogger(__name__)


@dataclass
class ClipBuffer:
    """What was read and is not yet due. Told the time; not safe between threads by itself."""

    has_pictures: bool = True
    has_sound: bool = True
    began_at: float | None = field(default=None, init=False)
    _held_at: float | None = field(default=None, init=False)
    _pictures: deque[tuple[float, av.VideoFrame]] = field(default_factory=deque, init=False)
    _blocks: deque[Samples] = field(default_factory=deque, init=False)
    _rest: list[Samples] = field(default_factory=list, init=False)
    _shown: Newest | None = field(default=None, init=False)
    _count: int = field(default=0, init=False)
    _heard: int = field(default=0, init=False)  # blocks, those let go too

    def begin(self, now: float) -> None:
        """It plays from ``now`` on."""
        if self.began_at is None:
            self.began_at = now

    def hold(self, now: float) -> None:
        """It stands still, and nothing of it is heard."""
        self._held_at = now if self._held_at is None else self._held_at

    def go_on(self, now: float) -> None:
        """From where it was held."""
        held, self._held_at = self._held_at, None
        if held is not None and self.began_at is not None:
            self.began_at += now - max(held, self.began_at)

    def put_picture(self, at_s: float, frame: av.VideoFrame) -> None:
        """``at_s``: of the file's own time, from its beginning."""
        self._pictures.append((at_s, frame))

    def put_sound(self, samples: Samples) -> None:
        """16 bit, mono, 48 kHz, of any length."""
        joined = np.concatenate([*self._rest, samples])
        whole = len(joined) // SAMPLES * SAMPLES
        self._blocks.extend(joined[at : at + SAMPLES] for at in range(0, whole, SAMPLES))
        self._rest = [joined[whole:]]

    def full(self) -> bool:
        """Whether nothing more need be read for now."""
        first = self._pictures[0][1] if self._pictures else None
        size = 0 if first is None else len(self._pictures) * first.width * first.height * 3 // 2
        if size > MOST_BYTES or len(self._blocks) > MOST_SOUND:
            return True
        seen = not self.has_pictures or len(self._pictures) >= AHEAD_PICTURES
        return seen and (not self.has_sound or len(self._blocks) * SAMPLES >= AHEAD_S * RATE_HZ)

    def newest(self, now: float) -> Newest | None:
        """The picture that is due; None before the first one."""
        if self.began_at is None:
            return None
        now = now if self._held_at is None else min(now, self._held_at)
        self._let_go(now)
        due = None
        while self._pictures and self._pictures[0][0] <= now - self.began_at:
            due = self._pictures.popleft()[1]
        if due is not None:
            self._count += 1
            self._shown = Newest(due, (id(self), self._count), lambda: True)
        return self._shown

    def take(self, now: float) -> Samples | None:
        """The next 20 ms; None where nothing is to be heard."""
        if self._held_at is not None:
            return None
        self._let_go(now)
        if self.began_at is None or not self._blocks:
            return None
        self._heard += 1
        return self._blocks.popleft()

    def _let_go(self, now: float) -> None:
        """Sound that nobody took in its time is not heard beside later pictures."""
        due = 0.0 if self.began_at is None else (now - LATE_S - self.began_at) / BLOCK_S
        while self._blocks and self._heard < due:
            self._blocks.popleft()
            self._heard += 1


class Clip:
    """One file being played. ``failed`` is called in its thread with why it cannot be."""

    def __init__(self, source: str, path: Path, failed: Callable[[str], object]) -> None:
        self.source = source
        self._path, self._failed = path, failed
        self._buffer = ClipBuffer()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clip")
        self._thread.start()

    def close(self) -> None:
        """Its thread ends soon: a slow disk must not hold up who calls."""
        self._closing.set()

    def join(self) -> None:
        self._thread.join()

    def newest(self) -> Newest | None:
        with self._lock:
            return self._buffer.newest(time.monotonic())

    def state(self) -> str:
        """``connecting`` or ``live``, as of everything that is shared."""
        return "live" if self._buffer.began_at is not None else "connecting"

    def hold(self, on: bool) -> None:
        """It stands still as long as that, or goes on."""
        with self._lock:
            (self._buffer.hold if on else self._buffer.go_on)(time.monotonic())

    def take(self) -> Samples | None:
        """Called by the mixer, each 20 ms."""
        with self._lock:
            return self._buffer.take(time.monotonic())

    def _run(self) -> None:
        try:
            # a playlist must not lead elsewhere
            options = {"protocol_whitelist": "file"}
            with av.open(str(self._path), options=options) as container:
                self._play(container)
        except (av.FFmpegError, OSError, ValueError) as fault:
            log.warning("%s: %s", self._path.name, getattr(fault, "strerror", None) or fault)
            if not self._closing.is_set():
                self._failed(str(getattr(fault, "strerror", None) or fault))

    def _play(self, container: av.container.InputContainer) -> None:
        video, audio = container.streams.video[:1], container.streams.audio[:1]
        if not video and not audio:
            raise ValueError("there is neither picture nor sound in it")
        for stream in video:
            stream.codec_context.thread_count = 1
        self._buffer.has_pictures, self._buffer.has_sound = bool(video), bool(audio)
        origin = (container.start_time or 0) / av.time_base
        resampler = AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
        for packet in container.demux([*video, *audio]):
            if self._closing.is_set():
                return
            for frame in packet.decode():
                if isinstance(frame, av.VideoFrame):
                    with self._lock:
                        self._buffer.put_picture((frame.time or 0.0) - origin, frame)
                elif isinstance(frame, av.AudioFrame):
                    self._put_sound(resampler, frame)
            self._wait()
        self._buffer.begin(time.monotonic())

    def _put_sound(self, resampler: AudioResampler, frame: av.AudioFrame) -> None:
        for each in resampler.resample(frame):
            with self._lock:
                self._buffer.put_sound(each.to_ndarray()[0])

    def _wait(self) -> None:
        while self._buffer.full():
            self._buffer.begin(time.monotonic())
            if self._closing.wait(LOOK_S):
                return
