from __future__ import annotations

import numpy as np
import pytest

from console.cases.heat import MOST_PX, SPREAD_M, heat_picture


def test_nothing_has_no_picture() -> None:
    assert heat_picture(np.zeros((0, 2))) is None


def test_the_brightest_place_is_where_most_cases_are() -> None:
    chance = np.random.default_rng(2)
    heap = chance.normal((3000, -1000), 30, (200, 2))
    found = heat_picture(np.vstack([heap, chance.uniform(-4000, 4000, (100, 2))]))
    assert found is not None
    alpha = found.pixels[:, :, 3]
    row, column = np.unravel_index(alpha.argmax(), alpha.shape)
    x = found.left + (column + 0.5) / alpha.shape[1] * found.width
    y = found.top + (row + 0.5) / alpha.shape[0] * found.height
    assert np.hypot(x - 3000, y + 1000) < SPREAD_M / 2
    assert 100 < found.densest < 300


def test_one_case_is_a_spot_that_fades_within_its_spread() -> None:
    found = heat_picture(np.array([(10.0, 20.0)]))
    assert found is not None
    alpha = found.pixels[:, :, 3]
    assert alpha.max() == 200
    assert not alpha[0].any()
    assert not alpha[:, -1].any()
    assert found.densest == pytest.approx(1, rel=0.1)


def test_a_wide_town_is_no_larger_picture() -> None:
    found = heat_picture(np.array([(0.0, 0.0), (200_000.0, 50_000.0)]))
    assert found is not None
    assert max(found.pixels.shape[:2]) <= MOST_PX
    assert found.pixels.flags["C_CONTIGUOUS"]
