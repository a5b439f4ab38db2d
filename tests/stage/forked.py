"""Our own programs for the tests, each a process of its own, forked from one that has imported it
before: to import one takes longer than most tests.

``python -m tests.stage.forked FD`` is that one. It lives as long as the run of the tests that made
it, has no threads, and forks what it is told to on the socket FD, as ``media.cradle`` does for the
console's own workers; besides it tells how each of them ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from media import cradle

ROOT = Path(__file__).parents[2]
LONGEST_ORDER = 1 << 17  # bytes, the environment among them
LONGEST_WORD = 1024
# of each program, what is imported before; of the cameras what looks at pictures is heavy too
PARTS = {"media.cameras": ("__main__", "examiner"), "media.hub": ("__main__",)}


@dataclass(eq=False)
class Forked:
    """As much of ``asyncio.subprocess.Process`` as the tests need."""

    pid: int
    stdin: asyncio.StreamWriter
    stdout: asyncio.StreamReader
    returncode: int | None = None
    _told: int = -1  # where it is told how it ended
    _heard: asyncio.Event = field(default_factory=asyncio.Event)  # all that it said
    _gone: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        asyncio.get_running_loop().add_reader(self._told, self._ended)

    def kill(self) -> None:
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)

    async def wait(self) -> int:
        await self._gone.wait()
        await self._heard.wait()
        assert self.returncode is not None
        return self.returncode

    def _ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self._told)
        self.returncode = json.loads(os.read(self._told, LONGEST_WORD) or b"255")
        os.close(self._told)
        self.stdin.close()
        self._gone.set()


class _Heard(asyncio.StreamReaderProtocol):
    def __init__(self, reader: asyncio.StreamReader, ended: asyncio.Event) -> None:
        super().__init__(reader)
        self._all = ended

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._all.set()


async def start(
    module: str, *arguments: str, pass_fds: Sequence[int] = (), limit: int = 1 << 16
) -> Forked:
    """``python -m module`` with these arguments, once its process is there; what it writes to
    stderr goes where this one's does. ``limit``: bytes of a line it says."""
    loop = asyncio.get_running_loop()
    theirs_in, ours_in = os.pipe()
    ours_out, theirs_out = os.pipe()
    told, tells = os.pipe()
    order = {
        "module": module, "arguments": arguments, "environment": dict(os.environ),
        "folder": str(Path.cwd()), "fds": [0, 1, 2, *pass_fds],
    }  # fmt: skip
    try:
        pid = await asyncio.to_thread(_born, order, [tells, theirs_in, theirs_out, 2, *pass_fds])
    finally:
        for each in (tells, theirs_in, theirs_out):
            os.close(each)
    heard, reader = asyncio.Event(), asyncio.StreamReader(limit=limit)
    await loop.connect_read_pipe(lambda: _Heard(reader, heard), os.fdopen(ours_out, "rb", 0))
    writing, protocol = await loop.connect_write_pipe(
        lambda: asyncio.StreamReaderProtocol(asyncio.StreamReader()), os.fdopen(ours_in, "wb", 0)
    )
    return Forked(
        pid, asyncio.StreamWriter(writing, protocol, None, loop), reader, None, told, heard
    )


@functools.cache
def _door() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.stage.forked", str(theirs.fileno())],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()],
            cwd=ROOT, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
    return ours, process


def _born(order: dict[str, Any], fds: Sequence[int]) -> int:
    door, _ = _door()
    socket.send_fds(door, [json.dumps(order).encode()], fds)
    told = door.recv(LONGEST_WORD)
    assert told, "what should give birth has ended"
    return int(json.loads(told)["born"])


def mother() -> int | None:
    """The process that all are forked from, None while there is none."""
    return _door()[1].pid if _door.cache_info().currsize else None


def leave() -> None:
    """No more are wanted."""
    if mother() is not None:
        door, process = _door()
        door.close()
        process.wait()
        _door.cache_clear()


# -- in the process they are forked from


def _serve(door: socket.socket) -> dict[str, Any] | None:
    """Fork until the door is closed; None then. Returns in each new process too, with its order."""
    poll = select.poll()
    poll.register(door, select.POLLIN)
    living: dict[int, tuple[int, int]] = {}  # by pidfd: the pid, and where its end is told
    while True:
        for ready, _ in poll.poll():
            if ready in living:
                poll.unregister(ready)
                _bury(ready, *living.pop(ready))
                continue
            text, fds, _, _ = socket.recv_fds(door, LONGEST_ORDER, cradle.MOST_FDS)
            if not text:
                return None
            order = json.loads(text)
            _know(order["module"])
            pid = os.fork()
            if pid == 0:
                for each in (
                    door.detach(),
                    fds[0],
                    *living,
                    *(told for _, told in living.values()),
                ):
                    os.close(each)
                os.chdir(order["folder"])
                cradle._begin(order, fds[1:])
                return order
            for fd in fds[1:]:
                os.close(fd)
            handle = os.pidfd_open(pid)
            living[handle] = pid, fds[0]
            poll.register(handle, select.POLLIN)
            door.send(json.dumps({"born": pid}).encode())


def _bury(handle: int, pid: int, told: int) -> None:
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(OSError):  # nobody asks any more
        os.write(told, json.dumps(os.waitstatus_to_exitcode(status)).encode())
    os.close(told)
    os.close(handle)


def _know(module: str) -> None:
    if f"{module}.__main__" in sys.modules:
        return
    for each in PARTS[module]:
        importlib.import_module(f"{module}.{each}")
    assert len(os.listdir("/proc/self/task")) == 1, "threads live through no fork"
    gc.collect()
    gc.freeze()  # a collection would write to every object, and so copy it


def main() -> None:
    order = _serve(socket.socket(fileno=int(sys.argv[1])))
    if order is not None:
        sys.argv = [order["module"], *order["arguments"]]
        sys.modules[f"{order['module']}.__main__"].main()


if __name__ == "__main__":
    main()
