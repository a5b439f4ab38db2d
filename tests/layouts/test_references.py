from __future__ import annotations

from pathlib import Path

from layouts.folder import WallFolder
from layouts.references import missing

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
    told = [str(fault).partition("; ")[0] for fault in missing(files, ["c01", "c02"])]
    assert told == [
        'layouts/own.toml:4: cells[0].tour: there is no tour "rivr"',
        'scenes/flood.toml:3: screens.left.layout: there is no layout "mine"',
        'scenes/flood.toml:4: screens.left.tour: there is no tour "night"',
        'layouts/pages.toml:5: pages[1].cameras: there is no camera "c9"',
        'layouts/river.toml:2: layout: there is no layout "2x3"',
        'layouts/river.toml:3: cameras: there is no camera "c99"',
        'schedules/duty.toml:2: rules[0].scene: there is no scene "flod"',
    ]


def test_a_wall_whose_names_all_lead_somewhere_has_no_fault(tmp_path: Path) -> None:
    assert missing(WallFolder(tmp_path).read(), []) == []
