"""The same site comes in twice: the newer one sits there, and nothing of the older one is left."""

from __future__ import annotations

import asyncio
from pathlib import Path

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import Site, near, running_hub
from tests.media.hub.voices import only

RED, BLUE = (200, 30, 30), (30, 30, 200)


def test_the_newer_one_is_seen_and_heard_and_the_older_one_is_told_why_it_is_closed(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01", "n02"])
            async with (
                Site(links["n01"], hz=500, picture=RED) as older,
                Site(links["n02"], picture=None) as other,
            ):
                for site in (older, other):
                    await site.hello(standby=False)
                    await site.join()
                hub.chair("mute", node="n02")
                await hub.hear(lambda blocks: only(blocks, 500, 900))
                hub.chair("layout", layout="1", places=["n01"])
                await other.until(lambda: _shows(other, RED))
                async with Site(links["n01"], hz=900, picture=BLUE) as newer:
                    await newer.hello(standby=False)
                    bye = await older.heard("bye")
                    assert (bye["reason"], bye["code"]) == ("replaced", 4001)
                    assert await older.closed() == 4001
                    await newer.join()
                    await newer.heard("state", place="live")
                    await hub.hear(lambda blocks: only(blocks, 900, 500))
                    await other.until(lambda: _shows(other, BLUE))
                    told = await hub.node("n01", lambda node: node["state"] == "live")
                    assert told["online"]
                    acts = [e["act"] for e in hub.events if e.get("node") == "n01" and "act" in e]
                    assert acts == ["called", "joined", "lost", "joined"]

    asyncio.run(go())


def test_who_asks_for_a_free_place_puts_nobody_out(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            async with Site(links["n01"]) as there:
                await there.hello(standby=True)
                for _ in range(2):
                    async with Site(links["n01"]) as modest:
                        await modest.say(type="hello", token=modest.token, if_free=True)
                        assert (await modest.heard("bye"))["reason"] == "taken"
                        assert await modest.closed() == 4004
                await there.say(type="ping", t=7)
                assert (await there.heard("pong"))["t"] == 7
            await hub.node("n01", lambda node: not node["online"])
            async with Site(links["n01"]) as modest:
                await modest.say(type="hello", token=modest.token, if_free=True)
                await modest.heard("welcome")

    asyncio.run(go())


def _shows(site: Site, colour: tuple[int, int, int]) -> bool:
    """Whether the program is this colour in its middle."""
    if not site.pictures:
        return False
    middle = site.pictures[-1].to_ndarray(format="rgb24")[360, 640]
    return near(middle, colour, within=24)
