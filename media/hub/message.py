"""The door's language: JSON text from and to a site. The only file that knows its field names.

What a site sends is read into frozen values, or refused with a MessageError that names the field.
Unknown fields are passed over; an unknown type is an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, NoReturn

from media.hub import chair_line
from media.hub.chair_line import ChairWord

LONGEST = 64 * 1024  # characters of one message
LONGEST_TOKEN = 1024
LONGEST_AGENT = 300
LONGEST_CANDIDATE = 1024
LONGEST_MESSAGE = 500
LARGEST_T = 1e18  # of a ping: a clock of any unit fits
SUBPROTOCOL = "command-room.1"
HEARTBEAT_MS = 1500


class MessageError(ValueError):
    """A site said what the door does not understand; the text says which field is wrong."""


@dataclass(frozen=True, slots=True)
class Hello:
    """First of all. ``standby``: here I am, call me; not standby: I want to join now. ``if_free``:
    only where nobody is there as this site. ``page``: it tells how its microphone and camera are;
    an encoder does not."""

    token: str
    agent: str = ""
    standby: bool = True
    page: bool = True
    if_free: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    sdp: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to reach the site; ``line`` empty: there are no more."""

    line: str
    mid: str | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Hand:
    up: bool


@dataclass(frozen=True, slots=True)
class Mic:
    open: bool


@dataclass(frozen=True, slots=True)
class Camera:
    on: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """The picture is, or would be, the screen."""

    on: bool


@dataclass(frozen=True, slots=True)
class Leave:
    pass


@dataclass(frozen=True, slots=True)
class Ping:
    t: float


@dataclass(frozen=True, slots=True)
class Written:
    """A message to the chair."""

    text: str


FromSite = (
    Hello | Offer | Candidate | Hand | Mic | Camera | Screen | Leave | Ping | ChairWord | Written
)  # fmt: skip


class Reason(Enum):
    """Why the hub says bye: the word and the WebSocket's close code."""

    ENDED = "ended"
    REMOVED = "removed"
    LOCKED = "locked"
    REPLACED = "replaced"
    TAKEN = "taken"
    UNAUTHORIZED = "unauthorized"
    FULL = "full"
    SLOW = "slow"
    MALFORMED = "malformed"
    FLOOD = "flood"

    @property
    def code(self) -> int:
        return _CODES[self]

    @property
    def closes(self) -> bool:
        """Whether the socket is closed after it; else it stays open in standby."""
        return self not in (Reason.ENDED, Reason.REMOVED, Reason.LOCKED)


_CODES = {
    Reason.ENDED: 4000,
    Reason.REMOVED: 4000,
    Reason.LOCKED: 4000,
    Reason.REPLACED: 4001,
    Reason.TAKEN: 4004,
    Reason.FULL: 4002,
    Reason.UNAUTHORIZED: 4003,
    Reason.SLOW: 4005,
    Reason.MALFORMED: 4007,
    Reason.FLOOD: 4008,
}


def parse(text: str) -> FromSite:
    """Read one message; MessageError says what is wrong with it."""
    if len(text) > LONGEST:
        raise MessageError(f"a message of {len(text)} characters; at most {LONGEST}")
    try:
        fields = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError) as fault:
        raise MessageError(f"no JSON: {type(fault).__name__}") from fault
    if not isinstance(fields, dict):
        raise MessageError("a message is one JSON object")
    kind = fields.get("type")
    read = _READERS.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise MessageError(f"type: {str(kind)[:40]!r} is none of {', '.join(_READERS)}")
    return read(fields)


def _hello(fields: Mapping[str, Any]) -> Hello:
    token = _text(fields, "token", LONGEST_TOKEN)
    agent = _text(fields, "agent", LONGEST, "")[:LONGEST_AGENT]
    standby, if_free = _flag(fields, "standby", False), _flag(fields, "if_free", False)
    return Hello(token, agent, standby, if_free=if_free)


def _candidate(fields: Mapping[str, Any]) -> Candidate:
    if "candidate" not in fields:
        raise MessageError("candidate: missing")
    found = fields["candidate"]
    if found is None:
        return Candidate("")
    if not isinstance(found, dict):
        raise MessageError("candidate: an object or null")
    index = found.get("sdpMLineIndex")
    if index is not None and (type(index) is not int or not 0 <= index < 64):
        raise MessageError("candidate.sdpMLineIndex: a small number or null")
    mid = found.get("sdpMid")
    if mid is not None and not (isinstance(mid, str) and len(mid) <= 64):
        raise MessageError("candidate.sdpMid: a short text or null")
    return Candidate(_text(found, "candidate", LONGEST_CANDIDATE), mid, index)


def _ping(fields: Mapping[str, Any]) -> Ping:
    t = fields.get("t")
    if isinstance(t, bool) or not isinstance(t, int | float) or not abs(t) < LARGEST_T:
        raise MessageError("t: a number")
    return Ping(t)


def _chair(fields: Mapping[str, Any]) -> ChairWord:
    try:
        return chair_line.read(fields)
    except ValueError as fault:
        raise MessageError(str(fault)) from fault


_READERS: dict[str, Callable[[Mapping[str, Any]], FromSite]] = {
    "hello": _hello,
    "offer": lambda fields: Offer(_text(fields, "sdp", LONGEST)),
    "candidate": _candidate,
    "hand": lambda fields: Hand(_flag(fields, "up")),
    "mic": lambda fields: Mic(_flag(fields, "open")),
    "camera": lambda fields: Camera(_flag(fields, "on")),
    "screen": lambda fields: Screen(_flag(fields, "on")),
    "leave": lambda _fields: Leave(),
    "ping": _ping,
    "chair": _chair,
    "message": lambda fields: Written(_text(fields, "text", LONGEST_MESSAGE)),
}


def _text(fields: Mapping[str, Any], name: str, longest: int, default: str | None = None) -> str:
    found = fields.get(name, default)
    if not isinstance(found, str) or len(found) > longest:
        raise MessageError(f"{name}: a text of at most {longest} characters")
    return found


def _flag(fields: Mapping[str, Any], name: str, default: bool | None = None) -> bool:
    found = fields.get(name, default)
    if not isinstance(found, bool):
        raise MessageError(f"{name}: true or false")
    return found


def _no_number(word: str) -> NoReturn:
    raise MessageError(f"{word} is no number")


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise MessageError("a field is there twice")
    return fields


# -- to the site


def welcome(
    node: str, name: str, site: str, language: str, simulated: bool, ice_servers: Sequence[Any]
) -> str:
    return _dump(
        type="welcome",
        node={"id": node, "name": name},
        site={"name": site, "simulated": simulated, "language": language},
        ice_servers=list(ice_servers),
        heartbeat_ms=HEARTBEAT_MS,
    )


def call() -> str:
    return _dump(type="call")


def ask_mic() -> str:
    """The chair gives the word to a site that has muted itself: only the site opens it."""
    return _dump(type="ask", what="mic")


def want(width: int, height: int, kbps: int, fps: int) -> str:
    """So large and so dense a picture is of use from this site now."""
    return _dump(type="want", width=width, height=height, kbps=kbps, fps=fps)


def answer(sdp: str) -> str:
    return _dump(type="answer", sdp=sdp)


def state(
    *,
    conference: str,
    place: str,
    mic: str,
    hand: bool,
    on_air: Sequence[str],
    banner: str,
    screen: str = "none",
    recording: bool = False,
    cues: Mapping[str, Any] | None = None,
) -> str:
    """``cues``: further fields, of ``cues.of``."""
    return _dump(
        type="state",
        conference=conference,
        place=place,
        mic=mic,
        hand=hand,
        on_air=list(on_air),
        screen=screen,
        recording=recording,
        **{"banner": banner, **(cues or {})},
    )


def written(text: str, at: str) -> str:
    """A message of the chair; ``at`` as RFC 3339."""
    return _dump(type="message", text=text, at=at)


def kept(text: str, at: str) -> str:
    """The site's own message, as it is kept."""
    return _dump(type="wrote", text=text, at=at)


def recalled(letters: Sequence[tuple[str, str, bool]]) -> str:
    """What was written so far, the oldest first: text, moment, whether the site wrote it."""
    told = [{"text": text, "at": at, "own": own} for text, at, own in letters]
    return _dump(type="messages", letters=told)


def bell() -> str:
    return _dump(type="bell")


def pong(t: float) -> str:
    return _dump(type="pong", t=t)


def bye(reason: Reason, detail: str = "") -> str:
    return _dump(type="bye", code=reason.code, reason=reason.value, detail=detail)


def _dump(**fields: Any) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
