from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from console.collector import YOUNG_EVERY, Collector


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
