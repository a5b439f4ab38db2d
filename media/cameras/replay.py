"""The replays of a worker: orders in, a player for each channel, events out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from media.cameras.before import looks
from media.cameras.camera import Camera
from media.cameras.canvas import Canvas, Outlet
from media.cameras.kept import JOINED_S, Kept, Memory
from media.cameras.late_archive import LateArchive
from media.cameras.play_clock import MOST_REPLAYS
from media.cameras.player import Player
from media.cameras.pool import DecodePool
from media.cameras.replay_order import parse_replay, parse_step
from media.parent import Message
from media.view import View

CLOCK_SET_S = 0.05  # less is not the wall clock being set, but the asking


class Replays:
    """Lives in the loop. ``camera`` finds one by its id or raises ValueError; ``tell`` takes
    events. Files are read and decoded in threads of its own, made with the first replay: a slow
    disk must not stop what is live."""

    def __init__(
        self, canvas: Canvas, camera: Callable[[str], Camera], tell: Callable[[Message], None]
    ) -> None:
        self._canvas, self._camera, self._tell = canvas, camera, tell
        self._players: dict[int, _Channel] = {}
        self._pool: DecodePool | None = None
        self._archive: LateArchive | None = None

    def set_archive(self, folder: Path | None) -> None:
        """Where recordings are; None where this room keeps none."""
        if folder == (self._archive.folder if self._archive is not None else None):
            return
        for channel in list(self._players):
            self.hide(channel)
        self._shut_archive()
        self._archive = LateArchive(folder) if folder is not None else None

    def replay(self, order: Message) -> None:
        """``{"do": "replay", …}``: begin, seek, pause, another pace or another size."""
        wanted = parse_replay(order)
        camera, outlet = self._camera(wanted.camera), wanted.outlet
        self._canvas.check(outlet)
        found = self._players.get(outlet.channel)
        if found is not None and found.player.camera != wanted.camera:
            self.hide(outlet.channel)
            found = None
        if found is None:
            if len(self._players) >= MOST_REPLAYS:
                raise ValueError(f"a worker replays on {MOST_REPLAYS} channels at most")
            found = self._players[outlet.channel] = self._begin(camera)
        elif found.is_like(outlet):
            outlet = found.outlet or outlet
        found.outlet = outlet
        self._canvas.give(outlet)
        found.remember()
        found.player.order(outlet, wanted.clock, wanted.skip_gaps)
        found.ring()

    def step(self, order: Message) -> None:
        """``{"do": "step", …}``: one picture on or back while paused."""
        channel, pictures = parse_step(order)
        if channel not in self._players:
            raise ValueError(f"nothing is replayed on channel {channel}")
        found = self._players[channel]
        found.player.step(pictures)
        found.ring()

    def hide(self, channel: int) -> bool:
        """Free the channel; False when nothing is replayed there."""
        found = self._players.pop(channel, None)
        if found is None:
            return False
        found.close()
        if found.outlet is not None:
            self._canvas.take(found.outlet)
        return True

    def forget(self, camera: str) -> None:
        """The camera is served no more."""
        for channel, found in list(self._players.items()):
            if found.player.camera == camera:
                self.hide(channel)

    def check(self) -> None:
        """Each second: tell where every replay is."""
        for channel, found in self._players.items():
            self._report(channel, found.player)

    def close(self) -> None:
        for channel in list(self._players):
            self.hide(channel)
        if self._pool is not None:
            self._pool.close()
        self._shut_archive()

    def _begin(self, camera: Camera) -> _Channel:
        if self._pool is None:
            self._pool = DecodePool()
        kept = Kept(camera.entry.id, self._archive)
        find = partial(self._camera, kept.camera)
        return _Channel(kept, self._canvas, find, camera.view, self._pool, self._report)

    def _report(self, channel: int, player: Player) -> None:
        self._tell({**player.report(time.monotonic()), "channel": channel})

    def _shut_archive(self) -> None:
        if self._archive is not None:
            self._archive.close()
            self._archive = None


class _Channel:
    """A player and its bell. ``ring`` and ``close`` belong to the loop."""

    def __init__(
        self,
        kept: Kept,
        canvas: Canvas,
        camera: Callable[[], Camera],
        view: Callable[[str | None], View],
        pool: DecodePool,
        report: Callable[[int, Player], None],
    ) -> None:
        self.outlet: Outlet | None = None
        self._loop = asyncio.get_running_loop()
        self._pool, self._camera, self._report = pool, camera, report
        self._timer: asyncio.TimerHandle | None = None
        self._zero = 0.0  # Unix time when the monotonic clock was 0
        loop = self._loop
        self.player = Player(
            kept, canvas, view,
            lambda at: _soon(loop, self._arm, at),
            lambda: _soon(loop, self._changed),
            lambda: _soon(loop, self._remember),
        )  # fmt: skip

    def is_like(self, outlet: Outlet) -> bool:
        """Whether the outlet held already is the same to whoever looks at it."""
        mine = self.outlet
        return mine is not None and (mine.epoch, mine.width, mine.height, mine.rate) == (
            outlet.epoch, outlet.width, outlet.height, outlet.rate,
        )  # fmt: skip

    def ring(self) -> None:
        self._pool.ready(self.player)

    def remember(self) -> None:
        """Give the player a fresh look at the memory."""
        zero = datetime.now(UTC).timestamp() - time.monotonic()
        if abs(zero - self._zero) > CLOCK_SET_S:
            self._zero = zero
        self.player.look(_memory(self._camera(), self._zero))

    def close(self) -> None:
        self.player.close()
        if self._timer is not None:
            self._timer.cancel()
        self.ring()

    def _arm(self, at: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if not self.player.closed:
            self._timer = self._loop.call_at(at, self.ring)

    def _changed(self) -> None:
        if not self.player.closed and self.outlet is not None:
            self._report(self.outlet.channel, self.player)

    def _remember(self) -> None:
        if not self.player.closed:
            self.remember()


def _soon(loop: asyncio.AbstractEventLoop, call: Callable[..., None], *what: float) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(call, *what)


def _memory(camera: Camera, zero: float) -> Memory | None:
    """The last seconds of the stream that brought something most lately, the larger of two."""
    found = looks(camera, zero)
    newest = max((each.ended_at for each in found), default=0.0)
    return next((each for each in found if each.ended_at > newest - JOINED_S), None)
