from __future__ import annotations

import av
import cv2
import numpy as np
import pytest

from media.cameras.glimpse import Copier
from media.cameras.shrinker import Shrinker
from media.diagnosis.measure import COLOURS, GREY
from tests.media.diagnosis.scenes import made


def off(a: np.ndarray, b: np.ndarray) -> float:  # type: ignore[type-arg]
    return float(np.abs(a.astype(int) - b.astype(int)).mean())


@pytest.mark.parametrize("size", [(640, 360), (1920, 1080), (704, 576), (16, 16)])
def test_a_small_picture_is_of_means_as_opencv_makes_them(size: tuple[int, int]) -> None:
    picture = np.asarray(cv2.resize(made(1), size, interpolation=cv2.INTER_AREA), np.uint8)
    frame = av.VideoFrame.from_ndarray(picture, "bgr24")
    small = Shrinker().shrink(frame)
    assert small is not None
    plain = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    if size[0] > GREY[0]:
        assert off(small[0], cv2.resize(plain, GREY, interpolation=cv2.INTER_AREA)) < 1.5
        assert off(small[1], cv2.resize(picture, COLOURS, interpolation=cv2.INTER_AREA)) < 1.5
    assert small[0].mean() == pytest.approx(plain.mean(), abs=4)


@pytest.mark.parametrize("kind", ["yuv420p", "yuvj420p", "yuv422p", "nv12"])
def test_what_cameras_send_is_brought_into_full_range(kind: str) -> None:
    bright = np.full((360, 640, 3), 250, np.uint8)
    frame = av.VideoFrame.from_ndarray(bright, "bgr24").reformat(format=kind)
    small = Shrinker().shrink(Copier().picture(frame))
    assert small is not None
    assert off(small[0], np.full(GREY[::-1], 250)) <= 2
    assert off(small[1], np.full((*COLOURS[::-1], 3), 250)) <= 5


def test_of_a_picture_that_is_too_small_nothing_is_told() -> None:
    assert Shrinker().shrink(av.VideoFrame(640, 8, "yuv420p")) is None
