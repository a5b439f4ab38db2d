"""Is the picture good? What the camera workers find, kept, and made into a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.findings_file import FindingsFile
from console.links.cameras import diagnosis_order
from console.site.records import CameraEntry, Site
from media.diagnosis.finding import Finding
from media.diagnosis.report import History, Row, Spell, table, written

Json = dict[str, Any]
REPORTED = timedelta(days=7)


class Watcher(Protocol):
    """A camera worker, as far as looking at pictures goes. ``refer`` runs in the io thread."""

    def refer(self, order: Json) -> None: ...


def utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class DiagnosisDesk(QObject):
    """Lives in the Qt thread.

    ``changed``: the findings of some camera. ``told`` carries ``finding`` and what there is to say,
    as ``docs/control-api.md`` has it; ``reported`` the path of a report that was written, or an
    empty one and why not.
    """

    changed = Signal()
    told = Signal(str, dict)
    reported = Signal(str, str)

    def __init__(
        self,
        site: Site,
        order: Callable[..., None],
        parent: QObject | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self.names = {camera.id: camera.name for camera in site.cameras}
        self.workers: Mapping[str, Watcher] = {}  # by the cameras they serve
        self._limits = site.diagnosis
        self._state = site.folder.absolute() / "state"
        self._order = order
        self._file = FindingsFile(self._state / "diagnosis.jsonl")
        self._now = now
        kept = self._file.load(now())
        self._histories = {name: of for name, of in kept.items() if name in self.names}
        self._intervals: dict[str, float] = {}

    def set_cameras(self, cameras: Iterable[CameraEntry]) -> None:
        """The room has these from now on; what was found of others is no longer told."""
        self.names = {camera.id: camera.name for camera in cameras}
        self._histories = {name: of for name, of in self._histories.items() if name in self.names}
        self.changed.emit()

    # -- questions

    def findings(self, camera: str) -> tuple[str, ...]:
        """What is wrong with the camera's picture now, as codes."""
        history = self._histories.get(camera)
        return tuple(finding.value for finding in history.now()) if history else ()

    def all_findings(self) -> dict[str, tuple[str, ...]]:
        """Of every camera of which there is something to say."""
        return {name: found for name in self._histories if (found := self.findings(name))}

    def order(self) -> Json:
        """How the workers are told to look at pictures, and what was said of them before."""
        return diagnosis_order(self._limits, self._state / "diagnosis", self.all_findings())

    def rows(self) -> tuple[Row, ...]:
        """The table of the last seven days: what is so now first."""
        now = self._now()
        return table(self._histories, now, now - REPORTED)

    def spells(self, camera: str) -> tuple[Spell, ...]:
        """The camera's own history of the last seven days, newest first."""
        history = self._histories.get(camera)
        return history.spells(self._now() - REPORTED)[::-1] if history else ()

    def report(self) -> Json:
        """The answer of ``GET /v1/diagnosis``."""
        return {
            "since": _rfc3339(self._now() - REPORTED),
            "every_s": max(self._intervals.values(), default=None),
            "findings": [self._row_json(row) for row in self.rows()],
        }

    # -- wishes

    def accept(self, camera: str) -> None:
        """The picture is right as it is."""
        if camera in self.workers:
            self._order(self.workers[camera].refer, {"do": "accept", "camera": camera})

    def turned(self, camera: str, until: float | None = None) -> None:
        """The camera is being turned on purpose (PTZ), until about ``until`` (monotonic seconds;
        None: the next 5 s), so that nobody calls it shaken or moved. To be called with each
        movement, and when it ends."""
        if camera in self.workers:
            order = {"do": "turned", "camera": camera, "until": until}
            self._order(self.workers[camera].refer, order)

    def write_report(self) -> None:
        """The table as CSV under ``state/reports``; ``reported`` tells when it lies there."""
        local = self._now().astimezone()
        path = self._state / "reports" / f"pictures-{local:%Y%m%d-%H%M%S}.csv"
        self._order(self._write, path, written(self.rows(), self.names))

    # -- what comes

    @Slot(str, dict)
    def take(self, worker: str, event: Json) -> None:
        match event.get("event"):
            case "findings":
                self._take_findings(event)
            case "figures":
                every_s = (event.get("diagnosis") or {}).get("every_s")
                if every_s is not None:
                    self._intervals[worker] = every_s
            case _:
                pass

    def _take_findings(self, event: Json) -> None:
        camera = event["camera"]
        if camera not in self.names:
            return
        known = {finding.value: finding for finding in Finding}
        found = [known[code] for code in event["findings"] if code in known]
        now = self._now()
        spells = self._histories.setdefault(camera, History()).note(found, now)
        if not spells:
            return
        self._order(self._file.add, camera, spells, now)
        self.told.emit("finding", {"camera": camera, "findings": [each.value for each in found]})
        self.changed.emit()

    def _write(self, path: Path, text: str) -> None:
        """In the io thread."""
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # spreadsheets take a file without the mark for one in the system's own encoding
            path.write_text(text, "utf-8-sig", newline="")
        except OSError as fault:
            self.reported.emit("", str(fault))
        else:
            self.reported.emit(str(path), "")

    def _row_json(self, row: Row) -> Json:
        return {
            "camera": row.camera,
            "name": self.names[row.camera],
            "finding": row.finding.value,
            "now": row.now,
            "times": row.times,
            "total_s": round(row.total.total_seconds()),
            "began": _rfc3339(row.began),
            "ended": _rfc3339(row.ended) if row.ended else None,
        }


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"
