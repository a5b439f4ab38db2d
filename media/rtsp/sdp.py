"""The video in a session description (RFC 8866), however badly a camera wrote it. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_LINES = 1000
LONGEST_CONTROL = 1024
MOST_SETS = 16  # parameter sets in one fmtp

_STATIC = {26: "jpeg", 32: "mpv"}  # RFC 3551
_MEDIA = re.compile(r"(\w+)\s+\S+\s+(\S+)\s+(\d{1,3})\b")
_RTPMAP = re.compile(r"rtpmap:\s*(\d{1,3})\s+([\w.+-]+)\s*/\s*(\d{1,9})")
_FMTP = re.compile(r"fmtp:\s*(\d{1,3})\s+(.*)")
_SIZE = re.compile(r"(?:framesize:\s*\d{1,3}\s+|x-dimensions:\s*)(\d{2,5})\s*[-,]\s*(\d{2,5})")


@dataclass(frozen=True, slots=True)
class Video:
    """The video track to ask for. ``codec`` is lower case (``h264``); ``control`` is the address of
    the track and ``aggregate`` that of the whole presentation.

    ``parameter_sets`` are NAL units without start codes. ``size`` is a hint, not always right.
    """

    codec: str
    payload_type: int
    clock_hz: int
    control: str
    aggregate: str
    parameter_sets: tuple[bytes, ...] = ()
    packetization_mode: int = 0
    size: tuple[int, int] | None = None


@dataclass
class _Track:
    kind: str
    payload_type: int
    attributes: list[str] = field(default_factory=list)


def parse_sdp(body: bytes, base: str, asked: str) -> Video:
    """The first H.264 track, else the first video of another codec.

    ``base`` is what Content-Base or Content-Location said ("" when nothing), ``asked`` the address
    that was described. Raises ValueError when there is no video at all.
    """
    lines = body.decode("utf-8", "replace").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise ValueError(f"a session description of {len(lines)} lines")
    session, tracks = _tracks(line.strip() for line in lines)
    root = join_control(repair_base(base, asked), _attribute(session, "control:"))
    videos = [video for track in tracks if (video := _video(track, tracks, root))]
    if not videos:
        raise ValueError("the session description names no video")
    return next((video for video in videos if video.codec == "h264"), videos[0])


def repair_base(base: str, asked: str) -> str:
    """The address that control attributes are relative to. Cameras write ``rtsp://rtsp://``, leave
    the scheme out or name a host that only they know: then the address asked for is used."""
    base = base.strip()
    while base.lower().startswith(("rtsp://rtsp://", "rtsp://rtsps://", "rtsps://rtsps://")):
        base = base.partition("://")[2]
    if not base or len(base) > LONGEST_CONTROL or re.search(r"\s", base):
        return asked
    if base.startswith("/"):
        return "/".join(asked.split("/", 3)[:3]) + base
    scheme, colon, rest = base.partition("://")
    if not colon:
        scheme, rest = "rtsp", base
    cut = rest.find("/")
    path = rest[cut:] if cut >= 0 else "/"
    # the connection is to the host asked for, whatever the camera takes its own name to be
    return (
        "/".join(asked.split("/", 3)[:3]) + path if scheme.lower() in ("rtsp", "rtsps") else asked
    )


def join_control(root: str, control: str) -> str:
    """The address of a track. Relative ones are appended, as cameras with a query in their path
    expect it, not resolved as RFC 3986 would."""
    control = control.strip()
    if not control or control == "*" or len(control) > LONGEST_CONTROL or re.search(r"\s", control):
        return root
    if "://" in control:
        return repair_base(control, root)
    return f"{root.rstrip('/')}/{control.lstrip('/')}"


def _tracks(lines: Iterable[str]) -> tuple[list[str], list[_Track]]:
    session: list[str] = []
    tracks: list[_Track] = []
    for line in lines:
        if line.startswith("m="):
            found = _MEDIA.match(line[2:].strip())
            kind, payload_type = (found[1].lower(), int(found[3])) if found else ("", -1)
            tracks.append(_Track(kind, payload_type))
        elif line.startswith("a="):
            (tracks[-1].attributes if tracks else session).append(line[2:].strip())
    return session, tracks


def _video(track: _Track, tracks: list[_Track], root: str) -> Video | None:
    codec, clock_hz = _codec(track)
    if track.kind != "video" and codec != "h264":  # TP-Link announces video as something else
        return None
    fmtp = _fmtp(track, tracks)
    mode = fmtp.get("packetization-mode", "0")
    return Video(
        codec or ("h264" if "sprop-parameter-sets" in fmtp else "unknown"),
        track.payload_type,
        clock_hz,
        join_control(root, _attribute(track.attributes, "control:")),
        root,
        _parameter_sets(fmtp.get("sprop-parameter-sets", "")),
        int(mode) if mode in ("0", "1", "2") else 0,
        _size(track.attributes),
    )


def _codec(track: _Track) -> tuple[str, int]:
    for attribute in track.attributes:
        found = _RTPMAP.match(attribute)
        if found and int(found[1]) == track.payload_type:
            return found[2].lower(), int(found[3]) or 90000
    return _STATIC.get(track.payload_type, ""), 90000


def _fmtp(track: _Track, tracks: list[_Track]) -> dict[str, str]:
    """Format parameters of the track; some cameras write them under another track."""
    own = track.attributes
    others = [line for other in tracks if other is not track for line in other.attributes]
    for attribute in own + others:
        found = _FMTP.match(attribute)
        if found and int(found[1]) == track.payload_type:
            parts = (part.partition("=") for part in found[2].split(";"))
            return {name.strip().lower(): value.strip() for name, _, value in parts}
    return {}


def _parameter_sets(written: str) -> tuple[bytes, ...]:
    sets: list[bytes] = []
    for part in written.split(",")[:MOST_SETS]:
        try:
            nal = base64.b64decode(part + "=" * (-len(part) % 4), validate=True)
        except (binascii.Error, ValueError):
            return ()  # incomplete ones are worse than none: the stream carries its own
        if nal:
            sets.append(nal)
    return tuple(sets)


def _size(attributes: list[str]) -> tuple[int, int] | None:
    for attribute in attributes:
        if found := _SIZE.match(attribute):
            return int(found[1]), int(found[2])
    return None


def _attribute(attributes: list[str], start: str) -> str:
    return next((line[len(start) :] for line in attributes if line.lower().startswith(start)), "")
