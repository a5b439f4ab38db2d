from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.cases.case import Case, CaseId, Clock, Place
from console.cases.case_ground import Ground
from console.cases.clocks import is_open, urgency
from console.cases.markers import Sight
from media.calibration import Pose
from tests.console.cases.conftest import NOW

POSES = {
    "c01": Pose(120.19, 30.47, 6.0, 0.0, 10.0, 80.0),
    "c02": Pose(120.195, 30.472, 6.0, 120.0, 10.0, 80.0),
}
IDS = st.sampled_from([CaseId(f"c-{n}") for n in range(8)])
PLACES = st.none() | st.builds(
    Place, st.floats(120.185, 120.205), st.floats(30.465, 30.48), st.just(5.0), st.just("gps")
)


def cases() -> st.SearchStrategy[Case]:
    def made(
        case_id: CaseId, place: Place | None, status: str, cameras: list[str], due_min: int
    ) -> Case:
        clocks = (Clock("h", NOW + timedelta(minutes=due_min)),)
        return Case(
            case_id, 1, "", "桥东", "", "market", "", "", "", "hall", status, "red", place, clocks,
            cameras=tuple(cameras), reported_at=NOW,
        )  # fmt: skip

    return st.builds(
        made, IDS, PLACES, st.sampled_from(["handling", "closed"]),
        st.lists(st.sampled_from(["c01", "c02", "c03"]), max_size=3), st.integers(-30, 90),
    )  # fmt: skip


@given(st.lists(st.tuples(st.lists(cases(), max_size=4), st.lists(IDS, max_size=2)), max_size=8))
def test_it_shows_on_every_picture_what_all_cases_together_would(
    changes: list[tuple[list[Case], list[CaseId]]],
) -> None:
    ground, known = Ground(), dict[CaseId, Case]()
    for changed, gone in changes:
        before = {c: Sight(known.values(), NOW).from_camera(c, p) for c, p in POSES.items()}
        trail = ground.apply(changed, gone, NOW)
        known |= {case.id: case for case in changed}
        for case_id in gone:
            known.pop(case_id, None)
        for camera, pose in POSES.items():
            whole = Sight(known.values(), NOW)
            shown = whole.from_camera(camera, pose)
            assert Sight(ground.around(camera, pose), NOW).from_camera(camera, pose) == shown
            assert trail.concerns(camera, pose) or shown == before[camera]
            assert ground.concerns(camera, pose) == whole.concerns(camera, pose)
    open_ones = [case for case in known.values() if is_open(case)]
    assert list(ground.pressing()) == sorted(open_ones, key=lambda case: urgency(case, NOW))
    assert len(ground) == len(open_ones)


def test_a_lamp_that_turns_is_told_of_once_whichever_case_it_is(
    case_of: Callable[..., Case], now: datetime
) -> None:
    ground = Ground()
    clocks = (Clock("h", now + timedelta(minutes=30)),)
    ground.apply(
        [case_of(id=CaseId(f"c-{n}"), clocks=clocks if n == 7 else ()) for n in range(10)], [], now
    )
    late = now + timedelta(hours=1)
    assert [case.id for _ in range(9) for case in ground.ageing(late, 3)] == ["c-7"]
    assert next(ground.pressing()).id == "c-7"
