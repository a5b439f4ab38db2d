"""The room's layouts: which there are, which are at hand, and what the editor makes of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.wall import WallDesk
from console.desk.walls import Walls
from console.site.layout_favourites import read_favourites, write_favourites
from console.site.layout_users import LayoutUsers, layout_users
from console.ui.feed import Feed
from console.ui.main_window import MainWindow
from layouts.folder import WallFiles, WallFolder
from layouts.layout import Layout
from layouts.numbered import short_list
from layouts.references import scene_renamed, tour_renamed
from layouts.scene import Scene
from layouts.store import is_preset, load_layouts
from layouts.tour import Tour
from media.source import Source, lasting

T = TypeVar("T")

MOST_NAMED = 4  # of those who use a layout; more do not fit below the cells

log = logging.getLogger(__name__)


class LayoutsDesk(QObject):
    """Lives in the Qt thread. ``layouts`` and ``tours`` are the room's own tables, kept up here:
    presets first.

    What is edited is on the wall that is meant; ``changed``: there are other layouts, or one is
    another; ``renamed`` carries a layout's name before and its name now.
    """

    changed = Signal()
    renamed = Signal(str, str)

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        layouts: dict[str, Layout],
        tours: dict[str, Tour],
        folder: Path,
        title_of: Callable[[Source], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._layouts, self._tours = window, layouts, tours
        self._walls = walls
        self._site = folder
        self._folder = WallFolder(folder)
        self._title_of = title_of
        self._favourites = read_favourites(folder)
        editor, chooser = window.editor, window.layouts
        window.layout_edit_wished.connect(self.edit_shown)
        chooser.edit_wished.connect(self.edit)
        chooser.favourites_changed.connect(self._like)
        editor.save_wished.connect(self._save)
        editor.rename_wished.connect(self._rename)
        editor.remove_wished.connect(self._remove)
        editor.restore_wished.connect(self._restore)
        for signal in (walls.altered, walls.target_changed):
            signal.connect(self._on_wall_changed)

    @property
    def layouts(self) -> Mapping[str, Layout]:
        return self._layouts

    @property
    def tours(self) -> Mapping[str, Tour]:
        return self._tours

    @property
    def _wall(self) -> WallDesk:
        """Of the screen that is meant now."""
        return self._walls.target.desk

    def _desks(self) -> list[WallDesk]:
        """Of all screens."""
        return [screen.desk for screen in self._walls.all()]

    def refresh(self) -> None:
        """Show everywhere which layouts there are: at the start, and when they changed."""
        window, current = self._window, self._wall.arrangement.layout.name
        window.top.set_layouts(short_list(self._layouts, current, self._favourites), current)
        window.layouts.set_layouts(self._layouts.values(), self._favourites)
        window.layouts.set_layout(current)
        window.editor.set_layouts(self._layouts.values())
        window.layouts.set_tours(self._tours.values())
        window.editor.set_tours([(tour.name, tour.title) for tour in self._tours.values()])

    def take(self, files: WallFiles) -> None:
        """Some files came, went or were written. What is on a wall stays there until it is opened
        again; a layout stays with which the room, or one of its plans, opens."""
        found, gone = dict(files.layouts), set(self._layouts) - set(files.layouts)
        for name in gone:
            if self._fixed(layout_users(self._site, name)):
                found[name] = self._layouts[name]
        if (found, files.tours) == (self._layouts, self._tours):
            return
        others = [name for name in found if found[name] != self._layouts.get(name)]
        for desk in self._desks():
            for name in (*others, *gone):
                desk.forget(name)
        self._layouts.clear()
        self._layouts.update(found)
        self._tours.clear()
        self._tours.update(files.tours)
        self.refresh()
        self.changed.emit()

    # -- editing

    @Slot()
    def edit_shown(self) -> None:
        """What is on the wall, as it is; of a replay its camera, for a file is for later days."""
        shown = self._wall.arrangement
        kept = replace(shown, sources=tuple(map(lasting, shown.sources)))
        self._edit(kept.as_layout(), self._wall.wall.selected)

    @Slot(str)
    def edit(self, name: str) -> None:
        """A layout by name: as it is on the wall when it is there, else as its file has it."""
        if name == self._wall.arrangement.layout.name:
            self.edit_shown()
        else:
            self._edit(self._layouts[name], 0)

    def _edit(self, layout: Layout, selected: int) -> None:
        self.refresh()
        self._window.editor.edit(layout, selected, self._pictures, self._title)

    def _pictures(self) -> dict[str, Feed]:
        wall = self._wall.wall
        feeds = (wall.feed(cell) for cell in range(len(wall.layout_shown.cells)))
        return {str(feed.source): feed for feed in feeds if feed is not None}

    def _title(self, written: str) -> str:
        try:
            return self._title_of(Source.parse(written))
        except ValueError:
            return written

    @Slot(object, bool)
    def _save(self, layout: Layout, anew: bool) -> None:
        editor, shown = self._window.editor, self._wall.arrangement.layout.name
        if anew and layout.name in self._layouts:
            editor.refuse("there is one of that name")
            return
        saved = self._write(lambda: self._folder.save(layout))
        if saved is None:
            return
        of_the_wall = shown in (saved.name, editor.opened.name)
        self._layouts[saved.name] = saved
        editor.saved(saved)
        for desk in self._desks():
            desk.forget(saved.name)
            shows = desk.arrangement.layout.name == saved.name
            if shows or (of_the_wall and desk is self._wall):
                desk.set_layout(saved.name)
        self._told(self.tr("Saved: {name}").format(name=saved.name))

    @Slot(object, str)
    def _rename(self, layout: Layout, name: str) -> None:
        own = self._layouts.get(layout.name)
        if own is None or name == layout.name:
            self._window.editor.tell(self.tr("Write the new name first, then Rename"))
            return
        if name in self._layouts:
            self._window.editor.refuse("there is one of that name")
            return
        before, users = layout.name, LayoutUsers()
        if not is_preset(own):
            users = layout_users(self._site, before)
        if before not in load_layouts(None) and (fixed := self._fixed(users)):
            self._refuse_for(fixed)
            return
        naming: list[Scene | Tour] = [
            *(scene_renamed(scene, before, name) for scene in users.scenes),
            *(tour_renamed(tour, before, name) for tour in users.tours),
        ]
        renamed = self._write(lambda: self._folder.rename(own, name, naming))
        if renamed is None:
            return
        self._read_again(before)
        self._layouts[name] = renamed
        self._tours.update({each.name: each for each in naming if isinstance(each, Tour)})
        if before in self._favourites:
            self._like([name if each == before else each for each in self._favourites])
        self._window.editor.renamed(renamed)
        for desk in self._desks():
            desk.take_name(before, name)
        if not is_preset(own):
            self.renamed.emit(before, name)
        self._told(self.tr("Renamed: {name}").format(name=name))

    @Slot(object)
    def _remove(self, layout: Layout) -> None:
        """What is on the wall stays there until another is chosen."""
        if layout.name not in load_layouts(None):
            users = layout_users(self._site, layout.name)
            if named := [*self._fixed(users), *self._written(users)]:
                self._refuse_for(named)
                return
        if self._write(lambda: self._folder.remove(layout)):
            self._read_again(layout.name)
            words = self.tr('Removed: {name}. More, "Version before" brings it back')
            self._told(words.format(name=layout.name))

    def _fixed(self, users: LayoutUsers) -> list[str]:
        """In words, those whose files a person writes."""
        start = self.tr("the room's start (site.toml, [wall] layout)")
        plans = [self.tr("plan {name}").format(name=title) for title in users.plans]
        return [*([start] if users.settings else []), *plans]

    def _written(self, users: LayoutUsers) -> list[str]:
        scene, tour = self.tr("scene {name}"), self.tr("tour {name}")
        return [
            *(scene.format(name=each.title or each.name) for each in users.scenes),
            *(tour.format(name=each.title or each.name) for each in users.tours),
        ]

    def _refuse_for(self, users: list[str]) -> None:
        more = self.tr("and {n} more").format(n=len(users) - MOST_NAMED)
        named = [*users[:MOST_NAMED], *([more] if len(users) > MOST_NAMED else [])]
        words = self.tr("In use: {users}. Choose another layout there first")
        self._window.editor.refuse(words.format(users=" · ".join(named)))

    @Slot(object)
    def _restore(self, layout: Layout) -> None:
        """The version before takes the file's place; once more, and it is as it was."""
        found = self._write(lambda: self._folder.restore(layout))
        if found is None:
            return
        self._read_again(layout.name)
        back = self._layouts.get(layout.name)
        if not found or back is None:
            self._window.editor.tell(self.tr("There is no version before"))
            return
        for desk in self._desks():
            desk.forget(layout.name)
        self._edit(back, 0)
        self._told(self.tr("The version before of {name} is back").format(name=layout.name))

    def keep(self, layout: Layout) -> str:
        """A layout that was made elsewhere, as a file; why it cannot be, else empty. One of that
        name is not written over."""
        if layout.name in self._layouts:
            return self.tr("There is a layout of that name already")
        try:
            self._layouts[layout.name] = self._folder.save(layout)
        except ValueError as fault:
            return str(fault)
        except OSError as fault:
            return self.tr("The disk refuses: {why}").format(why=fault.strerror or fault)
        self._told(self.tr("Saved: {name}").format(name=layout.name))
        return ""

    def _write(self, do: Callable[[], T]) -> T | None:
        """What became of it; None where it could not be done, and the operator knows why."""
        try:
            return do()
        except ValueError as fault:
            self._window.editor.refuse(str(fault))
        except OSError as fault:
            log.warning("a layout cannot be written: %s", fault)
            words = self.tr("The disk refuses: {why}")
            self._window.editor.refuse(words.format(why=fault.strerror or fault))
        return None

    def _read_again(self, name: str) -> None:
        """Of this name the preset, the file, or nothing any more."""
        found = load_layouts(self._site / "layouts", faults=[])
        if name in found:
            self._layouts[name] = found[name]
        else:
            self._layouts.pop(name, None)

    def _told(self, words: str) -> None:
        self.refresh()
        self._window.editor.tell(words)
        self.changed.emit()

    # -- at hand

    @Slot(list)
    def _like(self, names: list[str]) -> None:
        self._favourites = names
        try:
            write_favourites(self._site, names)
        except OSError as fault:
            log.warning("favourite layouts cannot be written: %s", fault)
        self.refresh()

    @Slot()
    def _on_wall_changed(self) -> None:
        self._window.layouts.set_layout(self._wall.arrangement.layout.name)
