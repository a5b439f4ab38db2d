"""The program in its own thread."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import av
import pytest

from media.hub.canvas import Frameless, Shot
from media.hub.program import Direction, Program
from media.hub.rungs import SHAPES, Rung
from tests.media.hub.conftest import PATIENCE_S

DIRECTION = Direction(lambda: (), Frameless("运河镇", "等待"))


class Watched:
    def __init__(self) -> None:
        self.sent: queue.Queue[tuple[str, Any, bool, Rung]] = queue.Queue()
        self.painted: queue.Queue[Any] = queue.Queue()
        self.program = Program(
            lambda *packet: self.sent.put(packet), lambda frame, at: self.painted.put(frame)
        )


@pytest.fixture
def watched() -> Iterator[Watched]:
    made = Watched()
    made.program.start()
    yield made
    made.program.stop()


def test_each_codec_in_use_is_encoded_once_and_begins_with_a_key(watched: Watched) -> None:
    watched.program.direct(replace(DIRECTION, codecs=frozenset({"H264", "VP8"})))
    first = [watched.sent.get(timeout=PATIENCE_S) for _ in range(6)]
    assert [codec for codec, _, key, _ in first if key] == [codec for codec, *_ in first[:2]]
    assert sorted(codec for codec, *_ in first) == ["H264"] * 3 + ["VP8"] * 3
    assert watched.painted.empty()


def test_each_rung_somebody_needs_has_its_own_size_and_begins_with_a_key(
    watched: Watched,
) -> None:
    feeds = frozenset({("H264", Rung.SMALL), ("H264", Rung.MIDDLE)})
    watched.program.direct(replace(DIRECTION, feeds=feeds))
    first = [watched.sent.get(timeout=PATIENCE_S) for _ in range(4)]
    assert [(rung, key) for _, _, key, rung in first[:2]] == [
        (Rung.MIDDLE, True), (Rung.SMALL, True),
    ]  # fmt: skip
    assert first[0][1].pts == first[1][1].pts
    for _, packet, _, rung in first[:2]:
        decoder = av.CodecContext.create("h264", "r")
        (frame,) = decoder.decode(av.Packet(bytes(packet))) or decoder.decode(None)  # type: ignore[attr-defined]
        assert (frame.width, frame.height) == (SHAPES[rung].width, SHAPES[rung].height)


def test_the_large_rung_is_composed_large_and_goes_back(watched: Watched) -> None:
    large = replace(DIRECTION, feeds=frozenset({("H264", Rung.LARGE)}), shown=True)
    watched.program.direct(large)
    frame = watched.painted.get(timeout=PATIENCE_S)
    assert (frame.width, frame.height) == (1920, 1080)
    watched.program.direct(replace(DIRECTION, shown=True))
    while watched.painted.get(timeout=PATIENCE_S).width != 1280:
        pass


def test_on_a_tile_alone_nothing_is_encoded(watched: Watched) -> None:
    watched.program.direct(replace(DIRECTION, shown=True))
    frame = watched.painted.get(timeout=PATIENCE_S)
    assert (frame.width, frame.height) == (1280, 720)
    assert watched.sent.empty()


def test_a_wish_brings_a_key_picture(watched: Watched) -> None:
    watched.program.direct(replace(DIRECTION, codecs=frozenset({"H264"})))
    watched.sent.get(timeout=PATIENCE_S)
    watched.program.wish_key("H264")
    watched.program.wish_key("VP8")  # nobody has it
    between = 0
    while not watched.sent.get(timeout=PATIENCE_S)[2]:
        between += 1
    assert between < 30  # by itself it comes after 50 pictures


def test_a_picture_that_cannot_be_made_does_not_end_the_program(
    watched: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    failures = [1]

    def shots() -> tuple[Shot, ...]:
        if failures:
            raise RuntimeError(failures.pop())
        return ()

    watched.program.direct(replace(DIRECTION, shots=shots, shown=True))
    watched.painted.get(timeout=PATIENCE_S)
    assert "cannot be made" in caplog.text


def test_while_nobody_looks_the_program_rests(watched: Watched) -> None:
    assert not DIRECTION.watched
    watched.program.direct(replace(DIRECTION, shown=True))
    watched.painted.get(timeout=PATIENCE_S)
    watched.program.direct(DIRECTION)
    watched.program.stop()
    assert watched.program.pictures <= 2
