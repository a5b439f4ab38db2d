"""The faults a camera can have: what it does while it has one, and what has to be said of it.

A fault is a few functions in a table. ``answer`` takes a request and gives what is written instead
of the right answer (None: nothing is), or ``PASS``; ``tick`` is called 25 times a second for every
connection, instead of sending it the next picture.
"""

from __future__ import annotations

import os
import random
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from media.source import Trouble
from tests.faults.wire import Shot, response, sdp

if TYPE_CHECKING:
    from tests.faults.server import Camera, Client

PASS: Final = b""
FLAPS_AFTER = 75  # pictures: 3 s
LONG = 2  # of a camera's films: one whose only key picture is the first
LIVE, STALE = "live", "stale"

_dice = random.Random(7)


@dataclass(frozen=True)
class Fault:
    """``says``: what a tile shows in this order, states and codes of ``Trouble``; other words may
    come between them only if they are in ``may``. ``seconds``: how long the soak leaves it; 0: it
    is not in the soak."""

    says: tuple[str, ...]
    answer: Callable[[Client, str, int], bytes | None] | None = None
    tick: Callable[[Client], None] | None = None
    begin: Callable[[Camera], None] | None = None
    cuts: bool = False  # it begins with all connections reset
    listens: bool = True
    may: frozenset[str] = frozenset()
    seconds: float = 12.0

    def answers(self, client: Client, method: str, cseq: int) -> bool:
        """Whether the fault dealt with the request."""
        written = self.answer(client, method, cseq) if self.answer else PASS
        if written:
            client.write(written)
        return written != PASS

    def ticks(self, client: Client) -> None:
        if self.tick is not None:
            self.tick(client)
        elif client.playing:
            client.send_next()

    def begins(self, camera: Camera) -> None:
        if self.begin is not None:
            self.begin(camera)


# -- what is answered


def _nothing(_client: Client, _method: str, _cseq: int) -> None:
    return None


def _instead(method: str, status: str, *lines: str) -> Callable[[Client, str, int], bytes]:
    def answer(_client: Client, asked: str, cseq: int) -> bytes:
        return response(cseq, status, *lines) if asked == method else PASS

    return answer


def _unlike(method: str) -> Callable[[Client, str, int], bytes | None]:
    """No answer to this method."""
    return lambda _client, asked, _cseq: None if asked == method else PASS


def _login_loop(_client: Client, _method: str, cseq: int) -> bytes:
    nonce = os.urandom(8).hex()
    challenge = f'WWW-Authenticate: Digest realm="r", nonce="{nonce}", stale=true'
    return response(cseq, "401 Unauthorized", challenge)


def _redirect_loop(client: Client, method: str, cseq: int) -> bytes:
    if method != "DESCRIBE":
        return PASS
    return response(cseq, "302 Moved Temporarily", f"Location: {client.camera.url}/{cseq}")


def _giant(client: Client, method: str, cseq: int) -> bytes:
    if method != "DESCRIBE":
        return PASS
    client.due = b"v=0\r\n" * 200_000  # goes out again and again
    return response(cseq, "200 OK", "Content-Type: application/sdp", f"Content-Length: {4 << 28}")


def _endless_head(client: Client, method: str, cseq: int) -> bytes:
    if method != "DESCRIBE":
        return PASS
    client.due = b"X-More: and more\r\n" * 1000
    return f"RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\n".encode()


def _drip(client: Client, method: str, cseq: int) -> bytes | None:
    if method != "DESCRIBE":
        return PASS
    client.due = response(cseq, "200 OK", "X-Slow: " + "x" * 2000)
    return None


def _foreign_codec(client: Client, method: str, cseq: int) -> bytes:
    if method != "DESCRIBE":
        return PASS
    body = sdp(client.camera.pictures, "VP8/90000")
    return response(cseq, "200 OK", "Content-Type: application/sdp", body=body)


# -- what is sent


def _mute(_client: Client) -> None:
    pass


def _reports(client: Client) -> None:
    if client.playing:
        client.timestamp += 3600
        report = struct.pack(">BBHIIIIII", 0x80, 200, 6, 1, 0, 0, client.timestamp % 2**32, 0, 0)
        client.write(struct.pack(">BBH", 0x24, 1, len(report)) + report)


def _flood(client: Client) -> None:
    if client.due:
        client.write(client.due)


def _by_bytes(client: Client) -> None:
    if client.due:
        client.write(client.due[:1])
        client.due = client.due[1:]


def _garbage(client: Client) -> None:
    """Packets of channels that nobody asked for, and what is no RTSP at all."""
    if client.playing:
        client.send_next()
        client.write(b"$" + _dice.randbytes(3) + _dice.randbytes(4000) + b"$\x00\x10\x00")


def _flap(client: Client) -> None:
    if client.playing:
        client.send_next()
        if client.pictures >= FLAPS_AFTER:
            client.cut()


def _changed(change: Callable[[Client, Shot], Sequence[bytes]]) -> Callable[[Client], None]:
    def tick(client: Client) -> None:
        if client.playing:
            client.send_next(change)

    return tick


def _flipped(_client: Client, shot: Shot) -> list[bytes]:
    """Five bits of each packet, behind the RTP header."""
    packets = []
    for packet in shot.packets():
        spoilt = bytearray(packet)
        for _ in range(5):
            spoilt[_dice.randrange(16, len(spoilt))] ^= 1 << _dice.randrange(8)
        packets.append(bytes(spoilt))
    return packets


def _cut_short(_client: Client, shot: Shot) -> list[bytes]:
    """Every second packet ends in its middle, with a header that says so."""
    packets = []
    for number, packet in enumerate(shot.packets()):
        length = 4 + 12 + (len(packet) - 16) // 2 if number % 2 else len(packet)
        packets.append(packet[:2] + struct.pack(">H", length - 4) + packet[4:length])
    return packets


def _losing(part: float) -> Callable[[Client, Shot], list[bytes]]:
    return lambda _client, shot: [each for each in shot.packets() if _dice.random() >= part]


def _keyless(_client: Client, shot: Shot) -> list[bytes]:
    return [] if shot.picture.key else shot.packets()


def _clock_jumps(client: Client, shot: Shot) -> list[bytes]:
    if client.pictures % 10 == 0:
        client.timestamp += _dice.choice((2**31, -(2**31), 90000 * 3600, -90000 * 3600))
    return shot.packets()


def _clock_wraps(client: Client, shot: Shot) -> list[bytes]:
    if client.pictures % 20 == 0:
        client.timestamp = 2**32 - 3600 * 5
    return shot.packets()


def _clock_stands(_client: Client, shot: Shot) -> list[bytes]:
    return shot.packets(timestamp=0)


def _clock_runs_back(_client: Client, shot: Shot) -> list[bytes]:
    return shot.packets(timestamp=-shot.timestamp)


def _resize(client: Client) -> None:
    """Another size each time that a film is over."""
    camera = client.camera
    if client.playing:
        if client.next and client.next % len(camera.films[0]) == 0:
            camera.film = 1 - camera.film
        client.send_next()


def _to_film(number: int) -> Callable[[Camera], None]:
    def begin(camera: Camera) -> None:
        camera.film = number if number < len(camera.films) else 0
        for client in camera.clients:
            client.next = 0

    return begin


_CLOSED = frozenset({Trouble.CLOSED.value})
_SILENT = (STALE, Trouble.SILENT.value)
_PROTOCOL = Trouble.PROTOCOL.value

FAULTS: dict[str, Fault] = {
    # connected, and nothing to see
    "silent": Fault(_SILENT, tick=_mute, seconds=14),
    "reports only": Fault(_SILENT, tick=_reports, seconds=14),
    "half open": Fault(_SILENT, answer=_nothing, tick=_mute, seconds=14),
    "no key pictures": Fault(_SILENT, tick=_changed(_keyless), seconds=64),
    "key pictures stop": Fault((Trouble.SILENT.value,), begin=_to_film(LONG), seconds=0),
    # not to be connected to
    "off": Fault((Trouble.REFUSED.value,), cuts=True, listens=False, may=_CLOSED),
    "mute": Fault((Trouble.SILENT.value,), answer=_nothing, tick=_mute, cuts=True, may=_CLOSED),
    "slow description": Fault(
        (Trouble.SILENT.value,), answer=_unlike("DESCRIBE"), cuts=True, may=_CLOSED, seconds=20
    ),
    "dripping": Fault(
        (Trouble.SILENT.value,), answer=_drip, tick=_by_bytes, cuts=True, may=_CLOSED, seconds=20
    ),
    "login loop": Fault((Trouble.UNAUTHORIZED.value,), answer=_login_loop, cuts=True, may=_CLOSED),
    "redirect loop": Fault((_PROTOCOL,), answer=_redirect_loop, cuts=True, may=_CLOSED),
    "giant description": Fault((_PROTOCOL,), answer=_giant, tick=_flood, cuts=True, may=_CLOSED),
    "endless head": Fault((_PROTOCOL,), answer=_endless_head, tick=_flood, cuts=True, may=_CLOSED),
    "busy": Fault(
        (Trouble.BUSY.value,), answer=_instead("SETUP", "453 Not Enough Bandwidth"), cuts=True,
        may=_CLOSED,
    ),
    "no such path": Fault(
        (Trouble.NOT_FOUND.value,), answer=_instead("DESCRIBE", "404 Not Found"), cuts=True,
        may=_CLOSED,
    ),
    "foreign codec": Fault(
        (Trouble.UNSUPPORTED.value,), answer=_foreign_codec, cuts=True, may=_CLOSED
    ),
    "flapping": Fault((Trouble.CLOSED.value, LIVE, Trouble.CLOSED.value), tick=_flap),
    # pictures, and something wrong with them
    "garbage": Fault((_PROTOCOL,), tick=_garbage, may=frozenset({Trouble.SILENT.value})),
    "flipped bits": Fault((LIVE,), tick=_changed(_flipped), may=frozenset({STALE, _PROTOCOL})),
    "cut short": Fault((LIVE,), tick=_changed(_cut_short), may=frozenset({STALE, _PROTOCOL})),
    "5 % lost": Fault((LIVE,), tick=_changed(_losing(0.05)), may=frozenset({STALE})),
    "20 % lost": Fault((LIVE,), tick=_changed(_losing(0.2)), may=frozenset({STALE})),
    "clock jumps": Fault((LIVE,), tick=_changed(_clock_jumps)),
    "clock wraps": Fault((LIVE,), tick=_changed(_clock_wraps)),
    "clock stands": Fault((LIVE,), tick=_changed(_clock_stands)),
    "clock runs back": Fault((LIVE,), tick=_changed(_clock_runs_back)),
    "other size": Fault((LIVE,), tick=_resize),
}  # fmt: skip
