"""The journals of the conferences on disk: one file of JSON lines each, written as it happens.

A line is handed to the system at once, so it survives this program's end; ``settle`` makes it
survive a power cut, and is called where waiting for the disk harms nobody.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from console.minutes.entry import Entry, read_lines, written

FOLDER = "conferences"
MOST_BYTES = 16 * 1024 * 1024  # of one journal
MOST_LISTED = 500

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Journals:
    """``folder``: the site's ``state``. ``fault`` says why nothing can be kept, in words."""

    def __init__(self, folder: Path) -> None:
        self.fault = ""
        self._folder = folder / FOLDER

    def add(self, conference: str, entry: Entry) -> bool:
        """One more line; False when the disk refuses, or the journal is too long."""
        path = self._path(conference)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
            descriptor = os.open(path, flags, 0o600)
            try:
                size = os.fstat(descriptor).st_size
                if size > MOST_BYTES:
                    self.fault = f"{path.name} is longer than {MOST_BYTES // 2**20} MB"
                    return False
                torn = size and os.pread(descriptor, 1, size - 1) != b"\n"
                line = f"{chr(10) * bool(torn)}{written(entry)}\n".encode("utf-8", "replace")
                if os.write(descriptor, line) < len(line):
                    self.fault = f"{path.name}: {os.strerror(errno.ENOSPC)}"
                    return False
            finally:
                os.close(descriptor)
        except OSError as fault:
            self.fault = f"{path.name}: {fault.strerror}"
            return False
        self.fault = ""
        return True

    def settle(self, conference: str) -> None:
        """What was added survives a power cut. Waits for the disk."""
        for path, flags in ((self._path(conference), os.O_RDONLY), (self._folder, os.O_DIRECTORY)):
            try:
                descriptor = os.open(path, flags | os.O_CLOEXEC)
            except OSError:
                continue
            try:
                os.fsync(descriptor)
            except OSError as fault:
                self.fault = f"{path.name}: {fault.strerror}"
            finally:
                os.close(descriptor)

    def read(self, conference: str) -> list[Entry]:
        """Everything that can be read of one; empty when there is none."""
        try:
            with self._path(conference).open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError:
            return []
        return read_lines(content.decode("utf-8", "replace").split("\n"))

    def names(self) -> list[str]:
        """Ids of the conferences that were held, newest first."""
        try:
            paths = list(self._folder.glob("*.jsonl"))
        except OSError:
            return []
        dated = sorted(((_changed(path), path.stem) for path in paths), reverse=True)
        return [name for _, name in dated[:MOST_LISTED]]

    def _path(self, conference: str) -> Path:
        name = conference if _NAME.fullmatch(conference) else "unnamed"
        return self._folder / f"{name}.jsonl"


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
