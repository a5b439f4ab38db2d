"""The look-outs' ONVIF server: device, media (Profile S and T) and PTZ services.

``http://127.0.0.1:PORT/c10/onvif/device_service``; every service of a camera answers at every path
of it, as many cameras do. Login by UsernameToken, but for the clock.
"""

from __future__ import annotations

import math
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from xml.sax.saxutils import escape

from aiohttp import web

from console.town.cameras.head import Head
from console.town.cameras.onvif_words import NODE, profiles, profiles_2, services
from console.town.cameras.soap import (
    Doorkeeper,
    Fault,
    answer,
    local,
    read_envelope,
    refusal,
    said,
    seconds,
)
from console.town.film.gaze import Place
from console.town.world.town import Camera

LARGEST = 64 * 1024
OPEN_CALLS = ("GetSystemDateAndTime", "GetServices", "GetCapabilities")
LOOK_OUTS = 14
SCENES = ("lookout", "fields", "parking")  # highest masts first
FIRST_PRESETS: tuple[tuple[str, Place], ...] = (
    ("左", (-0.7, 0.0, 0.2)), ("中", (0.0, 0.0, 0.5)), ("右", (0.7, 0.0, 0.2)),
)  # fmt: skip


def look_outs(cameras: tuple[Camera, ...]) -> tuple[Camera, ...]:
    """The cameras that can be turned: those on the highest masts."""
    high = [camera for scene in SCENES for camera in cameras if camera.scene == scene]
    return tuple(high[:LOOK_OUTS])


class Onvif:
    """The server of all look-outs. ``clock_ahead`` makes their clocks wrong, as clocks are.
    ``wanted`` hears of each that somebody may be about to turn."""

    def __init__(
        self,
        cameras: tuple[Camera, ...],
        name: str,
        password: str,
        now: Callable[[], float] = time.monotonic,
        clock_ahead: timedelta = timedelta(),
        is_cut: Callable[[str], bool] = lambda _: False,
        wanted: Callable[[Camera], None] = lambda _: None,
    ) -> None:
        self._cameras = {camera.id: camera for camera in cameras}
        self.heads = {camera.id: _head() for camera in cameras}
        self._keeper = Doorkeeper(name, password)
        self._now, self._ahead, self._is_cut = now, clock_ahead, is_cut
        self._wanted = wanted
        self._rtsp_port = self.port = 0
        self._runner: web.AppRunner | None = None
        self.asked: dict[str, int] = {}  # how often each call came

    async def start(self, rtsp_port: int, port: int = 0) -> int:
        """Listen on the loopback address; the port."""
        self._rtsp_port = rtsp_port
        application = web.Application(client_max_size=LARGEST)
        application.router.add_post("/{camera}/onvif/{service}", self._serve)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = int(self._runner.addresses[0][1])
        return self.port

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def address(self, camera_id: str) -> str:
        """The device URL of a look-out; KeyError when the camera is none."""
        return f"http://127.0.0.1:{self.port}/{self._cameras[camera_id].id}/onvif/device_service"

    async def _serve(self, request: web.Request) -> web.Response:
        camera = self._cameras.get(request.match_info["camera"])
        if camera is None:
            raise web.HTTPNotFound
        if self._is_cut(camera.id) and request.transport is not None:
            request.transport.abort()
        try:
            envelope, asked = read_envelope(await request.read())
            text, status = answer(self._answer(camera, envelope, asked)), 200
        except Fault as fault:
            text, status = refusal(fault), fault.status
        return web.Response(text=text, status=status, content_type="application/soap+xml")

    def _answer(self, camera: Camera, envelope: ET.Element, asked: ET.Element) -> str:
        call = local(asked.tag)
        self.asked[call] = self.asked.get(call, 0) + 1
        clock = datetime.now(UTC) + self._ahead
        if call not in OPEN_CALLS and not self._keeper.accepts(envelope, clock):
            raise Fault("NotAuthorized", "Sender not Authorized")
        base = f"http://127.0.0.1:{self.port}/{camera.id}/onvif"
        stream = f"rtsp://127.0.0.1:{self._rtsp_port}/{camera.id}"
        told: Mapping[str, Callable[[], str]] = {
            "GetSystemDateAndTime": lambda: _clock(clock),
            "GetServices": lambda: services(base, older=False),
            "GetCapabilities": lambda: services(base, older=True),
            "GetDeviceInformation": lambda: _information(camera),
            "GetScopes": lambda: _scopes(camera),
            "GetProfiles": lambda: profiles_2() if "ver20/media" in asked.tag else profiles(),
            "GetStreamUri": lambda: _uri(asked, f"{stream}/{_size(asked)}"),
            "GetSnapshotUri": lambda: _uri(asked, f"{base}/snapshot.jpg"),
            "GetNodes": lambda: f"<tptz:GetNodesResponse>{NODE}</tptz:GetNodesResponse>",
            "GetNode": lambda: f"<tptz:GetNodeResponse>{NODE}</tptz:GetNodeResponse>",
        }
        if call in told:
            return told[call]()
        if call != "GetStatus":  # where it points is asked of heads that nobody turns, too
            self._wanted(camera)
        return self._steer(self.heads[camera.id], call, asked)

    def _steer(self, head: Head, call: str, asked: ET.Element) -> str:
        now = self._now()
        if said(asked, "ProfileToken") not in ("main", "sub"):
            raise Fault("NoProfile", "there is no such profile")
        inner = ""
        match call:
            case "ContinuousMove":
                head.move(_place(asked, (0.0, 0.0, 0.0)), now, seconds(said(asked, "Timeout")))
            case "AbsoluteMove":
                head.go(_place(asked, head.at(now)), now)
            case "RelativeMove":
                way, at = _place(asked, (0.0, 0.0, 0.0)), head.at(now)
                head.go((at[0] + way[0], at[1] + way[1], at[2] + way[2]), now)
            case "Stop":
                head.stop(now)
            case "GetStatus":
                inner = _status(head, now)
            case "GotoHomePosition":
                head.go(head.home, now)
            case "SetHomePosition":
                head.home = head.at(now)
            case _:
                inner = _presets(head, call, asked, now)
        return f"<tptz:{call}Response>{inner}</tptz:{call}Response>"


def _presets(head: Head, call: str, asked: ET.Element, now: float) -> str:
    token = said(asked, "PresetToken")
    try:
        match call:
            case "GetPresets":
                return "".join(
                    f'<tptz:Preset token="{key}"><tt:Name>{escape(name)}</tt:Name></tptz:Preset>'
                    for key, (name, _) in head.presets.items()
                )
            case "GotoPreset":
                head.go(head.presets[token][1], now)
            case "RemovePreset":
                del head.presets[token]
            case "SetPreset":
                kept = head.keep(token, said(asked, "PresetName")[:64], now)
                return f"<tptz:PresetToken>{kept}</tptz:PresetToken>"
            case _:
                raise Fault("ActionNotSupported", f"{call} is not known here", 500)
    except KeyError as fault:
        raise Fault("NoToken", "there is no such preset") from fault
    except ValueError as fault:
        raise Fault("TooManyPresets", "there are enough presets", 500) from fault
    return ""


def _head() -> Head:
    head = Head()
    for number, (name, place) in enumerate(FIRST_PRESETS, 1):
        head.presets[str(number)] = (name, place)
    return head


def _place(asked: ET.Element, usual: Place) -> Place:
    """The vector in a movement; axes that are not there stay as they are."""
    pan, tilt, zoom = usual
    for part in asked.iter():
        try:
            if local(part.tag) == "PanTilt":
                pan, tilt = float(part.attrib["x"]), float(part.attrib["y"])
            elif local(part.tag) == "Zoom":
                zoom = float(part.attrib["x"])
        except (KeyError, ValueError) as fault:
            raise Fault("InvalidPosition", "needs numbers") from fault
    if not all(map(math.isfinite, (pan, tilt, zoom))):
        raise Fault("InvalidPosition", "needs numbers")
    return pan, tilt, zoom


def _status(head: Head, now: float) -> str:
    pan, tilt, zoom = head.at(now)
    word = "MOVING" if head.moving(now) else "IDLE"
    return (
        f'<tptz:PTZStatus><tt:Position><tt:PanTilt x="{pan:.4f}" y="{tilt:.4f}"/>'
        f'<tt:Zoom x="{zoom:.4f}"/></tt:Position><tt:MoveStatus><tt:PanTilt>{word}</tt:PanTilt>'
        f"<tt:Zoom>{word}</tt:Zoom></tt:MoveStatus>"
        f"<tt:UtcTime>{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}</tt:UtcTime></tptz:PTZStatus>"
    )


def _size(asked: ET.Element) -> str:
    token = said(asked, "ProfileToken")
    if token not in ("main", "sub"):
        raise Fault("NoProfile", "there is no such profile")
    return token


def _uri(asked: ET.Element, address: str) -> str:
    call = local(asked.tag)
    _size(asked)
    if "ver20/media" in asked.tag:
        return f"<tr2:{call}Response><tr2:Uri>{address}</tr2:Uri></tr2:{call}Response>"
    return (
        f"<trt:{call}Response><trt:MediaUri><tt:Uri>{address}</tt:Uri>"
        "<tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>"
        "<tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout>"
        f"</trt:MediaUri></trt:{call}Response>"
    )


def _clock(moment: datetime) -> str:
    time_ = f"<tt:Hour>{moment.hour}</tt:Hour><tt:Minute>{moment.minute}</tt:Minute>"
    date = f"<tt:Year>{moment.year}</tt:Year><tt:Month>{moment.month}</tt:Month>"
    return (
        "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>"
        "<tt:DateTimeType>Manual</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>"
        f"<tt:UTCDateTime><tt:Time>{time_}<tt:Second>{moment.second}</tt:Second></tt:Time>"
        f"<tt:Date>{date}<tt:Day>{moment.day}</tt:Day></tt:Date></tt:UTCDateTime>"
        "</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>"
    )


def _information(camera: Camera) -> str:
    return (
        "<tds:GetDeviceInformationResponse><tds:Manufacturer>Demo Town</tds:Manufacturer>"
        "<tds:Model>Look-out (simulated)</tds:Model><tds:FirmwareVersion>1</tds:FirmwareVersion>"
        f"<tds:SerialNumber>{camera.id}</tds:SerialNumber><tds:HardwareId>1</tds:HardwareId>"
        "</tds:GetDeviceInformationResponse>"
    )


def _scopes(camera: Camera) -> str:
    rows = "".join(
        f"<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>{scope}</tt:ScopeItem>"
        "</tds:Scopes>"
        for scope in scopes_of(camera)
    )
    return f"<tds:GetScopesResponse>{rows}</tds:GetScopesResponse>"


def scopes_of(camera: Camera) -> list[str]:
    """What a look-out says of itself when somebody asks who is there."""
    root = "onvif://www.onvif.org"
    return [
        f"{root}/type/Network_Video_Transmitter", f"{root}/type/ptz",
        f"{root}/Profile/Streaming", f"{root}/Profile/T", f"{root}/name/{quote(camera.name)}",
        f"{root}/hardware/Look-out", f"{root}/location/{quote(camera.village)}",
        f"{root}/MAC/02:00:00:00:00:{camera.number:02x}",
    ]  # fmt: skip
