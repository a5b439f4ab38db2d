from __future__ import annotations

from console.calibration.record import Calibration, Taken
from console.calibration.trust import Trust
from media.calibration import Pose

POSE = Pose(120.19, 30.47, 8.0, 40.0, 25.0, 70.0)
ROOM = {
    "a": Calibration(POSE, taken=Taken(grade="A")),
    "d": Calibration(POSE, taken=Taken(grade="D")),
}


def test_a_scene_that_moved_is_not_trusted_until_it_fits_again() -> None:
    trust = Trust()
    assert trust.holds("a", ROOM)
    assert trust.grade("a", ROOM) == "A"
    assert trust.found(["a"]) == {"a"}
    assert trust.found(["a"]) == set()
    assert not trust.holds("a", ROOM)
    assert trust.grade("a", ROOM) == "D"
    assert trust.found([]) == {"a"}
    assert trust.holds("a", ROOM)


def test_to_call_the_picture_right_is_not_to_calibrate_it() -> None:
    trust = Trust()
    trust.found(["a"])
    trust.accepted("a")
    trust.found([])
    assert not trust.holds("a", ROOM)
    again = Trust()
    again.keep(trust.kept())
    assert not again.holds("a", ROOM)
    again.renewed("a")
    assert again.holds("a", ROOM)
    assert again.kept() == []


def test_what_was_right_may_be_accepted_without_harm() -> None:
    trust = Trust()
    trust.accepted("a")
    trust.found([])
    assert trust.holds("a", ROOM)


def test_a_poor_fit_is_not_trusted_and_one_that_nobody_judged_is() -> None:
    trust = Trust()
    assert not trust.holds("d", ROOM)
    assert trust.holds("b", ROOM)
    assert trust.holds("c", {"c": Calibration(POSE)})
    assert trust.grade("b", ROOM) == ""
