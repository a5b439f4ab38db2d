from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.diagnosis.measure import change_between, measure, noise_between
from tests.media.diagnosis.scenes import made
from tests.stage.looks import measured
from tests.stage.spoil import blur, cast, gain, grain, snow


def test_levels_of_a_plain_picture_are_its_level() -> None:
    seen = measured(np.full((360, 640, 3), 90, np.uint8))
    assert (seen.brightness, seen.nearly_all, seen.clipped) == (90, 90, 0)
    assert (seen.sharpness, seen.colour, seen.noise) == (None, 0, 0)
    assert (seen.means == 90).all()
    assert (seen.textures == 0).all()


def test_pictures_of_another_size_are_refused() -> None:
    grey, colours = np.zeros((192, 320), np.uint8), np.zeros((24, 40, 3), np.uint8)
    measure(grey, colours)
    for wrong in ((grey.T, colours), (grey, colours[..., :2]), (grey[:-1], colours)):
        with pytest.raises(ValueError, match="another size"):
            measure(*wrong)


@given(st.binary(min_size=24 * 32 * 3, max_size=24 * 32 * 3))
def test_any_bytes_are_measured_in_their_ranges(content: bytes) -> None:
    seen = measured(np.frombuffer(content, np.uint8).reshape(24, 32, 3))
    assert 0 <= seen.brightness <= 255
    assert 0 <= seen.clipped <= 1
    assert seen.noise is None or seen.noise >= 0
    assert seen.colour is None or seen.colour >= 0


def test_sharpness_falls_with_blur_and_hardly_with_light_or_grain() -> None:
    picture = made(2)
    sharp = [measured(blur(picture, sigma)).sharpness or 0 for sigma in (0.5, 2, 4, 7)]
    assert sharp == sorted(sharp, reverse=True)
    assert sharp[3] < 0.4 < 0.9 < sharp[0]
    darker, grainy = gain(picture, 0.5), grain(picture, 8, np.random.default_rng(1))
    for other in (darker, grainy):
        assert measured(other).sharpness == pytest.approx(sharp[0], rel=0.2)


def test_burnt_in_text_does_not_make_a_blurred_picture_sharp() -> None:
    picture = blur(made(2), 7)
    cv2.putText(picture, "GATE 12:00:00", (8, 30), cv2.FONT_HERSHEY_SIMPLEX, 1, (255,) * 3, 2)
    assert (measured(picture).sharpness or 1) < 0.4


def test_colour_is_that_of_the_greyest_part() -> None:
    picture = made(4)
    picture[:180] = (40, 200, 60)  # half a green field is no cast
    assert (measured(picture).colour or 0) < 0.15
    assert (measured(cast(picture, 1.6, 1, 0.6)).colour or 0) > 0.25


def test_noise_is_told_from_texture_by_two_pictures() -> None:
    chance = np.random.default_rng(5)
    texture = np.asarray(cv2.merge([chance.integers(60, 190, (360, 640), np.uint8)] * 3), np.uint8)
    seen = measured(texture)
    assert (seen.noise or 0) > 9
    assert noise_between(seen, measured(texture.copy())) == 0
    noisy = [measured(snow(made(6), 0.2, chance)) for _ in range(2)]
    assert (noisy[0].noise or 0) > 9
    assert (noise_between(*noisy) or 0) > 9


def test_a_burnt_in_clock_is_no_change() -> None:
    first, second = made(7), made(7)
    cv2.putText(second, "12:00:07", (8, 30), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (255,) * 3, 1)
    assert change_between(measured(first).thumb, measured(second).thumb) == 0
    assert change_between(measured(first).thumb, measured(made(8)).thumb) > 5
