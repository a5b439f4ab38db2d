from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.town.casework.codes import (
    BY_CODE,
    CHANNELS,
    LEVELS,
    PLATFORMS,
    SOURCES,
    STATUS_NAMES,
    is_open,
)
from console.town.casework.form import reported_case
from console.town.casework.rules import Refused, decide, moment
from console.town.story.telling import Happening, Story
from console.town.story.texts import SUBJECTS
from console.town.world.town import the_town

DAY = date(2026, 11, 23)
OPENED = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
FIELDS = {
    "id", "rev", "number", "title", "text", "platform", "category", "source", "channel", "status",
    "level", "place", "clocks", "assignee", "reporter", "cameras", "attachments", "timeline",
    "reported_at", "updated_at", "simulated",
}  # fmt: skip


def told(until_s: float, seed: int = 7) -> list[Happening]:
    return Story(the_town(7), seed, DAY).until(until_s)


def played(happenings: list[Happening]) -> tuple[dict[str, dict[str, Any]], int]:
    """The cases after all that, and how many moves were refused."""
    cases: dict[str, dict[str, Any]] = {}
    refused = 0
    for happening in happenings:
        at = OPENED + timedelta(seconds=happening.at_s)
        if happening.kind == "reported":
            cases[happening.id] = reported_case(happening.body, at)
        elif happening.kind == "moved":
            assert happening.order is not None
            after = decide(cases[happening.id], happening.order, at)
            if isinstance(after, Refused):
                refused += 1
            else:
                cases[happening.id] = after
        elif happening.kind == "filed":
            del cases[happening.id]
    return cases, refused


@given(st.integers(0, 1000), st.lists(st.floats(1, 400), max_size=8))
@settings(max_examples=6, deadline=None)
def test_the_same_seed_tells_the_same_story_however_it_is_asked(
    seed: int, steps: list[float]
) -> None:
    story = Story(the_town(7), seed, DAY)
    pieces, at = story.until(0.0), 0.0
    for step in steps:
        at += step
        pieces += story.until(at)
    assert pieces == told(at, seed)


def test_another_seed_tells_another_story() -> None:
    assert told(60.0, 1) != told(60.0, 2)


@given(st.integers(0, 10_000))
@settings(max_examples=3, deadline=None)
def test_the_doors_open_on_a_living_room_and_it_stays_alive(seed: int) -> None:
    story = Story(the_town(7), seed, DAY)
    so_far = story.until(0.0)
    for minutes in range(0, 60, 20):
        so_far += story.until(minutes * 60.0)
        cases, refused = played(so_far)
        assert 28 <= sum(is_open(case["status"]) for case in cases.values()) <= 55
        assert refused == 0
    moves = [h for h in so_far if h.kind in ("reported", "moved") and h.at_s > 0]
    assert 2 < 40 * 60 / len(moves) < 6  # seconds between changes


def test_every_case_keeps_the_contract() -> None:
    cases, _ = played(told(1800.0))
    town = the_town(7)
    cameras = {camera.id for camera in town.cameras}
    for case in cases.values():
        assert set(case) - {"suspended", "duplicate_of"} == FIELDS
        assert case["simulated"] is True
        assert case["platform"] in {platform["id"] for platform in PLATFORMS}
        assert case["category"]["name"] == BY_CODE[case["category"]["code"]].name
        assert case["source"]["id"] in {source["id"] for source in SOURCES}
        assert case["channel"] in CHANNELS
        assert case["status"] in STATUS_NAMES
        assert case["level"] in (*LEVELS, None)
        assert set(case["cameras"]) <= cameras
        assert case["place"]["method"] in ("gps", "address", "grid")
        assert town.grid_at(case["place"]["longitude"], case["place"]["latitude"])
        assert re.fullmatch(r".\*\*", case["reporter"]["name"])
        assert re.fullmatch(r"\d{3}\*{4}0000", case["reporter"]["phone"])
        assert {clock["kind"] for clock in case["clocks"]} == {
            "respond", "arrive", "handle", "close",
        }  # fmt: skip
        for clock in case["clocks"]:
            moment(clock["due_at"])
        assert moment(case["reported_at"]) <= moment(case["updated_at"])


def test_most_cases_stand_where_a_camera_sees_a_named_place_and_some_do_not() -> None:
    town = the_town(7)
    seen = {
        (camera.id, round(place.longitude, 7), round(place.latitude, 7))
        for camera in town.cameras
        for place in camera.places
    }
    lies = Counter[str]()
    for happening in told(3600.0):
        if happening.kind == "reported":
            place, cameras = happening.body["place"], happening.body["cameras"]
            known = cameras and (cameras[0], place["longitude"], place["latitude"]) in seen
            lies["seen" if known else place["method"]] += 1
    assert 0.55 < lies["seen"] / lies.total() < 0.8
    assert lies["grid"] >= 5
    assert lies["address"] >= 5


def test_all_four_platforms_and_both_sources_have_cases() -> None:
    reported = [h.body for h in told(3600.0) if h.kind == "reported"]
    assert {body["platform"] for body in reported} == {p["id"] for p in PLATFORMS}
    assert {body["source"]["id"] for body in reported} == {"pingan", "grid"}


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_town_with_few_cameras_has_its_story_too(count: int) -> None:
    town = replace(the_town(7), cameras=the_town(7).cameras[:count])
    bodies = [h.body for h in Story(town, 7, DAY).until(600.0) if h.kind == "reported"]
    assert len(bodies) > 50
    assert {camera for body in bodies for camera in body["cameras"]} <= {"c01", "c02", "c03"}


def test_responders_walk_and_one_who_is_sent_comes_nearer() -> None:
    happenings = told(1200.0)
    walked = [h for h in happenings if h.kind == "walked"]
    assert len({h.id for h in walked}) == 50
    places = {(h.body["place"]["longitude"], h.body["place"]["latitude"]) for h in walked}
    assert len(places) > 500


def test_a_warning_comes_is_an_exercise_and_goes() -> None:
    happenings = told(600.0)
    warned = next(h for h in happenings if h.kind == "warned")
    calmed = next(h for h in happenings if h.kind == "calmed")
    assert warned.body["exercise"] is True
    assert warned.body["level"] in LEVELS
    assert (warned.id, warned.at_s < calmed.at_s) == (calmed.id, True)


def test_who_the_operator_sends_answers_and_the_rest_is_left_to_the_operator() -> None:
    story = Story(the_town(7), 7, DAY)
    cases, _ = played(story.until(0.0))
    waiting = next(id_ for id_, case in cases.items() if case["status"] == "accepted")
    story.ordered(waiting, "dispatched", "dispatch", 0.0)
    orders = [h.order for h in story.until(3600.0) if h.id == waiting]
    assert [order.type for order in orders if order] == [
        "acknowledge", "arrive", "handle", "feedback",
    ]  # fmt: skip


def test_a_case_that_is_let_go_is_left_alone() -> None:
    story = Story(the_town(7), 7, DAY)
    cases, _ = played(story.until(0.0))
    waiting = next(id_ for id_, case in cases.items() if case["status"] == "accepted")
    story.let_go(waiting)
    assert not [h for h in story.until(3600.0) if h.id == waiting]


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.title)
def test_a_subject_is_whole(subject: Any) -> None:
    assert subject.code in BY_CODE
    assert all(level in ("", *LEVELS) for level in subject.levels)
    assert all(text.format(place="某处") != text for text in subject.texts)
