"""The pictures of a segment as they were recorded, undecoded, from a key picture on."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import av
from av.bitstream import BitStreamFilterContext
from av.error import FFmpegError

from media.unit import AccessUnit, Arrival

CLOCK_HZ = 90000
_ANNEXB = {"h264": "h264_mp4toannexb", "hevc": "hevc_mp4toannexb"}


def pictures_of(path: Path, began_at: float, since: float) -> Iterator[Arrival]:
    """From the key picture at or before ``since``, or from the first. ``began_at`` is the time of
    the first picture, on the clock of ``since``. A file that cannot be read has none."""
    try:
        with av.open(str(path), format="mp4") as file:
            stream = file.streams.video[0]
            codec = stream.codec_context.name
            yield from _read(
                file, stream, codec, began_at, _key_before(file, stream, since - began_at)
            )
    except (FFmpegError, IndexError):
        return


def _key_before(file: av.container.InputContainer, stream: av.VideoStream, seconds: float) -> float:
    """When the last key picture up to there is shown, in seconds from the beginning."""
    keys = [
        float(packet.pts * packet.time_base)
        for packet in file.demux(stream)
        if packet.is_keyframe and packet.pts is not None and packet.time_base
    ]
    file.seek(0)
    return max((key for key in keys if key <= seconds), default=-math.inf)


def _read(
    file: av.container.InputContainer,
    stream: av.VideoStream,
    codec: str,
    began_at: float,
    first: float,
) -> Iterator[Arrival]:
    convert = BitStreamFilterContext(_ANNEXB[codec], stream) if codec in _ANNEXB else None
    begun = False
    for packet in file.demux(stream):
        if packet.pts is None or packet.time_base is None:
            continue
        at = float(packet.pts * packet.time_base)
        key = packet.is_keyframe  # the filter takes it away
        begun = begun or (key and at >= first)
        for each in convert.filter(packet) if convert else [packet]:
            if begun:
                stamp = round((began_at + at) * CLOCK_HZ) % 2**32
                unit = AccessUnit(bytes(each), key, False, stamp, None, codec)
                yield Arrival(unit, began_at + at, math.nan)
