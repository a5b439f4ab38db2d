"""A process of the darkroom: what it loads is what drawing needs, so that it is soon ready."""

from __future__ import annotations

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
    os.setsid()  # where a system weighs sessions, politeness is only held inside of one
    os.nice(NICENESS)
    cv2.setNumThreads(1)  # there is a process for each core: threads would only wait for each other
    watch = threading.Thread(
        target=_outlive_nobody, args=(parent, _weigh_session()), name="parent", daemon=True
    )
    watch.start()


def draw(cache: Path, shot: Shot) -> None:
    """Make a shot's reel in the cache unless it is there."""
    make_reel(str(cache), shot)


def scan(cache: Path, shot: Shot) -> None:
    """Make a shot's panorama in the cache unless it is there."""
    make_panorama(str(cache), shot)


def _weigh_session() -> bool:
    """Whether this session is as polite as its process. The kernel hears ten such wishes a second
    (``sched_autogroup``), those of all users together."""
    try:
        with open("/proc/self/autogroup", "w", encoding="ascii") as group:
            group.write(str(NICENESS))
    except BlockingIOError:
        return False
    except OSError:
        pass  # it has no weight of its own
    return True


def _outlive_nobody(parent: int, polite: bool) -> None:
    while os.getppid() == parent:
        polite = polite or _weigh_session()
        time.sleep(1.0)
    os._exit(1)
