"""Drift: what the diagnosis finds, and what becomes of a camera's markers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.calibration.record import Calibration, StreamView, Taken
from console.cases.case import Case, CaseId, Place
from console.cases.markers import Eye, PictureMarker
from console.cases.sight import Sight
from console.desk.trust import NOTE, TrustDesk
from console.site.records import CameraEntry
from console.ui.feed import Figures
from media.calibration import Pose, degrees
from media.onvif.turned import HeadScale
from media.source import Source

POSE = Pose(120.19, 30.47, 8.0, 40.0, 25.0, 70.0)
ROOM = {
    "gate": Calibration(POSE, taken=Taken(grade="A")),
    "poor": Calibration(POSE, taken=Taken(grade="D")),
}
CAMERAS = tuple(
    CameraEntry(name, f"{name} camera", "rtsp://x/") for name in ("gate", "poor", "new")
)


class Found:
    """The diagnosis, as a test says."""

    def __init__(self) -> None:
        self.now: dict[str, tuple[str, ...]] = {}
        self.accepted: list[str] = []

    def findings(self, camera: str) -> tuple[str, ...]:
        return self.now.get(camera, ())

    def accept(self, camera: str) -> None:
        self.accepted.append(camera)


def straight(call: Callable[..., None], *given: Any) -> None:
    call(*given)


def a_site(folder: Path, **more: Any) -> Any:
    values = {"folder": folder, "cameras": CAMERAS, "calibrations": ROOM, "heads": {}}
    return SimpleNamespace(**{**values, **more})


class Desk:
    def __init__(self, folder: Path, found: Found | None = None) -> None:
        self.found = found or Found()
        self.desk = TrustDesk(self.found, a_site(folder), straight)
        self.told: list[str] = []
        self.changes = 0
        self.desk.told.connect(self.told.append)
        self.desk.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.changes += 1

    def finds(self, camera: str, *codes: str) -> None:
        self.found.now[camera] = codes
        self.desk.look()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def feed(camera: str = "gate", width: int = 1920, height: int = 1080) -> Any:
    figures = Figures(width=width, height=height)
    return SimpleNamespace(source=Source.parse(f"camera:{camera}"), figures=lambda: figures)


def seen(desk: Desk, feed: Any, pose: Pose | None) -> list[PictureMarker]:
    """The markers of one case before the camera, as the desk lets them be drawn."""
    place = degrees(15.0, 18.0, POSE.longitude, POSE.latitude)
    case = Case(
        CaseId("c"), 1, "", "", "", "", "", "", "", "", "handling", None, Place(*place),
        cameras=("gate", "poor", "new"),
    )  # fmt: skip
    sight, camera = Sight(), feed.source.name
    sight.put(case)
    pose = desk.desk.pose(feed, pose)
    markers = sight.look(Eye(camera, pose), datetime(2026, 11, 26, tzinfo=UTC))
    return desk.desk.allowed(camera, pose, markers)


def test_a_moved_scene_takes_markers_from_their_places_until_it_fits_again(desk: Desk) -> None:
    assert seen(desk, feed(), POSE)[0].where == "inside"
    desk.finds("gate", "moved", "blurred")
    (marker,) = seen(desk, feed(), POSE)
    assert (marker.where, marker.arrow_deg) == ("edge", None)
    assert desk.desk.notes() == {"gate": NOTE}
    assert desk.desk.grade("gate") == "D"
    assert desk.told[-1].startswith("gate camera: not calibrated any more")
    assert desk.changes == 1
    desk.finds("gate", "blurred")
    assert seen(desk, feed(), POSE)[0].where == "inside"
    assert desk.desk.grade("gate") == "A"
    assert desk.told[-1] == "gate camera: fits its calibration again"


def test_an_accepted_view_is_still_not_calibrated_also_after_a_restart(
    desk: Desk, tmp_path: Path
) -> None:
    desk.finds("gate", "moved")
    desk.desk.accepted("gate")
    desk.finds("gate")
    assert desk.desk.notes() == {"gate": NOTE}
    again = Desk(tmp_path)
    assert again.desk.notes() == {"gate": NOTE}
    again.desk.renewed("gate")
    assert Desk(tmp_path).desk.notes() == {}


def test_a_new_fit_makes_the_present_view_the_reference(desk: Desk) -> None:
    desk.finds("gate", "moved")
    desk.desk.renewed("gate")
    assert desk.found.accepted == ["gate"]
    desk.desk.look()  # the finding goes only when the worker has looked again
    assert desk.desk.notes() == {}
    desk.finds("gate")
    desk.finds("gate", "moved")
    assert desk.desk.notes() == {"gate": NOTE}


def test_a_head_that_is_followed_may_look_elsewhere(desk: Desk, tmp_path: Path) -> None:
    heads = {"gate": HeadScale(pan_deg=180.0), "poor": HeadScale()}
    desk.desk.set_site(a_site(tmp_path, heads=heads))
    desk.finds("gate", "moved")
    desk.finds("poor", "moved")
    assert list(desk.desk.notes()) == ["poor"]


def test_a_camera_without_a_calibration_has_none_to_lose(desk: Desk) -> None:
    desk.finds("new", "moved")
    assert (desk.desk.notes(), desk.told) == ({}, [])


def test_a_grade_d_is_only_named_at_the_edge(desk: Desk) -> None:
    assert seen(desk, feed("poor"), POSE)[0].where == "edge"


def test_a_stream_of_another_shape_shows_its_own_part(tmp_path: Path, desk: Desk) -> None:
    small = feed(width=704, height=528)
    assert seen(desk, small, POSE)[0].where == "edge"
    part = replace(ROOM["gate"], streams={"sub": StreamView(4 / 3, (0.125, 0.0, 0.875, 1.0))})
    desk.desk.set_site(a_site(tmp_path, calibrations={"gate": part}))
    whole, cut = (seen(desk, each, POSE)[0] for each in (feed(), small))
    assert cut.x == pytest.approx((whole.x - 0.125) / 0.75)
    assert cut.y == pytest.approx(whole.y)


def test_far_in_a_head_that_is_not_exact_has_arrows(tmp_path: Path, desk: Desk) -> None:
    heads = {"gate": HeadScale(error_deg=0.5)}
    desk.desk.set_site(a_site(tmp_path, heads=heads))
    close = replace(POSE, hfov_deg=10.0, tilt_deg=18.8)
    (marker,) = seen(desk, feed(), close)
    assert marker.where == "edge"
    assert marker.arrow_deg is not None
    assert seen(desk, feed(), POSE)[0].where == "inside"


def test_a_file_that_is_none_is_no_trouble(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    for text in ("{", '{"gate": 1}', '["nobody"]'):
        (tmp_path / "state" / "uncalibrated.json").write_text(text, "utf-8")
        assert Desk(tmp_path).desk.notes() == {}
