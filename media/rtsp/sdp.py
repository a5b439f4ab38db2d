"""The tracks of a session description (RFC 8866), however badly a camera wrote it. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from media.rtsp import hevc
from media.rtsp.control import join_control, repair_base
from media.rtsp.sound import AAC_SAMPLES, AacShape
from media.unit import SoundFormat

MOST_LINES = 1000
MOST_SETS = 16  # parameter sets in one fmtp
LONGEST_CONFIG = 64  # bytes of an AAC configuration

_STATIC = {0: "pcmu", 8: "pcma", 26: "jpeg", 32: "mpv"}  # RFC 3551
_NAMES = {"h265": "hevc", "mpeg4-generic": "aac"}
_BEST = ("h264", "hevc")
_SHAPES = {"aac-lbr": (6, 2, 2), "aac-hbr": (13, 3, 3)}  # RFC 3640, 3.3.5 and 3.3.6
_AAC_RATES = (
    96000,
    88200,
    64000,
    48000,
    44100,
    32000,
    24000,
    22050,
    16000,
    12000,
    11025,
    8000,
    7350,
)
_MEDIA = re.compile(r"(\w+)\s+\S+\s+(\S+)\s+(\d{1,3})\b")
_RTPMAP = re.compile(r"rtpmap:\s*(\d{1,3})\s+([\w.+-]+)\s*/\s*(\d{1,9})(?:\s*/\s*(\d{1,2}))?")
_FMTP = re.compile(r"fmtp:\s*(\d{1,3})\s+(.*)")
_SIZE = re.compile(r"(?:framesize:\s*\d{1,3}\s+|x-dimensions:\s*)(\d{2,5})\s*[-,]\s*(\d{2,5})")


@dataclass(frozen=True, slots=True)
class Video:
    """The video track to ask for. ``codec`` is lower case (``h264``, ``hevc``); ``control`` is the
    address of the track.

    ``parameter_sets`` are NAL units without start codes. ``size`` is a hint, not always right.
    ``numbered``: H.265 payloads carry decoding order numbers.
    """

    codec: str
    payload_type: int
    clock_hz: int
    control: str
    parameter_sets: tuple[bytes, ...] = ()
    packetization_mode: int = 0
    size: tuple[int, int] | None = None
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound track of a kind that is known; ``shape`` of its packets where it is AAC."""

    format: SoundFormat
    payload_type: int
    control: str
    shape: AacShape | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """``aggregate`` is the address of the whole presentation, ``base`` the one it is relative to;
    they differ where the camera names the whole apart from its tracks."""

    video: Video
    sound: Sound | None
    aggregate: str
    base: str


@dataclass
class _Track:
    kind: str
    payload_type: int
    attributes: list[str] = field(default_factory=list)


def parse_sdp(body: bytes, base: str, asked: str) -> Description:
    """The first H.264 track, else the first H.265 one, else the first video of another codec, and
    the first sound.

    ``base`` is what Content-Base or Content-Location said ("" when nothing), ``asked`` the address
    that was described. Raises ValueError when there is no video at all.
    """
    lines = body.decode("utf-8", "replace").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise ValueError(f"a session description of {len(lines)} lines")
    session, tracks = _tracks(line.strip() for line in lines)
    repaired = repair_base(base, asked)
    root = join_control(repaired, _attribute(session, "control:"))
    videos = [video for track in tracks if (video := _video(track, tracks, root))]
    if not videos:
        raise ValueError("the session description names no video")
    best = (video for codec in _BEST for video in videos if video.codec == codec)
    sounds = (sound for track in tracks if (sound := _sound(track, tracks, root)))
    return Description(next(best, videos[0]), next(sounds, None), root, repaired)


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
    codec, clock_hz, _ = _codec(track)
    if track.kind != "video" and codec not in _BEST:  # TP-Link announces video as something else
        return None
    fmtp = _fmtp(track, tracks)
    codec = codec or ("h264" if "sprop-parameter-sets" in fmtp else "unknown")
    mode = fmtp.get("packetization-mode", "0")
    return Video(
        codec,
        track.payload_type,
        clock_hz or 90000,
        join_control(root, _attribute(track.attributes, "control:")),
        _hevc_sets(fmtp) if codec == "hevc" else _sets(fmtp.get("sprop-parameter-sets", "")),
        int(mode) if mode in ("0", "1", "2") else 0,
        _size(track.attributes),
        _number(fmtp, "sprop-max-don-diff", 0) > 0,
    )


def _sound(track: _Track, tracks: list[_Track], root: str) -> Sound | None:
    codec, clock_hz, channels = _codec(track)
    if track.kind != "audio":
        return None
    control = join_control(root, _attribute(track.attributes, "control:"))
    if codec in ("pcmu", "pcma"):
        plain = SoundFormat(codec, clock_hz or 8000, channels)
    elif codec == "opus":
        plain = SoundFormat(codec, 48000, channels)
    elif codec == "aac" and clock_hz:
        return _aac(track, _fmtp(track, tracks), control)
    else:
        return None
    return Sound(plain, track.payload_type, control)


def _aac(track: _Track, fmtp: dict[str, str], control: str) -> Sound | None:
    """None for what packets of cameras never carry: times and states of units in their headers."""
    _, clock_hz, channels = _codec(track)
    odd = ("ctsdeltalength", "dtsdeltalength", "randomaccessindication", "streamstateindication",
           "auxiliarydatasizelength")  # fmt: skip
    config = _config(fmtp.get("config", ""), clock_hz, channels)
    size, index, delta = _SHAPES.get(fmtp.get("mode", "").lower(), _SHAPES["aac-hbr"])
    shape = AacShape(
        _number(fmtp, "sizelength", size),
        _number(fmtp, "indexlength", index),
        _number(fmtp, "indexdeltalength", delta),
        _number(fmtp, "constantduration", AAC_SAMPLES),
    )
    fits = 0 < shape.size_bits <= 16 and max(shape.index_bits, shape.delta_bits) <= 16
    if not config or not fits or any(_number(fmtp, name, 0) for name in odd):
        return None
    return Sound(SoundFormat("aac", clock_hz, channels, config), track.payload_type, control, shape)


def _config(written: str, clock_hz: int, channels: int) -> bytes:
    """The AudioSpecificConfig; where the camera gives none, that of AAC-LC at its rate."""
    try:
        config = bytes.fromhex(written.strip('"'))
    except ValueError:
        config = b""
    if 2 <= len(config) <= LONGEST_CONFIG:
        return config
    if clock_hz not in _AAC_RATES or not 0 < channels < 8:
        return b""
    return (2 << 11 | _AAC_RATES.index(clock_hz) << 7 | channels << 3).to_bytes(2, "big")


def _codec(track: _Track) -> tuple[str, int, int]:
    """Name, clock (0 where it is not written) and channels."""
    for attribute in track.attributes:
        found = _RTPMAP.match(attribute)
        if found and int(found[1]) == track.payload_type:
            name = found[2].lower()
            return _NAMES.get(name, name), int(found[3]), int(found[4] or 1) or 1
    return _STATIC.get(track.payload_type, ""), 0, 1


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


def _number(fmtp: dict[str, str], name: str, otherwise: int) -> int:
    written = fmtp.get(name, "")
    return (
        int(written) if written.isascii() and written.isdigit() and len(written) < 7 else otherwise
    )


def _sets(written: str) -> tuple[bytes, ...]:
    sets: list[bytes] = []
    for part in written.split(",")[:MOST_SETS]:
        try:
            nal = base64.b64decode(part + "=" * (-len(part) % 4), validate=True)
        except (binascii.Error, ValueError):
            return ()  # incomplete ones are worse than none: the stream carries its own
        if nal.startswith(b"\0"):  # a start code, which does not belong here
            nal = nal.lstrip(b"\0")[1:]
        if nal:
            sets.append(nal)
    return tuple(sets)


def _hevc_sets(fmtp: dict[str, str]) -> tuple[bytes, ...]:
    """All three kinds, or none: the stream carries its own."""
    kinds = {"sprop-vps": hevc.VPS, "sprop-sps": hevc.SPS, "sprop-pps": hevc.PPS}
    sets: list[bytes] = []
    for name, kind in kinds.items():
        some = [nal for nal in _sets(fmtp.get(name, "")) if nal[0] >> 1 & 0x3F == kind]
        if not some:
            return ()
        sets += some
    return tuple(sets)


def _size(attributes: list[str]) -> tuple[int, int] | None:
    for attribute in attributes:
        if found := _SIZE.match(attribute):
            return int(found[1]), int(found[2])
    return None


def _attribute(attributes: list[str], start: str) -> str:
    return next((line[len(start) :] for line in attributes if line.lower().startswith(start)), "")
