from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.diagnosis.structure import HEIGHT, WIDTH, kept, shift, spectrum, structure
from tests.media.diagnosis.scenes import made


def grey(seed: int) -> np.ndarray:  # type: ignore[type-arg]
    return np.asarray(cv2.cvtColor(made(seed, WIDTH, HEIGHT), cv2.COLOR_BGR2GRAY), np.uint8)


@given(st.integers(0, 30), st.integers(-WIDTH // 3, WIDTH // 3), st.integers(-30, 30))
def test_a_shift_of_whole_pixels_is_found(seed: int, right: int, down: int) -> None:
    edges = structure(grey(seed))
    pushed = np.roll(edges, (down, right), (0, 1))
    found = shift(spectrum(edges), spectrum(pushed))
    assert found == pytest.approx((right, down), abs=0.3)
    assert kept(edges, pushed, found)[1] > 0.9


@given(st.integers(0, 30), st.floats(0.3, 1.0), st.floats(0, 60))
def test_a_structure_is_the_same_in_other_light(seed: int, gain: float, lift: float) -> None:
    picture = grey(seed)
    other = np.clip(picture * gain * 0.75 + lift, 0, 255).astype(np.uint8)
    blocks, alike = kept(structure(picture), structure(other))
    assert blocks > 12
    assert alike > 0.95


def test_light_on_dark_and_dark_on_light_are_the_same() -> None:
    picture = grey(3)
    assert kept(structure(picture), structure(255 - picture))[1] == 1.0


def test_two_places_have_little_in_common() -> None:
    shares = [kept(structure(grey(a)), structure(grey(a + 40)))[1] for a in range(10)]
    assert max(shares) < 0.5


def test_nothing_is_compared_in_an_empty_picture() -> None:
    empty = structure(np.full((HEIGHT, WIDTH), 90, np.uint8))
    assert kept(empty, empty) == (0, 0.0)
    assert shift(spectrum(empty), spectrum(empty)) == (0.0, 0.0)
