from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.view import MOST_RATIO, View, parse_ratio


@pytest.mark.parametrize(
    ("written", "ratio"),
    [
        ("16:9", Fraction(16, 9)), ("4:3", Fraction(4, 3)), ("704:576", Fraction(11, 9)),
        ("16：9", Fraction(16, 9)), ("16/9", Fraction(16, 9)), ("16 : 9", Fraction(16, 9)),
        ("16:09", Fraction(16, 9)), ("1.7778", Fraction(17778, 10000)), ("9:16", Fraction(9, 16)),
    ],
)  # fmt: skip
def test_a_ratio_is_read_however_it_is_written(written: str, ratio: Fraction) -> None:
    assert parse_ratio(written) == ratio


@pytest.mark.parametrize(
    "written", ["", "16", "16:", "0:9", "16:0", "5:1", "1:5", "9.5", "-4:3", "wide", "1e9", "4:3:1"]
)
def test_what_is_no_ratio_is_said(written: str) -> None:
    with pytest.raises(ValueError, match="is no ratio of a picture: 16:9"):
        parse_ratio(written)


@given(st.text(max_size=20))
def test_any_text_is_a_ratio_or_refused(written: str) -> None:
    try:
        ratio = parse_ratio(written)
    except ValueError:
        return
    assert Fraction(1, MOST_RATIO) <= ratio <= MOST_RATIO


def test_a_forced_ratio_goes_before_what_the_stream_says() -> None:
    told = Fraction(12, 11)
    assert View().pixel_aspect((704, 576), told) == told
    assert View().pixel_aspect((704, 576), None) == 1
    forced = View(90, Fraction(16, 9)).pixel_aspect((704, 576), told)
    assert 704 * forced / 576 == Fraction(16, 9)
