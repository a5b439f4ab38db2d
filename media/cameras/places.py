"""Places to open a connection in: those of one process, or those of all workers of a room."""

from __future__ import annotations

import fcntl
import os
from typing import Protocol

MOST_OPENS = 8  # connections being opened at a time: recorders answer many slowly or not at all


class Places(Protocol):
    """So many may be taken at a time."""

    def take(self) -> bool:
        """Take one; False when there is none."""

    def give(self) -> None:
        """Give one back that was taken here."""


class OwnPlaces:
    """``count`` places of this process alone."""

    def __init__(self, count: int) -> None:
        self._free = count

    def take(self) -> bool:
        if not self._free:
            return False
        self._free -= 1
        return True

    def give(self) -> None:
        self._free += 1


class CommonPlaces:
    """``count`` places of all processes that have been handed the same ``common_file``.

    Each is a lock on one of its bytes: what a process had taken that ends, however it ends, the
    kernel gives back. One object a process, for its own locks do not stop it; and no descriptor of
    the file may be closed in it meanwhile, for that unlocks all.
    """

    def __init__(self, fd: int, count: int) -> None:
        self._fd = fd
        self._count = count
        self._taken: list[int] = []

    def take(self) -> bool:
        for place in range(self._count):
            if place not in self._taken and self._lock(place):
                self._taken.append(place)
                return True
        return False

    def give(self) -> None:
        fcntl.lockf(self._fd, fcntl.LOCK_UN, 1, self._taken.pop())

    def _lock(self, place: int) -> bool:
        try:
            fcntl.lockf(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except OSError:
            return False
        return True


def common_file() -> int:
    """A descriptor, inheritable only by ``pass_fds``; the caller closes it."""
    return os.memfd_create("places", os.MFD_CLOEXEC)
