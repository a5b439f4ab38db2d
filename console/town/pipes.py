"""Orders in, events out: JSON lines on the town's own stdin and stdout."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

Json = dict[str, Any]

LONGEST_LINE = 4 * 1024 * 1024  # bytes; 35 join links are a few thousand
LARGEST_BACKLOG = 1024 * 1024  # bytes nobody has read; events beyond it are dropped


class Pipes:
    """Lives in the town's loop. ``dropped`` counts events that nobody read in time."""

    def __init__(self) -> None:
        self.dropped = 0
        self._out: asyncio.WriteTransport | None = None
        self._in: asyncio.ReadTransport | None = None
        self._reader: asyncio.StreamReader

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        self._reader = asyncio.StreamReader(limit=LONGEST_LINE)
        protocol = asyncio.StreamReaderProtocol(self._reader)
        self._in, _ = await loop.connect_read_pipe(lambda: protocol, sys.stdin)
        with contextlib.suppress(ValueError):  # a plain file: written to directly
            self._out, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, sys.stdout)

    def end(self) -> None:
        """No more orders are heard."""
        self._reader.feed_eof()

    def close(self) -> None:
        for pipe in (self._in, self._out):
            if pipe is not None:
                pipe.close()

    def tell(self, event: Json) -> None:
        out, line = self._out, json.dumps(event, ensure_ascii=False, separators=(",", ":"))
        if out is None:
            print(line, flush=True)  # noqa: T201 - events are this program's output
            return
        if out.is_closing() or out.get_write_buffer_size() > LARGEST_BACKLOG:
            self.dropped += 1
            return
        out.write(line.encode() + b"\n")

    async def orders(self) -> AsyncIterator[Json]:
        """Orders until ``stop`` or the end of stdin. A line that is no order is answered."""
        while True:
            try:
                line = await self._reader.readline()
            except ValueError:
                self.fault(f"a line longer than {LONGEST_LINE} bytes")
                continue
            if not line:
                return
            order = self._parsed(line)
            if order is None:
                continue
            if order["do"] == "stop":
                return
            yield order

    def fault(self, text: str) -> None:
        self.tell({"event": "fault", "text": text[:500]})

    def _parsed(self, line: bytes) -> Json | None:
        try:
            order = json.loads(line)
        except (ValueError, RecursionError) as error:
            self.fault(f"no JSON: {error}")
            return None
        if not isinstance(order, dict) or not isinstance(order.get("do"), str):
            self.fault('an order is an object with "do"')
            return None
        return order
