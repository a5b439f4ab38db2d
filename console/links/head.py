"""One camera's head as the console steers it: what is held, what goes round, what is told of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from media.onvif.device import Device
from media.onvif.held import Held, Move
from media.onvif.patrol import Patrol
from media.onvif.trouble import Trouble
from media.onvif.words import Motion

Json = dict[str, Any]

FAREWELL_S = 1.5  # to stop what still moves when the room closes


class SteeredHead:
    """Lives in the io thread's loop; ``run`` is kept there. ``tell`` hears ``steered``,
    ``stopped``, ``patrol`` and ``ptz`` (what the device is)."""

    def __init__(
        self,
        camera: str,
        device: Device,
        tell: Callable[[Json], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.camera, self.device = camera, device
        self.patrol: Patrol | None = None
        self.state, self.reason = "unknown", ""
        self._held = Held()
        self._tell, self._now = tell, now
        self._woken = asyncio.Event()
        self._by: Json = {}

    async def run(self) -> None:
        """Until cancelled; a head that moves then is told to stop."""
        try:
            while True:
                if not await self._step():
                    await self._rest()
        finally:
            if self._held.moving:
                try:
                    async with asyncio.timeout(FAREWELL_S):
                        await self.device.stop()
                except TimeoutError:
                    pass  # its own time-out stops it
                self._tell({"event": "stopped", "camera": self.camera})

    def hold(self, speed: Motion, by: Json, for_s: float | None = None) -> None:
        """Turn at this speed for as long as this is said again, or for ``for_s``."""
        if not self._held.moving:
            self._tell({"event": "steered", "camera": self.camera, "by": by})
        self.end_patrol()
        self._by = by
        self._held.hold(speed, self._now(), for_s)
        self._woken.set()

    def release(self) -> None:
        self._held.release()
        self._woken.set()

    async def go(self, act: Awaitable[Trouble | None], by: Json) -> Trouble | None:
        """A movement with an end of its own: a preset, home, a place."""
        if self._held.moving:
            self._held = Held()  # a stop that came later would end what begins now
            await self.device.stop()
        trouble = self._noted(await act)
        if trouble is None:
            self._tell({"event": "steered", "camera": self.camera, "by": by})
        return trouble

    def begin_patrol(self, patrol: Patrol, by: Json) -> None:
        self.release()
        self.patrol, self._by = patrol, by
        self._tell({"event": "patrol", "camera": self.camera, "running": True})

    def end_patrol(self) -> None:
        if self.patrol is not None:
            self.patrol = None
            self._tell({"event": "patrol", "camera": self.camera, "running": False})

    def note(self, found: object) -> None:
        """What the device answered last, told when it is another state than before."""
        state, reason = ("ready", "")
        if isinstance(found, Trouble):
            state, reason = found.kind.value, found.text
        if (state, reason) != (self.state, self.reason):
            self.state, self.reason = state, reason
            self._tell({"event": "ptz", "camera": self.camera, "state": state, "reason": reason})

    async def _step(self) -> bool:
        """Send what is due; False when there is nothing."""
        if self._held.moving and self.device.known is None:
            known = await self.device.set_up()  # the hand may let go meanwhile
            self.note(known)
            if isinstance(known, Trouble):
                self._held = Held()
                return False
        held = self._held  # another one when a preset is gone to meanwhile
        act = held.due(self._now())
        if act is None:
            return await self._go_round()
        if isinstance(act, Move):
            answer = await self.device.move(act.speed, act.timeout_s)
        else:
            answer = await self.device.stop()
        held.sent(act, answer is None, self._now())
        self.note(answer)
        if isinstance(act, Move) and answer is not None:
            held.release()
        if not held.moving:
            self._tell({"event": "stopped", "camera": self.camera})
        return True

    async def _go_round(self) -> bool:
        patrol = self.patrol
        preset = patrol.due(self._now()) if patrol is not None and not self._held.moving else None
        if patrol is None or preset is None:
            return False
        trouble = await self.go(self.device.go_preset(preset), self._by)
        patrol.went(trouble is None)
        if patrol.hopeless and self.patrol is patrol:
            self.end_patrol()
        return True

    async def _rest(self) -> None:
        now = self._now()
        times = [at for at in (self._held.next_at(now), self._round_at()) if at is not None]
        try:
            async with asyncio.timeout(max(0.0, min(times) - now) if times else None):
                await self._woken.wait()
        except TimeoutError:
            pass
        self._woken.clear()

    def _round_at(self) -> float | None:
        return self.patrol.next_at() if self.patrol is not None else None

    def _noted(self, trouble: Trouble | None) -> Trouble | None:
        self.note(trouble)
        self._woken.set()
        return trouble
