"""The sound of a busy place, far away: a soft murmur in a loop, as G.711 A-law. Pure and seeded.

Many voices that nobody understands are noise in the bands of speech, each swelling and fading at
its own pace. It is made once, for a camera that has a microphone.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 8000
PIECE = RATE_HZ // 25  # samples that go with one picture
PIECES = 200  # 8 s
PAYLOAD_TYPE = 8  # A-law as RFC 3551 has it
LOUDEST = 0.12  # of the full scale
PLACES = ("market",)  # scenes whose cameras have a microphone
VOICES = ((280.0, 60.0), (420.0, 80.0), (620.0, 90.0), (1150.0, 140.0), (1900.0, 200.0))

Samples = NDArray[np.float64]


@dataclass
class Microphone:
    """The sound track of one client: interleaved frames that count on."""

    channel: int
    source: int
    sequence: int = 0

    def frame(self, turn: int) -> bytes:
        """What is heard while picture ``turn`` is seen."""
        payload = murmur()[turn % PIECES]
        head = struct.pack(">cBH", b"$", self.channel, 12 + len(payload))
        stamp = turn * PIECE & 0xFFFFFFFF
        packet = struct.pack(">BBHII", 0x80, PAYLOAD_TYPE, self.sequence, stamp, self.source)
        self.sequence = (self.sequence + 1) & 0xFFFF
        return head + packet + payload


def description() -> str:
    """The SDP of the sound track, ``trackID=2``."""
    lines = (f"m=audio 0 RTP/AVP {PAYLOAD_TYPE}", f"a=rtpmap:{PAYLOAD_TYPE} PCMA/{RATE_HZ}",
             "a=control:trackID=2")  # fmt: skip
    return "\r\n".join(lines) + "\r\n"


@lru_cache(maxsize=1)
def murmur() -> tuple[bytes, ...]:
    """The loop, a piece for each picture; its end goes over into its beginning."""
    coded = a_law(_babble()).tobytes()
    return tuple(coded[at : at + PIECE] for at in range(0, len(coded), PIECE))


def _babble() -> Samples:
    """Made in the frequencies, so that it is periodic."""
    chance = np.random.default_rng(5)
    count = PIECE * PIECES
    hertz = np.fft.rfftfreq(count, 1 / RATE_HZ)
    sound = np.zeros(count)
    for middle, width in VOICES:
        band = np.exp(-(((hertz - middle) / width) ** 2))
        noise = band * np.exp(2j * np.pi * chance.random(len(hertz)))
        pace = np.exp(-((hertz / 4.0) ** 2)) * np.exp(2j * np.pi * chance.random(len(hertz)))
        swell = np.fft.irfft(pace, count)
        carrier = np.fft.irfft(noise, count)
        sound += carrier / carrier.std() * (1 + swell / np.abs(swell).max()) * (280 / middle) ** 0.5
    soft: Samples = sound * (LOUDEST / np.abs(sound).max())
    return soft


def a_law(sound: Samples) -> NDArray[np.uint8]:
    """ITU-T G.711: sign, three bits of exponent, four of mantissa, every second bit turned."""
    linear = np.clip(np.round(sound * 32768), -32768, 32767).astype(np.int32)
    negative = linear < 0
    size = np.where(negative, -linear - 1, linear) >> 4  # 0 to 2047
    segment = np.maximum(np.floor(np.log2(np.maximum(size, 1))).astype(np.int32) - 3, 0)
    mantissa = (size >> np.maximum(segment - 1, 0)) & 0x0F
    coded: NDArray[np.int32] = np.where(negative, 0, 0x80) | (segment << 4) | mantissa
    turned: NDArray[np.uint8] = (coded ^ 0x55).astype(np.uint8)
    return turned
