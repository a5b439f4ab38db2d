"""The answers of the control API about cameras: how they are, and what is kept of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from console.bridge import Bridge
from console.control.room import Json, NotFound, Refused
from console.desk.answer_json import losses_json, reason_of
from console.desk.keeping import Answer
from console.desk.reports import state_word
from console.links.steering import Steering
from console.site.records import CameraEntry
from console.ui.feed import Figures
from media.onvif.rights import Busy, Seat
from media.onvif.trouble import Trouble
from media.rtsp.url import shown
from media.source import SourceState

T = TypeVar("T")
AT_ONCE = 200  # cameras asked for their figures, then the Qt thread may paint
MOST = 100  # names in the answer to a name that does not exist


class CameraDesk(Protocol):
    """What the control API sees of the cameras; all of it in the Qt thread."""

    def cameras(self) -> tuple[CameraEntry, ...]: ...
    def camera_state(self, camera_id: str) -> SourceState: ...
    def camera_figures(self, camera_id: str) -> Figures: ...
    def findings(self, camera: str) -> tuple[str, ...]: ...
    def diagnosis(self) -> Json: ...
    def snapshot(self, camera: str, answer: Answer, at: float | None = None) -> str: ...
    def clip(
        self, camera: str, before_s: float, after_s: float, at: float | None = None
    ) -> str: ...
    def record(self, camera: str, on: bool, answer: Answer) -> str: ...


class CameraAnswers:
    """Awaited in the io thread; each question is put to the Qt thread."""

    def __init__(self, bridge: Bridge, desk: CameraDesk, steering: Steering, seat: Seat) -> None:
        self._bridge, self._catalogue = bridge, desk
        self._steering, self._seat = steering, seat

    async def cameras(self) -> list[Json]:
        def read() -> list[Json]:
            return [self._camera(entry) for entry in self._catalogue.cameras()]

        return await self._ask(read)

    async def camera(self, id: str) -> Json:  # noqa: A002 - the contract's word
        cameras = await self.cameras()
        for camera in cameras:
            if camera["id"] == id:
                return camera
        raise NotFound(f"there is no camera {id!r}", [camera["id"] for camera in cameras[:MOST]])

    async def diagnosis(self) -> Json:
        return await self._ask(self._catalogue.diagnosis)

    async def snapshot(self, camera: str, at: float | None = None) -> Json:
        told = await self._kept(camera, lambda answer: self._catalogue.snapshot(camera, answer, at))
        return {key: told[key] for key in ("path", "taken_at", "size", "stream", "why_small")}

    async def clip(
        self, camera: str, before_s: float, after_s: float, at: float | None = None
    ) -> Json:
        await self.camera(camera)
        path = await self._ask(lambda: self._catalogue.clip(camera, before_s, after_s, at))
        return {"path": path, "ready": False}

    async def record(self, camera: str, on: bool) -> Json:
        told = await self._kept(camera, lambda answer: self._catalogue.record(camera, on, answer))
        return {key: told[key] for key in ("recording", "by")}

    async def ptz(self, camera: str, order: Json) -> Json:
        await self.camera(camera)
        return _done(await self._steering.order(camera, order, self._seat))

    async def ptz_state(self, camera: str) -> Json:
        await self.camera(camera)
        return _done(await self._steering.state(camera))

    async def _kept(self, camera: str, begin: Callable[[Answer], str]) -> Json:
        """What the worker answers to an order that is begun in the Qt thread."""
        await self.camera(camera)
        loop = asyncio.get_running_loop()
        told: asyncio.Future[Json] = loop.create_future()

        def settle(event: Json) -> None:
            if not told.done():
                told.set_result(event)

        def answer(event: Json) -> None:
            loop.call_soon_threadsafe(settle, event)

        await self._ask(lambda: begin(answer))
        event = await told
        if event["event"] == "failed":
            raise Refused(event["reason"])
        return event

    async def losses(self) -> dict[str, Json]:
        """By camera, of those that were ever connected."""

        def read(some: Sequence[CameraEntry]) -> dict[str, Json | None]:
            return {each.id: losses_json(self._catalogue.camera_figures(each.id)) for each in some}

        found: dict[str, Json | None] = {}
        cameras = await self._ask(self._catalogue.cameras)
        for first in range(0, len(cameras), AT_ONCE):
            found |= await self._ask(partial(read, cameras[first : first + AT_ONCE]))
        return {camera: told for camera, told in found.items() if told is not None}

    def _camera(self, entry: CameraEntry) -> Json:
        state = self._catalogue.camera_state(entry.id)
        figures = self._catalogue.camera_figures(entry.id)
        given_way = figures.instead_of == entry.transport  # else of another list
        told = {
            name: getattr(entry, name)
            for name in (
                "id", "name", "group", "longitude", "latitude", "height_m", "heading_deg",
                "hfov_deg", "warm",
            )
        }  # fmt: skip
        return {
            **told, "transport": figures.transport if given_way else entry.transport,
            "instead_of": entry.transport if given_way else None,
            "main": shown(entry.main), "sub": shown(entry.sub) if entry.sub else None,
            "ptz": entry.ptz is not None,
            "state": state_word(state), "reason": reason_of(state),
            "findings": list(self._catalogue.findings(entry.id)),
            "losses": losses_json(figures),
        }  # fmt: skip

    async def _ask(self, question: Callable[[], T]) -> T:
        return await self._bridge.ask(question)


def _done(answer: Json | Trouble | Busy) -> Json:
    match answer:
        case Trouble(text=text):
            raise Refused(text)
        case Busy(by=by, left_s=left_s):
            raise Refused(f"{by.rank} ({by.who}) steers it, free in {left_s:.0f} s")
        case _:
            return answer
