"""Files that can be shared: those that lie in the recordings' folder, and what the chair chose."""

from __future__ import annotations

from pathlib import Path

from media.source import FILE

LONGEST = 80  # characters of a name
MOST_CHOSEN = 50


class SharedFiles:
    """Nobody writes their pictures: the hub reads the file itself."""

    share_channel: int | None = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._chosen: dict[str, Path] = {}

    def choose(self, path: Path) -> str:
        """A file of this machine; how it is written as a source from now on."""
        name = path.name if len(path.name) <= LONGEST else f"…{path.name[1 - LONGEST :]}"
        source = f"{FILE}{name}"
        self._chosen.pop(source, None)
        self._chosen[source] = path.absolute()
        while len(self._chosen) > MOST_CHOSEN:
            self._chosen.pop(next(iter(self._chosen)))
        return source

    def path(self, source: str) -> Path | None:
        """Where it lies; None: it is no file that may be shared. Names in the recordings' folder
        do not lead out of it."""
        if not source.startswith(FILE):
            return None
        if (chosen := self._chosen.get(source)) is not None:
            return chosen
        folder = self._folder.resolve()
        path = (folder / source.removeprefix(FILE)).resolve()
        return path if path.is_relative_to(folder) and path.is_file() else None

    def name(self, source: str) -> str:
        return source.removeprefix(FILE).rpartition("/")[2]

    def share(self, what: str, epoch: int) -> None:
        """The hub is told where it lies."""

    def unshare(self) -> None:
        """The hub ends it by itself."""
