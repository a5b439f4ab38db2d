from __future__ import annotations

from media.calibration import Pose
from media.onvif.turned import HeadScale
from media.onvif.whereabouts import EACH_S, REST_S, STALE_S, Unknown, Whereabouts
from media.onvif.words import Motion

POSE = Pose(120.19, 30.47, 8.0, 90.0, 10.0, 60.0)
SCALE = HeadScale(pan_deg=45.0, tilt_deg=12.0, hfov_deg=((0.0, 60.0), (1.0, 11.0)))
HOME, RIGHT = Motion(), Motion(0.5)


def rested(head: Whereabouts, at: Motion, now: float) -> float:
    """It says twice that it stands there; the time after it."""
    head.told(at, False, now)
    now += REST_S + 0.01
    head.told(at, False, now)
    return now


def heading(head: Whereabouts, now: float) -> float | Unknown:
    aim = head.aim(now)
    return aim if isinstance(aim, Unknown) else aim.heading_deg


def test_before_it_is_heard_of_nothing_is_shown_and_then_its_true_place() -> None:
    head = Whereabouts(POSE, SCALE, 0.0)
    assert head.aim(0.0) is Unknown.TURNING
    now = rested(head, RIGHT, 1.0)
    assert heading(head, now) == 112.5
    assert head.wait_s() == EACH_S


def test_while_it_moves_there_is_no_pose_and_when_it_rests_there_is() -> None:
    head = Whereabouts(POSE, SCALE, 0.0)
    now = rested(head, HOME, 0.0)
    head.steered(now)
    assert head.aim(now) is Unknown.TURNING
    assert head.wait_s() == REST_S
    head.told(Motion(0.2), True, now + 0.4)
    assert head.aim(now + 0.4) is Unknown.TURNING
    now = rested(head, RIGHT, now + 0.8)
    assert heading(head, now) == 112.5


def test_a_head_that_does_not_say_that_it_moves_is_seen_to() -> None:
    """Somebody else turns it, and the device tells no movement."""
    head = Whereabouts(POSE, SCALE, 0.0)
    now = rested(head, HOME, 0.0)
    head.told(Motion(0.1), False, now + 2)
    assert head.aim(now + 2) is Unknown.TURNING
    head.told(Motion(0.2), False, now + 2.31)
    assert head.aim(now + 2.31) is Unknown.TURNING
    head.told(Motion(0.2), False, now + 2.62)
    assert heading(head, now + 2.62) == 99.0


def test_a_position_that_is_old_says_nothing() -> None:
    head = Whereabouts(POSE, SCALE, 0.0)
    now = rested(head, HOME, 0.0)
    assert heading(head, now + STALE_S) == 90.0
    assert head.aim(now + STALE_S + 0.1) is Unknown.NOT_KNOWN
    head.told(HOME, False, now + STALE_S + 0.2)
    assert heading(head, now + STALE_S + 0.2) == 90.0


def test_what_is_looked_for_again_is_waited_for() -> None:
    head = Whereabouts(POSE, SCALE, 0.0)
    rested(head, HOME, 0.0)
    head.looked_for(100.0)
    assert head.aim(100.0) is Unknown.TURNING
    assert head.aim(100.1 + STALE_S) is Unknown.NOT_KNOWN
    now = rested(head, RIGHT, 101.0)
    assert heading(head, now) == 112.5


def test_a_device_that_does_not_say_where_it_points_is_not_believed_to_be_anywhere() -> None:
    head = Whereabouts(POSE, SCALE, 0.0)
    head.told(None, False, 1.0)
    assert head.aim(STALE_S + 0.1) is Unknown.NOT_KNOWN


def test_without_a_scale_the_pose_holds_where_the_head_was_first_heard_of() -> None:
    head = Whereabouts(POSE, None, 0.0)
    assert head.aim(1e6) == POSE  # nobody has turned it, as far as anybody knows
    now = rested(head, Motion(0.3), 1e6)
    assert head.aim(now) == POSE
    head.steered(now)
    now = rested(head, RIGHT, now + 1)
    assert head.aim(now) is Unknown.NOT_KNOWN
    head.steered(now)
    now = rested(head, Motion(0.3), now + 1)
    assert head.aim(now) == POSE


def test_without_a_scale_what_was_turned_before_it_was_heard_of_is_lost() -> None:
    head = Whereabouts(POSE, None, 0.0)
    head.steered(1.0)
    assert head.aim(1.0) is Unknown.TURNING
    now = rested(head, RIGHT, 2.0)
    assert head.aim(now) is Unknown.NOT_KNOWN
