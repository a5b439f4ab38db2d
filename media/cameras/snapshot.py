"""A snapshot: the newest picture of a stream at full size, as a JPEG that says what it shows."""

from __future__ import annotations

import asyncio
import io
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from media.archive.file import make_folder, put_in_place
from media.cameras.codec import Codec
from media.cameras.judged_decoder import JudgedDecoder
from media.unit import Arrival, SoundFormat, SoundUnit, VideoFormat
from media.view import AS_TOLD, View

if TYPE_CHECKING:
    from PIL import Image  # loaded with the first snapshot: most workers are asked for none

QUALITY = 92
Pixels = npt.NDArray[np.uint8]
# EXIF 2.32
_DESCRIPTION, _SOFTWARE, _DATE, _ARTIST = 0x010E, 0x0131, 0x0132, 0x013B
_EXIF, _GPS = 0x8769, 0x8825
_ORIGINAL, _ORIGINAL_OFFSET, _ORIGINAL_FRACTION = 0x9003, 0x9011, 0x9291


@dataclass(frozen=True, slots=True)
class Caption:
    """What a snapshot says of itself. ``place``: WGS-84 longitude and latitude in degrees;
    ``small``: why it is of the small stream; empty: it is of the large one."""

    camera: str
    name: str = ""
    site: str = ""
    place: tuple[float, float] | None = None
    view: View = AS_TOLD
    small: str = ""


class NewestGop:
    """A tap that keeps what is needed to see the newest picture."""

    def __init__(self) -> None:
        self.units: list[Arrival] = []
        self.came = asyncio.Event()  # there is a picture
        self._whole = False

    def begin(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        self.units, self._whole = [], False
        self.came.clear()

    def unit(self, arrival: Arrival) -> None:
        if arrival.unit.key and not arrival.unit.broken:
            self.units, self._whole = [arrival], True
            self.came.set()
        elif arrival.unit.broken:
            self._whole = False
        elif self._whole:
            self.units.append(arrival)

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        pass


def take(
    arrivals: Sequence[Arrival], wall_offset: float, path: Path, caption: Caption
) -> tuple[float, tuple[int, int]]:
    """Write the last whole picture to ``path``; its Unix time and its size. ``wall_offset``: Unix
    minus monotonic seconds. Slow. Raises OSError, and ValueError when nothing can be seen."""
    pixels, aspect, received_at = newest(arrivals)
    taken_at = received_at + wall_offset
    return taken_at, write(pixels, aspect, taken_at, path, caption)


def write(
    pixels: Pixels, aspect: Fraction | None, taken_at: float, path: Path, caption: Caption
) -> tuple[int, int]:
    """A picture of RGB (height, width, 3) and what is said of it, as JPEG; its size. OSError."""
    from PIL import Image

    image, view = Image.fromarray(pixels), caption.view
    image = upright(image, view.pixel_aspect(image.size, aspect), view.rotate)
    content = io.BytesIO()
    image.save(content, "JPEG", quality=QUALITY, exif=exif(caption, taken_at))
    make_folder(path.parent)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content.getvalue())
        put_in_place(part, path)
    finally:
        part.unlink(missing_ok=True)
    return image.size


def newest(arrivals: Sequence[Arrival]) -> tuple[Pixels, Fraction | None, float]:
    """The last picture that can be decoded and builds on whole ones alone, as RGB (height, width,
    3); the shape of its pixels; and when it was received."""
    if not arrivals:
        raise ValueError("no picture")
    decoder: JudgedDecoder[Arrival] = JudgedDecoder(Codec(hurried=False))
    last = deque(decoder.through((each.unit, each) for each in arrivals), maxlen=1)
    if not last:
        raise ValueError("the picture cannot be decoded")
    frame, arrival = last[0]
    pixels = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
    return pixels, decoder.codec.pixel_aspect, arrival.received_at


def upright(image: Image.Image, aspect: Fraction | None, rotate: int) -> Image.Image:
    """With square pixels and turned as the camera hangs."""
    from PIL.Image import Resampling, Transpose

    if aspect and aspect != 1 and Fraction(1, 4) <= aspect <= 4:
        image = image.resize((round(image.width * aspect), image.height), Resampling.BICUBIC)
    turns = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
    return image.transpose(turns[rotate]) if rotate else image


def exif(caption: Caption, taken_at: float) -> bytes:
    """Camera, site, local time with its offset from UTC, and place."""
    from PIL import Image

    local = datetime.fromtimestamp(taken_at, UTC).astimezone()
    offset = f"{local:%z}"
    said = Image.Exif()
    # EXIF knows ASCII only; readers take UTF-8, which Pillow writes when it is given bytes
    small = f" | small stream: {caption.small}" if caption.small else ""
    said[_DESCRIPTION] = f"{caption.name or caption.camera} [{caption.camera}]{small}".encode()
    said[_SOFTWARE] = "Command Room Console"
    said[_DATE] = f"{local:%Y:%m:%d %H:%M:%S}"
    if caption.site:
        said[_ARTIST] = caption.site.encode()
    inner = said.get_ifd(_EXIF)
    inner[_ORIGINAL] = f"{local:%Y:%m:%d %H:%M:%S}"
    inner[_ORIGINAL_OFFSET] = f"{offset[:3]}:{offset[3:5]}"
    inner[_ORIGINAL_FRACTION] = f"{local.microsecond // 1000:03}"
    if caption.place is not None:
        longitude, latitude = caption.place
        said.get_ifd(_GPS).update(
            {
                0: b"\2\3\0\0",
                1: "N" if latitude >= 0 else "S", 2: _degrees(latitude),
                3: "E" if longitude >= 0 else "W", 4: _degrees(longitude),
                18: "WGS-84",
            }
        )  # fmt: skip
    return said.tobytes()


def _degrees(value: float) -> tuple[float, float, float]:
    thousandths = round(abs(value) * 3_600_000)
    minutes, rest = divmod(thousandths, 60_000)
    return float(minutes // 60), float(minutes % 60), rest / 1000
