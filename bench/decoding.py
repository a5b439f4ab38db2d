"""What a picture costs, decoded by software and by the devices of this machine, and brought to its
tile's size by the ways of the camera worker.

``python -m bench.decoding``: films as cameras send them, each kind in a process of its own (16
decoders in turn, one thread). ``--write`` puts the table into ``docs/cameras.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from bench.figures import into_page, machine, today
from bench.processes import costs
from media.cameras.codec import Codec
from media.cameras.device import Device
from media.cameras.hardware import AUTO, SOFTWARE, probe
from media.cameras.judged_decoder import JudgedDecoder
from media.cameras.scale import Scaler
from media.slow_gather import avoid_slow_gather
from media.unit import AccessUnit, Coded

STREAMS, PICTURES, RATE = 16, 100, 25
PAGE = Path("docs/cameras.md")
Size = tuple[int, int]


@dataclass(frozen=True)
class Film:
    name: str
    codec: str
    size: Size
    kbps: int
    tile: Size


FILMS = (
    Film("H.264 640x360", "h264", (640, 360), 540, (440, 248)),
    Film("H.264 1920x1080", "h264", (1920, 1080), 4000, (640, 360)),
    Film("H.264 1920x1080, full screen", "h264", (1920, 1080), 4000, (1920, 1080)),
    Film("H.265 1920x1080", "hevc", (1920, 1080), 2500, (640, 360)),
    Film("H.265 3840x2160", "hevc", (3840, 2160), 8000, (1920, 1080)),
)


def units(film: Film) -> list[AccessUnit]:
    """A textured place, something that moves, and a camera's noise; a key picture each 2 s."""
    width, height = film.size
    encoder = av.CodecContext.create({"h264": "libx264", "hevc": "libx265"}[film.codec], "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, RATE), Fraction(RATE)
    encoder.bit_rate, encoder.gop_size = film.kbps * 1000, 2 * RATE
    params = "log-level=none:repeat-headers=1" if film.codec == "hevc" else "annexb=1"
    encoder.options = {
        "preset": "veryfast", "tune": "zerolatency", "forced-idr": "1",
        {"h264": "x264-params", "hevc": "x265-params"}[film.codec]: params,
    }  # fmt: skip
    packets = [packet for picture in _pictures(film.size) for packet in encoder.encode(picture)]
    packets += encoder.encode(None)
    return [
        AccessUnit(bytes(packet), packet.is_keyframe, False, 3600 * number, b"", film.codec)
        for number, packet in enumerate(packets)
    ]


def _pictures(size: Size) -> Iterator[av.VideoFrame]:
    width, height = size
    chance = np.random.default_rng(5)
    ground = np.kron(chance.integers(60, 180, (height // 8, width // 8)), np.ones((8, 8)))
    grain = [chance.normal(0, 2, size[::-1]) for _ in range(5)]
    for number in range(PICTURES):
        luma = ground + grain[number % 5]
        left, across = int(width * (0.4 + 0.1 * np.sin(number / 9))), width // 5
        luma[height // 4 :, left : left + across] = 110 + 40 * np.sin(
            np.add.outer(
                np.arange(height - height // 4) / 9 + number / 5, np.arange(across) / 7
            )
        )  # fmt: skip
        luma = luma.clip(0, 255).astype(np.uint8)
        rest = np.full((height // 2, width), 128, np.uint8)
        picture = av.VideoFrame.from_ndarray(np.concatenate([luma, rest]), format="yuv420p")
        picture.pts = number
        yield picture


def cost(kind: str, film: Film, made: list[AccessUnit]) -> dict[str, object]:
    """In this process: ms of a processor and of the clock for a picture, MB of the whole."""
    avoid_slow_gather()
    decoding = probe(kind)
    device, scaler = Device(decoding.hardware()), Scaler()
    into = _tile(film)
    decoders = [JudgedDecoder[None](Codec(device)) for _ in range(STREAMS)]
    _through(decoders, made[:2], scaler, into)  # a device is opened with the first picture
    for decoder in decoders:
        decoder.forget()
    began, processor = time.monotonic(), time.process_time()
    came = _through(decoders, made, scaler, into)
    clock, busy = time.monotonic() - began, time.process_time() - processor
    return {
        "kind": decoding.kind, "reason": decoding.reason or device.trouble, "came": came,
        "of": STREAMS * len(made), "clock_ms": 1000 * clock / max(came, 1),
        "busy_ms": 1000 * busy / max(came, 1),
        "pss_mb": costs([os.getpid()], memory=True)[os.getpid()].pss_mb,
        "differs": _differs(decoding.kind, film, made[:30]),
    }  # fmt: skip


def _tile(film: Film) -> np.ndarray:
    """Its pixels, with memory behind them that the scaler may write to."""
    width, height = film.tile
    return np.zeros((height + 8, width, 4), np.uint8)[:height]


def _through(
    decoders: list[JudgedDecoder[None]], units: list[AccessUnit], scaler: Scaler, into: np.ndarray
) -> int:
    came = 0
    for unit in units:
        for decoder in decoders:
            for frame, _ in decoder.decode(unit, None):
                scaler.draw(frame, into)
                came += 1
    return came


def _differs(kind: str, film: Film, units: list[AccessUnit]) -> float:
    """Mean difference of the shown levels from those of software."""
    shown = []
    for each in (kind, SOFTWARE):
        decoder = JudgedDecoder[Coded](Codec(Device(probe(each).hardware())))
        into, scaler, pictures = _tile(film), Scaler(), []
        for frame, _ in decoder.through((unit, unit) for unit in units):
            scaler.draw(frame, into)
            pictures.append(into[:, :, :3].astype(np.int16))
        shown.append(pictures)
    pairs = list(zip(*shown, strict=False))
    return float(np.mean([np.abs(one - other).mean() for one, other in pairs])) if pairs else 255.0


def measured(kinds: list[str]) -> str:
    rows = []
    for film in FILMS:
        for kind in kinds:
            told = _in_its_own_process(kind, film)
            name = told["kind"] if told["kind"] == kind else f"{kind}: {told['reason']}"
            rows.append(
                f"| {film.name} into {film.tile[0]}x{film.tile[1]} | {name} "
                f"| {told['busy_ms']:.2f} ms | {told['clock_ms']:.2f} ms | {told['pss_mb']:.0f} MB "
                f"| {told['came']} of {told['of']} | {told['differs']:.2f} |"
            )
            print(rows[-1], file=sys.stderr, flush=True)
    heads = (
        "film, tile", "decoded by", "processor a picture", "clock a picture",
        f"memory of {STREAMS} decoders", "pictures", "levels from software's",
    )  # fmt: skip
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|", *rows]
    return "\n".join([f"Measured {today()} on {machine()}.", "", *lines])


def _in_its_own_process(kind: str, film: Film) -> dict[str, object]:
    words = [sys.executable, "-m", "bench.decoding", "--one", kind, "--film", film.name]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{kind}, {film.name}: {ended.stderr[-2000:]}")
    told: dict[str, object] = json.loads(ended.stdout.splitlines()[-1])
    return told


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench.decoding")
    found = dict.fromkeys((SOFTWARE, probe(AUTO).kind))
    parser.add_argument("--kinds", default=",".join(found), help="as [wall] decode, by commas")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE}")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--film", help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    if given.one:
        film = next(each for each in FILMS if each.name == given.film)
        print(json.dumps(cost(given.one, film, units(film))))
        return 0
    table = measured(given.kinds.split(","))
    print(table)
    if given.write:
        into_page(PAGE, "decoding", table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
