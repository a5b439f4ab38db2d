from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.bits import Bits


def golomb(value: int) -> str:
    written = f"{value + 1:b}"
    return "0" * (len(written) - 1) + written


@given(st.lists(st.integers(0, 2**20), max_size=20))
def test_numbers_read_back_as_they_were_written(numbers: list[int]) -> None:
    text = "".join(map(golomb, numbers)) + "1"
    text += "0" * (-len(text) % 8)
    data = int(text, 2).to_bytes(len(text) // 8, "big")
    if b"\0\0" in data:  # would be written with a byte between
        return
    bits = Bits(data)
    assert [bits.unsigned() for _ in numbers] == numbers


def test_signed_numbers_take_turns() -> None:
    bits = Bits(int("".join(map(golomb, range(5))) + "0" * 7, 2).to_bytes(3, "big"))
    assert [bits.signed() for _ in range(5)] == [0, 1, -1, 2, -2]


def test_the_bytes_that_hide_start_codes_are_left_out() -> None:
    assert Bits(b"\0\0\3\1").take(24) == 1


def test_the_end_and_an_endless_number_are_value_errors() -> None:
    with pytest.raises(ValueError, match="cut off"):
        Bits(b"\xff").take(9)
    with pytest.raises(ValueError, match="endless"):
        Bits(b"\0\1" * 5 + bytes(9)).take(1) or Bits(bytes(9)).unsigned()
