"""What becomes of layouts' files, apart from the window. More of it: test_layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.desk.layout_files import LayoutFiles
from layouts.folder import WallFolder
from layouts.layout import Layout, every_square
from layouts.store import load_layouts, read_layout

CANAL = Layout("渡口", 2, 1, every_square(2, 1), origin="")


@pytest.fixture
def files(tmp_path: Path) -> LayoutFiles:
    (tmp_path / "scenes").mkdir()
    return LayoutFiles(tmp_path)


def test_a_rename_takes_scenes_along_and_tells_which_layouts_there_are(
    files: LayoutFiles, tmp_path: Path
) -> None:
    own = files.save(CANAL)
    (tmp_path / "scenes" / "day.toml").write_text('default = "渡口"\n', "utf-8")
    outcome = files.rename(own, "码头")
    assert outcome.done
    assert outcome.layout is not None
    assert outcome.layout.name == "码头"
    assert "码头" in outcome.found
    assert "渡口" not in outcome.found
    assert WallFolder(tmp_path).read().scenes["day"].default == "码头"


def test_the_rooms_start_forbids_a_rename_and_a_scene_a_removal(
    files: LayoutFiles, tmp_path: Path
) -> None:
    own = files.save(CANAL)
    (tmp_path / "scenes" / "day.toml").write_text('default = "渡口"\n', "utf-8")
    outcome = files.remove(own)
    assert (outcome.done, [scene.name for scene in outcome.users.scenes]) == (False, ["day"])
    (tmp_path / "site.toml").write_text('[wall]\nlayout = "渡口"\n', "utf-8")
    outcome = files.rename(own, "码头")
    assert (outcome.done, outcome.users.settings) == (False, True)
    assert read_layout(Path(own.origin)).cells == CANAL.cells


def test_what_was_removed_comes_back(files: LayoutFiles) -> None:
    own = files.save(CANAL)
    assert not files.restore(own).done
    removed = files.remove(own)
    assert removed.done
    assert removed.found == load_layouts(None)
    assert not files.remove(own).done
    back = files.restore(own)
    assert back.done
    assert back.layout is not None
    assert back.layout.cells == CANAL.cells
