from __future__ import annotations

from pathlib import Path

from console.site.wall_faults import dangling, slips
from layouts.folder import WallFolder


def test_slips_and_what_the_room_does_not_have_are_told_with_file_line_and_key(
    tmp_path: Path,
) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "a.toml").write_text("columns = 0\n")
    (tmp_path / "layouts" / "b.toml").write_text(
        'columns = 3\nrows = 1\ncells = [\n  { column = 0, row = 0, source = "camera:c1" },\n'
        '  { column = 1, row = 0, source = "node:n01" },\n'
        '  { column = 2, row = 0, source = "screen" },\n]\n'
    )
    (tmp_path / "layouts" / "t.toml").write_text('kind = "tour"\ncameras = ["c02"]\n')
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "s.toml").write_text('default = "gone"\n')
    files = WallFolder(tmp_path).read()
    wrong = [str(fault) for fault in slips(files, tmp_path)]
    assert any(text.startswith("layouts/a.toml:1: columns: 0 ") for text in wrong)
    assert wrong[-1].startswith("layouts/b.toml:6: cells[2].source: ")
    told = [str(fault) for fault in dangling(files, tmp_path, ["c01"], ["n01"])]
    assert [each.partition("; ")[0] for each in told] == [
        'layouts/t.toml:2: cameras: there is no camera "c02"',
        'layouts/b.toml:4: cells[0].source: there is no camera "c1"',
        'scenes/s.toml:1: default: there is no layout "gone"',
    ]
