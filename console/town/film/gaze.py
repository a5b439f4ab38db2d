"""What a look-out sees where its head points. Pure.

A place is pan, tilt (-1 to 1, right and up are positive) and zoom (0 to 1), as the head has it.
"""

from __future__ import annotations

import math
from dataclasses import replace

from console.town.film.lens import Lens

Place = tuple[float, float, float]

AHEAD: Place = (0.0, 0.0, 0.0)  # as the scene's lens looks
PAN_DEG = 45.0  # to each side: beyond it the blocks have nothing to show
TILT_DEG = 12.0  # up and down: there is always ground in the picture
LARGEST = 6.0  # magnification at full zoom


def aimed(lens: Lens, place: Place) -> Lens:
    """The lens turned to a place. Zoom multiplies, so that it grows evenly to the eye."""
    pan, tilt, zoom = place
    tangent = math.tan(math.radians(lens.hfov_deg) / 2) / LARGEST**zoom
    return replace(
        lens,
        pan_deg=pan * PAN_DEG,
        tilt_deg=lens.tilt_deg - tilt * TILT_DEG,
        hfov_deg=lens.hfov_deg if zoom == 0 else math.degrees(2 * math.atan(tangent)),
    )
