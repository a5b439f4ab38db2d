from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from aiortc.mediastreams import MediaStreamTrack

from console.town.villages import gathering, site
from console.town.villages.gathering import Villages
from console.town.villages.habits import Wish
from console.town.villages.reel import HEIGHT, WIDTH
from console.town.villages.stage import PictureTrack, Stage, VoiceTrack
from console.town.world.town import the_town
from tests.console.town.villages.conftest import a_reel
from tests.console.town.villages.door import Door, Guest

PATIENCE_S = 25.0


def program() -> list[MediaStreamTrack]:
    stage = Stage(a_reel(), speaking=True)
    return [VoiceTrack(stage, 0), PictureTrack(stage, 0)]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody hesitates, and every site is drawn as the same one."""
    monkeypatch.setattr(site, "ANSWER_S", (0.0, 0.0))
    monkeypatch.setattr(site, "RETRY_S", (0.01,))
    monkeypatch.setattr(site, "PING_S", 0.05)
    monkeypatch.setattr(gathering, "reel_of", lambda *_: a_reel())


def with_door(
    test: Callable[[Door, Villages], Awaitable[None]],
    tracks: Callable[[], list[MediaStreamTrack]] = list,
    sites: int = 1,
    polite: bool = True,
) -> None:
    async def run() -> None:
        async with asyncio.timeout(PATIENCE_S), Door(tracks, polite) as door:
            them = Villages(the_town(7), 7)
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
    async def test(door: Door, _them: Villages) -> None:
        guest = await door.guest()
        assert guest.said[0] == {
            "type": "hello", "token": "n01", "agent": "demo-town/1 (simulated)", "standby": True,
        }  # fmt: skip
        await guest.until(lambda: len(guest.heard("ping")) >= 3)
        assert not guest.heard("offer")

    with_door(test)


@pytest.mark.usefixtures("quick")
def test_a_called_village_is_seen_and_when_it_speaks_heard() -> None:
    async def test(door: Door, them: Villages) -> None:
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
    async def test(door: Door, them: Villages) -> None:
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
    async def test(door: Door, them: Villages) -> None:
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
    async def test(door: Door, them: Villages) -> None:
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
    async def test(door: Door, _them: Villages) -> None:
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
    monkeypatch.setattr(site, "SILENCE_S", 0.1)

    async def test(door: Door, _them: Villages) -> None:
        guest = await door.guest(0)
        await guest.until(lambda: guest.gone)
        await door.guest(1)

    with_door(test, polite=False)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("nonsense", ["", "v=0", "v=0\r\nm=video x y z\r\n"])
def test_a_village_outlives_whatever_a_hub_says(nonsense: str) -> None:
    async def test(door: Door, _them: Villages) -> None:
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
    async def test(door: Door, them: Villages) -> None:
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
    async def test(door: Door, them: Villages) -> None:
        guest = await door.guest()
        await guest.say(type="bye", code=4001, reason="replaced")
        await asyncio.wait([them._tasks["n01"]])
        assert len(door.guests) == 1
        them.invite({"n01": door.link("n01")}, None)
        await door.guest(1)

    with_door(test)


@pytest.mark.usefixtures("quick")
def test_hands_and_microphones_are_told_to_the_hub() -> None:
    async def test(door: Door, them: Villages) -> None:
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
    monkeypatch.setattr(gathering, "TICK_S", 0.01)

    async def test(door: Door, them: Villages) -> None:
        them.story(True)
        guest = await called(door)
        await guest.until(lambda: loud(guest.frames["audio"][-1]))
        assert them.figures()["speaker"] == "n01"

    with_door(test)


def test_an_invitation_that_is_of_no_use_invites_nobody(tmp_path: Path) -> None:
    async def run() -> None:
        them = Villages(the_town(7), 7)
        with pytest.raises(ValueError, match="join link"):
            them.invite({"n01": "https://127.0.0.1:1/join#t", "n02": "nowhere"}, None)
        with pytest.raises(OSError, match="No such file"):
            them.invite({"n01": "https://127.0.0.1:1/join#t"}, str(tmp_path / "ca.crt"))
        assert them.figures()["total"] == 0
        await them.stop()

    asyncio.run(run())
