from __future__ import annotations

import asyncio
from typing import Any

import pytest

from console.town.villages.line import Line
from console.town.villages.stage import Stage
from tests.console.town.villages.conftest import a_reel

TURNS = 12  # of the loop; a close takes fewer until its sockets are gone


@pytest.mark.parametrize("turns", range(1, TURNS))
def test_a_close_that_is_cancelled_is_finished(turns: int) -> None:
    assert asyncio.run(_cancelled(turns)) == ([], "closed")


async def _cancelled(turns: int) -> tuple[list[dict[str, Any]], str]:
    """What the loop finds fault with, and how the line is then."""
    loop = asyncio.get_running_loop()
    faults: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _loop, fault: faults.append(fault))
    line = Line(Stage(a_reel()), 0, near=True)
    await line.offer()
    closing = loop.create_task(line.close())
    for _ in range(turns):
        await asyncio.sleep(0)
    closing.cancel()
    await asyncio.wait({closing})
    for _ in range(TURNS):
        await asyncio.sleep(0)
    return faults, line.state
