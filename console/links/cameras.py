"""The camera workers: which camera is served by which, and what each is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from console.links.board_writer import BoardWriter
from console.links.share_board import ROOM_FIRST, WORKERS, show_order
from console.site.records import CameraEntry, RecordingSettings, WallSettings
from media.board import FrameBoard
from media.cameras.places import common_file
from media.child import ChildReport
from media.diagnosis.thresholds import Thresholds
from media.nursery import Nursery
from media.parent import Message
from media.sound import SoundBoard

USUAL_WALL = WallSettings()
COMMAND = (sys.executable, "-m", "media.cameras")
CAMERAS_A_WORKER = 32
MOST_THREADS = 2  # of a worker; beyond, Python's interpreter lock is what they wait for
COST_WITH_SUB, COST_MAIN_ALONE = 1, 8  # to decode a picture of 640x360, of 1920x1080
COST_A_WORKER = 64  # where there are cores for it: eight cameras without a small stream


def worker_count(cameras: int, cores: int, cost: int = 0) -> int:
    """One worker per 32 cameras; never more than there are cores. On four and more two at least,
    and as many as the ``cost`` of all cameras needs."""
    wanted = max(1, -(-cameras // CAMERAS_A_WORKER))
    if cores >= 4:
        wanted = max(2, wanted, -(-cost // COST_A_WORKER))
    return min(wanted, max(1, cores))


def decode_threads(workers: int, cores: int) -> int:
    """Threads that decode in each worker. With a worker for every core none: its loop does it."""
    return 0 if workers >= cores else min(MOST_THREADS, cores // workers)


class CameraWorker(BoardWriter):
    """One worker and the cameras it serves. Runs in the io thread."""

    def __init__(
        self,
        name: str,
        cameras: Sequence[CameraEntry],
        tell: Callable[[str, Message], None],
        changed: Callable[[ChildReport], None],
        places: int,
        wall: WallSettings = USUAL_WALL,
        workers: int = 1,
        threads: int = 0,
        archive: Message | None = None,
        diagnosis: Message | None = None,
        nursery: Nursery | None = None,
        share: tuple[FrameBoard, int] | None = None,
    ) -> None:
        """``places``: the ``common_file`` of all workers; the caller closes it."""
        self.cameras = tuple(cameras)
        self.share_channel = share[1] if share else None  # on the board that the hub reads
        shares = ["--share", str(share[0].fd)] if share else []
        self._places = os.dup(places)
        self.sound = SoundBoard.create()  # of the camera that is listened to
        self._heard: str | None = None
        self._diagnosis = diagnosis
        told = diagnosis["said"] if diagnosis else {}
        self._said = {each.id: told[each.id] for each in self.cameras if each.id in told}
        self._warm: list[str] = []
        self._archive = archive
        self._by_hand: dict[str, Message] = {}
        self._of_pictures: dict[tuple[str, str], Message] = {}  # until the worker has done it
        super().__init__(
            name,
            [
                *COMMAND,
                "--decode",
                wall.decode,
                "--places",
                str(self._places),
                "--workers",
                str(workers),
                "--threads",
                str(threads),
                "--past",
                str(wall.memory_mb),
                "--sound",
                str(self.sound.fd),
                *shares,
            ],
            lambda event: self._hear(event, tell),
            changed,
            pass_fds=(self.sound.fd, self._places, *((share[0].fd,) if share else ())),
            nursery=nursery,
        )

    def close(self) -> None:
        super().close()
        self.sound.close()
        if self._places >= 0:
            os.close(self._places)
            self._places = -1

    def greeting(self) -> list[Message]:
        cameras = [_told(camera) for camera in self.cameras]
        archive = [self._archive] if self._archive else []
        return [
            *archive,
            {"do": "cameras", "cameras": cameras},
            {"do": "warm", "cameras": self._warm},
            *self._by_hand.values(),
            *super().greeting(),
            *([{"do": "listen", "camera": self._heard}] if self._heard else []),
            *([{**self._diagnosis, "said": self._said}] if self._diagnosis else []),
            *self._of_pictures.values(),
        ]

    def serve(self, cameras: Sequence[CameraEntry]) -> None:
        """Serve these from now on; connections whose entry is unchanged go on."""
        self.cameras = tuple(cameras)
        self.child.send({"do": "cameras", "cameras": [_told(camera) for camera in self.cameras]})

    def keep_warm(self, cameras: frozenset[str]) -> None:
        """Of these cameras, those that it serves stay connected, shown or not."""
        warm = [camera.id for camera in self.cameras if camera.id in cameras]
        if warm != self._warm:
            self._warm = warm
            self.child.send({"do": "warm", "cameras": warm})

    def share(self, camera: str, epoch: int) -> None:
        """Let the hub see one of its cameras, and no other."""
        if self.share_channel is not None:
            self.show(show_order(camera, self.board.channels + self.share_channel, epoch))

    def unshare(self) -> None:
        if self.share_channel is not None:
            self.hide(self.board.channels + self.share_channel)

    @property
    def room_channel(self) -> int | None:
        """Where the room's own picture lies on the board that the hub reads."""
        return None if self.share_channel is None else ROOM_FIRST + self.share_channel

    def place(self, camera: str, epoch: int) -> None:
        """Let the hub see one of its cameras as the picture of the room."""
        if self.room_channel is not None:
            channel = self.board.channels + self.room_channel
            self.show(show_order(camera, channel, epoch, of_room=True))

    def unplace(self) -> None:
        if self.room_channel is not None:
            self.hide(self.board.channels + self.room_channel)

    def listen(self, camera: str | None) -> None:
        """Make one of its cameras heard on ``sound``, or none."""
        self._heard = camera
        self.child.send({"do": "listen", "camera": camera})

    def _hear(self, event: Message, tell: Callable[[str, Message], None]) -> None:
        if event.get("event") == "findings":
            self._said = {**self._said, event["camera"]: event["findings"]}
        elif event.get("event") == "reference":
            done = {"accepted": "accept", "away": "turned", "anew": "turned"}.get(event["is"], "")
            self._of_pictures.pop((event["camera"], done), None)
        tell(self.name, event)

    def refer(self, order: Message) -> None:
        """``accept`` or ``turned``: a worker that ends before it is done is given it again. A turn
        ends what was accepted before it."""
        camera, do = order["camera"], order["do"]
        if self._diagnosis is None:
            return
        if do == "turned":
            self._of_pictures.pop((camera, "accept"), None)
        self._of_pictures.pop((camera, do), None)
        self._of_pictures[camera, do] = order
        self.child.send(order)

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
    wall: WallSettings = USUAL_WALL,
    archive: Message | None = None,
    diagnosis: Message | None = None,
    nursery: Nursery | None = None,
    share: FrameBoard | None = None,
) -> list[CameraWorker]:
    """The workers of a catalogue; ``wall`` says what decodes and how much memory the last seconds
    may take. ``archive`` is the order that says where recordings lie; the first worker sweeps
    there. ``diagnosis`` is the order by which pictures are looked at, with what is ``said`` of all
    cameras; ``share`` the board that the hub reads."""
    cores = cores or os.cpu_count() or 1
    count = worker_count(len(cameras), cores, sum(map(_cost, cameras)))
    threads = decode_threads(count, cores)
    places = common_file()
    try:
        return [
            CameraWorker(
                f"cameras-{index}",
                served,
                tell,
                changed,
                places,
                wall,
                count,
                threads,
                {**archive, "sweeps": index == 0} if archive else None,
                diagnosis,
                nursery,
                (share, index) if share and index < WORKERS else None,
            )
            for index, served in enumerate(shares(cameras, count))
        ]
    finally:
        os.close(places)


def shares(cameras: Sequence[CameraEntry], count: int) -> list[list[CameraEntry]]:
    """The catalogue dealt out so that every worker has as much to decode as the others; of equal
    cameras neighbours in the list, which are shown together, go to different workers."""
    dealt: list[list[CameraEntry]] = [[] for _ in range(count)]
    costs = [0] * count
    for camera in cameras:
        least = min(range(count), key=lambda worker: (costs[worker], len(dealt[worker])))
        dealt[least].append(camera)
        costs[least] += _cost(camera)
    return dealt


def reshared(
    cameras: Sequence[CameraEntry], before: Sequence[Sequence[CameraEntry]]
) -> list[list[CameraEntry]]:
    """Another catalogue for the same workers: who is served already stays where it is, new cameras
    go to who has the least to decode."""
    at = {camera.id: number for number, share in enumerate(before) for camera in share}
    dealt: list[list[CameraEntry]] = [[] for _ in before]
    for camera in cameras:
        if camera.id in at:
            dealt[at[camera.id]].append(camera)
    costs = [sum(map(_cost, share)) for share in dealt]
    for camera in cameras:
        if camera.id not in at:
            least = min(range(len(dealt)), key=lambda number: costs[number])
            dealt[least].append(camera)
            costs[least] += _cost(camera)
    return dealt


def _cost(camera: CameraEntry) -> int:
    return COST_WITH_SUB if camera.sub else COST_MAIN_ALONE


def archive_order(recording: RecordingSettings, site: str) -> Message:
    """Where recordings lie and how long they are kept, as the workers are told."""
    return {
        "do": "archive",
        "folder": str(recording.folder.absolute()),
        "keep_days": recording.keep_days,
        "max_gb": recording.max_gb,
        "site": site,
    }


def diagnosis_order(limits: Thresholds, folder: Path, said: Mapping[str, Sequence[str]]) -> Message:
    """How pictures are looked at, as the workers are told. ``folder``: where baselines lie;
    ``said``: what was said of each camera when the room was open last."""
    return {
        "do": "diagnosis",
        "settings": asdict(limits),
        "baselines": str(folder.absolute()),
        "said": {camera: list(findings) for camera, findings in said.items()},
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
        "ca": str(camera.ca) if camera.ca else None,
        "fingerprint": camera.fingerprint,
        "aspect": camera.aspect or None,
        "damaged": camera.damaged,
    }
