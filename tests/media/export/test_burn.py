from __future__ import annotations

import numpy as np
import pytest

from media.export.burn import LEAST_PX, burn, stamp, turned
from media.hub.caption import SURFACE, luma_chroma


def test_a_plate_lies_in_the_upper_left_corner_and_nowhere_else() -> None:
    picture = np.full((360 * 3 // 2, 640), 200, np.uint8)
    plate = stamp(0.0, "柳湾镇  c01", 360)
    burn(picture, plate)
    luma, chroma = picture[:360], picture[360:].reshape(2, 180, 320)
    y, u, v = luma_chroma(SURFACE)
    assert (luma[0, 0], chroma[0, 0, 0], chroma[1, 0, 0]) == (y, u, v)
    assert int(luma[: plate.height, : plate.width].max()) > 200
    assert (luma[plate.height :] == 200).all()
    assert (luma[:, plate.width :] == 200).all()
    assert (chroma[:, plate.height // 2 :] == 200).all()


def test_a_small_picture_takes_what_fits_of_a_plate() -> None:
    picture = np.full((32 * 3 // 2, 64), 200, np.uint8)
    plate = stamp(0.0, "柳湾镇", 32)
    assert plate.width > 64
    assert plate.height >= LEAST_PX
    burn(picture, plate)
    assert picture[0, 63] != 200


@pytest.mark.parametrize(("quarters", "corner"), [(0, (0, 0)), (-1, (0, 31)), (2, (15, 31))])
def test_a_picture_is_turned_with_its_colours(quarters: int, corner: tuple[int, int]) -> None:
    picture = np.full((16 * 3 // 2, 32), 128, np.uint8)
    if quarters % 2:
        picture = np.full((32 * 3 // 2, 16), 128, np.uint8)
    high = picture.shape[0] * 2 // 3
    picture[0, 0] = 255  # the upper left corner, and its blue
    picture[high:].reshape(2, -1)[0, 0] = 1
    shown = turned(picture, quarters)
    assert shown.shape == (24, 32)
    assert shown[corner] == 255
    blue = shown[16:].reshape(2, 8, 16)[0]
    assert blue[corner[0] // 2, corner[1] // 2] == 1
    assert int((shown == 255).sum()) == int((shown == 1).sum()) == 1
