from __future__ import annotations

from pathlib import Path

from layouts.folder import WallFolder
from layouts.scene import Scene
from layouts.tour import Tour
from layouts.watch import WallWatch


def test_what_came_went_or_was_written_is_read_once_it_rests(tmp_path: Path) -> None:
    folder = WallFolder(tmp_path)
    folder.save(Tour("river", ("c01",)))
    watch = WallWatch(folder)
    assert (watch.look(), watch.look()) == (None, None)  # what lay there is known
    folder.save(Scene("night", default="2x2"))
    assert watch.look() is None
    folder.save(Scene("flood", default="2x2"))  # still being copied
    assert watch.look() is None
    read = watch.look()
    assert read is not None
    assert set(read.scenes) == {"night", "flood"}
    assert watch.look() is None
    folder.save(Tour("river", ("c01", "c02")))
    assert watch.look() is None
    again = watch.look()
    assert again is not None
    assert again.tours["river"].cameras == ("c01", "c02")
    folder.remove(Tour("river"))
    assert watch.look() is None
    gone = watch.look()
    assert gone is not None
    assert gone.tours == {}


def test_it_knows_whether_something_was_written_since(tmp_path: Path) -> None:
    folder = WallFolder(tmp_path)
    watch = WallWatch(folder)
    assert watch.is_current()
    (tmp_path / "calendar.toml").write_text("")
    assert not watch.is_current()
    watch.look()
    watch.look()
    assert watch.is_current()
