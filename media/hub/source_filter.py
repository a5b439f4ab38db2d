"""Datagrams of strangers stay outside.

aioice hands every datagram that is no STUN to DTLS, whoever sent it: a single stray one ends a
call, and foreign handshake records break a handshake. Here a datagram passes only when an ICE
check with its sender has succeeded, ours there or its here; STUN itself carries its own proof. What
is dropped is counted.

Both directions must count. Once one pair is nominated aioice gives up the checks it still had out,
while the other side may have nominated another pair by then, by a relay or a second card, and sends
by that one: with our own checks alone it would be a stranger for good.
"""
# ruff: noqa: SLF001 - aioice has no hook for this; private_names watches what is touched here

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aioice.ice

_SUCCEEDED = aioice.ice.CandidatePair.State.SUCCEEDED
_MAGIC_COOKIE = b"\x21\x12\xa4\x42"
_MOST_ADDRESSES = 64  # of one peer


@dataclass
class Dropped:
    strangers: int = 0  # datagrams of addresses nobody vouches for
    broken: int = 0  # STUN that cannot be read


dropped = Dropped()  # of this process: the filter lies below every connection


def install() -> None:
    """Put the filter below all connections of this process; again does no harm."""
    if getattr(aioice.ice.StunProtocol.datagram_received, "filters", False):
        return
    aioice.ice.StunProtocol.datagram_received = _filtering(  # type: ignore[method-assign,assignment]
        aioice.ice.StunProtocol.datagram_received
    )
    aioice.ice.Connection.check_incoming = _vouching(  # type: ignore[method-assign,assignment]
        aioice.ice.Connection.check_incoming
    )


def _vouching(check: Callable[[Any, Any, Any, Any], None]) -> Callable[[Any, Any, Any, Any], None]:
    # aioice calls it for a check that carries our password, and for no other
    def check_incoming(self: Any, message: Any, addr: tuple[Any, ...], protocol: Any) -> None:
        vouched = self.__dict__.setdefault("vouched", set())
        if len(vouched) < _MOST_ADDRESSES:
            vouched.add((addr[0], addr[1]))
        check(self, message, addr, protocol)

    return check_incoming


Receive = Callable[[Any, bytes, tuple[Any, ...]], None]


def _filtering(receive: Receive) -> Receive:
    def datagram_received(self: Any, data: bytes, addr: tuple[Any, ...]) -> None:
        if _is_stun(data):
            try:
                receive(self, data, addr)
            except struct.error:  # an attribute shorter than its type
                dropped.broken += 1
        elif data and _known(self.receiver, (addr[0], addr[1])):
            # as aioice would, after it had tried in vain to read it as STUN
            self.receiver.data_received(data, self.local_candidate.component)
        else:
            dropped.strangers += 1

    datagram_received.filters = True  # type: ignore[attr-defined]
    return datagram_received


def _is_stun(data: bytes) -> bool:
    return len(data) >= 20 and data[0] < 4 and data[4:8] == _MAGIC_COOKIE


def _known(connection: Any, address: tuple[str, int]) -> bool:
    if address in connection.__dict__.get("vouched", ()):
        return True
    for pair in connection._nominated.values():
        if pair.remote_addr == address:
            return True
    return any(
        pair.remote_addr == address and (pair.nominated or pair.state == _SUCCEEDED)
        for pair in connection._check_list
    )
