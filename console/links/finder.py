"""Finding cameras in the network and looking at one closer. Runs in the io thread's loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import aiohttp

from console.site.additions import Addition, is_known, new_id
from console.site.records import CameraEntry
from media.onvif.device import Device
from media.onvif.discovery import Discovered, knock, probe
from media.onvif.match import Found, parse_hosts
from media.onvif.trouble import Kind, Trouble
from media.onvif.words import Information, Profile, main_and_sub
from media.own_addresses import LOOPBACK, own_addresses
from media.secret import Secret

MOST_STREAMS = 16  # of a device that are asked for

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A device of the result. ``listed``: its host is in ``cameras.csv`` already."""

    found: Found
    listed: bool


@dataclass(frozen=True, slots=True)
class Closer:
    """What a device tells to whoever has its login. Addresses are without it."""

    information: Information | None
    main: str = field(repr=False)
    sub: str = field(repr=False)
    snapshot: str
    ptz: bool
    size: tuple[int, int]
    streams: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # what it is, address


async def search(
    cameras: Sequence[CameraEntry], hosts: str = "", told: Progress = lambda _done, _of: None
) -> tuple[tuple[Row, ...], Discovered]:
    """Ask the whole network, or the given hosts alone (ValueError: as ``parse_hosts``). Cancel it
    at any time."""
    if hosts.strip():
        async with aiohttp.ClientSession() as session:
            discovered = await knock(session, parse_hosts(hosts), told=told)
    else:
        discovered = await probe([*own_addresses(), LOOPBACK])
    known = hosts_of(cameras)
    rows = tuple(Row(each, is_listed(each.address, cameras, known)) for each in discovered.devices)
    return rows, discovered


async def look_closer(address: str, user: str, password: Secret) -> Closer | Trouble:
    """Log in and ask for streams, model and head; a wrong password is tried once."""
    async with aiohttp.ClientSession() as session:
        device = Device(session, address, user or None, password)
        known = await device.set_up()
        if isinstance(known, Trouble):
            return known
        pair = main_and_sub(known.profiles)
        if pair is None:
            return Trouble(Kind.UNSUPPORTED, "no stream")
        main, sub = pair
        main_uri = await device.stream_uri(main.token)
        if isinstance(main_uri, Trouble):
            return main_uri
        sub_uri = await device.stream_uri(sub.token) if sub is not None else ""
        snapshot = await device.snapshot_uri(main.token)
        streams = await _streams(device, known.profiles, address)
    return Closer(
        known.information,
        at_host(main_uri, address),
        at_host(sub_uri, address) if isinstance(sub_uri, str) and sub_uri else "",
        snapshot if isinstance(snapshot, str) else "",
        known.ptz is not None,
        (main.width, main.height),
        streams,
    )


async def _streams(
    device: Device, profiles: Sequence[Profile], address: str
) -> tuple[tuple[str, str], ...]:
    """All that it offers, for who wants others than the usual two."""
    found: list[tuple[str, str]] = []
    for profile in profiles[:MOST_STREAMS]:
        uri = await device.stream_uri(profile.token)
        if isinstance(uri, str) and uri:
            size = f"{profile.width}x{profile.height}" if profile.width else ""
            words = " ".join(filter(None, (profile.name or profile.token, profile.codec, size)))
            found.append((words, at_host(uri, address)))
    return tuple(found)


def addition(row: Row, closer: Closer, user: str, taken: Sequence[str]) -> Addition:
    """What the list gets; name, group and place can be changed with ``dataclasses.replace``."""
    model = closer.information.model if closer.information else ""
    name = row.found.name or model or row.found.host
    ptz = row.found.address if closer.ptz else ""
    made = new_id(row.found.name if row.found.name.isascii() else row.found.host, taken)
    made_of = Addition(made, name, closer.main, closer.sub, user, ptz=ptz)
    return replace(made_of, group=row.found.place) if row.found.place else made_of


def at_host(uri: str, address: str) -> str:
    """A stream's address at the host that the device was reached at: behind a translating router a
    device knows another one."""
    parts, host = urlsplit(uri), urlsplit(address).hostname or ""
    shown = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=f"{shown}:{parts.port}" if parts.port else shown).geturl()


def hosts_of(cameras: Sequence[CameraEntry]) -> frozenset[str]:
    """The hosts that a list names."""
    addresses = [a for camera in cameras for a in (camera.main, camera.sub, camera.ptz) if a]
    return frozenset(filter(None, (urlsplit(address).hostname for address in addresses)))


def is_listed(address: str, cameras: Sequence[CameraEntry], hosts: frozenset[str]) -> bool:
    """By its ONVIF address where the list has one for that host, else by its host."""
    heads = {camera.ptz for camera in cameras if camera.ptz}
    host = urlsplit(address).hostname
    if any(urlsplit(head).hostname == host for head in heads):
        return address in heads
    return is_known(address, hosts)
