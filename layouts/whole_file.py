"""Files that are there whole or not at all, with the version before beside them as ``NAME~``."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, text: str, mode: int = 0o644) -> None:
    """Replace a file so that a crash or a power cut leaves the old or the new one; OSError when the
    disk refuses, the old one is untouched then. Waits for the disk: some milliseconds.

    The version before is kept as ``previous(path)``, unless it says the same.
    """
    content = text.encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with open(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _keep(path, content)
    os.replace(part, path)
    _sync_folder(path.parent)


def set_aside(path: Path) -> None:
    """Remove a file; it is kept as ``previous(path)``. OSError when there is none."""
    os.replace(path, previous(path))
    _sync_folder(path.parent)


def restore_previous(path: Path) -> bool:
    """The version before takes the file's place, and it the other's: whether there was one."""
    before = previous(path)
    if not before.exists():
        return False
    between = path.with_name(f".{path.name}.part")
    if path.exists():
        _link(path, between)
        os.replace(before, path)
        os.replace(between, before)
    else:
        os.replace(before, path)
    _sync_folder(path.parent)
    return True


def previous(path: Path) -> Path:
    """Where the version before is kept."""
    return path.with_name(f"{path.name}~")


def _keep(path: Path, content: bytes) -> None:
    """A second name for the file as it is, so that there is no moment without it."""
    try:
        if path.read_bytes() == content:
            return
        between = path.with_name(f".{path.name}~.part")
        _link(path, between)
        os.replace(between, previous(path))
    except FileNotFoundError:
        return


def _link(path: Path, to: Path) -> None:
    to.unlink(missing_ok=True)
    try:
        os.link(path, to)
    except FileNotFoundError:
        raise
    except OSError:  # a disk without links, such as a USB stick
        to.write_bytes(path.read_bytes())


def _sync_folder(folder: Path) -> None:
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folder
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
