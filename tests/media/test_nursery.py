from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from media.child import Child
from media.nursery import LOST, Forked, Nursery

# a program as media.cameras is one: it serves a cradle, or works
PROGRAM = """
import json, os, socket, sys
from media import cradle
words = sys.argv[1:]
if words[0] == "--cradle":
    words = cradle.serve(socket.socket(fileno=int(words[1])))
    if words is None: sys.exit()
def say(**event): print(json.dumps(event), flush=True)
say(event="ready", pid=os.getpid(), words=words, tint=os.environ.get("TINT"), parent=os.getppid())
for line in sys.stdin:
    order = json.loads(line)
    match order["do"]:
        case "read": say(event="read", text=os.pread(int(words[1]), 100, 0).decode())
        case "exit": sys.exit(order["code"])
        case "stop": break
"""
COMMAND = (sys.executable, "-c", PROGRAM)
LIMIT = 65536


def run(test: Callable[[Nursery], Coroutine[Any, Any, None]], command: Any = COMMAND) -> None:
    async def limited() -> None:
        async with asyncio.timeout(30):
            await test(Nursery(command))

    asyncio.run(limited())


async def bear(nursery: Nursery, *words: str, pass_fds: tuple[int, ...] = ()) -> Forked:
    return await nursery.bear(words, pass_fds, {"TINT": "red"}, LIMIT)


def test_a_forked_worker_has_its_arguments_environment_and_descriptors(tmp_path: Path) -> None:
    async def test(nursery: Nursery) -> None:
        (tmp_path / "board").write_text("seen")
        fd = os.open(tmp_path / "board", os.O_RDONLY)
        born = await bear(nursery, "--board", str(fd), pass_fds=(fd,))
        os.close(fd)
        told = await born.stdout.readline()
        assert f'"pid": {born.pid}'.encode() in told
        assert f'["--board", "{fd}"], "tint": "red"'.encode() in told
        born.stdin.write(b'{"do": "read"}\n')
        assert b'"seen"' in await born.stdout.readline()
        born.stdin.close()
        assert await born.wait() == 0

    run(test)


def test_the_end_of_one_is_known_and_leaves_the_other_alone() -> None:
    async def test(nursery: Nursery) -> None:
        one, other = await bear(nursery, "a"), await bear(nursery, "b")
        await one.stdout.readline()
        one.stdin.write(b'{"do": "exit", "code": 3}\n')
        assert await one.wait() == 3
        with pytest.raises(ProcessLookupError):
            one.send_signal(signal.SIGKILL)
        assert b'"b"' in await other.stdout.readline()
        assert other.returncode is None
        other.send_signal(signal.SIGKILL)
        assert await other.wait() == -signal.SIGKILL

    run(test)


def test_workers_live_on_without_what_they_were_forked_from_and_another_can_be_born() -> None:
    async def test(nursery: Nursery) -> None:
        one = await bear(nursery, "a")
        assert nursery._process is not None
        nursery._process.kill()
        await nursery._process.wait()
        with pytest.raises(OSError, match=r"."):
            await bear(nursery, "b")
        other = await bear(nursery, "c")
        for each in (one, other):
            await each.stdout.readline()
            each.stdin.close()
        assert await one.wait() in (0, LOST)  # who buries it is the system's choice
        assert await other.wait() in (0, LOST)

    run(test)


def test_a_child_is_started_by_itself_where_nothing_is_born() -> None:
    async def test(nursery: Nursery) -> None:
        told: list[dict[str, Any]] = []
        heard = asyncio.Event()

        def hear(event: dict[str, Any]) -> None:
            told.append(event)
            heard.set()

        child = Child("test", [*COMMAND, "a"], list, hear, nursery=nursery)
        nursery.command = (sys.executable, "-c", "pass", *"-" * (len(COMMAND) - 3))
        running = asyncio.ensure_future(child.run())
        await heard.wait()
        assert told[0]["words"] == ["a"]
        assert told[0]["parent"] == os.getpid()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    run(test)


def test_a_forked_child_is_greeted_killed_and_forked_again() -> None:
    async def test(nursery: Nursery) -> None:
        told: list[dict[str, Any]] = []
        heard = asyncio.Event()

        def hear(event: dict[str, Any]) -> None:
            told.append(event)
            heard.set()

        child = Child("test", [*COMMAND, "a"], list, hear, nursery=nursery)
        running = asyncio.ensure_future(child.run())
        await heard.wait()
        heard.clear()
        os.kill(told[0]["pid"], signal.SIGKILL)
        await heard.wait()
        assert told[1]["pid"] != told[0]["pid"]
        assert isinstance(child._process, Forked)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    run(test)
