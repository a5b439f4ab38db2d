from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from media.archive.index import ArchiveIndex
from media.cameras.clip import Clip, Outcome
from media.cameras.kept import Kept, Memory
from media.cameras.recall import NOTHING_KEPT, film_of, kept_at, picture_at, take_at
from media.cameras.snapshot import Caption
from media.view import AS_TOLD
from tests.media.archive.coded import arrivals, probe
from tests.media.cameras.recordings import BEGAN, RATE, moment, record


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ArchiveIndex]:
    made = ArchiveIndex(tmp_path / "recordings")
    yield made
    made.close()


@pytest.mark.parametrize(("b_frames", "codec"), [(0, "libx264"), (2, "libx264"), (0, "libx265")])
def test_the_picture_is_the_one_a_replay_shows_at_the_moment(
    index: ArchiveIndex, b_frames: int, codec: str
) -> None:
    record(index, pictures=30, b_frames=b_frames, codec=codec)
    kept = Kept("c01", index)
    for number in (0, 9, 10, 17, 29):
        assert picture_at(kept, moment(number)).at == pytest.approx(
            BEGAN + number / RATE, abs=0.001
        )
    exactly = picture_at(kept, BEGAN + 17 / RATE)
    assert exactly.at == pytest.approx(BEGAN + 17 / RATE, abs=0.001)


def test_in_a_gap_it_is_the_last_before_and_before_all_there_is_none(index: ArchiveIndex) -> None:
    record(index, pictures=20)
    record(index, pictures=20, began_at=BEGAN + 100)
    assert picture_at(Kept("c01", index), BEGAN + 50).at == pytest.approx(
        BEGAN + 19 / RATE, abs=0.001
    )
    with pytest.raises(ValueError, match=NOTHING_KEPT):
        picture_at(Kept("c01", index), BEGAN - 1)
    with pytest.raises(ValueError, match=NOTHING_KEPT):
        kept_at("c01", index, [], BEGAN - 1)
    with pytest.raises(ValueError, match=NOTHING_KEPT):
        kept_at("c01", None, [], BEGAN)


def test_of_two_streams_that_hold_the_moment_the_larger_is_taken(index: ArchiveIndex) -> None:
    record(index, stream="sub")
    record(index, stream="main", pictures=25)
    assert kept_at("c01", index, [], moment(20)).stream == "main"
    assert kept_at("c01", index, [], moment(40)).stream == "sub"
    large = Memory("main", arrivals(at=1.5), BEGAN)
    small = Memory("sub", arrivals(at=1.5), BEGAN)
    assert kept_at("c01", index, [large, small], moment(40)).stream == "main"
    assert kept_at("c01", None, [small], moment(40)).stream == "sub"


def test_memory_gives_its_picture_too_though_it_grows() -> None:
    units = arrivals(gop=25)
    kept = kept_at("c01", None, [Memory("sub", units, BEGAN)], BEGAN + 200)
    assert picture_at(kept, BEGAN + 200).at == pytest.approx(
        BEGAN + units[-1].received_at, abs=0.001
    )


def test_of_a_file_that_grows_the_last_picture_comes_out_of_the_decoder_too(
    index: ArchiveIndex,
) -> None:
    record(index, pictures=20, b_frames=2, closed=False)
    last = picture_at(Kept("c01", index), moment(30))
    assert last.at == pytest.approx(BEGAN + 19 / RATE, abs=0.001)


def test_a_written_picture_says_its_own_time(index: ArchiveIndex, tmp_path: Path) -> None:
    record(index, pictures=30, size=(320, 192))
    path = tmp_path / "a.jpg"
    at, size = take_at(Kept("c01", index), moment(12), path, Caption("c01"))
    assert (at, size) == (pytest.approx(BEGAN + 12 / RATE, abs=0.001), (320, 192))
    with Image.open(path) as image:
        assert image.size == size
        assert image.getexif().get_ifd(0x8769)[0x9291] == "480"


def test_a_film_is_what_lies_in_the_stretch_and_can_be_called_off(
    index: ArchiveIndex, tmp_path: Path
) -> None:
    record(index, pictures=50)
    record(index, pictures=50, began_at=BEGAN + 2)
    done: list[Outcome] = []
    kept = Kept("c01", index, "main")
    clip = Clip(tmp_path / "a.mp4", AS_TOLD, done.append)
    film_of(kept, moment(30), moment(70), 0.0, clip, lambda: True)
    assert not isinstance(done[0], str)
    assert done[0][0] == pytest.approx(41 / RATE, abs=0.01)
    assert probe(tmp_path / "a.mp4")["streams"][0]["nb_read_packets"] == "41"
    off = Clip(tmp_path / "b.mp4", AS_TOLD, done.append)
    film_of(kept, moment(30), moment(70), 0.0, off, lambda: False)
    nothing = Clip(tmp_path / "c.mp4", AS_TOLD, done.append, NOTHING_KEPT)
    film_of(kept, BEGAN + 50, BEGAN + 60, 0.0, nothing, lambda: True)
    assert done[1:] == [NOTHING_KEPT]
    assert [each.name for each in tmp_path.glob("*.mp4")] == ["a.mp4"]
    assert not list(tmp_path.glob(".*.part"))
