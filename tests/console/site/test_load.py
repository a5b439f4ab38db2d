from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from console.site.load import SiteFaults, load_site, read_site
from media.calibration import Pose

Write = Callable[[str, str], Path]
Faults = Callable[[], list[str]]

POSE = """\
[pose]
longitude = 120.19
latitude = 30.47
height_m = 6
heading_deg = 90
tilt_deg = 20
roll_deg = 0
hfov_deg = 80
"""


def test_a_small_site_is_loaded_whole(site: Path) -> None:
    loaded = load_site(site)
    assert loaded.folder == site
    assert [camera.id for camera in loaded.cameras] == ["c01", "c02"]
    assert [node.name for node in loaded.nodes] == ["柳湾村"]
    assert loaded.wall.layout == "3x3"


def test_the_control_token_is_made_once_and_kept(site: Path, write: Write) -> None:
    write("state/secrets.toml", 'platform = "p"\n')
    first = load_site(site).control.token
    assert first is not None
    assert load_site(site).control.token == first
    path = site / "state/secrets.toml"
    assert 'platform = "p"' in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((site / "state").stat().st_mode) == 0o700


def test_reading_alone_writes_nothing(site: Path) -> None:
    assert read_site(site).control.token is None
    assert not (site / "state").exists()


def test_a_site_with_faults_is_left_as_it_is(site: Path, write: Write) -> None:
    write("site.toml", "name = 3\n")
    with pytest.raises(SiteFaults):
        load_site(site)
    assert not (site / "state").exists()


def test_the_faults_of_all_files_are_told_at_once(site: Path, write: Write, faults: Faults) -> None:
    write("site.toml", 'name = "x"\n[wall]\nlayuot = "3x3"\nlayout = "3x4"\n')
    write("state/secrets.toml", "turn = 5\n")
    write("cameras.csv", "id,name,main\nc01,,rtsp://h/1\n")
    write("nodes.csv", "id,name,kind\nn01,x,vilage\n")
    write("grids.geojson", "{}")
    write("map/roads.geojson", "{")
    write("calibrations/c01.toml", "[pose]\nlongitude = 'east'\n")
    write("calibrations/c02.toml", POSE)
    write("layouts/own.toml", "columns = 1\nrows = 0\n")
    write(
        "layouts/named.toml",
        'columns = 2\nrows = 1\ncells = [\n  { column = 0, row = 0, source = "camera:c1" },\n'
        '  { column = 1, row = 0, source = "screen" },\n]\n',
    )
    found = faults()
    assert [text.split(": ")[0] for text in found] == [
        "state/secrets.toml:1",
        "site.toml:3",
        "cameras.csv:2",
        "nodes.csv:2",
        "grids.geojson",
        "map/roads.geojson:1",
        "calibrations/c01.toml:2",
        "calibrations/c02.toml",
        "layouts/own.toml:2",
        "layouts/named.toml:5",
        "layouts/named.toml:4",
        "site.toml:4",
    ]
    assert 'there is no camera "c1"; did you mean "c01"?' in found[-2]
    assert 'there is no layout "3x4"; did you mean' in found[-1]


def test_a_pose_is_known_by_its_camera(site: Path, write: Write) -> None:
    write("calibrations/c02.toml", POSE)
    assert read_site(site).poses == {"c02": Pose(120.19, 30.47, 6, 90, 20, 80)}


def test_own_layouts_may_show_what_the_site_has(site: Path, write: Write, faults: Faults) -> None:
    cells = ", ".join(
        f'{{ column = {n}, row = 0, source = "{source}" }}'
        for n, source in enumerate(("camera:c01", "node:n01", "program", "map"))
    )
    write("layouts/own.toml", f"columns = 4\nrows = 1\ncells = [{cells}]\n")
    write("site.toml", 'name = "x"\n[wall]\nlayout = "own"\n')
    assert faults() == []


def test_grids_not_in_force_are_left_out(site: Path, write: Write) -> None:
    ring = [[120.1, 30.4], [120.2, 30.4], [120.2, 30.5], [120.1, 30.4]]
    features = [
        {
            "type": "Feature",
            "properties": {"id": id_, "valid_to": last},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for id_, last in (("old", "2025-12-31"), ("new", None))
    ]
    write("grids.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    assert [grid.id for grid in read_site(site, date(2026, 1, 1)).grids] == ["new"]
    assert len(read_site(site, date(2025, 12, 31)).grids) == 2


def test_missing_settings_cameras_or_folder_are_faults(site: Path, faults: Faults) -> None:
    for name in ("site.toml", "cameras.csv"):
        (site / name).unlink()
    assert [text.split(": ")[0] for text in faults()] == ["site.toml", "cameras.csv"]
    with pytest.raises(SiteFaults, match="is no folder"):
        read_site(site / "none")


def test_a_room_without_conferences_needs_no_list_of_nodes(site: Path) -> None:
    (site / "nodes.csv").unlink()
    assert read_site(site).nodes == ()


def test_a_state_that_cannot_be_written_is_a_fault(site: Path) -> None:
    (site / "state").touch()  # a file where the folder has to be
    with pytest.raises(SiteFaults, match="state: cannot be written"):
        load_site(site)


def test_a_name_that_leads_nowhere_does_not_keep_the_room_shut(site: Path, write: Write) -> None:
    write("scenes/flood.toml", 'title = "汛"\ndefault = "flood-wall"\n')
    assert [str(each).partition("; ")[0] for each in load_site(site).left_out] == [
        'scenes/flood.toml:2: default: there is no layout "flood-wall"'
    ]
    write("layouts/river.toml", 'kind = "tour"\ncameras = ["c99"]\n')
    cells = '{ column = 0, row = 0, source = "camera:c98" }'
    write("layouts/ferry.toml", f"columns = 1\nrows = 1\ncells = [{cells}]\n")
    assert [str(each).partition("; ")[0] for each in load_site(site).left_out] == [
        'layouts/river.toml:2: cameras: there is no camera "c99"',
        'layouts/ferry.toml:3: cells[0].source: there is no camera "c98"',
        'scenes/flood.toml:2: default: there is no layout "flood-wall"',
    ]
    write("cameras.csv", "id,name,main\nc01,,rtsp://h/1\n")
    with pytest.raises(SiteFaults, match="c99") as told:
        load_site(site)
    assert len(told.value.faults) == 4


def test_a_faulty_file_of_the_wall_does_not_keep_the_room_shut(site: Path, write: Write) -> None:
    write("site.toml", 'name = "x"\n[wall]\nlayout = "own"\n')
    write("layouts/own.toml", "columns = 1\nrows = 0\n")
    write("scenes/flood.toml", "title = 5\n")
    write("schedules/hours.toml", "rules = 3\n")
    write("calendar.toml", "days = 3\n")
    write("plans/flood.toml", 'kinds = ["village"]\nlayout = "own"\n')
    opened = load_site(site)
    assert opened.wall.layout == "3x3"
    assert list(dict.fromkeys(each.file for each in opened.left_out)) == [
        "layouts/own.toml", "scenes/flood.toml", "schedules/hours.toml", "calendar.toml",
        "plans/flood.toml", "site.toml",
    ]  # fmt: skip
