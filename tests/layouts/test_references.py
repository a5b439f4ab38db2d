from __future__ import annotations

from pathlib import Path

from layouts.folder import WallFolder
from layouts.references import (
    missing,
    missing_cameras,
    naming_layout,
    naming_tour,
    scene_renamed,
    tour_renamed,
    with_tour_renamed,
)
from layouts.scene import Scene

FILES = {
    "layouts/own.toml": (
        'columns = 2\nrows = 1\ncells = [\n  { column = 0, row = 0, tour = "rivr" },\n'
        '  { column = 1, row = 0, tour = "river" },\n]\n'
    ),
    "layouts/river.toml": 'kind = "tour"\nlayout = "2x3"\ncameras = ["c01", "c99"]\n',
    "layouts/pages.toml": (
        'kind = "tour"\n[[pages]]\ncameras = ["c01"]\n[[pages]]\ncameras = ["c9"]\n'
    ),
    "scenes/flood.toml": 'default = "own"\n[screens.left]\nlayout = "mine"\ntour = "night"\n',
    "schedules/duty.toml": '[[rules]]\nscene = "flod"\n[[rules]]\ntour = "river"\n',
}


def test_every_name_that_leads_nowhere_is_told_with_its_line(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    files = WallFolder(tmp_path).read()
    assert files.faults == ()
    found = [*missing(files), *missing_cameras(files, ["c01", "c02"])]
    told = [str(fault).partition("; ")[0] for fault in found]
    assert told == [
        'layouts/own.toml:4: cells[0].tour: there is no tour "rivr"',
        'scenes/flood.toml:3: screens.left.layout: there is no layout "mine"',
        'scenes/flood.toml:4: screens.left.tour: there is no tour "night"',
        'layouts/river.toml:2: layout: there is no layout "2x3"',
        'schedules/duty.toml:2: rules[0].scene: there is no scene "flod"',
        'layouts/pages.toml:5: pages[1].cameras: there is no camera "c9"',
        'layouts/river.toml:3: cameras: there is no camera "c99"',
    ]


def test_a_wall_whose_names_all_lead_somewhere_has_no_fault(tmp_path: Path) -> None:
    assert missing(WallFolder(tmp_path).read()) == []


def test_after_a_rename_everything_names_the_layout_by_its_new_name(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    folder = WallFolder(tmp_path)
    for name, users in (("own", ["flood"]), ("mine", ["flood"]), ("2x3", ["river"])):
        files = folder.read()
        naming = naming_layout(files, name)
        assert [each.name for each in naming] == users
        for each in naming:
            if isinstance(each, Scene):
                folder.save(scene_renamed(each, name, f"new {name}"))
            else:
                folder.save(tour_renamed(each, name, f"new {name}"))
        assert naming_layout(folder.read(), name) == []
    flood = folder.read().scenes["flood"]
    assert (flood.default, flood.screens["left"].layout) == ("new own", "new mine")
    assert flood.screens["left"].tour == "night"


def test_what_does_not_name_the_layout_is_the_same_after_its_rename() -> None:
    scene = Scene("day", default="3x3")
    assert scene_renamed(scene, "own", "new") is scene


def test_after_a_rename_everything_names_the_tour_by_its_new_name(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    folder = WallFolder(tmp_path)
    for name, users in (("river", ["own", "duty"]), ("night", ["flood"]), ("pages", [])):
        naming = naming_tour(folder.read(), name)
        assert [each.name for each in naming] == users
        for each in naming:
            folder.save(with_tour_renamed(each, name, f"new {name}"))
        assert naming_tour(folder.read(), name) == []
        assert [each.name for each in naming_tour(folder.read(), f"new {name}")] == users
    files = folder.read()
    assert [cell.tour for cell in files.layouts["own"].cells] == ["rivr", "new river"]
    assert files.scenes["flood"].screens["left"].layout == "mine"
    assert [rule.scene for rule in files.schedules["duty"].rules] == ["flod", ""]
