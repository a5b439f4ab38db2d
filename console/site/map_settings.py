"""``[map]`` of ``site.toml`` and ``places.csv`` as values: each layer with its datum."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from console.cases.datum import DATUMS, to_wgs84
from console.site.csv_file import CsvFile, Line
from console.site.records import KeyPlace, MapSettings, TileSource
from console.site.secrets import Secrets, refer
from layouts.toml_file import Table

PLACE_COLUMNS = (
    "id", "name", "kind", "longitude", "latitude", "datum", "note", "phone", "sensitive",
)  # fmt: skip
MOST_PLACES = 5000
MOST_TILE_SOURCES = 8
MOST_DATUMS = 100
NEAREST_ZOOM = 22

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TILE_KEYS = (
    "id", "title", "folder", "url", "token", "datum", "min_zoom", "max_zoom", "cache_mb",
    "cache_days", "credit",
)  # fmt: skip
_YES = ("yes", "true", "1", "是")
_NO = ("", "no", "false", "0", "否")


def read_map_settings(table: Table, folder: Path, secrets: Secrets) -> MapSettings:
    """Mistakes are noted in the table's file."""
    table.known(("datum", "datums", "tiles"))
    datum = table.choice("datum", DATUMS, "wgs84")
    single = table.table("datums")
    names = list(single)[:MOST_DATUMS]
    datums = {name: single.choice(name, DATUMS, datum) for name in names}
    seen: set[str] = set()
    tiles = [
        _tiles(each, folder, secrets, seen) for each in table.tables("tiles", MOST_TILE_SOURCES)
    ]
    return MapSettings(datum, datums, tuple(tiles))


def _tiles(table: Table, folder: Path, secrets: Secrets, seen: set[str]) -> TileSource:
    table.known(_TILE_KEYS)
    name = table.text("id", longest=64)
    if not _ID.fullmatch(name):
        table.fault("id", "needs letters, digits, - and _, 1 to 64 of them")
    elif name in seen:
        table.fault("id", f'"{name}" is the id of two tile sources')
    seen.add(name)
    url = _address(table)
    where = table.text("folder", longest=400)
    if bool(url) == bool(where):
        table.fault("url", 'needs one of folder = "map/tiles" and url = "https://…/{z}/{x}/{y}"')
    token = refer(table, "token", secrets)
    if "{token}" in url and "token" not in table:
        table.fault("token", 'is missing: "@NAME" of an entry in state/secrets.toml')
    least = table.integer("min_zoom", 3, 0, NEAREST_ZOOM)
    usual = TileSource("", "")
    return TileSource(
        name,
        table.text("title", name, longest=60),
        folder / where if where else None,
        url,
        token,
        table.choice("datum", DATUMS, "wgs84"),
        least,
        table.integer("max_zoom", max(usual.max_zoom, least), least, NEAREST_ZOOM),
        table.integer("cache_mb", usual.cache_mb, 1, 100_000),
        table.integer("cache_days", usual.cache_days, 1, 3650),
        table.text("credit", longest=120),
    )


def _address(table: Table) -> str:
    url = table.text("url", longest=600)
    if not url:
        return ""
    parts = urlsplit(url.replace("{", "").replace("}", ""))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        table.fault("url", "needs an address such as https://10.0.0.5/tiles/{z}/{x}/{y}.png")
    elif not all(part in url for part in ("{z}", "{x}", "{y}")):
        table.fault("url", "needs {z}, {x} and {y}: zoom, column and row of a square")
    return url


def read_places(file: CsvFile) -> tuple[KeyPlace, ...]:
    """The places in the list's order; mistakes are noted in the file."""
    seen: dict[str, int] = {}
    lines = file.lines(needed=("id", "name", "kind", "longitude", "latitude"))
    found = [_key_place(line, seen) for line in lines]
    return tuple(place for place in found if place is not None)


def _key_place(line: Line, seen: dict[str, int]) -> KeyPlace | None:
    name = line.text("id", needed=True)
    if name and not _ID.fullmatch(name):
        line.fault("id", f'"{name}" is no id: letters, digits, - and _, 1 to 64 of them')
    elif (first := seen.setdefault(name, line.at)) != line.at:
        line.fault("id", f'"{name}" is already the id of line {first}')
    longitude, latitude = line.number("longitude", -180, 180), line.number("latitude", -85, 85)
    datum = line.choice("datum", DATUMS, "wgs84")
    sensitive = line.text("sensitive").lower()
    if sensitive not in (*_YES, *_NO):
        line.fault("sensitive", f'"{sensitive}" is neither yes nor no')
    for key, value in (("longitude", longitude), ("latitude", latitude)):
        if value is None and line.is_empty(key):
            line.fault(key, "is empty and must not be: degrees")
    if longitude is None or latitude is None:
        return None
    return KeyPlace(
        name,
        line.text("name", needed=True),
        line.text("kind", needed=True, longest=40),
        *to_wgs84(datum, longitude, latitude),
        line.text("note", longest=200),
        line.text("phone", longest=40),
        sensitive in _YES,
    )
