from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from layouts.duty_calendar import DayKind
from layouts.folder import Item, WallFolder
from layouts.layout import Cell, Layout
from layouts.scene import Scene, ScreenPlan
from layouts.schedule import Rule, Schedule
from layouts.tour import Tour

ITEMS: list[Item] = [
    Layout("门口", 1, 1, (Cell(0, 0, source="map"),)),
    Tour("河道", ("c01",)),
    Scene("汛期", {"left": ScreenPlan("门口")}),
    Schedule("值班", (Rule("汛期"),)),
]


def test_everything_that_is_saved_is_read_again(tmp_path: Path) -> None:
    folder = WallFolder(tmp_path)
    saved = [folder.save(item) for item in ITEMS]
    (tmp_path / "calendar.toml").write_text('[[days]]\nfrom = 2026-10-01\nkind = "holiday"\n')
    files = folder.read()
    assert files.faults == ()
    assert files.layouts["门口"] == saved[0]
    assert "3x3" in files.layouts
    assert files.tours == {"河道": saved[1]}
    assert files.scenes == {"汛期": saved[2]}
    assert files.schedules == {"值班": saved[3]}
    assert files.calendar.spans[0].kind is DayKind.HOLIDAY
    assert [Path(item.origin).parent.name for item in saved] == [
        "layouts", "layouts", "scenes", "schedules",
    ]  # fmt: skip


def test_an_empty_site_has_the_presets_and_nothing_else(tmp_path: Path) -> None:
    files = WallFolder(tmp_path).read()
    assert "8x8" in files.layouts
    assert (files.scenes, files.tours, files.schedules, files.faults) == ({}, {}, {}, ())


def test_a_faulty_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    folder = WallFolder(tmp_path)
    for item in ITEMS:
        folder.save(item)
        (folder.path(item).with_name("bad.toml")).write_text("format = 9\n")
    (tmp_path / "calendar.toml").write_text("days = 3\n")
    files = folder.read()
    assert [str(fault).split(":")[0] for fault in files.faults] == [
        "layouts/bad.toml", "scenes/bad.toml", "schedules/bad.toml", "calendar.toml",
    ]  # fmt: skip
    assert "门口" in files.layouts
    assert list(files.scenes) == ["汛期"]


@pytest.mark.parametrize(
    ("written", "told"),
    [("format = 2\n", "newer"), ("<html>", "no TOML"), ('kind = "tour"\n', "is not"), ("a", "no")],
)
def test_a_file_this_program_cannot_read_is_never_written_over(
    tmp_path: Path, written: str, told: str
) -> None:
    folder = WallFolder(tmp_path)
    path = folder.path(ITEMS[0])
    path.parent.mkdir()
    path.write_text(written)
    with pytest.raises(ValueError, match=f"layouts/门口.toml: is not written over.*{told}"):
        folder.save(ITEMS[0])
    assert path.read_text() == written


def test_a_tour_is_not_written_over_a_layout(tmp_path: Path) -> None:
    folder = WallFolder(tmp_path)
    folder.save(Layout("one", 1, 1, (Cell(0, 0),)))
    with pytest.raises(ValueError, match="is not written over"):
        folder.save(Tour("one", ("c01",)))


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a name"):
        WallFolder(tmp_path).save(Layout("../site", 1, 1, (Cell(0, 0),)))
    assert list(tmp_path.iterdir()) == []


def test_the_version_before_can_be_had_back(tmp_path: Path) -> None:
    folder = WallFolder(tmp_path)
    first = folder.save(Scene("汛期", default="3x3"))
    assert not folder.restore(first)
    folder.save(replace(first, default="4x4"))
    assert folder.restore(first)
    assert folder.read().scenes["汛期"].default == "3x3"


def test_what_is_removed_can_be_had_back(tmp_path: Path) -> None:
    folder = WallFolder(tmp_path)
    scene = folder.save(Scene("汛期", default="3x3"))
    assert folder.remove(scene)
    assert not folder.remove(scene)
    assert folder.read().scenes == {}
    assert folder.restore(scene)
    assert list(folder.read().scenes) == ["汛期"]


def test_a_rename_writes_what_names_it_before_the_old_file_goes(tmp_path: Path) -> None:
    folder = WallFolder(tmp_path)
    own = folder.save(Layout("own", 1, 1, (Cell(0, 0),)))
    folder.rename(own, "new", [Scene("day", default="new")])
    assert folder.read().scenes["day"].default == "new"
    (tmp_path / "scenes" / "night.toml").write_text("format = 9\n")
    with pytest.raises(ValueError, match=r"scenes/night\.toml: is not written over"):
        folder.rename(replace(own, name="new"), "newest", [Scene("night", default="newest")])
    assert "new" in folder.read().layouts


def test_a_rename_takes_no_others_place(tmp_path: Path) -> None:
    folder = WallFolder(tmp_path)
    one = folder.save(Scene("one", default="3x3"))
    folder.save(Scene("two", default="3x3"))
    with pytest.raises(ValueError, match="there is one of that name"):
        folder.rename(one, "two")
    assert folder.rename(one, "three").origin == str(tmp_path / "scenes" / "three.toml")
    assert sorted(folder.read().scenes) == ["three", "two"]
