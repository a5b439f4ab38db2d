"""The Transport header: how a track is asked for, and what a camera's answer means. Pure."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple

from media.rtsp.outcome import RtspError
from media.source import Trouble

BY_MULTICAST = "RTP/AVP;multicast"
_LOWEST_PORT = 1024  # no camera sends to a port of the system's


class Group(NamedTuple):
    """Where a track comes by multicast: an IPv4 group, the ports of its packets and its reports."""

    address: str
    port: int
    rtcp_port: int


def inside(channel: int) -> str:
    """Asks for a track inside of the connection."""
    return f"RTP/AVP/TCP;unicast;interleaved={channel}-{channel + 1}"


def channel_of(answer: str, asked: int) -> int:
    """The channel that the camera chose. Raises RtspError when it sends another way."""
    transport = _plain(answer)
    if transport and "tcp" not in transport and "interleaved" not in transport:
        raise RtspError(Trouble.TRANSPORT, "the camera offers no RTP over TCP")
    chosen = number(transport, "interleaved=")
    return asked if chosen is None else chosen


def group_of(answer: str) -> Group:
    """Where the camera sends. Raises RtspError when that is no multicast."""
    transport = _plain(answer).split(",")[0]
    words = dict(part.partition("=")[::2] for part in transport.split(";"))
    if "multicast" not in words or "tcp" in transport:
        raise RtspError(Trouble.TRANSPORT, "the camera offers no multicast")
    try:
        address = ipaddress.IPv4Address(words.get("destination", ""))
    except ValueError:
        address = ipaddress.IPv4Address(0)
    port = number(transport, ";port=")
    if not address.is_multicast or port is None or not _LOWEST_PORT <= port < 0xFFFF:
        raise RtspError(Trouble.TRANSPORT, "the camera names no multicast group and port")
    second = number(words["port"], "-")
    if second is None or not _LOWEST_PORT <= second <= 0xFFFF:
        second = port + 1
    return Group(str(address), port, second)


def number(text: str, name: str) -> int | None:
    """The number behind ``name`` in ``a=1;b=2``, None when there is none."""
    digits = text.partition(name)[2].lstrip()
    end = next((at for at, letter in enumerate(digits) if not letter.isdecimal()), len(digits))
    return int(digits[:end]) if 0 < end <= 6 else None


def _plain(answer: str) -> str:
    return answer.replace(" ", "").lower()
