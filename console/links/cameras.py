"""The camera workers: which camera is served by which, and what each is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from console.links.board_writer import BoardWriter
from console.site.records import CameraEntry
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
    ) -> None:
        self.cameras = tuple(cameras)
        super().__init__(
            name,
            [sys.executable, "-m", "media.cameras"],
            lambda event: tell(name, event),
            changed,
        )

    def greeting(self) -> list[Message]:
        cameras = [_told(camera) for camera in self.cameras]
        return [{"do": "cameras", "cameras": cameras}, *super().greeting()]


def workers_for(
    cameras: Sequence[CameraEntry],
    tell: Callable[[str, Message], None],
    changed: Callable[[ChildReport], None],
    cores: int | None = None,
) -> list[CameraWorker]:
    """The workers of a catalogue; neighbours in the list go to different ones."""
    count = worker_count(len(cameras), cores or os.cpu_count() or 1)
    return [
        CameraWorker(f"cameras-{index}", cameras[index::count], tell, changed)
        for index in range(count)
    ]


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
    }
