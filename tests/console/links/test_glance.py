from __future__ import annotations

import asyncio

from console.links import glance as links
from console.links.glance import glance
from media.rtsp.outcome import RtspError
from media.secret import Secret
from media.source import Trouble


def test_an_address_where_nobody_is_is_told_and_no_process_is_left() -> None:
    answer = asyncio.run(glance("rtsp://127.0.0.1:9/x", "cam", Secret("geheim")))
    assert isinstance(answer, RtspError)
    assert answer.trouble is Trouble.REFUSED
    assert "geheim" not in str(answer)


def test_it_ends_when_nobody_waits_any_more() -> None:
    async def story() -> None:
        reached = asyncio.Event()

        # a server that accepts and says nothing
        async def silence(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            reached.set()
            await reader.read()
            writer.close()

        server = await asyncio.start_server(silence, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, asyncio.timeout(20):
            waiting = asyncio.ensure_future(glance(f"rtsp://127.0.0.1:{port}/", "", Secret("")))
            await reached.wait()
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            assert waiting.cancelled()

    asyncio.run(story())


def test_an_answer_that_is_none_is_a_trouble() -> None:
    assert links._read(b"", b"").trouble is Trouble.PROCESS_GONE  # type: ignore[union-attr]
