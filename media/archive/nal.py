"""H.264 and H.265 byte streams as files keep them: NAL units with lengths, parameter sets apart."""

from __future__ import annotations

from media.unit import AccessUnit, Octets

_PARAMETER_SETS = {"h264": frozenset({7, 8}), "hevc": frozenset({32, 33, 34})}
_DELIMITERS = {"h264": frozenset({9}), "hevc": frozenset({35})}


def kind_of(nal: bytes, codec: str) -> int:
    return nal[0] & 0x1F if codec == "h264" else (nal[0] >> 1) & 0x3F


def split(data: Octets) -> list[bytes]:
    """The NAL units of an Annex B byte stream, without start codes and trailing zeros."""
    data, units = bytes(data), []
    start = data.find(b"\0\0\1")
    while start >= 0:
        after = data.find(b"\0\0\1", start + 3)
        nal = data[start + 3 : after if after >= 0 else len(data)].rstrip(b"\0")
        if nal:
            units.append(nal)
        start = after
    return units


def parameter_sets(unit: AccessUnit) -> tuple[bytes, ...]:
    """The parameter sets in a picture, each once, in their order."""
    kinds = _PARAMETER_SETS.get(unit.codec, frozenset())
    if not kinds:
        return ()
    found = [nal for nal in split(unit.data) if kind_of(nal, unit.codec) in kinds]
    return tuple(dict.fromkeys(found))


def with_lengths(unit: AccessUnit, known: frozenset[bytes]) -> bytes:
    """The picture with a 4-byte length before each NAL unit instead of a start code. Parameter sets
    that are ``known`` already, and delimiters, are left out."""
    delimiters = _DELIMITERS.get(unit.codec)
    if delimiters is None:
        return bytes(unit.data)
    parts: list[bytes] = []
    for nal in split(unit.data):
        if nal in known or kind_of(nal, unit.codec) in delimiters:
            continue
        parts += (len(nal).to_bytes(4), nal)
    return b"".join(parts)
