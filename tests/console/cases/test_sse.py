"""Server-sent events, however the bytes are cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cases import sse
from console.cases.sse import SseError, SseEvent, SseParser

STREAM = (
    "\ufeffretry: 1500\n: simulated\n\n"
    'id: a1\nevent: case.upsert\ndata: {"t":"河道"}\n\n'
    "event: resync\r\ndata\r\n\n"
    ": beat\r\r"
    "data:one\rdata: two\rid: 2\r\r"
    "event: empty\n\n"
    "id: dropped\x01\ndata:  x\nunknown: y\nretry: soon\n\n"
    "data: not finished"
).encode()
EVENTS = [
    SseEvent("case.upsert", '{"t":"河道"}', "a1"),
    SseEvent("resync", "", "a1"),
    SseEvent("message", "one\ntwo", "2"),
    SseEvent("message", " x", "2"),
]


@given(st.lists(st.integers(0, len(STREAM)), max_size=40).map(sorted))
def test_any_cutting_gives_the_same_events(cuts: list[int]) -> None:
    parser = SseParser()
    edges = [0, *cuts, len(STREAM)]
    found = []
    for start, end in pairwise(edges):
        found += parser.feed(STREAM[start:end])
    assert found == EVENTS
    assert parser.retry_s == 1.5


def test_byte_by_byte_gives_the_same_events() -> None:
    parser = SseParser()
    assert [e for byte in STREAM for e in parser.feed(bytes([byte]))] == EVENTS


@given(st.binary(max_size=400), st.integers(0, 400))
def test_any_bytes_do_no_harm(whole: bytes, cut: int) -> None:
    one, two = SseParser(), SseParser()
    assert one.feed(whole) == two.feed(whole[:cut]) + two.feed(whole[cut:])


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "LONGEST_LINE", 1000)
    parser = SseParser()
    parser.feed(b"x" * 1000)
    with pytest.raises(SseError, match="line is longer than 1000"):
        parser.feed(b"x")


def test_an_event_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "LARGEST_EVENT", 1000)
    with pytest.raises(SseError, match="event is larger than 1000"):
        SseParser().feed((b"data: " + b"x" * 100 + b"\n") * 10)


@pytest.mark.parametrize("cursor", ["a\x00b", "x" * 1025, "a\x1fb"])
def test_an_id_that_no_header_can_carry_is_not_taken(cursor: str) -> None:
    (event,) = SseParser().feed(f"id: good\nid: {cursor}\ndata: x\n\n".encode())
    assert event.id == "good"
