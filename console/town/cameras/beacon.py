"""The look-outs answer who asks on loopback which cameras there are (WS-Discovery)."""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
import uuid
import xml.etree.ElementTree as ET

from console.town.cameras.onvif import Onvif, scopes_of
from console.town.cameras.soap import S, local
from console.town.world.town import Camera

GROUP, PORT = "239.255.255.250", 3702
LARGEST = 8192
MOST_ASKED = 20  # answers a second, in all: a beacon is no amplifier
ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery"

log = logging.getLogger(__name__)


class Beacon(asyncio.DatagramProtocol):
    """Answers probes for all look-outs of a server. ``port`` is 3702 but in tests."""

    def __init__(self, cameras: tuple[Camera, ...], onvif: Onvif) -> None:
        self._cameras, self._onvif = cameras, onvif
        self._transport: asyncio.DatagramTransport | None = None
        self._second, self._asked = 0, 0

    async def start(self, port: int = PORT) -> int:
        """The port; 0 when the group cannot be joined: they can still be found by address."""
        loop = asyncio.get_running_loop()
        try:
            self._transport, _ = await loop.create_datagram_endpoint(
                lambda: self, sock=_socket(port)
            )
        except OSError as fault:
            log.warning("the look-outs are not found by discovery: %s", fault)
            return 0
        return int(self._transport.get_extra_info("sockname")[1])

    def stop(self) -> None:
        if self._transport is not None:
            self._transport.abort()
            self._transport = None

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        message = _asked(data)
        if not message or self._transport is None or self._is_too_much():
            return
        for camera in self._cameras:
            self._transport.sendto(self._match(camera, message), addr)

    def error_received(self, exc: Exception) -> None:
        """Who asked is gone."""

    def _is_too_much(self) -> bool:
        second = int(asyncio.get_running_loop().time())
        self._asked = self._asked + 1 if second == self._second else 1
        self._second = second
        return self._asked > MOST_ASKED

    def _match(self, camera: Camera, message: str) -> bytes:
        own = uuid.uuid5(uuid.NAMESPACE_URL, f"demo-town:{camera.id}")
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<s:Envelope xmlns:s="{S}" '
            f'xmlns:a="{ADDRESSING}" xmlns:d="{DISCOVERY}" '
            'xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><s:Header>'
            f"<a:MessageID>urn:uuid:{uuid.uuid4()}</a:MessageID><a:RelatesTo>{message}"
            f"</a:RelatesTo><a:To>{ADDRESSING}/role/anonymous</a:To>"
            f"<a:Action>{DISCOVERY}/ProbeMatches</a:Action></s:Header><s:Body><d:ProbeMatches>"
            f"<d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:{own}</a:Address>"
            "</a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types>"
            f"<d:Scopes>{' '.join(scopes_of(camera))}</d:Scopes>"
            f"<d:XAddrs>{self._onvif.address(camera.id)}</d:XAddrs>"
            "<d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></s:Body>"
            "</s:Envelope>"
        ).encode()


def _asked(data: bytes) -> str:
    """The message of a probe; empty when it is none."""
    if len(data) > LARGEST or b"<!DOCTYPE" in data:
        return ""
    try:
        parts = {local(e.tag): (e.text or "").strip() for e in ET.fromstring(data).iter()}
    except (ET.ParseError, ValueError, LookupError):
        return ""
    message = parts.get("MessageID", "") if "Probe" in parts else ""
    return message if len(message) < 100 and message.isprintable() and "<" not in message else ""


def _socket(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        made.setblocking(False)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        group = struct.pack("4s4s", socket.inet_aton(GROUP), socket.inet_aton("127.0.0.1"))
        made.bind((GROUP, port))  # nothing but the group's datagrams
        made.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
    except OSError:
        made.close()
        raise
    return made
