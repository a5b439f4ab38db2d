"""A camera's segments as one film with time and site, or marks, in its pictures: re-encoded."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import VideoReformatter

from media.archive.reading import OpenSegment, Recorded, SegmentReading
from media.archive.segment import Segment
from media.cameras.codec import Codec
from media.cameras.judged_decoder import JudgedDecoder
from media.export.join import Unjoinable, follow_on
from media.export.lay import MarkLayer
from media.export.manifest import Film
from media.export.reading import mux, read_segment
from media.export.stands import Stands
from media.export.stretch import JOINED_S
from media.hub.caption import Plate, plate

HZ = 90000
QUALITY = {"crf": "20", "preset": "veryfast"}
LETTERS = 26  # of them fit into a picture's height
LEAST_PX = 12


@dataclass
class Burner:
    """Writes one film; as ``media.export.join.Joiner``, cut at the pictures themselves."""

    file: Path
    archive: Path
    since: float
    until: float
    goes_on: Callable[[float], None]
    words: str | None = ""  # site and camera, beside the time; None: no time either
    marks: MarkLayer | None = None
    begins: float = 0.0
    ends: float = 0.0
    gaps: list[tuple[float, float]] = field(default_factory=list)
    stands: Stands = field(default_factory=Stands)
    _out: Any = None
    _stream: Any = None
    _format: VideoReformatter = field(default_factory=VideoReformatter)
    _quarters: int = 0  # by which the segment's pictures are turned
    _last_pts: int = -1
    _cut: float = 0.0  # seconds of the gaps left out

    def add(self, segment: Segment, ends: float = math.inf) -> bool:
        until = min(self.until, ends)
        return read_segment(self.archive, segment, self.since, lambda file: self._add(file, until))

    def close(self) -> None:
        if self._out is not None:
            self._out.mux(self._stream.encode(None))
            self._out.close()
            self._out = None

    def film(self, camera: str, stream: str) -> Film:
        return Film(
            self.file.name, camera, stream, "h264", self.begins, self.ends, tuple(self.gaps),
            stands=tuple(self.stands.spans()),
        )  # fmt: skip

    def _add(self, file: OpenSegment, until: float) -> bool:
        self._quarters = file.quarters()
        reading = SegmentReading(file)
        decoder: JudgedDecoder[Recorded] = JudgedDecoder(Codec(hurried=False))
        found = False
        for frame, unit in decoder.through((unit, unit) for unit in iter(reading.take, None)):
            self.goes_on(unit.at)
            if unit.at >= until:
                break
            if unit.at >= self.since:
                if not found:
                    follow_on(self.ends, unit.at)
                self._encode(frame, unit.at, unit.lasts)
                found = True
        return found

    def _encode(self, frame: Any, at: float, lasts: float) -> None:
        coded = frame.width // 2 * 2, frame.height // 2 * 2
        plain = self._format.reformat(frame, *coded, "yuv420p", threads=1)
        picture = turned(plain.to_ndarray().view(np.uint8), self._quarters)
        width, height = picture.shape[1], picture.shape[0] * 2 // 3
        if self._out is None:
            self._begin(width, height)
        elif (width, height) != (self._stream.width, self._stream.height):
            raise Unjoinable
        if not self.begins:
            self.begins = self.ends = at
        elif at - self.ends > JOINED_S:
            self.gaps.append((self.ends, at))
            self._cut += at - self.ends
            self.stands.cut()
        self.stands.saw(at)
        if self.marks is not None:
            self.marks.lay(picture, at)
        if self.words is not None:
            burn(picture, stamp(at, self.words, height))
        marked = av.VideoFrame.from_ndarray(picture, "yuv420p")
        pts = round((at - self.begins - self._cut) * HZ)
        self._last_pts = marked.pts = max(pts, self._last_pts + 1)
        marked.time_base = Fraction(1, HZ)
        mux(self._out, self._stream.encode(marked))
        self.ends = max(self.ends, at + lasts)

    def _begin(self, width: int, height: int) -> None:
        self._out = av.open(os.fspath(self.file), "w", format="mp4")
        self._stream = stream = self._out.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        codec = stream.codec_context
        codec.time_base, codec.thread_count, codec.options = Fraction(1, HZ), 1, dict(QUALITY)


def stamp(at: float, words: str, height: int) -> Plate:
    """Time with its zone, and the words, sized for a picture ``height`` lines high."""
    moment = datetime.fromtimestamp(at, UTC).astimezone()
    text = f"{moment:%Y-%m-%d %H:%M:%S %z}  {words}".rstrip()
    return plate(text, max(height // LETTERS, LEAST_PX))


def turned(picture: npt.NDArray[np.uint8], quarters: int) -> npt.NDArray[np.uint8]:
    """An I420 picture turned by so many quarters against the clock, as its file says it is to be
    shown: letters have to stand upright."""
    if quarters % 4 == 0:
        return picture
    height, width = picture.shape[0] * 2 // 3, picture.shape[1]
    chroma = picture[height:].reshape(2, height // 2, width // 2)
    planes = [np.rot90(plane, quarters) for plane in (picture[:height], *chroma)]
    flat = np.concatenate([plane.ravel() for plane in planes])
    return flat.reshape(-1, planes[0].shape[1])


def burn(picture: npt.NDArray[np.uint8], plate: Plate) -> None:
    """Lay a plate into the upper left corner of an I420 picture (height * 3 / 2 rows)."""
    height, width = picture.shape[0] * 2 // 3, picture.shape[1]
    high, wide = min(plate.height, height), min(plate.width, width)
    picture[:high, :wide] = plate.planes[0][:high, :wide]
    chroma = picture[height:].reshape(2, height // 2, width // 2)
    for part in (0, 1):
        chroma[part, : high // 2, : wide // 2] = plate.planes[part + 1][: high // 2, : wide // 2]
