from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.cases.datum import from_wgs84
from console.site import geo
from console.site.geo import GeoFile, read_grids, read_map
from console.site.records import Grid, MapFeature

RING = [[120.1, 30.4], [120.2, 30.4], [120.2, 30.5], [120.1, 30.4]]
RING_READ = tuple((x, y) for x, y in RING)


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geo_file(folder: Path, *features: Any, datum: str = "wgs84") -> GeoFile:
    path = folder / "x.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return GeoFile(path, "x.geojson", datum)


def told(file: GeoFile) -> list[str]:
    return [str(fault) for fault in file.faults]


def test_grids_are_outer_rings_with_names_and_days(tmp_path: Path) -> None:
    hole = [[120.11, 30.41], [120.12, 30.41], [120.12, 30.42], [120.11, 30.41]]
    file = geo_file(
        tmp_path,
        feature("Polygon", [RING, hole], id=330113, name="网格1", village="柳湾村", worker="w-1"),
        feature("MultiPolygon", [[RING], [RING, hole]], id="g2", valid_from="2026-01-01"),
    )
    assert read_grids(file) == (
        Grid("330113", "网格1", "柳湾村", "w-1", (RING_READ,)),
        Grid("g2", "", "", "", (RING_READ, RING_READ), date(2026, 1, 1)),
    )
    assert told(file) == []


def test_the_datum_of_the_folder_is_converted(tmp_path: Path) -> None:
    ring = [list(from_wgs84("bd09", x, y)) for x, y in RING]
    (grid,) = read_grids(geo_file(tmp_path, feature("Polygon", [ring], id="g"), datum="bd09"))
    for read, true in zip(grid.rings[0], RING_READ, strict=True):
        assert read == pytest.approx(true, abs=1e-8)


def test_lines_and_polygons_make_the_map_and_points_are_left_out(tmp_path: Path) -> None:
    line = [[120.1, 30.4], [120.2, 30.5]]
    file = geo_file(
        tmp_path,
        feature("LineString", line, name="柳桥路", width_m=7, surface="asphalt"),
        feature("MultiLineString", [line, line]),
        feature("Polygon", [RING]),
        feature("Point", [120.1, 30.4], name="桥"),
    )
    read = tuple((x, y) for x, y in line)
    assert read_map(file, "roads") == (
        MapFeature("roads", False, read, "柳桥路", 7.0),
        MapFeature("roads", False, read),
        MapFeature("roads", False, read),
        MapFeature("roads", True, RING_READ),
    )
    assert told(file) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('{"features": [\n}', "x.geojson:2: is no JSON: Expecting value"),
        ("[]", "x.geojson: is no FeatureCollection"),
        ('{"features": {}}', "is no FeatureCollection"),
        ("[" * 200_000, "is no GeoJSON: too deeply nested"),
        ('{"features": [1, {"geometry": null}]}', "features[0]: needs a geometry"),
    ],
)
def test_what_is_no_geojson_says_so(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "x.geojson"
    path.write_text(content)
    file = GeoFile(path, "x.geojson", "wgs84")
    assert read_grids(file) == ()
    assert fault in told(file)[0]


@pytest.mark.parametrize(
    ("given_", "fault"),
    [
        (feature("Point", [1, 2], id="g"), "geometry.type: is a Point; a grid is a Polygon"),
        (feature("Polygon", [RING]), "features[0].properties.id: is missing"),
        (
            feature("Polygon", [RING], id="g", nmae="x"),
            'nmae: is no property; did you mean "name"?',
        ),
        (feature("Polygon", [RING], id=True), "id: needs a text of at most 100 characters"),
        (feature("Polygon", [RING], id="g", valid_to="soon"), '"soon" is no day such as 2026'),
        (feature("Polygon", [RING[:3]], id="g"), "Polygon: needs at least 4 points"),
        (feature("Polygon", RING, id="g"), "features[0].geometry: Polygon: "),
        (feature("Polygon", [[[200, 95]] * 4], id="g"), "200, 95 is no longitude and latitude"),
        (feature("Polygon", [[["1", 2]] * 4], id="g"), "1 is no number"),
        (feature("Polygon", [], id="g"), "features[0].geometry: Polygon: "),
        (feature("Polygon", None, id="g"), "the coordinates are no list"),
        ({"geometry": {}, "properties": 3}, "features[0].properties: needs an object"),
    ],
)
def test_a_wrong_grid_is_told_with_its_place(tmp_path: Path, given_: Any, fault: str) -> None:
    file = geo_file(tmp_path, given_)
    read_grids(file)
    assert any(fault in text for text in told(file)), told(file)


def test_an_id_may_come_back_when_its_grid_is_redrawn(tmp_path: Path) -> None:
    first = feature("Polygon", [RING], id="g", valid_to="2025-12-31")
    second = feature("Polygon", [RING], id="g", valid_from="2026-01-01")
    file = geo_file(tmp_path, first, second)
    grids = read_grids(file)
    assert told(file) == []
    assert [grid.valid_on(date(2026, 1, 1)) for grid in grids] == [False, True]
    file = geo_file(tmp_path, first, second, feature("Polygon", [RING], id="g"))
    read_grids(file)
    assert told(file)[0] == "x.geojson: g: is the id of two grids that are in force at one time"


def test_a_wrong_map_feature_is_told(tmp_path: Path) -> None:
    file = geo_file(
        tmp_path, feature("Curve", []), feature("LineString", RING, name=3, width_m="7")
    )
    assert len(read_map(file, "roads")) == 1
    assert [text.split(": ")[1] for text in told(file)] == [
        "features[0].geometry.type",
        "features[1].properties.width_m",
    ]


def test_a_building_tells_its_height(tmp_path: Path) -> None:
    house = feature("Polygon", [RING], height_m=9.5)
    file = geo_file(tmp_path, house, feature("Polygon", [RING], height_m=-1))
    assert [each.height_m for each in read_map(file, "buildings")] == [9.5, 0.0]
    assert "features[1].properties.height_m" in told(file)[0]


def test_sizes_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = feature("LineString", RING)
    monkeypatch.setattr(geo, "MOST_POINTS", 7)
    file = geo_file(tmp_path, line, line)
    assert len(read_map(file, "roads")) == 1
    assert "7 points are the most in one file" in told(file)[0]
    monkeypatch.setattr(geo, "MOST_FEATURES", 1)
    assert told(geo_file(tmp_path, line, line)) == ["x.geojson: features: are 2; 1 are the most"]
    monkeypatch.setattr(geo, "LARGEST_FILE", 10)
    assert "is larger than" in told(geo_file(tmp_path, line))[0]


def test_a_file_wrong_everywhere_is_told_in_a_few_lines(tmp_path: Path) -> None:
    file = geo_file(tmp_path, *[feature("Polygon", []) for _ in range(100)])
    read_grids(file)
    assert len(file.faults) == geo.MOST_FAULTS


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)
kinds = st.sampled_from(("Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kinds, json_values, json_values)
def test_any_json_is_read_or_a_fault(
    tmp_path: Path, kind: str, coordinates: Any, properties: Any
) -> None:
    wrong = {"geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}
    for read in (read_grids, lambda file: read_map(file, "roads")):
        file = geo_file(tmp_path, wrong)
        read(file)
