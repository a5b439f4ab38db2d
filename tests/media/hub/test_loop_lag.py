"""How late an event loop comes to its work."""

from __future__ import annotations

import asyncio

from media.hub.loop_lag import EVERY_S, KEPT, LoopLag


def test_one_in_a_hundred_is_later_than_is_told() -> None:
    lag = LoopLag()
    assert (lag.p99_ms(), lag.most_ms()) == (0.0, 0.0)
    for number in range(100):
        lag.note(number / 1000)
    assert (lag.p99_ms(), lag.most_ms()) == (99.0, 99.0)
    for _ in range(KEPT):
        lag.note(-0.001)  # a timer may be early
    assert lag.p99_ms() == 0.0


def test_it_watches_the_loop_it_runs_in() -> None:
    async def go() -> None:
        lag = LoopLag()
        watching = asyncio.get_running_loop().create_task(lag.watch())
        await asyncio.sleep(3 * EVERY_S)
        watching.cancel()
        assert lag._lags

    asyncio.run(go())
