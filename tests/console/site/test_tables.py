from __future__ import annotations

from pathlib import Path

import pytest

from console.cases.datum import from_wgs84
from console.site.certificates import Certificates
from console.site.csv_file import CsvFile
from console.site.records import CameraEntry, NodeEntry
from console.site.secrets import Secrets
from console.site.tables import CAMERA_COLUMNS, NODE_COLUMNS, read_cameras, read_nodes
from media.secret import Secret

SECRETS = Secrets({}, {"hik": ("viewer", Secret("pw918273"))})


def cameras(text: str) -> tuple[tuple[CameraEntry, ...], list[str]]:
    file = CsvFile("cameras.csv", text.encode(), CAMERA_COLUMNS, 100)
    found = read_cameras(file, SECRETS, Certificates(Path("/site")))
    return found, [str(fault) for fault in file.faults]


def camera(**cells: str) -> tuple[CameraEntry, list[str]]:
    cells = {"id": "c01", "name": "市场", "main": "rtsp://10.0.0.1/1", **cells}
    found, faults = cameras(f"{','.join(cells)}\n{','.join(cells.values())}\n")
    return found[0], [fault.removeprefix("cameras.csv:2: ") for fault in faults]


def test_a_whole_line_becomes_an_entry() -> None:
    entry, faults = camera(
        group="丁家湾村 / 网格003", sub="rtsp://10.0.0.1:8554/2?a=b", user="hik",
        longitude="120.19", latitude="30.47", datum="cgcs2000", height_m="6.5",
        heading_deg="270", hfov_deg="90", ptz="http://10.0.0.1/onvif", warm="是", rotate="180",
        transport="udp", record="22:00-06:00", record_stream="sub", aspect="16:9", damaged="show",
    )  # fmt: skip
    assert faults == []
    assert entry == CameraEntry(
        "c01", "市场", "rtsp://10.0.0.1/1", "丁家湾村/网格003", "rtsp://10.0.0.1:8554/2?a=b",
        "viewer", Secret("pw918273"), 120.19, 30.47, 6.5, 270.0, 90.0, "http://10.0.0.1/onvif",
        True, 180, "udp", "22:00-06:00", "sub", aspect="16:9", damaged="show",
    )  # fmt: skip


def test_three_cells_are_enough() -> None:
    entry, faults = camera()
    assert faults == []
    assert entry == CameraEntry("c01", "市场", "rtsp://10.0.0.1/1")


def test_a_login_in_an_address_is_split_off_and_never_shown() -> None:
    entry, faults = camera(
        main="rtsp://admin:pw918273%40@10.0.0.1/1", sub="rtsp://admin:pw918273%40@10.0.0.1/2"
    )
    assert faults == []
    assert (entry.main, entry.sub) == ("rtsp://10.0.0.1/1", "rtsp://10.0.0.1/2")
    assert (entry.user, entry.password) == ("admin", Secret("pw918273@"))
    assert "918273" not in repr(entry)


def test_a_place_in_another_datum_becomes_wgs84() -> None:
    longitude, latitude = from_wgs84("gcj02", 120.19, 30.47)
    entry, faults = camera(longitude=f"{longitude}", latitude=f"{latitude}", datum="gcj02")
    assert faults == []
    assert (entry.longitude, entry.latitude) == pytest.approx((120.19, 30.47), abs=1e-8)


def test_the_small_stream_may_be_seen_as_the_large_one() -> None:
    entry, faults = camera(sub="rtsp://10.0.0.1/2", aspect="Main")
    assert (faults, entry.aspect, entry.damaged) == ([], "main", "hold")


@pytest.mark.parametrize(
    ("main", "transport", "read_as"),
    [
        ("rtsps://h/1", "", "rtsps"),
        ("rtsps://h/1", "rtsps", "rtsps"),
        ("rtsp://h/1", "", "tcp"),
        ("udp://239.0.0.1:5000", "any", "any"),
        ("rtsp://h/1?localaddr=10.20.30.2", "multicast", "multicast"),
        ("http://u:pw918273@h/x.mjpg", "any", "any"),
        ("file:///srv/loop.mp4", "any", "any"),
    ],
)
def test_transports_go_with_their_addresses(main: str, transport: str, read_as: str) -> None:
    entry, faults = camera(main=main, transport=transport)
    assert faults == []
    assert entry.transport == read_as
    assert "918273" not in entry.main


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"id": "c 1"}, 'id: "c 1" is no id: letters, digits, - and _, 1 to 64 of them'),
        ({"id": "c" * 65}, "is no id"),
        ({"id": ""}, "id: is empty and must not be"),
        ({"name": ""}, "name: is empty and must not be"),
        ({"main": ""}, "main: is empty and must not be: an RTSP address"),
        ({"main": "http://10.0.0.1/1"}, "main: 'http://10.0.0.1/1' is no RTSP address"),
        ({"main": "x" * 1001}, "main: is too long or holds control characters"),
        ({"sub": "rtsps://h/2"}, "sub: does not go with transport tcp: write rtsps there"),
        ({"transport": "http"}, 'transport: "http" is not one of tcp, udp, multicast, rtsps, any'),
        ({"main": "rtsps://h/2", "transport": "multicast"}, "transport multicast: write rtsps"),
        ({"main": "rtsp://h/?localaddr=lo", "transport": "multicast"}, "localaddr is no IPv4"),
        ({"main": "nowhere", "transport": "any"}, "main: is no address: rtsp://HOST/…"),
        ({"ptz": "rtsp://h/"}, "ptz: is no address: http://HOST/…"),
        ({"user": "hikk"}, 'user: state/secrets.toml has no [cameras.hikk]; did you mean "hik"?'),
        ({"longitude": "120.19"}, "longitude: needs longitude and latitude, or neither"),
        ({"longitude": "12019", "latitude": "30"}, '"12019" is no number from -180 to 180'),
        ({"datum": "gps"}, 'datum: "gps" is not one of wgs84, cgcs2000, gcj02, bd09'),
        ({"warm": "maybe"}, 'warm: "maybe" is neither yes nor no'),
        ({"rotate": "45"}, 'rotate: "45" is not one of 0, 90, 180, 270'),
        ({"aspect": "wide"}, 'aspect: "wide" is no ratio of a picture: 16:9, 4:3 or another'),
        ({"aspect": "1:9"}, 'aspect: "1:9" is no ratio of a picture'),
        ({"aspect": "main"}, "aspect: main is for a camera with a sub stream: write a ratio"),
        ({"damaged": "yes"}, 'damaged: "yes" is not one of hold, show'),
        ({"hfov_deg": "wide"}, 'hfov_deg: "wide" is no number from 0.5 to 170'),
        ({"group": "a//b"}, 'group: "a//b" is no path such as'),
        ({"group": "/".join("abcdefghi")}, "is no path such as"),
    ],
)
def test_a_wrong_cell_is_told_with_its_line_and_column(cells: dict[str, str], fault: str) -> None:
    _, faults = camera(**cells)
    assert any(fault in told for told in faults), faults


@pytest.mark.parametrize(
    "cells",
    [
        {"main": "rtsp:/admin:pw918273@h/1"},
        {"main": "rtsp://admin:pw 918273@h/1"},
        {"main": "http://admin:pw918273@h/1"},
        {"main": "http://admin:pw/918273@h/1", "transport": "any"},
        {"main": "http://admin:pw918273@h:port/1", "transport": "any"},
        {"main": "rtsp://a:pw918273@h/1", "sub": "rtsp://a:other918273@h/2"},
        {"main": "rtsp://a:pw918273@h/1", "user": "hik"},
        {"ptz": "http://a:pw918273@"},
    ],
)
def test_a_fault_of_an_address_never_shows_its_password(cells: dict[str, str]) -> None:
    entry, faults = camera(**cells)
    assert faults
    assert "918273" not in repr(faults)
    assert "918273" not in repr(entry)


def test_an_at_behind_the_host_is_a_fault_with_a_hint() -> None:
    entry, faults = camera(main="rtsp://op:77?pw918273@127.0.0.1:554/red")
    assert len(faults) == 1
    assert "@ is written %40" in faults[0]
    assert "918273" not in repr((entry, faults))


def test_a_password_in_the_path_stays_for_the_connection_and_out_of_every_repr() -> None:
    main = "rtsp://10.0.0.1/user=op&password=pw918273&channel=1"
    entry, faults = camera(main=main, sub=main)
    assert (entry.main, entry.sub, faults) == (main, main, [])
    assert "918273" not in repr(entry)
    assert "918273" not in repr(camera(main=main, transport="rtsps"))


def test_a_login_nobody_wrote_is_told_with_the_lines_to_write() -> None:
    _, faults = camera(user="cam")
    assert faults[0].endswith(
        '; write there: [cameras.cam], then name = "…", then password = "…", a line each'
    )


def test_one_cell_has_one_fault() -> None:
    assert camera(main="x" * 1001)[1] == ["main: is too long or holds control characters"]


def test_an_id_twice_names_the_first_line() -> None:
    _, faults = cameras("id,name,main\na,A,rtsp://h/1\nb,B,rtsp://h/2\na,C,rtsp://h/3\n")
    assert faults == ['cameras.csv:4: id: "a" is already the id of line 2']


def test_every_fault_of_every_line_is_told() -> None:
    _, faults = cameras("id,name,main,rotate\n?,A,rtsp://h/1,1\nb,,rtsp://h/2,2\n")
    assert [fault.split(": ")[:2] for fault in faults] == [
        ["cameras.csv:2", "id"],
        ["cameras.csv:2", "rotate"],
        ["cameras.csv:3", "name"],
        ["cameras.csv:3", "rotate"],
    ]


def test_nodes_are_read_and_their_kind_checked() -> None:
    text = (
        "id,name,kind,group,longitude,latitude,phone\n"
        "n01,柳湾村,village,东片,120.1,30.4,0571-0000000\n"
        "n02,卫生站,sation,,,,\n"
    )
    file = CsvFile("nodes.csv", text.encode(), NODE_COLUMNS, 100)
    nodes = read_nodes(file)
    assert nodes[0] == NodeEntry("n01", "柳湾村", "village", "东片", 120.1, 30.4, "0571-0000000")
    assert [str(fault) for fault in file.faults] == [
        'nodes.csv:3: kind: "sation" is no kind; did you mean "station"?'
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [("", "no"), ("no", "no"), ("否", "no"), ("是", "always"), ("Always", "Always"),
     ('"07:00-09:00,12:00-13:00"', "07:00-09:00,12:00-13:00")],
)  # fmt: skip
def test_when_a_camera_is_recorded_is_read(written: str, read: str) -> None:
    entry, faults = camera(record=written)
    assert (entry.record, faults) == (read, [])


@pytest.mark.parametrize(
    ("cells", "right"),
    [({"record": "nights"}, "no, always, or times such as 07:30-19:00"),
     ({"record": "07:00-25:00"}, "no, always, or times"),
     ({"record": "07:00-07:00"}, "write always"),
     ({"record_stream": "third"}, "not one of main, sub")],
)  # fmt: skip
def test_a_recording_nobody_knows_is_a_fault_that_says_what_is_right(
    cells: dict[str, str], right: str
) -> None:
    entry, (fault,) = camera(**cells)
    assert right in fault
    assert (entry.record, entry.record_stream) == ("no", "main")


def test_no_site_is_called_as_the_command_room_itself() -> None:
    file = CsvFile("nodes.csv", "id,name,kind\nroom,柳湾村,village\n".encode(), NODE_COLUMNS, 100)
    read_nodes(file)
    assert [str(fault) for fault in file.faults] == [
        'nodes.csv:2: id: "room" is the command room itself: another id'
    ]
