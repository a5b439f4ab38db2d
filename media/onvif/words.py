"""What is asked of a device, as the bodies of requests, and what its answers mean. Pure.

Readers raise ``BadAnswer`` and nothing else. Positions and speeds are in ONVIF's generic spaces:
pan and tilt -1 to 1 (right and up are positive), zoom 0 to 1, speeds -1 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from media.onvif.envelope import NAMESPACES
from media.onvif.tree import BadAnswer, Node

MOST_PROFILES = 64
MOST_PRESETS = 500
LONGEST_TOKEN = 64  # characters, by the standard
LONGEST_ADDRESS = 1000

CLOCK = "<tds:GetSystemDateAndTime/>"
INFORMATION = "<tds:GetDeviceInformation/>"
SERVICES = "<tds:GetServices><tds:IncludeCapability>false</tds:IncludeCapability></tds:GetServices>"
CAPABILITIES = "<tds:GetCapabilities><tds:Category>All</tds:Category></tds:GetCapabilities>"
PROFILES = "<trt:GetProfiles/>"
PROFILES_2 = "<tr2:GetProfiles><tr2:Type>All</tr2:Type></tr2:GetProfiles>"
NODES = "<tptz:GetNodes/>"


@dataclass(frozen=True, slots=True)
class Motion:
    """A position, a way to go or a speed: the three axes of the head. None: left as it is."""

    pan: float = 0.0
    tilt: float = 0.0
    zoom: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Information:
    maker: str
    model: str
    firmware: str
    serial: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A stream that a device offers. ``width`` is 0 where it does not say."""

    token: str
    name: str
    source: str = ""
    codec: str = ""
    width: int = 0
    height: int = 0
    ptz: bool = False


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the head can do."""

    move: bool = False
    zoom: bool = False
    absolute: bool = False
    relative: bool = False
    home: bool = False
    presets: int = 0


@dataclass(frozen=True, slots=True)
class Preset:
    token: str
    name: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where the head stands, None where the device does not say, and whether it moves."""

    position: Motion | None
    moving: bool


def stream_uri(profile: str, second: bool = False) -> str:
    """Where a profile's RTSP stream is; ``second``: of the second media service."""
    token = _token(profile)
    if second:
        return (
            f"<tr2:GetStreamUri><tr2:Protocol>RTSP</tr2:Protocol>"
            f"<tr2:ProfileToken>{token}</tr2:ProfileToken></tr2:GetStreamUri>"
        )
    return (
        "<trt:GetStreamUri><trt:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream><tt:Transport>"
        "<tt:Protocol>RTSP</tt:Protocol></tt:Transport></trt:StreamSetup>"
        f"<trt:ProfileToken>{token}</trt:ProfileToken></trt:GetStreamUri>"
    )


def snapshot_uri(profile: str, second: bool = False) -> str:
    prefix = "tr2" if second else "trt"
    return _asked(f"{prefix}:GetSnapshotUri", profile)


def move(profile: str, speed: Motion, timeout_s: float) -> str:
    """Go on at a speed until told otherwise, or for ``timeout_s`` at most."""
    inner = f"<tptz:Velocity>{_axes(speed)}</tptz:Velocity>"
    return _asked(
        "tptz:ContinuousMove", profile, f"{inner}<tptz:Timeout>PT{timeout_s:.3f}S</tptz:Timeout>"
    )


def go_to(profile: str, position: Motion) -> str:
    return _asked("tptz:AbsoluteMove", profile, f"<tptz:Position>{_axes(position)}</tptz:Position>")


def go_by(profile: str, way: Motion) -> str:
    return _asked(
        "tptz:RelativeMove", profile, f"<tptz:Translation>{_axes(way)}</tptz:Translation>"
    )


def stop(profile: str) -> str:
    both = "<tptz:PanTilt>true</tptz:PanTilt><tptz:Zoom>true</tptz:Zoom>"
    return _asked("tptz:Stop", profile, both)


def status(profile: str) -> str:
    return _asked("tptz:GetStatus", profile)


def presets(profile: str) -> str:
    return _asked("tptz:GetPresets", profile)


def go_preset(profile: str, preset: str) -> str:
    return _asked("tptz:GotoPreset", profile, _preset(preset))


def set_preset(profile: str, name: str, preset: str = "") -> str:
    """Keep where it stands; an empty ``preset`` makes a new one."""
    named = f"<tptz:PresetName>{escape(name)}</tptz:PresetName>"
    return _asked("tptz:SetPreset", profile, named + (_preset(preset) if preset else ""))


def remove_preset(profile: str, preset: str) -> str:
    return _asked("tptz:RemovePreset", profile, _preset(preset))


def go_home(profile: str) -> str:
    return _asked("tptz:GotoHomePosition", profile)


def set_home(profile: str) -> str:
    return _asked("tptz:SetHomePosition", profile)


# -- answers


def read_clock(answer: Node) -> datetime:
    """The device's time; BadAnswer when it does not say it in UTC."""
    whole = answer.find("UTCDateTime")
    if whole is None:
        raise BadAnswer("a clock without UTC")
    date, time = whole.at("Date"), whole.at("Time")
    parts = [
        *((date.whole(key) if date else None) for key in ("Year", "Month", "Day")),
        *((time.whole(key) if time else None) for key in ("Hour", "Minute", "Second")),
    ]
    year, month, day, hour, minute, second = (-1 if part is None else part for part in parts)
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, OverflowError) as fault:
        raise BadAnswer("a clock that shows no time") from fault


def read_information(answer: Node) -> Information:
    said = (
        answer.said(key)[:100]
        for key in ("Manufacturer", "Model", "FirmwareVersion", "SerialNumber")
    )
    return Information(*said)


def read_services(answer: Node) -> dict[str, str]:
    """Paths by the prefixes of ``NAMESPACES``, of either kind of answer."""
    prefixes = {uri: prefix for prefix, uri in NAMESPACES.items()}
    found = {}
    for service in answer.all("Service"):
        prefix = prefixes.get(service.said("Namespace"))
        if prefix:
            found[prefix] = _path(service.said("XAddr"))
    older = answer.at("Capabilities")
    if older is not None:
        for name, prefix in (("Device", "tds"), ("Media", "trt"), ("PTZ", "tptz")):
            address = older.said(name, "XAddr")
            if address:
                found[prefix] = _path(address)
    if not found:
        raise BadAnswer("no services")
    return found


def read_profiles(answer: Node) -> tuple[Profile, ...]:
    """Of either media service; those with a token that can be used."""
    found = []
    for node in list(answer.all("Profiles"))[:MOST_PROFILES]:
        token = node.attributes.get("token", "")
        if 0 < len(token) <= LONGEST_TOKEN:
            found.append(_profile(token, node))
    return tuple(found)


def read_uri(answer: Node, schemes: tuple[str, ...]) -> str:
    """An address without a login, which some devices put in; BadAnswer when it is none."""
    node = answer.find("Uri")
    written = node.text if node is not None else ""
    try:
        parts = urlsplit(written)
        good = parts.scheme.lower() in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or len(written) > LONGEST_ADDRESS or any(c.isspace() for c in written):
        raise BadAnswer("an address that is none")
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def read_abilities(answer: Node) -> Abilities:
    """Of the first node: devices with one head have one."""
    node = answer.find("PTZNode")
    if node is None:
        raise BadAnswer("no PTZ node")
    spaces = node.at("SupportedPTZSpaces") or Node("none")
    return Abilities(
        spaces.at("ContinuousPanTiltVelocitySpace") is not None,
        spaces.at("ContinuousZoomVelocitySpace") is not None,
        spaces.at("AbsolutePanTiltPositionSpace") is not None,
        spaces.at("RelativePanTiltTranslationSpace") is not None,
        node.said("HomeSupported").lower() in ("true", "1"),
        min(node.whole("MaximumNumberOfPresets") or 0, MOST_PRESETS),
    )


def read_status(answer: Node) -> Status:
    position = answer.find("Position")
    moving = answer.find("MoveStatus")
    words = {child.text.upper() for child in moving.children} if moving is not None else set()
    return Status(_position(position) if position is not None else None, "MOVING" in words)


def read_presets(answer: Node) -> tuple[Preset, ...]:
    found = []
    for node in list(answer.all("Preset"))[:MOST_PRESETS]:
        token = node.attributes.get("token", "")
        if 0 < len(token) <= LONGEST_TOKEN:
            found.append(Preset(token, node.said("Name")[:64] or token))
    return tuple(found)


def read_preset_token(answer: Node) -> str:
    token = answer.said("PresetToken")
    if not 0 < len(token) <= LONGEST_TOKEN:
        raise BadAnswer("a preset without a token")
    return token


def main_and_sub(profiles: tuple[Profile, ...]) -> tuple[Profile, Profile | None] | None:
    """The largest picture of the first video source and its smallest, where that is another."""
    if not profiles:
        return None
    first = [each for each in profiles if each.source == profiles[0].source]
    main = max(first, key=lambda each: each.width * each.height)
    smaller = [each for each in first if 0 < each.width < main.width]
    return main, min(smaller, key=lambda each: each.width * each.height, default=None)


def _profile(token: str, node: Node) -> Profile:
    # the first media service names the parts as children, the second below Configurations
    parts = node.at("Configurations") or node
    encoder = parts.at("VideoEncoderConfiguration") or parts.at("VideoEncoder") or Node("none")
    source = parts.at("VideoSourceConfiguration") or parts.at("VideoSource") or Node("none")
    has_ptz = parts.at("PTZConfiguration") is not None or parts.at("PTZ") is not None
    return Profile(
        token,
        node.said("Name")[:64],
        source.said("SourceToken")[:LONGEST_TOKEN],
        encoder.said("Encoding")[:16],
        encoder.whole("Resolution", "Width") or 0,
        encoder.whole("Resolution", "Height") or 0,
        has_ptz,
    )


def _position(node: Node) -> Motion | None:
    head, lens = node.at("PanTilt"), node.at("Zoom")
    pan, tilt = (head.number("x"), head.number("y")) if head is not None else (None, None)
    if pan is None or tilt is None:
        return None
    return Motion(pan, tilt, lens.number("x") if lens is not None else None)


def _path(address: str) -> str:
    """The path of an address: host and port are those that it was reached by, which behind a
    translating router are not those that the device knows."""
    try:
        parts = urlsplit(address)
    except ValueError as fault:
        raise BadAnswer("a service at no address") from fault
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    if not path.startswith("/") or len(path) > LONGEST_ADDRESS or not path.isprintable():
        raise BadAnswer("a service at no address")
    return path


def _asked(name: str, profile: str, inner: str = "") -> str:
    prefix = name.partition(":")[0]
    token = f"<{prefix}:ProfileToken>{_token(profile)}</{prefix}:ProfileToken>"
    return f"<{name}>{token}{inner}</{name}>"


def _preset(token: str) -> str:
    return f"<tptz:PresetToken>{_token(token)}</tptz:PresetToken>"


def _token(token: str) -> str:
    return escape(token)


def _axes(motion: Motion) -> str:
    zoom = "" if motion.zoom is None else f'<tt:Zoom x="{motion.zoom:.4f}"/>'
    return f'<tt:PanTilt x="{motion.pan:.4f}" y="{motion.tilt:.4f}"/>{zoom}'
