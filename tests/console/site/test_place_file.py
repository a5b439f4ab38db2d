from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.site.place_file import FILE, Place, read_place, write_place

NAMES = st.text(st.characters(exclude_categories=("C", "Z")), max_size=60)


def test_where_nothing_was_chosen_everything_is_as_the_system_has_it(tmp_path: Path) -> None:
    assert read_place(tmp_path) == Place()


@given(NAMES, st.booleans(), st.sampled_from(["", "own", "camera:c03"]))
def test_what_was_chosen_is_remembered(
    tmp_path_factory: pytest.TempPathFactory, name: str, echo: bool, picture: str
) -> None:
    folder = tmp_path_factory.mktemp("room")
    place = Place(microphone=name, loudspeaker="Jabra 麦克风", echo=echo, picture=picture)
    write_place(folder, place)
    assert read_place(folder) == place


def test_what_is_wrong_is_told_and_left_as_it_usually_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text('microphone = "Jabra"\npicture = "node:n01"\necho = "no"\nspeed = 1\n')
    assert read_place(tmp_path) == Place(microphone="Jabra")
    for key in ("picture", "echo", "speed"):
        assert key in caplog.text
