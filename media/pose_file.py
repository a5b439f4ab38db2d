"""The pose of one camera as it lies on disk: ``[pose]`` of ``calibrations/ID.toml``, and ``[head]``
of one that can be turned.

What else lies in the file (``[fit]``, ``[streams]``, ``[[points]]``) is not read here.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from media.calibration import Pose
from media.onvif.turned import HeadScale

LARGEST_FILE = 1 << 20  # bytes

# key: (lowest, highest, what would be right)
_BOUNDS: dict[str, tuple[float, float, str]] = {
    "longitude": (-180, 180, "degrees east, WGS-84, -180 to 180"),
    "latitude": (-85, 85, "degrees north, WGS-84, -85 to 85"),
    "height_m": (0.2, 1000, "metres of the lens above the ground, 0.2 to 1000"),
    "heading_deg": (-360, 360, "degrees clockwise from true north, -360 to 360"),
    "tilt_deg": (-90, 90, "degrees downwards from the horizon, -90 to 90"),
    "roll_deg": (-180, 180, "degrees clockwise, -180 to 180"),
    "hfov_deg": (0.5, 170, "degrees of view across, 0.5 to 170"),
    "aspect": (0.2, 5, "width / height of the picture, 0.2 to 5"),
    "k1": (-1, 1, "the lens' first radial term, -1 to 1"),
}
_OPTIONAL = {"aspect": 16 / 9, "k1": 0.0}
_HEAD_BOUNDS: dict[str, tuple[float, float, str]] = {
    "pan": (-1, 1, "where the head stood when the pose was measured, -1 to 1"),
    "tilt": (-1, 1, "where the head stood when the pose was measured, -1 to 1"),
    "zoom": (0, 1, "where the lens stood when the pose was measured, 0 to 1"),
    "pan_deg": (-720, 720, "degrees to the right from pan 0 to 1, -720 to 720"),
    "tilt_deg": (-360, 360, "degrees up from tilt 0 to 1, -360 to 360"),
    "lean_deg": (0, 30, "degrees that the mount leans from upright, 0 to 30"),
    "lean_to_deg": (-360, 360, "where it leans to, clockwise from true north, -360 to 360"),
    "error_deg": (0, 45, "how well it is known where the head points, 0 to 45"),
}
_HEAD_OPTIONAL = {
    "pan": 0.0, "tilt": 0.0, "zoom": 0.0, "lean_deg": 0.0, "lean_to_deg": 0.0, "error_deg": 0.0,
}  # fmt: skip
_ZOOMS = "hfov_deg"
_ZOOMS_RIGHT = "two to 64 pairs [zoom position, degrees across], rising from 0 to 1"
MOST_ZOOMS = 64


def read_pose(path: Path) -> Pose:
    """The pose in the file. ValueError names the file, the key and what would be right."""
    table = _read(path).get("pose")
    if not isinstance(table, dict):
        raise ValueError(f"{path}: [pose] is missing")
    where = f"{path}: [pose]"
    _check_keys(where, table, list(_BOUNDS))
    return Pose(
        **{key: _number(where, key, table.get(key, _OPTIONAL.get(key)), _BOUNDS) for key in _BOUNDS}
    )


def read_head(path: Path) -> HeadScale | None:
    """What the positions of the camera's head mean, None where the file does not say. ValueError as
    of ``read_pose``."""
    table = _read(path).get("head")
    if table is None:
        return None
    where = f"{path}: [head]"
    if not isinstance(table, dict):
        raise ValueError(f"{where} is no table")
    _check_keys(where, table, [*_HEAD_BOUNDS, _ZOOMS])
    found = {
        key: _number(where, key, table.get(key, _HEAD_OPTIONAL.get(key)), _HEAD_BOUNDS)
        for key in _HEAD_BOUNDS
        if key in table or key in _HEAD_OPTIONAL
    }
    return HeadScale(**found, hfov_deg=_zooms(where, table.get(_ZOOMS, [])))


def _zooms(where: str, told: object) -> tuple[tuple[float, float], ...]:
    fault = ValueError(f"{where} {_ZOOMS} = {told!r:.40} is not right: {_ZOOMS_RIGHT}")
    if not isinstance(told, list) or len(told) > MOST_ZOOMS:
        raise fault
    bounds = {_ZOOMS: (0.0, 1.0, _ZOOMS_RIGHT)}
    found: list[tuple[float, float]] = []
    for pair in told:
        if not isinstance(pair, list) or len(pair) != 2:
            raise fault
        zoom = _number(where, _ZOOMS, pair[0], bounds)
        found.append((zoom, _number(where, _ZOOMS, pair[1], _BOUNDS)))
    rising = all(one[0] < other[0] for one, other in pairwise(found))
    if len(found) == 1 or not rising:
        raise fault
    return tuple(found)


def _check_keys(where: str, table: Mapping[str, object], known: Sequence[str]) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; the keys are {', '.join(known)}"
            raise ValueError(f"{where} {key} is not known{hint}")


def _read(path: Path) -> Mapping[str, object]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise ValueError(f"{path}: cannot be read: {fault.strerror}") from fault
    if len(content) > LARGEST_FILE:
        raise ValueError(f"{path}: larger than {LARGEST_FILE} bytes, so no calibration")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise ValueError(f"{path}: is not UTF-8") from fault
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"{path}: is not TOML: {fault}") from fault


def _number(
    where: str, key: str, value: object, bounds: Mapping[str, tuple[float, float, str]]
) -> float:
    lowest, highest, right = bounds[key]
    if value is None:
        raise ValueError(f"{where} {key} is missing: {right}")
    # compared as it is: a whole number may be too large for a float
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise ValueError(f"{where} {key} = {value!r:.40} is no number: {right}")
    if not lowest <= value <= highest:
        raise ValueError(f"{where} {key} = {value!r:.40} is out of bounds: {right}")
    return float(value)
