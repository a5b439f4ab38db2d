from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.layout import Cell, Layout
from layouts.scene import MOST_SCREENS, Scene, ScreenPlan
from layouts.store import load_layouts
from layouts.tour_run import TourState
from layouts.wall_state import (
    Begun,
    ScreenState,
    TourPlace,
    WallState,
    dump_state,
    parse_state,
    reopened,
)
from tests.layouts.made import described, full_layout

LAYOUTS = load_layouts(None)
MINE = ScreenState("2x2", ("camera:a", None, "map", None), held=(2,))
FLOOD = Scene("汛期", {"left": ScreenPlan("1+7", "河道")}, default="4x4")


def test_a_screen_that_was_pulled_out_comes_back_as_it_was() -> None:
    wall = WallState().connect(["left", "right"], "3x3").note("right", MINE)
    without = wall.connect(["left"], "3x3")
    assert without.shown(["left"]) == {"left": ScreenState("3x3")}
    again = without.connect(["left", "right"], "3x3")
    assert again.shown(["left", "right"]) == {"left": ScreenState("3x3"), "right": MINE}


def test_a_screen_that_was_never_there_gets_what_the_scene_plans_or_the_default() -> None:
    wall = WallState().connect(["left", "new"], "3x3", FLOOD)
    assert wall.screens == {"left": ScreenState("1+7", tour="河道"), "new": ScreenState("4x4")}
    assert WallState().connect(["new"], "3x3").screens["new"] == ScreenState("3x3")
    assert Scene("x", {}).default == ""
    assert WallState().open(Scene("x", {"a": ScreenPlan("1x1")}), "3x3").connect(
        ["b"], "3x3", Scene("x", {"a": ScreenPlan("1x1")})
    ).screens["b"] == ScreenState("3x3")


def test_a_scene_is_for_the_screens_that_are_missing_too() -> None:
    wall = WallState().connect(["left", "right"], "3x3").note("right", MINE).connect([], "3x3")
    opened = wall.open(FLOOD, "3x3")
    assert (opened.scene, opened.screens["left"].tour) == ("汛期", "河道")
    assert opened.connect(["right"], "3x3").screens["right"] == ScreenState("4x4")


def test_a_change_that_is_none_is_the_same_state() -> None:
    wall = WallState().connect(["left"], "3x3")
    assert wall.note("left", ScreenState("3x3")) is wall


def test_the_screens_not_seen_for_longest_are_forgotten() -> None:
    wall = WallState()
    for n in range(MOST_SCREENS + 5):
        wall = wall.connect([f"s{n}"], "3x3")
    assert list(wall.screens) == [f"s{n}" for n in range(5, MOST_SCREENS + 5)]
    many = [f"t{n}" for n in range(MOST_SCREENS + 5)]
    assert list(wall.connect(many, "3x3").screens) == many


def test_what_was_shown_is_opened_again_as_long_as_it_fits() -> None:
    shown = reopened(MINE, LAYOUTS, "3x3", ["camera:z"])
    assert (shown.layout.name, shown.sources) == ("2x2", ("camera:a", None, "map", None))
    changed = {**LAYOUTS, "2x2": LAYOUTS["1x1"]}
    assert reopened(MINE, changed, "3x3", ["camera:z"]).sources == ("camera:z",)
    gone = ScreenState("gone", ("camera:a",))
    assert reopened(gone, LAYOUTS, "1x1", ["camera:z"]).sources == ("camera:a",)
    own = Layout("own", 1, 1, (Cell(0, 0, source="map"),), origin="")
    assert reopened(ScreenState("own", unsaved=own), LAYOUTS, "1x1", []).sources == ("map",)


names = st.text(max_size=8)
sources = st.none() | st.text(max_size=12)


tour_places = st.builds(
    TourPlace,
    names,
    st.none() | st.integers(0, 255),
    st.integers(0, 500),
    st.sampled_from(TourState),
)


moments = st.datetimes(timezones=st.just(UTC))


@st.composite
def screen_states(draw: st.DrawFn) -> ScreenState:
    chance = Random(draw(st.integers(0, 2**32)))
    unsaved = described(full_layout(chance, 3), chance)
    unsaved = Layout("u", unsaved.columns, unsaved.rows, unsaved.cells, unsaved.title, "")
    return ScreenState(
        draw(names),
        draw(st.none() | st.lists(sources, max_size=4).map(tuple)),
        draw(st.none() | names),
        tuple(draw(st.lists(st.integers(0, 255), max_size=3))),
        draw(st.sampled_from([None, unsaved])),
        tuple(draw(st.lists(tour_places, max_size=3))),
        draw(st.none() | st.lists(st.integers(0, 255), max_size=3).map(tuple)),
        draw(st.none() | st.builds(Begun, names, moments)),
    )


@given(
    st.dictionaries(names, screen_states(), max_size=4),
    names,
    st.booleans(),
    st.none() | moments,
    st.none() | moments,
)
def test_what_is_written_is_read_again(
    screens: dict[str, ScreenState],
    scene: str,
    by_hand: bool,
    until: datetime | None,
    begun: datetime | None,
) -> None:
    wall = WallState(screens, scene, by_hand, until, begun)
    assert parse_state(dump_state(wall)) == wall


def test_a_wall_is_altered_when_a_screen_has_another_layout_than_the_scene_planned() -> None:
    wall = WallState().open(FLOOD, "3x3")
    assert not wall.connect(["left", "right"], "3x3", FLOOD).altered(FLOOD, "3x3", ["left"])
    changed = wall.note("left", ScreenState("2x2", ("camera:a",) * 4))
    assert changed.altered(FLOOD, "3x3", ["left"])
    assert not changed.altered(FLOOD, "3x3", ["right", "new"])  # what is not there
    pages = ScreenState("2x2", ("camera:a",) * 4, tours=(TourPlace("河道"),))
    assert not wall.note("left", pages).altered(FLOOD, "3x3", ["left"])
    rounds = ScreenState("2x2", tours=(TourPlace("r"),), begun=Begun("r", datetime.now(UTC)))
    assert not wall.note("left", rounds).altered(FLOOD, "3x3", ["left"])
    assert not WallState({"a": ScreenState("3x3")}).altered(Scene("x"), "3x3", ["a"])
    unsaved = ScreenState("3x3", unsaved=LAYOUTS["3x3"])
    assert WallState({"a": unsaved}).altered(Scene("x"), "3x3", ["a"])


def test_a_tour_that_has_another_name_is_remembered_by_it_on_every_screen() -> None:
    unsaved = Layout("渡口", 1, 1, (Cell(0, 0, tour="river"),), origin="")
    since = datetime(2026, 11, 23, 4, tzinfo=UTC)

    def wall(tour: str) -> WallState:
        left = ScreenState("2x2", tour=tour, begun=Begun(tour, since))
        places = (TourPlace(tour, 1, 2), TourPlace("other", 2))
        right = ScreenState("渡口", (None,), tours=places, unsaved=replace(
            unsaved, cells=(Cell(0, 0, tour=tour),)
        ))  # fmt: skip
        return WallState({"left": left, "right": right})

    assert wall("river").with_tour_renamed("river", "bank") == wall("bank")
    assert wall("river").with_tour_renamed("gates", "bank") == wall("river")


def test_a_state_of_an_earlier_version_says_only_that_a_tour_rests() -> None:
    written = dump_state(WallState({"a": ScreenState("x", tours=(TourPlace("t", 2, 1),) * 2)}))
    text = written.replace('"state": "running"', '"rests": true', 1)
    text = text.replace('"state": "running"', '"rests": false')
    assert parse_state(text).screens["a"].tours == (
        TourPlace("t", 2, 1, TourState.PAUSED),
        TourPlace("t", 2, 1, TourState.RUNNING),
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", '"x"', "{}", "[" * 100_000, dump_state(WallState()).replace("1", "2"),
        '{"format":1,"scene":"","until":"2026-11-23T08:00:00","screens":{}}',
        '{"format":1,"scene":3,"until":null,"screens":{}}',
        '{"format":1,"scene":"","until":null,"screens":{"a":{"layout":"x","held":[true]}}}',
        '{"format":1,"scene":"","until":null,"screens":{"a":{"layout":"x","sources":[1]}}}',
        '{"format":1,"scene":"","until":null,"screens":{"a":{"layout":"x","by_rule":["1"]}}}',
        '{"format":1,"scene":"","until":null,"screens":{"a":{"layout":"x","tours":'
        '[{"tour":"t","cell":null,"at":-1,"rests":false}]}}}',
        '{"format":1,"scene":"","until":null,"screens":{"a":{"layout":"x","tours":'
        '[{"tour":"t","cell":null,"at":0,"state":"asleep"}]}}}',
        '{"format":1,"scene":"","until":null,"screens":{"a":{"layout":"x","tours":'
        '[{"tour":"t","cell":null,"at":0}]}}}',
        '{"format":1,"scene":"","until":null,"screens":{"a":{"layout":"x","unsaved":'
        '{"name":"x","text":"columns = 99"}}}}',
    ],
)  # fmt: skip
def test_what_is_no_state_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is no state of a wall"):
        parse_state(text)
