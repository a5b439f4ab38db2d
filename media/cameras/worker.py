"""The camera worker: orders in, pictures onto the board, events out."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass
from pathlib import Path

from media.board import FrameBoard
from media.cameras.budget import MOST_HELD, give_way
from media.cameras.camera import Camera
from media.cameras.canvas import Canvas, Outlet
from media.cameras.device import Device
from media.cameras.effort import Governor
from media.cameras.gate import Gate
from media.cameras.hardware import Decoding, after
from media.cameras.keeping import ORDERS, Keeping
from media.cameras.listening import Listening
from media.cameras.means import Means
from media.cameras.order import parse_cameras, parse_channel, parse_id, parse_show, parse_warm
from media.cameras.past import MB, MOST_MB_IN_ALL, PastBudget
from media.cameras.pool import DecodePool, LoopPool
from media.cameras.replay import Replays
from media.cameras.watching import ORDERS as WATCH_ORDERS
from media.cameras.watching import Watching
from media.freed_memory import give_back
from media.full_collection import FullCollection
from media.parent import Message, Parent
from media.sound import SoundBoard
from media.source import Connecting, Live, Lost, Off, Replaying, SourceState, Stale

CHECK_S = 1.0
FULL_EACH_S = 60.0  # each connection leaves its transport behind, which holds itself
GIVE_BACK_EACH = 10  # checks: cameras that come and go leave holes in the heap
GOVERN_S = 0.5
LOOKS = 5  # in that time, at how long pictures wait
SIP_S = 0.25  # a stream that nobody waits for is read so seldom,
SIP_GROUPS = 4  # and not all of them at the same moment
OWN_ORDERS = ("cameras", "show", "hide", "warm", "drop", "replay", "step", "listen")


@dataclass(frozen=True, slots=True)
class Terms:
    """How a worker goes about it. ``gate``: what connections wait at. ``threads`` that decode; 0:
    the loop does it itself. ``patience`` is a factor on every wait. ``workers``: how many share
    what all of them may hold; ``past_mb``: of the last seconds, all of them together."""

    decoding: Decoding
    gate: Gate
    threads: int = 0
    workers: int = 2
    patience: float = 1.0
    past_mb: int = MOST_MB_IN_ALL

    @property
    def past_bytes(self) -> int:
        """What this worker may hold of the last seconds."""
        return self.past_mb * MB // self.workers


class Worker:
    """All cameras of one process. ``run`` ends when the parent says so or is gone."""

    def __init__(
        self, board: FrameBoard, terms: Terms, sound: SoundBoard | None = None,
        share: FrameBoard | None = None,
    ) -> None:  # fmt: skip
        self._canvas = Canvas(board, share)
        self._cameras: dict[str, Camera] = {}
        self._showing: dict[int, str] = {}  # channel -> camera
        self._warm: frozenset[str] = frozenset()
        self._governor = Governor()
        self._terms = terms
        self._device = Device(terms.decoding.hardware(), terms.decoding.least_lines)
        self._parent = Parent()
        self._means: Means | None = None
        self._replays = Replays(self._canvas, self._camera, self._parent.tell)
        self._keeping: Keeping | None = None
        self._listening = Listening(sound, lambda: self._cameras, self._parent.tell)
        self._watching = Watching(lambda: self._cameras, self._parent.tell, terms.patience)

    async def run(self) -> None:
        terms = self._terms
        loop = asyncio.get_running_loop()
        pool = DecodePool(terms.threads) if terms.threads else LoopPool(loop)
        try:
            async with asyncio.TaskGroup() as tasks:
                pasts = PastBudget(terms.past_bytes)
                self._means = Means(
                    pool, self._canvas, terms.gate, tasks, self._device, pasts, terms.patience
                )
                self._keeping = Keeping(
                    lambda: self._cameras, self._parent.tell, tasks, terms.patience
                )
                checks = [
                    tasks.create_task(self._check(), name="check"),
                    tasks.create_task(self._govern(), name="govern"),
                    tasks.create_task(self._sip(), name="sip"),
                    tasks.create_task(self._watching.run(), name="watching"),
                ]
                await self._parent.serve(self._obey)
                for check in checks:
                    check.cancel()
                self._keeping.stop()
                self._listening.close()
                for camera in self._cameras.values():
                    camera.stop()
        finally:
            self._replays.close()
            self._listening.close()
            self._watching.close()
            if self._keeping is not None:
                self._keeping.close()
            pool.close()

    def _obey(self, order: Message) -> None:
        match order["do"]:
            case "cameras":
                self._take_over(order)
            case "show":
                self._show(*parse_show(order))
            case "hide":
                self._hide(parse_channel(order))
            case "warm":
                self._keep_warm(parse_warm(order))
            case "drop":
                self._camera(parse_id(order)).drop()
            case "replay" | "step":
                self._replay(order)
            case "listen":
                self._listening.obey(order)
            case known if known in WATCH_ORDERS:
                self._watching.obey(order)
            case known if known in ORDERS:
                self._keep(order)
            case _:
                known = ", ".join((*OWN_ORDERS, *WATCH_ORDERS, *ORDERS))
                raise ValueError(f"no such order: {known} or stop")

    def _keep(self, order: Message) -> None:
        assert self._keeping is not None
        self._keeping.obey(order)
        if order["do"] == "archive":
            self._replays.set_archive(Path(order["folder"]))

    def _take_over(self, order: Message) -> None:
        """Keep cameras whose entry is the same, replace changed ones under their channels."""
        entries = parse_cameras(order)
        before, self._cameras = self._cameras, {}
        for identity, entry in entries.items():
            old = before.get(identity)
            if old is not None and old.entry == entry:
                self._cameras[identity] = before.pop(identity)
                continue
            assert self._means is not None
            camera = Camera(entry, self._means, self._tell, time.monotonic)
            self._cameras[identity] = camera
            for outlet in old.channels.values() if old else ():
                camera.show(outlet)
            camera.keep_warm(identity in self._warm)
            camera.settle()
        for identity, old in before.items():
            old.stop()
            if identity not in entries:
                self._forget(old)
        self._listening.settle()

    def _keep_warm(self, cameras: frozenset[str]) -> None:
        self._warm = cameras
        for identity, camera in self._cameras.items():
            camera.keep_warm(identity in cameras)

    def _forget(self, camera: Camera) -> None:
        self._replays.forget(camera.entry.id)
        for channel, outlet in camera.channels.items():
            del self._showing[channel]
            self._canvas.take(outlet)
        self._tell(camera.entry.id, Off())

    def _show(self, identity: str, outlet: Outlet) -> None:
        camera = self._camera(identity)
        self._canvas.check(outlet)
        self._replays.hide(outlet.channel)
        before = self._showing.get(outlet.channel)
        if before is not None and before != identity:
            self._cameras[before].hide(outlet.channel)
        self._showing[outlet.channel] = identity
        self._canvas.give(outlet)
        camera.show(outlet)

    def _replay(self, order: Message) -> None:
        if order["do"] == "step":
            self._replays.step(order)
            return
        self._replays.replay(order)
        identity = self._showing.pop(parse_channel(order), None)
        if identity is not None:
            self._cameras[identity].hide(parse_channel(order))

    def _hide(self, channel: int) -> None:
        if self._replays.hide(channel):
            return
        identity = self._showing.pop(channel, None)
        outlet = self._cameras[identity].hide(channel) if identity else None
        if outlet is not None:
            self._canvas.take(outlet)

    def _camera(self, identity: str) -> Camera:
        if identity not in self._cameras:
            raise ValueError(f"no camera {identity} in this worker")
        return self._cameras[identity]

    def _tell(self, identity: str, state: SourceState) -> None:
        self._parent.tell(state_event(identity, state))

    async def _govern(self) -> None:
        """Keep up: less is done for small tiles while pictures wait for a thread."""
        waits: list[float] = []
        while True:
            await asyncio.sleep(GOVERN_S / LOOKS)
            now = time.monotonic()
            names = set(self._showing.values()) & self._cameras.keys()
            shown = {name: self._cameras[name] for name in names}
            waits.append(max((camera.waits_s(now) for camera in shown.values()), default=0.0))
            if len(waits) < LOOKS:
                continue
            tiles = {name: camera.pixels for name, camera in shown.items()}
            for name, effort in self._governor.judge(now, min(waits), tiles).items():
                shown[name].spend(effort)
            waits.clear()

    async def _sip(self) -> None:
        pause_s = SIP_S / SIP_GROUPS * min(self._terms.patience, 1.0)
        for turn in itertools.count():
            await asyncio.sleep(pause_s)
            for camera in itertools.islice(
                self._cameras.values(), turn % SIP_GROUPS, None, SIP_GROUPS
            ):
                camera.sip()

    async def _check(self) -> None:
        told: Decoding | None = None
        full = FullCollection(FULL_EACH_S)
        for turn in itertools.count(1):
            await asyncio.sleep(CHECK_S)
            if turn % GIVE_BACK_EACH == 0 and not full.look():
                give_back()
            decoding = after(self._terms.decoding, self._device.trouble)
            if decoding != told:
                told = decoding
                self._parent.tell(
                    {
                        "event": "decoding", "with": decoding.kind, "reason": decoding.reason,
                        "fault": decoding.is_fault,
                    }
                )  # fmt: skip
            give_way(self._cameras.values(), MOST_HELD // self._terms.workers)
            figures = {}
            for identity, camera in self._cameras.items():
                camera.check()
                if found := camera.figures():
                    figures[identity] = found
            self._replays.check()
            self._listening.settle()
            if self._keeping is not None:
                self._keeping.check()
            watched = self._watching.check()
            self._parent.tell({"event": "figures", "cameras": figures, "diagnosis": watched})


def state_event(identity: str, state: SourceState) -> Message:
    """The ``state`` event as PROTOCOL.md has it."""
    event: Message = {
        "event": "state", "camera": identity, "state": "off",
        "trouble": None, "detail": "", "retry_at": None,
    }  # fmt: skip
    match state:
        case Off() | Replaying():
            pass
        case Connecting():
            event["state"] = "connecting"
        case Live() | Stale():
            event["state"] = "live"
        case Lost(trouble, detail, retry_at):
            event.update(state="lost", trouble=trouble.value, detail=detail, retry_at=retry_at)
    return event
