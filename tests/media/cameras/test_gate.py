from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from media.cameras.gate import LONGEST_WAITING_EACH, Gate, Rank
from tests.media.cameras.rig import run

SEEN, UNSEEN = Rank(False), Rank(True)


class Queue:
    """Those that wait before a gate, in the order they came, and who went in."""

    def __init__(self, places: int) -> None:
        self.gate = Gate(places)
        self.inside: list[str] = []  # in the order they went in
        self.now = 0
        self.most = 0
        self.ranks: dict[str, Rank] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self.out: dict[str, asyncio.Event] = {}

    async def come(self, name: str, rank: Rank) -> None:
        self.ranks[name], self.out[name] = rank, asyncio.Event()
        self.tasks[name] = asyncio.ensure_future(self._pass(name))
        await settled()

    async def _pass(self, name: str) -> None:
        async with self.gate.place(lambda: self.ranks[name]):
            self.inside.append(name)
            self.now += 1
            self.most = max(self.most, self.now)
            try:
                await self.out[name].wait()
            finally:
                self.now -= 1

    async def go(self, name: str) -> None:
        self.out[name].set()
        await settled()

    async def cancel(self, name: str) -> None:
        self.tasks[name].cancel()
        await settled()

    async def empty(self) -> None:
        """All go, one after another."""
        gone = 0
        while gone < len(self.inside):
            await self.go(self.inside[gone])
            gone += 1
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)


async def settled() -> None:
    for _ in range(4):
        await asyncio.sleep(0)


def test_no_more_are_inside_than_there_are_places_and_equals_go_in_order() -> None:
    async def test() -> None:
        queue = Queue(2)
        names = [f"c{number}" for number in range(9)]
        for name in names:
            await queue.come(name, UNSEEN)
        assert queue.inside == names[:2]
        await queue.empty()
        assert (queue.inside, queue.most) == (names, 2)

    run(test)


def test_what_a_tile_shows_goes_before_what_is_warm_even_if_it_came_there_while_waiting() -> None:
    async def test() -> None:
        queue = Queue(1)
        for name, rank in (("in", UNSEEN), ("a", UNSEEN), ("b", UNSEEN), ("tile", SEEN)):
            await queue.come(name, rank)
        queue.ranks["b"] = SEEN
        await queue.empty()
        assert queue.inside == ["in", "b", "tile", "a"]

    run(test)


def test_who_never_answers_does_not_hold_up_who_has_not_been_tried() -> None:
    async def test() -> None:
        queue = Queue(1)
        for name, failures in (("in", 0), ("dead", 5), ("dying", 1), ("new", 0)):
            await queue.come(name, Rank(False, failures))
        await queue.go("in")
        await queue.go("new")
        await queue.go("dying")
        assert queue.inside == ["in", "new", "dying", "dead"]
        await queue.empty()

    run(test)


def test_each_comes_to_its_turn_however_many_go_before() -> None:
    async def test() -> None:
        queue = Queue(1)
        await queue.come("in", SEEN)
        await queue.come("warm", UNSEEN)
        for number in range(2 * LONGEST_WAITING_EACH):
            await queue.come(f"tile{number}", SEEN)
        await queue.empty()
        assert queue.inside.index("warm") == LONGEST_WAITING_EACH

    run(test)


def test_whoever_gives_up_gives_its_place_on() -> None:
    async def test() -> None:
        queue = Queue(1)
        for name in ("in", "given", "waits", "next"):
            await queue.come(name, SEEN)
        await queue.cancel("waits")
        assert queue.gate.waiting == 2
        queue.out["in"].set()
        await asyncio.sleep(0)
        assert queue.gate.waiting == 1
        queue.tasks["given"].cancel()  # its place is given to it, and it has not noticed
        await settled()
        assert queue.inside == ["in", "next"]
        await queue.cancel("next")
        await queue.come("last", UNSEEN)
        assert queue.inside[-1] == "last"
        await queue.empty()

    run(test)


DEEDS = st.tuples(
    st.sampled_from(("come", "go", "cancel")), st.integers(0, 30), st.booleans(), st.integers(0, 3)
)


@given(st.integers(1, 4), st.lists(DEEDS, max_size=60))
def test_no_place_is_lost_and_none_is_given_twice(
    places: int, deeds: Sequence[tuple[str, int, bool, int]]
) -> None:
    async def play() -> None:
        queue = Queue(places)
        for number, (deed, whose, unseen, failures) in enumerate(deeds):
            name = f"c{whose % max(1, len(queue.tasks))}"
            if deed == "come":
                await queue.come(f"c{len(queue.tasks)}", Rank(unseen, failures))
            elif name in queue.tasks:
                await (queue.go(name) if deed == "go" else queue.cancel(name))
            running = sum(not task.done() for task in queue.tasks.values())
            assert queue.now == min(places, running), f"after deed {number}"
        assert queue.most <= places
        await queue.empty()
        assert max(Counter(queue.inside).values(), default=1) == 1
        for number in range(places):
            await queue.come(f"after{number}", UNSEEN)
        assert queue.now == places
        await queue.empty()

    asyncio.run(play())
