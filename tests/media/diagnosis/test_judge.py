from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pytest

from media.diagnosis.finding import Finding
from media.diagnosis.judge import Judge
from media.diagnosis.thresholds import Thresholds
from tests.media.diagnosis.scenes import EVERY_S, Camera, made, town
from tests.stage import spoil
from tests.stage.looks import measured
from tests.stage.spoil import Picture

LIMITS = Thresholds()
SCENES = ("street", "canal", "market")


def known(scene: str) -> Camera:
    """A camera that was well for six minutes."""
    return Camera(Judge(LIMITS), town(scene)).is_well(36)


@pytest.fixture(scope="module")
def learned() -> dict[str, dict[str, object]]:
    return {scene: known(scene).judge.dump() for scene in SCENES}


@pytest.fixture(params=SCENES)
def camera(learned: dict[str, dict[str, object]], request: pytest.FixtureRequest) -> Camera:
    return Camera(Judge.parse(LIMITS, learned[request.param]), town(request.param))


Spoil = Callable[[Camera, Picture], Picture]
SPOILT: dict[Finding, Spoil] = {
    Finding.BLACK: lambda c, p: spoil.grain(spoil.gain(p, 0.05), 2, c.chance),
    Finding.BRIGHT: lambda c, p: spoil.gain(p, 3.5, 120),
    Finding.BLURRED: lambda c, p: spoil.blur(p, 5),
    Finding.COVERED: lambda c, p: spoil.cover(p, 0.9, (110, 130, 190), 0),
    Finding.COLOUR_CAST: lambda c, p: spoil.cast(p, 1.7, 1, 0.5),
    Finding.NOISE: lambda c, p: spoil.grain(p, 45, c.chance),
    Finding.SHAKEN: lambda c, p: spoil.view(p, *c.chance.uniform(-0.03, 0.03, 2)),
    Finding.MOVED: lambda c, p: spoil.view(p, right=0.2),
}


@pytest.mark.parametrize("finding", SPOILT)
def test_each_fault_is_said_at_the_third_look_and_withdrawn_after_two_good_ones(
    camera: Camera, finding: Finding
) -> None:
    def look() -> tuple[Finding, ...]:
        return camera.sees([SPOILT[finding](camera, picture) for picture in camera.burst()])

    while camera.judge.signs.get(finding) is not True:
        assert look() == ()
        assert camera.at < 100
    said = [look() for _ in range(2)]
    if finding is Finding.SHAKEN:  # by chance two pictures of a swing are alike
        said += [look() for _ in range(4)]
        assert finding in said[-1]
        return
    assert said == [(), (finding,)]
    assert camera.sees(camera.burst()) == (finding,)
    assert camera.sees(camera.burst()) == ()


WEATHER: dict[str, Callable[[Camera, Picture], Picture]] = {
    "rain": lambda c, p: spoil.rain(p, 250, c.chance),
    "fog": lambda c, p: spoil.fog(p, 0.5),
    "a cloud": lambda c, p: spoil.gain(p, 0.65),
    "a lorry over 30 %": lambda c, p: spoil.lorry(p, 0.3, 0.4, (190, 190, 195)),
    "headlights": lambda c, p: spoil.headlights(spoil.gain(p, 0.5), c.chance),
    "infrared": lambda c, p: spoil.infrared(p, c.chance),
}


@pytest.mark.parametrize("weather", WEATHER)
def test_weather_and_traffic_are_no_fault(camera: Camera, weather: str) -> None:
    for _ in range(5):
        pictures = [WEATHER[weather](camera, picture) for picture in camera.burst()]
        assert camera.sees(pictures, crf=34) == (), camera.judge.signs


def test_dusk_night_and_dawn_are_no_fault(learned: dict[str, dict[str, object]]) -> None:
    camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street"))
    for step in range(60):
        light = abs(1 - step / 30)
        pictures = [spoil.night(picture, light, camera.chance) for picture in camera.burst()]
        camera.at += 30  # 40 minutes from day to night
        assert camera.sees(pictures) == (), (light, camera.judge.signs)


def test_a_source_that_is_not_live_is_lost_and_only_lost() -> None:
    judge = Judge(LIMITS)
    seen = [measured(made(1))] * 2
    assert judge.look(seen, 0, live=False) == judge.look([], 10, live=True) == ()
    assert judge.look([], 20, live=False) == (Finding.LOST,)
    assert judge.look(seen, 30, live=True) == (Finding.LOST,)
    assert judge.look(seen, 40, live=True) == ()


def test_a_picture_that_repeats_is_frozen() -> None:
    judge = Judge(LIMITS)
    still = [measured(made(1))] * 2
    said = [judge.look(still, at, live=True) for at in range(0, 40, 10)]
    assert said == [(), (), (), (Finding.FROZEN,)]


def test_what_hides_others_is_said_alone() -> None:
    judge = Judge(LIMITS)
    dark = [measured(spoil.gain(made(1), 0))] * 2
    for at in range(0, 60, 10):
        said = judge.look(dark, at, live=True)
    assert said == (Finding.BLACK,)


def test_a_turned_camera_stays_moved_until_the_operator_accepts_it(
    learned: dict[str, dict[str, object]],
) -> None:
    camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street"))
    turned = [tuple(spoil.view(p, right=0.15) for p in camera.scene)]
    camera.scene = turned[0]
    for _ in range(60):
        said = camera.sees(camera.burst())
    assert said == (Finding.MOVED,)
    camera.judge.accept()
    camera.is_well(5)


TURN_S = 60.0


def turn(camera: Camera, scene: str) -> None:
    """By an operator; the two pictures of a look are not of one place while it moves."""
    camera.judge.turned(camera.at + TURN_S)
    camera.scene = tuple(
        spoil.view(picture, right=0.02 * (number % 2)) for number, picture in enumerate(town(scene))
    )
    camera.is_well(5)
    camera.at += TURN_S
    camera.scene = town(scene)


def test_a_turn_on_purpose_is_silent_until_the_camera_is_back(
    learned: dict[str, dict[str, object]],
) -> None:
    camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street"))
    turn(camera, "canal")
    assert camera.judge.away
    camera.is_well(36)  # nor does it learn that place
    assert camera.judge.away
    turn(camera, "street")
    camera.is_well(3)
    assert not camera.judge.away
    camera.scene = town("canal")  # a stranger
    for _ in range(3):
        said = camera.sees(camera.burst())
    assert said == (Finding.MOVED,)


def test_faults_that_need_no_reference_are_found_on_a_turned_camera_too(
    learned: dict[str, dict[str, object]],
) -> None:
    for finding in (Finding.BLACK, Finding.NOISE):
        camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street"))
        turn(camera, "canal")
        for _ in range(4):
            said = camera.sees([SPOILT[finding](camera, p) for p in camera.burst()])
        assert said == (finding,)


def test_what_the_operator_accepts_of_a_turned_camera_is_its_place_from_then_on(
    learned: dict[str, dict[str, object]],
) -> None:
    camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street"))
    camera.judge.accept()  # and then it was turned: of another picture than was meant
    turn(camera, "canal")
    camera.is_well(1)
    assert camera.judge.away
    camera.judge.accept()
    camera.is_well(3)
    assert not camera.judge.away
    camera.scene = town("street")
    for _ in range(3):
        said = camera.sees(camera.burst())
    assert Finding.MOVED in said


@pytest.mark.parametrize("between", ["lost", "sub"])
def test_one_picture_after_hours_without_a_look_is_not_taken_for_usual(
    learned: dict[str, dict[str, object]], between: str
) -> None:
    camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street")).is_well(1)
    before = camera.judge._views["main"].usual.means.copy()
    if between == "lost":
        camera.judge.look([], camera.at, live=False)
        camera.at += 3600
    else:
        camera.is_well(1, "sub")
        camera.at += 3600
        camera.is_well(1, "sub")
    camera.sees([spoil.gain(picture, 1.3) for picture in camera.burst()])
    assert np.abs(camera.judge._views["main"].usual.means - before).max() < 3


def test_a_camera_that_was_turned_stays_so_over_a_restart(
    learned: dict[str, dict[str, object]],
) -> None:
    camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street"))
    turn(camera, "canal")
    kept = json.loads(json.dumps(camera.judge.dump()))
    again = Camera(Judge.parse(LIMITS, kept), town("canal"))
    again.is_well(5)
    assert again.judge.away


def test_a_camera_that_is_turned_before_its_reference_stands_is_learned_anew() -> None:
    camera = Camera(Judge(LIMITS), town("street")).is_well(20)
    turn(camera, "canal")
    assert not camera.judge.away
    camera.is_well(4)
    assert camera.judge._views["main"].usual.looks == 4


def test_main_and_small_stream_of_other_shapes_are_each_compared_with_themselves(
    learned: dict[str, dict[str, object]],
) -> None:
    camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street"))
    narrow = tuple(np.ascontiguousarray(p[:, 100:540]) for p in camera.scene)
    wide, camera.scene = camera.scene, narrow
    camera.is_well(36, "sub")
    camera.scene = wide
    camera.is_well(3, "main")
    camera.scene = narrow
    camera.is_well(3, "sub")
    assert all(view.usual.settled for view in camera.judge._views.values())
    camera.judge.accept()
    camera.is_well(1, "sub")
    assert list(camera.judge._views) == ["sub"]


@pytest.mark.parametrize(
    "told",
    [{}, {"streams": []}, {"streams": {"main": 3}}, {"streams": {str(n): {} for n in range(9)}},
     {"streams": {"main": {"away": 1}}}, {"streams": {"main": {"away": True}}}],
)  # fmt: skip
def test_what_dump_did_not_write_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"streams|away|format"):
        Judge.parse(LIMITS, told)


def test_what_was_accepted_while_there_was_no_picture_is_the_next_one() -> None:
    judge = Judge(LIMITS)
    judge.accept()
    judge.look([], 0, live=False)
    assert judge.dump() == {"streams": {}}
    judge.look([measured(made(1))], EVERY_S, live=True)
    assert judge._views["main"].usual.settled


def test_a_turn_while_the_program_was_down_is_found_after_the_restart(
    learned: dict[str, dict[str, object]],
) -> None:
    kept = json.loads(json.dumps(learned["market"]))
    camera = Camera(Judge.parse(LIMITS, kept), town("market"))
    pictures = [spoil.view(picture, right=0.1) for picture in camera.burst()]
    assert camera.sees(pictures, looks=3) in {(Finding.MOVED,), (Finding.FROZEN, Finding.MOVED)}


def test_single_pictures_are_enough_for_all_but_the_finer_points(
    learned: dict[str, dict[str, object]],
) -> None:
    camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street"))
    for _ in range(4):
        assert camera.sees(camera.burst()[:1]) == ()
    for _ in range(12):
        said = camera.sees(
            [SPOILT[Finding.SHAKEN](camera, picture) for picture in camera.burst()[:1]]
        )
        if Finding.SHAKEN in said:
            return
    raise AssertionError(said)


def test_a_lost_camera_has_no_other_finding_until_it_is_back(
    learned: dict[str, dict[str, object]],
) -> None:
    camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street"))
    for _ in range(3):
        said = camera.sees([spoil.blur(picture, 5) for picture in camera.burst()])
    assert said == (Finding.BLURRED,)
    for at in range(3):
        said = camera.judge.look([], camera.at + at, live=False)
    assert said == (Finding.LOST,)


def test_a_black_picture_tells_nothing_else() -> None:
    judge = Judge(LIMITS)
    dark = [measured(spoil.gain(made(1), 0))] * 2
    for at in (0, 10):
        judge.look(dark, at, live=True)
    assert {finding for finding, sign in judge.signs.items() if sign is None} >= {
        Finding.FROZEN, Finding.BLURRED, Finding.COVERED, Finding.NOISE, Finding.MOVED,
    }  # fmt: skip


def test_a_fault_that_lasts_for_days_does_not_become_usual(
    learned: dict[str, dict[str, object]],
) -> None:
    camera = Camera(Judge.parse(LIMITS, learned["street"]), town("street"))
    for _ in range(40):
        camera.at += 3590
        said = camera.sees([spoil.blur(picture, 5) for picture in camera.burst()])
    assert said == (Finding.BLURRED,)
    assert camera.judge.signs[Finding.BLURRED]


def test_cars_on_an_empty_road_are_neither_a_cover_when_they_are_gone_nor_shaking() -> None:
    camera = Camera(Judge(LIMITS), (spoil.gain(made(1), 0, 110),))

    def traffic(share: float) -> list[Picture]:
        at = camera.chance.uniform(0, 0.8)
        road = camera.burst()
        return [
            spoil.lorry(p, share, at + step, (60, 70, 160))
            for p, step in zip(road, (0, 0.2), strict=True)
        ]

    for _ in range(45):
        assert camera.sees(traffic(0.3)) == (), camera.judge.signs
    for _ in range(5):
        assert camera.sees(camera.burst()) == (), camera.judge.signs


def test_no_look_leaves_more_behind_than_is_kept(camera: Camera) -> None:
    camera.is_well(2)
    (view,) = camera.judge._views.values()
    assert view.usual.settled
    assert view.usual._edges is None
