"""The file that remembers the wall: written at every change, read at the next start."""

from __future__ import annotations

from pathlib import Path

from layouts.wall_state import WallState, dump_state, parse_state
from layouts.whole_file import previous, write_whole

NAME = "wall.json"  # in the site's state folder
LARGEST = 4 * 1024 * 1024


class StateFile:
    """One writer. ``fault`` says in words why the newest state could not be read, or written."""

    def __init__(self, path: Path) -> None:
        self.fault = ""
        self._path = path
        self._written = ""

    def load(self) -> WallState:
        """The wall as it was; when that cannot be read as it was before that, else an empty one."""
        self.fault = ""
        for path in (self._path, previous(self._path)):
            try:
                with path.open("rb") as file:
                    text = file.read(LARGEST).decode()
                return parse_state(text)
            except FileNotFoundError:
                continue
            except (OSError, ValueError) as fault:
                self.fault = self.fault or f"{path.name}: {fault}"
        return WallState()

    def save(self, state: WallState) -> bool:
        """Write it, unless it is what was written last; whether the disk has it."""
        text = dump_state(state)
        if text == self._written:
            return True
        try:
            write_whole(self._path, text, 0o600)
        except OSError as fault:
            self.fault = f"{self._path.name} cannot be written: {fault.strerror}"
            return False
        self._written, self.fault = text, ""
        return True
