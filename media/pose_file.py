"""The pose of one camera as it lies on disk: ``[pose]`` of ``calibrations/ID.toml``.

Control points (``[[points]]``) may lie in the same file; they are not read here.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path

from media.calibration import Pose

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
}
_OPTIONAL = {"aspect": 16 / 9}


def read_pose(path: Path) -> Pose:
    """The pose in the file. ValueError names the file, the key and what would be right."""
    table = _table(path)
    for key in table:
        if key not in _BOUNDS:
            near = difflib.get_close_matches(key, _BOUNDS, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; the keys are {', '.join(_BOUNDS)}"
            raise ValueError(f"{path}: [pose] {key} is not known{hint}")
    return Pose(**{key: _number(path, table, key) for key in _BOUNDS})


def _table(path: Path) -> Mapping[str, object]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise ValueError(f"{path}: cannot be read: {fault.strerror}") from fault
    if len(content) > LARGEST_FILE:
        raise ValueError(f"{path}: larger than {LARGEST_FILE} bytes, so no calibration")
    try:
        whole = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise ValueError(f"{path}: is not UTF-8") from fault
    except (ValueError, RecursionError) as fault:
        raise ValueError(f"{path}: is not TOML: {fault}") from fault
    table = whole.get("pose")
    if not isinstance(table, dict):
        raise ValueError(f"{path}: [pose] is missing")
    return table


def _number(path: Path, table: Mapping[str, object], key: str) -> float:
    lowest, highest, right = _BOUNDS[key]
    value = table.get(key, _OPTIONAL.get(key))
    if value is None:
        raise ValueError(f"{path}: [pose] {key} is missing: {right}")
    # compared as it is: a whole number may be too large for a float
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise ValueError(f"{path}: [pose] {key} = {value!r:.40} is no number: {right}")
    if not lowest <= value <= highest:
        raise ValueError(f"{path}: [pose] {key} = {value!r:.40} is out of bounds: {right}")
    return float(value)
