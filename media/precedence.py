"""Who goes first where several processes want a processor."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

TRIES = 50
PAUSE_S = 0.2  # the kernel lets all users but root together do it ten times a second


def give_precedence(niceness: int) -> None:
    """Let processes of a lower niceness go first where both want a processor.

    A system that groups processes by sessions (sched_autogroup) weighs the groups alone. A child of
    ours leads a session, so its group is told too, as soon as the kernel hears of it. Who is
    started by hand is in the session of the shell, which is left as it is.
    """
    os.nice(niceness)
    if os.getsid(0) != os.getpid():
        return
    thread = threading.Thread(target=weigh_session, args=(niceness,), name="weight", daemon=True)
    thread.start()


def _tell_kernel(niceness: int) -> None:
    with open("/proc/self/autogroup", "w", encoding="ascii") as group:
        group.write(str(niceness))


def weigh_session(
    niceness: int,
    tell: Callable[[int], None] = _tell_kernel,
    pause: Callable[[float], None] = time.sleep,
) -> bool:
    """Whether this process' session has that niceness now; False where there is no such thing."""
    for _ in range(TRIES):
        try:
            tell(niceness)
        except BlockingIOError:  # others were heard just now, our own siblings among them
            pause(PAUSE_S)
        except OSError:
            return False
        else:
            return True
    return False
