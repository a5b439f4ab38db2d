"""Snapshots, clips and recordings: what is asked for, and what the camera workers answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from console.room_clock import room_now
from console.site.records import CameraEntry, Site
from media.child import ChildReport

Json = dict[str, Any]
Answer = Callable[[Json], None]  # gets the worker's ``done`` or ``failed``, in the Qt thread

ANSWER_S = 14.0  # after so long an order has failed; a clip has its own length besides
NO_ANSWER = "the camera's process does not answer"
GONE = "the camera's process was restarted"


class Keeper(Protocol):
    """A camera worker, as far as keeping goes. ``keep`` runs in the io thread."""

    @property
    def name(self) -> str: ...

    def keep(self, order: Json) -> None: ...


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: str  # snapshot | clip | record
    camera: str
    worker: str
    path: str
    until: float
    answer: Answer | None


class KeepingDesk(QObject):
    """Lives in the Qt thread.

    ``snapshot``, ``clip`` and ``record`` order and return at once; ``answer``, where given, gets
    what became of it, and so does ``told``: the kind (``snapshot``, ``clip``, ``recording``,
    ``archive``) and what there is to say, as ``docs/control-api.md`` has it. ``progressed`` carries
    a clip's path, how many seconds there are, and of how many.
    """

    told = Signal(str, dict)
    progressed = Signal(str, float, float)

    def __init__(
        self,
        site: Site,
        workers: Mapping[str, Keeper],
        order: Callable[..., None],
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._state = site.folder.absolute() / "state"
        self._cameras = {camera.id: camera for camera in site.cameras}
        self._workers = workers
        self._order = order
        self._now = now
        self._asked: dict[str, _Asked] = {}
        self._count = 0
        self._recordings: dict[str, tuple[str, str]] = {}
        self._archive: Json = {}

    def set_cameras(self, cameras: Iterable[CameraEntry]) -> None:
        """The room has these from now on."""
        self._cameras = {camera.id: camera for camera in cameras}

    def camera(self, identity: str) -> CameraEntry | None:
        return self._cameras.get(identity)

    # -- orders; KeyError where the room has no such camera

    def snapshot(self, camera: str, answer: Answer | None = None, at: float | None = None) -> str:
        """The path at which the picture will lie; of what was kept ``at`` a moment (Unix seconds),
        or of now."""
        path = self._path("snapshots", camera, "jpg", at)
        about = {"name": self._cameras[camera].name[:200], "place": _place(self._cameras[camera])}
        rest = {"path": str(path), **about, **_moment(at)}
        return self._ask("snapshot", camera, str(path), 0.0, answer, rest)

    def clip(
        self,
        camera: str,
        before_s: float,
        after_s: float,
        answer: Answer | None = None,
        at: float | None = None,
    ) -> str:
        """The path at which the film will lie; around a moment or now, as a snapshot."""
        path = str(self._path("clips", camera, "mp4", at))
        rest = {"path": path, "before_s": before_s, "after_s": after_s, **_moment(at)}
        return self._ask("clip", camera, path, after_s, answer, rest)

    def record(self, camera: str, on: bool, answer: Answer | None = None) -> str:
        """By hand, above the schedule."""
        return self._ask("record", camera, "", 0.0, answer, {"on": on})

    def recording(self, camera: str) -> tuple[str, str]:
        """``off``, ``waiting``, ``on`` or ``paused``, and the reason."""
        return self._recordings.get(camera, ("off", ""))

    # -- what comes

    @Slot(str, dict)
    def take(self, worker: str, event: Json) -> None:
        match event.get("event"):
            case "done" | "failed":
                self._settle(event)
            case "progress":
                asked = self._asked.get(event["ticket"])
                if asked is not None:
                    self.progressed.emit(asked.path, event["seconds"], event["of"])
            case "recording":
                self._recordings[event["camera"]] = event["state"], event["reason"]
                self.told.emit("recording", _without(event, "event"))
            case "archive":
                self._take_archive({"state": event["state"], "reason": event["reason"]})
            case _:
                pass

    @Slot(object)
    def take_child(self, report: ChildReport) -> None:
        """A worker that is gone answers nothing any more, and records nothing."""
        if report.state != "restarting":
            return
        self._fail(GONE, lambda asked: asked.worker == report.name)
        for camera, (state, _) in list(self._recordings.items()):
            worker = self._workers.get(camera)
            if worker is not None and worker.name == report.name and state != "off":
                self._recordings[camera] = "waiting", ""

    def check(self) -> None:
        """Each second or so: who was not answered in time?"""
        now = self._now()
        self._fail(NO_ANSWER, lambda asked: now >= asked.until)

    def _fail(self, reason: str, which: Callable[[_Asked], bool]) -> None:
        for ticket in [ticket for ticket, asked in self._asked.items() if which(asked)]:
            self._settle({"event": "failed", "ticket": ticket, "reason": reason})

    def _settle(self, event: Json) -> None:
        asked = self._asked.pop(str(event.get("ticket")), None)
        if asked is None:
            return
        if asked.answer is not None:
            asked.answer(event)
        if asked.kind == "record":
            return  # the state of the recording is told anyway
        said = {"camera": asked.camera, "path": asked.path, **_without(event, "event", "ticket")}
        if asked.kind == "clip":
            self.told.emit("clip", {**said, "ready": event["event"] == "done"})
        elif event["event"] == "done":
            self.told.emit("snapshot", said)

    def _take_archive(self, said: Json) -> None:
        if said != self._archive:
            self._archive = said
            self.told.emit("archive", said)

    def _ask(
        self, kind: str, camera: str, path: str, lasts_s: float, answer: Answer | None, rest: Json
    ) -> str:
        worker = self._workers[camera]
        self._count += 1
        ticket = f"{kind}-{self._count}"
        until = self._now() + lasts_s + ANSWER_S
        self._asked[ticket] = _Asked(kind, camera, worker.name, path, until, answer)
        self._order(worker.keep, {"do": kind, "ticket": ticket, "camera": camera, **rest})
        return path

    def _path(self, kind: str, camera: str, ending: str, at: float | None) -> Path:
        """Named after what it shows; when it was kept besides, where that is another time."""
        now = room_now()
        shown = now if at is None else datetime.fromtimestamp(at, UTC).astimezone()
        name = f"{camera}-{_clock(shown)}"
        if at is not None:
            name += f"-kept-{now:%Y%m%d}-{_clock(now)}"
        return self._state / kind / f"{shown:%Y-%m-%d}" / f"{name}.{ending}"


def _clock(local: datetime) -> str:
    return f"{local:%H%M%S}.{local.microsecond // 1000:03}"


def _moment(at: float | None) -> Json:
    return {} if at is None else {"at": at}


def _place(camera: CameraEntry) -> list[float] | None:
    if camera.longitude is None or camera.latitude is None:
        return None
    return [camera.longitude, camera.latitude]


def _without(event: Json, *keys: str) -> Json:
    return {key: value for key, value in event.items() if key not in keys}
