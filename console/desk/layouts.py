"""The room's layouts: which there are, which are at hand, and what the editor makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.disk import Disk
from console.desk.layout_files import LayoutFiles, Outcome
from console.desk.wall import WallDesk
from console.desk.walls import Walls
from console.site.layout_favourites import FILE, read_favourites, write_favourites
from console.site.layout_users import LayoutUsers, layout_users
from console.ui.feed import Feed
from console.ui.item_words import item_text, users_text
from console.ui.layout_editor_words import fault_text
from console.ui.main_window import MainWindow
from layouts.folder import Item, WallFiles
from layouts.layout import Layout
from layouts.numbered import short_list
from layouts.store import is_preset
from layouts.tour import Tour
from media.source import Source, lasting

T = TypeVar("T")


class LayoutsDesk(QObject):
    """Lives in the Qt thread. ``layouts`` and ``tours`` are the room's own tables, kept up here:
    presets first.

    What is edited is on the wall that is meant; ``changed``: there are other layouts, or one is
    another; ``renamed`` carries a layout's name before and its name now.
    """

    changed = Signal()
    told = Signal(str, dict)
    renamed = Signal(str, str)

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        layouts: dict[str, Layout],
        tours: dict[str, Tour],
        folder: Path,
        disk: Disk,
        title_of: Callable[[Source], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._layouts, self._tours = window, layouts, tours
        self._walls = walls
        self._edited = walls.own.desk  # whose layout is being edited
        self._site, self._disk = folder, disk
        self._files = LayoutFiles(folder)
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
        self.changed.connect(lambda: self.told.emit("layouts", {}))
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
        found, tours = dict(files.layouts), dict(files.tours)
        gone = set(self._layouts) - set(found)
        for name in gone:
            if self._fixed(layout_users(self._site, name)):
                found[name] = self._layouts[name]
        if (found, tours) == (self._layouts, self._tours):
            return
        others = [name for name in found if found[name] != self._layouts.get(name)]
        for desk in self._desks():
            for name in (*others, *gone):
                desk.forget(name)
        self._layouts.clear()
        self._layouts.update(found)
        self._tours.clear()
        self._tours.update(tours)
        self.refresh()
        self.changed.emit()

    # -- editing

    @Slot()
    def edit_shown(self) -> None:
        """What is on the wall, as it is; of a replay its camera, for a file is for later days."""
        meant = self._walls.target
        shown = meant.desk.arrangement
        kept = replace(shown, sources=tuple(map(lasting, shown.sources)))
        self._edited = meant.desk
        self._edit(kept.as_layout(meant.tours.in_cells()), meant.wall.selected)

    @Slot(str)
    def edit(self, name: str) -> None:
        """A layout by name: as it is on the wall when it is there, else as its file has it."""
        if name == self._wall.arrangement.layout.name:
            self.edit_shown()
        else:
            self._edited = self._wall
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
        editor = self._window.editor
        if anew and layout.name in self._layouts:
            editor.refuse("there is one of that name")
            return
        editor.tell(self.tr("Saving: {name} …").format(name=layout.name))
        work = partial(self._files.save, layout)
        self._order(layout, work, partial(self._saved, editor.opened.name))

    def _saved(self, opened: str, saved: Layout) -> None:
        edited = self._edited if self._edited in self._desks() else self._wall
        of_the_wall = edited.arrangement.layout.name in (saved.name, opened)
        self._layouts[saved.name] = saved
        self._window.editor.saved(saved, opened)
        for desk in self._desks():
            desk.forget(saved.name)
            shows = desk.arrangement.layout.name == saved.name
            if shows or (of_the_wall and desk is edited):
                desk.set_layout(saved.name)
        self._told(self.tr("Saved: {name}").format(name=saved.name))

    @Slot(object, str)
    def _rename(self, layout: Layout, name: str) -> None:
        own = self._layouts.get(layout.name)
        if own is None or name == layout.name:
            self._window.editor.tell(self.tr("Write the new name first, then Rename"))
        elif name in self._layouts:
            self._window.editor.refuse("there is one of that name")
        else:
            work = partial(self._files.rename, own, name)
            self._order(own, work, partial(self._renamed, own))

    def _renamed(self, own: Layout, outcome: Outcome) -> None:
        if outcome.layout is None:
            self._refuse_for(self._fixed(outcome.users))
            return
        before, name = own.name, outcome.layout.name
        self._take_again(before, outcome)
        self._layouts[name] = outcome.layout
        self._tours.update({tour.name: tour for tour in outcome.tours})
        if before in self._favourites:
            self._like([name if each == before else each for each in self._favourites])
        self._window.editor.renamed(outcome.layout, before)
        for desk in self._desks():
            desk.take_name(before, name)
        if not is_preset(own):
            self.renamed.emit(before, name)
        self._told(self.tr("Renamed: {name}").format(name=name))

    @Slot(object)
    def _remove(self, layout: Layout) -> None:
        """What is on the wall stays there until another is chosen."""
        work = partial(self._files.remove, layout)
        self._order(layout, work, partial(self._removed, layout.name))

    def _removed(self, name: str, outcome: Outcome) -> None:
        if named := [*self._fixed(outcome.users), *_written(outcome.users)]:
            self._refuse_for(named)
        elif outcome.done:
            self._take_again(name, outcome)
            words = self.tr('Removed: {name}. More, "Version before" brings it back')
            self._told(words.format(name=name))

    def _fixed(self, users: LayoutUsers) -> list[str]:
        """In words, those whose files a person writes."""
        start = self.tr("the room's start (site.toml, [wall] layout)")
        plans = [self.tr("plan {name}").format(name=title) for title in users.plans]
        return [*([start] if users.settings else []), *plans]

    def _refuse_for(self, users: list[str]) -> None:
        words = self.tr("In use: {users}. Choose another layout there first")
        self._window.editor.refuse(words.format(users=users_text(users)))

    @Slot(object)
    def _restore(self, layout: Layout) -> None:
        """The version before takes the file's place; once more, and it is as it was."""
        work = partial(self._files.restore, layout)
        self._order(layout, work, partial(self._restored, layout.name))

    def _restored(self, name: str, outcome: Outcome) -> None:
        editor = self._window.editor
        self._take_again(name, outcome)
        if not outcome.done or outcome.layout is None:
            editor.tell(self.tr("There is no version before"))
            return
        for desk in self._desks():
            desk.forget(name)
        if editor.isVisible() and editor.opened.name == name:
            self._edit(outcome.layout, 0)
        self._told(self.tr("The version before of {name} is back").format(name=name))

    def keep(self, layout: Layout, then: Callable[[str], None]) -> None:
        """A layout that was made elsewhere, as a file; ``then`` hears why it cannot be, else
        nothing. One of that name is not written over."""
        if layout.name in self._layouts:
            then(self.tr("There is a layout of that name already"))
            return

        def kept(saved: Layout) -> None:
            self._layouts[saved.name] = saved
            self._told(self.tr("Saved: {name}").format(name=saved.name))
            then("")

        self._disk.do(_file(layout), partial(self._files.save, layout), kept, then)

    def _order(self, layout: Layout, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._disk.do(_file(layout), work, then, self._refuse)

    def _refuse(self, words: str) -> None:
        """In the editor, and where that is closed by now to whoever looks at the wall."""
        editor = self._window.editor
        editor.refuse(words)
        if not editor.isVisible():
            self._window.tell(fault_text(words))

    def _take_again(self, name: str, outcome: Outcome) -> None:
        """Of this name the preset, the file, or nothing any more."""
        if name in outcome.found:
            self._layouts[name] = outcome.found[name]
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
        self._disk.do(FILE.as_posix(), partial(write_favourites, self._site, tuple(names)))
        self.refresh()

    @Slot()
    def _on_wall_changed(self) -> None:
        self._window.layouts.set_layout(self._wall.arrangement.layout.name)


def _written(users: LayoutUsers) -> list[str]:
    """In words, those whose files the program writes."""
    items: list[Item] = [*users.scenes, *users.tours]
    return [item_text(each) for each in items]


def _file(layout: Layout) -> str:
    return f"layouts/{layout.name}.toml"
