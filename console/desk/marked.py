"""Snapshots and exports with case markers drawn in, where the operator or the room wishes it.

A marked snapshot lies beside the plain one, which stays as the camera sent it. In an export a
marker is seen from when its case was reported; where cases stood before is not known, so they stand
where they stand now, and the manifest says so.
"""

from __future__ import annotations

import asyncio
from collections import ChainMap
from collections.abc import Callable, Coroutine, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.markers import PictureMarker
from console.desk.keeping import KeepingDesk
from console.desk.marking import MarkingDesk
from console.desk.walls import Walls, WallScreen
from console.site.records import MarkerSettings
from console.ui.main_window import MainWindow
from console.ui.marker_burn import drawn_marks
from console.ui.reasons import reason_told
from media.marks import Mark, mark_snapshot

Json = dict[str, Any]
Submit = Callable[[Coroutine[Any, Any, None]], object]

FILM_PX = 1080  # height for which signs in films are drawn
ACTION = "snapshot_marked"
NO_PLACES = "how the camera looks is not known: no markers"


def joined_marks(parts: Sequence[Json]) -> Json | None:
    """One answer of several of ``export_marks``; ``as_of`` of the first. None where none is."""
    if not parts:
        return None
    told = [part["said"] for part in parts]
    said = {
        **told[0],
        **{key: dict(ChainMap(*(each[key] for each in told))) for key in ("cases", "left_out")},
    }
    return {"cameras": dict(ChainMap(*(part["cameras"] for part in parts))), "said": said}


class MarkedDesk(QObject):
    """Lives in the Qt thread; files are written elsewhere. ``written`` carries a camera, the marked
    file, why there is none, and why it is of the small stream."""

    written = Signal(str, str, str, str)

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        keeping: KeepingDesk,
        marking: MarkingDesk,
        settings: MarkerSettings,
        submit: Submit,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._keeping, self._marking = window, keeping, marking
        self._settings, self._submit = settings, submit
        self._wished: set[str] = set()  # paths of snapshots that were asked for with markers
        self._markers: dict[str, list[PictureMarker]] = {}  # as they stood when it was asked
        window.export.markers.setChecked(settings.on_exports)
        walls.acted.connect(self.act)
        keeping.told.connect(self._on_kept)
        self.written.connect(self._on_written)

    @Slot(object, int, str)
    def act(self, screen: WallScreen, cell: int, action: str) -> None:
        """``snapshot_marked`` of the camera that a cell shows live."""
        source = screen.wall.source(cell)
        if action != ACTION or source is None or source.kind.value != "camera":
            return
        markers = self._marking.seen_on(source.name)
        if markers is None:
            self._tell(source.name, "", NO_PLACES)
            return
        path = self._keeping.snapshot(source.name, lambda event: self._on_answer(path, event))
        self._wished.add(path)
        self._markers[path] = markers

    def export_marks(self, cameras: Iterable[str]) -> Json:
        """The markers of these cameras as an export takes them. Cameras with a head are left out:
        how they looked then is not known."""
        drawn: dict[str, list[Mark]] = {}
        left_out: dict[str, str] = {}
        for camera in cameras:
            if self._marking.turns(camera):
                left_out[camera] = "its head may have been turned"
                continue
            markers = self._marking.seen_on(camera)
            if markers is None:
                left_out[camera] = "not calibrated"
                continue
            inside = [marker for marker in markers if marker.where == "inside"]
            width = round(FILM_PX * (self._marking.aspect(camera) or 16 / 9))
            since = self._marking.reported_at(marker.case_id for marker in inside)
            drawn[camera] = drawn_marks(inside, width, FILM_PX, since)
        said = {
            "as_of": datetime.now(UTC).isoformat(timespec="seconds"),
            "where": "as of then, each from when its case was reported",
            "cases": {camera: [mark.what for mark in marks] for camera, marks in drawn.items()},
            "left_out": left_out,
        }
        return {"cameras": drawn, "said": said}

    def wished_marks(self, cameras: Iterable[str], wished: bool | None) -> Json | None:
        """``export_marks`` where they are wished; ``wished`` None: as the room has it."""
        wished = self._settings.on_exports if wished is None else wished
        return self.export_marks(cameras) if wished else None

    # -- snapshots

    def _on_answer(self, path: str, event: Json) -> None:
        if event["event"] == "failed":
            self._wished.discard(path)
            self._markers.pop(path, None)
            self._tell(str(event.get("camera", "")), "", str(event["reason"]))

    @Slot(str, dict)
    def _on_kept(self, kind: str, said: Json) -> None:
        """A snapshot lies there: the room or somebody may wish its markers."""
        if kind != "snapshot":
            return
        path, camera = str(said["path"]), str(said["camera"])
        asked = path in self._wished
        markers = self._markers.pop(path, None)
        self._wished.discard(path)
        if not asked and not (self._settings.on_snapshots and "-kept-" not in Path(path).name):
            return
        if markers is None:
            markers = self._marking.seen_on(camera)
        if not markers and not asked:
            return
        width, height = said.get("size") or (1920, 1080)
        marks = drawn_marks(markers or [], int(width), int(height))
        small = str(said.get("why_small") or "")
        self._submit(self._write(camera, Path(path), marks, small))

    async def _write(self, camera: str, path: Path, marks: list[Mark], small: str) -> None:
        """In the io thread, which hands it on: a large picture takes a while."""
        marked = path.with_name(f"{path.stem}-marked{path.suffix}")
        why = ""
        try:
            await asyncio.to_thread(mark_snapshot, path, marked, marks)
        except OSError as fault:
            why = fault.strerror or str(fault)
        self.written.emit(camera, str(marked), why, small)

    @Slot(str, str, str, str)
    def _on_written(self, camera: str, path: str, why: str, small: str) -> None:
        self._tell(camera, path, why, small)

    def _tell(self, camera: str, path: str, why: str, small: str = "") -> None:
        entry = self._keeping.camera(camera)
        name = entry.name if entry is not None and entry.name else camera
        if why:
            words = self.tr("{name}: no snapshot with markers: {reason}")
            self._window.tell(words.format(name=name, reason=reason_told(why)))
        else:
            words = self.tr("{name}: snapshot with markers kept: {file}")
            if small:
                words = self.tr(
                    "{name}: snapshot with markers kept of the small stream ({reason}): {file}"
                )
            reason = reason_told(small)
            self._window.tell(words.format(name=name, reason=reason, file=Path(path).name))
