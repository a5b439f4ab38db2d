"""A whole site folder, read and checked: all of it, or every mistake in it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from console.calibration.record import Calibration, heads_of, poses_of
from console.cases.limits import Limit
from console.cases.places import bounds_of
from console.cases.sources.settings import SourceSettings
from console.site.calibration_file import read_calibration
from console.site.case_sources import CaseSources
from console.site.certificates import Certificates
from console.site.consulting import Consulting, Known, read_consulting
from console.site.csv_file import CsvFile
from console.site.geo import GeoFile, read_grids, read_map
from console.site.limits_file import (
    LIMIT_COLUMNS,
    MOST_LIMITS,
    MOST_TURNS,
    ROSTER_COLUMNS,
    Turn,
    read_limits,
    read_roster,
)
from console.site.map_settings import MOST_PLACES, PLACE_COLUMNS, read_places
from console.site.people import Person, people_file, read_people
from console.site.program_layouts import read_program_layouts
from console.site.records import (
    CameraEntry,
    Grid,
    KeyPlace,
    MapFeature,
    MapSettings,
    NodeEntry,
    Site,
    WallSettings,
)
from console.site.report_settings import negative_faults
from console.site.secrets import FILE as SECRETS
from console.site.secrets import Secrets, make_token, read_secrets, secure
from console.site.settings import Settings, read_settings
from console.site.tables import (
    CAMERA_COLUMNS,
    MOST_CAMERAS,
    MOST_NODES,
    NODE_COLUMNS,
    read_cameras,
    read_nodes,
)
from console.site.wall_faults import dangling, slips
from layouts.fault import Fault, did_you_mean
from layouts.folder import WallFolder
from layouts.layout import Layout
from layouts.toml_file import TomlFile
from media.hub.scene import LAYOUTS


class SiteFaults(Exception):  # noqa: N818 - it carries faults, it is not one error
    """A site folder with mistakes; ``faults`` holds every one, in the order of the files."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def load_site(folder: Path) -> Site:
    """The site, with its secrets closed to others and the control token there.

    Raises SiteFaults with every mistake of every file; nothing is written then.
    """
    site = read_site(folder)
    try:
        secure(folder)
        token = site.control.token or make_token(folder)
    except OSError as error:
        text = f"cannot be written: {error.strerror}"
        raise SiteFaults([Fault("state", None, "", text)]) from error
    return dataclasses.replace(site, control=dataclasses.replace(site.control, token=token))


def read_site(
    folder: Path,
    today: datetime.date | None = None,
    cameras: bytes | None = None,
    reached: Callable[[int], None] | None = None,
) -> Site:
    """The site as it lies on disk; nothing is written, so the control token may be None.

    Grids that are not in force on ``today`` are checked and left out. ``cameras`` takes the place
    of ``cameras.csv``: what would be wrong if it were there. ``reached`` is told each line of the
    cameras, and what it raises ends the reading.
    """
    folder = folder.absolute()
    if not folder.is_dir():
        raise SiteFaults([Fault(str(folder), None, "", "is no folder")])
    today = today or datetime.date.today()  # noqa: DTZ011 - the room's own day
    reading = _Reading(folder, today, cameras, reached)
    site = reading.site()
    if site is None or reading.faults:
        raise SiteFaults([*reading.faults, *reading.left_out])
    return site


class _Reading:
    """One pass over a folder: what was read, and all faults."""

    def __init__(
        self,
        folder: Path,
        today: datetime.date,
        list_of_cameras: bytes | None,
        reached: Callable[[int], None] | None,
    ) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.left_out: list[Fault] = []
        self._today = today
        self._list_of_cameras, self._reached = list_of_cameras, reached

    def site(self) -> Site | None:
        secrets = self._secrets()
        file = TomlFile.read(self.folder / "site.toml", "site.toml")
        settings = read_settings(file.root, self.folder, secrets) if file.root else None
        self.faults += file.faults
        self.faults += negative_faults(self.folder)
        cameras = self._cameras(secrets, settings.ca if settings else None)
        nodes = self._nodes()
        drawn = settings.map if settings else MapSettings()
        all_grids, base_map = self._grids(drawn), self._map(drawn)
        grids = tuple(grid for grid in all_grids if grid.valid_on(self._today))
        calibrations = self._calibrations(cameras)
        layouts = self._wall(cameras, nodes)
        case_sources = self._case_sources(secrets, grids)
        consulting = self._consulting(cameras, nodes, layouts)
        limits, roster = self._limits(), self._roster(settings)
        people = self._people()
        if settings is None:
            return None
        settings = self._opening(settings, file, layouts)
        return Site(
            self.folder, settings.name, settings.language, settings.platform, settings.conference,
            settings.wall, settings.recording, settings.control, cameras, nodes, grids, base_map,
            poses_of(calibrations), drawn.datum, settings.diagnosis, settings.alarms,
            settings.steering,
            heads_of(calibrations), consulting.plans, consulting.meetings, calibrations,
            case_sources=case_sources, reports=settings.reports, markers=settings.markers,
            duty=settings.duty, limits=limits, roster=roster, people=people,
            tiles=drawn.tiles, places=self._places(), grids_of_all_days=all_grids,
            left_out=tuple(self.left_out),
        )  # fmt: skip

    def _secrets(self) -> Secrets:
        path = self.folder / SECRETS
        file = TomlFile.read(path, SECRETS) if path.exists() else TomlFile(SECRETS, b"")
        secrets = read_secrets(file)
        self.faults += file.faults
        return secrets

    def _cameras(self, secrets: Secrets, usual: Path | None) -> tuple[CameraEntry, ...]:
        path, given = self.folder / "cameras.csv", self._list_of_cameras
        if given is None:
            file = CsvFile.read(path, "cameras.csv", CAMERA_COLUMNS, MOST_CAMERAS)
        else:
            file = CsvFile("cameras.csv", given, CAMERA_COLUMNS, MOST_CAMERAS)
        file.reached = self._reached
        cameras = read_cameras(file, secrets, Certificates(self.folder, usual))
        self.faults += file.faults
        return cameras

    def _nodes(self) -> tuple[NodeEntry, ...]:
        path = self.folder / "nodes.csv"
        if not path.exists():  # a room without conferences
            return ()
        file = CsvFile.read(path, "nodes.csv", NODE_COLUMNS, MOST_NODES)
        nodes = read_nodes(file)
        self.faults += file.faults
        return nodes

    def _limits(self) -> tuple[Limit, ...]:
        path = self.folder / "limits.csv"
        if not path.exists():
            return ()
        file = CsvFile.read(path, "limits.csv", LIMIT_COLUMNS, MOST_LIMITS)
        limits = read_limits(file)
        self.faults += file.faults
        return limits

    def _roster(self, settings: Settings | None) -> tuple[Turn, ...]:
        path = self.folder / "roster.csv"
        if not path.exists() or settings is None:
            return ()
        file = CsvFile.read(path, "roster.csv", ROSTER_COLUMNS, MOST_TURNS)
        turns = read_roster(file, [shift.name for shift in settings.duty.shifts])
        self.faults += file.faults
        return turns

    def _people(self) -> tuple[Person, ...]:
        file = people_file(self.folder)
        if file is None:  # a room with one seat
            return ()
        people = read_people(file)
        self.faults += file.faults
        return people

    def _places(self) -> tuple[KeyPlace, ...]:
        path = self.folder / "places.csv"
        if not path.exists():
            return ()
        file = CsvFile.read(path, "places.csv", PLACE_COLUMNS, MOST_PLACES)
        places = read_places(file)
        self.faults += file.faults
        return places

    def _grids(self, drawn: MapSettings) -> tuple[Grid, ...]:
        path = self.folder / "grids.geojson"
        if not path.exists():
            return ()
        file = GeoFile(path, "grids.geojson", drawn.datum_of("grids"))
        grids = read_grids(file)
        self.faults += file.faults
        return grids

    def _map(self, drawn: MapSettings) -> tuple[MapFeature, ...]:
        features: list[MapFeature] = []
        for path in sorted((self.folder / "map").glob("*.geojson")):
            file = GeoFile(path, f"map/{path.name}", drawn.datum_of(path.stem))
            features += read_map(file, path.stem)
            self.faults += file.faults
        return tuple(features)

    def _calibrations(self, cameras: Iterable[CameraEntry]) -> dict[str, Calibration]:
        known = [camera.id for camera in cameras]
        found: dict[str, Calibration] = {}
        for path in sorted((self.folder / "calibrations").glob("*.toml")):
            name = f"calibrations/{path.name}"
            if path.stem not in known:
                text = f'"{path.stem}" is no camera of cameras.csv{did_you_mean(path.stem, known)}'
                self.faults.append(Fault(name, None, "", text))
                continue
            calibration, faults = read_calibration(path, name)
            self.faults += faults
            if calibration is not None:
                found[path.stem] = calibration
        return found

    def _wall(
        self, cameras: tuple[CameraEntry, ...], nodes: tuple[NodeEntry, ...]
    ) -> Mapping[str, Layout]:
        """The layouts. A room that was on in the evening is on in the morning, whatever somebody
        has copied into its folders meanwhile."""
        files = WallFolder(self.folder).read()
        ids = ([each.id for each in entries] for entries in (cameras, nodes))
        self.left_out += [*slips(files, self.folder), *dangling(files, self.folder, *ids)]
        return files.layouts

    def _opening(
        self, settings: Settings, file: TomlFile, layouts: Mapping[str, Layout]
    ) -> Settings:
        """With a layout to open with: that of a room which says nothing, where its own is not
        there."""
        asked, usual = settings.wall.layout, WallSettings().layout
        if asked in layouts:
            return settings
        text = f'there is no layout "{asked}"{did_you_mean(asked, layouts)}'
        file.fault(("wall", "layout"), text)
        self.left_out.append(file.faults[-1])
        wall = dataclasses.replace(settings.wall, layout=usual)
        return dataclasses.replace(settings, wall=wall)

    def _case_sources(
        self, secrets: Secrets, grids: tuple[Grid, ...]
    ) -> tuple[SourceSettings, ...]:
        town = bounds_of(ring for grid in grids for ring in grid.rings)
        reading = CaseSources(self.folder, secrets, town)
        found = reading.read()
        self.faults += reading.faults
        return found

    def _consulting(
        self,
        cameras: tuple[CameraEntry, ...],
        nodes: tuple[NodeEntry, ...],
        layouts: Mapping[str, Layout],
    ) -> Consulting:
        groups = list(dict.fromkeys(camera.group for camera in cameras if camera.group))
        kept = [one.name for one in read_program_layouts(self.folder)]
        ids = [camera.id for camera in cameras]
        known = Known(nodes, ids, groups, layouts, [*LAYOUTS, *kept])
        found = read_consulting(self.folder, known)
        self.faults += found.faults
        self.left_out += found.left_out
        return found
