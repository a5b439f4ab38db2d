"""``sources/*.toml``: where cases come from besides the platform, one file a source.

The file's name is the source's id. A category list (CSV) and a geofence (GeoJSON) lie beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from console.cases.datum import DATUMS
from console.cases.places import Bounds
from console.cases.sources.fence import Fence
from console.cases.sources.mapping import FIELDS, VALUED, CategoryRow, Mapped
from console.cases.sources.pointer import Path as FieldPath
from console.cases.sources.pointer import parse_path
from console.cases.sources.settings import (
    CHANGES_BY,
    FORMATS,
    KINDS,
    PROTOCOLS,
    SourceSettings,
)
from console.site.csv_file import CsvFile
from console.site.geo import GeoFile
from console.site.secrets import Secrets, refer
from layouts.fault import Fault, did_you_mean
from layouts.toml_file import Table, TomlFile

FOLDER = "sources"
MOST_SOURCES = 32
MOST_CATEGORIES = 20_000
TOWN = "town"  # the geofence that is the grids' own bounds
CATEGORY_COLUMNS = ("code", "description", "category", "platform", "priority")
LEVELS = ("red", "orange", "yellow", "blue")
STATUSES = (
    "reported", "accepted", "dispatched", "acknowledged", "arrived", "handling", "feedback",
    "verified", "closed", "rejected", "returned", "suspended", "escalated", "duplicate", "reopened",
)  # fmt: skip

_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
_ALL = ("kind", "name", "url", "token", "simulated")
_MAPPED = (
    "fields", "values", "datum", "accuracy_m", "utc_offset_h", "platform", "categories", "geofence",
    "ca", "stale_s",
)  # fmt: skip
_POLLED = ("poll_s", "full_s", "page")
_KEYS = {
    "platform": _ALL,
    "open311": (*_ALL, *_MAPPED, *_POLLED, "format", "jurisdiction"),
    "features": (*_ALL, *_MAPPED, *_POLLED, "within", "changes_by"),
    "mqtt": (*_ALL, *_MAPPED, "topic", "user", "client", "protocol", "settle_s"),
}
_SCHEMES = {"mqtt": ("mqtt", "mqtts")}
_WEB = ("http", "https")
_TARGETS: dict[str, Collection[str]] = {"status": STATUSES, "level": ("", *LEVELS)}
_USUAL = SourceSettings("", "", "")


class CaseSources:
    """All sources of a site that could be read, and the mistakes of the rest."""

    def __init__(self, folder: Path, secrets: Secrets, town: Bounds | None) -> None:
        self.faults: list[Fault] = []
        self._folder = folder / FOLDER
        self._secrets = secrets
        self._town = town

    def read(self) -> tuple[SourceSettings, ...]:
        paths = sorted(self._folder.glob("*.toml"))
        if len(paths) > MOST_SOURCES:
            text = f"has {len(paths)} sources; {MOST_SOURCES} are the most"
            self.faults.append(Fault(FOLDER, None, "", text))
            paths = paths[:MOST_SOURCES]
        found = [self._source(path) for path in paths]
        return tuple(source for source in found if source is not None)

    def _source(self, path: Path) -> SourceSettings | None:
        file = TomlFile.read(path, f"{FOLDER}/{path.name}")
        if not _ID.fullmatch(path.stem):
            text = f'"{path.stem}" is no id of a source: letters, digits, - and _, 1 to 32 of them'
            file.fault((), text)
        source = self._settings(path.stem, file.root) if file.root is not None else None
        self.faults += file.faults
        return source

    def _settings(self, source_id: str, root: Table) -> SourceSettings | None:
        if "kind" not in root:
            root.fault("kind", f"is missing: one of {', '.join(KINDS)}")
            return None
        before = len(root.file.faults)
        kind = root.choice("kind", KINDS, KINDS[0])
        if len(root.file.faults) > before:
            return None
        root.known(_KEYS[kind])
        bbox = self._town if root.choice("within", ("", TOWN), "") == TOWN else None
        return SourceSettings(
            source_id,
            kind,
            _address(root, _SCHEMES.get(kind, _WEB)),
            name=root.text("name", longest=60),
            token=refer(root, "token", self._secrets),
            mapped=self._mapped(root),
            fence=self._fence(root),
            ca=self._beside(root, "ca"),
            stale_s=root.number("stale_s", 0.0 if kind == "mqtt" else _USUAL.stale_s, 0, 86400),
            simulated=root.boolean("simulated", False),
            poll_s=root.number("poll_s", _USUAL.poll_s, 1, 86400),
            full_s=root.number("full_s", _USUAL.full_s, 1, 86400),
            page=root.integer("page", _USUAL.page, 1, 10_000),
            form=root.choice("format", FORMATS, _USUAL.form),
            jurisdiction=root.text("jurisdiction", longest=200),
            bbox=None if bbox is None else (bbox.west, bbox.south, bbox.east, bbox.north),
            changes_by=root.choice("changes_by", CHANGES_BY, ""),
            topic=_topic(root),
            user=root.text("user", longest=200),
            client=root.text("client", longest=60),
            protocol=root.choice("protocol", PROTOCOLS, _USUAL.protocol),
            settle_s=root.number("settle_s", _USUAL.settle_s, 0.1, 600),
        )

    def _mapped(self, root: Table) -> Mapped:
        accuracy = root.number("accuracy_m", 0, 1, 1e6) if "accuracy_m" in root else None
        return Mapped(
            fields=_fields(root.table("fields")),
            values=_values(root.table("values")),
            categories=self._categories(root),
            platform=root.text("platform", longest=60),
            datum=root.choice("datum", DATUMS, "wgs84"),
            accuracy_m=accuracy,
            utc_offset_h=root.number("utc_offset_h", Mapped().utc_offset_h, -14, 14),
        )

    def _categories(self, root: Table) -> dict[str, CategoryRow]:
        path = self._beside(root, "categories")
        if path is None:
            return {}
        name = f"{FOLDER}/{path.name}"
        file = CsvFile.read(path, name, CATEGORY_COLUMNS, MOST_CATEGORIES)
        found: dict[str, CategoryRow] = {}
        for line in file.lines(needed=("code",)):
            code = line.text("code", needed=True)
            if code in found:
                line.fault("code", f'"{code}" is there twice')
            found[code] = CategoryRow(
                code,
                line.text("description"),
                line.text("category"),
                line.text("platform"),
                line.choice("priority", ("", *LEVELS), ""),
            )
        self.faults += file.faults
        return found

    def _fence(self, root: Table) -> Fence | None:
        written = root.text("geofence", TOWN, longest=200)
        if written == TOWN:
            return None if self._town is None else Fence(self._town)
        path = self._beside(root, "geofence")
        if path is None:
            return None
        file = GeoFile(path, f"{FOLDER}/{path.name}", root.choice("datum", DATUMS, "wgs84"))
        rings = tuple(
            ring for _, _, kind, rings in file.features() if "Polygon" in kind for ring in rings
        )
        if not rings and not file.faults:
            file.fault("", "has no polygon")
        self.faults += file.faults
        return Fence.around(rings)

    def _beside(self, root: Table, key: str) -> Path | None:
        """A file named in the source's own folder; None where none is."""
        written = root.text(key, longest=200)
        if not written:
            return None
        path = self._folder / written
        if not path.is_file():
            near = did_you_mean(path.name, _names(path.parent))
            root.fault(key, f"there is no file {FOLDER}/{written}{near}")
            return None
        return path


def _names(folder: Path) -> Iterable[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _address(root: Table, schemes: Collection[str]) -> str:
    """Without its last slash; empty when it is wrong."""
    before = len(root.file.faults)
    written = root.text("url")
    try:
        parts = urlsplit(written)
        right = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        right = False
    if len(root.file.faults) > before:
        return ""
    if not right:
        root.fault("url", f"is no address: {' or '.join(f'{each}://…' for each in schemes)}")
    elif "@" in parts.netloc:
        root.fault("url", "must not hold a name or a password: token and user are for that")
    elif parts.query or parts.fragment:
        root.fault("url", "must not hold ? or #: other paths are added to it")
    else:
        return written.rstrip("/")
    return ""


def _topic(root: Table) -> str:
    topic = root.text("topic", _USUAL.topic, longest=400)
    levels = topic.split("/")
    whole = all(level in ("+", "#") or not set(level) & set("+#") for level in levels)
    if not topic or not whole or "#" in levels[:-1]:
        root.fault("topic", f'"{topic[:80]}" is no topic such as cases/+')
    return topic


def _fields(table: Table) -> dict[str, FieldPath]:
    table.known(FIELDS)
    found: dict[str, FieldPath] = {}
    for name in table:
        before = len(table.file.faults)
        written = table.text(name)
        if name not in FIELDS or len(table.file.faults) > before:
            continue
        try:
            found[name] = parse_path(written)
        except ValueError as fault:
            table.fault(name, str(fault))
    return found


def _values(table: Table) -> dict[str, dict[str, str]]:
    table.known(VALUED)
    return {name: _translation(table.table(name), name) for name in table if name in VALUED}


def _translation(table: Table, name: str) -> dict[str, str]:
    known = _TARGETS.get(name)
    found: dict[str, str] = {}
    for theirs in table:
        ours = table.text(theirs, longest=60)
        if known is not None and ours not in known:
            table.fault(theirs, f'"{ours}" is no {name}{did_you_mean(ours, filter(None, known))}')
        found[theirs] = ours
    return found
