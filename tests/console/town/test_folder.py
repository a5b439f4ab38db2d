"""The site folder the town writes is one the console reads without a fault."""

from __future__ import annotations

import json
import math
import stat
import tomllib
from pathlib import Path

import pytest

from console.site.load import load_site
from console.town.film.gaze import LARGEST
from console.town.folder import write_keys, write_site
from console.town.world.town import the_town

TOWN = the_town(7)
URL = "http://127.0.0.1:4321/api/v1"


def test_the_console_reads_all_of_it(tmp_path: Path) -> None:
    keys = write_keys(tmp_path)
    write_site(tmp_path, TOWN, 5544, URL)
    site = load_site(tmp_path)
    assert (len(site.cameras), len(site.nodes), len(site.grids)) == (64, 35, 133)
    assert {feature.layer for feature in site.base_map} == {"roads", "water", "buildings"}
    assert site.platform.url == URL
    assert [meeting.id for meeting in site.meetings][:2] == ["joint", "governance"]
    flood = next(plan for plan in site.plans if plan.name == "flood")
    assert len(flood.invited.among(site.nodes)) == 35
    assert flood.cameras
    assert "模拟" in site.name
    for entry, camera in zip(site.cameras, TOWN.cameras, strict=True):
        assert entry.sub == f"rtsp://127.0.0.1:5544/{camera.id}/sub"
        assert entry.user == keys.name
        pose = site.poses[camera.id]
        assert (pose.longitude, pose.latitude) == (camera.pose.longitude, camera.pose.latitude)
        assert (pose.tilt_deg, pose.roll_deg) == (camera.pose.tilt_deg, camera.pose.roll_deg)


def test_only_a_look_outs_calibration_says_what_its_heads_positions_mean(tmp_path: Path) -> None:
    write_keys(tmp_path)
    write_site(tmp_path, TOWN, 5544, URL, {"c10": "http://127.0.0.1:1/c10/onvif/device_service"})
    site = load_site(tmp_path)
    wide, narrow = site.heads.pop("c10").hfov_deg
    assert site.heads == {}
    assert wide == (0.0, site.poses["c10"].hfov_deg)
    tangents = [math.tan(math.radians(degrees) / 2) for degrees in (wide[1], narrow[1])]
    assert tangents[0] / tangents[1] == pytest.approx(LARGEST, rel=1e-3)


def test_points_of_a_calibration_are_where_its_pose_sees_them(tmp_path: Path) -> None:
    write_keys(tmp_path)
    write_site(tmp_path, TOWN, 5544, URL)
    whole = tomllib.loads((tmp_path / "calibrations" / "c02.toml").read_text("utf-8"))
    assert whole["pose"]["roll_deg"] == 0.6
    assert len(whole["points"]) >= 4
    assert all(0 < point["x"] < 1 and 0 < point["y"] < 1 for point in whole["points"])


def test_secrets_are_closed_and_keep_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "state" / "secrets.toml"
    path.parent.mkdir()
    path.write_text('control = "c\\"x"\n[cameras.gate]\nname = "a"\npassword = "b"\n', "utf-8")
    keys = write_keys(tmp_path)
    kept = tomllib.loads(path.read_text("utf-8"))
    assert kept["control"] == 'c"x'
    assert kept["cameras"]["gate"] == {"name": "a", "password": "b"}
    assert kept["platform"] == keys.token
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert write_keys(tmp_path) == keys
    assert keys.password not in repr(keys)


def test_a_site_file_keeps_all_but_the_platforms_address(tmp_path: Path) -> None:
    write_keys(tmp_path)
    write_site(tmp_path, TOWN, 5544, URL)
    path = tmp_path / "site.toml"
    path.write_text(path.read_text("utf-8").replace("8443", "9443"), "utf-8")
    write_site(tmp_path, TOWN, 5545, "http://127.0.0.1:1/api/v1")
    site = load_site(tmp_path)
    assert site.platform.url == "http://127.0.0.1:1/api/v1"
    assert site.conference.listen == "127.0.0.1:9443"


def test_broken_secrets_are_an_error_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "state" / "secrets.toml"
    path.parent.mkdir()
    path.write_text("control = ", "utf-8")
    with pytest.raises(ValueError, match="Invalid value"):
        write_keys(tmp_path)
    assert path.read_text("utf-8") == "control = "


def test_grids_close_their_rings(tmp_path: Path) -> None:
    write_keys(tmp_path)
    write_site(tmp_path, TOWN, 5544, URL)
    whole = json.loads((tmp_path / "grids.geojson").read_text("utf-8"))
    for feature in whole["features"]:
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        assert set(feature["properties"]) == {"id", "name", "village", "worker"}
