from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from console import collector as module
from console.collector import ALL_S, YOUNG_EVERY, Collector
from media.full_collection import FullCollection


class Knot:
    """Hangs in a cycle, so that only a collection ends it."""

    ended = 0

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Knot.ended += 1


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.stop()
    assert gc.isenabled()


def test_cycles_end_in_the_qt_thread_and_not_before(collector: Collector) -> None:
    before = Knot.ended
    for _ in range(100):
        Knot()
    assert not gc.isenabled()
    assert Knot.ended == before
    for _ in range(YOUNG_EVERY):
        collector.look()
    assert Knot.ended == before + 100


def test_what_is_old_ends_too_in_time(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(module, "FullCollection", lambda s: FullCollection(s, lambda: now[0]))
    collector = Collector()
    try:
        knot = Knot()
        gc.collect()
        del knot
        ended = Knot.ended
        for _ in range(2 * YOUNG_EVERY):
            collector.look()
        assert Knot.ended == ended
        now[0] = ALL_S
        collector.look()
        assert Knot.ended == ended + 1
    finally:
        collector.stop()
