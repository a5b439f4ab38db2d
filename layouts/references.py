"""What the files of a wall name: whether it is there, and who names a layout or a tour.

Layouts, tours and scenes name each other, and cameras. What is missing is a fault; the file that
names it is still good for the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from layouts.fault import Fault, did_you_mean
from layouts.folder import WallFiles
from layouts.layout import Layout
from layouts.scene import Scene
from layouts.schedule import Schedule
from layouts.toml_file import Keys, TomlFile
from layouts.tour import Tour

TourUser = Layout | Scene | Schedule


def missing(files: WallFiles) -> list[Fault]:
    """A fault for each layout, tour and scene that is named and not there, with file, line and
    key."""
    return _lost(
        [*_of_layouts(files), *_of_scenes(files), *_of_tours(files), *_of_schedules(files)]
    )


def missing_cameras(files: WallFiles, cameras: Collection[str]) -> list[Fault]:
    """The same of the cameras that tours name. ``cameras``: the ids there are."""
    return _lost(_cameras_of_tours(files, cameras))


def _lost(wanted: _Wanted) -> list[Fault]:
    return [
        _fault(origin, path, f'there is no {what} "{name}"{did_you_mean(name, known)}')
        for origin, path, what, name, known in wanted
        if name and name not in known
    ]


def naming_layout(files: WallFiles, layout: str) -> list[Scene | Tour]:
    """The scenes and the tours in which a layout is named."""
    scenes = [scene for scene in files.scenes.values() if _names(scene, layout)]
    return [*scenes, *(tour for tour in files.tours.values() if tour.layout == layout)]


def scene_renamed(scene: Scene, before: str, name: str) -> Scene:
    """The scene where a layout has another name."""
    if not _names(scene, before):
        return scene
    screens = {
        screen: replace(plan, layout=name) if plan.layout == before else plan
        for screen, plan in scene.screens.items()
    }
    return replace(
        scene, screens=screens, default=name if scene.default == before else scene.default
    )


def tour_renamed(tour: Tour, before: str, name: str) -> Tour:
    """The tour where a layout has another name."""
    return replace(tour, layout=name) if tour.layout == before else tour


def naming_tour(files: WallFiles, tour: str) -> list[TourUser]:
    """The layouts, scenes and schedules in which a tour is named."""
    return tour_users(files).get(tour, [])


def tour_users(files: WallFiles) -> dict[str, list[TourUser]]:
    """The same of every tour that is named, by its name."""
    users: dict[str, list[TourUser]] = {}
    named: list[TourUser] = [
        *files.layouts.values(), *files.scenes.values(), *files.schedules.values(),
    ]  # fmt: skip
    for item in named:
        for tour in dict.fromkeys(_tours_of(item)):
            if tour:
                users.setdefault(tour, []).append(item)
    return users


def with_tour_renamed(item: TourUser, before: str, name: str) -> TourUser:
    """The same where a tour has another name."""
    match item:
        case Layout():
            return layout_with_tour_renamed(item, before, name)
        case Scene():
            screens = {
                screen: replace(plan, tour=name) if plan.tour == before else plan
                for screen, plan in item.screens.items()
            }
            return replace(item, screens=screens)
        case Schedule():
            rules = (replace(one, tour=name) if one.tour == before else one for one in item.rules)
            return replace(item, rules=tuple(rules))


def layout_with_tour_renamed(layout: Layout, before: str, name: str) -> Layout:
    """The same of a layout."""
    cells = (replace(one, tour=name) if one.tour == before else one for one in layout.cells)
    return replace(layout, cells=tuple(cells))


def _tours_of(item: TourUser) -> list[str | None]:
    match item:
        case Layout():
            return [cell.tour for cell in item.cells]
        case Scene():
            return [plan.tour for plan in item.screens.values()]
        case Schedule():
            return [rule.tour for rule in item.rules]


def _names(scene: Scene, layout: str) -> bool:
    return layout in (scene.default, *(plan.layout for plan in scene.screens.values()))


_Wanted = Iterable[tuple[str, Keys, str, str, Collection[str]]]


def _of_layouts(files: WallFiles) -> _Wanted:
    for layout in files.layouts.values():
        for number, cell in enumerate(layout.cells):
            yield layout.origin, ("cells", number, "tour"), "tour", cell.tour or "", files.tours


def _of_scenes(files: WallFiles) -> _Wanted:
    for scene in files.scenes.values():
        yield scene.origin, ("default",), "layout", scene.default, files.layouts
        for screen, plan in scene.screens.items():
            path = ("screens", screen)
            yield scene.origin, (*path, "layout"), "layout", plan.layout, files.layouts
            yield scene.origin, (*path, "tour"), "tour", plan.tour or "", files.tours


def _of_tours(files: WallFiles) -> _Wanted:
    for tour in files.tours.values():
        yield tour.origin, ("layout",), "layout", tour.layout, files.layouts


def _cameras_of_tours(files: WallFiles, cameras: Collection[str]) -> _Wanted:
    for tour in files.tours.values():
        for camera in dict.fromkeys(tour.cameras):
            yield tour.origin, ("cameras",), "camera", camera, cameras
        for number, page in enumerate(tour.pages):
            for camera in dict.fromkeys(page.cameras):
                yield tour.origin, ("pages", number, "cameras"), "camera", camera, cameras


def _of_schedules(files: WallFiles) -> _Wanted:
    for schedule in files.schedules.values():
        for number, rule in enumerate(schedule.rules):
            path = ("rules", number)
            yield schedule.origin, (*path, "scene"), "scene", rule.scene, files.scenes
            yield schedule.origin, (*path, "tour"), "tour", rule.tour, files.tours


def _fault(origin: str, path: Keys, text: str) -> Fault:
    file = Path(origin)
    read = TomlFile.read(file, f"{file.parent.name}/{file.name}")
    del read.faults[:]
    read.fault(path, text)
    return read.faults[0]
