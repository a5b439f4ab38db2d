from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.calibration.draft import Draft
from console.calibration.point import MOST_POINTS
from tests.console.calibration.made import POLE, points_of


def test_two_clicks_make_a_point_in_either_order() -> None:
    draft = Draft()
    assert draft.click("spot", (0.1, 0.2))
    assert draft.whole() == []
    assert draft.click("place", (120.0, 30.0))
    assert draft.whole() == [0]
    assert draft.click("place", (120.1, 30.1))
    assert draft.click("spot", (0.3, 0.4))
    assert [row.name for row in draft.rows] == ["P1", "P2"]
    assert draft.rows[1].point().longitude == 120.1
    assert draft.chosen == 1


def test_the_chosen_row_is_completed_first() -> None:
    draft = Draft()
    draft.click("spot", (0.1, 0.1))
    draft.set(0, place=None)
    draft.click("place", (1.0, 1.0))
    draft.click("spot", (0.2, 0.2))
    draft.click("place", (2.0, 2.0))
    assert [row.place for row in draft.rows] == [(1.0, 1.0), (2.0, 2.0)]


def test_a_nudge_after_a_nudge_is_one_step_back() -> None:
    draft = Draft(points_of(POLE))
    before = draft.rows[0].spot
    for n in range(5):
        assert draft.move(0, "spot", (0.5 + n / 100, 0.5))
    assert draft.rows[0].spot == (0.54, 0.5)
    assert draft.undo()
    assert draft.rows[0].spot == before
    assert not draft.undo()
    assert draft.redo()
    assert draft.rows[0].spot == (0.54, 0.5)


def test_what_is_not_there_cannot_be_changed() -> None:
    draft = Draft()
    assert not draft.move(0, "spot", (0, 0))
    assert not draft.set(3, used=False)
    assert not draft.remove(-1)
    assert not draft.undo()
    assert not draft.redo()
    draft.choose(7)
    assert draft.chosen == -1


def test_a_removed_point_comes_back() -> None:
    draft = Draft(points_of(POLE))
    assert draft.remove(7)
    assert draft.chosen == 6
    assert len(draft.rows) == 7
    draft.undo()
    assert len(draft.rows) == 8


def test_points_of_another_stand_wait_for_their_own_picture() -> None:
    draft = Draft()
    draft.click("place", (1.0, 1.0), stand=0)
    draft.click("spot", (0.5, 0.5), stand=1)
    assert [(row.stand, row.whole) for row in draft.rows] == [(0, False), (1, False)]
    draft.click("spot", (0.4, 0.4), stand=0)
    assert draft.whole(0) == [0]


def test_there_is_an_end_to_points() -> None:
    draft = Draft()
    for n in range(MOST_POINTS):
        draft.click("spot", (0.5, n / 100))
        draft.click("place", (1.0, n / 100))
    assert not draft.click("spot", (0.1, 0.1))
    assert len({row.name for row in draft.rows}) == MOST_POINTS


@given(st.lists(st.sampled_from(["spot", "place", "remove", "move", "used"]), max_size=40))
def test_whatever_was_done_undo_leads_back_to_nothing(acts: list[str]) -> None:
    draft = Draft()
    for n, act in enumerate(acts):
        at = max(draft.chosen, 0)
        match act:
            case "remove":
                draft.remove(at)
            case "move":
                draft.move(at, "spot", (n / 100, 0.1))
            case "used":
                draft.set(at, used=bool(n % 2))
            case half:
                draft.click(half, (n / 100, 0.5))
    while draft.undo():
        pass
    assert draft.rows == ()
    while draft.redo():
        pass
    assert draft.undo() == bool(acts and any(a in ("spot", "place") for a in acts))
