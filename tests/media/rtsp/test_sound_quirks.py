"""Cameras that give their sound, and those that cannot bear to be asked for it."""

from __future__ import annotations

import pytest

from media.rtsp.outcome import RtspError
from media.rtsp.session import open_session
from media.source import Trouble
from media.unit import SoundFormat
from tests.media.rtsp.device import Device
from tests.media.rtsp.film import interleaved, rtp
from tests.media.rtsp.viewer import SHORT, Taken, run, seen, target

SOUND = "m=audio 0 RTP/AVP 8\r\na=control:trackID=2\r\n"


def test_sound_comes_beside_the_pictures() -> None:
    async def test() -> None:
        async with Device(sound=SOUND).open() as device:
            session, sink = await seen(device)
            assert sink.sounds == [SoundFormat("pcma", 8000)]
            device.clients[0].send(interleaved(rtp(b"pcm", 1, 160, False, payload_type=8), 2))
            await sink.heard(1)
            assert sink.pieces[0][0].data == b"pcm"
            setups = [headers for method, headers in device.clients[0].asked if method == "SETUP"]
            assert [headers["Transport"][-3:] for headers in setups] == ["0-1", "2-3"]
            assert "Session" not in setups[0]
            assert setups[1]["Session"] == "4711"
            await session.close()
            quiet = await open_session(target(device, sound=False), sink)
            assert sink.sounds[1] is None
            await quiet.close()

    run(test)


@pytest.mark.parametrize("method", ["SETUP", "PLAY"])
def test_a_camera_that_fails_when_sound_is_asked_for_gives_its_pictures(method: str) -> None:
    """It falls silent at the second SETUP, or refuses PLAY after it; it is not asked again."""

    async def test() -> None:
        def judge(asked: str, _: dict[str, str]) -> str:
            setups = [each for each, _ in camera.clients[-1].asked if each == "SETUP"]
            if len(setups) < 2 or asked != method:
                camera.answers.pop(method, None)
                return ""
            if method == "SETUP":
                camera.answers["SETUP"] = lambda _: None
                return ""
            return "500 Internal Server Error"

        camera = Device(sound=SOUND, refuses=judge)
        async with camera.open() as device:
            opened, sink = target(device), Taken()
            session = await open_session(opened, sink, SHORT)
            await sink.count(5)
            assert sink.sounds[-1] is None
            assert len(device.clients) == 2
            await session.close()
            session = await open_session(opened, sink)
            assert [each for each, _ in device.clients[2].asked].count("SETUP") == 1
            await session.close()

    run(test)


def test_a_camera_that_plays_nothing_with_sound_is_opened_without_it_next_time() -> None:
    async def test() -> None:
        async with Device(sound=SOUND, burst=0).open() as device:
            opened = target(device)
            session = await open_session(opened, Taken())
            session.fail(RtspError(Trouble.SILENT, "no picture"))
            await session.close()
            assert opened.manners.mute

    run(test)


def test_a_line_that_breaks_while_sound_is_asked_for_is_not_held_against_the_sound() -> None:
    async def test() -> None:
        camera = Device(sound=SOUND, refuses=lambda method, _: "500" if method == "PLAY" else "")
        async with camera.open() as device:
            opened = target(device)
            with pytest.raises(RtspError, match="PLAY was answered"):
                await open_session(opened, Taken())
            assert len(device.clients) == 2
            assert not opened.manners.mute

    run(test)
