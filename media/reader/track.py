"""One track of an open container: its packets made into units."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
from av.bitstream import BitStreamFilterContext

from media.reader.coded import (
    LARGEST_UNIT,
    Damage,
    ParameterSets,
    Pieces,
    aac_config,
    without_adts,
)
from media.rtsp.outcome import RtspError
from media.source import Trouble
from media.unit import AccessUnit, SoundFormat, SoundUnit, VideoFormat

CLOCK_HZ = 90000
_PICTURES = ("h264", "hevc", "mjpeg")
_SOUNDS = {"pcm_mulaw": "pcmu", "pcm_alaw": "pcma", "aac": "aac", "opus": "opus"}
_FROM_LENGTHS = {"h264": "h264_mp4toannexb", "hevc": "hevc_mp4toannexb"}


class VideoTrack:
    """Its format and its pictures."""

    def __init__(self, stream: av.VideoStream) -> None:
        over_rtp = stream.container.format.name == "rtsp"
        self._pieces = Pieces() if over_rtp else None
        self._damage = Damage()
        codec = _codec(stream)
        if codec not in _PICTURES:
            raise RtspError(Trouble.UNSUPPORTED, f"the codec {codec or '?'} is not supported")
        extra = stream.codec_context.extradata or b""
        self._sets = ParameterSets(codec)
        self._filter: BitStreamFilterContext | None = None
        if codec in _FROM_LENGTHS:
            if extra[:1] == b"\1":  # avcC, hvcC: units behind their lengths
                self._filter = BitStreamFilterContext(_FROM_LENGTHS[codec], stream)
            else:
                self._sets.learn(extra)
        self._timestamp = 0
        self.format = VideoFormat(codec, self._sets.nals, CLOCK_HZ)

    def units(self, packet: av.Packet[Any], offset_s: Fraction) -> Iterator[AccessUnit]:
        """``offset_s`` goes onto the packet's time."""
        if packet.is_corrupt:
            self._damage.lose()  # FFmpeg cuts a stream into pictures after it marks what is corrupt
        for each in self._filter.filter(packet) if self._filter else (packet,):
            unit = self._unit(each, offset_s)
            whole = self._pieces.put(unit) if self._pieces else (unit,)
            yield from map(self._damage.mark, whole)

    def lose(self) -> None:
        """Packets were missed since the last one that was given."""
        self._damage.lose()

    def _unit(self, packet: av.Packet[Any], offset_s: Fraction) -> AccessUnit:
        if packet.size > LARGEST_UNIT:
            raise RtspError(Trouble.PROTOCOL, f"a picture of {packet.size} bytes")
        data, codec = bytes(packet), self.format.codec
        key = packet.is_keyframe or codec == "mjpeg"
        if key and codec != "mjpeg":
            data = self._sets.complete(data)
        if (at_s := time_of(packet)) is not None:
            self._timestamp = _ticks(at_s + offset_s, CLOCK_HZ)
        return AccessUnit(
            data, key, False, self._timestamp, self._sets.sps, codec,
            not packet.is_disposable,
        )  # fmt: skip


class SoundTrack:
    """Its format and its pieces."""

    def __init__(self, stream: av.AudioStream) -> None:
        context = stream.codec_context
        codec = _SOUNDS[context.name]
        self._rate_hz = 48000 if codec == "opus" else context.sample_rate
        config = b""
        if codec == "aac":
            config = context.extradata or aac_config(context.sample_rate, context.channels)
        self._timestamp = 0
        self.format = SoundFormat(codec, self._rate_hz, context.channels or 1, config)

    @staticmethod
    def of(stream: av.AudioStream | None) -> SoundTrack | None:
        """None where there is none that can be kept: the pictures are shown all the same."""
        if stream is None or _codec(stream) not in _SOUNDS or not stream.codec_context.sample_rate:
            return None
        return SoundTrack(stream)

    def unit(self, packet: av.Packet[Any], offset_s: Fraction) -> SoundUnit:
        data = bytes(packet)
        if (at_s := time_of(packet)) is not None:
            self._timestamp = _ticks(at_s + offset_s, self._rate_hz)
        return SoundUnit(
            without_adts(data) if self.format.codec == "aac" else data, self._timestamp
        )


def time_of(packet: av.Packet[Any]) -> Fraction | None:
    """Seconds on the container's clock, None where it tells none."""
    at = packet.pts if packet.pts is not None else packet.dts
    return None if at is None or packet.time_base is None else at * packet.time_base


def _codec(stream: av.VideoStream | av.AudioStream) -> str:
    # what FFmpeg has no decoder for has no context
    return stream.codec_context.name if stream.codec_context is not None else ""


def _ticks(at_s: Fraction, clock_hz: int) -> int:
    return round(at_s * clock_hz) & 0xFFFFFFFF
