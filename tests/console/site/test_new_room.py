from __future__ import annotations

from pathlib import Path

import pytest

from console.site.load import load_site
from console.site.new_room import make_room


def test_a_new_room_can_be_opened_and_has_no_camera(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "room"
    make_room(folder, '丁家湾 "一号"', "zh")
    site = load_site(folder)
    assert (site.name, site.language, site.cameras) == ('丁家湾 "一号"', "zh", ())
    assert (folder / "state").stat().st_mode & 0o777 == 0o700


def test_a_room_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text('name = "alt"\n', "utf-8")
    with pytest.raises(FileExistsError):
        make_room(tmp_path, "neu", "en")
    assert (tmp_path / "site.toml").read_text("utf-8") == 'name = "alt"\n'
    (tmp_path / "site.toml").unlink()
    (tmp_path / "cameras.csv").write_text("id,name,main\nc1,a,rtsp://h/\n", "utf-8")
    make_room(tmp_path, "neu", "en")
    assert len(load_site(tmp_path).cameras) == 1
