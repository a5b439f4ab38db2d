"""The program's encoders: one for each codec and rung in use, for all sites together."""

from __future__ import annotations

import fractions
from dataclasses import dataclass, field
from typing import TypeAlias

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

CLOCK_HZ = 90_000
KEY_S = 2.0  # a site that lost its way sees the program again after so long at most
WISH_S = 0.5  # wishes for a key picture within so long are one

VideoPacket: TypeAlias = "av.Packet[av.VideoStream]"


@dataclass
class Encoder:
    """``codec``: H264 (constrained baseline, Annex B) or VP8. Belongs to one thread."""

    codec: str
    width: int
    height: int
    rate: int
    kbps: int = 1000
    keys: int = field(default=0, init=False)
    _wished: bool = field(default=True, init=False)  # set from any thread
    _key_at: float = field(default=float("-inf"), init=False)

    def __post_init__(self) -> None:
        opened = av.CodecContext.create(_OPENED[self.codec], "w")
        assert isinstance(opened, VideoCodecContext)
        opened.width, opened.height, opened.pix_fmt = self.width, self.height, "yuv420p"
        opened.time_base = fractions.Fraction(1, CLOCK_HZ)
        opened.framerate = fractions.Fraction(self.rate, 1)
        opened.bit_rate = self.kbps * 1000
        opened.gop_size = int(KEY_S * self.rate)
        opened.thread_count = 1
        if self.codec == "H264":
            opened.profile = "Baseline"
            level = "31" if self.width <= 1280 else "40"
            opened.options = _X264 | self._bounds() | {"level": level}
            # an untagged picture of this size is taken for BT.709 by browsers; ours is BT.601
            opened.color_range = ColorRange.MPEG
            opened.colorspace = Colorspace.SMPTE170M
            opened.color_primaries = ColorPrimaries.SMPTE170M
            opened.color_trc = ColorTrc.SMPTE170M
        else:
            opened.qmin, opened.qmax = 2, 63
            opened.options = _VPX | self._bounds()
        self._context = opened

    def _bounds(self) -> dict[str, str]:
        """No picture may be so large that a line of this rate chokes on it."""
        return {"maxrate": str(self.kbps * 1300), "bufsize": str(self.kbps * 700)}

    def wish_key(self) -> None:
        """Somebody cannot go on without a key picture."""
        self._wished = True

    def encode(self, frame: av.VideoFrame, now: float) -> list[tuple[VideoPacket, bool]]:
        """Packets in order, each with whether it is a key picture."""
        due = self._wished and now - self._key_at >= WISH_S
        frame.pict_type = PictureType.I if due else PictureType.NONE
        packets = [(packet, packet.is_keyframe) for packet in self._context.encode(frame)]
        if any(key for _, key in packets):
            self._key_at, self._wished = now, False
            self.keys += 1
        return packets


_OPENED = {"H264": "libx264", "VP8": "libvpx"}
_X264 = {
    "preset": "superfast",  # half of veryfast's work at 720p for a few per cent more bits
    "tune": "zerolatency",
    "forced-idr": "1",
}
_VPX = {
    "cpu-used": "-12",
    "deadline": "realtime",
    "lag-in-frames": "0",
    "static-thresh": "100",
    "max-intra-rate": "450",  # per cent of an even share; unbounded it is 90 kB
}
