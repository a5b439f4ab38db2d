"""The thread that reads one address with FFmpeg, and gives units to an outbox as they are due.

It opens, reads and closes the container itself; from outside it only hears ``stop``.
"""

from __future__ import annotations

import logging
import stat
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from av.error import FFmpegError

from media.reader.address import Address
from media.reader.missed import Missed
from media.reader.options import SOCKET_S, options, patience_s
from media.reader.outbox import Outbox
from media.reader.pace import Pace
from media.reader.track import SoundTrack, VideoTrack, time_of
from media.reader.trouble import by_fault, is_mute
from media.rtsp.outcome import RtspError, by_silence
from media.source import Trouble
from media.unit import SoundFormat, VideoFormat

log = logging.getLogger(__name__)


class Demuxer:
    """``run`` is the thread's; ``ended`` is called in it at the end, with the reason."""

    def __init__(
        self, address: Address, url: str, transport: str, outbox: Outbox,
        ended: Callable[[RtspError], None],
    ) -> None:  # fmt: skip
        self.lost = 0  # packets that never came, and pictures that came with holes
        self._address = address
        self._url = url  # with the login
        self._options = options(address, transport)
        self._by_udp = transport == "udp"
        self._patience_s = patience_s(transport)
        self._is_open = False  # the container
        self._came = False  # a packet of the pictures
        self._outbox = outbox
        self._ended = ended
        self._stop = threading.Event()
        self._called_at = 0.0  # when FFmpeg was last asked for something
        self._formats: tuple[VideoFormat, SoundFormat | None] | None = None
        self._pace = Pace()
        self._missed = Missed()
        self._offset_s = Fraction(0)  # of the running round through a file

    def silence(self) -> RtspError | None:
        """What it means when it is silent, where that tells something: over UDP, and nothing ever
        came. Any thread."""
        return by_silence("by UDP", self._patience_s) if self._by_udp and not self._came else None

    def stop(self) -> None:
        """Any thread. FFmpeg is left as soon as it returns."""
        self._stop.set()

    def run(self) -> None:
        self._called_at = time.monotonic()
        try:
            error = self._read()
        except RtspError as fault:
            error = fault
        except FFmpegError as fault:
            waited_s = time.monotonic() - self._called_at
            mute = is_mute(fault, self._is_open, waited_s, self._patience_s)
            silence = self.silence() if mute else None
            error = silence or by_fault(fault, self._address, waited_s, self._patience_s)
        except Exception:
            # one camera's strangeness must not end the worker that reads the others
            log.exception("demuxing %s broke", self._address)
            error = RtspError(Trouble.PROTOCOL, "a fault of this program; its log says more")
        self._ended(error)

    def _read(self) -> RtspError:
        while True:
            with self._hearing(), self._open() as container:
                self._demux(container)
            if self._stop.is_set() or self._address.scheme != "file":
                return RtspError(Trouble.CLOSED, "the stream has ended")

    def _hearing(self) -> AbstractContextManager[object]:
        """Of what is missed, where it comes as RTP of which packets can be."""
        lossy = self._address.scheme == "rtp" or self._by_udp
        return self._missed if lossy else nullcontext()

    def _open(self) -> InputContainer:
        if self._address.scheme == "file":
            _check_file(self._address.path)
        self._called_at = time.monotonic()
        # FFmpeg's RTP hears no other timeout; elsewhere this one costs a call into Python per read
        timeout = SOCKET_S if self._address.scheme == "rtp" else None
        return av.open(self._url, options=self._options, timeout=timeout)

    def _demux(self, container: InputContainer) -> None:
        self._is_open = True
        if not container.streams.video:
            raise RtspError(Trouble.PROTOCOL, f"{self._address} holds no pictures")
        video = VideoTrack(container.streams.video[0])
        sound = SoundTrack.of(next(iter(container.streams.audio), None))
        self._begin(video.format, sound.format if sound else None)
        wanted = [container.streams.video[0], *container.streams.audio[: 1 if sound else 0]]
        is_stored = self._is_stored(container)
        first_s, last_s = None, Fraction(0)
        self._called_at = time.monotonic()
        for packet in container.demux(wanted):
            at_s = time_of(packet)
            if self._stop.is_set():
                return
            if packet.size and at_s is not None:
                first_s = at_s if first_s is None else min(first_s, at_s)
                last_s = max(last_s, at_s + (packet.duration or 0) * (packet.time_base or 0))
                if is_stored and self._wait(float(at_s + self._offset_s)):
                    return
            self._give(packet, video, sound)
            self._called_at = time.monotonic()
        if first_s is None or last_s <= first_s:  # a file of one picture is not read in a rush
            raise RtspError(Trouble.CLOSED, "the stream has ended")
        self._offset_s += last_s - first_s

    def _begin(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        if self._formats is None:
            self._formats = video, sound
            self._outbox.begin(video, sound)
        elif self._formats != (video, sound):
            raise RtspError(Trouble.CLOSED, "another file is there now")

    def _is_stored(self, container: InputContainer) -> bool:
        """Whether it comes faster than it was taken: a file, a playlist's pieces."""
        if self._address.scheme in ("http", "https"):
            return container.format.name == "hls" or container.duration is not None
        return self._address.scheme == "file"

    def _wait(self, at_s: float) -> bool:
        """Until this time of the stream, or True when the owner wants to stop."""
        now = time.monotonic()
        left_s = self._pace.due(at_s, now) - now
        return left_s > 0 and self._stop.wait(left_s)

    def _give(self, packet: av.Packet[Any], video: VideoTrack, sound: SoundTrack | None) -> None:
        if not packet.size:  # the end of a track
            return
        now = time.monotonic()
        if missed := self._missed.take():
            self.lost += missed
            video.lose()
        if packet.stream.type == "audio":
            if sound is not None:
                self._outbox.sound(sound.unit(packet, self._offset_s), now)
            return
        self._came = True
        self.lost += packet.is_corrupt
        for unit in video.units(packet, self._offset_s):
            self._outbox.unit(unit, now)


def _check_file(path: str) -> None:
    try:
        found = Path(path).stat()
    except OSError:
        raise RtspError(Trouble.NOT_FOUND, f"there is no file {path}") from None
    if not stat.S_ISREG(found.st_mode):
        raise RtspError(Trouble.NOT_FOUND, f"{path} is no file")
