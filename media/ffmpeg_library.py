"""The FFmpeg that PyAV brought and loaded, by its C interface."""

from __future__ import annotations

import ctypes
from pathlib import Path

import av

FOLDER = Path(av.__file__).parent.parent / "av.libs"


def ffmpeg_library(name: str, folder: Path = FOLDER) -> ctypes.CDLL:
    """One of its libraries (``avutil``, ``swscale``), never another of the system. OSError where it
    is not found."""
    found = sorted(folder.glob(f"lib{name}-*.so*"))
    if not found:
        raise OSError(f"no {name} in {folder}")
    return ctypes.CDLL(str(found[0]))
