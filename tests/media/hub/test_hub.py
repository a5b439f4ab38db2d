"""The whole hub as a process, with aiortc peers as sites."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import av
import numpy as np
import pytest

from media.board import FrameBoard
from media.hub import hub as hub_module
from media.parent import Parent
from media.sound import SoundBoard
from tests.media.hub.conftest import PATIENCE_S, Site, near, running_hub
from tests.media.hub.voices import loudness, only, pitch, strength

RED_BGR = (30, 30, 200)


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
                await one.until(lambda: only(one.voices[-15:], 900, 500))
                await two.until(lambda: only(two.voices[-15:], 500, 900))
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
            hub.chair("message", node="n01", text="只给丁家湾")
            hub.chair("message", node=None, text="请汇报")
            hub.chair("lock")
            told = await hub.event(lambda e: e["event"] == "conference" and e["locked"])
        async with running_hub(board, sound, tmp_path, restores=True) as hub:
            hub.send(do="restore", conference=told)
            again = await hub.event(lambda e: e["event"] == "conference")
            assert [again[key] for key in ("id", "case", "locked")] == ["k7", "c-1", True]
            fresh = await hub.event(lambda e: e["event"] == "door")
            async with Site(fresh["links"]["n02"]) as site:
                site.token = door["links"]["n02"].partition("#token=")[2]  # the old link is good
                await site.hello(standby=False)
                (letter,) = (await site.heard("messages"))["letters"]
                assert (letter["text"], letter["own"]) == ("请汇报", False)
                await site.say(type="message", text=" 水位\n正常 ")
                assert (await site.heard("wrote"))["text"] == "水位 正常"
                await site.join()
                await site.heard("state", place="live", mic="forced")

    asyncio.run(go())


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
                {"do": "play", "source": "file:a.mp4", "path": "a.mp4"},
                {"do": "restore", "conference": {"state": "idle"}},
            ):
                since = len(hub.events)
                hub.send(**order)
                await hub.event(lambda e: e["event"] == "fault", since)
            hub.chair("roll_call", node="n01")
            refused = await hub.event(lambda e: e["event"] == "refused")
            assert refused["reason"] == "no conference is held"

    asyncio.run(go())


@pytest.mark.parametrize(("before", "again"), [("on", "on"), ("paused", "paused")])
def test_a_hub_that_is_started_anew_goes_on_recording_or_pausing(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, before: str, again: str
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, restores=True) as hub:
            told = {"state": "live", "id": "k7", "nodes": [], "record": {"state": before}}
            hub.send(do="restore", conference=told)
            first = await hub.event(lambda e: e["event"] == "conference")
            assert first["record"]["state"] != "off"
            await hub.event(lambda e: e["event"] == "conference" and e["record"]["state"] == again)
            hub.chair("record", pause=False)
            await hub.event(lambda e: e["event"] == "conference" and e["record"]["state"] == "on")

    asyncio.run(go())
    (film,) = (tmp_path / "recordings" / "conferences" / "k7").glob("*.mp4")
    assert film.stat().st_size > 0


def test_a_conference_that_cannot_be_restored_is_told_as_none(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, restores=True) as hub:
            hub.send(do="restore", conference={"state": "live"})
            await hub.event(lambda e: e["event"] == "fault")
            told = await hub.event(lambda e: e["event"] == "conference")
            assert told["state"] == "idle"

    asyncio.run(go())


def test_a_link_that_cannot_be_kept_stays_as_it_was_and_the_hub_goes_on(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path) as hub:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            (tmp_path / "links.json.part").mkdir()  # nothing can be written there
            (tmp_path / "links.json.part" / "full").touch()
            hub.send(do="link", node="n01", action="renew")
            refused = await hub.event(lambda e: e["event"] == "refused")
            assert (refused["action"], refused["node"]) == ("link", "n01")
            assert refused["reason"] == "the links cannot be written to the disk"
            async with Site(links["n01"]) as site:
                await site.hello(standby=True)

    asyncio.run(go())


@pytest.mark.parametrize("work", ["_each_second", "_repair"])
def test_work_that_cannot_be_missed_ends_the_hub_when_it_breaks(
    tmp_path: Path, board: FrameBoard, sound: SoundBoard, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    async def breaks(_hub: hub_module.Hub) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(hub_module.Hub, work, breaks)
    monkeypatch.setattr(Parent, "serve", lambda _parent, _obey: asyncio.Event().wait())

    async def go() -> None:
        async with asyncio.timeout(PATIENCE_S):
            await hub_module.Hub(board, sound, tmp_path).serve()

    with pytest.raises(ExceptionGroup) as ended:
        asyncio.run(go())
    assert ended.group_contains(RuntimeError, match="broken")


@pytest.mark.parametrize("codec", ["H264", "VP8"])
def test_a_conference_is_recorded_whatever_its_sites_speak(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, codec: str
) -> None:
    recordings = tmp_path / "recordings"

    async def go() -> None:
        async with running_hub(board, sound, tmp_path, recordings=str(recordings)) as hub:
            door = await hub.event(lambda e: e["event"] == "door")
            hub.chair("record", on=True)
            await hub.event(lambda e: e["event"] == "refused" and e["action"] == "record")
            hub.chair("start", nodes=["n01"], id="k7")
            hub.chair("record", on=True)
            async with Site(door["links"]["n01"], codec=codec, hz=700) as site:
                await site.hello(standby=False)
                await site.join()
                await site.heard("state", place="live", recording=True)
                await hub.event(lambda e: e["event"] == "conference" and long(e, 1.0))
                hub.send(do="mark", act="roll_call", node="n01", title="点名丁家湾村")
                hub.chair("record", pause=True)
                await site.heard("state", place="live", recording=False)
                hub.chair("record", pause=False)
                await hub.event(lambda e: e["event"] == "conference" and long(e, 3.0))
            hub.chair("end")
            await hub.event(
                lambda e: (
                    e["event"] == "conference" and e["record"]["state"] == "off" and long(e, 3)
                )
            )

    def long(event: Any, seconds: float) -> bool:
        told: dict[str, Any] = event["record"]
        return bool(told["seconds"] >= seconds)

    asyncio.run(go())
    (film,) = (recordings / "conferences" / "k7").glob("*.mp4")
    with av.open(str(film)) as kept:
        pictures = [frame.to_ndarray(format="bgr24") for frame in kept.decode(video=0)]
        chapters = [chapter["metadata"]["title"] for chapter in kept.chapters()]
    with av.open(str(film)) as kept:
        heard = [frame.to_ndarray()[0] for frame in kept.decode(audio=0)]
    assert len(pictures) > 60
    assert near(pictures[-8][360, 640], RED_BGR)
    assert abs(pitch([_samples(block) for block in heard[-60:-20]]) - 700) < 10
    assert chapters[-1] == "点名丁家湾村"


def _samples(block: Any) -> Any:
    return (block * 32767).astype(np.int16) if block.dtype.kind == "f" else block


def test_a_silent_site_is_known_within_five_seconds() -> None:
    assert hub_module.SILENT_S + 2 * hub_module.REPAIR_EVERY_S <= 5.0


def test_a_site_that_hangs_up_while_its_packets_are_asked_for_again_ends_nothing(
    tmp_path: Path, board: FrameBoard, sound: SoundBoard
) -> None:
    async def go() -> None:
        hub = hub_module.Hub(board, sound, tmp_path)
        asked = asyncio.Event()

        async def repair(_now: float) -> bool:
            site.peer = None
            return False

        async def ask_key(_now: float) -> None:
            asked.set()

        peer = SimpleNamespace(
            listen=lambda _now: None, silent_s=lambda _now: 0.0, repair=repair, ask_key=ask_key
        )
        site = SimpleNamespace(peer=peer, pictures=SimpleNamespace(waits=True))
        hub._sites["n01"] = cast(Any, site)
        hub._any_peer.set()
        repairing = asyncio.ensure_future(hub._repair())
        waiting = asyncio.ensure_future(asked.wait())
        try:
            async with asyncio.timeout(PATIENCE_S):
                await asyncio.wait((repairing, waiting), return_when=asyncio.FIRST_COMPLETED)
            assert not repairing.done()
        finally:
            repairing.cancel()
            waiting.cancel()
            hub._flow.stop()

    asyncio.run(go())
