from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layouts.history import History

MOST = 5


@given(st.lists(st.integers(0, 3) | st.sampled_from(["undo", "redo"]), max_size=60))
def test_it_does_what_a_list_and_a_place_in_it_do(steps: list[int | str]) -> None:
    history, past, at = History(0, MOST), [0], 0
    for step in steps:
        if step == "undo":
            at = max(at - 1, 0)
            history.undo()
        elif step == "redo":
            at = min(at + 1, len(past) - 1)
            history.redo()
        elif isinstance(step, int) and step != past[at]:
            past = [*past[: at + 1], step][-MOST - 1 :]
            at = len(past) - 1
            history.do(step)
        assert history.value == past[at]
        assert history.can_undo == (at > 0)
        assert history.can_redo == (at < len(past) - 1)


def test_doing_the_same_again_is_no_step_and_keeps_what_was_undone() -> None:
    history = History("a")
    history.do("b")
    history.undo()
    history.do("a")
    assert history.redo() == "b"
