from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest

from media import child as child_module
from media.child import Child, ChildReport
from media.parent import Message

# a child in few lines: answers "echo", and misbehaves when told to
SCRIPT = """
import json, os, sys, time
def say(**event): print(json.dumps(event), flush=True)
say(event="ready", pid=os.getpid())
for line in sys.stdin:
    order = json.loads(line)
    match order["do"]:
        case "echo": say(event="echo", text=order["text"])
        case "die": os._exit(3)
        case "hang": time.sleep(1000)
        case "close": sys.stdout.close(); os.close(1); time.sleep(1000)
        case "babble": print("no json"); print("[1]"); print("x" * 100_000, flush=True)
        case "grow": say(event="heartbeat", rss_mb=99999.0)
        case "hold": say(event="heartbeat", rss_mb=2.0, in_use_mb=order["mb"])
        case "stop": say(event="stopping"); break
"""


@dataclass
class Console:
    """The parent's side of a test: keeps what it hears, and waits for it."""

    events: list[Message] = field(default_factory=list)
    reports: list[ChildReport] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, event: Message) -> None:
        self.events.append(event)
        self.news.set()

    def changed(self, report: ChildReport) -> None:
        self.reports.append(report)
        self.news.set()

    async def until(self, true: Callable[[], bool]) -> None:
        while not true():
            self.news.clear()
            await self.news.wait()

    async def heard(self, name: str, times: int = 1) -> Message:
        found = lambda: [each for each in self.events if each.get("event") == name]  # noqa: E731
        await self.until(lambda: len(found()) >= times)
        return found()[times - 1]


def run(
    test: Callable[[Child, Console], Coroutine[Any, Any, None]], **change: Any
) -> tuple[Child, Console]:
    async def limited() -> tuple[Child, Console]:
        console = Console()
        greeting: list[Message] = [{"do": "echo", "text": "greeting"}]
        argv = change.pop("argv", [sys.executable, "-c", SCRIPT])
        made = Child("test", argv, lambda: greeting, console.hear, console.changed, **change)
        async with asyncio.timeout(20):
            running = asyncio.ensure_future(made.run())
            try:
                await test(made, console)
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
        return made, console

    return asyncio.run(limited())


def test_a_child_is_greeted_and_answers() -> None:
    async def test(made: Child, console: Console) -> None:
        assert (await console.heard("echo"))["text"] == "greeting"
        made.send({"do": "echo", "text": "村"})
        assert (await console.heard("echo", 2))["text"] == "村"
        report = made.report()
        assert (report.state, report.restarts) == ("up", 0)
        assert report.rss_mb > 0

    run(test)


def test_a_child_is_stopped_in_order() -> None:
    async def test(_: Child, console: Console) -> None:
        await console.heard("echo")

    made, console = run(test)
    assert made._process is not None
    assert made._process.returncode == 0
    assert console.reports[-1].state == "stopped"


@pytest.mark.parametrize("order", ["die", "close"])
def test_a_child_that_is_gone_is_started_again_at_once_and_greeted_anew(order: str) -> None:
    async def test(made: Child, console: Console) -> None:
        first = await console.heard("ready")
        made.send({"do": order})
        second = await console.heard("ready", 2)
        assert second["pid"] != first["pid"]
        assert made.report().restarts == 1
        assert [report.state for report in console.reports] == ["up", "restarting", "up"]

    run(test)


def test_a_child_that_is_killed_comes_back() -> None:
    async def test(_: Child, console: Console) -> None:
        os.kill((await console.heard("ready"))["pid"], signal.SIGKILL)
        await console.heard("ready", 2)

    run(test)


def test_a_silent_child_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "SILENCE_S", 0.3)

    async def test(made: Child, console: Console) -> None:
        await console.heard("echo")
        made.send({"do": "hang"})
        await console.heard("ready", 2)

    run(test)


def test_a_child_is_given_longer_to_start_than_to_be_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child_module, "SILENCE_S", 0.2)

    async def test(made: Child, console: Console) -> None:
        await console.heard("ready")
        assert made.restarts == 0
        await console.until(lambda: made.restarts == 1)  # it says no more: now that counts

    run(test, argv=[sys.executable, "-c", f"import time; time.sleep(0.6)\n{SCRIPT}"])


def test_a_child_that_never_gets_ready_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "STARTING_S", 0.2)

    async def test(made: Child, console: Console) -> None:
        await console.until(lambda: made.restarts == 1)
        assert not console.events

    run(test, argv=[sys.executable, "-c", "import sys; sys.stdin.read()"])


def test_a_child_that_will_not_stop_is_killed_after_its_grace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child_module, "GRACE_S", 0.1)

    async def test(made: Child, console: Console) -> None:
        await console.heard("echo")
        made.send({"do": "hang"})

    made, _ = run(test)
    assert made._process is not None
    assert made._process.returncode == -signal.SIGKILL


def test_a_child_over_its_memory_cap_is_killed() -> None:
    async def test(made: Child, console: Console) -> None:
        await console.heard("echo")
        made.send({"do": "grow"})
        await console.heard("ready", 2)

    run(test, memory_cap_mb=1000.0)


def test_what_a_child_babbles_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "LONGEST_LINE", 10_000)

    async def test(made: Child, console: Console) -> None:
        await console.heard("echo")
        made.send({"do": "babble"})
        made.send({"do": "echo", "text": "still here"})
        assert (await console.heard("echo", 2))["text"] == "still here"
        assert made.report().restarts == 0

    run(test)


def test_a_child_that_cannot_be_started_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "LADDER_S", (0.0,))

    async def test(made: Child, console: Console) -> None:
        await console.until(lambda: made.restarts >= 3)

    async def limited() -> None:
        console = Console()
        made = Child("test", ["/nowhere/to/be/found"], list, console.hear, console.changed)
        async with asyncio.timeout(20):
            running = asyncio.ensure_future(made.run())
            await test(made, console)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(limited())


def test_what_a_child_says_it_has_in_use_is_told_until_it_is_another() -> None:
    async def test(made: Child, console: Console) -> None:
        await console.heard("echo")
        assert made.report().in_use_mb is None
        made.send({"do": "hold", "mb": 61.5})
        await console.heard("heartbeat")
        assert made.report().in_use_mb == 61.5
        made.send({"do": "hold", "mb": "much"})
        await console.heard("heartbeat", 2)
        assert made.report().in_use_mb is None
        made.send({"do": "hold", "mb": 61.5})
        made.send({"do": "die"})
        await console.heard("echo", 2)
        assert made.report().in_use_mb is None

    run(test)


def test_an_order_to_a_child_that_is_not_there_is_counted() -> None:
    made = Child("test", [], list, lambda _: None)
    made.send({"do": "echo"})
    assert made.unsent == 1
    assert made.report() == ChildReport("test", "starting", None, 0, 0.0)
