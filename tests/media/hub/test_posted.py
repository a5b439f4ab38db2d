"""Coded pictures cut into RTP payloads."""

from __future__ import annotations

import av
import numpy as np
import pytest
from aiortc.codecs.h264 import h264_depayload
from aiortc.codecs.vpx import VpxPayloadDescriptor, vp8_depayload
from hypothesis import given
from hypothesis import strategies as st

from media.hub.encoding import Encoder
from media.hub.posted import LONGEST, picture

DEPAYLOAD = {"H264": h264_depayload, "VP8": vp8_depayload}


def coded(codec: str) -> list[bytes]:
    chance = np.random.default_rng(1)
    encoder, found = Encoder(codec, 640, 360, 15, kbps=3000), []
    for number in range(4):
        noisy = chance.integers(0, 255, (540, 640)).astype(np.uint8)
        frame = av.VideoFrame.from_ndarray(noisy, format="yuv420p")
        frame.pts = number * 6000
        found += [bytes(packet) for packet, _ in encoder.encode(frame, number / 15)]
    return found


@pytest.mark.parametrize("codec", ["H264", "VP8"])
def test_what_a_site_puts_together_again_is_the_same_picture(codec: str) -> None:
    one = av.CodecContext.create(codec.lower(), "r")
    other = av.CodecContext.create(codec.lower(), "r")
    pictures = coded(codec)
    posts = [picture(codec, data, 7, number, number == 0) for number, data in enumerate(pictures)]
    assert max(len(payload) for post in posts for payload in post.payloads) <= LONGEST
    assert len(posts[0].payloads) > 5
    together = [b"".join(map(DEPAYLOAD[codec], post.payloads)) for post in posts]
    whole = [f for data in pictures for f in one.decode(av.Packet(data))]  # type: ignore[attr-defined]
    again = [f for data in together for f in other.decode(av.Packet(data))]  # type: ignore[attr-defined]
    assert len(whole) == len(again) > 2
    for a, b in zip(whole, again, strict=True):
        assert np.array_equal(a.to_ndarray(), b.to_ndarray())


def test_vp8_tells_the_pictures_number_in_fifteen_bits() -> None:
    post = picture("VP8", b"x" * 3000, 7, 0x8003, False)
    told = [VpxPayloadDescriptor.parse(payload)[0] for payload in post.payloads]
    assert [one.picture_id for one in told] == [3, 3, 3]
    assert [one.partition_start for one in told] == [1, 0, 0]


@given(st.lists(st.binary(min_size=1, max_size=4000), max_size=5))
def test_units_of_any_length_come_through(units: list[bytes]) -> None:
    clean = [bytes([0x65]) + unit.replace(b"\x00", b"\x01") for unit in units]
    post = picture("H264", b"".join(b"\x00\x00\x00\x01" + unit for unit in clean), 7, 1, True)
    together = b"".join(map(h264_depayload, post.payloads))
    assert together == b"".join(b"\x00\x00\x00\x01" + unit for unit in clean)
