"""A camera's loop as H.264, made once and kept in the cache.

A reel's file: one line of JSON (the sizes of the pictures in bytes), then the pictures, each as its
NAL units with 4-byte lengths. It is written under another name and renamed, so that it is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from console.town.film.gaze import AHEAD
from console.town.film.shot import Shot, film
from console.town.world.blocks.loop import FRAMES, RATE

KEY_EACH = 50  # a key frame every 2 s
SPS, PPS, SEI, DELIMITER = 7, 8, 6, 9
TURNED, MOST_TURNED = "turned", 48  # the folder, and how many are kept
MAIN, SUB = (1920, 1080), (640, 360)


@dataclass(frozen=True, slots=True)
class Reel:
    """``pictures``: of each picture its slices as NAL units; ``sets``: SPS and PPS."""

    sets: tuple[bytes, bytes]
    pictures: tuple[tuple[bytes, ...], ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """How a size is encoded: x264's preset and crf, and the most kbit/s.

    The small ones are made while somebody waits for the first pictures of all.
    """

    preset: str
    crf: int
    kbits: int


HURRIED = "ultrafast"
AS_OTHERS = ":cabac=1:8x8dct=1:weightp=1:deblock=1"  # what the parameter sets of slower ones say
GRADES = {MAIN: Grade("superfast", 24, 4000), SUB: Grade("ultrafast", 26, 800)}


def reel_path(cache: Path, shot: Shot) -> Path:
    """Where the reel of a shot lies: its name is made from all that decides its content. Those of
    turned heads lie apart, in ``TURNED``: there is no end of them."""
    grade = GRADES[(shot.width, shot.height)]
    what = json.dumps([version(), FRAMES, asdict(shot), asdict(grade)], ensure_ascii=False)
    folder = cache if shot.place == AHEAD else cache / TURNED
    return folder / f"{hashlib.sha256(what.encode()).hexdigest()[:32]}.reel"


@lru_cache(maxsize=1)
def version() -> str:
    """Of how pictures look."""
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in drawn_by())).hexdigest()


def drawn_by() -> list[Path]:
    """The sources that decide how pictures look: a change in one of them makes every reel anew."""
    film = Path(__file__).parent
    world = film.parent / "world"
    blocks = sorted((world / "blocks").glob("*.py"))
    return [*sorted(film.glob("*.py")), world / "scenes.py", *blocks]


def make_reel(cache: str, shot: Shot) -> str:
    """Draw and encode a shot unless its reel is there; returns the file. Takes a second, or
    ten for large pictures."""
    path = reel_path(Path(cache), shot)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, list(_encoded(shot)))
        if shot.place != AHEAD:
            _thin_out(path.parent)
    return str(path)


def _thin_out(folder: Path) -> None:
    """Keep the newest reels. Two processes may do it at once."""
    with contextlib.suppress(OSError):
        newest = sorted(folder.glob("*.reel"), key=lambda path: -path.stat().st_mtime)
        for path in newest[MOST_TURNED:]:
            path.unlink(missing_ok=True)


def read_reel(path: Path) -> Reel:
    """Raises ValueError when the file is not whole, OSError when it cannot be read."""
    whole = path.read_bytes()
    head, _, body = whole.partition(b"\n")
    sizes: list[int] = json.loads(head)["sizes"]
    if sum(sizes) != len(body):
        raise ValueError(f"{path} holds {len(body)} bytes of pictures, not {sum(sizes)}")
    pictures, at = [], 0
    for size in sizes:
        pictures.append(tuple(_units(body[at : at + size])))
        at += size
    sets = pictures[0]
    return Reel((sets[0], sets[1]), tuple(pictures[1:]))


def _write(path: Path, pictures: list[list[bytes]]) -> None:
    sets = [unit for unit in pictures[0] if unit[0] & 31 in (SPS, PPS)]
    slices = [[u for u in p if u[0] & 31 not in (SPS, PPS, SEI, DELIMITER)] for p in pictures]
    parts = [b"".join(len(u).to_bytes(4, "big") + u for u in part) for part in [sets, *slices]]
    head = json.dumps({"sizes": [len(part) for part in parts]}).encode()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".reel-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(head + b"\n" + b"".join(parts))
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _units(part: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(part):
        size = int.from_bytes(part[at : at + 4], "big")
        yield part[at + 4 : at + 4 + size]
        at += 4 + size


def _encoded(shot: Shot) -> Iterator[list[bytes]]:
    """The NAL units of each picture."""
    encoder = encoder_of(shot)
    for i, picture in enumerate(film(shot)):
        frame = frame_of(picture)
        frame.pts = i
        for packet in encoder.encode(frame):
            yield split_units(bytes(packet))
    for packet in encoder.encode(None):
        yield split_units(bytes(packet))


def frame_of(picture: NDArray[np.uint8]) -> av.VideoFrame:
    """A BGR picture for the encoder."""
    planes = cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420)  # several times as fast as swscale
    return av.VideoFrame.from_numpy_buffer(np.asarray(planes, np.uint8), format="yuv420p")


def encoder_of(shot: Shot, hurried: bool = False) -> av.VideoCodecContext:
    """``hurried``: for less work, with the same parameter sets."""
    grade = GRADES[(shot.width, shot.height)]
    hurry = hurried and grade.preset != HURRIED
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height = shot.width, shot.height
    encoder.pix_fmt = "yuv420p"
    encoder.time_base = Fraction(1, RATE)
    encoder.framerate = Fraction(RATE)
    encoder.gop_size = KEY_EACH
    encoder.max_b_frames = 0
    encoder.thread_count = 1
    encoder.options = {
        "preset": HURRIED if hurry else grade.preset,
        "tune": "zerolatency",
        "crf": str(grade.crf),
        "x264-params": f"keyint={KEY_EACH}:min-keyint={KEY_EACH}:scenecut=0:open-gop=0:"
        f"vbv-maxrate={grade.kbits}:vbv-bufsize={grade.kbits}:nal-hrd=none:aud=0:"
        "no-deblock=0:deblock=0,0" + (AS_OTHERS if hurry else ""),
    }
    return encoder


def split_units(annexb: bytes) -> list[bytes]:
    """NAL units of a byte stream with start codes."""
    units, start = [], -1
    at = annexb.find(b"\x00\x00\x01")
    while at >= 0:
        if start >= 0:
            units.append(annexb[start:at].rstrip(b"\x00"))
        start = at + 3
        at = annexb.find(b"\x00\x00\x01", start)
    if start >= 0:
        units.append(annexb[start:])
    return units
