from __future__ import annotations

from pathlib import Path

import pytest

from media.archive.film import Film
from media.archive.nal import split
from media.archive.reading import pictures_of
from tests.media.archive.coded import HZ, arrivals


@pytest.mark.parametrize("codec", ["h264", "hevc", "mjpeg"])
def test_what_was_recorded_comes_back_as_it_was(tmp_path: Path, codec: str) -> None:
    units = arrivals(codec, gop=10)
    film = Film(units[0], HZ, None, 0.0)
    for each in units:
        film.picture(each)
    (tmp_path / "a.mp4").write_bytes(film.take() + film.finish())
    found = list(pictures_of(tmp_path / "a.mp4", 100.0, 0.0))
    assert [each.received_at for each in found] == pytest.approx([e.received_at for e in units])
    assert [each.unit.key for each in found] == [each.unit.key for each in units]
    if codec == "mjpeg":
        assert [each.unit.data for each in found] == [each.unit.data for each in units]
    else:
        assert [split(e.unit.data)[-1] for e in found] == [split(e.unit.data)[-1] for e in units]
        assert all(nal in split(found[0].unit.data) for nal in film.sets)
    later = list(pictures_of(tmp_path / "a.mp4", 100.0, 101.0))
    assert later[0].received_at == pytest.approx(101.0 if codec == "mjpeg" else 100.8)


def test_a_torn_or_missing_file_has_what_is_whole(tmp_path: Path) -> None:
    units = arrivals(gop=10)
    film = Film(units[0], HZ, None, 0.0)
    for each in units:
        film.picture(each)
    content = film.take()
    (tmp_path / "a.mp4").write_bytes(content[:-10])
    assert len(list(pictures_of(tmp_path / "a.mp4", 0.0, 0.0))) >= 30
    (tmp_path / "b.mp4").write_bytes(b"junk")
    assert list(pictures_of(tmp_path / "b.mp4", 0.0, 0.0)) == []
    assert list(pictures_of(tmp_path / "c.mp4", 0.0, 0.0)) == []
