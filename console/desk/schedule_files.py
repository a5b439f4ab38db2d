"""What becomes of schedules' files, in the thread that writes: reading and writing at one go."""

from __future__ import annotations

from pathlib import Path

from layouts.folder import WallFiles, WallFolder
from layouts.schedule import Schedule


class ScheduleFiles:
    """Of one site. Each answers with all of the wall's files, as they are from then on. OSError and
    ValueError are those of ``WallFolder``."""

    def __init__(self, site: Path) -> None:
        self._folder = WallFolder(site)

    def read(self) -> WallFiles:
        return self._folder.read()

    def save(self, schedule: Schedule, anew: bool) -> WallFiles:
        """``anew``: it was not there; ValueError when its name is taken, or when the file could
        not be read again."""
        self._folder.check(schedule)
        if anew and self._folder.path(schedule).exists():
            raise ValueError("there is one of that name")
        self._folder.save(schedule)
        return self._folder.read()

    def remove(self, schedule: Schedule) -> WallFiles:
        self._folder.remove(schedule)
        return self._folder.read()

    def restore(self, schedule: Schedule) -> WallFiles | None:
        """The version before takes the file's place; once more, and it is as it was. None where
        there is none."""
        return self._folder.read() if self._folder.restore(schedule) else None
