"""``grids.geojson`` and ``map/*.geojson`` (RFC 7946) as values, in WGS-84.

Sizes are limited, and every number is checked before it is taken over.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from console.cases.datum import to_wgs84
from console.site.records import Grid, MapFeature
from layouts.fault import Fault, did_you_mean

LARGEST_FILE = 32 * 1024 * 1024  # bytes
MOST_FEATURES = 20_000
MOST_POINTS = 500_000  # of one file; a map that is drawn while it is dragged
MOST_FAULTS = 20  # of one file; a wrong export is wrong everywhere

_GRID_KEYS = ("id", "name", "village", "worker", "valid_from", "valid_to")
_DRAWN = ("LineString", "MultiLineString", "Polygon", "MultiPolygon")
_POINTS = ("Point", "MultiPoint")

Ring = tuple[tuple[float, float], ...]


class GeoFile:
    """One FeatureCollection, and the mistakes found in it so far."""

    def __init__(self, path: Path, name: str, datum: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self._datum = datum
        self._points = 0
        self._features = self._read(path)

    def fault(self, key: str, text: str, line: int | None = None) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self.name, line, key, text))

    def features(self) -> Iterator[tuple[str, dict[str, Any], str, list[Ring]]]:
        """(where in the file, properties, type, lines or outer rings) of each feature."""
        for number, feature in enumerate(self._features):
            where = f"features[{number}]"
            if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
                self.fault(where, "needs a geometry")
                continue
            properties = feature.get("properties") or {}
            if not isinstance(properties, dict):
                self.fault(f"{where}.properties", "needs an object")
                continue
            geometry = feature["geometry"]
            kind = geometry.get("type")
            try:
                yield where, properties, str(kind), self._parts(kind, geometry.get("coordinates"))
            except (TypeError, ValueError, IndexError) as error:
                # the one door for coordinates of any shape
                self.fault(f"{where}.geometry", f"{str(kind)[:40]}: {error}"[:200])

    def _read(self, path: Path) -> list[Any]:
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
            if len(content) > LARGEST_FILE:
                self.fault("", f"is larger than {LARGEST_FILE >> 20} MB")
                return []
            whole = json.loads(content.decode("utf-8-sig"))
        except OSError as error:
            self.fault("", f"cannot be read: {error.strerror}")
        except UnicodeDecodeError:
            self.fault("", "is not UTF-8; save the file as UTF-8")
        except json.JSONDecodeError as error:
            self.fault("", f"is no JSON: {error.msg}", error.lineno)
        except RecursionError:
            self.fault("", "is no GeoJSON: too deeply nested")
        else:
            return self._collection(whole)
        return []

    def _collection(self, whole: object) -> list[Any]:
        features = whole.get("features") if isinstance(whole, dict) else None
        if not isinstance(features, list):
            self.fault("", "is no FeatureCollection: the list of features is missing")
            return []
        if len(features) > MOST_FEATURES:
            self.fault("features", f"are {len(features)}; {MOST_FEATURES} are the most")
            return []
        return features

    def _parts(self, kind: object, coordinates: Any) -> list[Ring]:
        match kind:
            case "LineString":
                return [self._ring(coordinates, 2)]
            case "MultiLineString":
                return [self._ring(part, 2) for part in _listed(coordinates)]
            case "Polygon":
                return [self._ring(_listed(coordinates)[0], 4)]
            case "MultiPolygon":
                return [self._ring(_listed(part)[0], 4) for part in _listed(coordinates)]
            case _:
                return []

    def _ring(self, points: Any, fewest: int) -> Ring:
        if len(_listed(points)) < fewest:
            raise ValueError(f"needs at least {fewest} points")
        self._points += len(points)
        if self._points > MOST_POINTS:
            raise ValueError(f"{MOST_POINTS} points are the most in one file")
        return tuple(self._point(point) for point in points)

    def _point(self, point: Any) -> tuple[float, float]:
        longitude, latitude = _number(_listed(point)[0]), _number(point[1])
        if not (-180 <= longitude <= 180 and -85 <= latitude <= 85):
            raise ValueError(f"{longitude:g}, {latitude:g} is no longitude and latitude in degrees")
        return to_wgs84(self._datum, longitude, latitude)


def read_grids(file: GeoFile) -> tuple[Grid, ...]:
    """The grids of a collection, in force or not; ids are not repeated at one time."""
    found: list[Grid] = []
    for where, properties, kind, rings in file.features():
        if kind not in ("Polygon", "MultiPolygon"):
            text = f"is a {kind[:40]}; a grid is a Polygon or a MultiPolygon"
            file.fault(f"{where}.geometry.type", text)
        else:
            found.append(_grid(file, where, properties, rings))
    _check_repeats(file, found)
    return tuple(found)


def read_map(file: GeoFile, layer: str) -> tuple[MapFeature, ...]:
    """The lines and polygons of one layer; points are left out."""
    found: list[MapFeature] = []
    for where, properties, kind, parts in file.features():
        if kind not in (*_DRAWN, *_POINTS):
            file.fault(f"{where}.geometry.type", f"{kind[:40]} is not one of {', '.join(_DRAWN)}")
        name = properties.get("name")
        width, height = (_metres(file, where, properties, key) for key in ("width_m", "height_m"))
        shown = name[:100] if isinstance(name, str) else ""
        closed = kind.endswith("Polygon")
        found += [MapFeature(layer, closed, part, shown, width, height) for part in parts]
    return tuple(found)


def _metres(file: GeoFile, where: str, properties: dict[str, Any], key: str) -> float:
    value = properties.get(key, 0)
    if not _is_number(value) or not 0 <= value <= 1000:
        file.fault(f"{where}.properties.{key}", "is no number of metres from 0 to 1000")
        return 0.0
    return float(value)


def _grid(file: GeoFile, where: str, properties: dict[str, Any], rings: list[Ring]) -> Grid:
    place = f"{where}.properties"
    for key in properties:
        if key not in _GRID_KEYS:
            file.fault(f"{place}.{key[:40]}", f"is no property{did_you_mean(key, _GRID_KEYS)}")
    texts = {}
    for key in ("id", "name", "village", "worker"):
        value = properties.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)  # grid ids are long numbers, and exported as such
        if not isinstance(value, str | None) or len(value or "") > 100:
            file.fault(f"{place}.{key}", "needs a text of at most 100 characters")
            value = ""
        texts[key] = value or ""
    if not texts["id"]:
        file.fault(f"{place}.id", "is missing")
    days = [_day(file, place, key, properties.get(key)) for key in ("valid_from", "valid_to")]
    return Grid(**texts, rings=tuple(rings), valid_from=days[0], valid_to=days[1])


def _day(file: GeoFile, place: str, key: str, value: object) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        file.fault(f"{place}.{key}", f'"{str(value)[:40]}" is no day such as 2026-11-23')
        return None


def _check_repeats(file: GeoFile, grids: list[Grid]) -> None:
    by_id: dict[str, list[Grid]] = {}
    for grid in grids:
        for other in by_id.setdefault(grid.id, []):
            if _overlap(grid, other):
                file.fault(grid.id, "is the id of two grids that are in force at one time")
        by_id[grid.id].append(grid)


def _overlap(one: Grid, other: Grid) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_to or date.max, other.valid_to or date.max)


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("the coordinates are no list")
    return value


def _is_number(value: object) -> bool:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return plain and math.isfinite(value)  # type: ignore[arg-type]


def _number(value: Any) -> float:
    if not _is_number(value):
        raise ValueError(f"{str(value)[:40]} is no number")
    return float(value)
