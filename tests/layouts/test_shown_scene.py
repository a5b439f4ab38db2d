from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from layouts.arrangement import Arrangement, fill
from layouts.folder import WallFiles
from layouts.layout import Fill, Layout
from layouts.scene import Scene, ScreenPlan
from layouts.shown_scene import Shown, scene_of
from layouts.store import load_layouts
from layouts.tour import Tour

PRESETS = load_layouts(None)
CATALOGUE = [f"camera:c{n:02}" for n in range(1, 13)]
FILES = WallFiles(PRESETS, {"day": Scene("day", default="2x2", order=3)})
SPEAKER = PRESETS["speaker+row"]


def shown(
    layout: str | Layout = "2x2",
    screen: str = "main",
    tours: Mapping[int, str] | None = None,
    whole: str | None = None,
    **put: str | None,
) -> Shown:
    """A screen as its layout opens by itself; ``put``: what somebody put into cells since."""
    of = PRESETS[layout] if isinstance(layout, str) else layout
    opened = now = fill(of, CATALOGUE)
    for cell, source in put.items():
        now = now.put(int(cell.removeprefix("cell_")), source)
    return Shown(screen, now, opened, tours or {}, whole)


def reopened(screens: list[Shown], files: WallFiles = FILES) -> list[tuple[str | None, ...]]:
    """What the scene of these screens brings when it is opened."""
    scene, made = scene_of("night", screens, files)
    layouts = {**files.layouts, **{layout.name: layout for layout in made}}
    plans = (scene.screens[one.screen] for one in screens)
    return [fill(layouts[plan.layout], CATALOGUE).sources for plan in plans]


def test_a_layout_that_is_as_it_opens_is_named_and_not_written_anew() -> None:
    scene, made = scene_of("night", [shown(), shown("1x1", "HDMI-1")], FILES)
    assert made == []
    assert scene == Scene(
        "night", {"main": ScreenPlan("2x2"), "HDMI-1": ScreenPlan("1x1")}, order=4
    )


def test_what_hands_put_into_cells_and_took_out_is_there_again() -> None:
    screens = [shown(cell_0="camera:c09", cell_1=None), shown("2x2", "HDMI-1", cell_3="map")]
    made = scene_of("night", screens, FILES)[1]
    assert [layout.name for layout in made] == ["night main", "night HDMI-1"]
    assert [layout.origin for layout in made] == ["", ""]
    assert reopened(screens) == [one.arrangement.sources for one in screens]
    assert [layout.name for layout in scene_of("night", screens[:1], FILES)[1]] == ["night"]


def test_tours_of_cells_and_over_the_whole_screen_are_kept() -> None:
    scene, (layout,) = scene_of("night", [shown(tours={1: "river"}, cell_1="camera:c07")], FILES)
    assert (layout.cells[1].tour, layout.cells[1].source) == ("river", None)
    scene, made = scene_of("night", [shown(whole="river", cell_0="camera:c07")], FILES)
    assert (scene.screens["main"], made) == (ScreenPlan("2x2", "river"), [])


def test_a_tour_of_the_layouts_own_is_no_change_and_one_that_was_ended_is() -> None:
    toured = replace(PRESETS["1x1"].cells[0], tour="river")
    layout = replace(PRESETS["1x1"], name="rounds", cells=(toured,), origin="/x/rounds.toml")
    files = replace(FILES, layouts={**PRESETS, "rounds": layout})
    runs = shown(layout, tours={0: "river"}, cell_0="camera:c03")
    assert scene_of("night", [runs], files)[1] == []
    (ended,) = scene_of("night", [shown(layout, cell_0="camera:c03")], files)[1]
    assert (ended.cells[0].tour, ended.cells[0].source) == (None, "camera:c03")


def test_cells_that_follow_the_conference_go_on_following() -> None:
    first = shown(SPEAKER)
    followed = first.arrangement.follow(["node:n01"], None)
    assert followed.sources != first.opened.sources
    assert scene_of("night", [replace(first, arrangement=followed)], FILES)[1] == []
    by_hand = followed.put(1, "camera:c09")
    (layout,) = scene_of("night", [replace(first, arrangement=by_hand)], FILES)[1]
    assert layout.cells[1].source == "camera:c09"
    assert layout.cells[2].fill is Fill.NODES


def test_a_layout_that_no_file_has_is_written() -> None:
    unpacked = replace(PRESETS["2x2"], name="river", origin="")
    (layout,) = scene_of("night", [shown(unpacked)], FILES)[1]
    assert layout.name == "night"


def test_a_scene_that_is_replaced_keeps_its_place_and_writes_over_its_own_layouts_only() -> None:
    own = replace(PRESETS["1x1"], name="night", origin="/x/night.toml")
    before = Scene(
        "night", {"main": ScreenPlan("night"), "left": ScreenPlan("1x1")}, title="夜间", order=2
    )
    files = replace(FILES, layouts={**PRESETS, "night": own}, scenes={"night": before})
    changed = [shown(cell_0="camera:c09")]
    scene, (layout,) = scene_of("night", changed, files)
    assert (scene.title, scene.order, scene.screens["left"]) == ("夜间", 2, ScreenPlan("1x1"))
    assert layout.name == "night"
    shared = replace(files, tours={"river": Tour("river", ("c01",), layout="night")})
    assert scene_of("night", changed, shared)[1][0].name == "night 2"
    others = replace(files, scenes={"day": FILES.scenes["day"]})
    assert scene_of("night", changed, others)[1][0].name == "night 2"


def test_an_arrangement_that_was_never_filled_is_kept_as_it_is() -> None:
    bare = shown("1x1")
    empty = replace(bare, arrangement=Arrangement(bare.arrangement.layout, (None,)))
    assert reopened([empty]) == [(None,)]
