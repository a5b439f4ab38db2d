"""Sources: whatever a tile can show, and how well it is seen at a moment.

A tile never asks what kind its source is. A source is written ``camera:c01``, ``node:n03``,
``program``, ``map``, ``leaders`` or ``replay:c01@2026-11-23T06:30:00Z``, the same in layouts, in
the control API and in the orders to a child.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

STALE_AFTER_S = 2.0  # no picture for so long: what is on the tile is no longer "now"

# what is shared into a conference and is no source of a tile begins so
FILE, WINDOW = "file:", "window:"

_WRITTEN = re.compile(
    r"(?P<kind>camera|node|replay):(?P<name>[A-Za-z0-9_-]{1,64})(?:@(?P<at>[0-9A-Za-z:.+-]{1,40}))?"
)


class SourceKind(Enum):
    CAMERA = "camera"
    NODE = "node"
    PROGRAM = "program"
    MAP = "map"
    LEADERS = "leaders"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing a tile can show. ``name`` is empty for those there is only one of: program, map
    and leaders' view."""

    kind: SourceKind
    name: str = ""
    at: str = ""  # replay only: RFC 3339 time it starts from

    @classmethod
    def parse(cls, written: str) -> Source:
        """Read the written form; ValueError says what would be right."""
        if written in ("program", "map", "leaders"):
            return cls(SourceKind(written))
        found = _WRITTEN.fullmatch(written)
        if found is None or bool(found["at"]) != (found["kind"] == "replay"):
            raise ValueError(
                f"{written!r} is no source: "
                "camera:ID, node:ID, program, map, leaders or replay:ID@TIME"
            )
        return cls(SourceKind(found["kind"]), found["name"], found["at"] or "")

    def starts_at(self) -> float:
        """Unix time from which a replay starts; ValueError when its time is no RFC 3339 one."""
        try:
            moment = datetime.fromisoformat(self.at)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise ValueError(f"{self.at!r} is no time: write 2026-11-23T06:30:00Z")
        return moment.timestamp()

    def __str__(self) -> str:
        if not self.name:
            return self.kind.value
        return f"{self.kind.value}:{self.name}" + (f"@{self.at}" if self.at else "")


def lasting(written: str | None) -> str | None:
    """What is kept of what a cell shows, in a file or over a restart: of a replay its live camera.

    ValueError when it is no source.
    """
    if written is None:
        return None
    read = Source.parse(written)
    if read.kind is SourceKind.REPLAY:
        return str(Source(SourceKind.CAMERA, read.name))
    return written


class Trouble(Enum):
    """Why a source is lost: a code, so that the window can say it in the operator's language."""

    REFUSED = "refused"  # the device refuses the connection
    UNREACHABLE = "unreachable"  # no route, no such host
    SILENT = "silent"  # connected, but no answer or no picture
    UNAUTHORIZED = "unauthorized"  # name or password is wrong (401, 403)
    NOT_FOUND = "not_found"  # the path does not exist there (404)
    BUSY = "busy"  # the device serves no more clients (453, 503)
    CLOSED = "closed"  # the device ended the connection
    PROTOCOL = "protocol"  # the answer cannot be understood; detail says what
    UNSUPPORTED = "unsupported"  # a codec this program cannot show
    TRANSPORT = "transport"  # not sent the way it is asked for: another transport may do
    LOGIN = "login"  # a kind of login this program does not know
    ABSENT = "absent"  # the site is not in the conference
    NO_VIDEO = "no_video"  # the site is there, with its camera off
    PROCESS_GONE = "process_gone"  # our own process for it is being restarted


@dataclass(frozen=True, slots=True)
class Off:
    """Nobody asked for it."""


@dataclass(frozen=True, slots=True)
class Connecting:
    """On its way; no picture of this connection yet."""


@dataclass(frozen=True, slots=True)
class Live:
    """Pictures arrive. ``age_s`` is the newest one's age since it was received."""

    age_s: float


@dataclass(frozen=True, slots=True)
class Stale:
    """The newest picture is ``age_s`` old and must not be taken for the present."""

    age_s: float


@dataclass(frozen=True, slots=True)
class Lost:
    """No way to it. ``retry_at``: monotonic seconds of the next try, None when none is planned."""

    trouble: Trouble
    detail: str = ""
    retry_at: float | None = None


@dataclass(frozen=True, slots=True)
class Replaying:
    """What was kept is played; it is never the present. ``at``: Unix seconds of the moment that is
    due; ``rate``: recorded seconds in a second, 0 is paused. ``word``: ``playing``, ``paused``,
    ``seeking``, ``gap`` (nothing was kept until ``next_at``) or ``end`` (nothing later is kept).
    ``shown_at``: in a gap and at the end the moment of the picture that stands; None without one.
    """

    at: float
    rate: float = 1.0
    word: str = "playing"
    next_at: float | None = None
    shown_at: float | None = None


SourceState = Off | Connecting | Live | Stale | Lost | Replaying


def stale_after_s(interval_s: float) -> float:
    """How old a picture may be and still be the present, of a source that gives one each
    ``interval_s``; 0 where that is not known."""
    return max(STALE_AFTER_S, 2 * interval_s)


def judge(
    reported: SourceState, newest_at: float | None, now: float, stale_after_s: float = STALE_AFTER_S
) -> SourceState:
    """How a tile has to call its source: by its pictures, not by its sockets.

    ``reported`` is what the reading process last said, ``newest_at`` the monotonic time at which
    the newest picture on the tile was received. A reader that says "live" and brings nothing is
    stale.
    """
    match reported:
        case Off() | Lost() | Replaying():
            return reported
        case Connecting():
            return reported if newest_at is None else _by_age(now - newest_at, stale_after_s)
        case Live() | Stale():
            return Connecting() if newest_at is None else _by_age(now - newest_at, stale_after_s)


def _by_age(age_s: float, stale_after_s: float) -> SourceState:
    return Stale(age_s) if age_s >= stale_after_s else Live(max(age_s, 0.0))
