"""What becomes of layouts' files, in the thread that writes: reading and writing at one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from console.site.layout_users import LayoutUsers, layout_users
from layouts.folder import WallFolder
from layouts.layout import Layout
from layouts.references import scene_renamed, tour_renamed
from layouts.scene import Scene
from layouts.store import is_preset, load_layouts
from layouts.tour import Tour

NOBODY = LayoutUsers()


@dataclass(frozen=True)
class Outcome:
    """``done``: whether it was. It is not where ``users`` stand against it, or there was nothing to
    do it to. ``found``: the layouts that there are from then on, ``layout`` the one meant,
    ``tours`` those that name it otherwise now."""

    done: bool = False
    users: LayoutUsers = NOBODY
    found: Mapping[str, Layout] = field(default_factory=dict)
    layout: Layout | None = None
    tours: Sequence[Tour] = ()


class LayoutFiles:
    """Of one site. OSError and ValueError are those of ``WallFolder``."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self.folder = WallFolder(site)

    def save(self, layout: Layout) -> Layout:
        """The same with its file as ``origin``."""
        return self.folder.save(layout)

    def rename(self, own: Layout, name: str) -> Outcome:
        """Scenes and tours that name it go along; the room's start and its plans forbid it."""
        users = NOBODY if is_preset(own) else layout_users(self._site, own.name)
        if own.name not in load_layouts(None) and (users.settings or users.plans):
            return Outcome(users=users)
        scenes: list[Scene | Tour] = [
            scene_renamed(scene, own.name, name) for scene in users.scenes
        ]
        tours = [tour_renamed(tour, own.name, name) for tour in users.tours]
        renamed = self.folder.rename(own, name, [*scenes, *tours])
        return Outcome(True, users, self._found(), renamed, tours)

    def remove(self, layout: Layout) -> Outcome:
        """Whoever names it forbids it, unless a preset comes in its place."""
        if layout.name not in load_layouts(None):
            users = layout_users(self._site, layout.name)
            if users != NOBODY:
                return Outcome(users=users)
        return Outcome(self.folder.remove(layout), NOBODY, self._found())

    def restore(self, layout: Layout) -> Outcome:
        """The version before takes the file's place; once more, and it is as it was."""
        done, found = self.folder.restore(layout), self._found()
        return Outcome(done, NOBODY, found, found.get(layout.name))

    def _found(self) -> dict[str, Layout]:
        return load_layouts(self._site / "layouts", faults=[])
