from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.allowance import Allowance


def test_a_little_work_after_a_rest_waits_for_nothing() -> None:
    allowance = Allowance(0.25, 0.02)
    for n in range(5):
        now = 100.0 + n
        assert allowance.wait_s(now) == 0
        allowance.spend(now + 0.015, 0.015)


def test_who_took_too_much_waits_until_it_is_its_share() -> None:
    allowance = Allowance(0.25, 0.02)
    allowance.spend(10.0, 0.06)
    assert allowance.wait_s(10.0) == pytest.approx(0.16)
    assert allowance.wait_s(10.0, hurry=2) == pytest.approx(0.08)
    assert allowance.wait_s(10.2) == 0


@given(
    st.floats(0.05, 0.9), st.lists(st.floats(0.0001, 0.05), min_size=50, max_size=80)
)  # fmt: skip
def test_in_the_long_run_it_is_the_share_whatever_the_pieces(
    share: float, pieces: list[float]
) -> None:
    allowance, now, began = Allowance(share, 0.02), 50.0, 50.0
    for took in pieces:
        now += allowance.wait_s(now)
        now += took
        allowance.spend(now, took)
    now += allowance.wait_s(now)
    assert sum(pieces) <= (now - began) * share + 0.02 + 1e-6
