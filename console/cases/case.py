"""A case of the four platforms, and what else the platform tells: frozen values.

Field names and codes are those of ``docs/platform-api.md``. Places are WGS-84 (converted on
arrival); times are aware and UTC. ``raw`` keeps the whole message, unknown fields included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NewType

CaseId = NewType("CaseId", str)


@dataclass(frozen=True, slots=True)
class Place:
    longitude: float
    latitude: float
    accuracy_m: float | None = None
    method: str = ""  # gps | address | map | grid
    address: str = ""
    grid: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit. ``kind``: respond | arrive | handle | close."""

    kind: str
    due_at: datetime
    unit: str = "natural"  # working | natural
    paused: bool = False
    done_at: datetime | None = None
    since: datetime | None = None  # where it began, as far as that is known
    amber_at: datetime | None = None  # from then on little time is left, by its own unit
    ours: bool = False  # reckoned here from limits.csv, not told


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a case's timeline."""

    at: datetime
    actor: str
    unit: str
    action: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    id: CaseId
    rev: int
    number: str
    title: str
    text: str
    platform: str  # governance | enforcement | market | service | an unknown code as it came
    category_code: str
    category: str
    source: str
    channel: str
    status: str
    level: str | None  # red | orange | yellow | blue | None
    place: Place | None
    clocks: tuple[Clock, ...] = ()
    unit: str = ""
    person: str = ""
    reporter: str = ""
    reporter_phone: str = ""
    cameras: tuple[str, ...] = ()
    timeline: tuple[Step, ...] = ()
    reported_at: datetime | None = None
    updated_at: datetime | None = None
    simulated: bool = False
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    address: str = ""  # as told, also where ``place`` has no position
    grid: str = ""
    worker: str = ""  # id of the assigned worker
    faults: tuple[str, ...] = ()  # parts of the message that could not be read, "FIELD: why"
    feed: str = ""  # the case source that told it; empty: the platform of site.toml
    joined: tuple[CaseId, ...] = ()  # what it is shown for as well: found to be the same


@dataclass(frozen=True, slots=True)
class PlatformKind:
    """One of the platforms (4+N: the list is data)."""

    id: str
    name: str
    colour: str  # "#RRGGBB"


@dataclass(frozen=True, slots=True)
class PublicWarning:
    id: str
    level: str
    title: str
    text: str
    effective: datetime | None
    expires: datetime | None
    exercise: bool = False
    rings: tuple[tuple[tuple[float, float], ...], ...] = ()
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Worker:
    id: str
    name: str
    kind: str
    grid: str
    place: Place | None
    seen_at: datetime | None
    phone: str = ""
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A code and what people call it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Category:
    code: str
    name: str
    platform: str


# What a case source tells the book. ``feed`` is its id, empty for the platform of site.toml


@dataclass(frozen=True, slots=True)
class CaseChanged:
    case: Case
    received_at: float = 0.0  # monotonic


@dataclass(frozen=True, slots=True)
class CaseGone:
    id: CaseId
    rev: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All open cases of one source at one point of its change stream: what is not in it is gone.

    ``unreadable``: ids that are in it, but whose case could not be read; they are not gone.
    """

    cases: tuple[Case, ...]
    cursor: str
    unreadable: frozenset[str] = frozenset()
    feed: str = ""


@dataclass(frozen=True, slots=True)
class SnapshotPart:
    """Some cases of a snapshot that is taken over bit by bit."""

    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class SnapshotEnd:
    """All its parts were told: what is not among these is gone."""

    ids: frozenset[str]
    feed: str = ""  # the case source


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A message that is no case, warning or worker. ``id`` is empty where it has none."""

    what: str  # case | warning | worker | event
    id: str
    fault: str  # names the field


@dataclass(frozen=True, slots=True)
class WarningChanged:
    warning: PublicWarning


@dataclass(frozen=True, slots=True)
class WarningGone:
    id: str


@dataclass(frozen=True, slots=True)
class WarningSnapshot:
    """All warnings of one source: what is not in it is gone."""

    warnings: tuple[PublicWarning, ...]
    feed: str = ""


@dataclass(frozen=True, slots=True)
class WorkerMoved:
    worker: Worker


@dataclass(frozen=True, slots=True)
class WorkerSnapshot:
    """All workers of one source: who is not in it is gone."""

    workers: tuple[Worker, ...]
    feed: str = ""


@dataclass(frozen=True, slots=True)
class About:
    name: str
    simulated: bool
    platforms: tuple[PlatformKind, ...]
    levels: tuple[str, ...] = ()
    sources: tuple[Named, ...] = ()
    categories: tuple[Category, ...] = ()
    time: datetime | None = None  # the platform's own clock
    feed: str = ""


@dataclass(frozen=True, slots=True)
class LinkState:
    """How a case source is reached.

    ``live``: the change stream is open and speaks. ``stale``: it ended or fell silent, and is being
    opened again. ``offline``: it could not be opened. ``detail`` is a code: "" | connecting |
    silent | closed | resync | refused | unreachable | certificate | timeout | unauthorized |
    forbidden | not_found | busy | failed | protocol; ``explain`` says more, in English.
    """

    state: str
    cursor: str = ""  # of the newest event handed over
    lag_s: float | None = None  # how late the newest case arrived, by both clocks
    detail: str = ""
    since: float = 0.0  # monotonic: when this state began
    explain: str = ""
    heard_at: float | None = None  # monotonic: when the platform last spoke
    retry_at: float | None = None  # monotonic: when it is tried next
    skew_s: float | None = None  # the platform's clock is ahead of ours by so much
    feed: str = ""


CaseEvent = (
    CaseChanged
    | CaseGone
    | Snapshot
    | SnapshotPart
    | SnapshotEnd
    | WarningChanged
    | WarningGone
    | WarningSnapshot
    | WorkerMoved
    | WorkerSnapshot
    | Unreadable
    | About
    | LinkState
)
