"""The site folder the town writes is one the console reads without a fault."""

from __future__ import annotations

import json
import math
import stat
import tomllib
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases.duty_hours import CHINA
from console.duty.roster import Roster
from console.site.csv_file import CsvFile
from console.site.duty import DutySettings
from console.site.limits_file import MOST_TURNS, read_roster
from console.site.load import load_site
from console.town.duty_files import is_untouched, roster
from console.town.film.gaze import LARGEST
from console.town.folder import write_keys, write_site
from console.town.world.town import the_town

TOWN = the_town(7)
URL = "http://127.0.0.1:4321/api/v1"
TODAY = date(2026, 11, 26)


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


def test_the_room_has_people_of_each_kind_and_a_chief_who_sits_first(tmp_path: Path) -> None:
    write_keys(tmp_path)
    write_site(tmp_path, TOWN, 5544, URL, today=TODAY)
    site = load_site(tmp_path)
    assert site.people[0].role == "duty_chief"
    assert {person.role for person in site.people} == {
        "duty_chief", "operator", "coordinator", "leader", "auditor",
    }  # fmt: skip
    phones = {person.name: (person.unit, person.phone) for person in site.people}
    assert all(phones[turn.person] == (turn.unit, turn.phone) for turn in site.roster)


@given(days=st.dates(date(2024, 1, 1), date(2032, 1, 1)), hour=st.integers(0, 23))
def test_somebody_is_on_duty_at_any_hour_of_the_month(days: date, hour: int) -> None:
    columns = ("date", "shift", "person", "unit", "phone")
    file = CsvFile("roster.csv", roster(days).encode(), columns, MOST_TURNS)
    duty = DutySettings()
    turns = read_roster(file, [shift.name for shift in duty.shifts])
    assert file.faults == []
    at = datetime.combine(days, time(hour), CHINA)
    on_duty = Roster(turns, duty.shifts, duty.zone).on_duty("综合信息指挥室（模拟）", at)
    assert on_duty
    assert is_untouched(roster(days).encode())


def test_a_roster_goes_on_with_the_months_until_somebody_changes_it(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    write_site(tmp_path, TOWN, 5544, URL, today=TODAY)
    write_site(tmp_path, TOWN, 5544, URL, today=date(2027, 2, 1))
    assert path.read_text("utf-8") == roster(date(2027, 2, 1))
    changed = path.read_text("utf-8").replace("8821", "8822")
    people = "id,name,role\nme,我,operator\n"
    path.write_text(changed, "utf-8")
    (tmp_path / "people.csv").write_text(people, "utf-8")
    write_site(tmp_path, TOWN, 5544, URL, today=date(2027, 3, 1))
    assert path.read_text("utf-8") == changed
    assert (tmp_path / "people.csv").read_text("utf-8") == people


def test_a_room_with_shifts_of_its_own_gets_no_roster(tmp_path: Path) -> None:
    write_keys(tmp_path)
    write_site(tmp_path, TOWN, 5544, URL)
    path = tmp_path / "site.toml"
    shifts = '[[duty.shifts]]\nname = "全天"\nbegin = "08:00"\nend = "08:00"\n'
    path.write_text(path.read_text("utf-8") + shifts, "utf-8")
    write_site(tmp_path, TOWN, 5544, URL, today=TODAY)
    assert not (tmp_path / "roster.csv").exists()


@pytest.mark.parametrize(
    "written", [b"", b"date,shift\n2026-13-01,", b"date\n9999-12-31,", b"\xff"]
)
def test_a_roster_that_is_none_of_ours_is_not_taken_for_one(written: bytes) -> None:
    assert not is_untouched(written)


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
