from __future__ import annotations

import asyncio
import json

import pytest

from console.control.events import MOST_LISTENERS, Events, Listener, written


def kinds(events: list[bytes | None]) -> list[str]:
    return [event.split(b"event: ")[1].split(b"\n")[0].decode() for event in events if event]


async def taken(listener: Listener, count: int) -> list[bytes | None]:
    return [await listener.take() for _ in range(count)]


def test_an_event_is_one_block_of_lines() -> None:
    assert written("wall", {"layout": "一\n二"}, 7).decode() == (
        'id: 7\nevent: wall\ndata: {"layout": "一\\n二"}\n\n'
    )


def test_a_slow_listener_is_told_how_much_it_missed_and_where() -> None:
    async def story() -> None:
        listener = Listener(most=2)
        told = [listener.put(written("wall", {"n": n})) for n in range(5)]
        assert told == [True, True, False, False, False]
        assert kinds(await taken(listener, 1)) == ["wall"]
        listener.put(written("late", {}))  # the gap is not closed yet
        events = await taken(listener, 2)
        assert kinds(events) == ["wall", "dropped"]
        assert events[1] is not None
        assert json.loads(events[1].split(b"data: ")[1]) == {"count": 4}
        listener.put(written("case", {}))
        assert kinds(await taken(listener, 1)) == ["case"]

    asyncio.run(story())


def test_silence_is_answered_by_a_comment() -> None:
    async def story() -> None:
        event = await Listener().take(quiet_s=0.001)
        assert event is not None
        assert event.startswith(b":")

    asyncio.run(story())


def test_a_waiting_listener_is_woken_by_an_event_and_by_the_end() -> None:
    async def story() -> None:
        listener = Listener()
        async with asyncio.timeout(60), asyncio.TaskGroup() as group:
            first = group.create_task(listener.take())
            await asyncio.sleep(0)
            listener.put(b"x")
            assert await first == b"x"
            second = group.create_task(listener.take())
            await asyncio.sleep(0)
            listener.close()
            assert await second is None

    asyncio.run(story())


def test_everyone_hears_and_losses_are_counted() -> None:
    async def story() -> None:
        events = Events()
        quick, slow = Listener(), Listener(most=1)
        assert events.join(quick)
        assert events.join(slow)
        events.tell("wall", {})
        assert kinds(await taken(quick, 2)) == ["ready", "wall"]
        assert events.dropped == 1
        events.leave(slow)
        events.tell("wall", {})
        assert events.dropped == 1
        assert len(events) == 1

    asyncio.run(story())


def test_listeners_are_limited() -> None:
    async def story() -> None:
        events = Events()
        for _ in range(MOST_LISTENERS):
            assert events.join(Listener())
        assert not events.join(Listener())

    asyncio.run(story())


def test_what_json_cannot_say_is_refused_where_it_is_told() -> None:
    with pytest.raises(ValueError, match="JSON"):
        written("wall", {"fps": float("nan")})
