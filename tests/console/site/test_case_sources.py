from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from console.cases.case import Place
from console.cases.sources.opening import open_source
from console.site.check import check
from console.site.load import read_site

Write = Callable[[str, str], Path]
Faults = Callable[[], list[str]]

WHOLE = """\
kind = "features"
name = "网格平台"
url = "https://grid.example/collections/cases/"
token = "@grid"
datum = "gcj02"
accuracy_m = 40
geofence = "area.geojson"
categories = "grid.csv"
within = "town"
changes_by = "datetime"
stale_s = 120
platform = "governance"

[fields]
status = "properties.state"
title = "/properties/事件名称"

[values.status]
"0" = "reported"
"*" = "handling"
[values.level]
special = "red"
"""
AREA = """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {},
"geometry": {"type": "Polygon", "coordinates":
[[[120, 30], [121, 30], [121, 31], [120, 31], [120, 30]]]}}]}"""
GRIDS = AREA.replace("{}", '{"id": "1", "name": "g"}')
CSV = "code,description,category,platform,priority\nX1,河道污染,0113,governance,orange\n"


def test_a_whole_source_is_read(site: Path, write: Write) -> None:
    write("sources/grid.toml", WHOLE)
    write("sources/area.geojson", AREA)
    write("sources/grid.csv", CSV)
    write("grids.geojson", GRIDS)
    write("state/secrets.toml", 'grid = "sesame"\n')
    (source,) = read_site(site).case_sources
    assert (source.id, source.kind, source.name) == ("grid", "features", "网格平台")
    assert source.url == "https://grid.example/collections/cases"
    assert source.token is not None
    assert source.mapped.fields == {
        "status": ("properties", "state"), "title": ("properties", "事件名称")
    }  # fmt: skip
    assert source.mapped.values["status"]["*"] == "handling"
    assert source.mapped.categories["X1"].level == "orange"
    assert source.fence is not None
    assert source.fence.holds(Place(120.5, 30.5))
    assert source.bbox is not None
    assert (source.changes_by, source.stale_s) == ("datetime", 120)
    said: list[str] = []
    assert check(site, said.append) == 0
    assert "case source grid: features, https://grid.example/collections/cases" in said


def test_without_a_geofence_of_its_own_the_town_is_one(site: Path, write: Write) -> None:
    write("sources/a.toml", 'kind = "open311"\nurl = "https://a.example"\n')
    assert read_site(site).case_sources[0].fence is None
    write("grids.geojson", GRIDS)
    fence = read_site(site).case_sources[0].fence
    assert fence is not None
    assert not fence.holds(Place(130, 30))
    write("sources/a.toml", 'kind = "open311"\nurl = "https://a.example"\ngeofence = ""\n')
    assert read_site(site).case_sources[0].fence is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "sources/a.toml: kind: is missing: one of platform, open311, features, mqtt"),
        ('kind = "fax"', 'sources/a.toml:1: kind: "fax" is not one of'),
        ('kind = "open311"', "sources/a.toml: url: is no address: http://… or https://…"),
        ('kind = "mqtt"\nurl = "http://h"', "a.toml:2: url: is no address: mqtt://… or mqtts://…"),
        ('kind = "mqtt"\nurl = "mqtt://h"\ntopic = "a/#/b"', "a.toml:3: topic: "),
        ('kind = "mqtt"\nurl = "mqtt://h"\npoll_s = 3', "a.toml:3: poll_s: is no key here"),
        ('kind = "open311"\nurl = "http://u:p@h"', "a.toml:2: url: must not hold a name"),
        ('kind = "open311"\nurl = "http://h"\ntoken = "clear"', "a.toml:3: token: must not stand"),
        (
            'kind = "open311"\nurl = "http://h"\n[fields]\nstatsu = "x"',
            'a.toml:4: fields.statsu: is no key here; did you mean "status"?',
        ),
        (
            'kind = "open311"\nurl = "http://h"\n[fields]\nstatus = "a..b"',
            "a.toml:4: fields.status: has an empty part",
        ),
        (
            'kind = "open311"\nurl = "http://h"\n[values.status]\nopen = "repotred"',
            'a.toml:4: values.status.open: "repotred" is no status; did you mean "reported"?',
        ),
        (
            'kind = "open311"\nurl = "http://h"\ncategories = "b.csv"',
            'a.toml:3: categories: there is no file sources/b.csv; did you mean "a.csv"?',
        ),
        (
            'kind = "open311"\nurl = "http://h"\ncategories = "a.csv"',
            'sources/a.csv:2: priority: "huge" is not one of',
        ),
        (
            'kind = "open311"\nurl = "http://h"\ngeofence = "a.geojson"',
            "sources/a.geojson: has no polygon",
        ),
        ('kind = "open311"\nurl = "http://h"\nca = "x.pem"', "a.toml:3: ca: there is no file"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_key(
    write: Write, faults: Faults, text: str, says: str
) -> None:
    write("sources/a.csv", "code,priority\n1,huge\n")
    write("sources/a.geojson", '{"type": "FeatureCollection", "features": []}')
    write("sources/a.toml", text)
    (found,) = faults()
    assert says in found


def test_a_name_that_is_no_id_and_too_many_are_refused(write: Write, faults: Faults) -> None:
    for n in range(33):
        write(f"sources/s{n}.toml", 'kind = "open311"\nurl = "http://h"\n')
    assert faults() == ["sources: has 33 sources; 32 are the most"]
    write("sources/a b.toml", 'kind = "open311"\nurl = "http://h"\n')
    assert any('"a b" is no id of a source' in each for each in faults())


def test_every_kind_as_the_handbook_shows_it_is_opened(site: Path, write: Write) -> None:
    write("state/secrets.toml", 'hotline = "a"\ngrid = "b"\npingan = "c"\ncounty = "d"\n')
    handbook = Path(__file__).parents[3] / "docs" / "case-sources.md"
    shown = handbook.read_text(encoding="utf-8").split("```toml\n")[1:]
    texts = [block.split("```")[0] for block in shown]
    for text in texts:
        name = text.splitlines()[0].removeprefix("# sources/")
        write(f"sources/{name}", text)
    write("sources/hotline.csv", CSV)
    found = read_site(site).case_sources
    assert {source.kind for source in found} == {"platform", "open311", "features", "mqtt"}
    for source in found:
        open_source(source, lambda _: None)
