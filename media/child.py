"""A parent's view of one child process: started, listened to, watched, restarted.

Runs in an asyncio loop. The child speaks JSON lines (``media.parent``); once it is ready, a
heartbeat comes each second. A child that is silent for ``SILENCE_S``, not ready in ``STARTING_S``,
over its memory cap, or gone is ended and started again, at once and then with back-off; what it has
to know is told to it anew by ``greet``.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from media.backoff import BackOff
from media.nursery import Forked, Nursery
from media.parent import LARGEST_BACKLOG, LONGEST_LINE, Message, resident_mb

SILENCE_S = 5.0  # a heartbeat is due each second
STARTING_S = 60.0  # until it is ready: a busy machine loads libraries slowly, again each time
STEADY_S = 10.0  # who lived so long is started again at once
GRACE_S = 3.0  # between the order to stop and SIGKILL
EXIT_S = 0.5  # between the end of a child's stdout and its own
MEMORY_CAP_MB = 1500.0
LADDER_S = (0.0, 1.0, 1.0, 2.0, 5.0, 10.0, 30.0)  # the first fall costs no wait

Process = asyncio.subprocess.Process | Forked

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ChildReport:
    """What is known of a child: its place in ``/v1/health``."""

    name: str
    state: str  # "starting" | "up" | "restarting" | "stopped"
    pid: int | None
    restarts: int
    rss_mb: float
    in_use_mb: float | None = None  # what it says; None while it does not


@dataclass
class Child:
    """One supervised child.

    ``greet`` is called when it is ready, and returns the orders that bring it up to date. ``hear``
    gets every event but heartbeats; ``changed`` is called when the child's own state changes.
    """

    name: str
    argv: Sequence[str]
    greet: Callable[[], Sequence[Message]]
    hear: Callable[[Message], None]
    changed: Callable[[ChildReport], None] = lambda _report: None
    pass_fds: Sequence[int] = ()
    environment: dict[str, str] = field(default_factory=dict)
    nursery: Nursery | None = None  # which forks what ``argv`` would start
    memory_cap_mb: float = MEMORY_CAP_MB
    restarts: int = field(default=0, init=False)
    # orders to a child that was not there: greet repeats them
    unsent: int = field(default=0, init=False)
    _state: str = field(default="starting", init=False)
    _process: Process | None = field(default=None, init=False)
    _heard_at: float = field(default=0.0, init=False)
    _ready: bool = field(default=False, init=False)
    _in_use_mb: float | None = field(default=None, init=False)

    def report(self) -> ChildReport:
        pid = self._process.pid if self._process and self._process.returncode is None else None
        held_mb = resident_mb(pid) if pid else 0.0
        in_use_mb = self._in_use_mb if pid else None
        return ChildReport(self.name, self._state, pid, self.restarts, held_mb, in_use_mb)

    def send(self, order: Message) -> None:
        """Give an order. A child that is not up hears of it from ``greet`` when it is."""
        pipe = self._process.stdin if self._process else None
        if not self._ready or pipe is None or pipe.is_closing():
            self.unsent += 1
            return
        if pipe.transport.get_write_buffer_size() > LARGEST_BACKLOG:
            self.unsent += 1  # it reads nothing: the silence rule ends it and greet repeats
            return
        pipe.write(json.dumps(order, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    async def run(self) -> None:
        """Keep the child alive until cancelled; then stop it in order."""
        back_off = BackOff(LADDER_S)
        try:
            while True:
                started_at = time.monotonic()
                await self._run_once()
                if time.monotonic() - started_at >= STEADY_S:
                    back_off.succeeded()
                self.restarts += 1
                self._become("restarting")
                await asyncio.sleep(back_off.failed(random.random()))
        finally:
            await self._stop()
            self._become("stopped")

    async def _run_once(self) -> None:
        self._ready, self._in_use_mb = False, None
        try:
            process = self._process = await self._start()
        except OSError as fault:  # no memory or no descriptors: these pass
            log.error("%s cannot be started: %s", self.name, fault)
            return
        self._heard_at = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            watch = tasks.create_task(self._watch(process), name=f"{self.name}:watch")
            await self._listen(process)
            watch.cancel()
        self._ready = False
        code = await _ended(process, EXIT_S)
        log.warning("%s (pid %s) ended with %s", self.name, process.pid, code)

    async def _start(self) -> Process:
        if self.nursery is not None:
            arguments = self.argv[len(self.nursery.command) :]
            try:
                return await self.nursery.bear(
                    arguments, self.pass_fds, self.environment, LONGEST_LINE
                )
            except OSError as fault:
                log.warning("%s is started by itself: %s", self.name, fault)
        return await asyncio.create_subprocess_exec(
            *self.argv,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            pass_fds=self.pass_fds,
            limit=LONGEST_LINE,
            env={**os.environ, **self.environment},
            start_new_session=True,  # Ctrl-C in a terminal stops the console, which stops the child
        )

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None
        while True:
            try:
                line = await process.stdout.readline()
                event = json.loads(line) if line else None
            except ValueError:
                log.warning("%s said what is too long or no JSON", self.name)
                continue
            if not line:
                return
            self._heard_at = time.monotonic()
            if isinstance(event, dict):
                self._take(process, event)

    def _take(self, process: Process, event: Message) -> None:
        match event.get("event"):
            case "ready":
                self._ready = True
                for order in self.greet():
                    self.send(order)
                self._become("up")
                self.hear(event)
            case "heartbeat":
                in_use_mb = event.get("in_use_mb")
                self._in_use_mb = in_use_mb if isinstance(in_use_mb, int | float) else None
                self._weigh(process, event)
                self.hear(event)
            case _:
                self.hear(event)

    def _weigh(self, process: Process, event: Message) -> None:
        held_mb = event.get("rss_mb", 0.0)
        if isinstance(held_mb, int | float) and held_mb > self.memory_cap_mb:
            log.error("%s holds %s MB, its cap is %s", self.name, held_mb, self.memory_cap_mb)
            _signal(process, signal.SIGKILL)

    async def _watch(self, process: Process) -> None:
        while process.returncode is None:
            silent_s = time.monotonic() - self._heard_at
            left_s = (SILENCE_S if self._ready else STARTING_S) - silent_s
            if left_s <= 0:
                log.error("%s was silent for %.1f s", self.name, silent_s)
                _signal(process, signal.SIGKILL)
                return
            await asyncio.sleep(min(left_s, SILENCE_S))

    async def _stop(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        self.send({"do": "stop"})
        if process.stdin is not None:
            process.stdin.close()
        await _ended(process, GRACE_S)

    def _become(self, state: str) -> None:
        self._state = state
        self.changed(self.report())


async def _ended(process: Process, within_s: float) -> int:
    """Its exit code; it is killed when it does not end by itself in this time."""
    try:
        async with asyncio.timeout(within_s):
            return await process.wait()
    except TimeoutError:
        _signal(process, signal.SIGKILL)
        return await process.wait()


def _signal(process: Process, which: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):  # it went by itself
        process.send_signal(which)
