"""What many cameras see of many cases that change: the same as looking anew, and cheap."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from console.cases.case import Case, CaseId, Place
from console.cases.markers import Eye, markers_for
from console.cases.sight import Sight
from console.cases.sightline import Buildings
from media.calibration import Pose

Make = Callable[..., Case]

POSE = Pose(120.19, 30.47, 8.0, 0.0, 20.0, 70.0)
OTHER = Pose(120.19, 30.4706, 8.0, 180.0, 20.0, 70.0)  # 66 m to the north, looking back
AHEAD = Place(120.19, 30.4703, 5.0, "gps")
BEHIND = Place(120.19, 30.4697, 5.0, "gps")
EYES = (Eye("c01", POSE), Eye("c02", OTHER), Eye("c03", None))

acts = st.lists(
    st.tuples(
        st.sampled_from(["put", "drop", "look"]),
        st.integers(0, 5),
        st.tuples(st.floats(-0.006, 0.006), st.floats(-0.006, 0.006)) | st.none(),
        st.sets(st.sampled_from(["c01", "c02", "c03"]), max_size=2),
        st.sampled_from(["handling", "closed"]),
    ),
    max_size=30,
)


@settings(max_examples=60)
@given(acts)
def test_whatever_happens_it_sees_what_a_fresh_look_sees(
    case_of: Make, now: datetime, happenings: list[tuple]
) -> None:
    sight, held = Sight(), {}
    for rev, (act, number, offset, cameras, status) in enumerate(happenings):
        case_id = CaseId(f"c-{number}")
        if act == "put":
            place = None if offset is None else Place(120.19 + offset[0], 30.47 + offset[1], 5.0)
            case = case_of(
                id=case_id, rev=rev, place=place, cameras=tuple(sorted(cameras)), status=status
            )
            held[case_id] = case
            sight.put(case)
        elif act == "drop":
            held.pop(case_id, None)
            sight.drop(case_id)
        for eye in EYES:
            fresh = markers_for(eye.camera, eye.pose, held.values(), now)
            assert act != "look" or sight.look(eye, now) == fresh
    for eye in EYES:
        assert sight.look(eye, now) == markers_for(eye.camera, eye.pose, held.values(), now)


def test_a_change_costs_only_the_cameras_that_it_concerns(case_of: Make, now: datetime) -> None:
    """10 000 cases all over a town of 10 x 10 km, 64 cameras on the walls."""
    chance, sight = random.Random(3), Sight()

    def anywhere() -> Place:
        return Place(120.19 + chance.uniform(-0.05, 0.05), 30.47 + chance.uniform(-0.05, 0.05), 5.0)

    cases = [case_of(id=CaseId(f"c-{n}"), place=anywhere()) for n in range(10_000)]
    for case in cases:
        sight.put(case)
    eyes = []
    for number in range(64):
        at = anywhere()
        pose = replace(POSE, longitude=at.longitude, latitude=at.latitude)
        eyes.append(Eye(f"c{number}", pose))
    for eye in eyes:
        sight.look(eye, now)
    assert sight.standing_asked < 64 * 200  # what is near, not what there is
    before = sight.standing_asked
    for case in cases[:1000]:
        sight.put(replace(case, rev=2))
    concerned = [eye for eye in eyes if sight.is_changed(eye.camera)]
    for eye in eyes:
        sight.look(eye, now)
    assert sight.standing_asked - before < 64 * 20
    assert len(concerned) <= 64
    before = sight.standing_asked
    for eye in eyes:
        sight.look(eye, now)  # clocks run on: nothing is projected anew
    assert sight.standing_asked == before


def test_a_camera_that_looks_elsewhere_sees_anew(case_of: Make, now: datetime) -> None:
    sight = Sight()
    sight.put(case_of(place=AHEAD))
    assert len(sight.look(Eye("c01", POSE), now)) == 1
    assert sight.look(Eye("c01", replace(POSE, heading_deg=180)), now) == []
    assert len(sight.look(Eye("c01", POSE), now)) == 1
    sight.forget(["c01"])
    assert sight.looking() == []


def test_what_is_beside_the_picture_says_what_helps(case_of: Make, now: datetime) -> None:
    sight = Sight()
    south = replace(OTHER, latitude=30.4694, heading_deg=0.0)
    sight.set_town({"c01": POSE, "c02": south}, names={"c02": "桥头"})
    sight.put(case_of(place=BEHIND, cameras=("c01",)))
    (marker,) = sight.look(Eye("c01", POSE, turns=True), now)
    assert (marker.where, marker.turns, marker.seen_by) == ("edge", True, "桥头")
    assert marker.distance_m is not None
    assert 25 < marker.distance_m < 40


def test_a_building_in_between_makes_a_doubt_and_hides_nothing(
    case_of: Make, now: datetime
) -> None:
    wall = [(120.1899, 30.47015), (120.1901, 30.47015), (120.1901, 30.4702), (120.1899, 30.4702)]
    sight = Sight()
    sight.put(case_of(place=AHEAD))
    (plain,) = sight.look(Eye("c01", POSE), now)
    sight.set_town({}, Buildings([(wall, 9.0)]))
    (hidden,) = sight.look(Eye("c01", POSE), now)
    assert (plain.doubt, hidden.doubt) == ("", "hidden")
    assert (plain.x, plain.y) == (hidden.x, hidden.y)


def test_what_is_too_far_to_be_told_apart_is_in_doubt(case_of: Make, now: datetime) -> None:
    sight = Sight()
    sight.put(case_of(place=Place(120.19, 30.4733, 5.0)))  # 366 m from a pole of 8 m
    (marker,) = sight.look(Eye("c01", POSE), now)
    assert marker.doubt == "far"


def test_a_case_that_comes_moves_or_goes_is_so_for_cameras_that_it_does_not_name(
    case_of: Make, now: datetime
) -> None:
    sight, eye = Sight(), Eye("c01", POSE)
    assert sight.look(eye, now) == []
    sight.put(case_of(place=AHEAD))
    assert sight.is_changed("c01")
    assert len(sight.look(eye, now)) == 1
    assert not sight.is_changed("c01")
    sight.put(case_of(rev=2, place=BEHIND))
    assert sight.look(eye, now) == []
    sight.put(case_of(rev=3, place=AHEAD))
    assert [marker.rev for marker in sight.look(eye, now)] == [3]
    sight.drop(CaseId("c-1"))
    assert sight.look(eye, now) == []
    assert len(sight) == 0
    assert sight.case("c-1") is None
