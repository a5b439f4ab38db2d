"""Archives with recordings of known pictures, for the tests of replay and export."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from fractions import Fraction
from pathlib import Path

import av

from media.archive.film import Film
from media.archive.index import ArchiveIndex
from media.archive.segment import path_of
from media.unit import Arrival
from tests.media.archive.coded import HZ
from tests.media.rtsp.film import drawing

BEGAN = 1_764_000_000.0
RATE = 25


def record(
    index: ArchiveIndex,
    camera: str = "c01",
    began_at: float = BEGAN,
    pictures: int = 50,
    first: int = 0,
    stream: str = "main",
    gop: int = 10,
    b_frames: int = 0,
    size: tuple[int, int] = (160, 96),
    codec: str = "libx264",
    closed: bool = True,
    missing: Collection[int] = (),
) -> Path:
    """One segment; picture ``n`` of it is ``drawing(first + n)``."""
    path = path_of(camera, stream, began_at)
    file = index.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    write_film(file, pictures, first, gop, b_frames, size, codec, missing=missing)
    name = "h264" if codec == "libx264" else "hevc"
    identity = index.begin(camera, stream, path, began_at, name)
    ended_at, length = began_at + pictures / RATE, os.stat(file).st_size
    if closed:
        index.close_segment(identity, ended_at, length)
    else:
        index.grow(identity, ended_at, length)
    return file


def record_units(index: ArchiveIndex, units: Sequence[Arrival], began_at: float) -> Path:
    """One segment of these very pictures, 25 a second, as the recorder writes it."""
    film = Film(units[0], HZ, None, began_at)
    for each in units:
        film.picture(each)
    path = path_of("c01", "main", began_at)
    file = index.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(film.take() + film.finish())
    identity = index.begin("c01", "main", path, began_at, film.codec)
    index.close_segment(identity, began_at + len(units) / RATE, os.stat(file).st_size)
    return file


def write_film(
    file: Path,
    pictures: int,
    first: int = 0,
    gop: int = 10,
    b_frames: int = 0,
    size: tuple[int, int] = (160, 96),
    codec: str = "libx264",
    fragment_s: float | None = None,
    missing: Collection[int] = (),
) -> None:
    """A fragment for each key picture, or for so many seconds. ``missing`` pictures were never
    kept."""
    options = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    if fragment_s is not None:
        options = {"movflags": "empty_moov+default_base_moof"}
        options["frag_duration"] = str(round(fragment_s * 1e6))
    with av.open(os.fspath(file), "w", format="mp4", options=options) as out:
        stream = out.add_stream(codec, rate=RATE)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.thread_count = 1
        stream.codec_context.gop_size = gop
        stream.codec_context.max_b_frames = b_frames
        stream.codec_context.time_base = Fraction(1, RATE)
        quiet = {"x265-params": "log-level=none:pools=none"} if codec == "libx265" else {}
        stream.codec_context.options = {"preset": "ultrafast", "sc_threshold": "0", **quiet}
        for number in range(pictures):
            if number in missing:
                continue
            pixels = drawing(*size, first + number)
            frame = av.VideoFrame.from_ndarray(pixels, "gray").reformat(format="yuv420p")
            frame.pts = number
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def moment(number: int, began_at: float = BEGAN) -> float:
    """Halfway through picture ``number`` of a segment."""
    return began_at + (number + 0.5) / RATE
