from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.town.cameras.head import LONGEST_MOVE_S, MOST_PRESETS, Head

ANY = st.floats(allow_nan=True, allow_infinity=True)


@given(st.lists(st.tuples(ANY, ANY, ANY, st.floats(0, 20), st.booleans()), max_size=12))
def test_it_never_points_where_it_cannot(
    acts: list[tuple[float, float, float, float, bool]],
) -> None:
    head, now = Head(), 0.0
    for pan, tilt, zoom, passes, goes in acts:
        (head.go if goes else head.move)((pan, tilt, zoom), now)
        now += passes
        at = head.at(now)
        assert all(-1 <= v <= 1 for v in at)
        assert at[2] >= 0
    assert not head.moving(now + 100)


def test_a_movement_without_a_time_out_ends_all_the_same() -> None:
    head = Head()
    head.move((0.1, 0.0, 0.0), 0.0)
    assert head.at(100.0)[0] == pytest.approx(0.1 * LONGEST_MOVE_S / 3)


def test_presets_have_a_limit_and_keep_where_it_points() -> None:
    head = Head()
    head.go((0.5, 0.5, 0.5), 0.0)
    token = head.keep("", "gate", 60.0)
    assert head.presets[token] == ("gate", (0.5, 0.5, 0.5))
    for _ in range(MOST_PRESETS - 1):
        head.keep("", "", 60.0)
    with pytest.raises(ValueError, match="too many"):
        head.keep("", "", 60.0)
    with pytest.raises(KeyError):
        head.keep("nine", "", 60.0)
