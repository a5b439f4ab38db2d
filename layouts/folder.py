"""The wall's part of a site folder: its layouts, tours, scenes, schedules and calendar.

``layouts/*.toml`` holds layouts and tours, ``scenes/*.toml`` scenes, ``schedules/*.toml``
schedules, ``calendar.toml`` the duty calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from layouts.duty_calendar import NAME as CALENDAR
from layouts.duty_calendar import DutyCalendar, calendar_in
from layouts.fault import Fault
from layouts.format import LARGEST_FILE, WallFaults, name_fault
from layouts.layout import Layout
from layouts.scene import Scene, dump_scene, scene_in
from layouts.schedule import Schedule, dump_schedule, schedule_in
from layouts.store import dump_layout, layout_in, load_layouts
from layouts.toml_file import TomlFile
from layouts.tour import Tour, dump_tour, tour_in
from layouts.whole_file import restore_previous, set_aside, write_whole

FOLDERS = ("layouts", "scenes", "schedules")
MOST_FILES = 1000  # in one folder

Stamp = tuple[tuple[str, int, int], ...]
Item = Layout | Scene | Tour | Schedule
_Item = TypeVar("_Item", Layout, Scene, Tour, Schedule)
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class WallFiles:
    """All that could be read, by name, and the faults of the rest."""

    layouts: Mapping[str, Layout]
    scenes: Mapping[str, Scene] = field(default_factory=dict)
    tours: Mapping[str, Tour] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    calendar: DutyCalendar = field(default_factory=DutyCalendar)
    faults: tuple[Fault, ...] = ()


class WallFolder:
    """Reads and writes. A faulty file is told and left out; the others are read.

    Writing raises ValueError for a name that cannot be a file's, or where a file stands that this
    program cannot read (another format, another kind, a slip of the pen); OSError when the disk
    refuses. The version before is kept beside each file.
    """

    def __init__(self, site: Path) -> None:
        self._site = site

    def read(self) -> WallFiles:
        faults: list[Fault] = []
        tours: dict[str, Tour] = {}
        layouts = load_layouts(None)
        for file, path in self._files("layouts", faults):
            if file.root is not None and file.root.raw("kind") == "tour":
                _take(tours, file, path, tour_in, faults)
            else:
                _take(layouts, file, path, layout_in, faults)
        scenes: dict[str, Scene] = {}
        for file, path in self._files("scenes", faults):
            _take(scenes, file, path, scene_in, faults)
        schedules: dict[str, Schedule] = {}
        for file, path in self._files("schedules", faults):
            _take(schedules, file, path, schedule_in, faults)
        calendar = self._calendar(faults)
        return WallFiles(layouts, scenes, tours, schedules, calendar, tuple(faults))

    def stamp(self) -> Stamp:
        """Of what ``read`` would read: another one when a file came, went or was written. Cheap."""
        paths = [self._site / f"{CALENDAR}.toml"]
        for folder in FOLDERS:
            paths += sorted((self._site / folder).glob("*.toml"))[:MOST_FILES]
        return tuple(mark for path in paths if (mark := _mark(path)) is not None)

    def save(self, item: _Item) -> _Item:
        """Write it under its name; the same with its file as ``origin``."""
        return replace(item, origin=str(self._write(item)))

    def check(self, item: Item) -> None:
        """ValueError when its file could not be read again."""
        text = _text(item).encode()
        if len(text) > LARGEST_FILE:
            raise ValueError("is too long for one file")
        try:
            _read(item, TomlFile(f"{item.name}.toml", text, LARGEST_FILE))
        except WallFaults as wrong:
            raise ValueError(str(wrong.faults[0])) from wrong

    def rename(self, item: _Item, name: str, naming: Iterable[Item] = ()) -> _Item:
        """The same under another name; ValueError when that is taken. ``naming``: what named it,
        such as a scene, as it is to be from now on. The old file goes last, so that no name leads
        nowhere should the disk refuse in between."""
        path = self.path(replace(item, name=name))
        if path.exists() and not name_fault(name):
            raise ValueError(f"{path.relative_to(self._site)}: there is one of that name")
        renamed = self.save(replace(item, name=name))
        for other in naming:
            self._write(other)
        self.remove(item)
        return renamed

    def remove(self, item: Item) -> bool:
        """Its file goes, and can be had back by ``restore``; whether there was one."""
        try:
            set_aside(self.path(item))
        except FileNotFoundError:
            return False
        return True

    def restore(self, item: Item) -> bool:
        """The version before of its file takes its place; whether there was one."""
        return restore_previous(self.path(item))

    def path(self, item: Item) -> Path:
        """Where its file is, or would be."""
        match item:
            case Layout() | Tour():
                folder = "layouts"
            case Scene():
                folder = "scenes"
            case Schedule():
                folder = "schedules"
        return self._site / folder / f"{item.name}.toml"

    def _write(self, item: Item) -> Path:
        path = self.path(item)
        wrong = name_fault(item.name) or self._unreadable(path, item)
        if wrong:
            raise ValueError(f"{path.relative_to(self._site)}: {wrong}")
        write_whole(path, _text(item))
        return path

    def _files(self, folder: str, faults: list[Fault]) -> Iterator[tuple[TomlFile, Path]]:
        paths = sorted((self._site / folder).glob("*.toml"))
        if len(paths) > MOST_FILES:
            text = f"holds {len(paths)} files; the first {MOST_FILES} are read"
            faults.append(Fault(folder, None, "", text))
        for path in paths[:MOST_FILES]:
            yield TomlFile.read(path, f"{folder}/{path.name}", LARGEST_FILE), path

    def _calendar(self, faults: list[Fault]) -> DutyCalendar:
        path = self._site / f"{CALENDAR}.toml"
        if not path.exists():
            return DutyCalendar()
        try:
            return calendar_in(TomlFile.read(path, path.name, LARGEST_FILE))
        except WallFaults as found:
            faults += found.faults
            return DutyCalendar()

    def _unreadable(self, path: Path, item: Item) -> str:
        """Why the file at a path must not be written over, in words: it cannot be read as what it
        is to become, so something in it would be lost."""
        if not path.exists():
            return ""
        file = TomlFile.read(path, largest=LARGEST_FILE)
        try:
            _read(item, file)
        except WallFaults as wrong:
            return f"is not written over, mend or remove it first: {wrong.faults[0].text}"
        return ""


def _mark(path: Path) -> tuple[str, int, int] | None:
    """None of a file that is not there, or went meanwhile."""
    try:
        told = path.stat()
    except OSError:
        return None
    return str(path), told.st_mtime_ns, told.st_size


def _read(item: Item, file: TomlFile) -> Item:
    match item:
        case Layout():
            return layout_in(file, item.name, "")
        case Scene():
            return scene_in(file, item.name, "")
        case Tour():
            return tour_in(file, item.name, "")
        case Schedule():
            return schedule_in(file, item.name, "")


def _text(item: Item) -> str:
    match item:
        case Layout():
            return dump_layout(item)
        case Scene():
            return dump_scene(item)
        case Tour():
            return dump_tour(item)
        case Schedule():
            return dump_schedule(item)


def _take(
    found: dict[str, _Found],
    file: TomlFile,
    path: Path,
    read: Callable[[TomlFile, str, str], _Found],
    faults: list[Fault],
) -> None:
    try:
        found[path.stem] = read(file, path.stem, str(path))
    except WallFaults as wrong:
        faults += wrong.faults
