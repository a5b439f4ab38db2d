"""Coded pictures and sound as a camera's reader would give them."""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np

from media.unit import AccessUnit, Arrival, SoundFormat, SoundUnit

HZ = 90000
STEP = HZ // 25
_X264 = "keyint={gop}:min-keyint={gop}:scenecut=0:repeat-headers=1:annexb=1:bframes={b}:b-adapt=0"
_X265 = "keyint={gop}:min-keyint={gop}:repeat-headers=1:annexb=1:bframes=0:log-level=none"


@cache
def pictures(
    codec: str = "h264",
    count: int = 50,
    gop: int = 25,
    b: int = 0,
    size: tuple[int, int] = (160, 96),
) -> tuple[tuple[bytes, bool, int], ...]:
    """In decoding order: data, whether it is a key picture, and its number on the screen."""
    encoder = {"h264": "libx264", "hevc": "libx265", "mjpeg": "mjpeg"}[codec]
    context = av.CodecContext.create(encoder, "w")
    assert isinstance(context, av.VideoCodecContext)
    context.width, context.height = size
    context.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    context.time_base, context.framerate, context.thread_count = Fraction(1, 25), Fraction(25), 1
    if codec == "h264":
        context.max_b_frames = b
        context.options = {"preset": "ultrafast", "x264-params": _X264.format(gop=gop, b=b)}
    elif codec == "hevc":
        params = _X265.format(gop=gop)
        context.options = {"preset": "ultrafast", "tune": "zerolatency", "x265-params": params}
    packets = []
    for number in range(count):
        grey = np.full((size[1] * 3 // 2, size[0]), 20 + number * 4 % 200, np.uint8)
        frame = av.VideoFrame.from_ndarray(grey, "yuv420p").reformat(format=context.pix_fmt)
        frame.pts = number
        packets += context.encode(frame)
    packets += context.encode(None)
    return tuple((bytes(each), each.is_keyframe, each.pts or 0) for each in packets)


def arrivals(
    codec: str = "h264",
    count: int = 50,
    at: float = 100.0,
    first: int = 2**32 - 20 * STEP,
    **how: Any,
) -> list[Arrival]:
    """25 a second from the monotonic second ``at`` on, with timestamps that wrap."""
    return [
        Arrival(
            AccessUnit(data, key, False, (first + number * STEP) % 2**32, None, codec),
            at + place / 25,
            math.nan,
        )
        for place, (data, key, number) in enumerate(pictures(codec, count, **how))
    ]  # fmt: skip


def g711(count: int = 100, at: float = 100.0) -> list[tuple[SoundUnit, float]]:
    """20 ms each."""
    first = 2**32 - 800
    return [
        (
            SoundUnit(bytes((each * 7 + n) % 256 for n in range(160)), first + each * 160),
            at + each / 50,
        )
        for each in range(count)
    ]


@cache
def encoded_sound(
    codec: str, count: int = 80
) -> tuple[SoundFormat, tuple[tuple[SoundUnit, float], ...]]:
    rate = {"aac": 16000, "opus": 48000}[codec]
    context = av.CodecContext.create({"opus": "libopus"}.get(codec, codec), "w")
    assert isinstance(context, av.AudioCodecContext)
    context.sample_rate, context.layout = rate, "mono"
    context.format = "fltp" if codec == "aac" else "s16"
    context.open()
    size, packets = context.frame_size, []
    for number in range(count):
        wave = np.sin((np.arange(size) + number * size) * 0.05)
        samples = wave.astype(np.float32) if codec == "aac" else (wave * 9000).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples[None], context.format.name, "mono")
        frame.sample_rate, frame.pts = rate, number * size
        packets += context.encode(frame)
    units = tuple(
        (SoundUnit(bytes(each), number * size), 100.0 + number * size / rate)
        for number, each in enumerate(packets)
    )
    config = context.extradata or b"" if codec == "aac" else b""
    return SoundFormat(codec, rate, 1, config), units


def in_order(
    pictures: Iterable[Arrival], sounds: Iterable[tuple[SoundUnit, float]]
) -> list[Arrival | tuple[SoundUnit, float]]:
    both: list[Arrival | tuple[SoundUnit, float]] = [*pictures, *sounds]
    return sorted(both, key=lambda each: each.received_at if isinstance(each, Arrival) else each[1])


# words about what FFmpeg reads here, and about its own JPEG files just the same
_IDLE = ("Guessed Channel Layout", "deprecated pixel format", "EOI missing")


def probe(file: Path) -> dict[str, Any]:
    """FFmpeg's view of a file; any word of complaint fails."""
    told = subprocess.run(
        ["ffprobe", "-v", "warning", "-count_packets", "-show_streams", "-show_format",
         "-of", "json", str(file)],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    played = subprocess.run(
        ["ffmpeg", "-v", "warning", "-i", str(file), "-f", "null", "-"],
        capture_output=True, text=True,
    )  # fmt: skip
    complaints = [
        line
        for line in (told.stderr + played.stderr).splitlines()
        if not any(word in line for word in _IDLE)
    ]
    assert not complaints, complaints
    found: dict[str, Any] = json.loads(told.stdout)
    return found
