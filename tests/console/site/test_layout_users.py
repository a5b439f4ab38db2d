from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from console.site.layout_users import LayoutUsers, layout_users

Write = Callable[[str, str], Path]


def test_everybody_who_names_a_layout_is_found(site: Path, write: Write) -> None:
    write("site.toml", 'name = "x"\n[wall]\nlayout = "own"\n')
    write("scenes/day.toml", 'default = "own"\n')
    write("layouts/river.toml", 'kind = "tour"\ncameras = ["c01"]\nlayout = "own"\n')
    write("plans/flood.toml", 'title = "防汛"\nlayout = "own"\n')
    write("plans/fire.toml", 'layout = "own"\nunread = 1\n')
    write("plans/crowd.toml", 'layout = "3x3"\n')
    found = layout_users(site, "own")
    assert [scene.name for scene in found.scenes] == ["day"]
    assert [tour.name for tour in found.tours] == ["river"]
    assert (found.settings, found.plans) == (True, ("fire", "防汛"))


def test_files_that_cannot_be_read_name_nothing(site: Path, write: Write) -> None:
    for name in ("site.toml", "plans/flood.toml", "scenes/day.toml"):
        write(name, "<html>")
    assert layout_users(site, "own") == LayoutUsers()
