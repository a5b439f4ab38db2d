"""Packets of a picture put together."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from media.hub.picture_buffer import MOST, PictureBuffer

PARTS = 3


def packet(number: int, marker: int | None = None) -> Any:
    """Three packets to a picture."""
    picture, part = divmod(number, PARTS)
    return SimpleNamespace(
        sequence_number=(65_500 + number) % 65_536,
        timestamp=picture * 6000,
        payload_type=99,
        marker=int(part == PARTS - 1) if marker is None else marker,
        _data=b"%d." % number,
    )


class Given:
    def __init__(self) -> None:
        self.pictures: list[bytes] = []
        self.buffer = PictureBuffer(lambda kind, data: self.pictures.append(data))

    def add(self, *numbers: int) -> list[bool]:
        return [self.buffer.add(packet(number))[0] for number in numbers]


def whole(picture: int) -> bytes:
    return b"".join(b"%d." % (picture * PARTS + part) for part in range(PARTS))


def test_a_picture_is_whole_with_its_last_packet() -> None:
    given_ = Given()
    given_.add(0, 1)
    assert given_.pictures == []
    given_.add(2)
    assert given_.pictures == [whole(0)]


def test_packets_out_of_order_and_twice_make_the_same_pictures() -> None:
    given_ = Given()
    numbers = [0, *random.Random(1).sample(range(1, 90), 89)]
    given_.add(*(number for number in numbers for _ in range(2)))
    assert given_.pictures == [whole(picture) for picture in range(30)]


def test_what_follows_a_hole_waits_for_it() -> None:
    given_ = Given()
    given_.add(*range(4), *range(5, 12))
    assert given_.pictures == [whole(0)]
    given_.add(4)
    assert given_.pictures == [whole(picture) for picture in range(4)]


def test_a_hole_given_up_lets_the_next_picture_begin() -> None:
    given_ = Given()
    given_.add(*range(4), *range(5, 9))
    given_.buffer.start_over()
    given_.add(*range(9, 12))
    assert given_.pictures == [whole(0), whole(3)]


def test_more_than_fits_asks_for_a_key_picture_and_begins_anew() -> None:
    given_ = Given()
    wishes = given_.add(0, *range(2, MOST + 5))
    assert sum(wishes) == 1
    assert len(given_.buffer._held) < MOST


def test_a_sender_that_marks_every_packet_is_understood_after_a_moment() -> None:
    given_ = Given()
    for number in range(30):
        given_.buffer.add(packet(number, marker=1))
    assert given_.pictures[-5:] == [whole(picture) for picture in range(4, 9)]


def test_another_stream_begins_anew() -> None:
    given_ = Given()
    given_.add(*range(3000, 3003))
    given_.add(*range(300, 303))
    assert given_.pictures == [whole(1000), whole(100)]


@given(st.lists(st.integers(0, 900)))
def test_little_is_kept_and_nothing_comes_twice(numbers: list[int]) -> None:
    given_ = Given()
    given_.add(*numbers)
    assert len(given_.buffer._held) <= MOST
    assert len(set(given_.pictures)) == len(given_.pictures)
