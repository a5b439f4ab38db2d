from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.bridge import Bridge
from console.io_thread import IoThread


@pytest.fixture
def io() -> Iterator[IoThread]:
    thread = IoThread()
    thread.start()
    yield thread
    thread.stop()


def test_a_question_from_the_io_thread_is_answered_in_the_qt_thread(
    qtbot: QtBot, io: IoThread
) -> None:
    bridge = Bridge()
    answer = io.submit(bridge.ask(lambda: threading.current_thread() is threading.main_thread()))
    qtbot.waitUntil(answer.done)
    assert answer.result() is True


def test_what_the_question_raises_is_raised_where_it_was_asked(qtbot: QtBot, io: IoThread) -> None:
    bridge = Bridge()

    def refuse() -> None:
        raise KeyError("9x9")

    answer = io.submit(bridge.ask(refuse))
    qtbot.waitUntil(answer.done)
    with pytest.raises(KeyError, match="9x9"):
        answer.result()


def test_events_arrive_in_order_and_none_is_lost(qtbot: QtBot, io: IoThread) -> None:
    bridge = Bridge()
    heard: list[int] = []
    bridge.hub_told.connect(lambda event: heard.append(event["n"]))
    for number in range(500):
        io.call(bridge.hub_told.emit, {"n": number})
    qtbot.waitUntil(lambda: len(heard) == 500)
    assert heard == list(range(500))


def test_what_is_told_before_anybody_listens_is_heard_in_its_order(
    qtbot: QtBot, io: IoThread
) -> None:
    bridge = Bridge()
    tell, changed = bridge.teller(bridge.cameras_told), bridge.teller(bridge.child_changed)
    for number in range(50):
        io.submit(asyncio.to_thread(tell, "cameras-0", {"n": number})).result()
    io.submit(asyncio.to_thread(changed, "gone")).result()
    heard: list[object] = []
    bridge.cameras_told.connect(lambda name, event: heard.append((name, event["n"])))
    bridge.child_changed.connect(heard.append)
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 51)
    assert heard == [*(("cameras-0", number) for number in range(50)), "gone"]
