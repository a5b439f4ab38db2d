"""A reel as RTP in RTSP's interleaved frames, made ready once for all clients (RFC 6184, 2326)."""

from __future__ import annotations

import base64
import struct
from dataclasses import dataclass

from console.town.film.reel import Reel

PAYLOAD_TYPE = 96
LARGEST = 1400  # bytes of an RTP payload: fits a line's packets when somebody relays it by UDP
STAP_A, FU_A = 24, 28
CNAME = b"demo-town"
TICKS = 90_000  # RTP's clock for video


@dataclass(frozen=True, slots=True)
class Ready:
    """One picture: frames ``$ channel length RTP…`` end to end, channel, sequence number,
    timestamp and source zero. ``offsets``: where each frame begins. ``key``: it needs no other."""

    frames: bytes
    offsets: tuple[int, ...]
    key: bool

    def patched(self, channel: int, sequence: int, timestamp: int, source: int) -> bytearray:
        """A copy for one client; its packets count on from ``sequence``."""
        whole = bytearray(self.frames)
        for i, at in enumerate(self.offsets):
            whole[at + 1] = channel
            struct.pack_into(">HII", whole, at + 6, (sequence + i) & 0xFFFF, timestamp, source)
        return whole


def ready_pictures(reel: Reel) -> list[Ready]:
    """Every picture of the loop; parameter sets go before each key picture."""
    return [ready_picture(picture, reel.sets) for picture in reel.pictures]


def ready_picture(units: tuple[bytes, ...], sets: tuple[bytes, bytes]) -> Ready:
    """One picture from its slices."""
    key = units[0][0] & 31 == 5
    return _ready(_payloads(units, sets if key else None), key)


def _payloads(units: tuple[bytes, ...], sets: tuple[bytes, bytes] | None) -> list[bytes]:
    payloads: list[bytes] = []
    if sets:
        parts = b"".join(struct.pack(">H", len(s)) + s for s in sets)
        payloads.append(bytes([0x60 | STAP_A]) + parts)
    for unit in units:
        payloads.extend([unit] if len(unit) <= LARGEST else _fragments(unit))
    return payloads


def _fragments(unit: bytes) -> list[bytes]:
    indicator, kind = (unit[0] & 0x60) | FU_A, unit[0] & 0x1F
    body, size = unit[1:], LARGEST - 2
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    last = len(pieces) - 1
    return [
        bytes([indicator, kind | (0x80 if i == 0 else 0) | (0x40 if i == last else 0)]) + piece
        for i, piece in enumerate(pieces)
    ]


def _ready(payloads: list[bytes], key: bool) -> Ready:
    frames, offsets = bytearray(), []
    for i, payload in enumerate(payloads):
        offsets.append(len(frames))
        marker = 0x80 if i == len(payloads) - 1 else 0
        frames += struct.pack(">cBH", b"$", 0, 12 + len(payload))
        frames += struct.pack(">BBHII", 0x80, marker | PAYLOAD_TYPE, 0, 0, 0) + payload
    return Ready(bytes(frames), tuple(offsets), key)


def sender_report(
    channel: int, source: int, seconds: float, timestamp: int, packets: int, octets: int
) -> bytes:
    """An interleaved RTCP sender report with the town's name (RFC 3550 6.4.1, 6.5).

    ``seconds`` since 1900 say at which wall-clock time ``timestamp`` was taken.
    """
    report = struct.pack(
        ">BBHIIIIII", 0x80, 200, 6, source, int(seconds) & 0xFFFFFFFF,
        int(seconds % 1 * 2**32) & 0xFFFFFFFF, timestamp, packets & 0xFFFFFFFF,
        octets & 0xFFFFFFFF,
    )  # fmt: skip
    name = bytes([1, len(CNAME)]) + CNAME
    chunk = struct.pack(">I", source) + name + b"\x00" * (4 - len(name) % 4)
    names = struct.pack(">BBH", 0x81, 202, len(chunk) // 4) + chunk
    return struct.pack(">cBH", b"$", channel, len(report) + len(names)) + report + names


def session_description(reel: Reel, title: str, address: str, sound: str = "") -> str:
    """SDP of a stream with its pictures as ``trackID=1``; ``sound`` is the part of a second one."""
    sps, pps = reel.sets
    sets = ",".join(base64.b64encode(s).decode() for s in (sps, pps))
    lines = (
        "v=0", f"o=- 1 1 IN IP4 {address}", f"s={title}", "i=simulated", "c=IN IP4 0.0.0.0",
        "t=0 0", "a=control:*", "a=range:npt=0-", f"m=video 0 RTP/AVP {PAYLOAD_TYPE}",
        f"a=rtpmap:{PAYLOAD_TYPE} H264/{TICKS}",
        f"a=fmtp:{PAYLOAD_TYPE} packetization-mode=1;profile-level-id={sps[1:4].hex().upper()};"
        f"sprop-parameter-sets={sets}",
        "a=framerate:25", "a=control:trackID=1",
    )  # fmt: skip
    return "\r\n".join(lines) + "\r\n" + sound
