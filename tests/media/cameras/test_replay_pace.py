from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.cameras.replay_pace import BEHIND_S, CALM_S, FAR_BEHIND_S, Effort, Pace

STEPS = st.lists(st.tuples(st.floats(0, 20), st.floats(-5, 100)), max_size=60)


def test_what_is_in_time_decodes_everything() -> None:
    pace = Pace(1.0, 0.0)
    assert not any(pace.judge(0.1, float(now)) for now in range(100))
    assert pace.effort is Effort.ALL


def test_behind_more_and_more_is_left_out_and_then_what_lies_between() -> None:
    pace = Pace(4.0, 0.0)
    assert not pace.judge(2.0, 0.1)  # it may still come right
    assert pace.effort is Effort.ALL
    assert not pace.judge(2.0, 0.4)
    assert pace.effort is Effort.REFERENCES
    assert not pace.judge(2.0, 0.8)
    assert pace.effort is Effort.KEYS
    assert pace.judge(2.0, 1.2)


def test_after_calm_more_is_tried_again_but_never_more_than_the_rate_bears() -> None:
    pace = Pace(8.0, 0.0)
    assert pace.effort is Effort.REFERENCES
    pace.judge(2.0, 1.0)
    assert pace.effort is Effort.KEYS
    pace.judge(0.0, 1.0 + CALM_S)
    assert pace.effort is Effort.REFERENCES
    pace.judge(0.0, 2.0 + 9 * CALM_S)
    assert pace.effort is Effort.REFERENCES


@given(st.sampled_from([0.0, 0.5, 1.0, 2.0, 4.0, 8.0]), STEPS)
def test_effort_changes_one_step_at_a_time_and_beginning_anew_needs_a_reason(
    rate: float, steps: list[tuple[float, float]]
) -> None:
    pace, now = Pace(rate, 0.0), 0.0
    least = pace.effort
    for passed, behind_s in steps:
        now += passed
        before = pace.effort
        anew = pace.judge(behind_s, now)
        assert abs(pace.effort - before) <= 1
        assert pace.effort >= least
        if behind_s < BEHIND_S:
            assert pace.effort <= before
        if anew:
            assert before is Effort.KEYS
            assert behind_s >= FAR_BEHIND_S
