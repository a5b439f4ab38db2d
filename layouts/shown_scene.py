"""A scene made of what the screens show, so that it can all be opened again. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from layouts.arrangement import Arrangement
from layouts.folder import WallFiles
from layouts.format import LONGEST_NAME
from layouts.layout import Layout
from layouts.references import naming_layout
from layouts.scene import MOST_ORDER, Scene, ScreenPlan
from layouts.store import is_preset


@dataclass(frozen=True, slots=True)
class Shown:
    """What one screen shows. ``screen``: what scenes call it; ``opened``: its layout as that opens
    by itself; ``tours``: those of cells; ``whole``: the one over all of it."""

    screen: str
    arrangement: Arrangement
    opened: Arrangement
    tours: Mapping[int, str]
    whole: str | None = None


def scene_of(name: str, screens: Sequence[Shown], files: WallFiles) -> tuple[Scene, list[Layout]]:
    """The scene, and the layouts that have to be written for it: of the screens on which something
    else is than their layout brings by itself. They bear the scene's name.

    One of that name in ``files`` is replaced: the new one has its place and its title, and the
    layouts that it alone names may be written over.
    """
    before = files.scenes.get(name)
    taken = set(files.layouts) - _own_layouts(before, files)
    plans: dict[str, ScreenPlan] = {}
    made: list[Layout] = []
    for shown in screens:
        layout = shown.arrangement.layout
        if not _is_as_opened(shown, files):
            wanted = name if len(screens) == 1 else f"{name} {shown.screen}"
            layout = replace(
                shown.arrangement.as_layout(shown.tours),
                name=_free(wanted, taken), title="", origin="",
            )  # fmt: skip
            taken.add(layout.name)
            made.append(layout)
        plans[shown.screen] = ScreenPlan(layout.name, shown.whole)
    if before is not None:
        return replace(before, screens={**before.screens, **plans}), made
    last = max((scene.order for scene in files.scenes.values()), default=0)
    return Scene(name, plans, order=min(last + 1, MOST_ORDER)), made


def _own_layouts(scene: Scene | None, files: WallFiles) -> set[str]:
    """The layouts that this scene names and nobody else does."""
    if scene is None:
        return set()
    named = {plan.layout for plan in scene.screens.values()} - {scene.default}
    return {
        layout
        for layout in named & set(files.layouts)
        if not is_preset(files.layouts[layout])
        and [each.name for each in naming_layout(files, layout)] == [scene.name]
    }


def _is_as_opened(shown: Shown, files: WallFiles) -> bool:
    """Whether the layout's file alone, with the tour over all of it, brings what is shown."""
    layout = shown.arrangement.layout
    if files.layouts.get(layout.name) != layout:
        return False
    of_file = {number: cell.tour for number, cell in enumerate(layout.cells) if cell.tour}
    return shown.whole is not None or (
        shown.arrangement.as_layout(shown.tours) == shown.opened.as_layout(of_file)
    )


def _free(wanted: str, taken: Collection[str]) -> str:
    """The name, or with a number behind it where it is taken."""
    name, number = wanted[:LONGEST_NAME], 1
    while name in taken:
        number += 1
        name = f"{wanted[: LONGEST_NAME - 3]} {number}"
    return name
