"""The sites' pictures, decoded only where somebody looks: on a tile or in the program.

Packets come from the loop; a small pool of threads decodes. A site's packets stay in order because
each site belongs to one thread. Where a thread falls behind, only the newest picture is shown, and
when too much waits everything goes and a key picture is asked for.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import av
from av.video.codeccontext import VideoCodecContext

LONGEST_WAIT = 30  # pictures waiting for one site's turn: 2 s
MOST_PIXELS = 1920 * 1200
_DECODERS = {"H264": "h264", "VP8": "vp8"}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """The newest decoded picture of a site."""

    frame: av.VideoFrame
    received_at: float
    number: int


@dataclass
class SitePictures:
    """One site's pictures. ``put`` and ``want`` in the loop, decoding in the pool's thread."""

    node: str
    ask_key: Callable[[], None]  # called from any thread
    paint: Callable[[str, av.VideoFrame, float], None]  # called from the decoding thread
    began: Callable[[], None]  # a first picture is there; called from the decoding thread
    dropped: int = field(default=0, init=False)
    faults: int = field(default=0, init=False)
    newest: Picture | None = field(default=None, init=False)
    _wanted: bool = field(default=False, init=False)
    _waits_for_key: bool = field(default=True, init=False)
    _waiting: deque[tuple[str, bytes, float]] = field(default_factory=deque, init=False)
    _decoder: VideoCodecContext | None = field(default=None, init=False)
    _codec: str = field(default="", init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    @property
    def wanted(self) -> bool:
        return self._wanted

    @property
    def waits(self) -> bool:
        """Whether nothing can be shown before a key picture comes."""
        return self._wanted and self._waits_for_key

    def want(self, wanted: bool) -> None:
        """Begin or cease to decode; beginning asks for a key picture."""
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self.start_over()
        self.newest = None

    def start_over(self) -> None:
        """Nothing before the next key picture can be decoded."""
        with self._lock:
            self._waiting.clear()
            self._waits_for_key = True
        if self._wanted:
            self.ask_key()

    def put(self, codec: str, data: bytes, received_at: float) -> bool:
        """One coded picture, in order. Whether the pool has something to do."""
        if not self._wanted or codec not in _DECODERS or not data:
            return False
        with self._lock:
            if self._waits_for_key and not is_key(codec, data):
                self.dropped += 1
                return False
            if len(self._waiting) >= LONGEST_WAIT:
                self.dropped += len(self._waiting)
                self._waiting.clear()
                self._waits_for_key = True
                self.ask_key()
                return False
            self._waits_for_key = False
            self._waiting.append((codec, data, received_at))
        return True

    def decode(self) -> None:
        """Decode what waits and show the newest of it."""
        found: tuple[av.VideoFrame, float] | None = None
        while True:
            with self._lock:
                if not self._waiting:
                    break
                codec, data, received_at = self._waiting.popleft()
            for frame in self._decode(codec, data):
                found = frame, received_at
        if found is not None and self._wanted:
            number = self.newest.number + 1 if self.newest else 1
            self.paint(self.node, *found)
            self.newest = Picture(*found, number)  # who finds it here finds it painted too
            if number == 1:
                self.began()

    def _decode(self, codec: str, data: bytes) -> list[av.VideoFrame]:
        if codec != self._codec or self._decoder is None:
            self._decoder, self._codec = _decoder(codec), codec
        try:
            return self._decoder.decode(av.Packet(data))
        except av.FFmpegError as fault:
            self.faults += 1
            log.debug("%s: a picture cannot be decoded: %s", self.node, fault)
            self.start_over()
            return []


@dataclass
class DecodePool:
    """Some threads that decode. Closed by its owner."""

    threads: int = 1
    _queues: list[queue.SimpleQueue[SitePictures | None]] = field(default_factory=list, init=False)
    _running: list[threading.Thread] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        for number in range(self.threads):
            inbox: queue.SimpleQueue[SitePictures | None] = queue.SimpleQueue()
            thread = threading.Thread(target=_work, args=(inbox,), name=f"decode-{number}")
            self._queues.append(inbox)
            self._running.append(thread)
            thread.start()

    def kick(self, site: SitePictures) -> None:
        """Let the site's thread look at what waits there."""
        self._queues[hash(site.node) % self.threads].put(site)

    def close(self) -> None:
        for inbox in self._queues:
            inbox.put(None)
        for thread in self._running:
            thread.join()


def is_key(codec: str, data: bytes) -> bool:
    """Whether a coded picture can be decoded without any before it."""
    if codec == "VP8":
        return not data[0] & 1
    at = data.find(b"\0\0\1")
    while at >= 0 and at + 3 < len(data):
        if data[at + 3] & 0x1F == 5:
            return True
        if data[at + 3] & 0x1F == 1:
            return False
        at = data.find(b"\0\0\1", at + 3)
    return False


def _work(inbox: queue.SimpleQueue[SitePictures | None]) -> None:
    while (site := inbox.get()) is not None:
        try:
            site.decode()
        except Exception:  # the thread serves every site: one that fails must not end the others
            site.faults += 1
            log.exception("%s: its picture cannot be shown", site.node)
            site.start_over()


def _decoder(codec: str) -> VideoCodecContext:
    decoder = av.CodecContext.create(_DECODERS[codec], "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.thread_count = 1
    decoder.options = {"flags": "low_delay", "max_pixels": str(MOST_PIXELS)}
    return decoder
