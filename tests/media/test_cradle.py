from __future__ import annotations

import gc
import socket

from media import cradle


def test_it_ends_when_the_door_is_closed() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.close()
    with theirs:
        assert cradle.serve(theirs) is None
    gc.unfreeze()
