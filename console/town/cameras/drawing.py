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

NICENESS = 5  # the console is to stay quick while reels are made
SMALL = 640  # pixels of width: the first pictures of all, somebody waits for them
# the niceness of a session: that of a camera worker; somewhat more, for somebody waits for large
# pictures too, and workers on a slow machine are always busy; of what nobody waits for
FIRST, LARGE, LAST = 10, 12, 19
TRIES, PAUSE_S = 5, 0.1


def begin(parent: int) -> None:
    """In each process of the pool: polite, and gone when the town is gone."""
    os.setsid()  # a weight of its own, that may go up and down
    os.nice(NICENESS)
    cv2.setNumThreads(1)  # there is a process for each core: threads would only wait for each other
    threading.Thread(target=_outlive_nobody, args=(parent,), name="parent", daemon=True).start()


def draw(cache: Path, shot: Shot) -> None:
    """Make a shot's reel in the cache unless it is there."""
    weigh_session(FIRST if shot.width <= SMALL else LARGE)
    make_reel(str(cache), shot)


def scan(cache: Path, shot: Shot) -> None:
    """Make a shot's panorama in the cache unless it is there."""
    weigh_session(LAST)
    make_panorama(str(cache), shot)


def weigh_session(niceness: int) -> None:
    """Where a system weighs sessions (``sched_autogroup``): large pictures take ten seconds of a
    core, in which those that are shown must not stand still. The kernel hears ten such wishes a
    second, those of all users but root together."""
    for _ in range(TRIES):
        try:
            with open("/proc/self/autogroup", "w", encoding="ascii") as group:
                group.write(str(niceness))
        except BlockingIOError:
            time.sleep(PAUSE_S)
        except OSError:
            return  # it has no weight of its own
        else:
            return


def _outlive_nobody(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)
