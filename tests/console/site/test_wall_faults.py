from __future__ import annotations

from pathlib import Path

from console.site.wall_faults import wall_faults
from layouts.folder import WallFolder


def test_slips_and_what_the_room_does_not_have_are_told_with_file_line_and_key(
    tmp_path: Path,
) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "a.toml").write_text("columns = 0\n")
    (tmp_path / "layouts" / "b.toml").write_text(
        'columns = 2\nrows = 1\ncells = [\n  { column = 0, row = 0, source = "camera:c1" },\n'
        '  { column = 1, row = 0, source = "node:n01" },\n]\n'
    )
    (tmp_path / "layouts" / "t.toml").write_text('kind = "tour"\ncameras = ["c02"]\n')
    files = WallFolder(tmp_path).read()
    told = [str(fault) for fault in wall_faults(files, tmp_path, ["c01"], ["n01"])]
    assert any(text.startswith("layouts/a.toml:1: columns: 0 ") for text in told)
    assert told[-2].startswith('layouts/t.toml:2: cameras: there is no camera "c02"')
    assert told[-1].startswith('layouts/b.toml:4: cells[0].source: there is no camera "c1"')
    assert not [text for text in told if "n01" in text]
