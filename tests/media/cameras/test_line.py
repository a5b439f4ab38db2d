from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from itertools import pairwise, repeat
from types import SimpleNamespace
from typing import Any, NoReturn, cast

import pytest

from media.backoff import JITTER, LADDER_S
from media.cameras.gate import Gate
from media.cameras.health import SILENT_S
from media.cameras.line import PATIENCE_S, STEADY_S, Line
from media.cameras.means import Means
from media.cameras.opening import Connection, Opener
from media.cameras.places import MOST_OPENS, OwnPlaces
from media.cameras.transports import WISH_AGAIN_S
from media.rtsp.outcome import RtspError, by_silence
from media.source import Connecting, Live, Lost, Off, SourceState, Trouble
from media.unit import Sink


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
    """A connection that stands for so long, and notes what it is told."""

    def __init__(self, seconds: float) -> None:
        self.sequence = SimpleNamespace(lost=3)
        self.told: list[str] = []
        self._seconds = seconds
        self._failed: asyncio.Future[RtspError] = asyncio.get_running_loop().create_future()

    def sip(self) -> None:
        self.told.append("sip")

    def hurry(self) -> None:
        self.told.append("hurry")

    def fail(self, error: RtspError) -> None:
        self._failed.set_result(error)

    async def watch(self) -> NoReturn:
        await asyncio.wait({self._failed}, timeout=self._seconds)
        raise self._failed.result() if self._failed.done() else RtspError(Trouble.CLOSED, "gone")

    async def close(self) -> None:
        self.told.append("close")


class Hosts:
    """Lines over one gate in hours that pass at once, and when each was tried."""

    def __init__(self, tasks: asyncio.TaskGroup, places: int) -> None:
        self.now = asyncio.get_running_loop().time
        gate = Gate(OwnPlaces(places))
        self.means = Means(cast(Any, None), cast(Any, None), gate, tasks, now=self.now)
        self.tried: dict[str, list[float]] = {}
        self.lines: list[Line] = []
        self.said: list[type] = []  # states

    def add(
        self, name: str, opens_s: float, stands_s: float | None, shown: bool = False,
        trouble: Trouble = Trouble.SILENT,
    ) -> Line:  # fmt: skip
        """``stands_s``: None where it is never opened, because of the ``trouble``."""
        tried = self.tried[name] = []

        async def opened(_: Sink) -> Connection:
            tried.append(self.now())
            await asyncio.sleep(opens_s)
            if stands_s is None:
                raise RtspError(trouble, "does not answer")
            return Stands(stands_s)

        def changed() -> None:
            self.said.append(type(made.state))

        made = Line(name, {"tcp": opened}, self.means, cast(Any, None), lambda: shown, changed)
        self.lines.append(made)
        made.start()
        return made

    def pauses(self, name: str, tried_s: float) -> list[float]:
        """Between a try that took so long and the next one."""
        tried = self.tried[name]
        return [after - before - tried_s for before, after in pairwise(tried)]


def in_hours(test: Callable[[asyncio.TaskGroup], Coroutine[Any, Any, list[Line]]]) -> None:
    async def play() -> None:
        async with asyncio.TaskGroup() as tasks:
            for line in await test(tasks):
                line.stop()

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
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        hosts = Hosts(tasks, 1)
        hosts.add("c", opens_s, stands_s)
        await asyncio.sleep(600)
        pauses = hosts.pauses("c", opens_s + (stands_s or 0.0))
        assert len(pauses) > len(LADDER_S)
        assert climbs(pauses), pauses
        return hosts.lines

    in_hours(test)


def test_a_connection_that_stood_is_no_failed_try() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        hosts = Hosts(tasks, 1)
        hosts.add("c", 1.0, STEADY_S)
        await asyncio.sleep(600)
        pauses = hosts.pauses("c", 1.0 + STEADY_S)
        assert max(pauses) <= LADDER_S[0] * (1 + JITTER) + 1e-6
        return hosts.lines

    in_hours(test)


@pytest.mark.parametrize("shown", [True, False])
def test_a_camera_that_answers_is_opened_at_once_among_64_that_do_not(shown: bool) -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
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
        return hosts.lines

    in_hours(test)


def test_a_wrong_password_is_not_tried_again_soon() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        hosts = Hosts(tasks, 1)
        hosts.add("c", 0.1, None, trouble=Trouble.UNAUTHORIZED)
        await asyncio.sleep(600)
        pauses = hosts.pauses("c", 0.1)
        assert pauses
        assert min(pauses) >= PATIENCE_S
        return hosts.lines

    in_hours(test)


def test_it_is_live_when_it_brought_a_picture_and_what_it_was_is_over_when_it_is_stopped() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        hosts = Hosts(tasks, 1)
        line = hosts.add("c", 0.1, 60.0)
        await asyncio.sleep(1)
        assert isinstance(line.state, Connecting)
        line.sip()
        line.lives()
        line.sip()
        line.hurry()
        line.lives()
        session = line.session
        assert isinstance(session, Stands)
        assert (session.told, line.lost_packets) == (["sip", "hurry"], 3)
        await asyncio.sleep(59.2)
        assert isinstance(line.state, Lost)
        line.stop()
        await asyncio.sleep(0)
        assert [line.state, line.running, line.session] == [Off(), False, None]
        assert hosts.said == [Live, Lost]
        assert session.told[-1] == "close"
        return hosts.lines

    in_hours(test)


def test_one_that_is_dropped_or_judged_silent_is_opened_anew() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        hosts = Hosts(tasks, 1)
        line = hosts.add("c", 0.1, 3600.0)
        await asyncio.sleep(20)
        line.drop()
        await asyncio.sleep(0.2)
        assert (len(hosts.tried["c"]), line.reconnects) == (2, 1)
        line.judge(hosts.now() + SILENT_S / 2, None)
        assert line.session is not None
        line.judge(hosts.now() + SILENT_S + 1, None)
        await asyncio.sleep(0.01)
        assert isinstance(line.state, Lost)
        assert line.state.trouble is Trouble.SILENT
        assert line.session is None
        return hosts.lines

    in_hours(test)


def test_a_fault_of_our_own_is_a_state_of_it() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        async def breaks(_: Sink) -> Connection:
            raise RuntimeError("a fault")

        means = Hosts(tasks, 1).means
        line = Line("c", {"tcp": breaks}, means, cast(Any, None), lambda: False, lambda: None)
        line.start()
        await asyncio.sleep(0.1)
        assert isinstance(line.state, Lost)
        assert line.state.trouble is Trouble.PROTOCOL
        return [line]

    in_hours(test)


def test_lost_packets_are_counted_over_all_connections() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        hosts = Hosts(tasks, 4)
        line = hosts.add("a", 0.1, 5.0)
        counted = []
        for pause_s in (2.0, 3.5, 2.0):  # it stands, waits for its next try, stands again
            await asyncio.sleep(pause_s)
            counted.append((line.lost_packets, len(hosts.tried["a"])))
        assert counted == [(3, 1), (3, 1), (6, 2)]
        return hosts.lines

    in_hours(test)


class Firewall:
    """A camera of several ways: by each of them a connection stands for so long, None where nothing
    comes. What was tried, when, and what the line said."""

    def __init__(self, hosts: Hosts, ways: dict[str, float | None]) -> None:
        self.ways = ways
        self.tried: list[tuple[str, float]] = []
        self.said: list[SourceState] = []
        self._now = hosts.now
        openers = {way: self._opener(way) for way in ways}
        sink = cast(Any, None)
        self.line = Line("c", openers, hosts.means, sink, lambda: False, self._changed)
        self.line.start()

    def _opener(self, way: str) -> Opener:
        async def opened(_: Sink) -> Connection:
            self.tried.append((way, self._now()))
            await asyncio.sleep(3.0)
            stands_s = self.ways[way]
            if stands_s is None:
                raise by_silence(f"by {way}", 3.0)
            return Stands(stands_s)

        return opened

    def _changed(self) -> None:
        self.said.append(self.line.state)


def test_a_way_by_which_nothing_comes_gives_way_at_once_and_that_is_no_loss() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        wall = Firewall(Hosts(tasks, 1), {"multicast": None, "udp": None, "tcp": 3600.0})
        began_at = asyncio.get_running_loop().time()
        await asyncio.sleep(10)
        tried = [(way, at - began_at) for way, at in wall.tried]
        assert tried == [("multicast", 0.0), ("udp", 3.0), ("tcp", 6.0)]
        assert (wall.line.ways.way, wall.line.ways.instead_of) == ("tcp", "multicast")
        assert (wall.said, wall.line.state, wall.line.reconnects) == ([], Connecting(), 0)
        return [wall.line]

    in_hours(test)


def test_where_no_way_works_they_are_tried_more_and_more_seldom() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        wall = Firewall(Hosts(tasks, 1), {"udp": None, "tcp": None})
        await asyncio.sleep(400)
        firsts = [at for way, at in wall.tried if way == "udp"]
        assert [way for way, _ in wall.tried[:4]] == ["udp", "tcp"] * 2
        pauses = [after - before - 6.0 for before, after in pairwise(firsts)]
        assert len(pauses) > len(LADDER_S)
        assert climbs(pauses), pauses
        lost = next(state for state in wall.said if isinstance(state, Lost))
        assert lost.trouble is Trouble.TRANSPORT
        assert "nothing came by udp" in lost.detail
        assert "nothing came by tcp" in lost.detail
        return [wall.line]

    in_hours(test)


def test_what_worked_is_taken_again_until_the_wish_has_its_turn() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        wall = Firewall(Hosts(tasks, 1), {"udp": None, "tcp": 200.0})
        await asyncio.sleep(WISH_AGAIN_S + 150)
        assert [way for way, _ in wall.tried] == ["udp", "tcp", "tcp", "tcp", "udp", "tcp"]
        wall.ways["udp"] = 3600.0
        await asyncio.sleep(WISH_AGAIN_S + 300)
        assert wall.tried[-1][0] == "udp"
        assert (wall.line.ways.way, wall.line.ways.instead_of) == ("udp", None)
        return [wall.line]

    in_hours(test)


def test_a_line_that_was_stopped_meanwhile_knows_what_worked() -> None:
    async def test(tasks: asyncio.TaskGroup) -> list[Line]:
        wall = Firewall(Hosts(tasks, 1), {"udp": None, "tcp": 3600.0})
        await asyncio.sleep(10)
        wall.line.stop()
        await asyncio.sleep(1)
        wall.line.start()
        await asyncio.sleep(10)
        assert [way for way, _ in wall.tried] == ["udp", "tcp", "tcp"]
        return [wall.line]

    in_hours(test)
