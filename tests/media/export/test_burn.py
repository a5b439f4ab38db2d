from __future__ import annotations

import numpy as np

from media.export.burn import LEAST_PX, burn, stamp
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
