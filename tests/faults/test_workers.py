"""A worker is killed, stopped, or holds too much: the tiles of the other one go on."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from media import child as child_module
from media.board import FrameBoard
from media.child import Child, ChildReport
from media.parent import Message
from tests.faults.server import Camera, Server
from tests.faults.wire import shots
from tests.media.cameras.rig import PICTURES, Rig
from tests.media.rtsp.film import film

LIMIT_S = 40
SHOWN = 25  # pictures of the other worker, at least, while one is away


@dataclass(eq=False)
class Half:
    """One of two supervised workers, with one camera on channel 0 of its board."""

    camera: Camera
    board: FrameBoard
    events: list[Message] = field(default_factory=list)
    reports: list[ChildReport] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        argv = [sys.executable, "-m", "media.cameras", "--board", str(self.board.fd)]
        self.child = Child(
            "cameras", argv, self.greeting, self._hear, self._changed, pass_fds=[self.board.fd]
        )

    def greeting(self) -> list[Message]:
        size = {"width": 160, "height": 96, "rate": None}
        return [
            {"do": "cameras", "cameras": [{"id": "c01", "main": self.camera.url}]},
            {"do": "show", "camera": "c01", "channel": 0, "epoch": 1, **size},
        ]

    def _hear(self, event: Message) -> None:
        self.events.append(event)
        self.news.set()

    def _changed(self, report: ChildReport) -> None:
        self.reports.append(report)
        self.news.set()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for what the worker says, and look at the board as often as a screen would."""
        while not true():
            self.news.clear()
            try:
                async with asyncio.timeout(0.01):
                    await self.news.wait()
            except TimeoutError:
                pass

    async def live(self, after: float = 0.0) -> None:
        """Until it shows a picture of now that was received after this moment."""
        numbers = self.camera.sent
        await self.until(
            lambda: (
                (picture := self.board.picture(0, 1)) is not None
                and picture.received_at > after
                and number_on(self.board) in {number % PICTURES for number in numbers}
            )
        )


def number_on(board: FrameBoard) -> int | None:
    return Rig.number(Rig(board, None))  # type: ignore[arg-type]


@asynccontextmanager
async def halves() -> AsyncIterator[tuple[Half, Half]]:
    boards = [FrameBoard.create(1, 1 << 18) for _ in range(2)]
    async with asyncio.timeout(LIMIT_S), Server([(shots(film()),)] * 2).open() as server:
        one, other = (
            Half(camera, board) for camera, board in zip(server.cameras, boards, strict=True)
        )
        running = [asyncio.ensure_future(half.child.run()) for half in (one, other)]
        try:
            await one.live()
            await other.live()
            yield one, other
        finally:
            for each in running:
                each.cancel()
            await asyncio.gather(*running, return_exceptions=True)
    for board in boards:
        board.close()


def kill(half: Half) -> None:
    os.kill(half.child.report().pid or 0, signal.SIGKILL)


def stop(half: Half) -> None:
    os.kill(half.child.report().pid or 0, signal.SIGSTOP)


def forbid_memory(half: Half) -> None:
    half.child.memory_cap_mb = 1.0


@pytest.mark.parametrize("ruin", [kill, stop, forbid_memory])
def test_the_other_worker_goes_on_and_the_ruined_one_comes_back(
    ruin: Callable[[Half], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_module, "SILENCE_S", 3.0)

    async def test() -> None:
        async with halves() as (one, other):
            first = one.child.report().pid
            shown, sent = other.board.turn(0), other.camera.count
            last = one.board.turn(0)
            ruin(one)
            await one.until(lambda: one.child.report().state == "restarting")
            one.child.memory_cap_mb = child_module.MEMORY_CAP_MB
            assert one.board.turn(0) >= last, "the last picture stays on the board"
            gone_at = asyncio.get_running_loop().time()
            await one.live(gone_at)
            assert one.child.report().pid != first
            assert one.child.restarts == 1
            assert [report.state for report in one.reports] == ["up", "restarting", "up"]
            await other.until(lambda: other.camera.count - sent > SHOWN)
            # a few are on their way on a busy machine: of more and more they are a smaller part
            await other.until(
                lambda: other.board.turn(0) - shown >= 0.9 * (other.camera.count - sent)
            )
            assert [report.state for report in other.reports] == ["up"]
            states = [event["state"] for event in other.events if event["event"] == "state"]
            assert states == ["connecting", "live"]

    asyncio.run(test())
