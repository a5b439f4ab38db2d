from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from console.cases.datum import from_wgs84
from console.site.load import read_site
from media.secret import Secret

Write = Callable[[str, str], Path]
Faults = Callable[[], list[str]]

TILES = """\
name = "x"
[map]
datum = "gcj02"
[map.datums]
grids = "wgs84"
[[map.tiles]]
id = "street"
title = "街道图"
url = "https://tiles.example/{z}/{x}/{y}.png?key={token}"
token = "@map"
datum = "gcj02"
max_zoom = 17
cache_mb = 50
cache_days = 7
credit = "© 某图"
[[map.tiles]]
id = "air"
folder = "map/air"
datum = "cgcs2000"
"""
GRID = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"g1",'
    '"valid_to":"2020-01-01"},"geometry":{"type":"Polygon","coordinates":'
    "[[[120,30],[121,30],[121,31],[120,30]]]}}]}"
)
ROAD = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
    '"geometry":{"type":"LineString","coordinates":[[120.5,30.5],[120.6,30.5]]}}]}'
)


def test_each_layer_has_its_datum(site: Path, write: Write) -> None:
    write("site.toml", TILES)
    write("state/secrets.toml", 'map = "k-918273"\n')
    write("grids.geojson", GRID)
    write("map/roads.geojson", ROAD)
    found = read_site(site, date(2026, 11, 23))
    street, air = found.tiles
    assert (street.title, street.datum, street.token) == ("街道图", "gcj02", Secret("k-918273"))
    assert (street.min_zoom, street.max_zoom) == (3, 17)
    assert (street.cache_mb, street.cache_days, street.credit) == (50, 7, "© 某图")
    assert (air.folder, air.title, air.datum) == (site / "map/air", "air", "cgcs2000")
    assert found.grids_of_all_days[0].rings[0][0] == (120, 30)
    road = found.base_map[0].points[0]
    assert from_wgs84("gcj02", *road) == pytest.approx((120.5, 30.5), abs=1e-9)


def test_a_grid_that_is_not_in_force_is_kept_for_its_days(site: Path, write: Write) -> None:
    write("grids.geojson", GRID)
    found = read_site(site, date(2026, 11, 23))
    assert found.grids == ()
    assert [grid.id for grid in found.grids_of_all_days] == ["g1"]
    assert len(read_site(site, date(2019, 1, 1)).grids) == 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('id = "a b"\nfolder = "x"', "tiles[0].id: needs letters"),
        ('id = "a"', "tiles[0].url: needs one of folder"),
        ('id = "a"\nurl = "ftp://x/{z}{x}{y}"', "tiles[0].url: needs an address"),
        ('id = "a"\nurl = "https://x/{z}/{x}"', "tiles[0].url: needs {z}, {x} and {y}"),
        ('id = "a"\nurl = "https://x/{z}/{x}/{y}?k={token}"', "tiles[0].token: is missing"),
        ('id = "a"\nfolder = "x"\ndatum = "gps"', 'tiles[0].datum: "gps" is not one of'),
        ('id = "a"\nfolder = "x"\nmin_zoom = 30', "tiles[0].min_zoom"),
    ],
)
def test_a_wrong_tile_source_is_told(write: Write, faults: Faults, lines: str, told: str) -> None:
    write("site.toml", f'name = "x"\n[[map.tiles]]\n{lines}\n')
    assert any(told in fault for fault in faults()), faults()


def test_an_id_of_two_tile_sources_is_told(write: Write, faults: Faults) -> None:
    tiles = '[[map.tiles]]\nid = "a"\nfolder = "x"\n' * 2
    write("site.toml", f'name = "x"\n{tiles}')
    assert any('"a" is the id of two' in fault for fault in faults())


def test_places_are_read_in_their_datum(site: Path, write: Write) -> None:
    write(
        "places.csv",
        "id,name,kind,longitude,latitude,datum,note,phone,sensitive\n"
        "s1,第一小学,学校,120.19,30.47,gcj02,师生 800,110,\n"
        "h1,敬老院,养老,120.2,30.48,,,,是\n",
    )
    school, home = read_site(site).places
    assert from_wgs84("gcj02", school.longitude, school.latitude) == pytest.approx((120.19, 30.47))
    assert (school.note, school.phone, school.sensitive) == ("师生 800", "110", False)
    assert (home.longitude, home.sensitive) == (120.2, True)


def test_wrong_places_are_told_by_line(write: Write, faults: Faults) -> None:
    write(
        "places.csv",
        "id,name,kind,longitude,latitude,sensitive\na,甲,学校,,30.4,\na,乙,学校,120,30,maybe\n"
        "b b,丙,学校,120,30,\n",
    )
    told = "\n".join(faults())
    for part in (
        "longitude: is empty", '"a" is already the id of line 2', '"maybe" is neither yes nor no',
        '"b b" is no id',
    ):  # fmt: skip
        assert part in told
