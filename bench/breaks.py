"""A platform's changes over broken streams, told again and out of order: is the book the platform's
in the end? In one process, over HTTP, against the demo town's platform."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from console.cases.book import CaseBook
from console.cases.case import CaseChanged, CaseEvent, CaseGone, CaseId, LinkState, Snapshot
from console.cases.client import PlatformClient
from console.town.casework.codes import is_open
from console.town.platform.server import Platform
from console.town.world.town import the_town
from media.backoff import BackOff
from media.secret import Secret

CASES = 2000
RING = 4096
AT_ONCE = 50  # changes between two looks at the other side
HELD = 0.05  # of the events come late, REPEATED twice
REPEATED = 0.05
LATEST = 400  # events after its turn
SETTLED_S = 60.0
LEVELS = ("red", "orange", "yellow", "blue")


@dataclass
class Outcome:
    """``other``: cases whose state in the book is not the platform's, missing ones among them;
    ``backwards``: changes told of a case under a revision that was not higher."""

    changes: int = 0
    breaks: int = 0
    snapshots: int = 0
    repeats: int = 0
    late: int = 0
    cases: int = 0
    other: int = 0
    backwards: int = 0


class Unruly:
    """Between client and book: some events come twice, some after others."""

    def __init__(self, dice: random.Random, outcome: Outcome) -> None:
        self.book = CaseBook()
        self._dice, self._outcome = dice, outcome
        self._late: list[tuple[int, CaseEvent]] = []
        self._turn = 0
        self._revs: dict[CaseId, int] = {}
        self.told = asyncio.Event()

    def tell(self, events: list[CaseEvent]) -> None:
        for event in events:
            self._turn += 1
            if isinstance(event, Snapshot):
                self._outcome.snapshots += 1
                self.catch_up()  # what was told before a snapshot is older than it
                self._revs.clear()
            self._take(event)
        due = [event for turn, event in self._late if turn <= self._turn]
        self._late = [each for each in self._late if each[0] > self._turn]
        self._apply(due)
        self.told.set()

    def catch_up(self) -> None:
        """Nothing is late any more."""
        late, self._late = [event for _, event in self._late], []
        self._dice.shuffle(late)
        self._apply(late)

    def _take(self, event: CaseEvent) -> None:
        again = isinstance(event, CaseChanged | CaseGone)
        if again and self._dice.random() < HELD:
            self._outcome.late += 1
            self._late.append((self._turn + self._dice.randrange(1, LATEST), event))
            return
        self._apply([event])
        if again and self._dice.random() < REPEATED:
            self._outcome.repeats += 1
            self._late.append((self._turn + self._dice.randrange(1, LATEST), event))

    def _apply(self, events: list[CaseEvent]) -> None:
        for event in events:
            changes = self.book.apply([event])
            for case_id in changes.changed:
                case = self.book.case(case_id)
                if case is None:
                    continue
                if case.rev <= self._revs.get(case_id, -1):
                    self._outcome.backwards += 1
                self._revs[case_id] = case.rev


async def follow(
    changes: int, breaks: int, cases: int = CASES, ring: int = RING, seed: int = 1
) -> Outcome:
    """So many changes with so many broken streams among them. ``ring``: events that the platform
    remembers; after some breaks more have happened than that."""
    dice, outcome = random.Random(seed), Outcome()
    platform = Platform(the_town(), 7, ring=ring)
    url = await platform.start()
    platform.story(False)
    unruly = Unruly(dice, outcome)
    client = PlatformClient(url, Secret(platform.token), unruly.tell, back_off=BackOff((0.01,)))
    following = asyncio.ensure_future(client.run())
    try:
        ids = [_new(platform, dice) for _ in range(cases)]
        for _ in range(breaks):
            await _until(unruly, lambda: unruly.book.link.state == "live")
            await _some(platform, unruly, ids, dice, changes // breaks, outcome)
            await platform.set_up(False)
            outcome.breaks += 1
            for _ in range(dice.choice((0, 3, ring // 20, ring // 20, ring + 1))):
                _change(platform, ids, dice)
                outcome.changes += 1
            await platform.set_up(True)
            client.hurry()
        await _settle(platform, client, unruly)
        _compare(platform, unruly.book, outcome)
    finally:
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following
        await platform.stop()
    return outcome


async def _some(
    platform: Platform,
    unruly: Unruly,
    ids: list[str],
    dice: random.Random,
    count: int,
    outcome: Outcome,
) -> None:
    """Changes as fast as they are heard of; what is told last may not be heard of any more."""
    for number in range(1, count + 1):
        _change(platform, ids, dice)
        outcome.changes += 1
        if number % AT_ONCE == 0:
            newest = platform._ledger.newest
            await _until(unruly, lambda: _heard(platform, unruly) > newest - 2 * AT_ONCE)  # noqa: B023  # awaited here


def _heard(platform: Platform, unruly: Unruly) -> int:
    cursor = unruly.book.link.cursor
    return (platform._ledger.number_of(cursor) or 0) if cursor else 0


async def _settle(platform: Platform, client: PlatformClient, unruly: Unruly) -> None:
    def there() -> bool:
        link: LinkState = unruly.book.link
        return link.state == "live" and link.cursor == platform._ledger.cursor()

    client.hurry()
    await _until(unruly, there)
    unruly.catch_up()


async def _until(unruly: Unruly, true: Callable[[], bool]) -> None:
    async with asyncio.timeout(SETTLED_S):
        while not true():
            unruly.told.clear()
            await unruly.told.wait()


def _new(platform: Platform, dice: random.Random) -> str:
    place = {"longitude": 120.15 + dice.random() / 12, "latitude": 30.44 + dice.random() / 14}
    case = platform.case({"title": "河道漂浮物", "level": dice.choice(LEVELS), "place": place})
    return str(case["id"])


def _change(platform: Platform, ids: list[str], dice: random.Random) -> None:
    at = dice.randrange(len(ids))
    if dice.random() < 0.02:
        platform._ledger.drop_case(ids[at])
        ids[at] = _new(platform, dice)
        return
    told: dict[str, Any] = {"id": ids[at], "level": dice.choice(LEVELS)}
    if dice.random() < 0.02:
        told["status"] = dice.choice(("closed", "reopened", "handling"))
    platform.case(told)


def _compare(platform: Platform, book: CaseBook, outcome: Outcome) -> None:
    there = {
        case["id"]: (case["rev"], case["status"], case["level"])
        for case in platform._ledger.cases.values()
        if is_open(case["status"])
    }
    here = {case.id: (case.rev, case.status, case.level) for case in book.open_cases()}
    outcome.cases = len(there)
    ids = there.keys() | here.keys()
    outcome.other = sum(there.get(each) != here.get(CaseId(each)) for each in ids)
