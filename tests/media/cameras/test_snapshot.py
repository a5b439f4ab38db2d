from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image

from media.cameras.snapshot import Caption, NewestGop, newest, take, upright
from media.unit import AccessUnit, Arrival, VideoFormat
from media.view import View
from tests.media.archive.coded import arrivals
from tests.media.cameras.test_decoder import arrivals as film_arrivals
from tests.media.cameras.test_decoder import damaged
from tests.media.rtsp.film import brightness


@pytest.mark.parametrize("codec", ["h264", "hevc", "mjpeg"])
def test_the_last_picture_is_taken_in_its_own_size(codec: str) -> None:
    units = arrivals(codec, gop=25)[:20]
    pixels, _, received_at = newest(units)
    assert pixels.shape == (96, 160, 3)
    assert received_at == units[-1].received_at


@pytest.mark.parametrize("fate", ["damaged", "refused"])
def test_after_damage_the_last_whole_picture_is_taken_with_its_own_time(fate: str) -> None:
    units = film_arrivals()
    bad = units[13]
    units[13] = damaged(bad) if fate == "damaged" else refused(bad)
    pixels, _, received_at = newest(units)
    assert received_at == 12.0
    assert abs(int(pixels[2:8, 2:8].mean()) - brightness(12)) <= 3
    units[10] = damaged(units[10])
    assert newest(units)[2] == 9.0
    with pytest.raises(ValueError, match="cannot be decoded"):
        newest(units[10:])


def refused(arrival: Arrival) -> Arrival:
    return arrival._replace(unit=arrival.unit._replace(data=b"\0\0\0\1\x65" + bytes(9)))


def test_what_cannot_be_decoded_is_said() -> None:
    junk = Arrival(AccessUnit(b"\0\0\0\1\x65abc", True, False, 0, None), 1.0, math.nan)
    with pytest.raises(ValueError, match="cannot be decoded"):
        newest([junk])
    with pytest.raises(ValueError, match="no picture"):
        newest([])


def test_only_a_whole_group_of_pictures_is_remembered() -> None:
    units = arrivals(count=30, gop=10)
    gop = NewestGop()
    gop.begin(VideoFormat("h264"), None)
    gop.unit(units[1])
    assert gop.units == []
    assert not gop.came.is_set()
    for each in units[10:14]:
        gop.unit(each)
    assert gop.units == units[10:14]
    assert gop.came.is_set()
    gop.unit(Arrival(AccessUnit(b"", False, True, 0, None), 1.0, math.nan))
    gop.unit(units[15])
    assert gop.units == units[10:14]
    gop.begin(VideoFormat("h264"), None)
    assert not gop.came.is_set()


@pytest.mark.parametrize(
    ("rotate", "place"), [(0, (0, 0)), (90, (1, 0)), (180, (3, 1)), (270, (0, 3))]
)
def test_a_picture_is_turned_clockwise(rotate: int, place: tuple[int, int]) -> None:
    image = Image.new("L", (4, 2))
    image.putpixel((0, 0), 255)
    assert upright(image, None, rotate).getpixel(place) == 255


def test_pixels_that_are_not_square_are_made_so() -> None:
    assert upright(Image.new("L", (720, 576)), Fraction(16, 15), 0).size == (768, 576)


def test_a_forced_ratio_is_that_of_the_snapshot_before_it_is_turned(tmp_path: Path) -> None:
    view = View(90, Fraction(2))
    _, size = take(arrivals(), 0.0, tmp_path / "a.jpg", Caption("c01", view=view))
    assert size == (96, 192)


def test_it_lies_whole_under_its_name_or_not_at_all(tmp_path: Path) -> None:
    units = arrivals()
    taken_at, size = take(units, 1000.0, tmp_path / "s" / "a.jpg", Caption("c01"))
    assert taken_at == pytest.approx(units[-1].received_at + 1000.0)
    assert size == (160, 96)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.jpg").mkdir()
    with pytest.raises(OSError, match="directory"):
        take(units, 0.0, tmp_path / "b" / "a.jpg", Caption("c01"))
    names = {each.name for each in (tmp_path / "b").iterdir()}
    assert names == {"a.jpg"}
