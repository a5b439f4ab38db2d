"""What the chair does, heard and seen through the whole hub as a process."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import Site, near, running_hub
from tests.media.hub.voices import only, pitch, strength

RED_STRIP = (0x2C, 0x1E, 0xA8)  # behind the banner


def test_a_roll_call_is_heard_and_seen_by_all_and_told_and_kept(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01", "n02", "n03"])
            async with (
                Site(links["n01"], hz=500) as one,
                Site(links["n02"], picture=(30, 30, 200), hz=900) as two,
            ):
                for site in (one, two):
                    await site.hello(standby=False)
                    await site.join()
                await two.say(type="mic", open=False)
                await hub.node("n02", lambda node: node["mic"] == "muted")
                hub.chair("roll_call", nodes=["n01", "n02", "n03"])
                called = await one.heard("state", mic="forced")
                assert called["roll_call"]["called"]
                assert (await two.heard("state", mic="forced"))["roll_call"]["called"] is False
                await one.heard("state", mic="open")
                await hub.event(lambda e: e.get("act") == "roll_call" and e["node"] == "n01")
                await hub.hear(lambda blocks: abs(pitch(blocks) - 500) < 10)
                hub.chair("next")
                await two.heard("ask")
                await two.say(type="mic", open=True)
                await hub.hear(lambda blocks: abs(pitch(blocks) - 900) < 10)
                await one.until(lambda: near(_middle(one), (200, 30, 30)))  # blue, as BGR
                await hub.event(lambda e: e.get("act") == "roll_call" and e["node"] == "n02")
                hub.chair("next")
                hub.chair("next")
                over = await hub.event(
                    lambda e: (
                        e["event"] == "conference"
                        and bool(e["roll_call"])
                        and e["roll_call"]["node"] is None
                        and e["mode"] == "free"
                    )
                )
                results = [line["result"] for line in over["roll_call"]["sheet"]]
                assert results == ["present", "present", "no_answer"]
                await two.heard("state", mic="muted", skip=1)  # as it was
                await hub.hear(lambda blocks: abs(pitch(blocks) - 500) < 10)
                hub.chair("next")
                refused = await hub.event(lambda e: e["event"] == "refused")
                assert refused["reason"] == "no roll call goes on"

    asyncio.run(go())


def _middle(site: Site) -> Any:
    return site.pictures[-1].to_ndarray(format="bgr24")[360, 640]


def test_a_private_word_is_heard_by_two_and_the_others_go_on(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start")
            async with (
                Site(links["n01"], hz=500) as one,
                Site(links["n02"], hz=900) as two,
                Site(links["n03"], hz=1300) as three,
            ):
                for site in (one, two, three):
                    await site.hello(standby=False)
                    await site.join()
                hub.chair("private", node="n01")
                await one.heard("state", private=True)
                speaking = asyncio.get_running_loop().create_task(hub.speak(300))
                await hub.hear(lambda blocks: only(blocks, 500, 900))
                await one.until(lambda: only(one.voices[-15:], 300, 900))
                await two.until(
                    lambda: (
                        only(two.voices[-15:], 1300, 300) and strength(two.voices[-15:], 500) < 0.05
                    )
                )
                speaking.cancel()

    asyncio.run(go())


def test_messages_bell_and_banner_reach_a_site_and_its_answer_the_chair(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            async with Site(links["n01"]) as site:
                await site.hello(standby=False)
                await site.join()
                await site.heard("state", place="live")
                hub.chair("banner", text="防汛紧急会商")
                await site.heard("state", banner="防汛紧急会商")
                hub.chair("message", node=None, text="请准备汇报")
                assert (await site.heard("message"))["text"] == "请准备汇报"
                hub.chair("bell", node="n01")
                await site.heard("bell")
                await site.say(type="message", text="收到")
                told = await hub.event(lambda e: e.get("act") == "message" and e.get("by"))
                assert (told["node"], told["text"]) == ("n01", "收到")
                kept = await hub.event(
                    lambda e: e["event"] == "conference" and len(e["messages"]) == 2
                )
                assert kept["messages"][1]["from"] == "n01"
                await site.until(lambda: len(site.pictures) > 3)
                await site.until(
                    lambda: near(site.pictures[-1].to_ndarray(format="bgr24")[20, 20], RED_STRIP)
                )

    asyncio.run(go())
