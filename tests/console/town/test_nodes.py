from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from aiortc.mediastreams import MediaStreamTrack

from console.town import nodes, nodes_site
from console.town.nodes import Nodes
from console.town.nodes_habits import Wish
from console.town.nodes_reel import HEIGHT, WIDTH, Reel, make_reel
from console.town.nodes_site import door_of
from console.town.nodes_stage import PictureTrack, Stage, VoiceTrack
from console.town.town import the_town
from tests.console.town.nodes_door import Door, Guest

PATIENCE_S = 25.0


@lru_cache(maxsize=1)
def a_reel() -> Reel:
    return make_reel(0, "n01", "云帆村", 7)


def program() -> list[MediaStreamTrack]:
    stage = Stage(a_reel(), speaking=True)
    return [VoiceTrack(stage, 0), PictureTrack(stage, 0)]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody hesitates, and every site is drawn as the same one."""
    monkeypatch.setattr(nodes_site, "ANSWER_S", (0.0, 0.0))
    monkeypatch.setattr(nodes_site, "RETRY_S", (0.01,))
    monkeypatch.setattr(nodes_site, "PING_S", 0.05)
    monkeypatch.setattr(nodes, "reel_of", lambda *_: a_reel())


def with_door(
    test: Callable[[Door, Nodes], Awaitable[None]],
    tracks: Callable[[], list[MediaStreamTrack]] = list,
    sites: int = 1,
    polite: bool = True,
) -> None:
    async def run() -> None:
        async with asyncio.timeout(PATIENCE_S), Door(tracks, polite) as door:
            them = Nodes(the_town(7), 7)
            them.story(False)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(them.run())
                them.invite(
                    {f"n{i + 1:02d}": door.link(f"n{i + 1:02d}") for i in range(sites)}, None
                )
                try:
                    await test(door, them)
                finally:
                    await them.stop()
        assert [task for task in asyncio.all_tasks() if task.get_name().startswith("n")] == []

    asyncio.run(run())
    assert [t.name for t in threading.enumerate() if t.name.endswith("-decoder")] == []


async def called(door: Door, number: int = 0) -> Guest:
    guest = await door.guest(number)
    await guest.say(type="call")
    await guest.until(lambda: guest.frames["video"] and guest.frames["audio"])
    return guest


@pytest.mark.usefixtures("quick")
def test_an_invited_village_stands_by_and_pings() -> None:
    async def test(door: Door, _them: Nodes) -> None:
        guest = await door.guest()
        assert guest.said[0] == {
            "type": "hello", "token": "n01", "agent": "demo-town/1 (simulated)", "standby": True,
        }  # fmt: skip
        await guest.until(lambda: len(guest.heard("ping")) >= 3)
        assert not guest.heard("offer")

    with_door(test)


@pytest.mark.usefixtures("quick")
def test_a_called_village_is_seen_and_when_it_speaks_heard() -> None:
    async def test(door: Door, them: Nodes) -> None:
        guest = await called(door)
        picture = guest.frames["video"][0]
        assert (picture.width, picture.height) == (WIDTH, HEIGHT)
        assert picture.to_ndarray(format="gray").std() > 20
        assert them.figures()["connected"] == 1
        await them._sites["n01"].obey(Wish("n01", "speak"))
        await guest.until(lambda: loud(guest.frames["audio"][-1]))
        await guest.until(lambda: moved(guest.frames["video"]))

    with_door(test)


def loud(frame: Any) -> bool:
    return float(np.sqrt(np.mean(frame.to_ndarray().astype(float) ** 2))) > 1500


def moved(frames: list[Any]) -> bool:
    if len(frames) < 10:
        return False
    then, now = (frame.to_ndarray(format="gray").astype(int) for frame in (frames[-9], frames[-1]))
    return bool(np.abs(then - now).max() > 40)


@pytest.mark.usefixtures("quick")
def test_the_program_is_counted_and_thrown_away_undecoded() -> None:
    async def test(door: Door, them: Nodes) -> None:
        guest = await called(door)
        site = them._sites["n01"]
        await guest.until(lambda: min(site.received.values()) > 20)
        assert site._line is not None
        for receiver in site._line._connection.getReceivers():
            assert receiver.track._queue.qsize() == 0
            assert receiver._RTCRtpReceiver__decoder_queue.qsize() == 0
            streams = receiver._RTCRtpReceiver__remote_streams
            assert [stream.packets_lost for stream in streams.values()] == [0]
        await guest.until(
            lambda: any(
                stats.type == "remote-inbound-rtp" and stats.packetsLost == 0
                for sender in guest.peer.getSenders()  # type: ignore[union-attr]
                for stats in sender._RTCRtpSender__stats.values()
            )
        )

    with_door(test, program)


@pytest.mark.usefixtures("quick")
def test_a_wish_for_a_key_picture_is_met() -> None:
    async def test(door: Door, them: Nodes) -> None:
        guest = await called(door)
        await guest.until(lambda: len(guest.frames["video"]) > 3)
        keys = [frame.key_frame for frame in guest.frames["video"]]
        assert keys[0]
        assert guest.peer is not None
        video = next(r for r in guest.peer.getReceivers() if r.track.kind == "video")
        before = len(guest.frames["video"])
        stage = them._sites["n01"]._stage
        assert stage is not None
        stage._granted_at = 0.0
        await video._send_rtcp_pli(next(iter(video._RTCRtpReceiver__remote_streams)))
        await guest.until(lambda: any(frame.key_frame for frame in guest.frames["video"][before:]))
        assert len(guest.frames["video"]) - before < 15

    with_door(test)


@pytest.mark.usefixtures("quick")
def test_a_village_that_drops_out_is_silent_says_no_goodbye_and_comes_back() -> None:
    async def test(door: Door, them: Nodes) -> None:
        guest = await called(door)
        await them._sites["n01"].obey(Wish("n01", "drop", 0.3))
        await guest.until(lambda: guest.gone)
        assert guest.socket.close_code == 1006
        assert not guest.heard("leave")
        assert guest.peer is not None
        assert guest.peer.connectionState == "connected"  # nobody told it
        await called(door, 1)
        assert them.figures()["places"] == {"live": 1}

    with_door(test)


@pytest.mark.usefixtures("quick")
def test_villages_find_back_to_a_hub_that_died() -> None:
    async def test(door: Door, _them: Nodes) -> None:
        for number in range(3):
            await door.guest(number)
        await door.close()
        before = len(door.guests)
        await door.open()
        for number in range(before, before + 3):
            await called(door, number)

    with_door(test, sites=3)


@pytest.mark.usefixtures("quick")
def test_a_hub_that_answers_no_pings_is_left_and_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nodes_site, "SILENCE_S", 0.1)

    async def test(door: Door, _them: Nodes) -> None:
        guest = await door.guest(0)
        await guest.until(lambda: guest.gone)
        await door.guest(1)

    with_door(test, polite=False)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("nonsense", ["", "v=0", "v=0\r\nm=video x y z\r\n"])
def test_a_village_outlives_whatever_a_hub_says(nonsense: str) -> None:
    async def test(door: Door, _them: Nodes) -> None:
        for number, said in enumerate(("no json", "[]", '{"type":{}}', '"' + "x" * 70_000 + '"')):
            guest = await door.guest(number)
            await guest.socket.send_str(said)
            if number == 2:
                await guest.socket.close()
        guest = await door.guest(4)
        door.spoil = nonsense or "x"
        await guest.say(type="call")
        await guest.until(lambda: guest.gone)
        door.spoil = ""
        await called(door, 5)

    with_door(test)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("reason", ["ended", "removed"])
def test_who_is_sent_home_hangs_up_and_stands_by(reason: str) -> None:
    async def test(door: Door, them: Nodes) -> None:
        guest = await called(door)
        await guest.say(type="bye", code=4000, reason=reason)
        await guest.until(lambda: guest.peer is not None and guest.peer.connectionState == "closed")
        await guest.state("absent")
        pings = len(guest.heard("ping"))
        await guest.until(lambda: len(guest.heard("ping")) > pings + 1)
        assert them.figures()["connected"] == 0
        assert not guest.gone
        await guest.say(type="call")
        await guest.until(lambda: len(guest.heard("offer")) == 2)

    with_door(test)


@pytest.mark.usefixtures("quick")
def test_a_village_whose_seat_is_taken_by_a_real_one_stays_away_until_invited_again() -> None:
    async def test(door: Door, them: Nodes) -> None:
        guest = await door.guest()
        await guest.say(type="bye", code=4001, reason="replaced")
        await asyncio.wait([them._tasks["n01"]])
        assert len(door.guests) == 1
        them.invite({"n01": door.link("n01")}, None)
        await door.guest(1)

    with_door(test)


@pytest.mark.usefixtures("quick")
def test_hands_and_microphones_are_told_to_the_hub() -> None:
    async def test(door: Door, them: Nodes) -> None:
        guest = await called(door)
        site = them._sites["n01"]
        for wish in ("raise", "lower", "mute", "unmute"):
            await site.obey(Wish("n01", wish))  # type: ignore[arg-type]
        await guest.until(lambda: len(guest.heard("mic")) == 2 and len(guest.heard("hand")) == 2)
        assert [said["up"] for said in guest.heard("hand")] == [True, False]
        assert [said["open"] for said in guest.heard("mic")] == [False, True]
        await site.obey(Wish("n01", "speak"))
        await guest.state("live", mic="forced")
        await guest.say(type="ask", what="mic")
        await guest.until(lambda: len(guest.heard("mic")) == 3)
        assert site._stage is not None
        assert site._stage.speaking is False
        assert site.seen().mic == "forced"

    with_door(test)


@pytest.mark.usefixtures("quick")
def test_the_habits_play_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "TICK_S", 0.01)

    async def test(door: Door, them: Nodes) -> None:
        them.story(True)
        guest = await called(door)
        await guest.until(lambda: loud(guest.frames["audio"][-1]))
        assert them.figures()["speaker"] == "n01"

    with_door(test)


def test_a_reel_is_kept_and_a_damaged_one_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from console.town import nodes_reel

    monkeypatch.setattr(nodes_reel, "make_reel", lambda *_: a_reel())
    assert nodes_reel.reel_of(0, "n01", "云帆村", 7, tmp_path) == a_reel()
    (path,) = tmp_path.iterdir()
    monkeypatch.setattr(nodes_reel, "make_reel", lambda *_: pytest.fail("made again"))
    assert nodes_reel.reel_of(0, "n01", "云帆村", 7, tmp_path) == a_reel()
    monkeypatch.setattr(nodes_reel, "make_reel", lambda *_: a_reel())
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], b"{}\n", whole[:2000] + b"\0\0" + whole[2002:]):
        path.write_bytes(damaged)
        assert nodes_reel._read(path) is None
    assert nodes_reel.reel_of(0, "n01", "云帆村", 7, tmp_path) == a_reel()
    assert path.read_bytes() == whole


def test_a_link_names_its_door_and_its_token() -> None:
    assert door_of("https://10.0.0.1:8443/join#a.b") == ("wss://10.0.0.1:8443/ws", "a.b")
    assert door_of("https://10.0.0.1/join#token=a.b-_") == ("wss://10.0.0.1/ws", "a.b-_")
    assert door_of("http://127.0.0.1:8443/join#t") == ("ws://127.0.0.1:8443/ws", "t")
    for wrong in ("", "ftp://x/join#t", "https:///join#t", "https://x/join"):
        with pytest.raises(ValueError, match="join link"):
            door_of(wrong)


def test_an_invitation_that_is_of_no_use_invites_nobody(tmp_path: Path) -> None:
    async def run() -> None:
        them = Nodes(the_town(7), 7)
        with pytest.raises(ValueError, match="join link"):
            them.invite({"n01": "https://127.0.0.1:1/join#t", "n02": "nowhere"}, None)
        with pytest.raises(OSError, match="No such file"):
            them.invite({"n01": "https://127.0.0.1:1/join#t"}, str(tmp_path / "ca.crt"))
        assert them.figures()["total"] == 0
        await them.stop()

    asyncio.run(run())


def test_the_stage_starts_each_strip_with_a_key_picture_and_keeps_in_step_with_the_voice() -> None:
    reel = a_reel()
    stage = Stage(reel)
    assert stage.picture(10.0) is reel.listen.pictures[0]
    assert stage.picture(10.1) is reel.listen.pictures[1]
    stage.speaking = True
    assert stage.picture(20.0) is reel.talk.pictures[0]
    assert stage.voice(20.0) is reel.talk.voice[0]
    assert stage.voice(21.0) is reel.talk.voice[50]
    stage.wish_key()
    assert stage.picture(20.6) is reel.talk.pictures[30]
    stage.wish_key()
    assert stage.picture(20.7) is reel.talk.pictures[31]  # not twice in half a second
    assert stage.picture(21.1) is reel.talk.pictures[60]
    for _ in range(29):
        stage.picture(21.2)
    assert stage.picture(22.0) is reel.talk.pictures[30]  # where the voice is
    stage.speaking = False
    assert stage.voice(22.0) in reel.listen.voice


def test_sites_differ_in_picture_and_voice() -> None:
    other = make_reel(1, "n02", "青苇村", 7)
    assert other.talk.pictures[0] != a_reel().talk.pictures[0]
    assert other.talk.voice != a_reel().talk.voice
