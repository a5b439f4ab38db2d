"""Signs drawn for a picture, as pixels with their place: to be laid into a snapshot or a film.

Who draws them knows what they mean; here they are pixels that travel in an order.
"""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from media.archive.file import put_in_place

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PIL import Image

    Pixels = npt.NDArray[np.uint8]

MOST_MARKS = 64  # on one picture
MOST_SIDE = 4096  # pixels of one
LONGEST_WHAT = 100
QUALITY = 92
_DESCRIPTION = 0x010E  # EXIF 2.32
_LONGEST_SAID = 600


@dataclass(frozen=True, slots=True)
class Mark:
    """``x, y, width, height`` are parts of the picture; ``pixels`` RGBA (height, width, 4), its
    alpha straight. ``since``: Unix seconds from which on it is to be seen, None: always. ``what``
    is said of it."""

    x: float
    y: float
    width: float
    height: float
    pixels: Pixels = field(repr=False)
    since: float | None = None
    what: str = ""

    def packed(self) -> dict[str, Any]:
        """As JSON."""
        high, wide = self.pixels.shape[:2]
        data = base64.b64encode(zlib.compress(self.pixels.tobytes(), 1)).decode("ascii")
        return {
            "x": self.x, "y": self.y, "width": self.width, "height": self.height,
            "pixels": [wide, high, data], "since": self.since, "what": self.what,
        }  # fmt: skip

    @classmethod
    def unpacked(cls, told: Mapping[str, Any]) -> Mark:
        """Raises ValueError, KeyError or TypeError for what is no mark."""
        import numpy as np  # there is a mark

        wide, high, data = told["pixels"]
        if not (0 < int(wide) <= MOST_SIDE and 0 < int(high) <= MOST_SIDE):
            raise ValueError(f"a mark has at most {MOST_SIDE} pixels on a side")
        size = int(wide) * int(high) * 4
        reader = zlib.decompressobj()
        try:
            raw = reader.decompress(base64.b64decode(data, validate=True), size)
        except zlib.error as fault:
            raise ValueError(f"a mark's pixels cannot be read: {fault}") from fault
        if len(raw) != size:
            raise ValueError("a mark has fewer pixels than it tells")
        pixels = np.frombuffer(raw, np.uint8).reshape(int(high), int(wide), 4)
        x, y, width, height = (float(told[key]) for key in ("x", "y", "width", "height"))
        if not all(-1 <= each <= 2 for each in (x, y, width, height)):
            raise ValueError("a mark's place is told in parts of the picture")
        since = told.get("since")
        what = str(told.get("what", ""))[:LONGEST_WHAT]
        return cls(x, y, width, height, pixels, None if since is None else float(since), what)


def lay(image: Image.Image, marks: Sequence[Mark]) -> Image.Image:
    """A copy of an RGB picture with the marks on it."""
    from PIL import Image  # there is a picture

    marked = image.convert("RGB")
    for mark in marks:
        size = max(round(mark.width * image.width), 1), max(round(mark.height * image.height), 1)
        sign = Image.fromarray(mark.pixels, "RGBA")
        if sign.size != size:
            sign = sign.resize(size, Image.Resampling.BICUBIC)
        marked.paste(sign, (round(mark.x * image.width), round(mark.y * image.height)), sign)
    return marked


def mark_snapshot(path: Path, marked_path: Path, marks: Sequence[Mark]) -> None:
    """The snapshot at ``path`` with marks, beside it; what it says of itself stays, and says which
    marks there are. Slow. Raises OSError."""
    from PIL import Image  # there is a picture

    with Image.open(path) as image:
        said = image.getexif()
        if not said.get_ifd(0x8769) and "exif" in image.info:
            said.load(image.info["exif"])
        written = said.get(_DESCRIPTION, b"")
        before = written if isinstance(written, bytes) else str(written).encode("utf-8", "replace")
        names = ", ".join(dict.fromkeys(mark.what for mark in marks if mark.what))
        said[_DESCRIPTION] = (before + f" | markers: {names}".encode())[:_LONGEST_SAID]
        content = io.BytesIO()
        lay(image, marks).save(content, "JPEG", quality=QUALITY, exif=said.tobytes())
    part = marked_path.with_name(f".{marked_path.name}.part")
    try:
        part.write_bytes(content.getvalue())
        put_in_place(part, marked_path)
    finally:
        part.unlink(missing_ok=True)
