from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from itertools import pairwise, repeat
from types import SimpleNamespace
from typing import Any, NoReturn, cast

import pytest

from media.backoff import JITTER, LADDER_S
from media.board import Mark
from media.cameras.gate import Gate
from media.cameras.opening import Connection
from media.cameras.stream import MOST_OPENS, STEADY_S, Means, Stream
from media.rtsp.outcome import RtspError
from media.source import Trouble
from media.view import AS_TOLD
from tests.media.cameras.test_decoder import Hand


class Hours(asyncio.SelectorEventLoop):
    """A loop whose clock goes on to whatever is waited for."""

    def __init__(self) -> None:
        self.now = 1000.0
        super().__init__()

    def time(self) -> float:
        return self.now

    def _run_once(self) -> None:
        timers: list[asyncio.TimerHandle] = self._scheduled  # type: ignore[attr-defined]
        if timers and not self._ready:  # type: ignore[attr-defined]
            self.now = max(self.now, timers[0].when())
        super()._run_once()  # type: ignore[misc]


class Stands:
    """A connection that stands for so long."""

    def __init__(self, seconds: float) -> None:
        self.sequence = SimpleNamespace(lost=3)
        self._seconds = seconds

    def sip(self) -> None: ...

    def hurry(self) -> None: ...

    def fail(self, error: RtspError) -> None: ...

    async def watch(self) -> NoReturn:
        await asyncio.sleep(self._seconds)
        raise RtspError(Trouble.CLOSED, "gone")

    async def close(self) -> None: ...


class Hosts:
    """Streams over one gate in hours that pass at once, and when each was tried."""

    def __init__(self, tasks: asyncio.TaskGroup, places: int) -> None:
        self.now = asyncio.get_running_loop().time
        canvas = SimpleNamespace()
        self.means = Means(Hand(), cast(Any, canvas), Gate(places), tasks, now=self.now)
        self.tried: dict[str, list[float]] = {}
        self.streams: list[Stream] = []

    def add(self, name: str, opens_s: float, stands_s: float | None, shown: bool = False) -> Stream:
        """``stands_s``: None where it gives no answer at all."""
        tried = self.tried[name] = []

        async def opened(_: object) -> Connection:
            tried.append(self.now())
            await asyncio.sleep(opens_s)
            if stands_s is None:
                raise RtspError(Trouble.SILENT, "does not answer")
            return Stands(stands_s)

        made = Stream(name, opened, self.means, Mark.NONE, AS_TOLD, lambda: None)
        self.streams.append(made)
        made.start()
        if shown:
            made.heat()
        return made

    def pauses(self, name: str, tried_s: float) -> list[float]:
        """Between a try that took so long and the next one."""
        tried = self.tried[name]
        return [after - before - tried_s for before, after in pairwise(tried)]


def in_hours(test: Callable[[asyncio.TaskGroup], Coroutine[Any, Any, list[Stream]]]) -> None:
    async def play() -> None:
        async with asyncio.TaskGroup() as tasks:
            for stream in await test(tasks):
                stream.stop()

    with asyncio.Runner(loop_factory=Hours) as runner:
        runner.run(play())


def climbs(pauses: Sequence[float]) -> bool:
    """Whether they are the steps of the ladder; the last one from then on."""
    steps = [*LADDER_S, *repeat(LADDER_S[-1], max(0, len(pauses) - len(LADDER_S)))]
    return all(
        (1 - JITTER) * step - 1e-6 <= pause <= (1 + JITTER) * step + 1e-6
        for pause, step in zip(pauses, steps, strict=False)
    )


@pytest.mark.parametrize(
    ("opens_s", "stands_s"),
    [(3.0, None), (10.0, None), (20.0, None), (0.1, 3.0), (12.0, 9.0)],
    ids=["no host", "no answer to DESCRIBE", "slow", "flapping", "slow and flapping"],
)
def test_whatever_takes_long_without_standing_is_tried_more_and_more_seldom(
    opens_s: float, stands_s: float | None
) -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Stream]:
        hosts = Hosts(tasks, 1)
        hosts.add("c", opens_s, stands_s)
        await asyncio.sleep(600)
        pauses = hosts.pauses("c", opens_s + (stands_s or 0.0))
        assert len(pauses) > len(LADDER_S)
        assert climbs(pauses), pauses
        return hosts.streams

    in_hours(test)


def test_a_connection_that_stood_is_no_failed_try() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Stream]:
        hosts = Hosts(tasks, 1)
        hosts.add("c", 1.0, STEADY_S)
        await asyncio.sleep(600)
        pauses = hosts.pauses("c", 1.0 + STEADY_S)
        assert max(pauses) <= LADDER_S[0] * (1 + JITTER) + 1e-6
        return hosts.streams

    in_hours(test)


@pytest.mark.parametrize("shown", [True, False])
def test_a_camera_that_answers_is_opened_at_once_among_64_that_do_not(shown: bool) -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Stream]:
        hosts = Hosts(tasks, MOST_OPENS)
        for number in range(64):
            hosts.add(f"dead{number}", 3.0, None, shown)
        await asyncio.sleep(60)
        hosts.add("well", 0.1, 3600.0, shown=True)
        begun_at = hosts.now()
        await asyncio.sleep(600)
        waited_s = hosts.tried["well"][0] - begun_at
        assert waited_s <= 3.0
        late = [at for tried in hosts.tried.values() for at in tried if at > begun_at + 300]
        assert len(late) * 3.0 < 0.9 * MOST_OPENS * 300, "the gate is not always full"
        return hosts.streams

    in_hours(test)


def test_lost_packets_are_counted_over_all_connections() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Stream]:
        hosts = Hosts(tasks, 4)
        stream = hosts.add("a", 0.1, 5.0)
        counted = []
        for pause_s in (2.0, 3.5, 2.0):  # it stands, waits for its next try, stands again
            await asyncio.sleep(pause_s)
            counted.append((stream.lost_packets, len(hosts.tried["a"])))
        assert counted == [(3, 1), (3, 1), (6, 2)]
        return hosts.streams

    in_hours(test)
