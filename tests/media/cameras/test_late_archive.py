from __future__ import annotations

from pathlib import Path

import pytest

from media.archive.index import NAME, ArchiveIndex
from media.cameras.late_archive import AGAIN_S, LateArchive
from tests.media.cameras.recordings import BEGAN, record


def test_it_is_opened_when_it_is_first_asked(tmp_path: Path) -> None:
    late = LateArchive(tmp_path)
    index = ArchiveIndex(tmp_path)
    record(index)
    found = late.find("c01", BEGAN, BEGAN + 1)
    assert found == index.find("c01", BEGAN, BEGAN + 1)
    assert late.find("c01", BEGAN, BEGAN + 1, "sub") == []
    late.close()
    index.close()
    assert late.find("c01", BEGAN, BEGAN + 1) == []


def test_what_cannot_be_read_has_nothing_is_told_once_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    now = 0.0
    place = tmp_path / "archive"
    place.write_text("a file where the folder should be")
    late = LateArchive(place, lambda: now)
    for _ in range(3):
        assert late.find("c01", BEGAN, BEGAN + 1) == []
        now += AGAIN_S
    assert caplog.text.count("cannot be read") == 1
    place.unlink()
    index = ArchiveIndex(place)
    record(index)
    index.close()
    assert late.find("c01", BEGAN, BEGAN + 1) != []
    late.close()


def test_an_index_that_was_made_anew_meanwhile_is_opened_instead(tmp_path: Path) -> None:
    late = LateArchive(tmp_path)
    assert late.find("c01", BEGAN, BEGAN + 1) == []
    (tmp_path / NAME).rename(tmp_path / f"broken-{NAME}")
    index = ArchiveIndex(tmp_path)
    record(index)
    index.close()
    assert late.find("c01", BEGAN, BEGAN + 1) != []
    late.close()
