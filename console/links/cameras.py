"""The camera workers: which camera is served by which, and what each is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from console.links.board_writer import BoardWriter
from console.site.records import CameraEntry, RecordingSettings
from media.child import ChildReport
from media.parent import Message

CAMERAS_A_WORKER = 32


def worker_count(cameras: int, cores: int) -> int:
    """One worker per 32 cameras; two at least on four cores, never more than there are cores."""
    wanted = max(1, -(-cameras // CAMERAS_A_WORKER))
    if cores >= 4:
        wanted = max(2, wanted)
    return min(wanted, max(1, cores))


class CameraWorker(BoardWriter):
    """One worker and the cameras it serves. Runs in the io thread."""

    def __init__(
        self,
        name: str,
        cameras: Sequence[CameraEntry],
        tell: Callable[[str, Message], None],
        changed: Callable[[ChildReport], None],
        archive: Message | None = None,
    ) -> None:
        self.cameras = tuple(cameras)
        self._archive = archive
        self._by_hand: dict[str, Message] = {}
        super().__init__(
            name,
            [sys.executable, "-m", "media.cameras"],
            lambda event: tell(name, event),
            changed,
        )

    def greeting(self) -> list[Message]:
        cameras = [_told(camera) for camera in self.cameras]
        archive = [self._archive] if self._archive else []
        return [
            *archive,
            {"do": "cameras", "cameras": cameras},
            *self._by_hand.values(),
            *super().greeting(),
        ]

    def keep(self, order: Message) -> None:
        """``snapshot``, ``clip`` or ``record``; recordings by hand outlive the worker."""
        if order["do"] == "record" and order["on"]:
            self._by_hand[order["camera"]] = {**order, "ticket": "again"}
        elif order["do"] == "record":
            self._by_hand.pop(order["camera"], None)
        self.child.send(order)


def workers_for(
    cameras: Sequence[CameraEntry],
    tell: Callable[[str, Message], None],
    changed: Callable[[ChildReport], None],
    cores: int | None = None,
    archive: Message | None = None,
) -> list[CameraWorker]:
    """The workers of a catalogue; neighbours in the list go to different ones. ``archive`` is the
    order that says where recordings lie; the first worker sweeps there."""
    count = worker_count(len(cameras), cores or os.cpu_count() or 1)
    return [
        CameraWorker(
            f"cameras-{index}",
            cameras[index::count],
            tell,
            changed,
            {**archive, "sweeps": index == 0} if archive else None,
        )
        for index in range(count)
    ]


def archive_order(recording: RecordingSettings, site: str) -> Message:
    """Where recordings lie and how long they are kept, as the workers are told."""
    return {
        "do": "archive",
        "folder": str(recording.folder.absolute()),
        "keep_days": recording.keep_days,
        "max_gb": recording.max_gb,
        "site": site,
    }


def _told(camera: CameraEntry) -> Message:
    return {
        "id": camera.id,
        "main": camera.main,
        "sub": camera.sub,
        "user": camera.user,
        "password": camera.password.reveal() if camera.password else None,
        "transport": camera.transport,
        "warm": camera.warm,
        "rotate": camera.rotate,
        "record": camera.record,
        "record_stream": camera.record_stream,
    }
