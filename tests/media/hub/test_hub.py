"""The whole hub as a process, with aiortc peers as sites."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from media.board import FrameBoard, Mark
from media.sound import SoundBoard
from tests.media.hub.conftest import Site, loudness, pitch, running_hub, strength

RED_BGR = (30, 30, 200)
RED_STRIP = (0x2C, 0x1E, 0xA8)  # behind the banner


def near(pixel: Any, colour: tuple[int, int, int], within: int = 14) -> bool:
    return bool(np.abs(np.array(pixel[:3], int) - colour).max() <= within)


@pytest.mark.parametrize("codec", ["H264", "VP8"])
def test_a_site_is_seen_and_heard_and_sees_and_hears(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, codec: str
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start", nodes=["n01"])
            hub.send(do="show", source="node:n01", channel=2, epoch=5, width=160, height=90)
            hub.send(do="show", source="program", channel=3, epoch=6, width=640, height=360)
            async with Site(door["links"]["n01"], codec=codec, hz=700) as site:
                await site.hello(standby=False)
                await site.join()
                await site.heard("state", place="live", on_air=["n01"])
                await hub.source("node:n01", "live")
                picture = board.picture(2, 5)
                assert picture is not None
                assert (picture.width, picture.height) == (160, 90)
                assert near(picture.array()[45, 80], RED_BGR)
                del picture
                await hub.hear(lambda blocks: abs(pitch(blocks) - 700) < 10)
                await site.until(lambda: len(site.pictures) > 5)
                shown = site.pictures[-1].to_ndarray(format="bgr24")
                assert shown.shape == (720, 1280, 3)
                assert near(shown[360, 640], RED_BGR)
                speaking = asyncio.get_running_loop().create_task(hub.speak(440))
                await site.until(
                    lambda: len(site.voices) > 15 and abs(pitch(site.voices[-15:]) - 440) < 10
                )
                speaking.cancel()
                program = board.picture(3, 6)
                assert program is not None
                assert near(program.array()[180, 320], RED_BGR)

    asyncio.run(go())


def test_a_site_hears_the_others_and_not_itself(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start")
            links = door["links"]
            async with (
                Site(links["n01"], hz=500) as one,
                Site(links["n02"], hz=900) as two,
                Site(links["n03"], hz=1300) as three,
            ):
                for site in (one, two, three):
                    await site.hello(standby=False)
                    await site.join()
                await three.say(type="mic", open=False)
                await one.until(lambda: _only(one.voices[-15:], 900, 500))
                await two.until(lambda: _only(two.voices[-15:], 500, 900))
                await three.until(
                    lambda: len(three.voices) > 15 and _both(three.voices[-15:], 500, 900)
                )
                hub.chair("mute", node="n01")
                await one.heard("state", mic="forced")
                await one.say(type="mic", open=True)  # only the chair opens it
                await three.until(lambda: not _both(three.voices[-15:], 500, 900))
                await hub.hear(lambda blocks: abs(pitch(blocks) - 900) < 10)
                hub.chair("mute", node="n02")
                await hub.hear(lambda blocks: loudness(blocks) == 0)
                hub.chair("unmute", node="n01")
                await hub.hear(lambda blocks: abs(pitch(blocks) - 500) < 10)

    asyncio.run(go())


def _both(blocks: list[Any], low: float, high: float) -> bool:
    return min(strength(blocks, low), strength(blocks, high)) > 0.25


def _only(blocks: list[Any], hz: float, other: float) -> bool:
    return len(blocks) >= 15 and strength(blocks, hz) == 1.0 and strength(blocks, other) < 0.05


def test_the_chair_calls_admits_removes_and_ends(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            async with Site(door["links"]["n01"]) as site:
                await site.hello(standby=True)
                hub.chair("start", nodes=["n01"], id="k1")
                await site.heard("call")
                await site.join()
                await site.heard("state", place="live")
                await site.say(type="hand", up=True)
                await hub.node("n01", lambda node: node["hand"])
                hub.chair("remove", node="n01")
                await site.heard("bye", reason="removed")
                await site.pc.close()
                await site.join()
                await site.heard("state", place="waiting")
                hub.chair("admit", node="n01")
                await hub.node("n01", lambda node: node["state"] == "live")
                hub.chair("end")
                await site.heard("bye", reason="ended")
                await site.heard("state", conference="idle", place="absent", skip=1)
                hub.chair("end")
                refused = await hub.event(lambda e: e["event"] == "refused")
                assert refused["action"] == "end"

    asyncio.run(go())


def test_a_site_whose_line_is_cut_comes_back_and_a_second_one_takes_its_place(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start", nodes=["n01"])
            async with Site(door["links"]["n01"]) as first:
                await first.hello(standby=False)
                await first.join()
                await first.heard("state", place="live")
                async with Site(door["links"]["n01"]) as second:
                    await second.hello(standby=False)
                    assert await first.closed() == 4001
                    await second.join()
                    await second.heard("state", place="live")
                    transport = second.socket._response.connection.transport  # type: ignore[union-attr]
                    transport.abort()
                    await hub.node("n01", lambda node: not node["online"])
                async with Site(door["links"]["n01"]) as third:
                    await third.hello(standby=True)
                    await third.heard("call")

    asyncio.run(go())


def test_a_hub_that_was_restarted_goes_on_with_the_same_conference(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("start", nodes=["n01", "n02"], id="k7", case="c-1")
            hub.chair("mute", node="n02")
            hub.chair("lock")
            told = await hub.event(lambda e: e["event"] == "conference" and e["locked"])
        async with running_hub(board, sound, tmp_path) as hub:
            hub.send(do="restore", conference=told)
            again = await hub.event(lambda e: e["event"] == "conference" and e["state"] == "live")
            assert [again[key] for key in ("id", "case", "locked")] == ["k7", "c-1", True]
            fresh = await hub.event(lambda e: e["event"] == "door")
            async with Site(fresh["links"]["n02"]) as site:
                site.token = door["links"]["n02"].partition("#token=")[2]  # the old link is good
                await site.hello(standby=False)
                await site.join()
                await site.heard("state", place="live", mic="forced")

    asyncio.run(go())


def test_what_is_shared_is_seen_by_a_site_until_its_picture_stops(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    share = FrameBoard.create(channels=4, slot_bytes=1920 * 1080 * 4)

    async def write(colour: tuple[int, int, int]) -> None:
        while True:
            at = time.monotonic()
            share.begin(2, 1920, 1080)[:, :, :3] = colour
            share.publish(2, 5, 1920, 1080, Mark.NONE, at, at, at)
            await asyncio.sleep(1 / 15)

    async def go() -> None:
        async with running_hub(board, sound, tmp_path, share) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("share", source="camera:c07", name="村口球机")
            refused = await hub.event(lambda e: e["event"] == "refused")
            assert refused["reason"] == "no conference is held"
            hub.chair("start", nodes=["n01"])
            async with Site(door["links"]["n01"]) as site:
                await site.hello(standby=False)
                await site.join()
                await site.until(lambda: len(site.pictures) > 5)
                writing = asyncio.get_running_loop().create_task(write((200, 30, 30)))  # blue
                hub.chair("share", source="camera:c07", name="村口球机")
                hub.send(do="look", source="camera:c07", channel=2, epoch=5)
                await site.until(lambda: near(seen(site), (200, 30, 30)))
                told = await hub.event(lambda e: (e.get("share") or {}).get("state") == "live")
                assert told["share"]["source"] == "camera:c07"
                writing.cancel()
                await hub.event(lambda e: (e.get("share") or {}).get("state") == "stale")
                await site.until(lambda: max(seen(site)) < 120)  # dark
                hub.chair("share", source=None)
                await site.until(lambda: near(seen(site), RED_BGR))

    def seen(site: Site) -> Any:
        return site.pictures[-1].to_ndarray(format="bgr24")[200, 500].tolist()

    try:
        asyncio.run(go())
    finally:
        share.close()


def test_orders_that_are_none_are_answered_and_change_nothing(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, listen="0.0.0.0:0", tls="off") as hub:
            fault = await hub.event(lambda e: e["event"] == "fault")
            assert "loopback only" in fault["text"]
            for order in (
                {"do": "dance"},
                {
                    "do": "show",
                    "source": "node:n99",
                    "channel": 1,
                    "epoch": 1,
                    "width": 9,
                    "height": 9,
                },
                {
                    "do": "show",
                    "source": "program",
                    "channel": 99,
                    "epoch": 1,
                    "width": 9,
                    "height": 9,
                },
                {"do": "conference", "action": "dance"},
                {"do": "look", "source": "camera:c07", "channel": 0, "epoch": 1},
                {"do": "restore", "conference": {"state": "idle"}},
            ):
                since = len(hub.events)
                hub.send(**order)
                await hub.event(lambda e: e["event"] == "fault", since)
            hub.chair("record", on=True)
            refused = await hub.event(lambda e: e["event"] == "refused")
            assert refused["reason"] == "this hub cannot do it yet"

    asyncio.run(go())


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
                await hub.hear(lambda blocks: _only(blocks, 500, 900))
                await one.until(lambda: _only(one.voices[-15:], 300, 900))
                await two.until(
                    lambda: (
                        _only(two.voices[-15:], 1300, 300)
                        and strength(two.voices[-15:], 500) < 0.05
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
