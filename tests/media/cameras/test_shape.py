from __future__ import annotations

from fractions import Fraction

from media.cameras.shape import Shape, Shaping
from media.view import AS_TOLD, View


def test_nothing_is_known_before_the_first_parameter_set() -> None:
    shaping = Shaping(View(90))
    assert (shaping.shape, shaping.shown, shaping.ratio) == (Shape(rotate=90), None, None)
    assert not shaping.see(AS_TOLD)


def test_pixels_that_are_not_square_and_turns_are_in_the_size_shown() -> None:
    shaping = Shaping(View(90))
    assert shaping.take((704, 576), Fraction(12, 11))
    assert shaping.shape == Shape((704, 576), Fraction(12, 11), 90)
    assert (shaping.shown, shaping.ratio) == ((576, 768), Fraction(4, 3))
    assert not shaping.take((704, 576), Fraction(12, 11))


def test_a_forced_ratio_goes_before_the_pixels_and_after_it_they_count_again() -> None:
    shaping = Shaping(View(ratio=Fraction(16, 9)))
    assert shaping.take((704, 576), Fraction(12, 11))
    assert (shaping.shown, shaping.ratio) == ((1024, 576), Fraction(16, 9))
    assert shaping.see(AS_TOLD)
    assert (shaping.shown, shaping.ratio) == ((768, 576), Fraction(4, 3))
    assert not shaping.see(AS_TOLD)
