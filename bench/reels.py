"""What the sites of the bench send: pictures and voices encoded once, and marks made as they go."""

from __future__ import annotations

import fractions
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import av
import numpy as np

from bench.marks import MARK_HZ
from media.hub.opus import Encoder
from media.sound import SAMPLES, Samples

WIDTH, HEIGHT, RATE = 640, 360, 15
SECONDS = 4
KBPS = 500
SELDOM = 5  # pictures a second of who is told that nobody looks (media.hub.uplink.UNSEEN)
SELDOM_KBPS = 60
FLASH_PICTURES = 11  # 0.73 s between two jumps: out of step with the program
SAY_BLOCKS, PAUSE_BLOCKS = 15, 62  # 0.3 s said, 1.24 s of silence


def _video(codec: str, part: int = 1, rate: int = RATE, kbps: int = KBPS) -> av.VideoCodecContext:
    made = av.CodecContext.create({"H264": "libx264", "VP8": "libvpx"}[codec], "w")
    assert isinstance(made, av.VideoCodecContext)
    made.width, made.height, made.pix_fmt = WIDTH // part, HEIGHT // part, "yuv420p"
    made.time_base = fractions.Fraction(1, 90_000)
    made.framerate = fractions.Fraction(rate, 1)
    made.bit_rate, made.gop_size, made.thread_count = kbps * 1000, 2 * rate, 1
    if codec == "H264":
        made.profile = "Baseline"
        made.options = {"preset": "ultrafast", "tune": "zerolatency", "forced-idr": "1"}
    else:
        made.options = {"cpu-used": "-8", "deadline": "realtime", "lag-in-frames": "0"}
    return made


def _framed(luma: np.ndarray, number: int) -> av.VideoFrame:
    height, width = luma.shape
    frame = av.VideoFrame.from_ndarray(
        np.concatenate([luma, np.full((height // 2, width), 128, np.uint8)]), format="yuv420p"
    )
    frame.pts = number * 6000
    return frame


@dataclass
class Reel:
    """A few seconds of a moving picture, coded; and the same small and ``SELDOM``."""

    pictures: list[bytes]
    seldom: list[bytes]

    @classmethod
    def drawn(cls, codec: str) -> Reel:
        """A textured ground, a person's size of movement on it, and a camera's noise."""
        chance = np.random.default_rng(5)
        ground = np.kron(chance.integers(60, 180, (HEIGHT // 8, WIDTH // 8)), np.ones((8, 8)))
        encoder, pictures = _video(codec), []
        sparing, seldom = _video(codec, 2, SELDOM, SELDOM_KBPS), []
        for number in range(SECONDS * RATE):
            luma = ground + chance.normal(0, 2, ground.shape)
            left = int(250 + 80 * np.sin(number / 9))
            luma[90:340, left : left + 140] = 110 + 40 * np.sin(
                np.add.outer(np.arange(250) / 9 + number / 5, np.arange(140) / 7)
            )
            frame = _framed(luma.clip(0, 255).astype(np.uint8), number)
            pictures += [bytes(packet) for packet in encoder.encode(frame)]
            if number % (RATE // SELDOM) == 0:
                small = _framed(luma.clip(0, 255).astype(np.uint8)[::2, ::2], number)
                seldom += [bytes(packet) for packet in sparing.encode(small)]
        return cls(pictures, seldom)

    def run(self) -> ReelRun:
        return ReelRun(self)


@dataclass
class ReelRun:
    """One site's way through the reel; it begins with a key picture, and again on wish."""

    reel: Reel
    _at: int = field(default=0, init=False)
    _turn: int = field(default=0, init=False)
    _seldom: bool = field(default=False, init=False)

    @property
    def begins(self) -> bool:
        """Whether the next one is the key picture of the beginning."""
        return self._at == 0

    def next(self) -> bytes | None:
        """None when this is no picture's turn."""
        self._turn = (self._turn + 1) % (RATE // SELDOM)
        if self._seldom and self._turn:
            return None
        pictures = self.reel.seldom if self._seldom else self.reel.pictures
        picture = pictures[self._at]
        self._at = (self._at + 1) % len(pictures)
        return picture

    def begin_again(self) -> None:
        self._at = 0

    def obey(self, fps: int) -> None:
        """So many pictures a second are of use: all of them, or a few small ones."""
        if self._seldom != (fps <= SELDOM):
            self._seldom, self._at = fps <= SELDOM, 0


@dataclass
class Voices:
    """A voice that speaks without end and one that is only a room's noise, coded."""

    speech: list[bytes]
    noise: list[bytes]

    @classmethod
    def spoken(cls) -> Voices:
        chance = np.random.default_rng(6)
        speaking, resting = Encoder(), Encoder()
        speech = [speaking.encode(vowel(block)) for block in range(400)]
        noise = [resting.encode(chance.normal(0, 40, SAMPLES).astype(np.int16)) for _ in range(400)]
        loud = [packet for packet in noise if len(packet) > 2] or noise
        return cls(speech, (loud * 400)[:400])

    def one(self, speaks: bool) -> VoiceRun:
        return VoiceRun(self.speech if speaks else self.noise)


@dataclass
class VoiceRun:
    packets: list[bytes]
    _at: int = field(default=0, init=False)

    def next(self) -> bytes:
        self._at = (self._at + 1) % len(self.packets)
        return self.packets[self._at]


def vowel(block: int, level: float = 8000) -> Samples:
    """20 ms of something like speech: of another height every four blocks."""
    height = 120 + 20 * (block // 4 % 5)
    at = (np.arange(SAMPLES) + SAMPLES * block) / 48_000
    wave = sum(np.sin(2 * np.pi * height * part * at) / part for part in (1, 2, 3, 5, 8, 13))
    return np.clip(level * wave, -32_000, 32_000).astype(np.int16)


class Sayings:
    """A tone that comes and goes; each coming is told with when its first sample was at the
    mouth: a block is complete 20 ms after that."""

    def __init__(self, told: Callable[[float], None]) -> None:
        self._told = told
        self._encoder = Encoder()
        self._block = 0

    def next(self) -> bytes:
        place = self._block % (SAY_BLOCKS + PAUSE_BLOCKS)
        self._block += 1
        if place < PAUSE_BLOCKS:
            return self._encoder.encode(np.zeros(SAMPLES, np.int16))
        if place == PAUSE_BLOCKS:
            self._told(time.monotonic() - 0.02)
        at = (np.arange(SAMPLES) + SAMPLES * place) / 48_000
        return self._encoder.encode((9000 * np.sin(2 * np.pi * MARK_HZ * at)).astype(np.int16))


class Flashes:
    """Pictures that jump between dark and bright, coded as they go."""

    def __init__(self, codec: str, told: Callable[[float], None]) -> None:
        self._encoder, self._told = _video(codec), told
        self._number = 0
        self._key = False
        chance = np.random.default_rng(7)
        ground = np.kron(chance.integers(0, 20, (HEIGHT // 8, WIDTH // 8)), np.ones((8, 8)))
        self._looks = [(ground + level).astype(np.uint8) for level in (10, 110, 210)]
        self._look, self._chance = 0, chance
        self.every = FLASH_PICTURES

    def wish_key(self) -> None:
        self._key = True

    def next(self) -> bytes:
        at = time.monotonic()
        if self._number % self.every == 0:  # to one of the two others: no rhythm to be in step with
            self._look = (self._look + int(self._chance.integers(1, 3))) % 3
        frame = _framed(self._looks[self._look], self._number)
        if self._key:
            frame.pict_type, self._key = av.video.frame.PictureType.I, False
        if self._number % self.every == 0:
            self._told(at)
        self._number += 1
        return b"".join(bytes(packet) for packet in self._encoder.encode(frame))
