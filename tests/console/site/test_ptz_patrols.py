from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.site.ptz_patrols import FILE, KeptPatrol, read_patrols, write_patrols

TEXT = st.text(st.characters(exclude_categories=("C", "Zl", "Zp", "Zs")), min_size=1, max_size=64)
PATROLS = st.lists(
    st.builds(
        KeptPatrol,
        TEXT,
        TEXT,
        st.lists(TEXT, min_size=1, max_size=5).map(tuple),
        st.integers(3, 3600).map(float),
    ),
    max_size=4,
)


@given(PATROLS)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, patrols: list[KeptPatrol]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    write_patrols(folder, patrols)
    assert read_patrols(folder) == patrols
    assert [path.name for path in (folder / "state").iterdir()] == [FILE.name]


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert read_patrols(tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        'camera = ""\nname = "a"\npresets = ["1"]\ndwell_s = 5',
        'camera = "c"\nname = "a"\npresets = []\ndwell_s = 5',
        'camera = "c"\nname = "a"\npresets = ["1"]\ndwell_s = 1',
        'camera = "c"\nname = "a"\npresets = ["1"]\ndwell_s = true',
        'camera = "c"\nname = "a"\npresets = "1"\ndwell_s = 5',
        'camera = "c"\nname = "a"',
    ],
)
def test_a_faulty_patrol_is_left_out_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    right = 'camera = "c10"\nname = "b"\npresets = ["1", "2"]\ndwell_s = 5'
    (tmp_path / "state").mkdir()
    (tmp_path / FILE).write_text(f"[[patrols]]\n{text}\n[[patrols]]\n{right}\n", "utf-8")
    with caplog.at_level(logging.WARNING):
        assert read_patrols(tmp_path) == [KeptPatrol("c10", "b", ("1", "2"), 5.0)]
    assert "patrol 1" in caplog.text


def test_a_file_that_is_no_toml_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / FILE).write_text("patrols = 3 3", "utf-8")
    assert read_patrols(tmp_path) == []
    (tmp_path / FILE).write_text("patrols = 3", "utf-8")
    assert read_patrols(tmp_path) == []
