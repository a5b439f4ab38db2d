"""The orders of PROTOCOL.md: read and checked. ValueError names the key; no value that may be
secret is repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from pathlib import Path
from typing import Literal

from media.archive.segment import STREAMS
from media.cameras.canvas import Outlet
from media.cameras.choice import StreamName
from media.parent import Message
from media.reader.address import Address, parse_address
from media.rtsp.session import Target
from media.rtsp.tls import parse_fingerprint
from media.rtsp.url import RtspUrl, parse_url, split_card
from media.schedule import NEVER, Schedule, parse_schedule
from media.secret import Secret
from media.view import DAMAGED, parse_ratio

MOST_CAMERAS = 4096
LARGEST_SIDE = 16384
MOST_RATE = 240.0

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TRANSPORTS = ("tcp", "udp", "multicast", "rtsps", "any")
_TURNS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class CameraEntry:
    """One camera as the console knows it."""

    id: str
    main: RtspUrl | Address  # an Address where ``transport`` is any
    sub: RtspUrl | Address | None = None
    user: str | None = None
    password: Secret | None = None
    transport: str = "tcp"
    warm: bool = False
    rotate: int = 0
    record: Schedule = NEVER
    record_stream: StreamName = "main"
    ca: Path | None = None
    fingerprint: str | None = None
    aspect: Fraction | Literal["main"] | None = None  # of both streams, or of the main one for both
    shows_damage: bool = False  # spoilt pictures as they are, instead of the last whole one

    def target(self, url: RtspUrl) -> Target:
        return Target(url, self.user, self.password, ca=self.ca, fingerprint=self.fingerprint)


def parse_cameras(order: Message) -> dict[str, CameraEntry]:
    """The ``cameras`` order, by id."""
    written = order["cameras"]
    if not isinstance(written, list) or len(written) > MOST_CAMERAS:
        raise ValueError(f'"cameras" is a list of at most {MOST_CAMERAS}')
    entries: dict[str, CameraEntry] = {}
    for each in written:
        if not isinstance(each, dict):
            raise ValueError('each of "cameras" is an object')
        entry = _camera(each)
        if entry.id in entries:
            raise ValueError(f"camera {entry.id} is there twice")
        entries[entry.id] = entry
    return entries


def parse_show(order: Message) -> tuple[str, Outlet]:
    """The ``show`` order: the camera's id and where to."""
    rate = order.get("rate", 25)
    if rate is None:
        rate = inf
    elif isinstance(rate, bool) or not isinstance(rate, int | float) or not 0 < rate <= MOST_RATE:
        raise ValueError(f'"rate" is null, or above 0 and at most {MOST_RATE:g}')
    return parse_id(order), Outlet(
        parse_channel(order),
        _whole(order, "epoch", 0, 2**32 - 1),
        _whole(order, "width", 2, LARGEST_SIDE),
        _whole(order, "height", 2, LARGEST_SIDE),
        float(rate),
    )


def parse_warm(order: Message) -> frozenset[str]:
    """The ``warm`` order: the ids of cameras to keep connected, shown or not."""
    written = order["cameras"]
    if not isinstance(written, list) or len(written) > MOST_CAMERAS:
        raise ValueError(f'"cameras" is a list of at most {MOST_CAMERAS}')
    if not all(isinstance(each, str) for each in written):
        raise ValueError('each of "cameras" is an id')
    return frozenset(written)


def parse_channel(order: Message) -> int:
    return _whole(order, "channel", 0, 2**31)


def parse_id(order: Message) -> str:
    return _identity(order, "camera")


def _camera(written: Message) -> CameraEntry:
    identity = _identity(written, "id")
    try:
        transport, rotate = written.get("transport", "tcp"), written.get("rotate", 0)
        if transport not in _TRANSPORTS:
            raise ValueError(f'"transport" is one of {", ".join(_TRANSPORTS)}')
        if rotate not in _TURNS:
            raise ValueError('"rotate" is 0, 90, 180 or 270')
        record_stream = written.get("record_stream", "main")
        if record_stream not in STREAMS:
            raise ValueError('"record_stream" is main or sub')
        password, ca = _text(written, "password"), _text(written, "ca")
        return CameraEntry(
            identity,
            _stream_address(written["main"], transport),
            _stream_address(written["sub"], transport) if written.get("sub") else None,
            _text(written, "user"),
            None if password is None else Secret(password),
            transport,
            bool(written.get("warm", False)),
            rotate,
            parse_schedule(_text(written, "record") or "no"),
            record_stream,
            None if ca is None else Path(ca),
            _fingerprint(written),
            _aspect(written),
            _shows_damage(written),
        )
    except KeyError as fault:
        raise ValueError(f"camera {identity}: {fault} is missing") from None
    except (ValueError, TypeError, AttributeError) as fault:
        raise ValueError(f"camera {identity}: {fault}") from None


def _fingerprint(written: Message) -> str | None:
    text = _text(written, "fingerprint")
    if text is None:
        return None
    try:
        return parse_fingerprint(text)
    except ValueError as fault:
        raise ValueError(f'"fingerprint" {fault}') from None


def _aspect(written: Message) -> Fraction | Literal["main"] | None:
    text = _text(written, "aspect")
    if not text:
        return None
    if text == "main":
        return "main"
    try:
        return parse_ratio(text)
    except ValueError as fault:
        raise ValueError(f'"aspect": {fault}') from None


def _shows_damage(written: Message) -> bool:
    damaged = written.get("damaged", "hold")
    if damaged not in DAMAGED:
        raise ValueError(f'"damaged" is {" or ".join(DAMAGED)}')
    return bool(damaged == "show")


def _stream_address(written: str, transport: str) -> RtspUrl | Address:
    if transport == "any":
        return parse_address(written)
    url = parse_url(written)
    if transport == "multicast":
        split_card(url)
    return url


def _identity(written: Message, key: str) -> str:
    value = written[key]
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError(f'"{key}" is 1-64 letters, digits, - and _')
    return value


def _text(written: Message, key: str) -> str | None:
    value = written.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{key}" is a text or null')
    return value


def _whole(order: Message, key: str, least: int, most: int) -> int:
    value = order[key]
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f'"{key}" is a whole number from {least} to {most}')
    return value
