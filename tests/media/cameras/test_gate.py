from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from media.cameras.gate import LONGEST_WAITING_EACH, LOOK_S, Gate, Rank
from media.cameras.places import OwnPlaces, Places
from tests.media.cameras.rig import run
from tests.media.cameras.test_line import Hours

SEEN, UNSEEN = Rank(False), Rank(True)


class Queue:
    """Those that wait before a gate, in the order they came, and who went in."""

    def __init__(self, places: int | Places, share: int | None = None) -> None:
        self.gate = Gate(OwnPlaces(places) if isinstance(places, int) else places, share)
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

    async def go_first(self) -> None:
        """Who has been inside for longest, if anybody is there."""
        inside = (name for name in self.inside if not self.out[name].is_set())
        if name := next(inside, ""):
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


def test_places_that_nobody_else_wants_are_all_taken_by_one_of_two() -> None:
    async def test() -> None:
        one, other = sharing(2, OwnPlaces(8), 4)
        for number in range(10):
            await one.come(f"c{number}", UNSEEN)
        assert (one.now, other.now) == (8, 0)
        await drain(one)
        assert len(one.inside) == 10

    run(test)


def test_what_one_has_beyond_its_share_goes_to_another_which_waits() -> None:
    async def play() -> None:
        one, other = sharing(2, OwnPlaces(4), 2)
        for number in range(40):
            await one.come(f"c{number}", UNSEEN)
        for number in range(8):
            await other.come(f"d{number}", SEEN)
        while other.now < 2:
            await one.go_first()
            await asyncio.sleep(2 * LOOK_S)  # of a clock that goes on to whatever is waited for
            assert one.now + other.now <= 4
        assert len(one.inside) < 40, "it had to wait for all of them"
        kept = one.now
        await one.go_first()
        assert one.now == kept, "of its share the next one has it at once"
        await drain(one, other)

    with asyncio.Runner(loop_factory=Hours) as runner:
        runner.run(play())


def test_of_more_workers_than_places_each_comes_to_its_turn() -> None:
    async def test() -> None:
        places = OwnPlaces(8)
        queues = sharing(16, places, 0)
        for number in range(3):
            for queue in queues:
                await queue.come(f"c{number}", UNSEEN)
        while any(len(queue.inside) < 3 for queue in queues):
            assert sum(queue.now for queue in queues) <= 8
            for queue in queues:
                await queue.go_first()
        await drain(*queues)
        assert [places.take() for _ in range(9)] == [True] * 8 + [False]

    run(test)


def sharing(workers: int, places: Places, share: int) -> list[Queue]:
    """Queues of several workers before the same places."""
    return [Queue(places, share) for _ in range(workers)]


async def drain(*queues: Queue) -> None:
    while any(not task.done() for queue in queues for task in queue.tasks.values()):
        for queue in queues:
            await queue.go_first()


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
