from __future__ import annotations

import numpy as np
import pytest

from console.calibration.ellipse import ellipse
from console.calibration.fit import fit
from console.calibration.place_at import place_at
from media.calibration import degrees
from tests.console.calibration.made import POLE, points_of, prior_of

NONE = np.zeros((8, 8))


def test_a_place_is_as_wide_as_its_metres_and_flattened_along_the_view() -> None:
    ahead = place_at(POLE, 0.5, 0.5)
    assert ahead is not None
    found = ellipse(POLE, NONE, *ahead, 2.0)
    assert found is not None
    far = POLE.height_m / np.sin(np.radians(25))
    focal = 0.5 / np.tan(np.radians(35))
    assert found.long == pytest.approx(2.0 * focal / far, rel=0.05)
    assert found.short == pytest.approx(found.long * np.sin(np.radians(25)), rel=0.1)
    assert min(found.turn_deg, 180 - found.turn_deg) < 8


def test_the_fit_adds_its_own_doubt() -> None:
    fitted = fit(points_of(POLE)[:5], prior_of(POLE, lens_known=True))
    assert fitted is not None
    place = place_at(POLE, 0.7, 0.4)
    assert place is not None
    sure, doubtful = (ellipse(POLE, c, *place, 1.0) for c in (NONE, fitted.covariance))
    assert sure is not None
    assert doubtful is not None
    assert doubtful.long > sure.long


def test_nothing_is_drawn_for_what_is_behind() -> None:
    behind = degrees(-20, -25, POLE.longitude, POLE.latitude)
    assert ellipse(POLE, NONE, *behind, 5.0) is None
