"""FFmpeg's decoder for one stream: opened anew when the stream changes, cheap where that is unseen.

One thread uses it at a time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Generic, Literal, TypeVar

import av
from av.codec.hwaccel import HWAccel
from av.error import FFmpegError

from media.cameras.device import Device
from media.rtsp.codecs import parse_parameter_set
from media.unit import Coded

Ticket = TypeVar("Ticket")
Skip = Literal["DEFAULT", "NONREF"]  # what FFmpeg takes without giving its picture

MOST_PENDING = 16  # pictures that B frames hold back, the most that both standards allow

# Without the deblocking filter a 640x360 picture costs a fifth less, one of 1080p a third, and at
# 0.6 times its size it differs by 43 to 50 dB from the full one: nothing that can be seen.
_CHEAP = {"skip_loop_filter": "all", "flags2": "fast"}
_HURRIED = {"flags": "low_delay"}
_NO_DEVICE = (FFmpegError, ValueError, RuntimeError, NotImplementedError)


class Codec(Generic[Ticket]):
    """Decodes the units of one stream in their order. Raises FFmpegError for what it refuses. What
    a device refuses again and again is decoded by software, from the next key frame on.
    ``hurried``: each picture is wanted as soon as it can be had."""

    def __init__(self, device: Device | None = None, hurried: bool = True) -> None:
        self._device = device or Device()
        self._hurried = hurried
        self._skip: Skip = "DEFAULT"
        self._flushed_aspect: Fraction | None = None
        self._unfit = False  # the device is for this stream
        self._refusals = 0  # of the device, in a row
        self._context: av.VideoCodecContext | None = None
        self._opened_for: tuple[str, bytes | None, bool, bool] | None = None
        self._lines: tuple[bytes | None, int | None] = None, None  # of the set, of its pictures
        self._pts = 0
        self._pending: dict[int, Ticket] = {}

    @property
    def prompt(self) -> bool:
        """Whether each picture comes out with its own unit: no B frames hold any back."""
        return self._context is not None and not self.held_back

    @property
    def held_back(self) -> int:
        """How many pictures it keeps to put B frames in order: all are shown later by them."""
        context = self._context  # another thread may forget it meanwhile
        return 0 if context is None else int(context.has_b_frames)

    @property
    def pixel_aspect(self) -> Fraction | None:
        """The shape of the newest picture's pixels as the stream tells it, None where it does
        not."""
        context = self._context
        return self._flushed_aspect if context is None else context.sample_aspect_ratio

    def skip(self, what: Skip) -> None:
        """From the next unit on."""
        if what != self._skip:
            self._skip = what
            if self._context is not None:
                self._context.skip_frame = what

    def decode(
        self, unit: Coded, cheap: bool, ticket: Ticket
    ) -> list[tuple[av.VideoFrame, Ticket]]:
        """The pictures that come out, each with the ticket that was given with its unit.

        ``cheap``: the picture is shown so small that deblocking cannot be seen. It takes effect
        with the next key frame, as does a change of size or codec: a decoder that meets another
        size in mid-stream has crashed before. Before the first key frame nothing comes out.
        """
        if unit.key:
            self._open(unit, cheap)
        if self._context is None:
            return []
        self._pts += 1
        packet = av.Packet(bytes(unit.data))
        packet.pts = self._pts
        self._pending[self._pts] = ticket
        if len(self._pending) > MOST_PENDING:  # of what it took without giving a picture
            del self._pending[next(iter(self._pending))]
        try:
            frames = self._context.decode(packet)
        except FFmpegError:
            del self._pending[self._pts]
            self._refuse()
            raise
        if frames and self.by_device:
            self._refusals = 0
            self._device.took()
        return [(frame, self._ticket(frame, ticket)) for frame in frames]

    def flush(self) -> list[tuple[av.VideoFrame, Ticket]]:
        """What is held back: nothing follows on it. Begins anew with the next key frame."""
        context = self._context
        self.forget()
        if context is None or not self._pending:
            return []
        self._flushed_aspect = context.sample_aspect_ratio
        frames = context.decode(None)
        latest = self._pending[max(self._pending)]
        return [(frame, self._ticket(frame, latest)) for frame in frames]

    def forget(self) -> None:
        """Begin anew with the next key frame."""
        self._context = self._opened_for = None

    @property
    def by_device(self) -> bool:
        """Whether the device decodes, and not software."""
        return self._opened_for is not None and self._opened_for[-1]

    def _open(self, unit: Coded, cheap: bool) -> None:
        settings = None if self._unfit else self._device.settings_for(self._lines_of(unit))
        wanted = unit.codec, unit.sps, cheap, settings is not None
        if wanted == self._opened_for:
            return
        self._opened_for = wanted
        self._pending.clear()
        try:
            self._context = open_codec(unit.codec, cheap, settings, self._hurried)
        except _NO_DEVICE:
            if settings is None:
                self._context = self._opened_for = None
                raise
            self._refuse()
            self._opened_for = (*wanted[:-1], False)
            self._context = open_codec(unit.codec, cheap, hurried=self._hurried)
        if self._skip != "DEFAULT":
            self._context.skip_frame = self._skip

    def _lines_of(self, unit: Coded) -> int | None:
        if unit.sps is not None and unit.sps != self._lines[0]:
            try:
                self._lines = unit.sps, parse_parameter_set(unit.codec, unit.sps).height
            except ValueError:  # the decoder may make something of it
                self._lines = unit.sps, None
        return self._lines[1]

    def _refuse(self) -> None:
        if self.by_device:
            self._refusals += 1
            self._unfit = self._device.refused(self._refusals) or self._unfit

    def _ticket(self, frame: av.VideoFrame, latest: Ticket) -> Ticket:
        pts = self._pts if frame.pts is None else frame.pts
        ticket = self._pending.pop(pts, latest)
        for old in [each for each in self._pending if each <= pts - MOST_PENDING]:
            del self._pending[old]
        return ticket


def open_codec(
    name: str, cheap: bool = False, hardware: HWAccel | None = None, hurried: bool = True
) -> av.VideoCodecContext:
    """A decoder for ``h264``, ``hevc`` or ``mjpeg``."""
    context = av.CodecContext.create(name, "r", hwaccel=hardware)
    assert isinstance(context, av.VideoCodecContext)
    context.thread_count = 1  # slices are few, and a thread per core and camera is many
    context.options = {**(_HURRIED if hurried else {}), **(_CHEAP if cheap else {})}
    context.open()
    return context
