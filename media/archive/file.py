"""A recording's file while it is written: whole pieces only, and nobody takes it for a torn one."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import Protocol

from media.archive.row import hold

NO_FOLDERS = (errno.EINVAL, errno.EOPNOTSUPP)  # such file systems sync files alone


class Written(Protocol):
    """What a recording needs of a file. Raises OSError."""

    @property
    def size(self) -> int: ...

    def write(self, data: bytes) -> None:
        """All of it, or nothing is left of it in the file."""

    def sync(self) -> None:
        """What was written survives a power cut, and so does its name."""

    def close(self) -> None: ...


class RecordingFile:
    """A new file; FileExistsError when there is one."""

    def __init__(self, path: Path) -> None:
        self.size = 0
        self._unnamed: Path | None = path.parent  # does not know the file after a power cut, yet
        make_folder(path.parent)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
        self._descriptor = os.open(path, flags, 0o640)
        hold(self._descriptor)

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        try:
            while left:
                left = left[os.write(self._descriptor, left) :]
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self.size)
                os.lseek(self._descriptor, self.size, os.SEEK_SET)
            raise
        self.size += len(data)

    def sync(self) -> None:
        if self._unnamed is None:
            os.fdatasync(self._descriptor)
            return
        os.fsync(self._descriptor)
        sync_folder(self._unnamed)
        self._unnamed = None

    def close(self) -> None:
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)


def put_in_place(part: Path, path: Path) -> None:
    """A finished file under its own name, for good: after a power cut it is there, whole."""
    with open(part, "rb") as written:
        os.fsync(written.fileno())
    os.replace(part, path)
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """With those above it, for good. Raises OSError."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """The names in it survive a power cut, where its file system can promise that; some of a
    network's cannot. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as fault:
        if fault.errno not in NO_FOLDERS:
            raise
    finally:
        os.close(descriptor)
