"""Pictures out of a panorama are those that would be painted for where the head points."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from console.town.film.gaze import AHEAD, Place
from console.town.film.mark import read_mark
from console.town.film.outlook import Outlook
from console.town.film.painting import Painting
from console.town.film.panorama import make_panorama, panorama_path, read_panorama
from console.town.film.reel import MAIN, SUB
from console.town.film.shot import Shot, film

SHOT = Shot("lookout", 9, "测试", 30.0, *SUB)


@pytest.fixture(scope="module")
def panorama(tmp_path_factory: pytest.TempPathFactory) -> Painting:
    cache = tmp_path_factory.mktemp("panorama")
    make_panorama(str(cache), SHOT)
    return read_panorama(panorama_path(cache, SHOT))


def blurred(picture: np.ndarray) -> np.ndarray:
    return cv2.blur(picture[24:300], (9, 9)).astype(int)


@pytest.mark.parametrize("place", [AHEAD, (0.8, 0.5, 0.3), (-1.0, -1.0, 0.0), (0.2, -0.3, 0.8)])
def test_a_cut_is_the_painting_of_the_same_place(panorama: Painting, place: Place) -> None:
    cut = Outlook(panorama, SHOT).picture(place, 0).copy()
    painted = next(film(replace(SHOT, place=place)))
    difference = np.abs(blurred(cut) - blurred(painted))
    assert difference.mean() < 4, "the panorama is a little less sharp"
    assert np.percentile(difference, 99) < 30, "cars and people are in it too"


def test_who_moves_leaves_no_trace(panorama: Painting) -> None:
    outlook, fresh = Outlook(panorama, SHOT), Outlook(panorama, SHOT)
    before = outlook.picture(AHEAD, 3).copy()
    for i in range(4, 40, 5):
        outlook.picture((i / 100, 0.0, 0.0), i)
    assert (outlook.picture(AHEAD, 3) == before).all()
    assert (fresh.picture(AHEAD, 3) == before).all()
    assert (fresh.picture(AHEAD, 60) != before).any()


def test_every_picture_carries_its_mark_at_both_sizes(panorama: Painting) -> None:
    for size in (SUB, MAIN):
        shot = replace(SHOT, width=size[0], height=size[1])
        picture = Outlook(panorama, shot).picture((0.5, 0.0, 1.0), 123)
        assert picture.shape == (size[1], size[0], 3)
        assert read_mark(picture) == (9, 123)


def test_all_sizes_and_places_of_a_camera_have_one_panorama() -> None:
    large = replace(SHOT, width=1920, height=1080, place=(0.5, 0.0, 0.0))
    assert panorama_path(Path(), SHOT) == panorama_path(Path(), large)
    assert panorama_path(Path(), SHOT) != panorama_path(Path(), replace(SHOT, number=10))
