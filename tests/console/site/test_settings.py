from __future__ import annotations

from pathlib import Path

import pytest

from console.site.records import (
    AlarmSettings,
    ConferenceSettings,
    ControlSettings,
    MapSettings,
    MarkerSettings,
    PlatformSettings,
    RecordingSettings,
    WallSettings,
)
from console.site.secrets import Secrets
from console.site.settings import Settings, read_settings
from layouts.toml_file import TomlFile
from media.diagnosis.thresholds import Thresholds
from media.secret import Secret

FOLDER = Path("/srv/room")
SECRETS = Secrets({"platform": Secret("p"), "turn": Secret("t-918273"), "control": Secret("c")}, {})


def read(text: str, folder: Path = FOLDER) -> tuple[Settings, list[str]]:
    file = TomlFile("site.toml", text.encode())
    assert file.root is not None, file.faults
    return read_settings(file.root, folder, SECRETS), [str(fault) for fault in file.faults]


WHOLE = """\
name = "柳桥镇指挥室"
language = "en"

[platform]
url = "https://platform.example/api/v1/"
token = "@platform"

[conference]
listen = "127.0.0.1:8443"
public_url = "https://10.20.30.40:8443"
tls = "off"
ice_servers = [{urls = "turn:10.0.0.9:3478", username = "room", credential = "@turn"}]

[wall]
layout = "1+5"
rate = 15
colours = "light"
memory_mb = 80

[recording]
folder = "/data/recordings"
keep_days = 7
max_gb = 12.5

[control]
listen = "127.0.0.1:9000"
token = "@control"

[map]
datum = "gcj02"

[diagnosis]
every_s = 20
blurred = 0.5

[alarms]
levels = ["red"]
findings = []
shown_s = 60
"""


def test_every_key_of_the_file_is_taken_over() -> None:
    settings, faults = read(WHOLE)
    assert faults == []
    ice = ({"urls": "turn:10.0.0.9:3478", "username": "room", "credential": "t-918273"},)
    assert settings == Settings(
        name="柳桥镇指挥室",
        language="en",
        platform=PlatformSettings("https://platform.example/api/v1", Secret("p")),
        conference=ConferenceSettings("127.0.0.1:8443", "https://10.20.30.40:8443", "off", ice),
        wall=WallSettings("1+5", 15, colours="light", memory_mb=80),
        recording=RecordingSettings(Path("/data/recordings"), 7, 12.5),
        control=ControlSettings("127.0.0.1:9000", None, Secret("c")),
        map=MapSettings("gcj02"),
        diagnosis=Thresholds(every_s=20.0, blurred=0.5),
        alarms=AlarmSettings(("red",), (), 60.0),
    )
    assert "918273" not in repr(settings)


def test_a_name_is_enough() -> None:
    settings, faults = read('name = "x"')
    assert faults == []
    assert settings.recording.folder == FOLDER / "state/recordings"
    assert settings.control == ControlSettings(token=Secret("c"))
    assert settings.conference == ConferenceSettings()
    assert settings.diagnosis == Thresholds()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "site.toml: name: is missing: what this room is called"),
        ('nmae = "x"', 'site.toml:1: nmae: is no key here; did you mean "name"?'),
        ('language = "cn"', 'site.toml:1: language: "cn" is not one of zh, en'),
        ("[wall]\nrate = 61", "site.toml:2: wall.rate: 61 is not between 1 and 60"),
        (
            '[wall]\ncolours = "white"',
            'site.toml:2: wall.colours: "white" is not one of dark, light',
        ),
        ("[wall]\nmemory_mb = 4", "site.toml:2: wall.memory_mb: 4 is not between 5 and 800"),
        ("[wall]\nmemory_mb = 801", "site.toml:2: wall.memory_mb: 801 is not between 5 and 800"),
        ("[wall]\nmemory_mb = 20.5", "wall.memory_mb: needs a whole number, not 20.5"),
        ('[wall]\nrate = "25"', 'site.toml:2: wall.rate: needs a whole number, not "25"'),
        ("[wal]\nrate = 25", 'site.toml:1: wal: is no key here; did you mean "wall"?'),
        ('wall = "3x3"', 'site.toml:1: wall: needs a table, not "3x3"'),
        ('[platform]\nurl = "platform"', "platform.url: is no web address: https://HOST"),
        ('[platform]\nurl = "http://[x"', "platform.url: is no web address: https://HOST"),
        ('[platform]\nurl = "https://p/?a=1"', "platform.url: must not hold ? or #"),
        ('[platform]\nurl = "https://p"', "platform.token: is missing"),
        ('[platform]\ntoken = "@plat"', 'state/secrets.toml has no entry "plat"'),
        ('[conference]\nlisten = "8443"', "site.toml:2: conference.listen: "),
        (
            '[conference]\ntls = "off"',
            '"off" is for loopback only, and the door listens on 0.0.0.0',
        ),
        ('[conference]\ntls = "no"', '"no" is not one of auto, off'),
        ('[conference]\ntls = {cert = "none.pem"}', "conference.tls.key: is missing: the path"),
        (
            '[conference]\nice_servers = [{urls = "http://x"}]',
            "ice_servers[0].urls: needs an address",
        ),
        ("[conference]\ntrust_port = 70000", "trust_port: 70000 is not between 0 and 65535"),
        ("[conference]\nlink_days = 0", "link_days: 0 is not between 1 and 1825"),
        ('[control]\nlisten = "0.0.0.0:1"', "control.listen: 0.0.0.0 needs tls"),
        ('[control]\ntoken = "@other"', 'control.token: state/secrets.toml has no entry "other"'),
        ('[map]\ndatum = "gps"', 'map.datum: "gps" is not one of wgs84'),
        (
            "[diagnosis]\nblured = 0.5",
            'site.toml:2: diagnosis.blured: is no key here; did you mean "blurred"?',
        ),
        (
            "[diagnosis]\nblack = 10\nhits = 0",
            "site.toml:3: diagnosis.hits: must be a whole number from 1 to 100, not 0",
        ),
        (
            "[diagnosis]\ncore_percent = 50",
            "site.toml:2: diagnosis.core_percent: must be a number from 0.5 to 15, not 50",
        ),
        ("[recording]\nkeep_days = 0", "keep_days: 0 is not between 1 and 3650"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_key(text: str, fault: str) -> None:
    _, faults = read(text)
    assert any(fault in told for told in faults), faults


def test_a_clear_password_is_refused_and_not_repeated() -> None:
    text = '[platform]\nurl = "https://u:pw918273@p/api"\ntoken = "tok918273"\n'
    _, faults = read('name = "x"\n' + text)
    assert faults == [
        "site.toml:3: platform.url: must not hold a name or a password",
        "site.toml:4: platform.token: must not stand here: put it into state/secrets.toml and "
        'write "@NAME" here',
    ]


def test_with_a_certificate_the_control_api_may_listen_outside(tmp_path: Path) -> None:
    for name in ("c.pem", "k.pem"):
        (tmp_path / name).touch()
    text = '[control]\nlisten = "0.0.0.0:1"\ntls = {cert = "c.pem", key = "k.pem"}'
    settings, faults = read(f'name = "x"\n{text}', tmp_path)
    assert faults == []
    assert settings.control.tls == {"cert": str(tmp_path / "c.pem"), "key": str(tmp_path / "k.pem")}


@pytest.mark.parametrize(
    "text",
    [
        "name = 5\n",
        'name = "a"\n[conference]\nice_servers = [{urls = 5}]\n',
    ],
)
def test_a_value_of_another_type_is_one_fault(text: str) -> None:
    _, faults = read(text)
    assert len(faults) == 1
    assert "needs a text, not 5" in faults[0]


def test_what_is_no_level_or_finding_is_a_fault_with_what_would_be_right() -> None:
    _, faults = read('name = "x"\n[alarms]\nlevels = ["crimson"]\nshown_s = 1')
    assert any("crimson" in fault and "red, orange, yellow, blue" in fault for fault in faults)
    assert any("alarms.shown_s" in fault for fault in faults)


def test_who_steers_is_a_rank_and_no_patrol() -> None:
    settings, faults = read('name = "x"\n[steering]\nseat = "leader"\nlock_s = 30')
    assert faults == []
    assert (settings.steering.seat, settings.steering.control) == ("leader", "operator")
    assert settings.steering.lock_s == 30
    _, faults = read('name = "x"\n[steering]\nseat = "patrol"\nlock_s = 0')
    assert len(faults) == 2


def test_markers_are_drawn_in_only_where_the_room_wishes_it() -> None:
    assert read('name = "x"')[0].markers == MarkerSettings(False, False)
    settings, faults = read('name = "x"\n[markers]\non_exports = true')
    assert faults == []
    assert settings.markers == MarkerSettings(False, True)
    _, faults = read('name = "x"\n[markers]\non_snapshots = "yes"\nburn = true')
    assert len(faults) == 2
