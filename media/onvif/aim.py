"""From what a hand does on a picture to what the head does. Pure.

Speeds are in ONVIF's generic space, -1 to 1; right and up are positive.
"""

from __future__ import annotations

import math

from media.onvif.words import Motion

DEAD = 0.04  # of the picture's height: a hand that rests trembles
FULL = 0.5  # of the picture's height from where it was pressed: full speed
USUAL_FOV_DEG = 60.0  # at which a head may turn at full speed
SLOWEST = 0.05  # of full speed, through the longest lens
MOST_ZOOM = 20.0  # magnification at zoom 1, where nobody says
NOTCH_S = 0.2  # a notch of the wheel zooms so long
MOST_NOTCHES = 10


def drag_speed(
    dx: float, dy: float, picture_height: float, fov_deg: float = USUAL_FOV_DEG
) -> Motion:
    """The speed of a drag: ``dx`` to the right and ``dy`` down, from where the button went down.

    It grows with the square of the way, so that a small way is fine; through a long lens it is
    slower, so that the picture flows past at the same pace.
    """
    length = math.hypot(dx, dy)
    if not math.isfinite(length) or picture_height <= 0:
        return Motion()
    way = (length / picture_height - DEAD) / (FULL - DEAD)
    if way <= 0:
        return Motion()
    by_lens = min(max(fov_deg / USUAL_FOV_DEG, SLOWEST), 1.0)
    speed = max(min(way, 1.0) ** 2 * by_lens, 0.01)
    return Motion(round(dx / length * speed, 4), round(-dy / length * speed, 4))


def wheel_zoom(notches: float) -> tuple[Motion, float]:
    """(speed, seconds) of a turned wheel: up (positive) goes nearer."""
    if not math.isfinite(notches) or not notches:
        return Motion(), 0.0
    count = min(abs(notches), MOST_NOTCHES)
    return Motion(zoom=math.copysign(0.5, notches)), round(count * NOTCH_S, 3)


def fov_at(wide_deg: float, zoom: float | None, most_zoom: float = MOST_ZOOM) -> float:
    """Degrees seen across at a zoom position of 0 to 1, when ``wide_deg`` are at 0."""
    times = 1 + (most_zoom - 1) * min(max(zoom or 0.0, 0.0), 1.0)
    return math.degrees(2 * math.atan(math.tan(math.radians(wide_deg) / 2) / times))


def limited(pan: float, tilt: float, zoom: float) -> Motion:
    """Speeds from elsewhere, cut to what there is; what is no number is none."""
    cut = (min(max(v, -1.0), 1.0) if math.isfinite(v) else 0.0 for v in (pan, tilt, zoom))
    return Motion(*cut)
