"""A proxy in front of a platform, with the manners of those that harm event streams."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Proxy:
    """Passes bytes both ways. ``holding``: what the server sends after the first ``lets`` bytes of
    an answer that is a stream stays here, as a proxy does that buffers. ``idle_s``: a line that was
    silent so long is cut."""

    def __init__(self, port: int, *, holding: bool = False, idle_s: float | None = None) -> None:
        self.port = 0
        self.holding = holding
        self.cut = 0
        self._upstream = port
        self._idle_s = idle_s
        self._open: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def serve(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            server.close()
            for task in self._open:
                task.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)

    async def _accept(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            far, on = await asyncio.open_connection("127.0.0.1", self._upstream)
            try:
                await self._pass(near, back, far, on)
            finally:
                for writer in (on, back):
                    writer.close()
        self._open.discard(task)

    async def _pass(
        self,
        near: asyncio.StreamReader,
        back: asyncio.StreamWriter,
        far: asyncio.StreamReader,
        on: asyncio.StreamWriter,
    ) -> None:
        while True:
            asked = await near.readuntil(b"\r\n\r\n")
            on.write(asked)
            streams = b"cases/stream" in asked
            head = await far.readuntil(b"\r\n\r\n")
            if streams and self.holding:
                await asyncio.Event().wait()
            back.write(head)
            if streams:
                await self._stream(far, back)
                return
            back.write(await far.readexactly(_length(head)))

    async def _stream(self, far: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        while True:
            try:
                async with asyncio.timeout(self._idle_s):
                    part = await far.read(65536)
            except TimeoutError:
                self.cut += 1
                return
            if not part:
                return
            back.write(part)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0
