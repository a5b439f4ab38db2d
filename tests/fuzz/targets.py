"""What reads bytes that a camera chose: each target takes any bytes, and raises only for a mistake.

Targets import no more than the parsers: they also run where nothing else is installed.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from media.rtsp import h264, hevc
from media.rtsp.assembly import (
    LARGEST_SET,
    LARGEST_UNIT,
    LEAST_PIECE,
    MOST_NALS,
    MOST_PPS,
    Assembly,
)
from media.rtsp.auth import parse_challenges
from media.rtsp.codecs import parse_parameter_set
from media.rtsp.control import join_control, repair_base
from media.rtsp.message import LARGEST_BODY, Incoming, Request, Response
from media.rtsp.rtcp import parse_rtcp
from media.rtsp.rtp import RtpPacket, parse_rtp
from media.rtsp.sdp import parse_sdp
from media.rtsp.sound import Aac, AacShape
from media.rtsp.url import parse_url, shown

ASKED = "rtsp://10.0.0.1/live"
_PACKET = struct.Struct(">BBH")  # flags, timestamp, size: how a target's bytes hold packets
_MARKER, _MISSING = 1, 2


def pack(payload: bytes, timestamp: int, marker: bool) -> bytes:
    """One packet as the targets of depacketizers read it."""
    return _PACKET.pack(_MARKER if marker else 0, timestamp & 0xFF, len(payload)) + payload


def _packets(data: bytes) -> Iterator[tuple[RtpPacket, int]]:
    at = 0
    while at + _PACKET.size <= len(data):
        flags, timestamp, size = _PACKET.unpack_from(data, at)
        at += _PACKET.size
        payload = data[at : at + size]
        yield RtpPacket(flags & _MARKER > 0, 96, 0, timestamp, 1, payload), flags & _MISSING
        at += size


def message(data: bytes) -> None:
    """The same comes out in one piece and in many; descriptions of unknown length are cut where
    they come cut."""
    ways: list[list[object]] = []
    for step in (len(data) or 1, 7):
        found: list[object] = []
        incoming = Incoming(lambda *packet, to=found: to.append(packet), found.append)
        try:
            for at in range(0, len(data), step):
                incoming.feed(data[at : at + step])
                assert len(incoming._bytes) <= LARGEST_BODY + 0x10000
        except ValueError as fault:
            found.append(str(fault))
        ways.append(found)
        for each in found:
            if isinstance(each, Response | Request):
                assert not any("\r" in value or "\n" in value for _, value in each.headers)
    assert ways[0] == ways[1] or b"sdp" in data.lower()


def description(data: bytes) -> None:
    try:
        found = parse_sdp(data, "", ASKED)
    except ValueError:
        return
    for address in (found.video.control, found.aggregate, found.base):
        assert not {"\r", "\n", " "} & set(address)


def base(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for address in (repair_base(text, ASKED), join_control(repair_base(text, ASKED), text)):
        assert address.startswith("rtsp://10.0.0.1")
        assert not {"\r", "\n", " "} & set(address)


def rtp(data: bytes) -> None:
    try:
        packet = parse_rtp(data)
    except ValueError:
        return
    assert len(packet.payload) <= len(data) - 12


def rtcp(data: bytes) -> None:
    try:
        reports = parse_rtcp(data)
    except ValueError:
        return
    assert len(reports) <= len(data)


def held_by_pictures(reader: Assembly) -> int:
    """Bytes that a reader keeps of what came, each object counted for 1 too."""
    kept = [*reader._nals, *reader._fragments, *reader._pps, *reader._heads.values()]
    return sum(map(len, kept)) + len(kept) + len(reader._kinds)


def most_held(
    size: int = LARGEST_UNIT, nals: int = MOST_NALS, pps: int = MOST_PPS, one: int = LARGEST_SET
) -> int:
    """What a reader may keep by its limits."""
    return size + 2 * nals + size // LEAST_PIECE + 4 + (pps + 2) * (one + 1)


def held_by_sound(reader: Aac) -> int:
    return sum(map(len, reader._pieces))


def _assemble(reader: Assembly, data: bytes) -> None:
    for packet, missing in _packets(data):
        try:
            units = reader.put(packet, missing)
        except ValueError:
            continue
        for unit in units:
            assert len(unit.data) <= LARGEST_UNIT + 4 * MOST_NALS + (MOST_PPS + 2) * 0x10000
        assert len(reader._nals) == len(reader._kinds) <= MOST_NALS
        assert len(reader._fragments) <= LARGEST_UNIT // LEAST_PIECE + 2
        assert held_by_pictures(reader) <= most_held()


def pictures_h264(data: bytes) -> None:
    _assemble(h264.Depacketizer(), data)


def pictures_hevc(data: bytes) -> None:
    _assemble(hevc.Depacketizer(), data)
    _assemble(hevc.Depacketizer((), numbered=True), data)


def sound(data: bytes) -> None:
    for shape in (AacShape(), AacShape(6, 2, 2), AacShape(16, 0, 0)):
        reader = Aac(shape)
        for packet, missing in _packets(data):
            try:
                units = reader.put(packet, missing)
            except ValueError:
                continue
            assert sum(len(unit.data) for unit in units) <= 0x10000
            assert held_by_sound(reader) <= 1 << shape.size_bits


def parameter_set(data: bytes) -> None:
    for codec in ("h264", "hevc"):
        try:
            sps = parse_parameter_set(codec, data)
        except ValueError:
            continue
        assert sps.width > 0
        assert sps.height > 0
        assert 0.25 <= sps.pixel_aspect <= 4


def login(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    parse_challenges([text])
    shown(text)
    try:
        url = parse_url(text)
    except ValueError:
        return
    assert not {"\r", "\n"} & set(str(url))


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        message, description, base, rtp, rtcp, pictures_h264, pictures_hevc, sound, parameter_set,
        login,
    )
}  # fmt: skip
