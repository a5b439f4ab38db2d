from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.backoff import JITTER, LADDER_S, BackOff

MIDDLE = 0.5  # the dice that add nothing


def test_waiting_grows_along_the_ladder_and_stays_at_its_top() -> None:
    back_off = BackOff()
    waits = [back_off.failed(MIDDLE) for _ in range(8)]
    assert waits == [*LADDER_S, LADDER_S[-1], LADDER_S[-1]]


def test_success_goes_back_to_the_foot() -> None:
    back_off = BackOff()
    for _ in range(5):
        back_off.failed(MIDDLE)
    back_off.succeeded()
    assert back_off.failed(MIDDLE) == LADDER_S[0]


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 20))
def test_the_dice_spread_a_wait_by_no_more_than_the_jitter(dice: float, failures: int) -> None:
    back_off = BackOff()
    for _ in range(failures):
        back_off.failed(MIDDLE)
    step = LADDER_S[min(failures, len(LADDER_S) - 1)]
    assert step * (1 - JITTER) <= back_off.failed(dice) <= step * (1 + JITTER)
