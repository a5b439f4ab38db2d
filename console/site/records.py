"""What a site folder says, as values. Only the readers in this package make them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from console.calibration.record import Calibration
from console.cases.limits import Limit
from console.cases.sources.settings import SourceSettings
from console.site.duty import DutySettings
from console.site.limits_file import Turn
from console.site.meeting import Meeting
from console.site.people import Person
from console.site.plan import Plan
from console.site.report_settings import ReportSettings
from layouts.fault import Fault
from media.calibration import Pose
from media.cameras.past import MOST_MB_IN_ALL
from media.diagnosis.thresholds import Thresholds
from media.onvif.turned import HeadScale
from media.secret import Secret


@dataclass(frozen=True, slots=True)
class CameraEntry:
    """One line of ``cameras.csv``. URLs are without name and password."""

    id: str
    name: str
    main: str = field(repr=False)  # some cameras want their password in the path
    group: str = ""
    sub: str | None = field(default=None, repr=False)
    user: str | None = None  # login name, not the entry's key
    password: Secret | None = None
    longitude: float | None = None  # WGS-84, converted from ``datum`` on reading
    latitude: float | None = None
    height_m: float | None = None
    heading_deg: float | None = None
    hfov_deg: float | None = None
    ptz: str | None = None
    warm: bool = False
    rotate: int = 0  # 0, 90, 180, 270
    transport: str = "tcp"  # tcp | udp | multicast | rtsps | any
    record: str = "no"  # no | always | HH:MM-HH:MM[,HH:MM-HH:MM], local time
    record_stream: str = "main"  # main | sub
    ca: Path | None = None  # rtsps: PEM file of who has to have signed its certificate
    fingerprint: str | None = None  # rtsps: SHA-256 of the one right certificate, instead of ``ca``
    aspect: str = ""  # of its pictures: 16:9, say; main: the small stream's as the large one's
    damaged: str = "hold"  # spoilt pictures: hold (the last whole one) | show


@dataclass(frozen=True, slots=True)
class NodeEntry:
    """One line of ``nodes.csv``: a site that can be called into a conference."""

    id: str
    name: str
    kind: str  # village | community | station | hall | leader | guest
    group: str = ""
    longitude: float | None = None
    latitude: float | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid (网格): WGS-84 rings as ((longitude, latitude), …), outer rings of its polygons."""

    id: str
    name: str
    village: str
    worker: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    valid_from: date | None = None  # both days included
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the grid is in force on a day: townships redraw their grids."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True)
class MapFeature:
    """One line or polygon of the base map. ``layer``: the file's stem (roads, water …)."""

    layer: str
    closed: bool
    points: tuple[tuple[float, float], ...]
    name: str = ""
    width_m: float = 0.0
    height_m: float = 0.0  # of a building; 0: not told


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """One line of ``places.csv``: what is looked after. ``sensitive``: never on a wall."""

    id: str
    name: str
    kind: str
    longitude: float
    latitude: float
    note: str = ""
    phone: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class TileSource:
    """Squares of a web map that lie below everything: a ``folder`` of ``z/x/y.png``, or a ``url``
    with {z}, {x}, {y} and perhaps {token}."""

    id: str
    title: str
    folder: Path | None = None
    url: str = field(default="", repr=False)  # some carry a key in it
    token: Secret | None = None
    datum: str = "wgs84"
    min_zoom: int = 3
    max_zoom: int = 18
    cache_mb: int = 200
    cache_days: int = 30
    credit: str = ""


@dataclass(frozen=True, slots=True)
class MapSettings:
    """``datum`` of ``map/*.geojson`` and ``grids.geojson``; ``datums`` of single ones by stem."""

    datum: str = "wgs84"
    datums: dict[str, str] = field(default_factory=dict)
    tiles: tuple[TileSource, ...] = ()

    def datum_of(self, stem: str) -> str:
        return self.datums.get(stem, self.datum)


@dataclass(frozen=True, slots=True)
class PlatformSettings:
    url: str = ""  # empty: this room has no platform
    token: Secret | None = None


@dataclass(frozen=True, slots=True)
class ConferenceSettings:
    listen: str = "0.0.0.0:8443"
    public_url: str = ""
    tls: str | dict[str, str] = "auto"
    # urls, username, credential: the credential is clear, so it is kept out of the repr
    ice_servers: tuple[dict[str, str], ...] = field(default=(), repr=False)
    trust_port: int = 0  # of the trust page over plain HTTP; 0: none
    link_days: int = 180  # a join link is good so long


SCREENS = ("one", "each", "all")
COLOURS = ("dark", "light")


@dataclass(frozen=True, slots=True)
class WallSettings:
    layout: str = "3x3"
    rate: int = 25
    decode: str = "auto"
    screens: str = "one"  # of SCREENS
    colours: str = "dark"  # of COLOURS
    memory_mb: int = MOST_MB_IN_ALL  # of the last seconds of cameras


@dataclass(frozen=True, slots=True)
class RecordingSettings:
    folder: Path = Path("state/recordings")
    keep_days: int = 30
    max_gb: float = 500.0


@dataclass(frozen=True, slots=True)
class SteeringSettings:
    """Who steers from here: ranks of ``media.onvif.rights``."""

    seat: str = "operator"  # who sits at this window
    control: str = "operator"  # who holds the control API's token
    lock_s: float = 10.0


@dataclass(frozen=True, slots=True)
class ControlSettings:
    listen: str = "127.0.0.1:8790"
    tls: dict[str, str] | None = None  # {"cert": path, "key": path}
    token: Secret | None = None  # never None after loading: made on first start


@dataclass(frozen=True, slots=True)
class AlarmSettings:
    """Which new cases and findings come up in the alarm tiles, and for how long."""

    levels: tuple[str, ...] = ("red", "orange")
    findings: tuple[str, ...] = ("covered", "moved")
    shown_s: float = 120.0


@dataclass(frozen=True, slots=True)
class MarkerSettings:
    """Whether case markers are drawn in unless the operator says otherwise: into a copy of each
    snapshot, into exports."""

    on_snapshots: bool = False
    on_exports: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site folder, read and checked."""

    folder: Path
    name: str
    language: str  # zh | en
    platform: PlatformSettings
    conference: ConferenceSettings
    wall: WallSettings
    recording: RecordingSettings
    control: ControlSettings
    cameras: tuple[CameraEntry, ...]
    nodes: tuple[NodeEntry, ...]
    grids: tuple[Grid, ...] = ()
    base_map: tuple[MapFeature, ...] = ()
    poses: dict[str, Pose] = field(default_factory=dict)  # by camera id, from calibrations/
    datum: str = "wgs84"  # of map/ and grids.geojson as they lie on disk
    diagnosis: Thresholds = field(default_factory=Thresholds)
    alarms: AlarmSettings = field(default_factory=AlarmSettings)
    steering: SteeringSettings = field(default_factory=SteeringSettings)
    heads: dict[str, HeadScale] = field(default_factory=dict)  # by camera id, from calibrations/
    plans: tuple[Plan, ...] = ()  # in their order, those that come with the program among them
    meetings: tuple[Meeting, ...] = ()
    calibrations: dict[str, Calibration] = field(default_factory=dict)  # by camera id
    case_sources: tuple[SourceSettings, ...] = ()  # besides the platform
    reports: ReportSettings = field(default_factory=ReportSettings)
    duty: DutySettings = field(default_factory=DutySettings)
    limits: tuple[Limit, ...] = ()
    roster: tuple[Turn, ...] = ()
    people: tuple[Person, ...] = ()  # empty: one seat, which may do all operators may
    tiles: tuple[TileSource, ...] = ()
    places: tuple[KeyPlace, ...] = ()
    grids_of_all_days: tuple[Grid, ...] = ()  # those that are not in force today among them
    markers: MarkerSettings = field(default_factory=MarkerSettings)
    left_out: tuple[Fault, ...] = ()  # of the room's files: it opens without that
