"""Chapters laid into the head of a film that is over."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.archive.mp4 import box
from media.hub.chapters import ROOM, Chapter, chapter_list, with_room

titles = st.text(st.characters(codec="utf-8"), max_size=300)


def boxes(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        assert size >= 8
        assert at + size <= len(data)
        found.append((kind, data[at + 8 : at + size]))
        at += size
    return found


@given(st.lists(st.builds(Chapter, st.floats(0, 1e6), titles), max_size=400))
def test_any_list_fills_the_room_exactly_with_whole_boxes(chapters: list[Chapter]) -> None:
    laid = chapter_list(chapters)
    assert len(laid) == ROOM
    assert [kind for kind, _ in boxes(laid)] == [b"udta", b"free"]
    ((kind, told),) = boxes(boxes(laid)[0][1])
    count = told[8]
    assert kind == b"chpl"
    assert count == len(chapters) or count == 255 or len(laid) - 8 - 8 - len(told) < 300


def test_the_room_lies_at_the_end_of_the_head_and_nothing_else_moves() -> None:
    before, inside, after = box(b"ftyp", b"isom"), box(b"mvhd", b"abc"), box(b"moof", b"xyz")
    roomy = with_room(before + box(b"moov", inside) + after)
    (_, (kind, head), rest) = boxes(roomy.data)
    assert kind == b"moov"
    assert boxes(head) == [(b"mvhd", b"abc"), (b"free", bytes(ROOM - 8))]
    assert rest == (b"moof", b"xyz")
    laid = roomy.data[: roomy.at] + chapter_list([]) + roomy.data[roomy.at + ROOM :]
    assert [kind for kind, _ in boxes(laid)] == [b"ftyp", b"moov", b"moof"]
    assert [kind for kind, _ in boxes(boxes(laid)[1][1])] == [b"mvhd", b"udta", b"free"]


@pytest.mark.parametrize(
    "data", [box(b"moov"), box(b"ftyp") + box(b"moof"), box(b"ftyp") + b"\0" * 8]
)
def test_what_is_no_beginning_of_a_film_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no "):
        with_room(data)
