"""One export: films, their manifest, and a folder that is there whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from media.archive.index import ArchiveIndex
from media.archive.segment import Segment
from media.export.burn import Burner
from media.export.join import Joiner, Unjoinable
from media.export.lay import MarkLayer
from media.export.manifest import Film, write_manifest
from media.export.resent import distinct, once
from media.export.stretch import Stretch, stretches
from media.export.wish import ExportWish

SPARE_BYTES = 200 * 1024 * 1024  # left free on the disk
BURNT_FACTOR = 2.0  # re-encoded at a good quality it may grow
MOST_PARTS = 5000  # films of one camera, each of another stream, format or time


class Cancelled(Exception):  # noqa: N818 - a wish
    """The work was called off."""


class Failed(Exception):  # noqa: N818 - an answer
    """It cannot be done; the text says why."""


class _Writer(Protocol):
    begins: float

    def add(self, segment: Segment, ends: float) -> bool: ...
    def close(self) -> None: ...
    def film(self, camera: str, stream: str) -> Film: ...


class Export:
    """``run`` belongs to one thread. ``tell(done, camera)`` gets the part that is done, 0 to 1;
    ``cancelled`` is asked at every packet."""

    def __init__(
        self,
        wish: ExportWish,
        tell: Callable[[float, str], None],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._wish, self._tell, self._cancelled = wish, tell, cancelled
        self._camera, self._number = "", 0
        self._done = 0.0

    def run(self) -> dict[str, Any]:
        """The manifest. Raises Cancelled or Failed, and then nothing is left behind."""
        wish = self._wish
        if wish.folder.exists():
            raise Failed(f"{wish.folder} exists already")
        if not wish.archive.is_dir():
            raise Failed(f"there is no archive in {wish.archive}")
        partial = wish.folder.with_name(f".{wish.folder.name}.{os.getpid()}.partial")
        try:
            found = self._find()
            partial.mkdir(parents=True)
            self._check_room(found, partial)
            films: list[Film] = []
            for self._number, self._camera in enumerate(found):
                films += self._films(found[self._camera], partial)
            if not films:
                raise Failed("nothing that can be read was recorded of these cameras then")
            manifest = write_manifest(partial, wish, films, self._check)
            _settle(partial)
            partial.rename(wish.folder)
            _sync(wish.folder.parent)
        except OSError as fault:
            raise Failed(f"{wish.folder}: {fault.strerror or fault}") from fault
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        self._tell(1.0, "")
        return manifest

    def _find(self) -> dict[str, list[Stretch]]:
        """Of each camera the larger stream, and where only the other was recorded that."""
        wish, index = self._wish, ArchiveIndex(self._wish.archive, check=False)
        since, until, found = wish.since, wish.until, {}
        try:
            for camera in wish.cameras:
                main, sub = (
                    distinct(wish.archive, index.find(camera, since, until, name))
                    for name in ("main", "sub")
                )
                if there := stretches(main, sub, since, until):
                    found[camera] = there
        finally:
            index.close()
        if not found:
            raise Failed("nothing was recorded of these cameras then")
        return found

    def _check_room(self, found: dict[str, list[Stretch]], folder: Path) -> None:
        needed = sum(_bytes_within(each) for camera in found.values() for each in camera)
        needed *= BURNT_FACTOR if self._wish.burn or self._wish.marks else 1.0
        free = shutil.disk_usage(folder).free
        if needed + SPARE_BYTES > free:
            raise Failed(
                f"no room: it takes about {needed / 1e6:.0f} MB and {free / 1e6:.0f} MB are free"
            )

    def _films(self, found: Sequence[Stretch], folder: Path) -> list[Film]:
        films: list[Film] = []
        for stretch in found:
            films += self._films_of(stretch, folder, len(films))
        return films

    def _films_of(self, stretch: Stretch, folder: Path, before: int) -> list[Film]:
        films: list[Film] = []
        writer: _Writer | None = None
        try:
            for segment, ends in once(self._wish.archive, stretch.segments):
                writer = writer or self._writer(stretch, folder, before + len(films))
                try:
                    writer.add(segment, ends)
                except Unjoinable:
                    films += self._ended(writer, stretch, folder)
                    writer = self._writer(stretch, folder, before + len(films))
                    writer.add(segment, ends)
            if writer is not None:
                films += self._ended(writer, stretch, folder)
                writer = None
        finally:
            if writer is not None:
                writer.close()
        return films

    def _ended(self, writer: _Writer, stretch: Stretch, folder: Path) -> list[Film]:
        writer.close()
        film = writer.film(self._camera, stretch.stream)
        if film.begins:
            return [film]
        (folder / film.file).unlink(missing_ok=True)  # nothing could be read into it
        return []

    def _writer(self, stretch: Stretch, folder: Path, part: int) -> _Writer:
        if part >= MOST_PARTS:
            raise Failed(f"{self._camera} changed its stream, format or time too often")
        wish, within = self._wish, (stretch.since, stretch.until)
        file = folder / (f"{self._camera}-{part + 1}.mp4" if part else f"{self._camera}.mp4")
        marks = wish.marks.cameras.get(self._camera) if wish.marks is not None else None
        if wish.burn or marks:
            words = f"{wish.site}  {self._camera}".strip() if wish.burn else None
            layer = MarkLayer(marks) if marks else None
            return Burner(file, wish.archive, *within, self._goes_on, words, layer)
        return Joiner(file, wish.archive, *within, self._goes_on)

    def _goes_on(self, at: float) -> None:
        self._check()
        wish = self._wish
        part = min(max((at - wish.since) / (wish.until - wish.since), 0.0), 1.0)
        # what was recorded twice runs through the same moments again
        self._done = max(self._done, (self._number + part) / len(wish.cameras) * 0.95)
        self._tell(self._done, self._camera)

    def _check(self) -> None:
        if self._cancelled():
            raise Cancelled


def _bytes_within(stretch: Stretch) -> float:
    needed = 0.0
    for segment in stretch.segments:
        length = max(segment.ended_at - segment.began_at, 1.0)
        within = min(segment.ended_at, stretch.until) - max(segment.began_at, stretch.since)
        needed += segment.bytes * min(max(within, 1.0) / length, 1.0)
    return needed


def _settle(folder: Path) -> None:
    for file in folder.iterdir():
        _sync(file)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
