"""The process that workers are forked from: what it has imported is there once for all of them.

It has no threads, for they do not live through a fork. It is told on a socket what to fork, and
ends when that is closed; a few copied pages aside it would only hold what the workers hold anyway.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import socket
from typing import Any

LONGEST_ORDER = 64 * 1024  # bytes
MOST_FDS = 16
_ASIDE = 512  # no number that is wished for is as high


def serve(door: socket.socket) -> list[str] | None:
    """Fork until the door is closed; None then. Returns in each new process too, with the
    arguments it was ordered with.

    An order is ``{"arguments": [str], "environment": {str: str}, "fds": [int]}``: the numbers under
    which the new process finds the descriptors that come with the order. The answer is
    ``{"born": pid}``.
    """
    gc.collect()
    gc.freeze()  # a collection would write to every object, and so copy it
    while True:
        text, fds, _, _ = socket.recv_fds(door, LONGEST_ORDER, MOST_FDS)
        if not text:
            return None
        order = json.loads(text)
        pid = os.fork()
        if pid == 0:
            door.close()
            return _begin(order, fds)
        for fd in fds:
            os.close(fd)
        door.send(json.dumps({"born": pid}).encode())


def _begin(order: dict[str, Any], fds: list[int]) -> list[str]:
    """What a started program finds: a session of its own, its environment and descriptors."""
    os.setsid()
    os.environ.update(order["environment"])
    aside = [fcntl.fcntl(fd, fcntl.F_DUPFD, _ASIDE) for fd in fds]
    for fd in fds:
        os.close(fd)
    for fd, number in zip(aside, order["fds"], strict=True):
        os.dup2(fd, number)
        os.close(fd)
    return [str(each) for each in order["arguments"]]
