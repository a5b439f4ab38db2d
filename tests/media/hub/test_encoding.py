"""The program's encoders."""

from __future__ import annotations

import av
import numpy as np
import pytest

from media.hub.encoding import KEY_S, WISH_S, Encoder
from media.hub.pictures import is_key

RATE = 15


def picture(number: int) -> av.VideoFrame:
    pixels = np.full((144, 256, 3), (200, 30, 30), np.uint8)
    pixels[:, number % 200 : number % 200 + 20] = 255
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuv420p")
    frame.pts = number * 6000
    return frame


@pytest.mark.parametrize("codec", ["H264", "VP8"])
def test_each_picture_is_one_packet_at_once_and_keys_come_in_time(codec: str) -> None:
    encoder = Encoder(codec, 256, 144, RATE)
    packets = [encoder.encode(picture(n), n / RATE) for n in range(int(RATE * KEY_S) + 2)]
    assert all(len(found) == 1 for found in packets)
    keys = [number for number, ((_, key),) in enumerate(packets) if key]
    assert keys == [0, int(RATE * KEY_S)]
    assert [is_key(codec, bytes(packet)) for ((packet, _),) in packets] == [
        key for ((_, key),) in packets
    ]


@pytest.mark.parametrize("codec", ["H264", "VP8"])
def test_wishes_are_gathered_to_two_a_second(codec: str) -> None:
    encoder = Encoder(codec, 256, 144, RATE)
    keys = []
    for number in range(int(RATE * 0.9)):
        encoder.wish_key()
        ((_, key),) = encoder.encode(picture(number), number / RATE)
        if key:
            keys.append(number / RATE)
    assert len(keys) == 2
    assert keys[1] - keys[0] >= WISH_S


@pytest.mark.parametrize("codec", ["H264", "VP8"])
def test_no_picture_is_so_large_that_its_line_chokes(codec: str) -> None:
    chance = np.random.default_rng(1).integers(0, 255, (54, 64))
    ground = np.kron(chance, np.ones((10, 10))).astype(np.uint8)
    encoder = Encoder(codec, 640, 360, RATE, kbps=350)
    sizes = []
    for number in range(60):
        frame = av.VideoFrame.from_ndarray(np.roll(ground, number, 1), format="yuv420p")
        frame.pts = number * 6000
        sizes += [packet.size for packet, _ in encoder.encode(frame, number / RATE)]
    assert max(sizes) < 30_000
    assert sum(sizes[15:]) * 8 / 3 < 350_000 * 1.6


def test_h264_is_what_browsers_and_aiortc_take() -> None:
    encoder = Encoder("H264", 256, 144, RATE)
    ((packet, _),) = encoder.encode(picture(0), 0.0)
    data = bytes(packet)
    assert data.startswith(b"\0\0\0\1")  # Annex B
    at = data.index(b"\0\0\0\1\x67") + 5  # the parameters travel with every key picture
    profile, constraints, level = data[at : at + 3]
    assert profile == 66
    assert constraints & 0x40  # constrained baseline
    assert level == 31
    decoder = av.CodecContext.create("h264", "r")
    decoded = decoder.decode(av.Packet(data)) + decoder.decode(None)  # type: ignore[attr-defined]
    assert decoded[0].colorspace == 5  # BT.601 told, or browsers take it for BT.709
