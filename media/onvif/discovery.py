"""Finding devices: a question to everybody on the network, and a knock at given hosts."""

from __future__ import annotations

import asyncio
import socket
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import aiohttp

from media.onvif import words
from media.onvif.line import Line
from media.onvif.match import DEVICE_PATH, GROUP, PORT, Found, read_matches, write_probe
from media.onvif.tree import BadAnswer, Node
from media.onvif.trouble import Trouble
from media.onvif.words import read_clock

LISTEN_S = 3.0
ASKED_AGAIN_S = 0.4  # datagrams get lost
MOST_FOUND = 512
MOST_FROM_ONE = 128  # datagrams of one host: a recorder may answer for each of its cameras
KNOCKS = 32  # at a time
KNOCK_S = 1.5
USUAL_PORTS = (80, 8000, 8080)


@dataclass(frozen=True, slots=True)
class Discovered:
    """``ignored``: answers that were none, or too many of one host; ``silent_on``: addresses of
    ours from which nobody could be asked."""

    devices: tuple[Found, ...]
    ignored: int = 0
    silent_on: tuple[str, ...] = ()


async def probe(
    own: Sequence[str], listen_s: float = LISTEN_S, port: int = PORT, group: str = GROUP
) -> Discovered:
    """Ask everybody reached from our addresses ``own`` (IPv4), and listen for ``listen_s``."""
    message = f"urn:uuid:{uuid.uuid4()}"
    listener = _Listener(message)
    loop = asyncio.get_running_loop()
    doors: list[asyncio.DatagramTransport] = []
    silent: set[str] = set()
    try:
        for address in own:
            try:
                door, _ = await loop.create_datagram_endpoint(
                    lambda: listener, sock=_socket(address)
                )
            except OSError:
                silent.add(address)
                continue
            doors.append(door)
        for _ in range(2):
            for door in doors:
                door.sendto(write_probe(message), (group, port))
            await asyncio.sleep(min(ASKED_AGAIN_S, listen_s / 2))
        await asyncio.sleep(max(0.0, listen_s - 2 * ASKED_AGAIN_S))
    finally:
        for door in doors:
            door.abort()
    return Discovered(tuple(listener.found), listener.ignored, tuple(sorted(silent)))


async def knock(
    session: aiohttp.ClientSession,
    hosts: Sequence[str],
    ports: Sequence[int] = USUAL_PORTS,
    told: Callable[[int, int], None] = lambda _done, _of: None,
    path: str = DEVICE_PATH,
) -> Discovered:
    """Ask each host (HOST or HOST:PORT) for its clock, which needs no login. ``told`` hears how
    many of how many are done; cancelling ends it at once."""
    places = [host if ":" in host else f"{host}:{port}" for host in hosts for port in ports]
    places = list(dict.fromkeys(places))
    gate = asyncio.Semaphore(KNOCKS)
    found: dict[str, Found] = {}
    done = 0

    async def at(place: str) -> None:
        nonlocal done
        address = f"http://{place}{path}"
        async with gate:
            line = Line(session, address, None, None, KNOCK_S)
            answer = await line.ask(line.path, words.CLOCK, login=False)
        done += 1
        told(done, len(places))
        if not isinstance(answer, Trouble) and _is_clock(answer) and len(found) < MOST_FOUND:
            found[place] = Found(address)

    async with asyncio.TaskGroup() as tasks:
        for place in places:
            tasks.create_task(at(place), name=f"knock:{place}")
    return Discovered(tuple(found[place] for place in places if place in found))


def _is_clock(answer: Node) -> bool:
    try:
        read_clock(answer)
    except BadAnswer:
        return answer.name == "GetSystemDateAndTimeResponse"
    return True


def _socket(address: str) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        made.setblocking(False)
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(address))
        made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
        made.bind((address, 0))
    except OSError:
        made.close()
        raise
    return made


class _Listener(asyncio.DatagramProtocol):
    """Gathers answers of all doors."""

    def __init__(self, message: str) -> None:
        self._message = message
        self._heard: Counter[str] = Counter()
        self.found: dict[Found, None] = {}
        self.ignored = 0

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        host = str(addr[0])
        self._heard[host] += 1
        if self._heard[host] > MOST_FROM_ONE or len(self.found) >= MOST_FOUND:
            self.ignored += 1
            return
        try:
            devices = read_matches(data, self._message, host)
        except BadAnswer:
            self.ignored += 1
            return
        self.found.update(dict.fromkeys(devices))

    def error_received(self, exc: Exception) -> None:
        """Nobody there: that is an answer too."""
