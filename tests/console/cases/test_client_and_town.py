"""The platform client against the demo town's platform: two programs that share no code."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from console.cases.client import PlatformClient
from console.town.casework.codes import is_open
from console.town.platform.server import Platform
from console.town.world.town import the_town
from media.backoff import BackOff
from media.secret import Secret
from tests.stage.rude_platform import Ear, running


@contextlib.asynccontextmanager
async def followed(
    platform: Platform, story: bool = False
) -> AsyncIterator[tuple[Ear, PlatformClient]]:
    ear = Ear()
    url = await platform.start()
    platform.story(story)
    try:
        client = PlatformClient(url, Secret(platform.token), ear.tell, back_off=BackOff((0.01,)))
        async with running(client):
            await ear.link("live")
            yield ear, client
    finally:
        await platform.stop()


def open_there(platform: Platform) -> dict[str, int]:
    cases = platform._ledger.cases.values()
    return {case["id"]: case["rev"] for case in cases if is_open(case["status"])}


def there(platform: Platform) -> str:
    return platform._ledger.cursor()


def test_the_book_is_the_platforms_ledger_from_the_first_moment() -> None:
    async def follow() -> None:
        platform = Platform(the_town(), 7)
        async with followed(platform) as (ear, _):
            await ear.until(lambda: ear.book.link.cursor == there(platform))
            assert ear.revs() == open_there(platform)
            assert ear.book.about is not None
            assert ear.book.about.simulated
            assert [kind.id for kind in ear.book.about.platforms] == [
                "governance", "enforcement", "market", "service",
            ]  # fmt: skip
            assert not ear.book.unreadable
            assert all(not case.faults for case in ear.book.open_cases())
            assert len(ear.book.workers) == len(platform._ledger.workers)

    asyncio.run(follow())


def test_a_fast_story_is_followed_to_its_last_event() -> None:
    async def follow() -> None:
        platform = Platform(the_town(), 7, speed=600)
        async with followed(platform, story=True) as (ear, _):
            await ear.until(lambda: len(set(ear.told())) > 100)
            platform.story(False)
            await ear.until(lambda: ear.book.link.cursor == there(platform))
            assert ear.revs() == open_there(platform)
            assert not ear.book.unreadable_count

    asyncio.run(follow())


def test_the_platform_goes_away_and_comes_back_and_nothing_is_missed_or_doubled() -> None:
    async def follow() -> None:
        platform = Platform(the_town(), 7)
        async with followed(platform) as (ear, client):
            before = ear.revs()
            for turn in range(3):
                await platform.set_up(False)
                await ear.until(lambda: ear.book.link.state != "live")
                assert before.keys() <= ear.revs().keys(), "cases stay while it is away"
                made = platform.case({"title": f"停机期间 {turn}"})
                platform.case({"id": made["id"], "level": "red"})
                await platform.set_up(True)
                client.hurry()
                await ear.until(lambda: ear.book.link.cursor == there(platform))
                await ear.until(lambda: ear.book.link.state == "live")
                assert ear.revs() == open_there(platform)
            assert ear.snapshots() == 1, "the stream went on from its cursor"
            assert len(ear.told()) == len(set(ear.told())) == 6

    asyncio.run(follow())


def test_after_too_long_a_break_the_snapshot_is_taken_again() -> None:
    async def follow() -> None:
        platform = Platform(the_town(), 7, ring=4)
        async with followed(platform) as (ear, client):
            gone = platform.case({"title": "停机期间消失"})
            await ear.until(lambda: gone["id"] in ear.revs())
            await platform.set_up(False)
            await ear.until(lambda: ear.book.link.state != "live")
            platform._ledger.drop_case(gone["id"])
            for turn in range(8):
                platform.case({"title": f"停机期间 {turn}"})
            await platform.set_up(True)
            client.hurry()
            await ear.until(lambda: ear.snapshots() == 2 and ear.book.link.state == "live")
            assert ear.revs() == open_there(platform)
            assert gone["id"] not in ear.revs()

    asyncio.run(follow())


def test_another_life_of_the_platform_on_the_same_address_is_followed() -> None:
    async def follow() -> None:
        first = Platform(the_town(), 7)
        async with followed(first) as (ear, client):
            known = next(iter(open_there(first)))
            first.case({"id": known, "level": "red"})
            await ear.until(lambda: ear.book.link.cursor == there(first))
            await first.set_up(False)
            second = Platform(the_town(), 7, token=first.token)
            await second.start(first.port)
            second.story(False)
            try:
                client.hurry()
                await ear.until(lambda: ear.snapshots() == 2 and ear.book.link.state == "live")
                assert ear.revs().keys() == open_there(second).keys()
                second.case({"id": known, "title": "新的一轮"})
                await ear.until(lambda: ear.book.link.cursor == there(second))
                assert ear.revs() == open_there(second)
            finally:
                await second.stop()

    asyncio.run(follow())
