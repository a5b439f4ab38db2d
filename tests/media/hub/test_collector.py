"""Full collections wait until nobody hears them, and still come."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.hub import collector
from media.hub.collector import MOST_GONE, NEW_EACH_S, SETTLED_S, Plan, Sweep, sweep
from tests.media.hub.conftest import PATIENCE_S


@pytest.fixture
def _as_before() -> Iterator[None]:
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)


def of(*there: int) -> frozenset[int]:
    return frozenset(there)


def test_what_is_there_is_set_aside_once_the_sites_are_settled() -> None:
    plan = Plan(0.0)
    assert plan.look(1.0, of(1)) is Sweep.NOTHING
    assert plan.look(2.0, of(1, 2)) is Sweep.NOTHING
    assert plan.look(1.9 + SETTLED_S, of(1, 2)) is Sweep.NOTHING
    assert plan.look(2.0 + SETTLED_S, of(1, 2)) is Sweep.SET_ASIDE
    assert plan.look(3.0 + SETTLED_S, of(1, 2)) is Sweep.NOTHING


def test_everything_is_collected_when_the_last_has_gone() -> None:
    plan = Plan(0.0)
    plan.look(1.0, of(1, 2))
    assert plan.look(2.0, of(1)) is Sweep.NOTHING
    assert plan.look(3.0, of()) is Sweep.ALL
    assert plan.look(4.0, of()) is Sweep.NOTHING


def test_while_some_are_there_it_waits_until_many_have_gone() -> None:
    plan = Plan(0.0)
    done = [plan.look(n / 100, of(0, n)) for n in range(1, MOST_GONE + 2)]
    assert done.index(Sweep.ALL) == MOST_GONE
    assert plan.look(2.0, of(0, MOST_GONE + 1)) is Sweep.NOTHING


def test_sites_that_come_and_go_without_end_are_set_aside_each_minute() -> None:
    plan = Plan(0.0)
    found = [plan.look(float(n), of(0, n // 3)) for n in range(int(NEW_EACH_S) + 1)]
    assert found[-1] is Sweep.SET_ASIDE
    assert set(found[:-1]) == {Sweep.NOTHING}


@given(st.lists(st.frozensets(st.integers(0, 6), max_size=6), min_size=1, max_size=300))
def test_what_is_new_never_waits_longer_than_a_minute(rooms: list[frozenset[int]]) -> None:
    plan, last = Plan(0.0), 0.0
    for n, there in enumerate(rooms, 1):
        if plan.look(float(n), there) is not Sweep.NOTHING:
            last = float(n)
        assert n - last < NEW_EACH_S


class Ring:
    """Garbage for the collector alone."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.usefixtures("_as_before")
def test_what_was_set_aside_is_found_by_the_next_full_collection_only() -> None:
    gc.disable()
    try:
        ring = Ring()
        seen = weakref.ref(ring)
        sweep(Sweep.SET_ASIDE)
        del ring
        sweep(Sweep.NEW)
        assert seen() is not None
        sweep(Sweep.ALL)
        assert seen() is None
    finally:
        gc.enable()


@pytest.mark.usefixtures("_as_before")
def test_python_collects_everything_by_itself_again_when_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = gc.get_threshold()
    swept = []
    monkeypatch.setattr(collector, "LOOK_S", 0.0)
    monkeypatch.setattr(collector, "sweep", swept.append)

    async def go() -> None:
        looked = asyncio.Event()

        def peers() -> list[object]:
            looked.set()
            return []

        task = asyncio.ensure_future(collector.collect(peers))
        async with asyncio.timeout(PATIENCE_S):
            await looked.wait()
        assert gc.get_threshold()[2] > 1_000_000
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(go())
    assert swept[0] is Sweep.ALL
    assert gc.get_threshold() == usual
