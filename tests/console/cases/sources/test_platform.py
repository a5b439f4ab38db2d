from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from console.cases.book import CaseBook
from console.cases.case import (
    Case,
    CaseChanged,
    CaseGone,
    CaseId,
    LinkState,
    PublicWarning,
    Snapshot,
    Unreadable,
    WarningSnapshot,
    Worker,
    WorkerSnapshot,
)
from console.cases.sources.platform import PlatformSource, of_feed
from media.backoff import BackOff
from tests.stage.rude_platform import Fake, room, running


def test_two_platforms_with_the_same_ids_are_two_sources_in_one_book() -> None:
    async def follow() -> None:
        own, other = Fake(), Fake()
        own.put("c-1", title="own")
        other.put("c-1", title="other")
        async with room(own) as (ear, _), room(other) as _:
            second = PlatformSource("b", other.url, None, ear.tell, back_off=BackOff((0.01,)))
            async with running(second):
                await ear.until(lambda: set(ear.revs()) == {"c-1", "b:c-1"})
                other.drop("c-1")
                await ear.until(lambda: set(ear.revs()) == {"c-1"})
                other.cut()
                assert set(ear.book.links) == {"", "b"}

    asyncio.run(follow())


def test_every_id_of_an_event_gets_the_sources_name() -> None:
    case = Case(CaseId("c"), 1, "", "", "", "", "", "", "", "", "handling", None, None, worker="w")
    told = of_feed("b", CaseChanged(case))
    assert isinstance(told, CaseChanged)
    assert (told.case.id, told.case.feed, told.case.worker) == ("b:c", "b", "b:w")
    assert of_feed("b", CaseGone(CaseId("c"), 3)) == CaseGone(CaseId("b:c"), 3)
    assert of_feed("b", Unreadable("case", "", "x")) == Unreadable("case", "", "x")
    snapshot = of_feed("b", Snapshot((case,), "k", frozenset({"d"})))
    assert isinstance(snapshot, Snapshot)
    assert (snapshot.feed, snapshot.unreadable) == ("b", {"b:d"})
    assert of_feed("b", LinkState("live")) == LinkState("live", feed="b")


def test_workers_and_warnings_of_one_platform_do_not_end_those_of_another() -> None:
    book, at = CaseBook(), datetime(2026, 11, 23, tzinfo=UTC)
    worker = Worker("w", "李", "police", "", None, at)
    warning = PublicWarning("v", "red", "", "", None, None)
    both = [WorkerSnapshot((worker,)), WarningSnapshot((warning,))]
    book.apply([*both, *(of_feed("b", event) for event in both)])
    assert (set(book.workers), set(book.warnings)) == ({"w", "b:w"}, {"v", "b:v"})
    book.apply([WorkerSnapshot(()), WarningSnapshot(())])
    assert (set(book.workers), set(book.warnings)) == ({"b:w"}, {"b:v"})
