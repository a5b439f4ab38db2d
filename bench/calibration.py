"""How true a calibrated camera's markers are: poses and clicks are drawn, truth is known."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure, percentile
from console.calibration.fit import fit
from console.calibration.point import ControlPoint, Prior
from console.cases.case import Case, CaseId, Place
from console.cases.markers import markers_for
from media.calibration import Pose, degrees, metres, project
from media.place_at import place_at

TRIALS = 150
TARGETS = 10  # places looked at in each
CLICK_PX = 3.0
WIDE_PX, HIGH_PX = 1920, 1080
BEHIND, PER_POSE = 100_000, 500
NOW = datetime(2026, 11, 26, tzinfo=UTC)
BAD_M = 15.0


@dataclass(frozen=True)
class Scene:
    """A camera, how far its places are, and how wrong the map is (each axis, a sigma)."""

    pose: Pose
    near_m: float
    far_m: float
    map_m: float
    relief_m: float = 0.0


POLE = Scene(Pose(120.19, 30.47, 8.0, 40.0, 25.0, 70.0, 1.0), 8.0, 60.0, 0.5)
MAST = Scene(Pose(120.19, 30.47, 40.0, 40.0, 6.0, 40.0, 1.0), 200.0, 2000.0, 2.0, 1.0)
BARREL = replace(POLE, pose=replace(POLE.pose, k1=-0.25))
CASES: tuple[tuple[str, Scene, int, bool, bool, tuple[float, float] | None], ...] = (
    ("8 points spread", POLE, 8, True, False, (14.0, 47.0)),
    ("6 points spread", POLE, 6, True, False, None),
    ("8 points, one of them bad", POLE, 8, True, True, (16.0, 66.0)),
    ("8 points, barrel k1 = -0.25", BARREL, 8, False, False, None),
    ("8 points, focal length unknown", POLE, 8, False, False, None),
    ("8 points, mast of 40 m", MAST, 8, True, False, None),
)


def measure(_folder: Path) -> list[Figure]:
    figures = []
    for name, scene, count, lens_known, bad, bars in CASES:
        errors, named = trials(scene, count, lens_known, bad, TRIALS)
        middle, most = bars or (None, None)
        note = f"{TRIALS} trials" + (f", {named} of {TRIALS} bad points named" if bad else "")
        figures += [
            Figure(f"marker off, {name}, median", percentile(errors, 0.5), "px", middle, note=note),
            Figure(f"marker off, {name}, p95", percentile(errors, 0.95), "px", most),
        ]
    wrong = behind(BEHIND)
    note = f"of {BEHIND} places"
    return [*figures, Figure("markers drawn for places behind the camera", wrong, "", 0, note=note)]


def behind(count: int, seed: int = 2) -> int:
    """How many of so many cases behind a lens have a marker inside its picture."""
    chance = random.Random(seed)
    drawn = 0
    for _ in range(count // PER_POSE):
        pose = Pose(
            chance.uniform(-180, 180), chance.uniform(-60, 60), chance.uniform(2, 60),
            chance.uniform(0, 360), chance.uniform(-10, 60), chance.uniform(3, 120),
            chance.uniform(-15, 15), k1=chance.uniform(-0.3, 0.1),
        )  # fmt: skip
        cases = [_case(n, *_behind(pose, chance)) for n in range(PER_POSE)]
        markers = markers_for("c", pose, cases, NOW)
        assert len(markers) == PER_POSE, "each of them names the camera, and is told of"
        drawn += sum(marker.where == "inside" for marker in markers)
    return drawn


def _behind(pose: Pose, chance: random.Random) -> tuple[float, float]:
    """A place on the ground behind the lens, told by vectors and not by ``project``."""
    heading, tilt = math.radians(pose.heading_deg), math.radians(pose.tilt_deg)
    while True:
        far, turn = chance.uniform(0.5, 380), chance.uniform(0, 2 * math.pi)
        east, north = far * math.sin(turn), far * math.cos(turn)
        ahead = east * math.sin(heading) + north * math.cos(heading)
        if ahead * math.cos(tilt) + pose.height_m * math.sin(tilt) < -0.05:
            return degrees(east, north, pose.longitude, pose.latitude)


def _case(number: int, longitude: float, latitude: float) -> Case:
    return Case(
        CaseId(f"c{number}"), 1, "", "", "", "governance", "", "", "", "", "handling", None,
        Place(longitude, latitude), cameras=("c",),
    )  # fmt: skip


def trials(
    scene: Scene, count: int, lens_known: bool, bad: bool, times: int, seed: int = 1
) -> tuple[list[float], int]:
    """Pixels by which markers are off (infinite: not drawn), and how often the bad point was found
    out."""
    chance = random.Random(seed)
    errors: list[float] = []
    named = 0
    for _ in range(times):
        truth = replace(scene.pose, heading_deg=chance.uniform(0, 360))
        points = clicks(truth, scene, count, chance)
        if bad:
            worst = chance.randrange(count)
            points[worst] = astray(points[worst], chance)
        found = fit(points, catalogue(truth, lens_known, chance), truth.aspect)
        if bad and found is not None:
            named += worst in found.wrong
        targets = [target(truth, scene, chance) for _ in range(TARGETS)]
        errors += [off(truth, found.pose if found else None, *each) for each in targets]
    return errors, named


def catalogue(truth: Pose, lens_known: bool, chance: random.Random) -> Prior:
    """What cameras.csv would say: a place some metres off, a heading by the compass."""
    place = degrees(chance.gauss(0, 5), chance.gauss(0, 5), truth.longitude, truth.latitude)
    return Prior(
        *place,
        height_m=truth.height_m + chance.gauss(0, 1.5),
        heading_deg=truth.heading_deg + chance.gauss(0, 15),
        hfov_deg=truth.hfov_deg if lens_known else None,
        lens_known=lens_known,
    )


def clicks(truth: Pose, scene: Scene, count: int, chance: random.Random) -> list[ControlPoint]:
    """Points well spread: the one of many draws that is farthest from those before."""
    chosen: list[tuple[float, float, float, float]] = []
    while len(chosen) < count:
        drawn = [seen(truth, scene, chance) for _ in range(20)]
        chosen.append(max(drawn, key=lambda one: _apart(one, chosen)))
    return [_clicked(f"p{n}", each, scene, chance) for n, each in enumerate(chosen, 1)]


def seen(truth: Pose, scene: Scene, chance: random.Random) -> tuple[float, float, float, float]:
    """x, y and place of something on the ground that is in the picture."""
    while True:
        x, y = chance.uniform(0.03, 0.97), chance.uniform(0.03, 0.97)
        place = place_at(truth, x, y)
        if place is not None and scene.near_m <= _far(truth, place) <= scene.far_m:
            return x, y, *place


def target(truth: Pose, scene: Scene, chance: random.Random) -> tuple[float, float]:
    """A place in the picture, any distance as likely as another."""
    while True:
        far = chance.uniform(scene.near_m, scene.far_m)
        bearing = math.radians(truth.heading_deg + chance.uniform(-0.5, 0.5) * truth.hfov_deg)
        east, north = far * math.sin(bearing), far * math.cos(bearing)
        place = degrees(east, north, truth.longitude, truth.latitude)
        if project(truth, *place).where == "inside":
            return place


def astray(point: ControlPoint, chance: random.Random) -> ControlPoint:
    turn = chance.uniform(0, 2 * math.pi)
    east, north = BAD_M * math.sin(turn), BAD_M * math.cos(turn)
    longitude, latitude = degrees(east, north, point.longitude, point.latitude)
    return replace(point, longitude=longitude, latitude=latitude)


def off(truth: Pose, found: Pose | None, longitude: float, latitude: float) -> float:
    there = project(truth, longitude, latitude)
    if found is None:
        return math.inf
    here = project(found, longitude, latitude)
    if here.where == "behind":
        return math.inf
    return math.hypot((here.x - there.x) * WIDE_PX, (here.y - there.y) * HIGH_PX)


def _clicked(
    name: str, at: tuple[float, float, float, float], scene: Scene, chance: random.Random
) -> ControlPoint:
    x, y, longitude, latitude = at
    wrong: Callable[[float], float] = lambda sigma: chance.gauss(0, sigma)  # noqa: E731
    mapped = degrees(wrong(scene.map_m), wrong(scene.map_m), longitude, latitude)
    return ControlPoint(name, x + wrong(CLICK_PX) / WIDE_PX, y + wrong(CLICK_PX) / HIGH_PX, *mapped)


def _apart(one: tuple[float, ...], others: list[tuple[float, float, float, float]]) -> float:
    return min((math.dist(one[:2], other[:2]) for other in others), default=0.0)


def _far(truth: Pose, place: tuple[float, float]) -> float:
    return math.hypot(*metres(*place, truth.longitude, truth.latitude))
