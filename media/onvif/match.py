"""WS-Discovery: the question to everybody, and what an answer says. Pure.

Anybody on the network can answer. An address is taken only at the host that the answer came from:
the login that is tried there later must not be sent to a third party.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from media.onvif.tree import BadAnswer, Node, parse_tree

GROUP, PORT = "239.255.255.250", 3702
LARGEST_MATCH = 32 * 1024  # bytes
MOST_HOSTS = 1024
DEVICE_PATH = "/onvif/device_service"

_SOAP = "http://www.w3.org/2003/05/soap-envelope"
_ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
_DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery"
_NETWORK = "http://www.onvif.org/ver10/network/wsdl"
_SCOPE = re.compile(r"onvif://www\.onvif\.org/([A-Za-z_]+)/(.{1,200})", re.IGNORECASE)
_MAC = re.compile(r"(?:[0-9A-Fa-f]{2}[:-]?){5}[0-9A-Fa-f]{2}")
_SPAN = re.compile(r"(\d{1,3}\.\d{1,3}\.\d{1,3}\.)(\d{1,3})-(\d{1,3})")
_NAME = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Found:
    """A device that answered. ``address`` is its ONVIF device URL; texts may be empty."""

    address: str
    name: str = ""
    model: str = ""
    mac: str = ""
    place: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""


def write_probe(message: str) -> bytes:
    """The question; ``message`` is its URI, which answers refer to."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<e:Envelope xmlns:e="{_SOAP}" '
        f'xmlns:w="{_ADDRESSING}" xmlns:d="{_DISCOVERY}" xmlns:dn="{_NETWORK}"><e:Header>'
        f"<w:MessageID>{message}</w:MessageID>"
        f'<w:To e:mustUnderstand="true">urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>'
        f'<w:Action e:mustUnderstand="true">{_DISCOVERY}/Probe</w:Action></e:Header>'
        "<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body>"
        "</e:Envelope>"
    ).encode()


def read_matches(content: bytes, message: str, host: str) -> tuple[Found, ...]:
    """The devices of an answer to ``message`` that came from ``host``; BadAnswer for all else."""
    if len(content) > LARGEST_MATCH:
        raise BadAnswer("too large")
    root = parse_tree(content)
    if root.said("Header", "RelatesTo") != message:
        raise BadAnswer("an answer to another question")
    matches = root.at("Body", "ProbeMatches")
    if matches is None:
        raise BadAnswer("no answer to a probe")
    found = tuple(_found(match, host) for match in matches.all("ProbeMatch"))
    # one host is one device or a recorder with a few doors
    return tuple(dict.fromkeys(found))[:16]


def parse_hosts(written: str, most: int = MOST_HOSTS) -> tuple[str, ...]:
    """``10.0.0.0/24``, ``10.0.0.10-40``, ``10.0.0.7:8000``, ``camera.local``, with commas or blanks
    between them -> HOST or HOST:PORT of each. ValueError says what is wrong."""
    hosts: dict[str, None] = {}
    for part in re.split(r"[\s,;，；]+", written.strip()):
        for host in _hosts(part) if part else ():
            hosts[host] = None
            if len(hosts) > most:
                raise ValueError(f"more than {most} addresses: ask for fewer at a time")
    if not hosts:
        raise ValueError("needs addresses, such as 10.0.0.0/24 or 10.0.0.10-40")
    return tuple(hosts)


def _hosts(part: str) -> list[str]:
    wrong = ValueError(f'"{part[:60]}" is no address: 10.0.0.0/24, 10.0.0.10-40 or HOST[:PORT]')
    if "/" in part:
        try:
            net = ipaddress.IPv4Network(part, strict=False)
        except ValueError as fault:
            raise wrong from fault
        if net.num_addresses > MOST_HOSTS:
            raise ValueError(f"{part} has more than {MOST_HOSTS} addresses")
        return [str(host) for host in net.hosts()]
    if (span := _SPAN.fullmatch(part)) is not None:
        first, last = int(span[2]), int(span[3])
        if not first <= last <= 255 or not _is_address(f"{span[1]}{first}"):
            raise wrong
        return [f"{span[1]}{number}" for number in range(first, last + 1)]
    host, colon, port = part.partition(":")
    if colon and not (port.isascii() and port.isdigit() and 0 < int(port[:6]) <= 65535):
        raise wrong
    if not _NAME.fullmatch(host) or (host.replace(".", "").isdigit() and not _is_address(host)):
        raise wrong
    return [part]


def _is_address(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True


def _found(match: Node, host: str) -> Found:
    scopes: dict[str, str] = {}
    for scope in match.said("Scopes").split()[:100]:
        if (parts := _SCOPE.fullmatch(scope)) is not None:
            scopes.setdefault(parts[1].lower(), _plain(parts[2]))
    mac = scopes.get("mac", "")
    return Found(
        _address(match.said("XAddrs"), host),
        scopes.get("name", ""),
        scopes.get("hardware", ""),
        mac.lower() if _MAC.fullmatch(mac) else "",
        scopes.get("location", ""),
    )


def _address(written: str, host: str) -> str:
    for candidate in written.split()[:16]:
        try:
            parts = urlsplit(candidate)
            fits = parts.scheme in ("http", "https") and parts.hostname == host and parts.port != 0
        except ValueError:
            continue
        if fits and len(candidate) <= 300 and parts.path.isprintable() and "@" not in parts.netloc:
            return f"{parts.scheme}://{parts.netloc}{parts.path or DEVICE_PATH}"
    raise BadAnswer("an address at another host")


def _plain(text: str) -> str:
    shown = "".join(c for c in unquote(text, errors="replace") if c.isprintable())
    return shown.strip()[:80]
