"""Packets: what is cut into them comes together again."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from console.town.cameras.packets import (
    LARGEST,
    Ready,
    ready_pictures,
    sender_report,
    session_description,
)
from console.town.film.reel import Reel

SETS = (bytes([0x67, 100, 0, 31, 1]), bytes([0x68, 2]))
UNIT = st.builds(lambda kind, body: bytes([kind]) + body, st.sampled_from([0x65, 0x41]),
                 st.binary(min_size=1, max_size=4000))  # fmt: skip


def frames_of(data: bytes) -> list[tuple[int, bytes]]:
    found, at = [], 0
    while at < len(data):
        sign, channel, size = struct.unpack_from(">cBH", data, at)
        assert sign == b"$"
        found.append((channel, data[at + 4 : at + 4 + size]))
        at += 4 + size
    return found


def units_of(payloads: list[bytes]) -> list[bytes]:
    units: list[bytes] = []
    for payload in payloads:
        kind = payload[0] & 31
        if kind == 24:
            at = 1
            while at < len(payload):
                (size,) = struct.unpack_from(">H", payload, at)
                units.append(payload[at + 2 : at + 2 + size])
                at += 2 + size
        elif kind == 28:
            if payload[1] & 0x80:
                units.append(bytes([(payload[0] & 0xE0) | (payload[1] & 31)]))
            units[-1] += payload[2:]
        else:
            units.append(payload)
    return units


def ready(units: list[bytes]) -> Ready:
    return ready_pictures(Reel(SETS, (tuple(units),)))[0]


@given(st.lists(UNIT, min_size=1, max_size=3))
def test_pictures_come_out_as_they_went_in(units: list[bytes]) -> None:
    packets = frames_of(bytes(ready(units).patched(2, 65534, 123, 77)))
    key = units[0][0] & 31 == 5
    assert units_of([p[12:] for _, p in packets]) == [*(SETS if key else ()), *units]
    assert all(channel == 2 and len(p) <= LARGEST + 12 for channel, p in packets)


@given(st.lists(UNIT, min_size=1, max_size=3), st.integers(0, 65535))
def test_only_the_last_packet_is_marked_and_numbers_count_on(
    units: list[bytes], first: int
) -> None:
    packets = [p for _, p in frames_of(bytes(ready(units).patched(0, first, 5, 9)))]
    heads = [struct.unpack_from(">BBHII", p) for p in packets]
    assert [h[1] >> 7 for h in heads] == [0] * (len(heads) - 1) + [1]
    assert [h[2] for h in heads] == [(first + i) & 0xFFFF for i in range(len(heads))]
    assert {(h[0], h[1] & 127, h[3], h[4]) for h in heads} == {(0x80, 96, 5, 9)}


def test_a_sender_report_says_when_a_timestamp_was_taken() -> None:
    ((channel, rtcp),) = frames_of(sender_report(1, 77, 3_900_000_000.5, 9000, 12, 3400))
    fields = struct.unpack_from(">BBHIIIIII", rtcp)
    assert channel == 1
    assert fields[1:4] == (200, 6, 77)
    assert fields[4:] == (3_900_000_000, 1 << 31, 9000, 12, 3400)
    assert struct.unpack_from(">BBH", rtcp, 28)[1] == 202
    assert 28 + 4 + 4 * struct.unpack_from(">BBH", rtcp, 28)[2] == len(rtcp)


def test_the_description_names_profile_and_parameter_sets() -> None:
    text = session_description(Reel(SETS, ()), "测试", "127.0.0.1")
    assert "profile-level-id=64001F" in text
    assert "sprop-parameter-sets=Z2QAHwE=,aAI=" in text
    assert text.endswith("a=control:trackID=1\r\n")
