from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras import swscale
from media.cameras.canvas import SLACK_PX
from media.cameras.scale import Scaler, fit

sizes = st.tuples(st.integers(8, 4000), st.integers(8, 4000))


@pytest.mark.parametrize(
    ("size", "aspect", "box", "rotate", "shown"),
    [
        ((640, 360), Fraction(1), (640, 360), 0, (640, 360)),
        ((640, 360), Fraction(1), (1920, 1080), 0, (640, 360)),  # never enlarged
        ((1920, 1080), Fraction(1), (626, 352), 0, (624, 352)),
        ((1920, 1080), Fraction(1), (480, 480), 0, (480, 270)),
        ((1920, 1080), Fraction(1), (1200, 300), 0, (536, 300)),
        ((704, 576), Fraction(12, 11), (2000, 2000), 0, (768, 576)),
        ((640, 360), Fraction(1), (360, 640), 90, (360, 640)),
        ((640, 360), Fraction(1), (100, 100), 270, (56, 100)),
        ((640, 360), Fraction(1), (2, 2), 0, (2, 2)),
    ],
)
def test_a_picture_fits_its_box_and_keeps_its_aspect(
    size: tuple[int, int],
    aspect: Fraction,
    box: tuple[int, int],
    rotate: int,
    shown: tuple[int, int],
) -> None:
    assert fit(size, aspect, box, rotate) == shown


@given(
    sizes, st.tuples(st.integers(2, 4000), st.integers(2, 4000)), st.sampled_from([0, 90, 180, 270])
)
def test_it_always_fits_with_even_sides_and_is_hardly_stretched(
    size: tuple[int, int], box: tuple[int, int], rotate: int
) -> None:
    width, height = fit(size, Fraction(1), box, rotate)
    assert width % 2 == height % 2 == 0
    assert 2 <= width <= box[0]
    assert 2 <= height <= box[1]
    upright = size if rotate in (0, 180) else (size[1], size[0])
    assert width <= max(upright[0], 2)
    assert height <= max(upright[1], 2)
    if width > 200 and height > 200:
        assert width / height == pytest.approx(upright[0] / upright[1], rel=0.03)


def grey(width: int, height: int, value: int, form: str = "yuv420p") -> av.VideoFrame:
    pixels = np.full((height, width, 3), value, np.uint8)
    return av.VideoFrame.from_ndarray(pixels, "rgb24").reformat(format=form)


@pytest.mark.parametrize("form", ["yuv420p", "yuvj420p", "yuv422p", "nv12", "gray"])
def test_every_pixel_of_every_width_is_filled(form: str) -> None:
    scaler, bright, dark = Scaler(), grey(320, 90, 200, form), grey(320, 90, 40, form)
    for width in (*range(40, 76, 2), 318, 320):
        size = (width, 90)
        for frame, value in ((dark, 40), (bright, 200)):  # memory is used again
            pixels = scaler.pixels(frame, size)
            assert pixels.shape == (90, width, 4)
            assert np.abs(pixels[:, :, :3].astype(int) - value).max() <= 3
            del pixels
    for width in (178, 180, 182, 184):  # nothing to scale
        for value in (40, 200):
            pixels = scaler.pixels(grey(width, 90, value, form), (width, 90))
            assert np.abs(pixels[:, :, :3].astype(int) - value).max() <= 3
            del pixels


def test_colours_are_blue_green_red() -> None:
    pixels = np.zeros((96, 160, 3), np.uint8)
    pixels[:, :, 0] = 255
    frame = av.VideoFrame.from_ndarray(pixels, "rgb24").reformat(format="yuv420p")
    for size in ((160, 96), (80, 48), (100, 60)):
        blue, green, red, _ = Scaler().pixels(frame, size)[20, 20]
        assert (int(blue) < 10, int(green) < 10, int(red) > 240) == (True, True, True)


def test_an_unmarked_high_definition_picture_is_taken_for_bt709() -> None:
    def shown(width: int, height: int) -> np.ndarray:
        frame = av.VideoFrame(width, height, "yuv420p")
        for plane, value in zip(frame.planes, (81, 90, 240), strict=True):  # red in BT.601
            plane.update(bytes((value,)) * plane.buffer_size)
        return Scaler().pixels(frame, (160, 96))[20, 20].astype(int)

    small, large = shown(640, 360), shown(1280, 720)
    assert small[2] > 245
    assert small[1] < 10
    assert large[1] != pytest.approx(small[1], abs=4)


def room_for(width: int, height: int) -> np.ndarray:
    """Pixels with slack behind them, as a board's slot has it; all of it is 7."""
    whole = np.full((width * height + SLACK_PX) * 4 + 4096, 7, np.uint8)
    return whole[: width * height * 4].reshape(height, width, 4)


def pattern(width: int, height: int, form: str = "yuv420p") -> av.VideoFrame:
    pixels = np.full((height, width, 3), 90, np.uint8)
    pixels[:, :, 0] = np.linspace(0, 255, width, dtype=np.uint8)
    pixels[:, :, 1] = np.linspace(255, 0, height, dtype=np.uint8)[:, None]
    return av.VideoFrame.from_ndarray(pixels, "rgb24").reformat(format=form)


@pytest.mark.parametrize("form", ["yuv420p", "yuvj420p", "yuv422p", "nv12"])
@pytest.mark.parametrize("size", [(640, 360), (624, 352), (320, 180), (208, 116), (206, 116)])
def test_what_is_drawn_directly_is_what_pyav_would_have_given(
    size: tuple[int, int], form: str
) -> None:
    frame, into = pattern(640, 360, form), room_for(*size)
    Scaler().draw(frame, into)
    there = Scaler().pixels(frame, size)
    assert np.abs(into[:, :, :3].astype(int) - there[:, :, :3]).mean() < 2.0
    assert np.abs(into[:, :, :3].astype(int) - there[:, :, :3]).max() <= 24


@given(st.integers(1, 60), st.integers(1, 60), st.sampled_from(["yuv420p", "nv12"]))
def test_nothing_is_written_beyond_the_slack(eighth: int, half: int, form: str) -> None:
    width, height = eighth * 8, half * 2
    into = room_for(width, height)
    assert into.base is not None
    Scaler().draw(pattern(640, 360, form), into)
    behind = np.asarray(into.base).reshape(-1)[(width * height + SLACK_PX) * 4 :]
    assert (behind == 7).all()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_picture_is_turned_clockwise_into_the_memory_given(rotate: int) -> None:
    frame = pattern(160, 96)
    into = room_for(*((96, 160) if rotate in (90, 270) else (160, 96)))
    Scaler().draw(frame, into, rotate)
    upright = Scaler().pixels(frame, (160, 96))
    turned = np.rot90(upright, -rotate // 90)
    assert np.abs(into[:, :, :3].astype(int) - turned[:, :, :3]).mean() < 2.0


def test_where_the_library_is_not_found_pyav_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swscale, "LIBRARY", None)
    into = room_for(320, 180)
    Scaler().draw(pattern(640, 360), into)
    assert (into[:, :, :3] == Scaler().pixels(pattern(640, 360), (320, 180))[:, :, :3]).all()
