"""``site.toml`` as values. Every mistake is noted with its key; reading goes on after it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from console.site.address import is_loopback, parse_address
from console.site.certificates import read_usual
from console.site.duty import DutySettings, read_duty
from console.site.map_settings import read_map_settings
from console.site.records import (
    COLOURS,
    SCREENS,
    AlarmSettings,
    ConferenceSettings,
    ControlSettings,
    MapSettings,
    MarkerSettings,
    PlatformSettings,
    RecordingSettings,
    SteeringSettings,
    WallSettings,
)
from console.site.report_settings import ReportSettings, read_reports
from console.site.secrets import Secrets, refer
from layouts.toml_file import Table
from media.diagnosis.finding import Finding
from media.diagnosis.thresholds import Thresholds
from media.onvif.rights import RANKS

CONTROL_TOKEN = "control"  # the entry the program makes itself
FASTEST = 60  # pictures a second
LEAST_MB, MOST_MB = 5, 800  # a group of pictures of 64 tiles; within the cap of a single worker
DECODES = ("auto", "software", "cuda", "qsv", "vaapi", "videotoolbox", "d3d11va", "amf")
MOST_ICE_SERVERS = 8
LEVELS = ("red", "orange", "yellow", "blue")  # of a case

_PARTS = (
    "platform", "conference", "wall", "recording", "control", "map", "diagnosis", "cameras",
    "alarms", "steering", "reports", "duty", "markers",
)  # fmt: skip
_ICE = re.compile(r"(?:stun|stuns|turn|turns):[^\s@]{1,300}")


@dataclass(frozen=True, slots=True)
class Settings:
    """All of ``site.toml``. The control token is None until it is made."""

    name: str
    language: str
    platform: PlatformSettings
    conference: ConferenceSettings
    wall: WallSettings
    recording: RecordingSettings
    control: ControlSettings
    map: MapSettings
    diagnosis: Thresholds = field(default_factory=Thresholds)
    ca: Path | None = None  # of the cameras that name none of their own
    alarms: AlarmSettings = field(default_factory=AlarmSettings)
    steering: SteeringSettings = field(default_factory=SteeringSettings)
    reports: ReportSettings = field(default_factory=ReportSettings)
    duty: DutySettings = field(default_factory=DutySettings)
    markers: MarkerSettings = field(default_factory=MarkerSettings)


def read_settings(root: Table, folder: Path, secrets: Secrets) -> Settings:
    """The settings of the site in ``folder``; mistakes are noted in the table's file."""
    root.known(("name", "language", *_PARTS))
    faults = root.file.faults
    before = len(faults)
    name = root.text("name", longest=60)
    if not name.strip() and len(faults) == before:
        root.fault("name", "is missing: what this room is called, such as 运河镇综合信息指挥室")
    return Settings(
        name,
        root.choice("language", ("zh", "en"), "zh"),
        _platform(root.table("platform"), secrets),
        _conference(root.table("conference"), folder, secrets),
        _wall(root.table("wall")),
        _recording(root.table("recording"), folder),
        _control(root.table("control"), folder, secrets),
        read_map_settings(root.table("map"), folder, secrets),
        _diagnosis(root.table("diagnosis")),
        read_usual(root.table("cameras"), folder),
        _alarms(root.table("alarms")),
        _steering(root.table("steering")),
        read_reports(root.table("reports"), folder),
        read_duty(root.table("duty")),
        _markers(root.table("markers")),
    )


def _platform(table: Table, secrets: Secrets) -> PlatformSettings:
    table.known(("url", "token"))
    url = _web_address(table, "url")
    token = refer(table, "token", secrets)
    if url and "token" not in table:
        table.fault("token", 'is missing: "@NAME" of an entry in state/secrets.toml')
    return PlatformSettings(url, token)


def _conference(table: Table, folder: Path, secrets: Secrets) -> ConferenceSettings:
    table.known(("listen", "public_url", "tls", "ice_servers", "trust_port", "link_days"))
    usual = ConferenceSettings()
    listen, host = _listen(table, usual.listen)
    tls: str | dict[str, str] = usual.tls
    if isinstance(table.raw("tls"), dict):
        tls = _certificate(table.table("tls"), folder)
    elif "tls" in table:
        tls = table.choice("tls", ("auto", "off"), "auto")
    if tls == "off" and not is_loopback(host):
        table.fault("tls", f'"off" is for loopback only, and the door listens on {host}')
    servers = table.tables("ice_servers", MOST_ICE_SERVERS)
    ice = tuple(_ice_server(server, secrets) for server in servers)
    return ConferenceSettings(
        listen,
        _web_address(table, "public_url"),
        tls,
        ice,
        table.integer("trust_port", usual.trust_port, 0, 65535),
        table.integer("link_days", usual.link_days, 1, 1825),
    )


def _ice_server(table: Table, secrets: Secrets) -> dict[str, str]:
    table.known(("urls", "username", "credential"))
    before = len(table.file.faults)
    urls = table.text("urls", longest=400)
    if not _ICE.fullmatch(urls) and len(table.file.faults) == before:
        table.fault("urls", "needs an address such as turn:10.20.30.41:3478")
    server = {"urls": urls}
    if "username" in table:
        server["username"] = table.text("username", longest=200)
    credential = refer(table, "credential", secrets)
    if credential is not None:
        server["credential"] = credential.reveal()
    return server


def _wall(table: Table) -> WallSettings:
    table.known(("layout", "rate", "decode", "screens", "colours", "memory_mb"))
    usual = WallSettings()
    layout = table.text("layout", usual.layout, longest=64)
    rate = table.integer("rate", usual.rate, 1, FASTEST)
    decode = table.choice("decode", DECODES, usual.decode)
    screens = table.choice("screens", SCREENS, usual.screens)
    colours = table.choice("colours", COLOURS, usual.colours)
    memory = table.integer("memory_mb", usual.memory_mb, LEAST_MB, MOST_MB)
    return WallSettings(layout, rate, decode, screens, colours, memory)


def _recording(table: Table, folder: Path) -> RecordingSettings:
    table.known(("folder", "keep_days", "max_gb"))
    usual = RecordingSettings()
    place = folder / table.text("folder", str(usual.folder))
    keep = table.integer("keep_days", usual.keep_days, 1, 3650)
    return RecordingSettings(place, keep, table.number("max_gb", usual.max_gb, 1, 1e6))


def _control(table: Table, folder: Path, secrets: Secrets) -> ControlSettings:
    table.known(("listen", "tls", "token"))
    listen, host = _listen(table, ControlSettings().listen)
    tls = _certificate(table.table("tls"), folder) if "tls" in table else None
    if tls is None and not is_loopback(host):
        table.fault(
            "listen", f'{host} needs tls = {{cert = "…", key = "…"}}: loopback goes without'
        )
    token = secrets.entries.get(CONTROL_TOKEN)
    if "token" in table:
        token = refer(table, "token", secrets, made=CONTROL_TOKEN)
    return ControlSettings(listen, tls, token)


def _diagnosis(table: Table) -> Thresholds:
    keys = [key.name for key in fields(Thresholds)]
    table.known(keys)
    right = {}
    for key in keys:
        if key in table:
            value = table.raw(key)
            try:
                Thresholds.parse({key: value})
            except ValueError as fault:
                table.fault(key, str(fault).removeprefix(f"diagnosis.{key} "))
            else:
                right[key] = value
    return Thresholds.parse(right)


def _alarms(table: Table) -> AlarmSettings:
    table.known(("levels", "findings", "shown_s"))
    usual = AlarmSettings()
    return AlarmSettings(
        _among(table, "levels", LEVELS, usual.levels),
        _among(table, "findings", [finding.value for finding in Finding], usual.findings),
        table.number("shown_s", usual.shown_s, 5, 86400),
    )


def _among(
    table: Table, key: str, known: Collection[str], usual: tuple[str, ...]
) -> tuple[str, ...]:
    if key not in table:
        return usual
    words = table.texts(key, len(known))
    for word in words:
        if word not in known:
            table.fault(key, f'"{word[:40]}" is not one of {", ".join(known)}')
    return tuple(word for word in words if word in known)


def _steering(table: Table) -> SteeringSettings:
    table.known(("seat", "control", "lock_s"))
    usual, seats = SteeringSettings(), RANKS[1:]  # a patrol is nobody's seat
    return SteeringSettings(
        table.choice("seat", seats, usual.seat),
        table.choice("control", seats, usual.control),
        table.number("lock_s", usual.lock_s, 1, 600),
    )


def _markers(table: Table) -> MarkerSettings:
    table.known(("on_snapshots", "on_exports"))
    return MarkerSettings(
        table.boolean("on_snapshots", False),
        table.boolean("on_exports", False),
    )


def _listen(table: Table, usual: str) -> tuple[str, str]:
    """(as written, host)."""
    written = table.text("listen", usual)
    try:
        return written, parse_address(written)[0]
    except ValueError as error:
        table.fault("listen", str(error))
        return usual, parse_address(usual)[0]


def _certificate(table: Table, folder: Path) -> dict[str, str]:
    table.known(("cert", "key"))
    found = {}
    for key in ("cert", "key"):
        before = len(table.file.faults)
        path = folder / table.text(key, longest=400)
        if key not in table:
            table.fault(key, "is missing: the path of a PEM file")
        elif not path.is_file() and len(table.file.faults) == before:
            table.fault(key, f"there is no file {path}")
        found[key] = str(path)
    return found


def _web_address(table: Table, key: str) -> str:
    """An http(s) address without its last slash; empty when there is none."""
    written = table.text(key)
    if not written:
        return ""
    try:
        parts = urlsplit(written)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        right = False
    if not right:
        table.fault(key, "is no web address: https://HOST[:PORT]/…")
    elif "@" in parts.netloc:
        table.fault(key, "must not hold a name or a password")
    elif parts.query or parts.fragment:
        table.fault(key, "must not hold ? or #: other paths are added to it")
    else:
        return written.rstrip("/")
    return ""
