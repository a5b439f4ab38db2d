from __future__ import annotations

from console.cases.seeing import Standing, seeing, standings
from media.calibration import Pose

HERE = (120.19, 30.47)
SOUTH = (120.19, 30.469)  # 111 m south of it
LOOKS_HERE = Pose(*SOUTH, 6.0, 0.0, 5.0, 70.0)
LOOKS_AWAY = Pose(*SOUTH, 6.0, 180.0, 5.0, 70.0)


def how(*cameras: Standing) -> list[tuple[str, str]]:
    return [(seen.camera, seen.how) for seen in seeing(HERE, cameras)]


def test_who_sees_the_place_comes_before_who_is_nearer() -> None:
    cameras = (
        Standing("near", 120.19, 30.4699),
        Standing("away", *SOUTH, pose=LOOKS_AWAY),
        Standing("sees", *SOUTH, pose=LOOKS_HERE),
        Standing("heads", 120.19, 30.4690, heading_deg=10.0),
        Standing("turns", *SOUTH, pose=LOOKS_AWAY, turns=True),
    )
    assert how(*cameras) == [
        ("heads", "heading"), ("sees", "pose"), ("turns", "turn"), ("near", "near"),
        ("away", "near"),
    ]  # fmt: skip


def test_a_look_out_on_a_mast_sees_farther_than_a_pole() -> None:
    far = (120.19, 30.4610)  # 1 km south
    pole, mast = Pose(*far, 6.0, 0.0, 0.5, 60.0), Pose(*far, 40.0, 0.0, 2.5, 60.0)
    assert how(Standing("pole", *far, pose=pole)) == [("pole", "near")]
    assert how(Standing("mast", *far, pose=mast)) == [("mast", "pose")]


def test_what_is_too_far_is_not_told() -> None:
    assert how(Standing("far", 120.25, 30.47)) == []


def test_a_calibration_knows_better_and_who_stands_nowhere_is_left_out() -> None:
    told = [
        ("a", 0.0, 0.0, 90.0, None, True),
        ("b", None, None, None, None, False),
        ("c", 120.1, 30.4, 45.0, 80.0, False),
    ]
    found = standings(told, {"a": LOOKS_HERE})
    assert [(each.id, each.heading_deg) for each in found] == [("a", 0.0), ("c", 45.0)]
    assert (found[0].longitude, found[0].turns) == (120.19, True)
