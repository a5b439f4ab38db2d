"""What becomes of tours' files, in the thread that writes: reading and writing at one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from layouts.folder import WallFiles, WallFolder
from layouts.references import TourUser, naming_tour, with_tour_renamed
from layouts.tour import Tour


@dataclass(frozen=True)
class Outcome:
    """``done``: whether it was. It is not where ``users`` stand against it, or there was nothing to
    do it to. ``files``: all of the wall's, as they are from then on."""

    done: bool
    files: WallFiles
    users: Sequence[TourUser] = ()


class TourFiles:
    """Of one site. OSError and ValueError are those of ``WallFolder``."""

    def __init__(self, site: Path) -> None:
        self._folder = WallFolder(site)

    def save(self, tour: Tour, before: str = "") -> Outcome:
        """``before``: its name until now, empty for a new one. Layouts, scenes and schedules that
        name it take another name with it; ValueError when that is taken, or when the file could not
        be read again."""
        self._folder.check(tour)
        if tour.name == before:
            self._folder.save(tour)
            return Outcome(True, self._folder.read())
        files = self._folder.read()
        if tour.name in files.layouts or self._folder.path(tour).exists():
            raise ValueError("there is one of that name")
        if before:
            naming = naming_tour(files, before)
            renamed = [with_tour_renamed(one, before, tour.name) for one in naming]
            self._folder.rename(replace(tour, name=before), tour.name, renamed)
        else:
            self._folder.save(tour)
        return Outcome(True, self._folder.read())

    def remove(self, tour: Tour) -> Outcome:
        """Whoever names it forbids it."""
        files = self._folder.read()
        if users := naming_tour(files, tour.name):
            return Outcome(False, files, users)
        return Outcome(self._folder.remove(tour), self._folder.read())

    def restore(self, tour: Tour) -> Outcome:
        """The version before takes the file's place; once more, and it is as it was."""
        return Outcome(self._folder.restore(tour), self._folder.read())
