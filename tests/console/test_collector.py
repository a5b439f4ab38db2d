from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest

from console import collector as module
from console.collector import ALL_S, YOUNG_EVERY, Collector


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


def test_what_is_free_goes_back_to_the_system_after_a_full_collection(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []
    now = time.monotonic()
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    monkeypatch.setattr(module, "give_back", lambda: given.append(now))
    for _ in range(YOUNG_EVERY):
        collector.look()
    assert given == []
    for _ in range(2):
        now += ALL_S
        collector.look()
        collector.look()
    assert given == [now - ALL_S, now]
