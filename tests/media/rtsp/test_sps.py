from __future__ import annotations

from fractions import Fraction

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.sps import LARGEST_SIDE, parse_sps
from tests.media.rtsp.film import film, nals


def encoded_sps(width: int, height: int, **options: str) -> bytes:
    codec = av.CodecContext.create("libx264", "w")
    codec.width, codec.height = width, height
    codec.pix_fmt = options.pop("pix_fmt", "yuv420p")
    codec.time_base = Fraction(1, 25)
    codec.thread_count = 1
    codec.options = {"tune": "zerolatency", "preset": "ultrafast", **options}
    frame = av.VideoFrame(width, height, codec.pix_fmt)
    units = [nal for packet in codec.encode(frame) for nal in nals(bytes(packet))]
    return next(nal for nal in units if nal[0] & 0x1F == 7)


@pytest.mark.parametrize(
    ("width", "height", "options"),
    [
        (640, 360, {}),
        (1920, 1080, {"profile": "high"}),
        (704, 576, {"profile": "main"}),
        (178, 100, {"profile": "baseline"}),
        (160, 96, {"pix_fmt": "yuv444p"}),
        (162, 98, {"pix_fmt": "yuv422p"}),
        (192, 108, {"x264-params": "interlaced=1"}),
        (192, 112, {"x264-params": "cqm=jvt:8x8dct=1"}),
    ],
)
def test_the_size_is_what_the_encoder_was_asked_for(
    width: int, height: int, options: dict[str, str]
) -> None:
    sps = parse_sps(encoded_sps(width, height, **options))
    assert (sps.width, sps.height) == (width, height)
    assert sps.pixel_aspect == 1


def test_pixels_that_are_not_square_are_told() -> None:
    assert parse_sps(encoded_sps(704, 576, **{"x264-params": "sar=12/11"})).pixel_aspect == (
        Fraction(12, 11)
    )
    assert parse_sps(encoded_sps(704, 576, **{"x264-params": "sar=7/5"})).pixel_aspect == (
        Fraction(7, 5)
    )


def test_a_cut_off_set_is_a_value_error_and_other_units_are_none() -> None:
    sps = next(nal for nal in film()[0] if nal[0] & 0x1F == 7)
    for length in range(6):
        with pytest.raises(ValueError, match="parameter set"):
            parse_sps(sps[:length])
    with pytest.raises(ValueError, match="no sequence parameter set"):
        parse_sps(b"\x68" + sps[1:])


@given(st.binary(max_size=80))
def test_any_bytes_give_a_sensible_size_or_a_value_error(garbage: bytes) -> None:
    for profile in (b"\x42", b"\x64", b"\xf4"):
        try:
            sps = parse_sps(b"\x67" + profile + garbage)
        except ValueError:
            continue
        assert 0 < sps.width <= LARGEST_SIDE
        assert 0 < sps.height <= LARGEST_SIDE
