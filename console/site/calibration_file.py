"""``calibrations/ID.toml``, whole: read with every mistake by file, line and key; written at once.

The version before a write is kept beside it, so that one step can be taken back.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from console.calibration.point import MOST_POINTS, ControlPoint
from console.calibration.record import (
    WHOLE,
    Calibration,
    Edges,
    HeadPoint,
    Method,
    StreamView,
    Taken,
)
from console.cases.datum import DATUMS
from layouts.fault import Fault
from layouts.toml_file import Table, TomlFile
from layouts.toml_text import written_key, written_lines
from layouts.whole_file import restore_previous, write_whole
from media.onvif.turned import HeadScale
from media.onvif.words import Motion
from media.pose_file import LARGEST_FILE, read_head, read_pose

FOLDER = "calibrations"
GRADES = ("", "A", "B", "C", "D")
MOST_STREAMS = 8
SMALLEST_CROP = 0.05
_TABLES = ("pose", "head", "fit", "streams", "points", "head_points")
_FIT = (
    "method", "grade", "error_px", "error_m", "map_m", "operator", "date", "datum", "stream",
    "width", "height", "zoom", "preset", "reference", "covariance",
)  # fmt: skip
_POINT = ("name", "x", "y", "longitude", "latitude", "height_m", "used", "check")
_PLACE = re.compile(r"\[(\w+)\](?: (\w+))?")


def path_of(folder: Path, camera: str) -> Path:
    return folder / FOLDER / f"{camera}.toml"


def read_calibration(path: Path, name: str) -> tuple[Calibration | None, list[Fault]]:
    """What the file says, or every mistake in it; ``name``: what the file is called in those."""
    file = TomlFile.read(path, name, LARGEST_FILE)
    if file.root is None:
        return None, file.faults
    root = file.root
    root.known(_TABLES)
    try:
        pose, head = read_pose(path), read_head(path)
    except ValueError as error:
        file.faults.append(_placed(file, str(error).removeprefix(f"{path}: ")))
        pose, head = None, None
    taken = _taken(root.table("fit"))
    streams = _streams(root.table("streams"))
    points = tuple(_point(each) for each in root.tables("points", MOST_POINTS))
    told = root.tables("head_points", MOST_POINTS)
    at_head = tuple(
        HeadPoint(_point(each, "pan", "tilt", "zoom"), _position(each)) for each in told
    )
    if pose is None or file.faults:
        return None, file.faults
    return Calibration(pose, head, taken, streams, points, at_head), []


def write_calibration(folder: Path, camera: str, calibration: Calibration) -> None:
    """OSError when the disk refuses; the file as it was is untouched then."""
    write_whole(path_of(folder, camera), written(calibration))


def undo_calibration(folder: Path, camera: str) -> bool:
    """The file before takes the place of this one, and it the other's: whether there was one."""
    return restore_previous(path_of(folder, camera))


def written(calibration: Calibration) -> str:
    """The file's text."""
    head = calibration.head
    lines = ["[pose]", *written_lines(_pose(calibration))]
    if head is not None:
        lines += ["", "[head]", *written_lines(_head_values(head))]
    lines += ["", "[fit]", *written_lines(_fit_values(calibration.taken))]
    for name, view in calibration.streams.items():
        lines += ["", f"[streams.{written_key(name)}]"]
        lines += written_lines({"aspect": view.aspect, "crop": list(view.crop)})
    for point in calibration.points:
        lines += ["", "[[points]]", *written_lines(_point_values(point))]
    for each in calibration.head_points:
        at = each.position
        values = {
            **_point_values(each.point),
            "pan": at.pan,
            "tilt": at.tilt,
            "zoom": at.zoom or 0.0,
        }
        lines += ["", "[[head_points]]", *written_lines(values)]
    return "\n".join(lines) + "\n"


# -- reading


def _placed(file: TomlFile, text: str) -> Fault:
    """A fault of ``media.pose_file`` with its line."""
    found = _PLACE.match(text)
    keys = tuple(part for part in found.groups() if part) if found else ()
    return Fault(file.name, file.line_of(keys), "", text)


def _taken(table: Table) -> Taken:
    table.known(_FIT)
    return Taken(
        method=table.choice("method", get_args(Method), "typed"),  # type: ignore[arg-type]
        grade=table.choice("grade", GRADES, ""),
        error_px=_maybe(table, "error_px", 0, 1e5),
        error_m=_maybe(table, "error_m", 0, 1e5),
        map_m=_maybe(table, "map_m", 0, 1e4),
        operator=table.text("operator", longest=100),
        date=_moment(table),
        datum=table.choice("datum", DATUMS, "wgs84"),
        stream=table.text("stream", "main", 40),
        width=table.integer("width", 0, 0, 20_000),
        height=table.integer("height", 0, 0, 20_000),
        zoom=_maybe(table, "zoom", 0, 1),
        preset=table.text("preset", longest=200),
        reference=table.text("reference", longest=100),
        covariance=_covariance(table),
    )


def _maybe(table: Table, key: str, lowest: float, highest: float) -> float | None:
    return table.number(key, lowest, lowest, highest) if key in table else None


def _moment(table: Table) -> datetime | None:
    value = table.raw("date")
    if value is None:
        return None
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    table.fault("date", "needs a moment with its offset such as 2026-11-23T08:00:00Z")
    return None


def _covariance(table: Table) -> tuple[tuple[float, ...], ...]:
    value = table.raw("covariance")
    if value is None:
        return ()
    rows = value if isinstance(value, list) else []
    whole = len(rows) == 8 and all(isinstance(row, list) and len(row) == 8 for row in rows)
    if not whole or not all(_is_number(each) for row in rows for each in row):
        table.fault("covariance", "needs eight rows of eight numbers")
        return ()
    return tuple(tuple(float(each) for each in row) for row in rows)


def _streams(table: Table) -> dict[str, StreamView]:
    found: dict[str, StreamView] = {}
    for name in list(table)[:MOST_STREAMS]:
        view = table.table(name)
        view.known(("aspect", "crop"))
        if "aspect" not in view:
            view.fault("aspect", "is missing: width / height of the stream's picture")
        found[name] = StreamView(view.number("aspect", 16 / 9, 0.2, 5), _crop(view))
    return found


def _crop(table: Table) -> Edges:
    value = table.raw("crop")
    if value is None:
        return WHOLE
    right = "needs [left, top, right, bottom] of the whole picture, each 0 to 1"
    if not isinstance(value, list) or len(value) != 4 or not all(map(_is_number, value)):
        table.fault("crop", right)
        return WHOLE
    left, top, far, low = map(float, value)
    if not (0 <= left < far <= 1 and 0 <= top < low <= 1):
        table.fault("crop", right)
        return WHOLE
    if min(far - left, low - top) < SMALLEST_CROP:
        table.fault("crop", f"shows less than {SMALLEST_CROP:.0%} of the picture")
        return WHOLE
    return left, top, far, low


def _point(table: Table, *more: str) -> ControlPoint:
    table.known((*_POINT, *more))
    for key in ("x", "y", "longitude", "latitude"):
        if key not in table:
            table.fault(key, "is missing")
    return ControlPoint(
        name=table.text("name", longest=100),
        x=table.number("x", 0.5, -0.5, 1.5),
        y=table.number("y", 0.5, -0.5, 1.5),
        longitude=table.number("longitude", 0, -180, 180),
        latitude=table.number("latitude", 0, -85, 85),
        height_m=table.number("height_m", 0, -1000, 9000),
        used=table.boolean("used", True),
        check=table.boolean("check", False),
    )


def _position(table: Table) -> Motion:
    return Motion(
        table.number("pan", 0, -1, 1), table.number("tilt", 0, -1, 1), table.number("zoom", 0, 0, 1)
    )


def _is_number(value: object) -> bool:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return plain and math.isfinite(value)  # type: ignore[arg-type]


# -- writing


def _pose(calibration: Calibration) -> dict[str, Any]:
    pose = calibration.pose
    values: dict[str, Any] = {
        "longitude": round(pose.longitude, 9), "latitude": round(pose.latitude, 9),
        "height_m": round(pose.height_m, 4), "heading_deg": round(pose.heading_deg, 5),
        "tilt_deg": round(pose.tilt_deg, 5), "roll_deg": round(pose.roll_deg, 5),
        "hfov_deg": round(pose.hfov_deg, 5), "aspect": round(pose.aspect, 6),
    }  # fmt: skip
    return {**values, "k1": round(pose.k1, 6)} if pose.k1 else values


def _head_values(head: HeadScale) -> dict[str, Any]:
    values: dict[str, Any] = {
        "pan": head.pan, "tilt": head.tilt, "zoom": head.zoom,
        "pan_deg": head.pan_deg, "tilt_deg": head.tilt_deg,
        "hfov_deg": [list(pair) for pair in head.hfov_deg] or None,
        "error_deg": head.error_deg or None,
    }  # fmt: skip
    if head.lean_deg:
        values |= {"lean_deg": head.lean_deg, "lean_to_deg": head.lean_to_deg}
    return _told(values)


def _fit_values(taken: Taken) -> dict[str, Any]:
    values: dict[str, Any] = {key: getattr(taken, key) for key in _FIT}
    values["covariance"] = [list(row) for row in taken.covariance] or None
    for key in ("error_px", "error_m", "map_m"):
        values[key] = None if values[key] is None else round(values[key], 2)
    return {key: value for key, value in _told(values).items() if value != "" and value != 0}


def _point_values(point: ControlPoint) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": point.name, "x": round(point.x, 6), "y": round(point.y, 6),
        "longitude": round(point.longitude, 9), "latitude": round(point.latitude, 9),
        "height_m": point.height_m,
    }  # fmt: skip
    if not point.used:
        values["used"] = False
    return {**values, "check": True} if point.check else values


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
