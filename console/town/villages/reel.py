"""A simulated site's picture and voice, encoded once: two strips that are sent over and over.

A reel is drawn, spoken and encoded in a worker thread when first wanted, and kept in a cache
folder. The strips begin with a key picture each, so that one may follow the other at any time.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from console.town.villages.face import HEIGHT, WIDTH, Look, Picture, Pose, name_on, person, room_of
from console.town.villages.opus import packed
from console.town.villages.voice import Throat, babble, hush, loudness

RATE = 15  # pictures a second
GOP = 30  # a wish for a key picture is met at once by a leap to the next one
TALK_S, LISTEN_S, HUSH_S = 6.0, 4.0, 1.0
VERSION = 1  # of drawing, voice and file: another one is made anew
LARGEST_FILE = 16 * 1024 * 1024

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Strip:
    """``pictures``: access units (H.264, Annex B), each ``GOP``-th a key picture. ``voice``: Opus
    packets of 20 ms. Both are repeated."""

    pictures: tuple[bytes, ...]
    voice: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Reel:
    talk: Strip
    listen: Strip


def reel_of(which: int, node: str, name: str, seed: int, cache: Path | None) -> Reel:
    """The reel of site number ``which``, from the cache or made now (half a second of work)."""
    key = json.dumps([VERSION, which, node, name, seed])
    path = cache / f"node-{hashlib.sha256(key.encode()).hexdigest()[:16]}.reel" if cache else None
    if path is not None and (kept := _read(path)) is not None:
        return kept
    reel = make_reel(which, node, name, seed)
    if path is not None:
        _write(path, reel)
    return reel


def make_reel(which: int, node: str, name: str, seed: int) -> Reel:
    """Draw, speak and encode both strips. The same arguments give the same strips."""
    chance = random.Random(f"node-{seed}-{node}")
    look = Look.of(which, name, chance)
    sound = babble(Throat.of(which, chance), TALK_S, chance)
    mouth = [float(level) ** 0.7 for level in loudness(sound, RATE)]
    quiet = [0.0] * int(LISTEN_S * RATE)
    return Reel(
        Strip(_encode(_drawn(look, mouth, True, chance)), packed(sound)),
        Strip(_encode(_drawn(look, quiet, False, chance)), packed(hush(HUSH_S, chance))),
    )


def _drawn(
    look: Look, mouth: Sequence[float], talking: bool, chance: random.Random
) -> list[Picture]:
    room = room_of(look)
    blinks = {chance.randrange(4, len(mouth) - 4) for _ in range(len(mouth) // 40 + 1)}
    pictures = []
    for i, opening in enumerate(mouth):
        picture = room.copy()
        blink = i in blinks or i - 1 in blinks
        person(picture, look, Pose(i / len(mouth), opening, talking, blink))
        name_on(picture, look)
        pictures.append(cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_I420).astype(np.uint8, copy=False))
    return pictures


def _encode(pictures: Sequence[Picture]) -> tuple[bytes, ...]:
    codec = av.VideoCodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    codec.framerate, codec.time_base = Fraction(RATE), Fraction(1, RATE)
    codec.gop_size, codec.max_b_frames, codec.thread_count = GOP, 0, 1
    codec.profile = "Baseline"
    codec.options = {
        "preset": "veryfast",
        "tune": "zerolatency",
        "crf": "25",
        "level": "3.1",
        "x264-params": f"keyint={GOP}:min-keyint={GOP}:scenecut=0:maxrate=400:bufsize=400",
    }
    units: list[bytes] = []
    for i, picture in enumerate(pictures):
        frame = av.VideoFrame.from_ndarray(picture, format="yuv420p")
        frame.pts, frame.time_base = i, codec.time_base
        units += [bytes(packet) for packet in codec.encode(frame)]
    units += [bytes(packet) for packet in codec.encode(None)]
    return tuple(units)


# the file: a line of JSON with the lengths, then the packets one after another


def _write(path: Path, reel: Reel) -> None:
    parts = (reel.talk.pictures, reel.talk.voice, reel.listen.pictures, reel.listen.voice)
    body = b"".join(packet for part in parts for packet in part)
    head = {
        "lengths": [[len(packet) for packet in part] for part in parts],
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # whole or not at all, also when two towns share a cache
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(json.dumps(head).encode() + b"\n" + body)
        beside.replace(path)
    except OSError as trouble:
        log.warning("the picture of a site is not kept: %s", trouble)


def _read(path: Path) -> Reel | None:
    """None when there is no such file or it is damaged."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None
        line, _, body = path.read_bytes().partition(b"\n")
        head: dict[str, Any] = json.loads(line)
        if hashlib.sha256(body).hexdigest() != head["sha256"]:
            return None
        parts, at = [], 0
        for lengths in head["lengths"]:
            packets = []
            for length in lengths:
                packets.append(body[at : at + length])
                at += length
            parts.append(tuple(packets))
        return Reel(Strip(*parts[:2]), Strip(*parts[2:]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
