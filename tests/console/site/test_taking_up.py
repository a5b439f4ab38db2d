from __future__ import annotations

from pathlib import Path

import pytest

from console.site.additions import Addition, Unaddable
from console.site.load import read_site
from console.site.taking_up import take_up
from media.secret import Secret

GATE = Addition("gate", "校门", "rtsp://10.0.0.11/1", user="cam")
LOGIN = ("operator", Secret('ge"heim'))


def a_site(folder: Path) -> None:
    (folder / "site.toml").write_text('name = "x"\n', "utf-8")


def test_a_camera_and_its_login_are_taken_up(tmp_path: Path) -> None:
    a_site(tmp_path)
    take_up(tmp_path, [GATE], "cam", LOGIN)
    (camera,) = read_site(tmp_path).cameras
    assert (camera.id, camera.user, camera.password) == ("gate", "operator", LOGIN[1])
    secrets = tmp_path / "state" / "secrets.toml"
    assert secrets.stat().st_mode & 0o777 == 0o600
    assert "heim" not in (tmp_path / "cameras.csv").read_text("utf-8")
    take_up(tmp_path, [Addition("yard", "y", "rtsp://h/", user="cam")], "cam", LOGIN)
    assert secrets.read_text("utf-8").count("[cameras.cam]") == 1


def test_another_login_of_that_name_is_never_overwritten(tmp_path: Path) -> None:
    a_site(tmp_path)
    take_up(tmp_path, [GATE], "cam", LOGIN)
    before = (tmp_path / "cameras.csv").read_bytes()
    with pytest.raises(Unaddable, match="another login") as told:
        take_up(tmp_path, [Addition("yard", "y", "rtsp://h/", user="cam")], "cam",
                ("operator", Secret("other")))  # fmt: skip
    assert "other" not in str(told.value).replace("another", "")
    assert (tmp_path / "cameras.csv").read_bytes() == before


def test_secrets_that_are_no_toml_stay_as_they_are(tmp_path: Path) -> None:
    a_site(tmp_path)
    (tmp_path / "state").mkdir(mode=0o700)
    (tmp_path / "state" / "secrets.toml").write_text("no toml", "utf-8")
    with pytest.raises(Unaddable, match="mend it first"):
        take_up(tmp_path, [GATE], "cam", LOGIN)
    assert not (tmp_path / "cameras.csv").exists()
