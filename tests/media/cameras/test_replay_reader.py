from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from media.archive.index import ArchiveIndex
from media.cameras.kept import Kept, Memory
from media.cameras.replay_pace import Effort
from media.cameras.replay_reader import ReplayReader
from tests.media.cameras.recordings import BEGAN, RATE, moment, record, write_film
from tests.media.cameras.test_decoder import arrivals, damaged


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ArchiveIndex]:
    made = ArchiveIndex(tmp_path)
    yield made
    made.close()


@pytest.fixture
def reader(index: ArchiveIndex) -> Iterator[ReplayReader]:
    made = ReplayReader(Kept("c01", index))
    yield made
    made.close()


def read(reader: ReplayReader) -> list[int]:
    """The numbers of the pictures that come until the piece has no more."""
    while reader.decode():
        pass
    reader.finish()
    numbers = [round((shown.at - BEGAN) * RATE) for shown in reader.ready]
    reader.ready.clear()
    return numbers


@pytest.mark.parametrize("b_frames", [0, 2])
def test_pictures_come_in_order_from_the_key_picture_before(
    index: ArchiveIndex, reader: ReplayReader, b_frames: int
) -> None:
    record(index, pictures=30, b_frames=b_frames)
    assert reader.seek(moment(14))
    numbers = read(reader)
    assert numbers[-16:] == list(range(14, 30))
    assert numbers == sorted(numbers)


def test_the_next_piece_follows_without_a_picture_twice(
    index: ArchiveIndex, reader: ReplayReader
) -> None:
    record(index, pictures=20)
    record(index, pictures=15, began_at=BEGAN + 20 / RATE)
    assert reader.seek(moment(12))
    read(reader)
    following = reader.kept.after(reader.position, reader.piece)
    assert following is not None
    assert reader.enter(following)
    assert read(reader) == list(range(20, 35))


def test_a_segment_that_grew_is_taken_up_where_it_was_left(
    index: ArchiveIndex, reader: ReplayReader
) -> None:
    file = record(index, pictures=40, closed=False)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert reader.seek(BEGAN)
    first = read(reader)
    assert first == list(range(len(first)))
    file.write_bytes(whole)
    (segment,) = index.find("c01", BEGAN, BEGAN + 1)
    index.grow(segment.id, segment.ended_at + 0.001, len(whole))
    grown = reader.kept.after(reader.position, reader.piece)
    assert grown is not None
    assert reader.enter(grown)
    assert first + read(reader) == list(range(40))


def test_a_fragment_that_begins_between_key_pictures_is_taken_up_too(
    index: ArchiveIndex, reader: ReplayReader
) -> None:
    file = record(index, pictures=40, closed=False)
    write_film(file, 40, gop=30, fragment_s=0.4)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert reader.seek(BEGAN)
    first = read(reader)
    assert 0 < first[-1] < 29  # amid the first group of pictures
    file.write_bytes(whole)
    (segment,) = index.find("c01", BEGAN, BEGAN + 1)
    index.grow(segment.id, segment.ended_at + 0.001, len(whole))
    grown = reader.kept.after(reader.position, reader.piece)
    assert grown is not None
    assert reader.enter(grown)
    assert first + read(reader) == list(range(40))


def test_key_pictures_alone_are_decoded_when_there_is_no_time(
    index: ArchiveIndex, reader: ReplayReader
) -> None:
    record(index, pictures=30)
    reader.seek(BEGAN)
    reader.effort = Effort.KEYS
    assert read(reader) == [0, 10, 20]
    assert reader.dropped == 27


def test_from_key_pictures_it_goes_on_with_everything_at_the_next_one(
    index: ArchiveIndex, reader: ReplayReader
) -> None:
    record(index, pictures=30)
    reader.seek(BEGAN)
    reader.effort = Effort.KEYS
    for _ in range(5):
        reader.decode()
    reader.effort = Effort.ALL
    assert read(reader) == [0, *range(10, 30)]


def test_where_nothing_is_kept_before_there_is_nothing_to_begin_with(
    index: ArchiveIndex, reader: ReplayReader
) -> None:
    record(index)
    assert not reader.seek(BEGAN - 1)
    assert not reader.decode()
    piece = reader.kept.after(BEGAN - 1)
    assert piece is not None
    assert reader.jump(piece, piece.began_at)
    assert read(reader) == list(range(50))


def of_memory(damage_at: int, leaf: bool = False) -> ReplayReader:
    """Of a film of 20 pictures, a key picture each ten; picture ``n`` came at second ``n``."""
    film = arrivals()
    bad = damaged(film[damage_at])
    film[damage_at] = bad._replace(unit=bad.unit._replace(reference=not leaf))
    return ReplayReader(Kept("c01", None, memory=Memory("main", film, BEGAN)))


def came(reader: ReplayReader) -> list[int]:
    while reader.decode():
        pass
    reader.finish(for_good=True)
    numbers = [round(shown.at - BEGAN) for shown in reader.ready]
    reader.close()
    return numbers


@pytest.mark.parametrize("damage_at", [0, 3, 13])
def test_after_damage_nothing_is_shown_until_the_next_key_picture(damage_at: int) -> None:
    reader = of_memory(damage_at)
    assert reader.seek(BEGAN)
    until = damage_at // 10 * 10 + 10
    assert came(reader) == [n for n in range(20) if not damage_at <= n < until]
    assert (reader.errors, reader.dropped) == (1, until - damage_at - 1)


def test_damage_to_a_picture_that_none_builds_on_is_its_own() -> None:
    reader = of_memory(3, leaf=True)
    assert reader.seek(BEGAN)
    assert came(reader) == [n for n in range(20) if n != 3]


def test_damage_is_forgotten_where_it_is_sought_to_another_moment() -> None:
    reader = of_memory(13)
    assert reader.seek(BEGAN + 15)
    while reader.decode():
        pass
    assert reader.seek(BEGAN)
    assert came(reader) == list(range(13))
