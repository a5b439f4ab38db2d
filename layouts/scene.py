"""A scene (日常, 汛期, 会商, 夜间): the layouts of all screens together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from layouts.format import LARGEST_FILE, LONGEST_NAME, LONGEST_TITLE, WallFaults, dumped, open_table
from layouts.toml_file import Table, TomlFile
from layouts.toml_text import written_key, written_lines

MOST_SCREENS = 32
MOST_ORDER = 1000
KIND = "scene"

_KEYS = ("format", "kind", "title", "order", "default", "screens")
_SCREEN_KEYS = ("layout", "tour")


@dataclass(frozen=True, slots=True)
class ScreenPlan:
    """What a scene puts on one screen: a layout, and a tour whose pages run over all of it."""

    layout: str
    tour: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Scene:
    """``screens``: by the screen's name. Screens it does not name get the layout ``default``; with
    an empty one they get the wall's own. ``order``: its place among the scenes, the least first."""

    name: str
    screens: Mapping[str, ScreenPlan] = field(default_factory=dict, hash=False)
    default: str = ""
    title: str = ""
    origin: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    order: int = 0


def in_order(scenes: Iterable[Scene]) -> list[Scene]:
    """As a line of buttons has them."""
    return sorted(scenes, key=lambda scene: (scene.order, scene.name))


def parse_scene(text: str, name: str, origin: str = "") -> Scene:
    """The scene a text describes; WallFaults says all that is wrong with it."""
    return scene_in(TomlFile(f"{name}.toml", text.encode(), LARGEST_FILE), name, origin)


def scene_in(file: TomlFile, name: str, origin: str) -> Scene:
    root = open_table(file, name, KIND)
    extra = root.unknown(_KEYS)
    plans = root.table("screens")
    names = list(plans)
    if len(names) > MOST_SCREENS:
        root.fault("screens", f"has {len(names)} screens; {MOST_SCREENS} are the most")
        names = []
    scene = Scene(
        name,
        {screen: _plan(plans.table(screen)) for screen in names},
        root.text("default", longest=LONGEST_NAME),
        root.text("title", longest=LONGEST_TITLE),
        origin,
        extra,
        root.integer("order", 0, 0, MOST_ORDER),
    )
    if not scene.screens and not scene.default:
        root.fault("screens", 'is missing: [screens.NAME] with layout = "…", or default = "…"')
    if file.faults:
        raise WallFaults(file.faults)
    return scene


def dump_scene(scene: Scene) -> str:
    """The scene as a file: ``parse_scene`` reads the same again."""
    rest = []
    for name, plan in scene.screens.items():
        values = {"layout": plan.layout} if plan.tour is None else _both(plan)
        rest += ["", f"[screens.{written_key(name)}]", *written_lines({**values, **plan.extra})]
    head = {"title": scene.title, "order": scene.order or None, "default": scene.default}
    return dumped(head, scene.extra, rest)


def _both(plan: ScreenPlan) -> dict[str, str | None]:
    return {"layout": plan.layout, "tour": plan.tour}


def _plan(table: Table) -> ScreenPlan:
    extra = table.unknown(_SCREEN_KEYS)
    if "layout" not in table:
        table.fault("layout", "is missing: the name of the screen's layout")
    return ScreenPlan(
        table.text("layout", longest=LONGEST_NAME),
        table.text("tour", longest=LONGEST_NAME) if "tour" in table else None,
        extra,
    )
