"""Steering the cameras that can be turned: who may, and what their heads are told.

Lives in the io thread's loop. Nothing is asked of a device before somebody wants it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp

from console.links.head import SteeredHead
from console.site.records import CameraEntry
from media.onvif.aim import limited
from media.onvif.device import Device, SetUp
from media.onvif.patrol import Patrol
from media.onvif.rights import LOCK_S, Busy, Granted, Rights, Seat
from media.onvif.trouble import Kind, Trouble
from media.onvif.words import Motion, Preset, Status
from media.secret import Secret

Json = dict[str, Any]
Answer = Json | Trouble | Busy
Address = tuple[str | None, str | None, Secret | None]  # of a device: where, name, password


def seat_json(seat: Seat) -> Json:
    return {"rank": seat.rank, "who": seat.who}


class Steering:
    """``run`` is kept in the io thread; all else is called there.

    ``tell`` hears events: ``steered`` and ``stopped`` (the picture turns, or has turned), ``taken``
    (``from`` lost it to ``by``), ``busy`` (``asked`` may not, ``by`` has it), ``patrol``, ``ptz``
    (state of a device and its reason).
    """

    def __init__(
        self,
        cameras: Sequence[CameraEntry],
        tell: Callable[[Json], None],
        lock_s: float = LOCK_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cameras = _with_head(cameras)
        self._tell, self._now = tell, now
        self._rights = Rights(lock_s=lock_s)
        self._heads: dict[str, SteeredHead] = {}
        self._running: dict[str, asyncio.Task[None]] = {}  # of each head
        self._devices: dict[Address, Device] = {}
        self._tasks: asyncio.TaskGroup | None = None
        self._session: aiohttp.ClientSession | None = None

    async def run(self) -> None:
        """Until cancelled; what moves then is stopped before the lines are closed."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
            self._session = session
            try:
                async with asyncio.TaskGroup() as tasks:
                    self._tasks = tasks
                    await asyncio.Event().wait()
            finally:
                self._session = self._tasks = None

    def set_cameras(self, cameras: Sequence[CameraEntry]) -> None:
        """The room has these from now on. A camera that is gone, or is reached in another way, is
        let go: what moves it ends. The others go on."""
        before, self._cameras = self._cameras, _with_head(cameras)
        ways = {camera: _address(entry) for camera, entry in self._cameras.items()}
        for camera in tuple(self._heads):
            if ways.get(camera) != _address(before[camera]):
                self._let_go(camera)
        wanted = set(ways.values())
        self._devices = {way: device for way, device in self._devices.items() if way in wanted}

    # -- by hand

    def steer(self, camera: str, speed: Motion, seat: Seat, for_s: float | None = None) -> None:
        """Turn at a speed. It is said again at least every half second, or it ends; ``busy`` and
        ``ptz`` tell why it does not turn. Speed zero is ``release``."""
        head = self._head(camera)
        if head is None or self._asked(camera, seat, for_s or 0.0) is not None:
            return
        head.hold(speed, seat_json(seat), for_s)

    def release(self, camera: str, seat: Seat) -> None:
        """The hand is off. A patrol goes on."""
        head, holder = self._heads.get(camera), self._rights.holder(camera, self._now())
        if head is not None and holder is not None and holder[0] == seat:
            head.release()

    # -- by order

    async def order(self, camera: str, order: Json, seat: Seat) -> Answer:
        """``order`` as ``ptz_order.read_ptz`` gives it. The answer comes when the device has said
        yes to what can be said yes to at once; a movement by speed is only begun."""
        head = self._head(camera)
        if head is None:
            return Trouble(Kind.UNSUPPORTED, "it has no ONVIF address in cameras.csv")
        known = await head.device.set_up()
        if self._heads.get(camera) is not head:  # another list of cameras has come meanwhile
            return await self.order(camera, order, seat)
        head.note(known)
        if isinstance(known, Trouble):
            return known
        for_s = order.get("for_ms", 0) / 1000
        busy = self._asked(camera, seat, for_s)
        if busy is not None:
            return busy
        done = await self._do(head, known, order, seat, for_s)
        return done if done is not None else {"camera": camera, "done": True}

    async def _do(
        self, head: SteeredHead, known: SetUp, order: Json, seat: Seat, for_s: float
    ) -> Answer | None:
        by = seat_json(seat)
        match order:
            case {"pan": pan, "tilt": tilt, "zoom": zoom}:
                if known.ptz is None:
                    return Trouble(Kind.UNSUPPORTED)
                head.hold(limited(pan, tilt, zoom), by, for_s)
            case {"patrol": presets, "dwell_s": dwell_s}:
                head.begin_patrol(Patrol(presets, dwell_s), by)
                self._rights.give_up(head.camera, seat)
                self._rights.ask(head.camera, Seat("patrol", seat.who), self._now(), 1e9)
            case {"stop": _}:
                head.end_patrol()
                head.release()
                return await head.device.stop()
            case {"save": name}:
                return await _saved(head.device, name, order.get("token", ""))
            case {"remove": token}:
                return await head.device.remove_preset(token)
            case _:
                head.end_patrol()
                return await self._go(head, order, by)
        return None

    async def _go(self, head: SteeredHead, order: Json, by: Json) -> Trouble | None:
        device = head.device
        match order:
            case {"preset": token}:
                return await head.go(device.go_preset(token), by)
            case {"to": {"pan": pan, "tilt": tilt, "zoom": zoom}}:
                return await head.go(device.go_to(Motion(pan, tilt, zoom)), by)
            case {"set_home": _}:
                return await device.set_home()
            case _:
                return await head.go(device.go_home(), by)

    # -- questions

    async def state(self, camera: str) -> Json | Trouble:
        """What ``GET /v1/cameras/{id}/ptz`` tells; a device in trouble is told as its state."""
        head = self._head(camera)
        if head is None:
            return Trouble(Kind.UNSUPPORTED, "it has no ONVIF address in cameras.csv")
        known = await head.device.set_up()
        if self._heads.get(camera) is not head:
            return await self.state(camera)
        head.note(known)
        told: Json = {"camera": camera, "presets": [], "position": None, "moving": None}
        if isinstance(known, SetUp):
            told |= await _looked_up(head.device, known)
        holder = self._rights.holder(camera, self._now())
        patrol = head.patrol
        return {
            **told,
            "state": head.state,
            "reason": head.reason or None,
            "can": [key for key, value in _abilities(known).items() if value],
            "held_by": seat_json(holder[0]) if holder else None,
            "free_in_s": round(holder[1], 1) if holder and patrol is None else None,
            "patrol": list(patrol.presets) if patrol is not None else None,
        }

    async def stands(self, camera: str) -> Status | Trouble:
        """Where the camera's head points, and whether it moves. The device alone is asked: nobody's
        right to steer is looked at."""
        head = self._head(camera)
        if head is None:
            return Trouble(Kind.UNSUPPORTED, "it has no ONVIF address in cameras.csv")
        found = await head.device.status()
        if self._heads.get(camera) is not head:
            return await self.stands(camera)
        if head.device.known is None or head.state == "unknown":
            head.note(found)
        return found

    def _asked(self, camera: str, seat: Seat, for_s: float) -> Busy | None:
        answer = self._rights.ask(camera, seat, self._now(), for_s)
        if isinstance(answer, Busy):
            busy = {"event": "busy", "camera": camera, "asked": seat_json(seat)}
            self._tell({**busy, "by": seat_json(answer.by), "left_s": round(answer.left_s, 1)})
            return answer
        if isinstance(answer, Granted) and answer.taken_from is not None:
            robbed = seat_json(answer.taken_from)
            self._heads[camera].end_patrol()
            self._tell({"event": "taken", "camera": camera, "from": robbed, "by": seat_json(seat)})
        return None

    def _head(self, camera: str) -> SteeredHead | None:
        """Made when it is wanted first; cameras of one address and login share its device."""
        entry = self._cameras.get(camera)
        if entry is None or entry.ptz is None or self._session is None or self._tasks is None:
            return None
        if camera not in self._heads:
            way = _address(entry)
            if way not in self._devices:
                self._devices[way] = Device(self._session, entry.ptz, entry.user, entry.password)
            head = SteeredHead(camera, self._devices[way], self._tell, self._now)
            self._heads[camera] = head
            self._running[camera] = self._tasks.create_task(head.run(), name=f"head:{camera}")
        return self._heads[camera]

    def _let_go(self, camera: str) -> None:
        """A head that is wanted again is made anew."""
        self._heads.pop(camera).end_patrol()
        self._running.pop(camera).cancel()  # it stops what moves
        if (holder := self._rights.holder(camera, self._now())) is not None:
            self._rights.give_up(camera, holder[0])


def _with_head(cameras: Sequence[CameraEntry]) -> dict[str, CameraEntry]:
    return {camera.id: camera for camera in cameras if camera.ptz is not None}


def _address(entry: CameraEntry) -> Address:
    return entry.ptz, entry.user, entry.password


async def _saved(device: Device, name: str, token: str) -> Answer:
    found = await device.set_preset(name, token)
    return found if isinstance(found, Trouble) else {"token": found, "name": name}


async def _looked_up(device: Device, known: SetUp) -> Json:
    told: Json = {}
    if known.ptz is None:
        return told
    status, presets = await device.status(), await device.presets()
    if isinstance(status, Status):
        told["moving"], at = status.moving, status.position
        told["position"] = {"pan": at.pan, "tilt": at.tilt, "zoom": at.zoom} if at else None
    if not isinstance(presets, Trouble):
        told["presets"] = [_preset_json(preset) for preset in presets]
    return told


def _preset_json(preset: Preset) -> Json:
    return {"token": preset.token, "name": preset.name}


def _abilities(known: SetUp | Trouble) -> dict[str, object]:
    if isinstance(known, Trouble) or known.ptz is None:
        return {}
    can = known.abilities
    return {
        "move": can.move, "zoom": can.zoom, "absolute": can.absolute, "relative": can.relative,
        "home": can.home, "presets": can.presets,
    }  # fmt: skip
