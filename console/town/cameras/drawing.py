"""A process of the darkroom: what it loads is what drawing needs, so that it is soon ready."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path

import cv2

from console.town.film.panorama import make_panorama
from console.town.film.reel import make_reel
from console.town.film.shot import Shot

NICENESS = 19  # all else goes first: a camera worker's own is 10, and pictures must not stand still


def begin(parent: int) -> None:
    """In each process of the pool: polite, and gone when the town is gone."""
    _let_others_go_first()
    cv2.setNumThreads(1)  # there is a process for each core: threads would only wait for each other
    threading.Thread(target=_outlive_nobody, args=(parent,), name="parent", daemon=True).start()


def draw(cache: Path, shot: Shot) -> None:
    """Make a shot's reel in the cache unless it is there."""
    make_reel(str(cache), shot)


def scan(cache: Path, shot: Shot) -> None:
    """Make a shot's panorama in the cache unless it is there."""
    make_panorama(str(cache), shot)


def _let_others_go_first() -> None:
    """Where a system weighs sessions (sched_autogroup) politeness is only held inside of one, so
    this becomes a polite session."""
    os.setsid()
    os.nice(NICENESS)
    with contextlib.suppress(OSError), open("/proc/self/autogroup", "w", encoding="ascii") as group:
        group.write(str(NICENESS))


def _outlive_nobody(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)
