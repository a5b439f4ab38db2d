from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from media import full_collection as module
from media.full_collection import SELDOM, FullCollection


class Knot:
    """Hangs in a cycle, so that only a collection ends it."""

    ended = 0

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Knot.ended += 1


@pytest.fixture(autouse=True)
def nothing_else_collects() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_cycles_end_when_it_is_time_and_not_before() -> None:
    now = [100.0]
    full = FullCollection(60.0, lambda: now[0])
    before = Knot.ended
    Knot()
    now[0] += 59.9
    assert not full.look()
    assert Knot.ended == before
    now[0] += 0.1
    assert full.look()
    assert Knot.ended == before + 1
    assert not full.look()


def test_what_is_free_goes_back_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    monkeypatch.setattr(module, "give_back", lambda: given.append(Knot.ended))
    now = [0.0]
    full = FullCollection(1.0, lambda: now[0])
    Knot()
    ended = Knot.ended
    now[0] = 1.0
    assert full.look()
    assert given == [ended + 1]


def test_a_slow_one_is_done_the_more_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]

    def slow() -> None:
        now[0] += 0.5

    monkeypatch.setattr(module, "give_back", slow)
    full = FullCollection(60.0, lambda: now[0])
    now[0] = 60.0
    assert full.look()
    now[0] = 60.5 + SELDOM * 0.5 - 0.1
    assert not full.look()
    now[0] += 0.2
    assert full.look()
