from __future__ import annotations

import asyncio

import pytest

from media.rtsp.session import open_session
from tests.media.rtsp.device import Device
from tests.media.rtsp.viewer import Taken, run, target


@pytest.mark.parametrize(
    ("method", "status"),
    [
        ("OPTIONS", "200 OK"),
        ("SET_PARAMETER", "200 OK"),
        ("GET_PARAMETER", "200 OK"),
        ("ANNOUNCE", "200 OK"),
        ("RECORD", "501 Not Implemented"),
    ],
)
def test_a_camera_that_asks_is_answered_and_goes_on(method: str, status: str) -> None:
    async def test() -> None:
        async with Device().open() as device:
            sink = Taken()
            session = await open_session(target(device), sink)
            client = device.clients[0]
            device.say(f"{method} rtsp://x RTSP/1.0\r\nCSeq: 99\r\nContent-Length: 3\r\n\r\nabc")
            await device.until(lambda: bool(client.answered))
            lines = client.answered[0].split("\r\n")
            assert lines[0] == f"RTSP/1.0 {status}"
            assert {"CSeq: 99", "Session: 4711"} <= set(lines)
            assert any(line.startswith("Public: ") for line in lines) is (method == "OPTIONS")
            device.send(2)
            await sink.count(7)
            await session.close()

    run(test)


def test_requests_have_rising_numbers_and_one_that_is_not_waited_for_disturbs_none() -> None:
    async def test() -> None:
        async with Device().open() as device:
            session = await open_session(target(device), Taken())
            session._dialogue.send("OPTIONS", device.url)
            await device.asked("OPTIONS", 2)
            await session.close()
            numbers = [int(headers["CSeq"]) for _, headers in device.clients[0].asked]
            assert numbers == list(range(1, 7))

    run(test)


def test_who_waits_for_an_answer_is_told_when_the_line_is_cut() -> None:
    async def test() -> None:
        async with Device(answers={"PLAY": lambda _: None}).open() as device:
            opening = asyncio.ensure_future(open_session(target(device), Taken()))
            await device.asked("PLAY")
            device.cut()
            with pytest.raises(Exception, match="by the camera"):
                await opening

    run(test)
