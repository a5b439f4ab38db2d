"""A control point: one feature clicked in the picture and on the map; and what is known before."""

from __future__ import annotations

from dataclasses import dataclass

MOST_POINTS = 40  # of one camera; 6 to 12 are usual
PICTURE_PX = 1920  # errors are told in pixels of so wide a picture


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """``x, y`` normalised to the whole picture, 0..1, right and down; the place in WGS-84 and
    metres above the ground at the camera's foot. ``used``: takes part in the fit; ``check``: is
    kept out of it to judge it."""

    name: str
    x: float
    y: float
    longitude: float
    latitude: float
    height_m: float = 0.0
    used: bool = True
    check: bool = False


@dataclass(frozen=True, slots=True)
class Prior:
    """What the catalogue says of a camera: where a fit starts, and a soft constraint on it.

    None is not known. The sigmas say how far the catalogue is trusted; ``lens_known``: the angle of
    view is exact and there is no distortion, neither is solved for.
    """

    longitude: float | None = None
    latitude: float | None = None
    height_m: float | None = None
    heading_deg: float | None = None
    hfov_deg: float | None = None
    lens_known: bool = False
    place_sigma_m: float = 8.0
    height_sigma_m: float = 3.0
    heading_sigma_deg: float = 30.0
    hfov_sigma: float = 0.12  # of the focal length, relative
