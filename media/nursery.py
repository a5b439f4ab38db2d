"""Workers forked from one process that has imported everything: their parent's view.

That process (``media.cradle``) lives while workers are born and a little longer; then this one
takes its place as their parent. Two workers need 30 MB less than if each were started by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import json
import logging
import os
import signal
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

BORN_WITHIN_S = 10.0  # a cold disk under load: the first waits until all is imported
LINGER_S = 2.0  # after a birth; those that are born together share
LOST = 255  # the exit code of one that somebody else has buried

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Forked:
    """A forked process, as ``asyncio.subprocess.Process`` is one that was started.

    ``handle``: a pidfd, this process whoever has its number later; closed here.
    """

    pid: int
    handle: int
    stdin: asyncio.StreamWriter
    stdout: asyncio.StreamReader
    _reading: asyncio.ReadTransport
    _nursery: Nursery
    returncode: int | None = field(default=None, init=False)
    _gone: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def __post_init__(self) -> None:
        asyncio.get_running_loop().add_reader(self.handle, self._ended)

    async def wait(self) -> int:
        await self._gone.wait()
        if self.handle >= 0:
            await self._nursery.rest()  # only then it is ours to bury
            self.returncode = _bury(self.handle)
            os.close(self.handle)
            self.handle = -1
        self._reading.close()
        await asyncio.sleep(0)  # a closed transport lets go of its pipe in the loop's next turn
        return LOST if self.returncode is None else self.returncode

    def send_signal(self, which: int) -> None:
        """ProcessLookupError when it has ended."""
        if self.returncode is not None:
            raise ProcessLookupError(self.pid)
        signal.pidfd_send_signal(self.handle, which)

    def _ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self.handle)
        self.returncode = LOST  # until it is buried
        self.stdin.close()
        self._gone.set()


class Nursery:
    """``command``: a program that serves ``--cradle FD`` (``media.cradle.serve``). Lives in a loop.

    Where it gives no birth a child is started by itself, so nothing depends on it.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self.command = tuple(command)
        self._process: asyncio.subprocess.Process | None = None
        self._door: socket.socket | None = None
        self._lock = asyncio.Lock()
        self._linger: asyncio.TimerHandle | None = None
        self._resting: asyncio.Task[None] | None = None

    @staticmethod
    def possible() -> bool:
        """Whether this system has what is needed."""
        return hasattr(os, "pidfd_open") and hasattr(signal, "pidfd_send_signal")

    async def bear(
        self,
        arguments: Sequence[str],
        pass_fds: Sequence[int],
        environment: Mapping[str, str],
        limit: int,
    ) -> Forked:
        """A new process that runs with these arguments; ``limit``: bytes of a line it says.

        Raises OSError when there is none within ``BORN_WITHIN_S``.
        """
        order = {
            "arguments": [*arguments],
            "environment": {**environment},
            "fds": [0, 1, *pass_fds],
        }
        async with self._lock:
            theirs_in, ours_in = os.pipe()
            ours_out, theirs_out = os.pipe()
            try:
                pid = await self._ordered(order, [theirs_in, theirs_out, *pass_fds])
                handle = os.pidfd_open(pid)
            except BaseException:
                os.close(ours_in)
                os.close(ours_out)
                await self._end()
                raise
            finally:
                os.close(theirs_in)
                os.close(theirs_out)
            self._linger = asyncio.get_running_loop().call_later(LINGER_S, self._rest_soon)
            return await self._joined(pid, handle, ours_in, ours_out, limit)

    async def rest(self) -> None:
        """End the process that all are forked from, until another is to be born."""
        async with self._lock:
            await self._end()

    def _rest_soon(self) -> None:
        self._resting = asyncio.get_running_loop().create_task(self.rest(), name="nursery rests")

    async def _ordered(self, order: Mapping[str, object], fds: list[int]) -> int:
        if self._linger is not None:
            self._linger.cancel()
        try:
            async with asyncio.timeout(BORN_WITHIN_S):
                door = self._door or await self._open()
                socket.send_fds(door, [json.dumps(order).encode()], fds)
                told = await asyncio.get_running_loop().sock_recv(door, 1024)
        except TimeoutError:
            raise OSError(f"nothing was born within {BORN_WITHIN_S:.0f} s") from None
        if not told:
            raise ConnectionError("what should give birth has ended")
        pid: int = json.loads(told)["born"]
        return pid

    async def _open(self) -> socket.socket:
        self._door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._door.setblocking(False)
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *self.command, "--cradle", str(theirs.fileno()),
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),), start_new_session=True,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # threads live through no fork
            )  # fmt: skip
        return self._door

    async def _joined(self, pid: int, handle: int, orders: int, events: int, limit: int) -> Forked:
        """The ends of the two pipes as streams."""
        loop = asyncio.get_running_loop()
        heard = asyncio.StreamReader(limit=limit)
        reading, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(heard), os.fdopen(events, "rb", 0)
        )
        writing, protocol = await loop.connect_write_pipe(
            lambda: asyncio.StreamReaderProtocol(asyncio.StreamReader()),
            os.fdopen(orders, "wb", 0),
        )
        writer = asyncio.StreamWriter(writing, protocol, None, loop)
        return Forked(pid, handle, writer, heard, reading, self)

    async def _end(self) -> None:
        if self._linger is not None:
            self._linger.cancel()
        if self._process is not None:
            _adopt(True)  # first: without its door it ends by itself, and leaves us its children
        if self._door is not None:
            self._door.close()
            self._door = None
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()  # it has nothing to lose
            await self._process.wait()
            self._process = None
            _adopt(False)


def _bury(handle: int) -> int:
    """The exit code of a child that has ended."""
    with contextlib.suppress(ChildProcessError):
        found = os.waitid(os.P_PIDFD, handle, os.WEXITED | os.WNOHANG)
        if found is not None:
            by_itself = found.si_code == os.CLD_EXITED
            return found.si_status if by_itself else -found.si_status
    return LOST


def _adopt(wanted: bool) -> None:
    """Whether orphans among our descendants become our children. Where that cannot be had they are
    the system's, and their exit codes are not known here."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, int(wanted), 0, 0, 0)
