"""One site as the hub holds it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from aiortc import RTCSessionDescription

from media.hub import site as site_module
from media.hub.door import Line
from media.hub.line_figures import LineFigures
from media.hub.message import Candidate, Offer, Reason
from media.hub.offer import Reach
from media.hub.pictures import SitePictures
from media.hub.rungs import BAD_S, Rung
from media.hub.rungs import Line as RungLine
from media.hub.site import Media, Site
from media.hub.voice import Voice
from tests.media.hub.conftest import PATIENCE_S, peer_connection


class Watched:
    def __init__(self) -> None:
        self.offered: asyncio.Queue[Site] = asyncio.Queue()
        self.lost: asyncio.Queue[Site] = asyncio.Queue()
        self.changed: asyncio.Queue[str] = asyncio.Queue()
        pictures = SitePictures("n01", lambda: None, lambda *_: None, lambda: None)
        self.site = Site("n01", pictures, Voice("n01"))
        self.line = self.site.line = Line("n01", "")
        self.media = Media(
            (), Reach(loopback=True), asyncio.Semaphore(1),
            offered=self.offered.put_nowait, changed=self._change, lost=self.lost.put_nowait,
            see=lambda *_: None, wish=lambda _site: None,
        )  # fmt: skip

    def _change(self, site: Site) -> None:
        assert site.peer is not None
        self.changed.put_nowait(site.peer.state)


@contextlib.asynccontextmanager
async def working() -> AsyncIterator[Watched]:
    watched = Watched()
    work = asyncio.ensure_future(watched.site.work(watched.line, watched.media))
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(PATIENCE_S):
            yield watched
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await watched.site.hang_up()


async def offer(watched: Watched, pc: Any) -> None:
    await pc.setLocalDescription(await pc.createOffer())
    watched.site.take(Offer(pc.localDescription.sdp))
    await watched.offered.get()


def test_an_offer_is_answered_and_a_new_one_replaces_the_old_connection() -> None:
    async def go() -> None:
        first, second = peer_connection(), peer_connection()
        async with working() as watched:
            await offer(watched, first)
            answer = await watched.line.next()
            assert isinstance(answer, str)
            assert '"answer"' in answer
            old = watched.site.peer
            assert old is not None
            watched.site.take(Candidate("candidate:1 1 udp 1 127.0.0.1 9 typ host", "0", 0))
            watched.site.take(Candidate(""))
            await offer(watched, second)
            assert '"answer"' in str(await watched.line.next())
            assert watched.site.peer not in (None, old)
        assert old.state == "closed"
        await first.close()
        await second.close()

    asyncio.run(go())


def test_an_offer_that_is_none_is_told_and_closes_the_line() -> None:
    async def go() -> None:
        async with working() as watched:
            watched.site.take(Offer("v=0"))
            assert '"malformed"' in str(await watched.line.next())
            assert await watched.line.next() is Reason.MALFORMED
            assert watched.site.peer is None

    asyncio.run(go())


def test_a_connection_that_comes_about_is_connected_and_one_that_does_not_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(site_module, "CONNECT_S", 0.01)
    monkeypatch.setattr(site_module, "LAST_S", 0.01)

    async def go() -> None:
        pc = peer_connection()
        async with working() as watched:
            await offer(watched, pc)
            assert watched.site.peer is not None
            await watched.site.give_time(watched.site.peer, watched.media)
            assert await watched.lost.get() is watched.site
        await pc.close()
        pc = peer_connection()
        async with working() as watched:
            await offer(watched, pc)
            answer = await watched.site.line.next()  # type: ignore[union-attr]
            sdp = json.loads(answer)["sdp"]
            await pc.setRemoteDescription(RTCSessionDescription(sdp, "answer"))
            while await watched.changed.get() != "connected":
                pass
            assert watched.site.connected
            assert watched.site.sends_video
            assert watched.site.peer is not None
            await watched.site.give_time(watched.site.peer, watched.media)
            assert watched.lost.empty()
        await pc.close()

    asyncio.run(go())


class Still:
    """A connection whose line loses a little."""

    state = "connected"
    figures = LineFigures(up_fps=15.0, up_loss=0.02)

    async def measure(self, now: float) -> None:
        pass

    async def close(self) -> None:
        self.state = "closed"


def test_a_voice_that_comes_too_late_is_told_and_is_lost_to_the_room() -> None:
    async def go() -> None:
        site = Watched().site
        assert site.figures == LineFigures()
        site.peer = cast(Any, Still())
        await site.measure(1.0)
        assert (site.figures.up_late, site.measured().loss) == (0.0, 0.02)
        site.voice.buffer.late, site.voice.buffer.played = 10, 90
        await site.measure(2.0)
        assert (site.figures.up_loss, site.figures.up_late) == (0.02, 0.1)
        assert site.measured().loss == 0.1

    asyncio.run(go())


def test_who_works_for_a_line_ends_when_another_takes_its_place() -> None:
    async def go() -> None:
        watched = Watched()
        work = asyncio.ensure_future(watched.site.work(watched.line, watched.media))
        await asyncio.sleep(0)
        watched.site.attach(Line("n01", ""))
        async with asyncio.timeout(PATIENCE_S):
            await work

    asyncio.run(go())


def test_only_the_connection_that_was_there_when_it_was_ordered_is_closed() -> None:
    async def go() -> None:
        site = Watched().site
        older, newer = Still(), Still()
        site.peer = cast(Any, older)
        ordered = site.hang_up()
        site.peer = cast(Any, newer)  # an offer that was accepted meanwhile
        await ordered
        assert (older.state, newer.state) == ("closed", "connected")
        assert site.peer is cast(Any, newer)

    asyncio.run(go())


def test_a_weak_line_begins_with_the_small_picture_when_it_comes_again() -> None:
    async def go() -> None:
        site = Watched().site
        weak = RungLine(100.0, 1000.0, 0.0)
        first = site._peer(Watched().media)
        assert first.served.now is Rung.MIDDLE
        first.chooser.look(weak, 1.0)
        assert first.chooser.look(weak, 1.0 + BAD_S) is Rung.SMALL
        again = site._peer(Watched().media)
        assert (again.chooser.rung, again.served.now) == (Rung.SMALL, Rung.SMALL)
        await first.close()
        await again.close()

    asyncio.run(go())
