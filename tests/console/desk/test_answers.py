from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from console.control.room import NotFound, Refused
from console.desk.answer_json import marker_json
from console.desk.answers import Answers
from console.ui.marker_painter import DrawnMarker
from tests.console.desk.small_desk import FewExports, SmallDesk, answers_over

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture
def desk() -> SmallDesk:
    return SmallDesk()


@pytest.fixture
def answers(desk: SmallDesk) -> Answers:
    return answers_over(desk)


def test_a_refused_act_of_the_chair_is_refused_with_its_reason(
    answers: Answers, desk: SmallDesk
) -> None:
    assert asyncio.run(answers.command_conference({"action": "end"}))["state"] == "idle"
    desk.refusal = "no conference is held"
    with pytest.raises(Refused, match="no conference"):
        asyncio.run(answers.command_conference({"action": "end"}))


def test_a_conference_is_about_a_case_that_is_known(answers: Answers, desk: SmallDesk) -> None:
    for action in ("start", "attach"):
        asyncio.run(answers.command_conference({"action": action, "case": "c-1"}))
        with pytest.raises(NotFound, match="there is no case 'c-2'"):
            asyncio.run(answers.command_conference({"action": action, "case": "c-2"}))


def test_what_the_hub_refuses_is_refused_to_the_caller_and_to_nobody_else(
    answers: Answers, desk: SmallDesk
) -> None:
    desk.late_refusal = {"action": "admit", "node": "n01", "reason": "is not waiting"}
    with pytest.raises(Refused, match="is not waiting"):
        asyncio.run(answers.command_conference({"action": "admit", "node": "n01"}))
    asyncio.run(answers.command_conference({"action": "mute", "node": "n01"}))


def test_the_command_room_itself_can_be_broadcast_and_placed(
    answers: Answers, desk: SmallDesk
) -> None:
    for order in (
        {"action": "broadcast", "source": "node:room"},
        {"action": "layout", "layout": "1", "places": ["room"]},
    ):
        asyncio.run(answers.command_conference(order))


def test_markers_are_told_with_the_time_they_were_painted(answers: Answers) -> None:
    (marker,) = asyncio.run(answers.markers())
    assert (marker["case"], marker["on"], marker["x"]) == ("c-1", "map", 10.0)
    assert datetime.fromisoformat(marker["painted_at"]).tzinfo is not None
    at = marker_json("map", DrawnMarker("c", 1, 0.0, 0.0, 0.0, False), NOW)["painted_at"]
    assert at == "2026-11-23T04:00:00.000+00:00"


def test_a_room_without_cases_says_so(answers: Answers) -> None:
    assert asyncio.run(answers.cases()) == {"count": 0, "cursor": "c7", "cases": []}


def test_the_figures_are_those_of_health_and_wall(answers: Answers) -> None:
    names = {figure.name for figure in asyncio.run(answers.figures())}
    assert {"tile_pictures_per_second", "tile_picture_age_seconds"} <= names
    assert "camera_packets_lost_total" in names


def test_a_node_that_does_not_exist_is_named_with_those_there_are(
    answers: Answers, desk: SmallDesk
) -> None:
    for order in ({"action": "call", "node": "zz"}, {"action": "start", "nodes": ["n01", "zz"]}):
        with pytest.raises(NotFound, match="zz") as unknown:
            asyncio.run(answers.command_conference(order))
        assert unknown.value.there_are == ["n01"]
    assert not desk.done


def test_a_camera_that_does_not_exist_is_not_shared(answers: Answers, desk: SmallDesk) -> None:
    for source in ("camera:gate", "screen", None):
        asyncio.run(answers.command_conference({"action": "share", "source": source}))
    del desk.done[:]
    with pytest.raises(NotFound, match="camera:zz") as unknown:
        asyncio.run(answers.command_conference({"action": "share", "source": "camera:zz"}))
    assert unknown.value.there_are == ["screen", "case", "camera:gate"]
    assert not desk.done


def test_exports_are_of_cameras_there_are_and_known_by_their_id(answers: Answers) -> None:
    assert asyncio.run(answers.exports()) == [asyncio.run(answers.export("e-1"))]
    assert asyncio.run(answers.cancel_export("e-1")) == {"id": "e-1"}
    with pytest.raises(NotFound) as unknown:
        asyncio.run(answers.export("e-2"))
    assert unknown.value.there_are == ["e-1"]
    with pytest.raises(NotFound, match="no camera"):
        asyncio.run(answers.start_export({"cameras": ["gate", "c9"]}))
    with pytest.raises(Refused, match="run already"):
        asyncio.run(answers.start_export({"cameras": ["gate"]}))


class Films:
    """Marks of a room that wishes them on exports."""

    def wished_marks(self, cameras: Sequence[str], wished: bool | None) -> dict[str, Any] | None:
        said = {"as_of": "now", "cases": {each: ["1"] for each in cameras}, "left_out": {}}
        return (
            None if wished is False else {"cameras": {each: [] for each in cameras}, "said": said}
        )


@pytest.mark.parametrize(("wished", "marked"), [(True, True), (None, True), (False, False)])
def test_an_export_has_its_markers_where_they_are_wished(
    answers: Answers, wished: bool | None, marked: bool
) -> None:
    exports = FewExports()
    answers._exports, answers._films = exports, Films()  # type: ignore[assignment]
    with pytest.raises(Refused):
        asyncio.run(answers.start_export({"cameras": ["gate"], "burn": False, "markers": wished}))
    said = {"as_of": "now", "cases": {"gate": ["1"]}, "left_out": {}}
    marks = {"marks": {"cameras": {"gate": []}, "said": said}} if marked else {}
    assert exports.wished == [{"cameras": ["gate"], "burn": False, **marks}]
