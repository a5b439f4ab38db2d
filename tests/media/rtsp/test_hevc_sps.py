from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.hevc_sps import parse_hevc_sps
from media.rtsp.sps import LARGEST_SIDE
from tests.media.rtsp.hevc_film import CALM, OPEN, hevc_film, kind_of


def encoded_sps(width: int, height: int, options: str = CALM, pix_fmt: str = "yuv420p") -> bytes:
    units = hevc_film(width, height, 3, 10, options, pix_fmt)[0]
    return next(nal for nal in units if kind_of(nal) == 33)


@pytest.mark.parametrize(
    ("width", "height", "options", "pix_fmt"),
    [
        (640, 360, CALM, "yuv420p"),
        (1920, 1080, OPEN, "yuv420p"),
        (178, 100, CALM, "yuv420p"),
        (162, 98, CALM, "yuv422p"),
        (161, 99, CALM, "yuv444p"),
        (192, 112, f"{CALM}:scaling-list=default", "yuv420p"),
        (192, 112, f"{CALM}:temporal-layers=1", "yuv420p"),
    ],
)
def test_the_size_is_what_the_encoder_was_asked_for(
    width: int, height: int, options: str, pix_fmt: str
) -> None:
    sps = parse_hevc_sps(encoded_sps(width, height, options, pix_fmt))
    assert (sps.width, sps.height) == (width, height)
    assert sps.pixel_aspect == 1


@pytest.mark.parametrize("options", [CALM, OPEN, f"{OPEN}:scaling-list=default"])
def test_pixels_that_are_not_square_are_told(options: str) -> None:
    for written, aspect in (("12:11", Fraction(12, 11)), ("7:5", Fraction(7, 5))):
        sps = parse_hevc_sps(encoded_sps(704, 576, f"{options}:sar='{written}'"))
        assert sps.pixel_aspect == aspect


def test_a_set_that_is_cut_behind_the_size_still_tells_the_size() -> None:
    whole = encoded_sps(704, 576)
    sizes = []
    for length in range(len(whole)):
        try:
            sps = parse_hevc_sps(whole[:length])
        except ValueError:
            continue
        sizes.append((sps.width, sps.height))
    assert sizes
    assert set(sizes) == {(704, 576)}


def test_other_units_are_no_parameter_set() -> None:
    with pytest.raises(ValueError, match="no sequence parameter set"):
        parse_hevc_sps(b"\x44" + encoded_sps(640, 360)[1:])


@given(st.binary(max_size=80))
def test_any_bytes_give_a_sensible_size_or_a_value_error(garbage: bytes) -> None:
    for start in (b"\x42\x01", b"\x42\x01\x01" + encoded_sps(640, 360)[3:22]):
        try:
            sps = parse_hevc_sps(start + garbage)
        except ValueError:
            continue
        assert 0 < sps.width <= LARGEST_SIDE
        assert 0 < sps.height <= LARGEST_SIDE
