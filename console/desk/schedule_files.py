"""What becomes of schedules' files, in the thread that writes: reading and writing at one go."""

from __future__ import annotations

from pathlib import Path

from layouts.folder import WallFiles, WallFolder
from layouts.format import LARGEST_FILE, WallFaults
from layouts.schedule import Schedule, dump_schedule, parse_schedule


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
        _check(schedule)
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


def _check(schedule: Schedule) -> None:
    """What is written must be read again."""
    text = dump_schedule(schedule)
    if len(text.encode()) > LARGEST_FILE:
        raise ValueError("is too long for one file")
    try:
        parse_schedule(text, schedule.name)
    except WallFaults as wrong:
        raise ValueError(str(wrong.faults[0])) from wrong
