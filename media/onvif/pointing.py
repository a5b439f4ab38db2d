"""Where a head has to stand so that its camera looks at a place: ``turned`` the other way. Pure."""

from __future__ import annotations

import math

from media.calibration import Pose, metres
from media.onvif.turned import HeadScale
from media.onvif.words import Motion

NEAREST_M = 1.0  # a place below the mast has no direction


def pointing(
    pose: Pose, scale: HeadScale | None, longitude: float, latitude: float, height_m: float = 0.0
) -> Motion | None:
    """The position at which the place ``height_m`` above the ground is in the middle of the picture
    of ``pose``, its zoom left as it is. None where the head does not reach it, where nobody wrote
    down what its positions mean, or right below it."""
    if scale is None or not scale.pan_deg or not scale.tilt_deg:
        return None
    east, north = metres(longitude, latitude, pose.longitude, pose.latitude)
    far = math.hypot(east, north)
    if far < NEAREST_M:
        return None
    aside = math.remainder(math.degrees(math.atan2(east, north)) - pose.heading_deg, 360)
    down = math.degrees(math.atan2(pose.height_m - height_m, far))
    pan = _within(scale.pan + aside / scale.pan_deg, 360 / abs(scale.pan_deg))
    tilt = scale.tilt + (pose.tilt_deg - down) / scale.tilt_deg
    if pan is None or not -1 <= tilt <= 1:
        return None
    return Motion(pan, tilt, None)


def _within(pan: float, turn: float) -> float | None:
    """The same direction within the head's positions, a whole ``turn`` on or back; None where it
    has a stop there."""
    return next((each for each in (pan, pan - turn, pan + turn) if -1 <= each <= 1), None)
