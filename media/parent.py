"""A child's view of its parent: orders come in as JSON lines, events go out as JSON lines.

stdin carries orders, stdout events, stderr the log, so a child can be driven by hand in a terminal.
When stdin ends the parent is gone, and the child ends itself.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from media.allocated import in_use_mb

Message = dict[str, Any]

HEARTBEAT_S = 1.0
LONGEST_LINE = 16 * 1024 * 1024  # bytes; a catalogue of thousands of cameras fits
LARGEST_BACKLOG = 8 * 1024 * 1024  # bytes a parent that does not read may leave waiting

log = logging.getLogger(__name__)


class Parent:
    """The two pipes. Lives in the child's asyncio loop; only that loop may call ``tell``."""

    def __init__(self, figures: Callable[[], Message] = dict) -> None:
        self.dropped = 0  # events not told because the parent did not read
        self._figures = figures
        self._out: asyncio.WriteTransport | None = None
        self._lag_s = 0.0

    async def serve(self, obey: Callable[[Message], None]) -> None:
        """Give every order to ``obey`` until ``{"do": "stop"}`` or the end of stdin.

        A line that is too long or no JSON object, or an order that ``obey`` refuses with ValueError
        or KeyError, is answered with ``{"event": "fault", "text": ...}`` and nothing else happens.
        """
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=LONGEST_LINE)
        protocol = asyncio.StreamReaderProtocol(reader)
        orders, _ = await loop.connect_read_pipe(lambda: protocol, sys.stdin)
        self._out, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, sys.stdout)
        self.tell({"event": "ready", "pid": os.getpid()})
        try:
            async with asyncio.TaskGroup() as tasks:
                beat = tasks.create_task(self._beat(), name="heartbeat")
                while await self._line(reader, obey):
                    pass
                beat.cancel()
        finally:
            orders.close()
            self._out.close()
            await asyncio.sleep(0)  # a closed transport lets go of its pipe in the loop's next turn

    async def _line(self, reader: asyncio.StreamReader, obey: Callable[[Message], None]) -> bool:
        """Hear one line; False when it was the last."""
        try:
            line = await reader.readline()
        except ValueError:
            self.tell({"event": "fault", "text": f"a line longer than {LONGEST_LINE} bytes"})
            return True
        return bool(line) and self._order(line, obey)

    def tell(self, event: Message) -> None:
        """Send one event; dropped and counted while the parent does not read."""
        out = self._out
        if out is None or out.is_closing() or out.get_write_buffer_size() > LARGEST_BACKLOG:
            self.dropped += 1
            return
        out.write(json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

    def _order(self, line: bytes, obey: Callable[[Message], None]) -> bool:
        try:
            order = json.loads(line)
            if not isinstance(order, dict) or "do" not in order:
                raise ValueError('an order is an object with "do"')
            if order["do"] == "stop":
                return False
            obey(order)
        except (ValueError, KeyError, TypeError) as fault:
            # the order itself is not repeated: it may hold a password
            self.tell({"event": "fault", "text": f"{type(fault).__name__}: {fault}"})
        return True

    async def _beat(self) -> None:
        while True:
            slept_at = time.monotonic()
            await asyncio.sleep(HEARTBEAT_S)
            self._lag_s = max(time.monotonic() - slept_at - HEARTBEAT_S, 0.0)
            self.tell(
                {
                    "event": "heartbeat",
                    "rss_mb": round(resident_mb(), 1),
                    "in_use_mb": in_use_mb(),
                    "lag_ms": round(self._lag_s * 1000, 1),
                    "untold": self.dropped,
                    **self._figures(),
                }
            )


def resident_mb(pid: int | str = "self") -> float:
    """Resident memory of a process in MB, without shared pictures; 0 when it is gone."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as statm:
            fields = statm.read().split()
    except OSError:
        return 0.0
    pages = int(fields[1]) - int(fields[2])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def log_to_stderr(name: str) -> None:
    """The log of a child: one line a record on stderr."""
    logging.basicConfig(
        level=logging.INFO,
        stream=sys.stderr,
        format=f"%(asctime)s {name} %(levelname)s %(name)s: %(message)s",
    )
