from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from media.archive.index import ArchiveIndex
from media.archive.segment import Segment
from media.cameras.kept import Kept, Memory, Piece
from media.unit import AccessUnit, Arrival
from tests.media.cameras.recordings import BEGAN, record


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ArchiveIndex]:
    made = ArchiveIndex(tmp_path)
    yield made
    made.close()


def segment(index: ArchiveIndex, began: float, ended: float, stream: str = "main") -> int:
    path = f"c01/{stream}{began}.mp4"
    identity = index.begin("c01", stream, path, BEGAN + began, "h264")
    index.close_segment(identity, BEGAN + ended, 1)
    return identity


def memory(began: float, ended: float, stream: str = "sub") -> Memory:
    units = [Arrival(AccessUnit(b"", True, False, 0, None), at, at) for at in (began, ended)]
    return Memory(stream, units, BEGAN)


def named(piece: Piece | None) -> int | str | None:
    return piece.id if isinstance(piece, Segment) else piece and piece.stream


def test_a_moment_is_in_the_piece_that_holds_it_or_in_the_last_before_it(
    index: ArchiveIndex,
) -> None:
    first, second = segment(index, 0, 60), segment(index, 7200, 7260)
    kept = Kept("c01", index)
    assert named(kept.at(BEGAN - 1)) is None
    assert named(kept.at(BEGAN + 30)) == first
    assert named(kept.at(BEGAN + 7100)) == first
    assert named(kept.at(BEGAN + 7230)) == second
    assert named(kept.at(BEGAN + 30 * 86400)) == second
    assert named(Kept("c02", index).at(BEGAN + 30)) is None


def test_the_recording_is_preferred_and_of_two_streams_the_larger(index: ArchiveIndex) -> None:
    segment(index, 0, 60, "sub")
    large = segment(index, 0, 60)
    kept = Kept("c01", index)
    kept.memory = memory(30, 90)
    assert named(kept.at(BEGAN + 45)) == large
    assert named(kept.at(BEGAN + 75)) == "sub"


def test_what_follows_is_of_the_same_stream_where_there_is_one(index: ArchiveIndex) -> None:
    first, other = segment(index, 0, 60), segment(index, 0, 120, "sub")
    following = segment(index, 60.04, 120)
    kept = Kept("c01", index)
    (played,) = [each for each in index.find("c01", BEGAN, BEGAN + 1) if each.id == first]
    assert named(kept.after(BEGAN + 59.96, played)) == following
    index.remove(following)
    assert named(kept.after(BEGAN + 59.96, played)) == other


def test_after_the_last_comes_nothing_until_it_grows(index: ArchiveIndex) -> None:
    identity = segment(index, 0, 60)
    kept = Kept("c01", index)
    (played,) = index.find("c01", BEGAN, BEGAN + 1)
    assert kept.after(BEGAN + 59.96, played) is None
    index.grow(identity, BEGAN + 62, 2)
    assert named(kept.after(BEGAN + 59.96, played)) == identity
    kept.memory = memory(50, 70)
    assert named(kept.after(BEGAN + 62)) == "sub"
    assert kept.after(BEGAN + 70, kept.memory) is None


def test_a_file_that_cannot_be_read_is_not_looked_at_again(index: ArchiveIndex) -> None:
    file = record(index)
    kept = Kept("c01", index)
    piece = kept.at(BEGAN + 1)
    assert piece is not None
    reading = kept.open(piece, BEGAN + 1)
    assert reading is not None
    reading.close()
    file.write_bytes(b"torn")
    assert kept.open(piece, BEGAN + 1) is None
    assert kept.at(BEGAN + 1) is None


def test_without_an_archive_there_is_memory_only() -> None:
    kept = Kept("c01", None)
    assert kept.at(BEGAN) is None
    kept.memory = memory(0, 10)
    assert named(kept.at(BEGAN + 5)) == "sub"


def test_a_stretch_is_read_piece_by_piece_and_where_memory_begins_nothing_else(
    index: ArchiveIndex,
) -> None:
    first, second = segment(index, 0, 60), segment(index, 60, 120)
    segment(index, 60, 120, "sub")
    kept = Kept("c01", index, "main")

    def pieces(since: float, until: float) -> list[tuple[int | str | None, float]]:
        found = kept.pieces(BEGAN + since, BEGAN + until)
        return [(named(piece), ends - BEGAN) for piece, ends in found]

    assert pieces(30, 90) == [(first, 60), (second, 90)]
    assert pieces(70, 300) == [(second, 300)]
    segment(index, 120, 180)  # memory has this already
    kept.memory = memory(90, 190)
    assert pieces(30, 300) == [(first, 60), (second, 90), ("sub", 300)]
    assert pieces(95, 300) == [("sub", 300)]
    assert pieces(30, 80) == [(first, 60), (second, 80)]
    assert pieces(200, 300) == []


def test_what_lies_in_a_piece_before_it_ends_nothing(index: ArchiveIndex) -> None:
    """Connected anew within a group of pictures, a camera sends it again: both begin with it."""
    long = segment(index, 0, 60)
    segment(index, 0.02, 6)
    last = segment(index, 60, 120)
    kept = Kept("c01", index, "main")
    found = kept.pieces(BEGAN, BEGAN + 120)
    assert [(named(piece), ends - BEGAN) for piece, ends in found] == [(long, 60), (last, 120)]
    kept.memory = memory(110, 119)
    assert [named(piece) for piece, _ in kept.pieces(BEGAN, BEGAN + 120)] == [long, last, "sub"]


def test_a_file_just_begun_has_nothing_yet_and_is_read_when_it_has_grown(
    index: ArchiveIndex,
) -> None:
    begun = index.begin("c01", "main", "c01/new.mp4", BEGAN + 60, "h264")
    kept = Kept("c01", index)
    assert kept.after(BEGAN + 59) is None
    index.grow(begun, BEGAN + 61, 100)
    piece = kept.after(BEGAN + 59)
    assert piece is not None
    assert kept.open(piece, BEGAN + 59) is None  # there is no such file
    assert kept.after(BEGAN + 59) is None
    index.grow(begun, BEGAN + 62, 200)
    assert named(kept.after(BEGAN + 59)) == begun
